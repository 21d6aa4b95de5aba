"""Papers of the three lists leave the hall: read, drawn, issued; pages and the command line."""

from uuid import uuid4

from gridhall.clerks.rules import Anchor
from gridhall.core.errors import UserError
from gridhall.core.progress import Progress
from gridhall.papers.queries import PaperRow
from gridhall.papers.service import issue, issue_within
from gridhall.photos.queries import pictures_of
from gridhall.pledges.documents import monthly, project, report
from gridhall.pledges.queries.claims import claims_on
from gridhall.pledges.queries.items import item
from gridhall.pledges.queries.months import posted_day, posted_list
from gridhall.pledges.queries.projects import SUBJECT
from gridhall.pledges.queries.projects import project as read_project
from gridhall.pledges.queries.reports import unit_report, unit_reports
from gridhall.pledges.service.months import post_month
from gridhall.registry.documents.transfer_issue import At


def issue_month(at: At, month: str, request_key: str = "") -> PaperRow:
    """月服务清单 of a month: the list is frozen and issued in one transaction."""
    with at.db.write() as session:
        list_id = post_month(session, at.clerk, month, at.today)
        told, day = posted_list(session, list_id), posted_day(session, list_id)
        wanted = monthly.Posted(list_id, told, day)
        ordered = monthly.monthly_order(wanted, at.hall, request_key or str(uuid4()))

        def draw(number: str, anchor: Anchor) -> bytes:
            return monthly.monthly_paper(wanted, at.hall, (number, anchor))

        return issue_within(session, at.clerk, ordered, draw)


def issue_posted(at: At, list_id: int, request_key: str = "") -> PaperRow:
    """A list that was posted before, as it was then."""
    with at.db.read() as session:
        told, day = posted_list(session, list_id), posted_day(session, list_id)
    wanted = monthly.Posted(list_id, told, day)
    ordered = monthly.monthly_order(wanted, at.hall, request_key or str(uuid4()))

    def draw(number: str, anchor: Anchor) -> bytes:
        return monthly.monthly_paper(wanted, at.hall, (number, anchor))

    return issue(at.db, at.clerk, ordered, draw)


def issue_report(at: At, unit_id: int, quarter: tuple[int, int], request_key: str = "") -> PaperRow:
    """双报到季度报告 of one unit."""
    with at.db.read() as session:
        made = [unit_report(session, unit_id, quarter, at.today)]
    return _issue(at, report.Reports(made, at.today), request_key, None)


def issue_reports(
    at: At,
    quarter: tuple[int, int],
    request_key: str = "",
    progress: Progress | None = None,
    silent_too: bool = False,
) -> PaperRow:
    """The reports of all units in one file; `silent_too`: also those with nothing to tell."""
    with at.db.read() as session:
        found = unit_reports(session, quarter, at.today)
    made = [one for one in found if silent_too or not one.is_empty] or found
    return _issue(at, report.Reports(made, at.today), request_key, progress)


def _issue(at: At, wanted: report.Reports, request_key: str, progress: Progress | None) -> PaperRow:
    ordered = report.reports_order(wanted, at.hall, request_key or str(uuid4()))
    return issue(
        at.db,
        at.clerk,
        ordered,
        lambda number, anchor: report.reports_paper(wanted, at.hall, (number, anchor), progress),
    )


def issue_project(at: At, item_id: int, request_key: str = "") -> PaperRow:
    """惠民实事进展表 of one project, with its photos before and after."""
    with at.db.read() as session:
        row = item(session, item_id, at.today)
        if row.kind != "project":
            raise UserError(f"“{row.title}”不是项目，没有进展表可出")
        taken = claims_on(session, item_id, at.today)
        who = [one.who for one in taken if one.state != "given_up"]
        photos = pictures_of(session, SUBJECT, item_id)
        told = read_project(session, item_id)
    made = project.Report(row, told, photos, "、".join(dict.fromkeys(who)), at.today)
    ordered = project.report_order(made, at.hall, request_key or str(uuid4()))
    return issue(
        at.db,
        at.clerk,
        ordered,
        lambda number, anchor: project.report_paper(made, at.hall, (number, str(anchor or ""))),
    )
