"""A 服务指南 leaves the hall: one matter, a category, or the whole catalogue as a booklet."""

from collections.abc import Iterable, Sequence
from uuid import uuid4

from gridhall.clerks.rules import Anchor
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.organisation.queries.agencies import AgencyRow, directory
from gridhall.papers.queries import PaperRow
from gridhall.papers.rules import PaperOrder
from gridhall.papers.service import issue
from gridhall.registry.documents.transfer_issue import At
from gridhall.service_desk.documents.guide import Guide, guide_paper
from gridhall.service_desk.queries.catalogue import MatterRow, matter_by_id, matters

KIND = "service-guide"
ALL = "全部事项"


def issue_guide(at: At, item_id: int) -> PaperRow:
    """服务指南 of one matter as it stands today."""
    with at.db.read() as session:
        row = matter_by_id(session, item_id, at.today)
    if not row.active:
        raise UserError(f"“{row.name}”已经停用，不出服务指南。恢复以后再出")
    return _issue(at, [row], "", row.version_id)


def issue_booklet(at: At, category: str = "") -> PaperRow:
    """One booklet of a category, or of everything that is taken in today."""
    with at.db.read() as session:
        rows = [row for row in matters(session, at.today) if category in ("", row.category)]
    if not rows:
        raise UserError(f"“{category}”里没有在办的事项，没有服务指南可出。请换一个类别")
    return _issue(at, grouped(rows), category or ALL, 0)


def grouped(rows: Sequence[MatterRow]) -> list[MatterRow]:
    """Category by category, in the order of their first matters."""
    order = {name: at for at, name in enumerate(dict.fromkeys(row.category for row in rows))}
    return sorted(rows, key=lambda row: order[row.category])


def _issue(at: At, rows: Sequence[MatterRow], title: str, version_id: int) -> PaperRow:
    where = _where(at.db, (one.issuer for row in rows for one in row.materials))
    guide = Guide(rows, at.hall, at.today, title, where)
    said = {"versions": [row.version_id for row in rows], "texts": list(guide.texts())}
    order = PaperOrder(KIND, "item_version", version_id, said, str(uuid4()))

    def draw(number: str, anchor: Anchor) -> bytes:
        return guide_paper(guide, number, str(anchor))

    return issue(at.db, at.clerk, order, draw)


def _where(db: Database, issuers: Iterable[str]) -> dict[str, str]:
    """How to reach the issuers that the hall's directory knows."""
    with db.read() as session:
        known = directory(session)
    found = {words: known.find_all(words) for words in set(issuers) if words}
    return {words: _reached(rows) for words, rows in found.items() if _reached(rows)}


def _reached(rows: Sequence[AgencyRow]) -> str:
    """地址 · 电话 · 时间; of several, each with its name."""
    told = [row for row in rows if row.where]
    if len(told) == 1:
        return told[0].where
    return "；".join(f"{row.name} {row.where}" for row in told)
