"""Monthly lists: what a month's list says today, and the lists that were posted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.core.mask import mask_name, mask_numbers
from gridhall.pledges.labels import state_label
from gridhall.pledges.models import ListItem, MonthlyList
from gridhall.pledges.queries.claims import ClaimRow, claims_of
from gridhall.pledges.queries.items import ItemRow, items_where
from gridhall.pledges.rules.months import MonthLine, MonthList, from_json
from gridhall.pledges.rules.spans import month_span

_ORDER = {"demand": 0, "project": 1, "resource": 2}


@dataclass(frozen=True, slots=True)
class PostedRow:
    """A month's list as it was posted, and how many times that month was."""

    id: int
    month: str
    made_at: datetime
    clerk_name: str
    lines: int
    ordinal: int  # of that month's lists


def month_list(session: Session, month: str, today: date) -> MonthList:
    """A month's list as it would be posted now.

    Everything collected by the month's end that had not ended before the month began; what was
    taken off is left out.
    """
    since, until = month_span(month)
    if since > today:
        raise UserError(f"{month} 还没有到，没有清单可出。请换一个月")
    rows = items_where(session, _of_month(since, until), today)
    rows.sort(key=lambda row: (_ORDER[row.kind], row.opened_on, row.id))
    taken = claims_of(session, [row.id for row in rows], today)
    return MonthList(month, tuple(_line(row, taken.get(row.id, ())) for row in rows))


def _of_month(since: date, until: date) -> ColumnElement[bool]:
    one = ListItem
    return and_(
        one.opened_on <= until,
        or_(one.ended_on.is_(None), one.ended_on >= since),
        one.state != "withdrawn",
    )


def posted(session: Session) -> list[PostedRow]:
    """Every list that was posted, the latest first."""
    query = select(MonthlyList).order_by(MonthlyList.id)
    counts: dict[str, int] = {}
    found = []
    for one in session.scalars(query):
        counts[one.month] = counts.get(one.month, 0) + 1
        lines = len(from_json(one.content))
        found.append(
            PostedRow(one.id, one.month, one.made_at, one.clerk_name, lines, counts[one.month])
        )
    return found[::-1]


def posted_list(session: Session, list_id: int) -> MonthList:
    """A list as it was posted."""
    one = session.get(MonthlyList, list_id)
    if one is None:
        raise UserError("没有这份月服务清单。请按 F5 看最新内容")
    return MonthList(one.month, from_json(one.content))


def posted_day(session: Session, list_id: int) -> date:
    """The day a list was posted on, by the hall's own clock."""
    return session.get_one(MonthlyList, list_id).made_at.astimezone().date()


def _line(row: ItemRow, taken: Sequence[ClaimRow]) -> MonthLine:
    live = [one for one in reversed(taken) if one.state != "given_up"]
    short = row.left and row.kind != "resource"
    return MonthLine(
        number=row.number,
        kind=row.kind,
        title=row.title,
        category=row.category,
        amount=f"{row.quantity} {row.measure}",
        place=row.place,
        brought_by=brought_by(row),
        due_on=str(row.due_on or ""),
        claimed_by="、".join(_claimed(live)),
        left=f"还差 {row.left} {row.measure}" if short else "",
        state="可用" if row.kind == "resource" and row.left else state_label(row.state),
        is_practical=row.is_practical,
    )


def brought_by(row: ItemRow) -> str:
    """Nobody of the register is named in full on a list that hangs on a wall."""
    if row.unit:
        return row.unit_short or row.unit
    if row.person_id is not None:
        return f"居民 {mask_name(row.proposer)}"
    if row.proposer:
        return _in_words(row.proposer)
    return row.organisation


def _in_words(proposer: str) -> str:
    """Who brought it as typed: a group's word stays, what may be a person's name is masked."""
    said = mask_numbers(proposer)
    return mask_name(said) if 2 <= len(said) <= 4 and not said.endswith(_GROUPS) else said


_GROUPS = (  # words for offices and groups, which name nobody
    "居民", "群众", "楼长", "栋长", "口长", "组长", "格长", "格员", "委员", "书记", "党员", "商户",
    "业主", "家长", "老人", "住户", "社区", "支部", "小组", "物业", "街道", "学校", "商会",
)  # fmt: skip


def _claimed(live: Sequence[ClaimRow]) -> list[str]:
    """市二院 2 场, each once, in the order they came."""
    amounts: dict[str, int] = {}
    for one in live:
        who = one.unit or one.organisation
        who = who or ("报到党员" if one.member_id is not None else "志愿者")
        amounts[who] = amounts.get(who, 0) + one.quantity
    return [f"{who} {many} {live[0].measure}" for who, many in amounts.items()]
