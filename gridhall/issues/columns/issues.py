"""The ledger's one list and what the card says; and how a likely duplicate is offered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from gridhall.core.calendar import WorkCalendar
from gridhall.issues.labels import (
    CHANNELS,
    DECLINES,
    LEVELS,
    MEASURES,
    PATHS,
    ROUTES,
    SHORT_ROUTES,
    SIZES,
    STATES,
    WORDS,
)
from gridhall.issues.queries.cards import IssueCard, MeasureRow, ResponseRow
from gridhall.issues.queries.issues import IssueRow
from gridhall.issues.rules.states import OWED, is_open
from gridhall.qt.choice import Choice
from gridhall.qt.table import Column

PILLS: Final = ("待梳理", "待上会", "待分派", "办理中", "超期", "待销号", "已结")
NEW, MEETING, ROUTING, WORKING, OVERDUE, CLOSING, DONE = range(len(PILLS))
PILL_STATES: Final[Mapping[int, tuple[str, ...]]] = {
    NEW: ("collected",),
    MEETING: ("sorted", "on_agenda"),
    ROUTING: ("admitted",),
    WORKING: OWED,
    CLOSING: ("resolved", "verified"),
    DONE: ("closed", "declined"),
}
# One character each, so that five of them stand in one column: 台督会考责.
MARKS: Final = {
    "ledger": "台", "supervision": "督", "consultation": "会", "scoring": "考",
    "accountability": "责",
}  # fmt: skip
SHORT_MEASURES: Final = {
    "ledger": "台账", "supervision": "督办", "consultation": "会商", "scoring": "考核",
    "accountability": "追责",
}  # fmt: skip
_TONES: Final = {
    "collected": "amber", "sorted": "purple", "on_agenda": "purple", "admitted": "amber",
    "resolved": "green", "verified": "green", "closed": "grey", "declined": "grey",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """An issue as the list shows it today."""

    row: IssueRow
    due: str
    tone: str
    marks: str
    whistled: str

    @property
    def id(self) -> int:
        """The issue's."""
        return self.row.id


def line(row: IssueRow, taken: frozenset[str], today: date, calendar: WorkCalendar) -> Line:
    """One line; `taken` are the measures that were taken."""
    words, tone = due_words(row, today, calendar)
    marks = "".join(MARKS[one] if one in taken or one == "ledger" else "·" for one in MARKS)
    days = row.days_since_whistle(today)
    return Line(row, words, tone, marks, "—" if days is None else f"{days} 天")


def due_words(row: IssueRow, today: date, calendar: WorkCalendar) -> tuple[str, str]:
    """The deadline, or how long it has waited for one; "" tone is grey."""
    if row.closed_on is not None and row.state == "closed":
        return f"{row.closed_on:%m-%d} 销号", "grey"
    if not is_open(row.state):
        return f"{row.declined_on:%m-%d} 不纳入" if row.declined_on else "不纳入", "grey"
    if row.state in OWED and row.due_on is not None:
        due = row.due(today, calendar)
        return due.text, due.tone
    days = row.days_open(today)
    return f"已等 {days} 天" if days else "今天反映", "blue"


def state_tone(state: str) -> str:
    """Amber waits for us, purple for a meeting, blue is worked on, green is to be closed."""
    return _TONES.get(state, "blue")


def _sub(one: Line) -> str:
    row = one.row
    carried = f"结转 {row.carry_count} 次" if row.carry_count else ""
    return " · ".join(filter(None, (row.place, row.number, carried)))


def _owner(one: Line) -> str:
    return one.row.owner_name or "—"


def _route(one: Line) -> str:
    row = one.row
    if not row.owner_name:
        return LEVELS.get(row.level, "")
    return SHORT_ROUTES.get(row.route or 0, "就地办理")


LINES: Final[tuple[Column[Line], ...]] = (
    Column("期限", lambda one: one.due, 124, "due", tone=lambda one: one.tone),
    Column("问题", lambda one: one.row.title, 240, "two", sub=_sub, stretch=True),
    Column("责任单位", _owner, 136, "two-plain", sub=_route, spread=True),
    Column("吹哨", lambda one: one.whistled, 66),
    Column("措施", lambda one: one.marks, 96),
    Column(
        "反映人", lambda one: one.row.raiser or "—", 96, "two-plain",
        sub=lambda one: one.row.masked_phone, from_width=1500,
    ),
    Column("首接", lambda one: one.row.clerk_name, 76, "dim", from_width=1500),
    Column(
        "状态", lambda one: STATES.get(one.row.state, one.row.state), 92, "chip",
        tone=lambda one: state_tone(one.row.state),
    ),
)  # fmt: skip

RESPONSES: Final[tuple[Column[ResponseRow], ...]] = (
    Column("单位", lambda one: one.owner.name, 110, stretch=True),
    Column("分派", lambda one: f"{one.assigned_on:%m-%d}", 60),
    Column("期限", lambda one: f"{one.due_on:%m-%d}", 60),
    Column(
        "结果",
        lambda one: f"{one.ended_on:%m-%d} 改派" if one.ended_on else "在办",
        92,
    ),
)

TAKEN: Final[tuple[Column[MeasureRow], ...]] = (
    Column("措施", lambda one: f"{SHORT_MEASURES[one.kind]} {one.ordinal}", 66),
    Column("对象", lambda one: one.target or one.note, 110, stretch=True),
    Column("日期", lambda one: f"{one.happened_on:%m-%d}", 60),
    Column(
        "回复",
        lambda one: _reply(one),
        84,
        tone=lambda one: "" if one.replied_on or one.reply_by is None else "amber",
    ),
)


def _reply(one: MeasureRow) -> str:
    if one.replied_on is not None:
        return f"{one.replied_on:%m-%d} 已回"
    return f"{one.reply_by:%m-%d} 前" if one.reply_by is not None else "—"


def card_head(
    row: IssueRow, today: date, calendar: WorkCalendar
) -> tuple[str, str, list[tuple[str, str]]]:
    """What stands above the card: path, title, chips."""
    words, tone = due_words(row, today, calendar)
    chips = [
        (STATES.get(row.state, row.state), state_tone(row.state)),
        (words if is_open(row.state) else "", tone),
        (f"结转 {row.carry_count} 次" if row.carry_count else "", "purple"),
        ("已督办" if row.supervised_on else "", "amber"),
        ("会商中" if row.consulting_since and is_open(row.state) else "", "purple"),
        (f"重开 {row.reopened} 次" if row.reopened else "", "amber"),
    ]
    place = row.place or row.spot or "没有写地点"
    return f"{row.number} · {place}", row.title, chips


def card_facts(card: IssueCard, today: date) -> list[tuple[str, str]]:
    """What the card says; empty values are left out."""
    row = card.row
    who = " ".join(filter(None, (row.raiser or "没有留名", row.masked_phone)))
    came = f"{row.received_on}，{PATHS[row.path]} · {CHANNELS.get(row.channel, row.channel)}"
    return [
        ("责任单位", _whose(card)),
        ("办理期限", _until(row)),
        ("吹哨", _blown(row, today)),
        ("反映人", who),
        ("反映", came),
        ("首接", f"{row.clerk_name}（{LEVELS[row.first_level]}）"),
        ("现在在", LEVELS[row.level] if row.level != row.first_level else ""),
        ("类别", " · ".join(filter(None, (row.category, SIZES.get(row.size), row.manner)))),
        ("联席会议", _met(card)),
        ("已并入的", "、".join(f"{one.number} {one.title}" for one in card.merged)),
        ("内容", row.content),
        ("不纳入", _declined(row)),
        ("办理结果", f"{row.resolved_on}：{row.result}" if row.resolved_on else ""),
        ("群众评价", _said(row)),
    ]


def _whose(card: IssueCard) -> str:
    row = card.row
    if not row.owner_name:
        return ""
    now = card.response
    contact = f" {now.owner.contact}" if now is not None and now.owner.contact else ""
    by = ROUTES.get(row.route or 0, "就地办理")
    return f"{row.owner_name}{contact}，{by}"


def _met(card: IssueCard) -> str:
    return "、".join(f"{one.held_on} {one.title}" for one in card.meetings)


def _until(row: IssueRow) -> str:
    if row.due_on is None:
        return ""
    return f"{row.due_on}" + ("（暂估）" if row.provisional else "")


def _blown(row: IssueRow, today: date) -> str:
    if row.whistled_on is None:
        return ""
    came = f"，{row.reported_on} 报到" if row.reported_on else "，还没有报到"
    return f"{row.whistled_on}，到今天 {(today - row.whistled_on).days} 天{came}"


def _declined(row: IssueRow) -> str:
    return "：".join(filter(None, (DECLINES.get(row.decline_kind, ""), row.why)))


def _said(row: IssueRow) -> str:
    if not row.word:
        return ""
    words = f"：“{row.word_said}”" if row.word_said else ""
    when = row.verified_on or "这是上一次的"  # it was opened again since
    return f"{WORDS.get(row.word, row.word)}（{row.word_by}，{when}）{words}"


def measure_marks(measures: Sequence[MeasureRow]) -> list[tuple[str, str, str]]:
    """Five marks: the measure's words, its code, when it was last taken ("" if never)."""
    last: dict[str, str] = {}
    for one in reversed(measures):  # the latest is told
        times = f" ×{one.ordinal}" if one.ordinal > 1 else ""
        last[one.kind] = f"{one.happened_on:%m-%d}{times}"
    return [(SHORT_MEASURES[one], one, last.get(one, "")) for one in MEASURES]


def likely_choice(row: IssueRow) -> Choice:
    """An issue as a list of offers shows it; the key is its id."""
    sub = " · ".join(filter(None, (f"{row.received_on:%m-%d}", row.place, row.number)))
    return Choice(row.id, row.title, sub, STATES.get(row.state, ""), tone=state_tone(row.state))
