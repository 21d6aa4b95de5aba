"""paper issue for care: the plan of a month to carry along, the record of one person."""

from collections.abc import Callable, Mapping
from datetime import date

from gridhall.care.documents import issuing
from gridhall.care.queries.board import plan_choices
from gridhall.care.queries.targets import target_of
from gridhall.core.errors import UserError
from gridhall.hall.service import OpenHall
from gridhall.papers.queries import PaperRow
from gridhall.pledges.rules.spans import parse_month
from gridhall.registry.documents.transfer_issue import At
from gridhall.registry.queries.residents import resolve_person

Issue = Callable[[OpenHall, str], PaperRow]
_ALL = ("", "全部")


def _plan(hall: OpenHall, about: str) -> PaperRow:
    """`about`: 2026-12, or 2026-12：社工小王 (a visitor or a grid)."""
    typed, _, whose = about.replace(":", "：").partition("：")
    first = date.fromisoformat(f"{parse_month(typed)}-01")
    with hall.db.read() as session:
        known = plan_choices(session)
    keys = [key for key, words in known if words == whose.strip()]
    if whose.strip() not in _ALL and not keys:
        raise UserError(f"没有走访人或网格“{whose.strip()[:30]}”，请照 care list 里的写")
    key = keys[0] if keys else ""
    return issuing.issue_plan(_at(hall), hall.calendar, first, key)


def _record(hall: OpenHall, about: str) -> PaperRow:
    """`about`: a resident's id or ID number."""
    with hall.db.read() as session:
        row = target_of(session, resolve_person(session, about))
    if row is None:
        raise UserError("这位居民不是关爱对象，没有走访记录")
    return issuing.issue_record(_at(hall), row.id)


def _at(hall: OpenHall) -> At:
    return At(hall.db, hall.clerk, hall.hall, date.today())


KINDS: Mapping[str, Issue] = {"care-plan": _plan, "care-record": _record}
