"""What a figure of the statistics is made of: series, rows, and what of them is drawn."""

from dataclasses import dataclass, replace
from datetime import date

from gridhall.registry.rules.lists import Wanted


@dataclass(frozen=True, slots=True)
class Series:
    """One column of a figure: its key on the command line, its words, what it counts."""

    key: str
    label: str
    unit: str = "人"


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A bar of the drawing, a line of the table; each value with the list of its people."""

    label: str
    values: tuple[int, ...]
    lists: tuple[Wanted, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as at a day; `shape` is how it is drawn: bars, pyramid, months."""

    name: str
    title: str
    shape: str
    series: tuple[Series, ...]
    rows: tuple[FigureRow, ...]
    total: int  # people, each once
    as_at: date
    doubt: str = ""  # what does not add up

    @property
    def sums(self) -> tuple[int, ...]:
        """The last line of the table."""
        return tuple(sum(row.values[at] for row in self.rows) for at in range(len(self.series)))


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure as bars: one series to the right, or two to both sides of the labels."""

    series: tuple[str, ...]
    unit: str
    rows: tuple[FigureRow, ...]


def drawing(made: Figure) -> Drawing:
    """What of a figure is drawn: the old on top, losses beside gains, else the first series."""
    if made.shape == "pyramid":
        rows = (replace(row, values=row.values[:2], lists=row.lists[:2]) for row in made.rows)
        names = tuple(series.label for series in made.series[:2])
        return Drawing(names, "人", tuple(rows)[::-1])
    if made.shape == "months":
        return Drawing(("减少", "增加"), "人次", tuple(map(_both_flows, made.rows)))
    first = made.series[0]
    rows = (replace(row, values=row.values[:1], lists=row.lists[:1]) for row in made.rows)
    return Drawing((first.label,), first.unit, tuple(rows))


def _both_flows(row: FigureRow) -> FigureRow:
    """All who went and all who came in a month."""
    _, born, came, died, left, _ = row.values
    flows = [one.flow for one in row.lists if one.flow is not None]
    gain, loss = replace(flows[0], kinds=()), replace(flows[-1], kinds=())
    return FigureRow(row.label, (died + left, born + came), (Wanted(flow=loss), Wanted(flow=gain)))
