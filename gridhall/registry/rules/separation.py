"""人户分离 and 房户分离, derived from dated facts: where registered, living, owning.

Census practice: who has been away for half a year counts; the term 房户分离 (owns a home here, is
registered elsewhere) is the halls' own. No state is ever typed in.
"""

from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

CONSISTENT, UNKNOWN = "consistent", "unknown"
HUKOU_NOT_RESIDENT, RESIDENT_NO_HUKOU = "hukou_not_resident", "resident_no_hukou"
PROPERTY_NO_HUKOU, PROPERTY_ONLY = "property_no_hukou", "property_only"
APART = (HUKOU_NOT_RESIDENT, RESIDENT_NO_HUKOU, PROPERTY_NO_HUKOU, PROPERTY_ONLY)
STATES = (*APART, CONSISTENT)
ELSEWHERE = "elsewhere"  # kept in a household here, but nothing of the person is here any more
FRESH = "fresh"  # in one of the four, not long enough to count yet
PARTLY = "partly"  # a household whose members are in different states
DEFAULT_MONTHS = 6  # how long a separation lasts before it counts (满半年)
LONGEST = 60  # months a hall may set
_DAY = timedelta(days=1)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Span:
    """From `since` until the day before `until`; None: before the register began, or still."""

    since: date | None
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the day lies within."""
        began = self.since is None or self.since <= day
        return began and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Stay:
    """Where a person lived in a span: in this hall's area or elsewhere."""

    span: Span
    here: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """The dated facts of one person that a separation follows from."""

    hukou_kind: str  # what the card says now: local, outside, unknown
    past_kinds: tuple[tuple[str, date], ...] = ()  # what it said until a day
    memberships: tuple[Span, ...] = ()
    stays: tuple[Stay, ...] = ()  # none: lives where the household is registered
    homes: tuple[Span, ...] = ()  # when the person owned a home in this hall's area
    died_on: date | None = None

    def hukou_on(self, day: date) -> str:
        """What the hukou status said on a day."""
        if not self.past_kinds:
            return self.hukou_kind
        later = [(until, kind) for kind, until in self.past_kinds if day < until]
        return min(later, key=lambda one: one[0])[1] if later else self.hukou_kind

    def member_on(self, day: date) -> bool:
        """Whether the person was in a household of the hall."""
        return any(span.holds(day) for span in self.memberships)

    def lives_on(self, day: date) -> bool:
        """Whether the person lived in this hall's area."""
        stays = [stay for stay in self.stays if stay.span.holds(day)] if self.stays else ()
        if not stays:
            return self.member_on(day)
        return max(stays, key=lambda stay: stay.span.since or date.min).here

    def owns_on(self, day: date) -> bool:
        """Whether the person owned a home in this hall's area."""
        return any(span.holds(day) for span in self.homes)


@dataclass(frozen=True, slots=True)
class Fact:
    """One of the three facts on a day, and since when it has been so; None: always."""

    holds: bool
    since: date | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a person's facts say on a day; `since` None: since before the register began."""

    state: str  # one of STATES, or UNKNOWN, or ELSEWHERE
    since: date | None
    hukou: Fact
    living: Fact
    owning: Fact

    @property
    def apart(self) -> bool:
        """Whether this is one of the four separations."""
        return self.state in APART

    def counts(self, day: date, months: int) -> bool:
        """Whether the separation has lasted long enough to be counted (满6个月)."""
        return self.apart and lasted(self.since, day, months)


def state_of_facts(*, hukou: bool, living: bool, owning: bool) -> str:
    """The state that three facts make (domain 3.5)."""
    if hukou:
        return CONSISTENT if living else HUKOU_NOT_RESIDENT
    if owning:
        return PROPERTY_NO_HUKOU if living else PROPERTY_ONLY
    return RESIDENT_NO_HUKOU if living else ELSEWHERE


def state_since(facts: Facts, day: date) -> tuple[str, date | None]:
    """The state on a day and since when; "" for who is not the hall's: not kept, nothing here."""
    state = _state_on(facts, day)
    if not state:
        return "", None
    return state, _unchanged(lambda on: _state_on(facts, on), state, _breaks(facts, day))


def judge(facts: Facts, day: date) -> Verdict | None:
    """The state on a day with the three facts that make it; None for who is not the hall's."""
    state, since = state_since(facts, day)
    if not state:
        return None
    breaks = _breaks(facts, day)
    return Verdict(
        state,
        since,
        _fact(lambda on: _registered(facts, on), day, breaks),
        _fact(facts.lives_on, day, breaks),
        _fact(facts.owns_on, day, breaks),
    )


def household_state(states: Iterable[str]) -> str:
    """A household's state: its members' common one, or `partly`; nobody judged is unknown."""
    judged = {state for state in states if state in STATES}
    if not judged:
        return UNKNOWN
    return judged.pop() if len(judged) == 1 else PARTLY


def lasted(since: date | None, day: date, months: int) -> bool:
    """Whether something that began on `since` has lasted that many whole months on a day."""
    return since is None or months_after(since, months) <= day


def months_after(day: date, months: int) -> date:
    """The same day some months later, the last of the month where there is none (民法典 202 条)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _state_on(facts: Facts, day: date) -> str:
    if facts.died_on is not None and facts.died_on <= day:
        return ""
    member, living, owning = facts.member_on(day), facts.lives_on(day), facts.owns_on(day)
    if not (member or living or owning):
        return ""
    kind = facts.hukou_on(day)
    if kind == UNKNOWN:
        return UNKNOWN
    return state_of_facts(hukou=member and kind == "local", living=living, owning=owning)


def _registered(facts: Facts, day: date) -> bool:
    """Registered here: a local hukou, in a household of the hall."""
    return facts.hukou_on(day) == "local" and facts.member_on(day)


def _fact(said: Callable[[date], bool], day: date, breaks: list[date]) -> Fact:
    holds = said(day)
    return Fact(holds, _unchanged(said, holds, breaks))


def _unchanged(said: Callable[[date], T], now: T, breaks: list[date]) -> date | None:
    """Since when it has said so without a break; it only changes on the `breaks`."""
    return next((one for one in breaks if one > date.min and said(one - _DAY) != now), None)


def _breaks(facts: Facts, day: date) -> list[date]:
    """Every day up to this one on which a fact began or ended, the latest first."""
    spans = [*facts.memberships, *(stay.span for stay in facts.stays), *facts.homes]
    ends = [end for span in spans for end in (span.since, span.until) if end is not None]
    ends += [until for _, until in facts.past_kinds]
    return sorted({end for end in ends if end <= day}, reverse=True)
