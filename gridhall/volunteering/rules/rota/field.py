"""A rota's problem made ready for counting: who may be where, at what cost, what excludes what."""

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from gridhall.volunteering.rules.rota.able import Able
from gridhall.volunteering.rules.rota.exclusions import Exclusions
from gridhall.volunteering.rules.rota.problem import Candidate, CellSpec, Pair, Problem
from gridhall.volunteering.rules.rota.weights import CHANGED, HOUR, TOGETHER, Weights, weights

Edge = tuple[int, int]  # places of a cell and of a candidate
Month = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Seats:
    """What is left to fill of a cell once the confirmed are in."""

    open: int
    short: int  # of the open ones, how many are below the minimum
    others: int  # how many of them may be no party members
    fixed: tuple[int, ...] = ()  # candidates by place


@dataclass(frozen=True, slots=True)
class Cap:
    """How many more days of a month somebody may serve, and the days that count already."""

    left: int
    used: frozenset[date]


class Field:
    """Everything a solver asks, by places in the problem's own order.

    `allowed` and `soft` have a row for each cell: who may come in, and what a seat costs with
    them apart from the hours.
    """

    def __init__(self, problem: Problem) -> None:
        self.cells: Sequence[CellSpec] = problem.cells
        self.people: Sequence[Candidate] = problem.candidates
        self._where = {cell.id: place for place, cell in enumerate(self.cells)}
        self._who = {one.id: place for place, one in enumerate(self.people)}
        self.is_party = np.array([one.is_party for one in self.people], dtype=bool)
        self.minutes = np.array([one.minutes for one in self.people], dtype=np.int64)
        self.mine: dict[int, list[int]] = {}  # the confirmed cells of each
        self.seats = self._seats(problem)
        self.weights = self._weights()
        self.apart = self._places(problem.apart)
        self.together = self._places(problem.together)
        self.exclusions = Exclusions(self.cells)
        self.caps = self._caps()
        self.allowed, self.soft = self._judged(problem)

    def _seats(self, problem: Problem) -> list[Seats]:
        inside: dict[int, list[int]] = {}
        for cell_id, who in sorted(problem.fixed):
            if cell_id in self._where and who in self._who:
                cell, one = self._where[cell_id], self._who[who]
                inside.setdefault(cell, []).append(one)
                self.mine.setdefault(one, []).append(cell)
                self.minutes[one] += self.cells[cell].minutes
        return [self._left(cell, inside.get(c, [])) for c, cell in enumerate(self.cells)]

    def _left(self, cell: CellSpec, inside: Sequence[int]) -> Seats:
        left = max(cell.wanted - len(inside), 0)
        short = min(max(cell.minimum - len(inside), 0), left)
        has_party = any(self.people[one].is_party for one in inside)
        others = left - 1 if cell.needs_party and not has_party and left else left
        return Seats(left, short, others, tuple(inside))

    def _weights(self) -> Weights:
        longest = max((cell.minutes for cell in self.cells), default=0)
        days = {cell.day for cell in self.cells}
        most = int(self.minutes.max(initial=0)) + len(days) * _most_a_day(self.cells)
        return weights(most, longest)

    def _places(self, pairs: frozenset[Pair]) -> list[Edge]:
        """Pairs of volunteers by their places."""
        return [
            (self._who[one], self._who[other])
            for one, other in sorted(pairs)
            if one in self._who and other in self._who
        ]

    def _caps(self) -> dict[int, dict[Month, Cap]]:
        """Who serves no more than so many days a month, where that may matter."""
        months: dict[Month, set[date]] = {}
        for cell in self.cells:
            months.setdefault(month(cell.day), set()).add(cell.day)
        found: dict[int, dict[Month, Cap]] = {}
        for place, one in enumerate(self.people):
            if one.max_per_month is None:
                continue
            taken = [*one.elsewhere, *(self.cells[c] for c in self.mine.get(place, ()))]
            for key, days in months.items():
                used = frozenset(cell.day for cell in taken if month(cell.day) == key)
                left = max(one.max_per_month - len(used), 0)
                if len(days - used) > left:
                    found.setdefault(place, {})[key] = Cap(left, used)
        return found

    def _judged(self, problem: Problem) -> tuple[np.ndarray, list[np.ndarray]]:
        """Who may come into each cell that is not full, and what it costs."""
        able = Able(self.people, problem.beside)
        allowed = np.zeros((len(self.cells), len(self.people)), dtype=bool)
        for place, cell in enumerate(self.cells):
            if self.seats[place].open:
                allowed[place] = able.may(cell)
                if not self.seats[place].others:
                    allowed[place] &= self.is_party
        self._take_out(allowed)
        return allowed, self._costs(problem, able)

    def _take_out(self, allowed: np.ndarray) -> None:
        """Whatever clashes with where somebody is already, and days above the month's number."""
        for one, mine in self.mine.items():
            for cell in mine:
                allowed[self.exclusions.of(cell), one] = allowed[cell, one] = False
        for place, who in enumerate(self.people):
            for other in who.elsewhere:
                allowed[self.exclusions.clashing(other), place] = False
        for place, months in self.caps.items():
            for key, cap in months.items():
                if not cap.left:
                    allowed[self.of_month(key, cap.used), place] = False
        for one, friend in self.apart:
            allowed[self.mine.get(friend, []), one] = False
            allowed[self.mine.get(one, []), friend] = False

    def of_month(self, key: Month, without: Collection[date] = ()) -> list[int]:
        """The cells of a month, but for some days."""
        return [c for c in self._by_month.get(key, ()) if self.cells[c].day not in without]

    @cached_property
    def _by_month(self) -> dict[Month, list[int]]:
        found: dict[Month, list[int]] = {}
        for place, cell in enumerate(self.cells):
            found.setdefault(month(cell.day), []).append(place)
        return found

    def _costs(self, problem: Problem, able: Able) -> list[np.ndarray]:
        """What a seat costs apart from its hours: liking, what was there, who is there."""
        soft = [able.liking(cell) for cell in self.cells]
        kept: dict[int, list[int]] = {}
        for cell, who in problem.suggested | problem.published:
            if cell in self._where and who in self._who:
                kept.setdefault(self._where[cell], []).append(self._who[who])
        for cell, people in kept.items():
            soft[cell] = soft[cell] + CHANGED
            soft[cell][people] -= CHANGED
        for one, other in (*self.together, *((b, a) for a, b in self.together)):
            for cell in self.mine.get(other, ()):
                soft[cell] = soft[cell].copy()
                soft[cell][one] -= TOGETHER
        return soft

    @cached_property
    def grain(self) -> int:
        """What every cost is a multiple of: a plan is better by that much or not at all."""
        known = {id(one): one for one in self.soft}
        found = math.gcd(HOUR, *self._lengths, *(int(n) for n in np.unique(self.minutes)))
        for one in known.values():
            found = math.gcd(found, *(int(n) for n in np.unique(one)))
        return math.gcd(found, TOGETHER) if self.together else found

    def room(self, cell: int) -> int:
        """How many at most could come into a cell, whoever else is where."""
        seats, able = self.seats[cell], self.allowed[cell]
        party = int(np.count_nonzero(able & self.is_party))
        return min(seats.open, party + min(int(np.count_nonzero(able)) - party, seats.others))

    def edges(self) -> list[Edge]:
        """Every cell with everybody who may come in."""
        cells, people = np.nonzero(self.allowed)
        return list(zip(cells.tolist(), people.tolist(), strict=True))

    @cached_property
    def length(self) -> np.ndarray:
        """The minutes of each cell."""
        return np.array([cell.minutes for cell in self.cells], dtype=np.int64)

    def part(self, cells: Sequence[int], others: Iterable[Edge]) -> "Field":
        """These cells alone, whole days, while the others' seats stay as they are."""
        made = object.__new__(Field)
        made.cells, made.people = [self.cells[c] for c in cells], self.people
        made.is_party, made.minutes = self.is_party, self.minutes.copy()
        made.mine, made.seats = {}, [self.seats[c] for c in cells]
        made.weights, made.apart, made.together = self.weights, self.apart, self.together
        made.exclusions, made.caps = Exclusions(made.cells), {}
        made.allowed, made.soft = self.allowed[list(cells)], [self.soft[c] for c in cells]
        self._carry(made, cells, others)
        return made

    def _carry(self, made: "Field", cells: Sequence[int], others: Iterable[Edge]) -> None:
        """What the others' seats mean for a part of the field."""
        place = np.full(len(self.cells), -1)
        place[list(cells)] = np.arange(len(cells))
        days = [cell.day.toordinal() for cell in made.cells]
        first, last = min(days) - 1, max(days) + 1
        served: dict[int, set[date]] = {}
        for cell, one in others:
            made.minutes[one] += self._lengths[cell]
            if first <= self._ordinals[cell] <= last:
                near = place[self.exclusions.of(cell)]
                made.allowed[near[near >= 0], one] = False
            if one in self.caps:
                served.setdefault(one, set()).add(self.cells[cell].day)
        for one, gone in served.items():
            self._shut_months(made, one, gone)

    def _shut_months(self, made: "Field", one: int, gone: set[date]) -> None:
        """Cells of days that would be one too many."""
        for n, cell in enumerate(made.cells):
            cap = self.caps[one].get(month(cell.day))
            if cap is None or cell.day in cap.used:
                continue
            same = {day for day in gone if month(day) == month(cell.day)}
            if len(same - cap.used - {cell.day}) >= cap.left:
                made.allowed[n, one] = False

    @cached_property
    def _lengths(self) -> list[int]:
        return [cell.minutes for cell in self.cells]

    @cached_property
    def _ordinals(self) -> list[int]:
        return [cell.day.toordinal() for cell in self.cells]


def month(day: date) -> Month:
    """The year and month of a day."""
    return day.year, day.month


def _most_a_day(cells: Sequence[CellSpec]) -> int:
    """No more minutes than this can be served in a day."""
    days: dict[date, tuple[int, int]] = {}
    for cell in cells:
        first, last = days.get(cell.day, (cell.starts, cell.ends))
        days[cell.day] = min(first, cell.starts), max(last, cell.ends)
    return max((last - first for first, last in days.values()), default=0)
