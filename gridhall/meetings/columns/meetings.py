"""The page's one list: meetings and debriefs as lines of one kind; what their cards say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from gridhall.meetings.labels import GRADES
from gridhall.meetings.queries.cards import MeetingCard
from gridhall.meetings.queries.debriefs import DebriefRow
from gridhall.meetings.queries.meetings import MeetingRow
from gridhall.meetings.rules.periods import weekday
from gridhall.meetings.rules.states import BEFORE_HELD, UPCOMING
from gridhall.qt.table import Column

PILLS: Final = ("全部", "待开", "已开", "已取消", "述职")
ALL, AHEAD, HELD, CANCELLED, DEBRIEFS = range(len(PILLS))
_TONES: Final[Mapping[str, str]] = {
    "planned": "blue", "noticed": "blue", "open": "green", "held": "amber", "minuted": "grey",
    "cancelled": "grey",
}  # fmt: skip
_FAR: Final = 60  # days beyond which the count says nothing


@dataclass(frozen=True, slots=True)
class Line:
    """One line; `key` is the kind of row and its id."""

    key: tuple[str, int]
    row: MeetingRow | DebriefRow
    what: str
    below: str
    when: str
    day: str
    count: str
    tone: str


def lines(
    meetings: Sequence[MeetingRow], debriefs: Sequence[DebriefRow], pill: int, today: date
) -> list[Line]:
    """What a pill shows: ahead the next first, else the latest first."""
    if pill == DEBRIEFS:
        return [debrief_line(one) for one in debriefs]
    states = {
        AHEAD: BEFORE_HELD,
        HELD: ("held", "minuted"),
        CANCELLED: ("cancelled",),
        ALL: (*BEFORE_HELD, "held", "minuted", "cancelled"),
    }[pill]
    shown = [one for one in meetings if one.state in states]
    if pill == AHEAD:
        shown.reverse()
    return [meeting_line(one, today) for one in shown]


def counts(meetings: Sequence[MeetingRow], debriefs: Sequence[DebriefRow]) -> list[int]:
    """How many lines each pill has."""
    ahead = sum(one.state in BEFORE_HELD for one in meetings)
    held = sum(one.is_held for one in meetings)
    cancelled = sum(one.state == "cancelled" for one in meetings)
    return [ahead + held + cancelled, ahead, held, cancelled, len(debriefs)]


def meeting_line(row: MeetingRow, today: date) -> Line:
    """A meeting: when, how many items, how it stands."""
    below = " · ".join(filter(None, (f"第 {row.ordinal} 次", row.place, _host(row))))
    return Line(
        ("meeting", row.id), row, row.title, below, state_words(row, today),
        f"{row.held_on:%Y-%m-%d} {row.starts}", count_words(row), state_tone(row, today),
    )  # fmt: skip


def debrief_line(row: DebriefRow) -> Line:
    """A debrief: whose, of which period, how it was judged."""
    below = " · ".join(filter(None, (row.duty, row.period)))
    return Line(
        ("debrief", row.id), row, f"{row.name}述职", below, row.judged or "没有评议",
        str(row.given_on), "", "grey" if row.judged else "amber",
    )  # fmt: skip


def state_tone(row: MeetingRow, today: date) -> str:
    """Red when its day has passed, amber today and while the minutes are due."""
    if row.state in UPCOMING and row.held_on <= today:
        return "red" if row.held_on < today else "amber"
    return _TONES.get(row.state, "grey")


def state_words(row: MeetingRow, today: date) -> str:
    """还有 3 天 of one ahead, 今天开, 过了 2 天没开; 待出纪要 of one held; else its state."""
    if row.state == "held":
        return "待出纪要"
    if row.state not in UPCOMING:
        return row.state_words
    days = (row.held_on - today).days
    if days == 0:
        return "今天开"
    if days < 0:
        return f"过了 {-days} 天没开"
    return f"还有 {days} 天" if days <= _FAR else row.state_words


def count_words(row: MeetingRow) -> str:
    """24 项 ahead; 24 项，留 12 项 of one that was held."""
    if row.state == "cancelled":
        return f"议定 {row.decided} 项" if row.decided else "没有开"
    left = f"，留 {row.left} 项" if row.is_held and row.left else ""
    return f"{row.issues} 项{left}"


def _presides(one: Line) -> str:
    return one.row.host or "—" if isinstance(one.row, MeetingRow) else "—"


def _came(one: Line) -> str:
    """10 / 12 人 of a meeting that has begun."""
    row = one.row
    if not isinstance(row, MeetingRow) or not row.invited:
        return "—"
    return f"{row.present} / {row.invited} 人" if row.present else f"请 {row.invited} 人"


LINES: tuple[Column[Line], ...] = (
    Column("会议", lambda one: one.what, 220, "two", sub=lambda one: one.below, stretch=True),
    Column("日期", lambda one: one.day, 134),
    Column("主持", _presides, 110, from_width=1500, spread=True),
    Column("到会", _came, 110, "dim", from_width=1500, spread=True),
    Column("议题", lambda one: one.count, 118, "dim", from_width=1000),
    Column("状态", lambda one: one.when, 150, "chip", tone=lambda one: one.tone),
)


def card_chips(row: MeetingRow, today: date) -> list[tuple[str, str]]:
    """What stands beside a meeting's name."""
    ahead = state_words(row, today)
    told = (ahead if ahead != row.state_words else "", state_tone(row, today))
    return [(row.state_words, _TONES.get(row.state, "grey")), told]


def card_facts(card: MeetingCard) -> list[tuple[str, str]]:
    """What a meeting's card says; empty values are left out."""
    row = card.row
    day = f"{row.held_on}（{weekday(row.held_on)}）{row.starts}"
    noticed = f"{row.noticed_on} 已通知" if row.noticed_on else ""
    return [
        ("时间", day),
        ("地点", row.place),
        ("主持", row.host),
        ("记录", row.secretary),
        ("通知", noticed),
        ("要求", row.subject),
        ("取消原因", row.why if row.state == "cancelled" else ""),
        ("会议强调", row.summary),
    ]


def agenda_words(card: MeetingCard) -> str:
    """24 项，其中结转 2 项；议定 22 项，留下 12 项."""
    parts = [f"{len(card.items)} 项"]
    if card.carried:
        parts[0] += f"，其中结转 {len(card.carried)} 项"
    others = sum(one.issue_id is None for one in card.items)
    if others:
        parts[0] += f"，其他议题 {others} 项"
    if card.decided:
        parts.append(f"议定 {len(card.decided)} 项")
    if card.row.is_held:
        parts.append(f"留下 {card.row.left} 项")
    return "；".join(parts)


def debrief_facts(row: DebriefRow) -> list[tuple[str, str]]:
    """What a debrief's card says."""
    votes = "，".join(f"{GRADES[key]} {many} 票" for key, many in row.votes.items() if many)
    return [
        ("述职人", " ".join(filter(None, (row.name, row.duty)))),
        ("期间", row.period),
        ("日期", str(row.given_on)),
        ("得分", "" if row.score is None else f"{row.score} 分"),
        ("民主评议", votes),
        ("登记", row.clerk_name),
    ]


def _host(row: MeetingRow) -> str:
    return f"主持 {row.host}" if row.host else ""
