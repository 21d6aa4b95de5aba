"""The desk's clocks: promised days, deadlines as lists show them, case numbers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from gridhall.core.calendar import Deadline, WorkCalendar
from gridhall.core.errors import UserError
from gridhall.core.hall import MOST_SOON, USUAL_SOON
from gridhall.service_desk.labels import STATES
from gridhall.service_desk.rules.counting import Pause as Pause
from gridhall.service_desk.rules.counting import WorkingDays as WorkingDays
from gridhall.service_desk.rules.counting import counted_deadline as counted_deadline
from gridhall.service_desk.rules.states import (
    CONSULTING,
    DECIDED,
    OPEN,
    RECEIVED,
    SUPPLEMENT,
    SUSPENDED,
    is_closed,
)

CLOSING = "17:00"  # the desk closes, and with it the day's deadlines (民法典 §203)
WEEKDAYS = "一二三四五六日"
NOTICE_DAYS: Final = 5  # 行政许可法 §32: all gaps are told once within 5 working days
MOST_EXTENSION: Final = 250  # working days, where no law sets a limit: a year
_FAR = 400  # days beyond which nobody counts working days one by one


@dataclass(frozen=True, slots=True)
class DeskMoment:
    """When a step is taken, on the calendar that counts its days.

    `happened` is when it really happened, if it is entered later (补录); `now` is the local moment.
    """

    now: datetime
    calendar: WorkCalendar
    happened: datetime | None = None

    @property
    def at(self) -> datetime:
        """When the step happened."""
        return self.happened or self.now

    @property
    def on(self) -> date:
        """The local day the step happened on."""
        return self.at.astimezone().date()

    @property
    def today(self) -> date:
        """The local day it is entered on."""
        return self.now.astimezone().date()


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline as a list paints it: words and tone (red, amber, green, grey)."""

    text: str
    tone: str


@dataclass(frozen=True, slots=True)
class ClockFacts:
    """What a case's clocks are counted from; days are local."""

    state: str
    received_on: date
    accepted_on: date | None
    limit_days: int
    legal_days: int
    extension_days: int = 0  # of the approved extension
    pauses: tuple[Pause, ...] = ()


@dataclass(frozen=True, slots=True)
class Clocks:
    """The deadlines of one case; `due_on` is that of the clock that runs now."""

    notice_due_on: date | None
    promised_on: date | None
    legal_on: date | None
    due_on: date | None
    provisional: bool


_NOTHING: Final = Clocks(None, None, None, None, False)
Counting = Callable[[date, int, Sequence[Pause]], Deadline | None]


def clocks(facts: ClockFacts, counting: Counting, before: Clocks | None = None) -> Clocks:
    """A case's deadlines by its state.

    `before` are those known so far: a promise that an open pause keeps away stays what it was.
    """
    if facts.state == CONSULTING:
        return _NOTHING
    if facts.accepted_on is None:
        return _notice_clock(facts, counting)
    kept, since = before or _NOTHING, facts.accepted_on
    days = (facts.limit_days + facts.extension_days, facts.legal_days + facts.extension_days)
    promised = counting(since, days[0], facts.pauses) or _known(kept.promised_on, kept.provisional)
    legal = counting(since, days[1], facts.pauses) if facts.legal_days else None
    last = promised.day if promised else None
    return Clocks(
        kept.notice_due_on,
        last,
        legal.day if legal else kept.legal_on,
        last if facts.state in (OPEN, DECIDED) else None,
        bool(promised and promised.provisional),
    )


def _notice_clock(facts: ClockFacts, counting: Counting) -> Clocks:
    """Before acceptance: five working days to tell what lacks; none while a supplement is due."""
    told = counting(facts.received_on, NOTICE_DAYS, ())
    if told is None or facts.state != RECEIVED:
        return Clocks(told.day if told else None, None, None, None, False)
    return Clocks(told.day, None, None, told.day, told.provisional)


def _known(day: date | None, provisional: bool) -> Deadline | None:
    """A deadline that was counted before; an open pause keeps a new one from coming."""
    return None if day is None else Deadline(day, provisional)


def promised_day(
    calendar: WorkCalendar, accepted_on: date, limit_days: int, pauses: Sequence[Pause] = ()
) -> Deadline:
    """The day promised (承诺办结): `limit_days` working days, the first day not counted.

    Pauses that have ended do not count; ValueError while one has not.
    """
    promised = counted_deadline(calendar, accepted_on, limit_days, pauses)
    if promised is None:
        raise ValueError("a limit has no end while it is paused")
    return promised


def most_extension(legal_days: int) -> int:
    """The working days a case may be extended by: 10, or half the legal limit if that is more."""
    return max(10, legal_days // 2) if legal_days else MOST_EXTENSION


def check_extension(days: int, legal_days: int) -> None:
    """Refuse an extension of no days or of more than the law allows (行政许可法 §42)."""
    most = most_extension(legal_days)
    if days < 1:
        raise UserError(f"延期至少 1 个工作日，现在是 {days} 个。请改一下天数。")
    if days > most:
        raise UserError(f"这个事项最多延期 {most} 个工作日，现在是 {days} 个。请改一下天数。")


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From how many working days before its deadline a case turns amber; the hall may change it."""

    soon: int = USUAL_SOON


def check_soon(days: int) -> None:
    """Refuse a warning that never comes, or always."""
    if not 0 <= days <= MOST_SOON:
        raise UserError(f"提前提醒要在 0 到 {MOST_SOON} 个工作日之间，现在是 {days} 个。")


_USUAL: Final = Thresholds()
_PREFIX: Final = {RECEIVED: "告知 ", SUPPLEMENT: "补正 "}
_ENDED: Final = {
    "finished": "已办结",
    "delivered": "已送达",
    "archived": "已归档",
    "revoked": "已撤销",
}


@dataclass(frozen=True, slots=True)
class DeskDay:
    """The day a list is read on, and the calendar that counts its working days."""

    today: date
    calendar: WorkCalendar
    thresholds: Thresholds = _USUAL

    def due(self, day: date | None, state: str) -> Due:
        """A deadline as seen on this day; of a suspended case the day its pause began."""
        return due_seen(self, day, state)


def due(day: date | None, state: str, today: date, calendar: WorkCalendar) -> Due:
    """How far the deadline is: 超期 2 天, 今天 17:00, 剩 3 天; days are working days."""
    return due_seen(DeskDay(today, calendar), day, state)


def due_seen(on: DeskDay, day: date | None, state: str) -> Due:
    """The same for a desk's day with its thresholds.

    `day` is the deadline of the clock that runs (the notice's own for a case that waits for its
    supplement), or the day a pause began: 已暂停 4 天 counts every day.
    """
    if is_closed(state):
        return Due(_ENDED.get(state, STATES.get(state, state)), "grey")
    if state == SUSPENDED:
        return Due(paused_words((on.today - day).days if day else 0), "grey")
    if day is None:
        return Due(STATES.get(state, state), "grey")
    words, tone = _distance(on, day)
    return Due(_PREFIX.get(state, "") + words, tone)


def paused_words(days: int) -> str:
    """How long a case has been paused, every day counted: 已暂停 4 天."""
    return f"已暂停 {days} 天" if days > 0 else "今天暂停"


def _distance(on: DeskDay, day: date) -> tuple[str, str]:
    if day < on.today:
        return f"超期 {_days(on.calendar, day, on.today)} 天", "red"
    if day == on.today:
        return f"今天 {CLOSING}", "amber"
    left = _days(on.calendar, on.today, day)
    return f"剩 {left} 天", "amber" if left <= on.thresholds.soon else "green"


def _days(calendar: WorkCalendar, first: date, last: date) -> int:
    """Working days between two different days, at least one."""
    if last - first > timedelta(days=_FAR):
        return (last - first).days
    return max(1, calendar.working_days_until(first, last))


def case_number(day: date, ordinal: int) -> str:
    """受理编号, counted anew each day: SL20261124-012."""
    return f"SL{day:%Y%m%d}-{ordinal:03d}"


def number_period(day: date) -> str:
    """The period of the case number's series: one day."""
    return f"{day:%Y%m%d}"


def spoken_day(day: date) -> str:
    """A day in prose: 11月24日 周二."""
    return f"{day.month}月{day.day}日 周{WEEKDAYS[day.weekday()]}"


def promise_words(promised: Deadline, limit_days: int) -> tuple[str, str]:
    """The promise in the form: 12月1日 周二 17:00 前, and 5 个工作日 with 暂估 if so."""
    sub = f"{limit_days} 个工作日" if limit_days else "当日办结"
    if promised.provisional:
        sub += f" · 暂估：{promised.day.year} 年放假安排还没有录入"
    return f"{spoken_day(promised.day)} {CLOSING} 前", sub
