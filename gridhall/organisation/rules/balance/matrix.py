"""Columns and rows gathered and handed to HiGHS at once: one by one takes it minutes."""

from collections.abc import Mapping
from typing import Any

import highspy
import numpy as np


class Matrix:
    """What is to be minimised under what: columns from nought up, rows between two limits."""

    def __init__(self) -> None:
        self.costs: list[float] = []
        self._least: list[float] = []
        self._most: list[float] = []
        self._limits: list[tuple[float, float]] = []
        self._starts: list[int] = []
        self._places: list[int] = []
        self._values: list[float] = []

    def column(self, cost: float, most: float) -> int:
        """A new column between nought and this; its place."""
        self.costs.append(cost)
        self._least.append(0.0)
        self._most.append(most)
        return len(self.costs) - 1

    def keep(self, column: int) -> None:
        """This column is as big as it can be."""
        self._least[column] = self._most[column]

    def row(self, least: float, most: float, terms: Mapping[int, float]) -> None:
        """A new row: the sum of these columns, each times its value, lies between these."""
        self._limits.append((least, most))
        self._starts.append(len(self._places))
        self._places += terms.keys()
        self._values += terms.values()

    def hand_over(self, highs: Any, *, is_whole: bool = True) -> None:
        """Give the solver what it does not have yet: all columns at first, then only rows."""
        if not highs.getNumCol():
            self._columns(highs)
            if is_whole:
                self.make_whole(highs)
        if self._limits:
            limits = np.array(self._limits, dtype=np.float64)
            starts = np.array(self._starts, dtype=np.int32)
            places = np.array(self._places, dtype=np.int32)
            values = np.array(self._values, dtype=np.float64)
            least, most = limits[:, 0].copy(), limits[:, 1].copy()
            highs.addRows(len(starts), least, most, len(places), starts, places, values)
        self._limits, self._starts, self._places, self._values = [], [], [], []

    def _columns(self, highs: Any) -> None:
        many = len(self.costs)
        every = np.arange(many, dtype=np.int32)
        highs.addVars(many, np.array(self._least), np.array(self._most))
        highs.changeColsCost(many, every, np.array(self.costs))

    def make_whole(self, highs: Any) -> None:
        """Every column is a whole number."""
        many = len(self.costs)
        kinds = np.full(many, int(highspy.HighsVarType.kInteger), dtype=np.uint8)
        highs.changeColsIntegrality(many, np.arange(many, dtype=np.int32), kinds)
