"""The organisation's papers leave the hall: read, drawn, issued; pages and the command line.

What is drawn for long is laid out before the transaction that gives it its number. A chart or a run
of plates stopped in the middle leaves nothing; letters of appointment that are issued stay.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import uuid4

from gridhall.clerks.rules import Anchor, require
from gridhall.core.clerk import Role
from gridhall.core.progress import Cancelled, Progress, Silent
from gridhall.organisation.documents import appointment as letters
from gridhall.organisation.documents import lists, notice, order, receipt
from gridhall.organisation.documents.chart import Chart, chart_order, chart_paper, laid_out
from gridhall.organisation.documents.signs import grid_sign, plates
from gridhall.organisation.queries.agencies import plate_lines
from gridhall.organisation.queries.orders import change_order
from gridhall.organisation.queries.papers import people, signs
from gridhall.organisation.queries.papers.rows import ChartNode
from gridhall.organisation.queries.papers.tree import chart_nodes, organisation_lines
from gridhall.organisation.service.agency_list import ready_directory
from gridhall.papers.queries import PaperRow
from gridhall.papers.service import issue
from gridhall.pdf.business_form import chinese_day
from gridhall.registry.documents.transfer_issue import At


@dataclass(frozen=True, slots=True)
class Scope:
    """Which part of the tree: an organisation and all below it (None: all), as at which day."""

    top: int | None = None
    as_at: date | None = None  # None: as it is
    paper: str = ""  # "", "A4", "A3": the chart's sheets


def issue_chart(
    at: At, scope: Scope, request_key: str = "", progress: Progress | None = None
) -> PaperRow:
    """组织架构图 of a part of the tree; Cancelled by `progress` leaves nothing."""
    with at.db.read() as session:
        nodes = chart_nodes(session, at.today, scope.as_at, scope.top)
    title = nodes[0].name if nodes and (scope.top or _one_root(nodes)) else _everything(at)
    chart = Chart(nodes, title, scope.as_at or at.today, scope.top or 0, scope.paper)
    wanted = chart_order(chart, at.hall, request_key or str(uuid4()))
    made = laid_out(chart, progress)
    return issue(
        at.db, at.clerk, wanted, lambda number, anchor: chart_paper(made, at.hall, (number, anchor))
    )


def _one_root(nodes: Sequence[ChartNode]) -> bool:
    return sum(node.depth == 1 for node in nodes) == 1


def _everything(at: At) -> str:
    return at.hall.community or at.hall.name


def issue_list(at: At, scope: Scope, request_key: str = "") -> PaperRow:
    """党组织一览表 of a part of the tree."""
    with at.db.read() as session:
        lines = organisation_lines(session, at.today, scope.as_at, scope.top)
    title = lines[0].name if lines and scope.top else _everything(at)
    wanted = lists.OrganisationList(lines, title, scope.as_at or at.today, scope.top or 0)
    ordered = lists.list_order(wanted, at.hall, request_key or str(uuid4()))
    return issue(
        at.db,
        at.clerk,
        ordered,
        lambda number, anchor: lists.list_paper(wanted, at.hall, (number, anchor)),
    )


def issue_grid_signs(
    at: At,
    grid_ids: Collection[int] | None = None,
    paper: str = "A4",
    request_key: str = "",
    progress: Progress | None = None,
) -> PaperRow:
    """网格公示牌 of these grids, or of all, in one file; `paper` A4 or A3."""
    with at.db.read() as session:
        made = grid_sign.Signs(signs.grid_signs(session, at.today, grid_ids), paper)
    wanted = grid_sign.signs_order(made, at.hall, request_key or str(uuid4()))
    return issue(
        at.db,
        at.clerk,
        wanted,
        lambda number, anchor: grid_sign.signs_paper(made, at.hall, (number, anchor), progress),
    )


@dataclass(frozen=True, slots=True)
class PlateWish:
    """Which buildings' plates (None: every building), on which sheets; the key of the press."""

    building_ids: Collection[int] | None = None
    scope: str = "全部楼栋"
    paper: str = "A4"
    request_key: str = ""


def issue_plates(at: At, wish: PlateWish, progress: Progress | None = None) -> PaperRow:
    """楼栋便民服务牌 of these buildings as one file; stopped by `progress` nothing is issued."""
    ready_directory(at.db, at.clerk)
    with at.db.read() as session:
        rows, numbers = signs.plates(session, at.today, wish.building_ids), plate_lines(session)
    made = plates.Plates(rows, numbers, wish.scope, wish.paper)
    wanted = plates.plates_order(made, at.hall, wish.request_key or str(uuid4()))
    return issue(
        at.db,
        at.clerk,
        wanted,
        lambda number, anchor: plates.plates_paper(made, at.hall, (number, anchor), progress),
    )


def issue_seat_rosters(
    at: At,
    organisation_ids: Sequence[int],
    request_key: str = "",
    progress: Progress | None = None,
) -> PaperRow:
    """席位名册 of these communities in one file, each from a page of its own."""
    progress = progress or Silent()
    with at.db.read() as session:
        found = []
        for done, one in enumerate(dict.fromkeys(organisation_ids), start=1):
            found.append(people.seat_roster(session, one, at.today))
            progress.report(done, len(organisation_ids))
    made = lists.SeatRosters(found, at.today)
    wanted = lists.rosters_order(made, at.hall, request_key or str(uuid4()))
    return issue(
        at.db,
        at.clerk,
        wanted,
        lambda number, anchor: lists.rosters_paper(made, at.hall, (number, anchor), progress),
    )


def issue_committee(at: At, organisation_id: int, request_key: str = "") -> PaperRow:
    """委员名册 of one organisation."""
    with at.db.read() as session:
        made = people.committee(session, organisation_id, at.today)
    wanted = lists.committee_order(made, at.today, at.hall, request_key or str(uuid4()))
    return issue(
        at.db,
        at.clerk,
        wanted,
        lambda number, anchor: lists.committee_paper(made, at.today, at.hall, (number, anchor)),
    )


def issue_appointment(at: At, tenure_id: int, issuer: str = "", request_key: str = "") -> PaperRow:
    """聘书 for one tenure; `issuer` seals it, by default the organisation itself."""
    require(at.clerk, Role.SUPERVISOR, "出聘书")
    with at.db.read() as session:
        made = people.appointment(session, tenure_id)
    said = (chinese_day(at.today), issuer or made.owner)
    wanted = letters.appointment_order(made, *said, request_key or str(uuid4()))
    return issue(
        at.db,
        at.clerk,
        wanted,
        lambda number, anchor: letters.appointment_paper(made, *said, (number, anchor)),
    )


def issue_appointments(
    at: At, tenure_ids: Sequence[int], keys: Sequence[str], progress: Progress | None = None
) -> list[PaperRow]:
    """聘书 for several tenures, a paper and a request key each; what is issued stays."""
    progress = progress or Silent()
    made: list[PaperRow] = []
    for done, (tenure_id, key) in enumerate(zip(tenure_ids, keys, strict=True)):
        try:
            progress.report(done, len(tenure_ids))
        except Cancelled:
            if not made:
                raise
            break
        made.append(issue_appointment(at, tenure_id, request_key=key))
    return made


def issue_notice(at: At, made: notice.Notice, request_key: str = "") -> PaperRow:
    """换届通知 as the clerk left it (notice.usual_notice is what it begins with)."""
    require(at.clerk, Role.SUPERVISOR, "出换届通知")
    wanted = notice.notice_order(made, request_key or str(uuid4()))
    return issue(at.db, at.clerk, wanted, partial(notice.notice_paper, made))


def issue_slip(at: At, relation_id: int, request_key: str = "") -> PaperRow:
    """组织关系转接回执 of one relation, with its stub."""
    with at.db.read() as session:
        made = people.relation_slip(session, relation_id, at.today)
    there = (at.hall, at.today, at.clerk.name)
    wanted = receipt.slip_order(made, there, request_key or str(uuid4()))

    def draw(number: str, anchor: Anchor) -> bytes:
        return receipt.slip_paper(made, there, (number, anchor))

    return issue(at.db, at.clerk, wanted, draw)


def issue_order(at: At, action_id: int, request_key: str = "") -> PaperRow:
    """网格调整令 of one act that moved entrances."""
    require(at.clerk, Role.SUPERVISOR, "出网格调整令")
    with at.db.read() as session:
        made = change_order(session, action_id)
    wanted = order.order_order(made, at.hall, at.today, request_key or str(uuid4()))

    def draw(number: str, anchor: Anchor) -> bytes:
        return order.order_paper(made, at.hall, at.today, (number, anchor))

    return issue(at.db, at.clerk, wanted, draw)


def usual_notice(at: At, organisation_id: int, election: notice.Election) -> notice.Notice:
    """What the notice of this organisation's election says to begin with."""
    with at.db.read() as session:
        made = people.committee(session, organisation_id, at.today)
    return notice.usual_notice(made, election, at.hall, at.today)
