"""The small programme of a round for HiGHS, gathered in arrays."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np

from gridhall.volunteering.rules.rota.block import Block, Union
from gridhall.volunteering.rules.rota.field import Edge
from gridhall.volunteering.rules.rota.steps import Steps
from gridhall.volunteering.rules.rota.weights import TOGETHER

_SLIP = 1e-6


@dataclass(frozen=True, slots=True)
class Priced:
    """A row about one person: whoever is priced in these slots pays its dual value."""

    row: int
    one: int
    slots: tuple[int, ...]
    most: int
    is_least: bool = False  # the row is at least nought, not at most


@dataclass(frozen=True, slots=True)
class Added:
    """What was found to be needed: unions by person, and two people in a slot who save."""

    unions: list[tuple[int, int]]
    joins: list[tuple[int, int, int]]


class Rows:
    """Columns: seats, gaps, steps of hours. Rows: cells, party seats, hours, groups, cuts."""

    def __init__(
        self, block: Block, seats: np.ndarray, steps: tuple[Steps, np.ndarray], added: Added
    ) -> None:
        self.block, self._steps, self._used = block, steps[0], steps[1]
        self.slot, self.one = np.nonzero(seats)
        self._parts: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []
        self._most: list[np.ndarray] = []
        self._costs: list[np.ndarray] = []
        self._least_row: list[np.ndarray] = []
        self._most_row: list[np.ndarray] = []
        self.columns = self.rows = 0
        self._seats()
        self.hours_rows = self._hours()
        self.group_rows, self.group_of, self.group_who = self._groups()
        self._by_person = self._columns_of(added)
        self.priced: list[Priced] = []
        self.joined: list[tuple[int, int, int]] = []  # a join's column's rows
        for one, number in added.unions:
            self._union(one, block.unions[one][number])
        for join in added.joins:
            self._join(*join)

    def _add_columns(self, costs: np.ndarray, most: np.ndarray) -> np.ndarray:
        self._costs.append(costs.astype(np.float64))
        self._most.append(most.astype(np.float64))
        self.columns += len(costs)
        return np.arange(self.columns - len(costs), self.columns)

    def _add_rows(self, least: np.ndarray, most: np.ndarray) -> np.ndarray:
        self._least_row.append(least.astype(np.float64))
        self._most_row.append(most.astype(np.float64))
        self.rows += len(most)
        return np.arange(self.rows - len(most), self.rows)

    def _put(self, rows: np.ndarray, columns: np.ndarray, values: np.ndarray | float) -> None:
        self._parts.append((rows, columns, np.broadcast_to(values, rows.shape)))

    def _seats(self) -> None:
        """Each open seat is somebody's or a gap; some only a party member's."""
        block, weights = self.block, self.block.field.weights
        soft = np.concatenate([np.zeros(0), *self._soft()])
        self.seat_columns = self._add_columns(soft, block.count[self.slot, self.one])
        self.cell_rows = self._add_rows(block.open, block.open)
        self._put(self.cell_rows[self.slot], self.seat_columns, 1.0)
        every = np.ones(len(block.slots))
        gaps = self._add_columns(weights.gap * every, block.open - block.short)
        self._put(self.cell_rows, gaps, 1.0)
        gaps = self._add_columns((weights.gap + weights.short) * every, block.short)
        self._put(self.cell_rows, gaps, 1.0)
        self.party_slots = np.flatnonzero(block.others < block.open)
        limits = block.others[self.party_slots]
        self.party_rows = self._add_rows(np.full(len(limits), -np.inf), limits)
        where = np.full(len(block.slots), -1)
        where[self.party_slots] = self.party_rows
        counts = (where[self.slot] >= 0) & ~block.field.is_party[self.one]
        self._put(where[self.slot][counts], self.seat_columns[counts], 1.0)

    def _soft(self) -> list[np.ndarray]:
        """What the seats cost, slot by slot as they stand in order."""
        edges = np.searchsorted(self.slot, np.arange(len(self.block.slots) + 1))
        return [
            self.block.soft[slot][self.one[edges[slot] : edges[slot + 1]]]
            for slot in range(len(self.block.slots))
        ]

    def _hours(self) -> np.ndarray:
        """The hours somebody is given, each dearer than the one before."""
        many = len(self.block.field.people)
        rows = self._add_rows(np.zeros(many), np.zeros(many))
        self._put(
            rows[self.one], self.seat_columns, self.block.length[self.slot] / self._steps.unit
        )
        step, who = np.nonzero(np.arange(self._steps.costs.shape[1])[:, None] < self._used)
        columns = self._add_columns(self._steps.costs[who, step], np.ones(len(who)))
        self._put(rows[who], columns, -self._steps.shares[who, step])
        self._step_of = who, columns
        return rows

    def _groups(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Nobody is in two slots of a group at once, where they could be."""
        block, many = self.block, len(self.block.field.people)
        found = [np.zeros(0, dtype=np.int64)] * 3
        for group, slots in enumerate(block.groups):
            inside = np.zeros(len(block.slots), dtype=bool)
            inside[list(slots)] = True
            mine = np.flatnonzero(inside[self.slot])
            sums = np.bincount(
                self.one[mine], block.count[self.slot[mine], self.one[mine]], minlength=many
            )
            who = np.flatnonzero(sums > block.most[group])
            rows = self._add_rows(np.full(len(who), -np.inf), block.most[group][who])
            where = np.full(many, -1)
            where[who] = rows
            mine = mine[where[self.one[mine]] >= 0]
            self._put(where[self.one[mine]], self.seat_columns[mine], 1.0)
            same = np.full(len(who), group)
            found = [np.append(a, b) for a, b in zip(found, (rows, same, who), strict=True)]
        return found[0], found[1], found[2]

    def _columns_of(self, added: Added) -> dict[int, dict[int, int]]:
        """The seats of those about whom something was added: slot -> column."""
        wanted = {one for one, _ in added.unions}
        wanted |= {one for *two, _ in added.joins for one in two}
        found: dict[int, dict[int, int]] = {}
        for column in np.flatnonzero(np.isin(self.one, list(wanted))).tolist():
            found.setdefault(int(self.one[column]), {})[int(self.slot[column])] = column
        return found

    def _found(self, one: int, slots: Collection[int]) -> list[int]:
        mine = self._by_person.get(one, {})
        return [mine[slot] for slot in slots if slot in mine]

    def _row(self, least: float, most: float, columns: list[int], minus: int = -1) -> int:
        """One row: these columns once, less another."""
        row = int(self._add_rows(np.array([least]), np.array([most]))[0])
        self._put(np.full(len(columns), row), np.array(columns, dtype=np.int64), 1.0)
        if minus >= 0:
            self._put(np.array([row]), np.array([minus]), -1.0)
        return row

    def _column(self, cost: float, most: float) -> int:
        return int(self._add_columns(np.array([cost]), np.array([most]))[0])

    def _union(self, one: int, union: Union) -> None:
        """Each part counts by its largest side: a place on the way, or a day of a month."""
        central: list[int] = []
        directly: list[int] = []
        for sides in union.parts:
            found = [(side, self._found(one, side)) for side in sides]
            filled = [(side, columns) for side, columns in found if columns]
            if len(filled) > 1:
                counted = self._column(0.0, np.inf)  # else its bound had a price
                central.append(counted)
                for side, columns in filled:
                    row = self._row(-np.inf, 0.0, columns, counted)
                    self.priced.append(Priced(row, one, side, 0))
            else:
                side, columns = (filled or found)[0]
                central += columns
                directly += side
        row = self._row(-np.inf, union.most, central)
        self.priced.append(Priced(row, one, tuple(directly), union.most))

    def _join(self, one: int, other: int, slot: int) -> None:
        """Two who like to be together save something where both are."""
        most = int(min(self.block.count[slot, one], self.block.count[slot, other]))
        saved = self._column(-TOGETHER, most)
        rows = []
        for who in (one, other):
            mine = self._found(who, (slot,))
            row = int(self._add_rows(np.array([0.0]), np.array([np.inf]))[0])
            self._put(np.full(len(mine), row), np.array(mine, dtype=np.int64), 1.0)
            self._put(np.array([row]), np.array([saved]), -1.0)
            self.priced.append(Priced(row, who, (slot,), 0, is_least=True))
            rows.append(row)
        self.joined.append((rows[0], rows[1], most))

    def programme(self) -> Any:
        """Everything for `Highs.passModel`."""
        rows, columns, values = (
            np.concatenate([part[which] for part in self._parts]) for which in range(3)
        )
        order = np.argsort(columns, kind="stable")
        made = highspy.HighsLp()
        made.num_col_, made.num_row_ = self.columns, self.rows
        made.col_cost_ = np.concatenate(self._costs)
        made.col_lower_ = np.zeros(self.columns)
        made.col_upper_ = np.concatenate(self._most)
        made.row_lower_ = np.concatenate(self._least_row)
        made.row_upper_ = np.concatenate(self._most_row)
        starts = np.concatenate([[0], np.cumsum(np.bincount(columns, minlength=self.columns))])
        made.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        made.a_matrix_.start_ = starts.astype(np.int32)
        made.a_matrix_.index_ = rows[order].astype(np.int32)
        made.a_matrix_.value_ = values[order].astype(np.float64)
        return made

    def seats(self, values: np.ndarray) -> dict[Edge, float]:
        """Who is in which slot how often."""
        often = values[self.seat_columns]
        return {
            (int(self.slot[n]), int(self.one[n])): float(often[n])
            for n in np.flatnonzero(often > _SLIP)
        }

    def loads(self, values: np.ndarray) -> np.ndarray:
        """Everybody's minutes in this solution."""
        minutes = values[self.seat_columns] * self.block.length[self.slot]
        return np.bincount(self.one, minutes, minlength=len(self.block.field.people))
