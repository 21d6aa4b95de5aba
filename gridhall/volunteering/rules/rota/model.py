"""The rota in whole numbers as HiGHS gets it: seats, gaps and hours, and every hard rule.

Without days a month, pairs and ways between places, and with shifts of one length, it is a flow
from volunteers by shifts to cells, with convex arcs for hours and a reserved arc for the party
member: its linear programme has whole corners. Whatever is not of that kind is branched on.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import highspy
import numpy as np

from gridhall.volunteering.rules.rota.clock import Clock
from gridhall.volunteering.rules.rota.exclusions import Way
from gridhall.volunteering.rules.rota.field import Edge, Field, month
from gridhall.volunteering.rules.rota.highs import quiet
from gridhall.volunteering.rules.rota.weights import HOUR, TOGETHER, added_cost

_HALF = 0.5
INFINITE = highspy.kHighsInf


class Matrix:
    """Columns and rows gathered and handed to HiGHS at once."""

    def __init__(self) -> None:
        self.costs: list[float] = []
        self.most: list[float] = []
        self.whole: list[bool] = []
        self._least: list[float] = []
        self._limit: list[float] = []
        self._starts: list[int] = []
        self._places: list[int] = []
        self._values: list[float] = []

    def column(self, cost: float, most: float, *, is_whole: bool = False) -> int:
        """A new column between nought and this; its place."""
        self.costs.append(float(cost))
        self.most.append(float(most))
        self.whole.append(is_whole)
        return len(self.costs) - 1

    def row(self, least: float, most: float, terms: Mapping[int, float]) -> None:
        """A new row: the sum of columns times values lies between these."""
        self._least.append(float(least))
        self._limit.append(float(most))
        self._starts.append(len(self._places))
        self._places += terms.keys()
        self._values += terms.values()

    def programme(self) -> Any:
        """Everything for `Highs.passModel`."""
        made = highspy.HighsLp()
        made.num_col_, made.num_row_ = len(self.costs), len(self._least)
        made.col_cost_ = np.array(self.costs)
        made.col_lower_ = np.zeros(len(self.costs))
        made.col_upper_ = np.array(self.most)
        made.row_lower_, made.row_upper_ = np.array(self._least), np.array(self._limit)
        made.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        made.a_matrix_.start_ = np.array([*self._starts, len(self._places)], dtype=np.int32)
        made.a_matrix_.index_ = np.array(self._places, dtype=np.int32)
        made.a_matrix_.value_ = np.array(self._values, dtype=np.float64)
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        made.integrality_ = [kinds[whole] for whole in self.whole]
        return made


class Model:
    """One model of a field with some of its edges, or all."""

    def __init__(self, field: Field, edges: Iterable[Edge]) -> None:
        self.field = field
        self.matrix = Matrix()
        self.seats = {
            (cell, one): self.matrix.column(int(field.soft[cell][one]), 1.0, is_whole=True)
            for cell, one in edges
        }
        self._inside: dict[int, list[int]] = defaultdict(list)
        self._mine: dict[int, list[int]] = defaultdict(list)
        for cell, one in self.seats:
            self._inside[cell].append(one)
            self._mine[one].append(cell)
        self._cells()
        for one, cells in self._mine.items():
            self._hours(one, cells)
            self._once(one, set(cells))
        self._pairs()

    def _terms(self, edges: Iterable[Edge]) -> dict[int, float]:
        return {self.seats[edge]: 1.0 for edge in edges}

    def _cells(self) -> None:
        """Each open seat is somebody's or a gap; the last of a party post a party member's."""
        weights, is_party = self.field.weights, self.field.is_party
        for cell, seats in enumerate(self.field.seats):
            if not seats.open:
                continue
            terms = self._terms((cell, one) for one in self._inside[cell])
            terms[self.matrix.column(weights.gap, seats.open - seats.short)] = 1.0
            terms[self.matrix.column(weights.gap + weights.short, seats.short)] = 1.0
            self.matrix.row(seats.open, seats.open, terms)
            others = [one for one in self._inside[cell] if not is_party[one]]
            if len(others) > seats.others:
                self.matrix.row(-INFINITE, seats.others, self._terms((cell, one) for one in others))

    def _hours(self, one: int, cells: Sequence[int]) -> None:
        """The hours somebody is given, each dearer than the one before."""
        lengths = [int(self.field.length[cell]) for cell in cells]
        at = int(self.field.minutes[one])
        is_even = len(set(lengths)) == 1
        widths = lengths if is_even else _to_the_hour(at, sum(lengths))
        unit = lengths[0] if is_even else HOUR
        terms = {
            self.seats[cell, one]: length / unit
            for cell, length in zip(cells, lengths, strict=True)
        }
        for width in widths:
            terms[self.matrix.column(added_cost(at, width), 1.0)] = -width / unit
            at += width
        self.matrix.row(0.0, 0.0, terms)

    def _once(self, one: int, mine: set[int]) -> None:
        """Nobody is in two places at once, nor on more days of a month than they said."""
        exclusions = self.field.exclusions
        days = self._days(one, mine)
        for group in (*exclusions.at_once, *exclusions.pairs):
            inside = [cell for cell in group if cell in mine]
            if inside:
                self._at_most(one, inside, days)
        for way in exclusions.ways:
            self._on_the_way(one, mine, way)

    def _days(self, one: int, mine: set[int]) -> dict[date, int]:
        """Columns for the days that count towards somebody's number a month."""
        found: dict[date, int] = {}
        for key, cap in self.field.caps.get(one, {}).items():
            every = {self.field.cells[cell].day for cell in mine}
            new = sorted(day for day in every - cap.used if month(day) == key)
            if len(new) > cap.left:
                mine_days = {day: self.matrix.column(0.0, 1.0, is_whole=True) for day in new}
                self.matrix.row(-INFINITE, cap.left, dict.fromkeys(mine_days.values(), 1.0))
                found |= mine_days
        return found

    def _at_most(self, one: int, inside: Sequence[int], days: Mapping[date, int]) -> None:
        terms = self._terms((cell, one) for cell in inside)
        if len(inside) > 1:
            self.matrix.row(-INFINITE, 1.0, terms)
        for day in {self.field.cells[cell].day for cell in inside} & days.keys():
            of_day = [c for c in inside if self.field.cells[c].day == day]
            terms = self._terms((cell, one) for cell in of_day)
            self.matrix.row(-INFINITE, 0.0, terms | {days[day]: -1.0})

    def _on_the_way(self, one: int, mine: set[int], way: Way) -> None:
        """Of both sides only what is at one place: each place counts once, by its larger side."""
        terms: dict[int, float] = {}
        sides = 0
        for place in dict.fromkeys((*way.before, *way.after)):
            both = [
                [cell for cell in side.get(place, ()) if cell in mine]
                for side in (way.before, way.after)
            ]
            sides |= sum(bit for bit, side in zip((1, 2), both, strict=True) if side)
            if all(both):
                counted = self.matrix.column(0.0, 1.0)
                for side in both:
                    seats = self._terms((cell, one) for cell in side)
                    self.matrix.row(-INFINITE, 0.0, seats | {counted: -1.0})
                terms[counted] = 1.0
            else:
                terms |= self._terms((cell, one) for side in both for cell in side)
        if sides == 3 and len(terms) > 1:
            self.matrix.row(-INFINITE, 1.0, terms)

    def _pairs(self) -> None:
        """Who must not be in one cell is not; who likes to be saves something."""
        for one, other in self.field.apart:
            for cell in set(self._mine[one]) & set(self._mine[other]):
                self.matrix.row(-INFINITE, 1.0, self._terms(((cell, one), (cell, other))))
        for one, other in self.field.together:
            for cell in sorted(set(self._mine[one]) & set(self._mine[other])):
                saved = self.matrix.column(-TOGETHER, 1.0)
                for who in (one, other):
                    terms = {saved: 1.0, self.seats[cell, who]: -1.0}
                    self.matrix.row(-INFINITE, 0.0, terms)

    def solve(self, clock: Clock, hint: Iterable[Edge] = ()) -> tuple[list[Edge] | None, float]:
        """The best seats found within the time, and the proven bound."""
        highs = quiet(self.field.grain)
        highs.passModel(self.matrix.programme())
        self._suggest(highs, hint)
        clock.run(highs)
        info = highs.getInfo()
        bound = float(info.mip_dual_bound)
        if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return None, bound
        values = highs.getSolution().col_value
        return [edge for edge, column in self.seats.items() if values[column] > _HALF], bound

    def _suggest(self, highs: Any, hint: Iterable[Edge]) -> None:
        """Begin from seats that are known to do."""
        known = {self.seats[edge] for edge in hint if edge in self.seats}
        if known:
            seats = np.array(sorted(self.seats.values()), dtype=np.int32)
            given = np.array([float(one in known) for one in seats.tolist()])
            highs.setSolution(len(seats), seats, given)


def _to_the_hour(minutes: int, more: int) -> list[int]:
    """Widths from so many minutes on, each within one hour."""
    widths = []
    while more > 0:
        width = min(more, HOUR - minutes % HOUR)
        widths.append(width)
        minutes += width
        more -= width
    return widths
