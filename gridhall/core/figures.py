"""Figures split into lines: what a number is made of, and how it is said."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

COUNT, AVERAGE, SHARE = "count", "average", "share"
Numbers = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: its name, what it counts, and which raw numbers it is made of."""

    key: str
    label: str
    unit: str
    said: str  # 数怎么来的
    basis: str  # which records, by which of their moments
    raw: tuple[str, ...]  # a count; or what is divided and what it is divided by
    kind: str = COUNT
    per: float = 1.0  # a quotient is divided by this: 60 makes seconds minutes

    def value(self, numbers: Numbers) -> int | float | None:
        """The figure of one row; None for an average of nothing."""
        if self.kind == COUNT:
            return numbers.get(self.raw[0], 0)
        many = numbers.get(self.raw[1], 0)
        return numbers.get(self.raw[0], 0) / many / self.per if many else None


class Line(NamedTuple):
    """One line: as the SQL says it, the lasting key (a code, a name), and its words."""

    at: str
    key: str
    label: str


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One line's raw numbers; a figure is made of them."""

    line: Line
    numbers: Numbers

    def value(self, one: Figure) -> float | None:
        """This line's figure; None for an average of nothing."""
        return one.value(self.numbers)

    @property
    def is_empty(self) -> bool:
        """Whether nothing happened."""
        return not any(self.numbers.values())


TOTAL: Final = Line("", "", "合计")


def summed(rows: tuple[FigureRow, ...]) -> FigureRow:
    """All lines together."""
    sums: dict[str, int] = {}
    for row in rows:
        for name, number in row.numbers.items():
            sums[name] = sums.get(name, 0) + number
    return FigureRow(TOTAL, sums)


def say(one: Figure, value: float | None) -> str:
    """A figure in words: 1,204; 92.5%; 2.3; — for an average of nothing."""
    if value is None:
        return "—"
    if one.kind == COUNT:
        return f"{value:,.0f}"
    return f"{value:.1%}" if one.kind == SHARE else f"{value:,.1f}"
