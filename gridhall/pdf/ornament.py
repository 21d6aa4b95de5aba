"""The ornaments of a paper that is hung on a wall: a border with frets (回纹), a flourish."""

from functools import lru_cache
from typing import Final

from gridhall.pdf.marks import MM, Ink, Mark, Panel, Trace
from gridhall.pdf.page import Size

RED: Final[Ink] = (0.62, 0.09, 0.11)
GOLD: Final[Ink] = (0.68, 0.51, 0.20)

# A square spiral on a grid of four by four, from its outer end.
_FRET = ((4, 0), (0, 0), (0, 4), (4, 4), (4, 1), (1, 1), (1, 3), (3, 3), (3, 2), (2, 2))
_CELL: Final = 1.15 * MM
_NOTCH: Final = 4 * _CELL + 2.6 * MM


@lru_cache(maxsize=8)
def border(size: Size, margin: float) -> tuple[Mark, ...]:
    """A heavy line, a gold one and a thin one with notched corners, a fret in each corner."""
    width, height = size
    outer = Panel(margin, margin, width - 2 * margin, height - 2 * margin, None, 2.4, RED)
    gold, thin = margin + 1.5 * MM, margin + 3 * MM
    middle = Panel(gold, gold, width - 2 * gold, height - 2 * gold, None, 0.6, GOLD)
    inner = Trace(_notched(size, thin), RED, 0.8, closed=True)
    frets = (_fret(size, thin, right, low) for right in (False, True) for low in (False, True))
    return (outer, middle, inner, *frets)


def flourish(middle: float, y: float, half: float) -> tuple[Mark, ...]:
    """A line that thins out to both sides of a lozenge (题花)."""
    lozenge = ((middle - 5, y), (middle, y - 3.2), (middle + 5, y), (middle, y + 3.2))
    left = ((middle - 10, y - 0.7), (middle - half, y), (middle - 10, y + 0.7))
    right = ((middle + 10, y - 0.7), (middle + half, y), (middle + 10, y + 0.7))
    return (
        Trace(lozenge, RED, filled=True),
        Trace(left, GOLD, filled=True),
        Trace(right, GOLD, filled=True),
    )


def _notched(size: Size, at: float) -> tuple[tuple[float, float], ...]:
    """The corners of a rectangle `at` from the edges, a square cut out of each."""
    right, low, cut = size[0] - at, size[1] - at, _NOTCH
    return (
        (at + cut, at), (right - cut, at), (right - cut, at + cut), (right, at + cut),
        (right, low - cut), (right - cut, low - cut), (right - cut, low), (at + cut, low),
        (at + cut, low - cut), (at, low - cut), (at, at + cut), (at + cut, at + cut),
    )  # fmt: skip


def _fret(size: Size, at: float, right: bool, low: bool) -> Trace:
    """The spiral of one corner, turned so that it opens to the middle of the page."""
    points = []
    for x, y in _FRET:
        across, down = at + 0.3 * MM + x * _CELL, at + 0.3 * MM + y * _CELL
        points.append((size[0] - across if right else across, size[1] - down if low else down))
    return Trace(tuple(points), RED, 0.9)
