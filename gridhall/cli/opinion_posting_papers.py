"""paper issue for what is posted: 公示, 异议登记表, 红黑榜, 居民公约, 邻里报."""

from collections.abc import Callable, Mapping
from datetime import date

from sqlalchemy import select

from gridhall.core.errors import UserError
from gridhall.hall.service import OpenHall
from gridhall.opinions.documents import posting_issuing as issuing
from gridhall.opinions.queries.bulletins import bulletin_named
from gridhall.opinions.queries.compacts import COMMUNITY, compact_named
from gridhall.opinions.queries.postings import notice_named
from gridhall.papers.queries import PaperRow
from gridhall.places.models import Compound
from gridhall.registry.documents.transfer_issue import At

Issue = Callable[[OpenHall, str], PaperRow]


def _notice(hall: OpenHall, about: str) -> PaperRow:
    """`about`: 示〔2026〕001."""
    with hall.db.read() as session:
        notice_id = notice_named(session, about)
    return issuing.issue_notice(_at(hall), notice_id)


def _objection(hall: OpenHall, about: str) -> PaperRow:
    """`about`: the objection's id, as `opinion notice-show` tells it."""
    if not about.strip().isdecimal():
        raise UserError("异议的编号是 opinion notice-show 给出的 id，例如 3")
    return issuing.issue_objection(_at(hall), int(about))


def _board(hall: OpenHall, about: str) -> PaperRow:
    """`about`: a compound's name, or 社区."""
    name = about.strip()
    if name == COMMUNITY:
        return issuing.issue_board(_at(hall), None)
    with hall.db.read() as session:
        compound_id = session.scalar(select(Compound.id).where(Compound.name == name))
    if compound_id is None:
        raise UserError(f"没有小区“{name[:30]}”；全社区的红黑榜请写 {COMMUNITY}")
    return issuing.issue_board(_at(hall), compound_id)


def _compact(hall: OpenHall, about: str) -> PaperRow:
    """`about`: a compound's name, or 社区."""
    with hall.db.read() as session:
        compact_id = compact_named(session, about)
    return issuing.issue_compact(_at(hall), compact_id)


def _bulletin(hall: OpenHall, about: str) -> PaperRow:
    """`about`: 睦邻报 2026Q4."""
    with hall.db.read() as session:
        bulletin_id = bulletin_named(session, about)
    return issuing.issue_bulletin(_at(hall), bulletin_id)


def _at(hall: OpenHall) -> At:
    return At(hall.db, hall.clerk, hall.hall, date.today())


KINDS: Mapping[str, Issue] = {
    "public-notice": _notice,
    "objection-slip": _objection,
    "honor-board": _board,
    "compact": _compact,
    "bulletin": _bulletin,
}
