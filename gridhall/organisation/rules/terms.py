"""Who holds a seat on a day, since when it is vacant, when a term ends, what cannot overlap."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from gridhall.core.errors import UserError

SOON_DAYS = 60  # a term that ends within so many days is shown amber
ONE_DAY = timedelta(days=1)
SEAT_STATES = {
    "held": "在任",
    "ending": "即将届满",
    "overdue": "已届满",
    "vacant": "空缺",
    "planned": "空缺，已定人选",
}
GONE = {"died": "去世", "left": "迁出", "void": "登记作废"}


@dataclass(frozen=True, slots=True)
class Term:
    """One tenure as written down, and what the register says of its holder."""

    id: int
    since: date
    until: date | None = None  # exclusive
    term_until: date | None = None  # the last day
    stays_on: date | None = None
    why: str = ""
    holder: str = ""
    gone: str = ""  # a status of GONE
    gone_on: date | None = None

    @property
    def is_gone(self) -> bool:
        """Whether the register ends it: who died or left and was not kept on (留任)."""
        if not self.gone:
            return False
        kept = self.stays_on is not None and self.stays_on >= (self.gone_on or self.since)
        return not (self.gone == "left" and kept)

    @property
    def ends(self) -> date | None:
        """The first day it does not hold, by what was written and by the register; None: open."""
        if not self.is_gone:
            return self.until
        gone_on = max(self.gone_on or self.since, self.since)
        return min(gone_on, self.until or gone_on)

    @property
    def is_empty(self) -> bool:
        """A plan that was given up, or a holder who was gone before it began: it lasted no day."""
        return self.ends is not None and self.ends <= self.since

    @property
    def is_cancelled(self) -> bool:
        """It was given up before it began."""
        return self.until is not None and self.until <= self.since

    @property
    def unsettled(self) -> bool:
        """The register ended it and the desk has not: 离任 or 留任 is to be noted."""
        return self.is_gone and not self.is_cancelled and self.until != self.ends

    @property
    def why_ended(self) -> str:
        """离任原因: what was written down, else what the register says."""
        if self.is_gone and self.ends != self.until:
            return GONE[self.gone]
        return self.why

    def holds_on(self, day: date) -> bool:
        """Whether the seat is held by it on a day."""
        return self.since <= day and (self.ends is None or day < self.ends)


class Standing(NamedTuple):
    """How a seat stands on a day."""

    state: str  # SEAT_STATES
    term: Term | None  # who holds it
    planned: Term | None  # who holds it next
    last: Term | None  # who held it before, of a vacant seat
    vacant_since: date | None
    why_vacant: str


def stand(
    terms: Iterable[Term], day: date, opened: date | None = None, term_until: date | None = None
) -> Standing:
    """How a seat stands on a day; `opened` is when it was made, `term_until` its committee's."""
    real = [term for term in terms if not term.is_empty]
    term = next((one for one in real if one.holds_on(day)), None)
    coming = min((one for one in real if one.since > day), key=_since, default=None)
    if term is not None:
        return Standing(_due(term, coming, day, term_until), term, coming, None, None, "")
    over = [one for one in real if one.ends is not None and one.ends <= day]
    last = max(over, key=lambda one: one.ends or one.since, default=None)
    state = "planned" if coming is not None else "vacant"
    if last is None:
        return Standing(state, None, coming, None, opened, "设席后未任命")
    return Standing(state, None, coming, last, last.ends, last.why_ended)


def _due(term: Term, coming: Term | None, day: date, committee: date | None) -> str:
    """Held, ending within 60 days, or over its term."""
    if term.ends is not None and coming is not None and coming.since == term.ends:
        return "held"  # the next in the rotation is known
    last_day = term.term_until or committee
    if term.ends is not None:
        planned = term.ends - ONE_DAY
        last_day = min(planned, last_day or planned)
    if last_day is None or last_day - day > timedelta(days=SOON_DAYS):
        return "held"
    return "overdue" if last_day < day else "ending"


class Stretch(NamedTuple):
    """A stretch of a seat's history: held by a term, or vacant (term None); `until` exclusive."""

    term: Term | None
    since: date | None
    until: date | None


def stretches(terms: Iterable[Term], opened: date | None, closed: date | None) -> list[Stretch]:
    """The seat's whole history without a gap: who held it, and when nobody did; oldest first."""
    found: list[Stretch] = []
    reached = opened
    for term in sorted((one for one in terms if not one.is_empty), key=_since):
        if reached is None or reached < term.since:
            found.append(Stretch(None, reached, term.since))
        found.append(Stretch(term, term.since, term.ends))
        if term.ends is None:
            return found
        reached = term.ends
    if closed is None or reached is None or reached < closed:
        found.append(Stretch(None, reached, closed))
    return found


def clash(terms: Iterable[Term]) -> tuple[Term, Term] | None:
    """Two terms of one seat that share a day, as written down; None if there are none."""
    real = sorted((one for one in terms if not one.is_cancelled), key=_since)
    for one, other in pairwise(real):
        if one.until is None or other.since < one.until:
            return one, other
    return None


def check_days(
    since: date, term_until: date | None, until: date | None, what: str = "任职"
) -> None:
    """Refuse a term that ends before it begins."""
    if term_until is not None and term_until <= since:
        raise UserError(f"任期至 {term_until} 早于或等于{what}日期 {since}，请核对这两个日期")
    if until is not None and until <= since:
        raise UserError(f"离任日期 {until} 早于或等于{what}日期 {since}，请核对这两个日期")


def check_turns(turns: Sequence[tuple[date, date | None, str]]) -> tuple[str, ...]:
    """Refuse a plan (since, until, name) in which two hold the seat at once; tell of its gaps."""
    if not turns:
        raise UserError("轮值计划里还没有人，请至少排一位")
    for since, until, _ in turns:
        check_days(since, None, until, "轮值开始")
    ordered = sorted(turns, key=lambda turn: turn[0])
    return tuple(_between(ordered))


def _between(ordered: Sequence[tuple[date, date | None, str]]) -> Iterator[str]:
    for (_, until, name), (since, _, other) in pairwise(ordered):
        if until is None or since < until:
            said = "没有写结束日期" if until is None else f"轮到 {until - ONE_DAY}"
            raise UserError(
                f"一个席位同一天只能一个人：{name}{said}，{other}从 {since} 起，请错开日期"
            )
        if until < since:
            yield f"{until} 到 {since - ONE_DAY} 没有人轮值，这段时间记为空缺"


def _since(term: Term) -> date:
    return term.since
