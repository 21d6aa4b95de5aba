"""The rota written down for HiGHS as it is, without tightening: what `bench roster` compares with.

Every allowed seat is a whole column; somebody's seats of one moment are a row, and two shifts with
too little time between them are a row for each pair of cells.
"""

from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np

from gridhall.volunteering.rules.rota.field import Edge, Field, month
from gridhall.volunteering.rules.rota.steps import hours_costs
from gridhall.volunteering.rules.rota.weights import HOUR, TOGETHER

_HALF = 0.5
_MOST_COLUMNS = 3_000_000  # of more than that the model alone would not fit the machine


@dataclass(frozen=True)
class Plain:
    """What HiGHS came to."""

    seats: list[Edge]
    bound: float
    columns: int
    has_plan: bool


class _Rows:
    """Rows gathered in lists."""

    def __init__(self) -> None:
        self.least: list[float] = []
        self.most: list[float] = []
        self.starts: list[int] = [0]
        self.places: list[int] = []
        self.values: list[float] = []

    def add(self, least: float, most: float, terms: list[tuple[int, float]]) -> None:
        """One row."""
        self.least.append(least)
        self.most.append(most)
        self.places += [place for place, _ in terms]
        self.values += [value for _, value in terms]
        self.starts.append(len(self.places))


def plain(field: Field, seconds: float) -> Plain:
    """Solve it in so many seconds, building not counted."""
    edges = field.edges()
    if len(edges) > _MOST_COLUMNS:
        return Plain([], -highspy.kHighsInf, len(edges), has_plan=False)
    highs: Any = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("mip_rel_gap", 0.0)
    highs.setOptionValue("mip_abs_gap", 0.99)
    highs.setOptionValue("time_limit", seconds)
    made = _model(field, edges)
    highs.passModel(made)
    highs.run()
    info = highs.getInfo()
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return Plain([], float(info.mip_dual_bound), made.num_col_, has_plan=False)
    values = highs.getSolution().col_value
    seats = [edge for n, edge in enumerate(edges) if values[n] > _HALF]
    return Plain(seats, float(info.mip_dual_bound), made.num_col_, has_plan=True)


def _model(field: Field, edges: list[Edge]) -> Any:
    costs = [float(field.soft[cell][one]) for cell, one in edges]
    most, rows = [1.0] * len(edges), _Rows()
    by_cell: dict[int, list[int]] = {}
    by_person: dict[int, list[int]] = {}
    for n, (cell, one) in enumerate(edges):
        by_cell.setdefault(cell, []).append(n)
        by_person.setdefault(one, []).append(n)
    _cells(field, (costs, most, rows), (edges, by_cell))
    for one, mine in by_person.items():
        _person(field, (costs, most, rows), (edges, mine, one))
    _pairs(field, (costs, most, rows), edges)
    return _handed(costs, most, rows, len(edges))


def _cells(field: Field, made: Any, known: Any) -> None:
    (costs, most, rows), (edges, by_cell) = made, known
    for cell, seats in enumerate(field.seats):
        mine = by_cell.get(cell, [])
        gap, short = len(costs), len(costs) + 1
        costs += [float(field.weights.gap), float(field.weights.short)]
        most += [float(seats.open), float(seats.short)]
        every = [(n, 1.0) for n in mine]
        rows.add(seats.open, seats.open, [*every, (gap, 1.0)])
        rows.add(seats.short, highspy.kHighsInf, [*every, (short, 1.0)])
        others = [(n, 1.0) for n in mine if not field.is_party[edges[n][1]]]
        rows.add(-highspy.kHighsInf, seats.others, others)


def _person(field: Field, made: Any, known: Any) -> None:
    (costs, most, rows), (edges, mine, one) = made, known
    cells = {edges[n][0]: n for n in mine}
    left = 0
    for group in field.exclusions.at_once:
        inside = [cell for cell in group if cell in cells]
        left += int(max((field.length[cell] for cell in inside), default=0))
        if len(inside) > 1:
            rows.add(-highspy.kHighsInf, 1.0, [(cells[cell], 1.0) for cell in inside])
    for cell, n in cells.items():
        for other in field.exclusions.of(cell).tolist():
            if other in cells and field.cells[cell].end <= field.cells[other].begin:
                rows.add(-highspy.kHighsInf, 1.0, [(n, 1.0), (cells[other], 1.0)])
    at = int(field.minutes[one])
    hours = [(n, float(field.length[cell])) for cell, n in cells.items()]
    while left > 0:
        width = min(left, HOUR - at % HOUR)
        price = hours_costs(np.array([at, at + width]))
        hours.append((len(costs), -1.0))
        costs.append(float(price[1] - price[0]) / width)
        most.append(float(width))
        at, left = at + width, left - width
    rows.add(0.0, 0.0, hours)
    _months(field, made, (cells, one))


def _months(field: Field, made: Any, known: Any) -> None:
    (costs, most, rows), (cells, one) = made, known
    for key, cap in field.caps.get(one, {}).items():
        days: dict[Any, int] = {}
        for cell, n in cells.items():
            day = field.cells[cell].day
            if month(day) == key and day not in cap.used:
                if day not in days:
                    days[day] = len(costs)
                    costs.append(0.0)
                    most.append(1.0)
                rows.add(-highspy.kHighsInf, 0.0, [(n, 1.0), (days[day], -1.0)])
        rows.add(-highspy.kHighsInf, cap.left, [(column, 1.0) for column in days.values()])


def _pairs(field: Field, made: Any, edges: list[Edge]) -> None:
    costs, most, rows = made
    where = {edge: n for n, edge in enumerate(edges)}
    for cell in range(len(field.cells)):
        for pairs, is_apart in ((field.apart, True), (field.together, False)):
            for one, other in pairs:
                both = where.get((cell, one)), where.get((cell, other))
                if None in both:
                    continue
                if is_apart:
                    rows.add(-highspy.kHighsInf, 1.0, [(both[0], 1.0), (both[1], 1.0)])
                    continue
                for n in both:
                    rows.add(0.0, highspy.kHighsInf, [(n, 1.0), (len(costs), -1.0)])
                costs.append(-float(TOGETHER))
                most.append(1.0)


def _handed(costs: list[float], most: list[float], rows: _Rows, whole: int) -> Any:
    made = highspy.HighsLp()
    made.num_col_, made.num_row_ = len(costs), len(rows.least)
    made.col_cost_, made.col_lower_ = np.array(costs), np.zeros(len(costs))
    made.col_upper_ = np.array(most)
    made.row_lower_, made.row_upper_ = np.array(rows.least), np.array(rows.most)
    made.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    made.a_matrix_.start_ = np.array(rows.starts, dtype=np.int32)
    made.a_matrix_.index_ = np.array(rows.places, dtype=np.int32)
    made.a_matrix_.value_ = np.array(rows.values)
    kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
    made.integrality_ = [kinds[n < whole] for n in range(len(costs))]
    return made
