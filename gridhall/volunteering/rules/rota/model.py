"""The rota as HiGHS gets it: columns for seats given, gaps and hours, rows for the hard rules.

Without `month`, `apart` and `together` and with shifts of one length that do not touch, it is a
flow from volunteers by shifts to cells, with convex arcs for hours and a reserved arc for the party
member: its linear programme has whole corners. Whatever is not of that kind is branched on.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import highspy
import numpy as np

from gridhall.volunteering.rules.rota.clock import Clock
from gridhall.volunteering.rules.rota.field import Edge, Field, exclusions
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
        self.costs.append(cost)
        self.most.append(most)
        self.whole.append(is_whole)
        return len(self.costs) - 1

    def row(self, least: float, most: float, terms: Mapping[int, float]) -> int:
        """A new row: the sum of columns times values lies between these; its place."""
        self._least.append(least)
        self._limit.append(most)
        self._starts.append(len(self._places))
        self._places += terms.keys()
        self._values += terms.values()
        return len(self._least) - 1

    def model(self, *, is_whole: bool) -> Any:
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
        made.a_matrix_.value_ = np.array(self._values)
        if is_whole:
            kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
            made.integrality_ = [kinds[whole] for whole in self.whole]
        return made


class Model:
    """One model of a field with some of its edges, or all."""

    def __init__(self, field: Field, edges: Iterable[Edge]) -> None:
        self.field = field
        self.matrix = Matrix()
        self.seats = {
            (cell, one): self.matrix.column(field.cost(cell, one), 1.0, is_whole=True)
            for cell, one in edges
        }
        self._by_cell: dict[int, dict[int, float]] = defaultdict(dict)
        self._by_person: dict[int, list[int]] = defaultdict(list)
        for (cell, one), column in self.seats.items():
            self._by_cell[cell][column] = 1.0
            self._by_person[one].append(cell)
        self._cells()
        groups = _groups(exclusions(field.cells))
        for one, cells in self._by_person.items():
            self._hours(one, cells)
            self._once(one, _within(cells, groups))
        self._pairs()

    def _cells(self) -> None:
        """Each open seat is somebody's or a gap; the last of a party post a party member's."""
        weights = self.field.weights
        for cell, seats in enumerate(self.field.seats):
            if not seats.open:
                continue
            terms = dict(self._by_cell.get(cell, {}))
            terms[self.matrix.column(weights.gap, seats.open - seats.short)] = 1.0
            terms[self.matrix.column(weights.gap + weights.short, seats.short)] = 1.0
            self.matrix.row(seats.open, seats.open, terms)
            if seats.others < seats.open:
                people = self.field.people
                others = {
                    column: 1.0
                    for (c, one), column in self._of_cell(cell)
                    if not people[one].is_party
                }
                if len(others) > seats.others:
                    self.matrix.row(-INFINITE, seats.others, others)

    def _of_cell(self, cell: int) -> list[tuple[Edge, int]]:
        known = set(self._by_cell.get(cell, ()))
        return [(edge, column) for edge, column in self.seats.items() if column in known]

    def _hours(self, one: int, cells: Sequence[int]) -> None:
        """The hours somebody is given, each dearer than the one before."""
        terms = {self.seats[cell, one]: float(self._length(cell)) for cell in cells}
        lengths = set(terms.values())
        most = sum(terms.values())
        widths = (
            [int(lengths.pop())] * len(cells)
            if len(lengths) == 1
            else _to_the_hour(self.field.persons[one].minutes, int(most))
        )
        at = self.field.persons[one].minutes
        for width in widths:
            price = added_cost(at, width) / width
            terms[self.matrix.column(price, width)] = -1.0
            at += width
        self.matrix.row(0.0, 0.0, terms)

    def _length(self, cell: int) -> int:
        return self.field.cells[cell].minutes

    def _once(self, one: int, groups: Sequence[Sequence[int]]) -> None:
        """Nobody is in two places at once, nor on more days of a month than they said."""
        months = self.field.months(one)
        days: dict[Any, int] = {}
        for key, (left, used) in months.items():
            mine = {self.field.cells[c].day for group in groups for c in group}
            new = sorted(day for day in mine - used if (day.year, day.month) == key)
            if len(new) > left:
                days |= {day: self.matrix.column(0.0, 1.0, is_whole=True) for day in new}
                self.matrix.row(-INFINITE, left, {days[day]: 1.0 for day in new})
        for group in groups:
            terms = {self.seats[cell, one]: 1.0 for cell in group}
            by_day = {self.field.cells[cell].day for cell in group} & days.keys()
            if len(group) > 1:
                self.matrix.row(-INFINITE, 1.0, terms)
            for day in by_day:
                of_day = {
                    self.seats[cell, one]: 1.0
                    for cell in group
                    if self.field.cells[cell].day == day
                }
                self.matrix.row(-INFINITE, 0.0, of_day | {days[day]: -1.0})

    def _pairs(self) -> None:
        """Who must not be in one cell is not; who likes to be saves something."""
        for one, other in self.field.apart:
            for cell in set(self._by_person[one]) & set(self._by_person[other]):
                terms = {self.seats[cell, one]: 1.0, self.seats[cell, other]: 1.0}
                self.matrix.row(-INFINITE, 1.0, terms)
        for one, other in self.field.together:
            for cell in set(self._by_person[one]) & set(self._by_person[other]):
                saved = self.matrix.column(-TOGETHER, 1.0)
                for who in (one, other):
                    terms = {saved: 1.0, self.seats[cell, who]: -1.0}
                    self.matrix.row(-INFINITE, 0.0, terms)
            self._joins(one, other)
            self._joins(other, one)

    def _joins(self, one: int, other: int) -> None:
        """Somebody who comes to where the other is confirmed."""
        for cell in set(self._by_person[one]) & set(self.field.persons[other].fixed):
            self.matrix.costs[self.seats[cell, one]] -= TOGETHER

    def solve(self, clock: Clock, hint: Iterable[Edge] = ()) -> tuple[list[Edge] | None, float]:
        """The best seats found within the time, and the proven bound."""
        highs = quiet()
        highs.passModel(self.matrix.model(is_whole=True))
        clock.run(highs)
        info = highs.getInfo()
        feasible = highspy.SolutionStatus.kSolutionStatusFeasible
        if info.primal_solution_status != feasible:
            return None, -INFINITE
        values = highs.getSolution().col_value
        chosen = [edge for edge, column in self.seats.items() if values[column] > _HALF]
        return chosen, float(info.mip_dual_bound)


def quiet() -> Any:
    """A solver that says nothing and gives the same answer every time."""
    highs: Any = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("random_seed", 1)
    highs.setOptionValue("mip_rel_gap", 0.0)
    highs.setOptionValue("mip_abs_gap", 0.99)  # costs are whole numbers
    return highs


def _groups(groups: Sequence[Sequence[int]]) -> dict[int, list[tuple[int, Sequence[int]]]]:
    found: dict[int, list[tuple[int, Sequence[int]]]] = defaultdict(list)
    for place, group in enumerate(groups):
        for cell in group:
            found[cell].append((place, group))
    return found


def _within(
    cells: Sequence[int], groups: Mapping[int, Sequence[tuple[int, Sequence[int]]]]
) -> list[list[int]]:
    """The exclusions as far as somebody's own cells go."""
    found: dict[int, list[int]] = defaultdict(list)
    for cell in cells:
        for place, _ in groups[cell]:
            found[place].append(cell)
    return list(found.values())


def _to_the_hour(minutes: int, more: int) -> list[int]:
    """Widths from so many minutes on, each within one hour."""
    widths = []
    while more > 0:
        width = min(more, HOUR - minutes % HOUR)
        widths.append(width)
        minutes += width
        more -= width
    return widths
