"""The papers of service days leave the hall: read, drawn, issued; pages and the command line."""

from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta
from functools import partial
from uuid import uuid4

from gridhall.clerks.rules import Anchor, require
from gridhall.core.clerk import Role
from gridhall.core.progress import Progress
from gridhall.papers.queries import PaperRow
from gridhall.papers.service import issue
from gridhall.pdf.business_form import BusinessForm
from gridhall.photos.queries import pictures_of
from gridhall.registry.documents.transfer_issue import At
from gridhall.volunteering.documents import day_notices, day_summary, sign_in_sheet, year_report
from gridhall.volunteering.documents.calendar_entries import duties_file
from gridhall.volunteering.documents.day_notices import Recruitment
from gridhall.volunteering.documents.post_cards import Cards, cards_order, cards_paper
from gridhall.volunteering.queries.days import DayRow
from gridhall.volunteering.queries.papers.days import PaperDay, paper_day, unplanned
from gridhall.volunteering.queries.papers.duties import duties_of
from gridhall.volunteering.queries.papers.year import day_figures, year_figures

_SIGN_UP_ENDS = timedelta(days=3)  # before the day, unless it is nearer


def issue_notice(at: At, day_id: int, request_key: str = "") -> PaperRow:
    """服务日安排通知."""
    made = _day(at, day_id)
    form = partial(day_notices.notice_form, made, at.hall, at.today)
    return _issue(at, day_notices.NOTICE, made, form, request_key)


def issue_adjustment(at: At, day_id: int, request_key: str = "") -> PaperRow:
    """调整通知 of a day that is moved or skipped."""
    require(at.clerk, Role.SUPERVISOR, "出调整通知")
    made = _day(at, day_id)
    form = partial(day_notices.adjustment_form, made, at.hall, at.today)
    return _issue(at, day_notices.ADJUSTMENT, made, form, request_key)


def issue_adjustment_of(at: At, row: DayRow, request_key: str = "") -> PaperRow:
    """调整通知 of a day as the calendar has it, stored or not: merged into another, or skipped."""
    if row.id is not None:
        return issue_adjustment(at, row.id, request_key)
    require(at.clerk, Role.SUPERVISOR, "出调整通知")
    form = partial(day_notices.adjustment_form, unplanned(row), at.hall, at.today)
    return _issue(at, day_notices.ADJUSTMENT, unplanned(row), form, request_key)


def issue_recruitment(
    at: At, day_id: int, call: Recruitment | None = None, request_key: str = ""
) -> PaperRow:
    """志愿者招募公示; sign-up ends three days before the day unless `call` says otherwise."""
    made = _day(at, day_id)
    call = call or Recruitment(usual_end(made.held_on, at.today))
    form = partial(day_notices.recruitment_form, made, call, (at.hall, at.today))
    return _issue(at, day_notices.RECRUITMENT, made, form, request_key)


def usual_end(held_on: date | None, today: date) -> date:
    """When sign-up usually ends."""
    return today if held_on is None else max(today, min(held_on, held_on - _SIGN_UP_ENDS))


def issue_sign_in_sheet(
    at: At, day_id: int, blanks: int = sign_in_sheet.BLANKS, request_key: str = ""
) -> PaperRow:
    """签到表 with blank lines at its end."""
    made = _day(at, day_id)
    form = sign_in_sheet.sheet_form(made, at.hall, at.today, ("", None), blanks)
    wanted = sign_in_sheet.sheet_order(made, form, request_key or str(uuid4()))

    def draw(number: str, anchor: Anchor) -> bytes:
        return sign_in_sheet.sheet_paper(form, (number, anchor))

    return issue(at.db, at.clerk, wanted, draw)


def issue_cards(
    at: At,
    day_id: int,
    post_ids: Collection[int] | None = None,
    with_names: bool = True,
    progress: Progress | None = None,
) -> PaperRow:
    """岗位牌 of these posts of a day, or of all."""
    made = _day(at, day_id)
    chosen = [post for post in made.posts if post_ids is None or post.id in post_ids]
    cards = Cards(made, chosen, with_names)
    wanted = cards_order(cards, at.hall, str(uuid4()))
    return issue(
        at.db,
        at.clerk,
        wanted,
        lambda number, anchor: cards_paper(cards, at.hall, (number, anchor), progress),
    )


def issue_summary(at: At, day_id: int, request_key: str = "") -> PaperRow:
    """服务日小结 of a day that is over, with its photos."""
    with at.db.read() as session:
        made = day_summary.Summary(
            paper_day(session, day_id),
            day_figures(session, day_id),
            pictures_of(session, "service_day", day_id),
        )
    wanted = day_summary.summary_order(made, at.hall, at.today, request_key or str(uuid4()))
    return issue(
        at.db,
        at.clerk,
        wanted,
        lambda number, anchor: day_summary.summary_paper(made, at.hall, at.today, (number, anchor)),
    )


def issue_report(at: At, year: int, request_key: str = "") -> PaperRow:
    """年度服务报告."""
    with at.db.read() as session:
        made = year_figures(session, year)
    wanted = year_report.report_order(made, at.hall, at.today, request_key or str(uuid4()))
    return issue(
        at.db,
        at.clerk,
        wanted,
        lambda number, anchor: year_report.report_paper(made, at.hall, at.today, (number, anchor)),
    )


def issue_report_of(at: At, day_id: int) -> PaperRow:
    """年度服务报告 of the year that a day lies in."""
    made = _day(at, day_id)
    return issue_report(at, (made.held_on or made.nominal or at.today).year)


def duties_ics(at: At, volunteer_id: int) -> bytes:
    """The .ics file of somebody's turns from today on."""
    with at.db.read() as session:
        duties = duties_of(session, volunteer_id, at.today)
    return duties_file(duties, at.hall, datetime.now(UTC))


def _day(at: At, day_id: int) -> PaperDay:
    with at.db.read() as session:
        return paper_day(session, day_id)


def _issue(
    at: At,
    kind: str,
    made: PaperDay,
    form: "partial[BusinessForm]",
    request_key: str,
) -> PaperRow:
    wanted = day_notices.order_of(kind, made, form(("", None)), request_key or str(uuid4()))

    def draw(number: str, anchor: Anchor) -> bytes:
        return day_notices.paper(form((number, anchor)))

    return issue(at.db, at.clerk, wanted, draw)
