"""How seats, terms, acts and members are shown in lists."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from gridhall.organisation.queries.members import MemberRow
from gridhall.organisation.queries.seats import SeatRow, TenureRow, TodoRow
from gridhall.organisation.rules.terms import ONE_DAY
from gridhall.qt.table import Column

VACANT = "空缺"
_TONES = {"held": "grey", "ending": "amber", "overdue": "red", "vacant": "amber", "planned": "blue"}
_TODO = {
    "holder_gone": "任职人离开",
    "term": "任期届满",
    "receipt": "等回执",
    "member_gone": "党员离开",
}


def seat_state(row: SeatRow, today: date) -> str:
    """在任; 还有 12 天届满; 已超期 20 天; 空缺 46 天; 12-01 接任."""
    if row.state == "ending":
        return _ending(row, today)
    if row.state == "overdue" and row.term_until is not None:
        return f"已超期 {(today - row.term_until).days} 天"
    if row.state == "planned" and row.planned_since is not None:
        return f"{row.planned_since:%m-%d} 接任"
    if row.is_vacant:
        return "待选任" if row.vacant_days is None else f"待选任 {row.vacant_days} 天"
    if row.planned_since is not None:
        return f"在任，{row.planned_since:%m-%d} 轮换"
    return "在任"


def seat_tone(row: SeatRow) -> str:
    """The chip's colour."""
    return _TONES.get(row.state, "grey")


def last_day(row: SeatRow) -> date | None:
    """The last day of who holds it now."""
    ends = row.until - ONE_DAY if row.until is not None else None
    return min(filter(None, (ends, row.term_until)), default=None)


def seats_words(rows: Sequence[SeatRow]) -> str:
    """6 席 · 在任 5."""
    held = sum(not row.is_vacant for row in rows)
    return f"{len(rows)} 席 · 在任 {held}"


def seat_columns(today: date) -> tuple[Column[SeatRow], ...]:
    """席位与任职."""
    return (
        Column("席位", _seat_name, 204, "bold"),
        Column("任职人", _holder, 110, tone=_holder_tone, spread=True),
        Column("来自", _source, 150, stretch=True),
        Column("联系电话", lambda row: row.phone_masked, 126, spread=True),
        Column("任期至", _term, 106, spread=True),
        Column("状态", lambda row: seat_state(row, today), 136, "chip", tone=seat_tone),
    )


TENURES: tuple[Column[TenureRow], ...] = (
    Column(
        "任职人", lambda row: row.holder_name or VACANT, 110, "bold", tone=lambda row: _gap(row)
    ),
    Column("从", lambda row: str(row.since or "登记以前"), 106),
    Column("到", lambda row: _until(row.until), 106),
    Column("任期至", lambda row: str(row.term_until or ""), 106),
    Column("来自", lambda row: row.source, 120, stretch=True),
    Column("离任原因", lambda row: row.why, 130),
    Column("经办", lambda row: row.clerk_name, 80),
)

PERSON_SEATS: tuple[Column[SeatRow], ...] = (
    Column("组织", lambda row: row.owner_name, 200, "bold", stretch=True),
    Column("席位", lambda row: _seat_name(row), 140),
    Column("任职日期", lambda row: str(row.since or ""), 106),
    Column("任期至", lambda row: str(last_day(row) or ""), 106),
)

MEMBERS: tuple[Column[MemberRow], ...] = (
    Column("姓名", lambda row: row.name, 96, "bold"),
    Column("联系电话", lambda row: row.phone_masked, 126),
    Column("所在组织", lambda row: row.organisation_name, 180, stretch=True),
    Column("类别", lambda row: _member_kind(row), 100),
    Column("入党日期", lambda row: str(row.joined_on or ""), 106),
    Column("转入日期", lambda row: str(row.since or ""), 106),
)


def todo_words(rows: Sequence[TodoRow]) -> str:
    """任期届满 2 件 · 人已离开 1 件."""
    counted = Counter(row.kind for row in rows)
    parts = [f"{said} {counted[kind]} 件" for kind, said in _TODO.items() if counted[kind]]
    return " · ".join(parts)


def _seat_name(row: SeatRow) -> str:
    """1单元楼口长 金叶小区 1号楼: where it is, without what the name begins with."""
    return " ".join(filter(None, (row.name, _without(row.where, row.name))))


def _without(where: str, name: str) -> str:
    tails = (place for place in range(len(where) - 1) if name.startswith(where[place:]))
    return where[: next(tails, len(where))].strip()


def _term(row: SeatRow) -> str:
    """A vacant seat has no term of its own."""
    return "" if row.is_vacant else str(last_day(row) or "")


def _holder(row: SeatRow) -> str:
    return row.holder_name or VACANT


def _holder_tone(row: SeatRow) -> str:
    return "amber" if row.is_vacant else ""


def _source(row: SeatRow) -> str:
    """Where the holder comes from; of a vacant seat why, or who comes next."""
    if not row.is_vacant:
        return row.source
    if row.planned_name:
        return f"{row.planned_name} 已排定"
    last = f"{row.last_name} " if row.last_name else ""
    return f"{last}{row.why_vacant}"


def _ending(row: SeatRow, today: date) -> str:
    day = last_day(row)
    if day is None:
        return "即将届满"
    if day == today:
        return "今天届满"
    month_end = (day + ONE_DAY).day == 1 and (day.year, day.month) == (today.year, today.month)
    return "月底届满" if month_end else f"还有 {(day - today) // timedelta(days=1)} 天届满"


def _gap(row: TenureRow) -> str:
    return "amber" if row.tenure_id is None else ""


def _until(day: date | None) -> str:
    return str(day) if day is not None else "至今"


def _member_kind(row: MemberRow) -> str:
    if row.kind == "reported":
        return "在职报到"
    return "预备党员" if row.joined_on is not None and row.full_on is None else "正式党员"
