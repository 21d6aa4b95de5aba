"""Pieces filled into columns from left to right; what belongs together is not torn apart."""

from collections.abc import Iterator, Sequence
from itertools import count, pairwise
from typing import NamedTuple

from gridhall.pdf.marks import Block, Mark, Picture, Rule, Text, Trace

_CLOSE = 0.01  # points
_STEP = 3.0  # points by which two columns are made level


class Column(NamedTuple):
    """Where pieces may stand, in points from the page's left top corner; pages from 1."""

    page: int
    left: float
    top: float
    bottom: float


class Placed(NamedTuple):
    """A piece in its column, its top at `y`."""

    column: Column
    y: float
    block: Block


def columns_of(
    lefts: Sequence[float], first_top: float, next_top: float, bottom: float
) -> Iterator[Column]:
    """The columns of page after page; the first page's begin lower, below what stands there."""
    for page in count(1):
        for left in lefts:
            yield Column(page, left, first_top if page == 1 else next_top, bottom)


def fill(blocks: Sequence[Block], columns: Iterator[Column]) -> list[Placed]:
    """Place every piece; a chain that is kept together goes to the next column as a whole."""
    placed: list[Placed] = []
    column = next(columns)
    y = column.top
    for group in _groups(blocks):
        if y > column.top and y + _height(group) > column.bottom + _CLOSE:
            column = next(columns)
            y = column.top
        for block in group:
            gap = block.before if y > column.top else 0.0
            if y > column.top and y + gap + block.height > column.bottom + _CLOSE:
                column, gap = next(columns), 0.0
                y = column.top
            placed.append(Placed(column, y + gap, block))
            y += gap + block.height
    return placed


def level(placed: Sequence[Placed], lefts: Sequence[float]) -> list[Placed]:
    """The same with the columns of the last page about equally long."""
    last = placed[-1].column.page
    kept = [one for one in placed if one.column.page < last]
    blocks = [one.block for one in placed if one.column.page == last]
    top, bottom = placed[-1].column.top, placed[-1].column.bottom
    low = top + _height(blocks) / len(lefts)
    while low < bottom:
        tried = _within(blocks, lefts, (last, top, low))
        if tried is not None:
            return [*kept, *tried]
        low += _STEP
    return list(placed)


def _within(
    blocks: Sequence[Block], lefts: Sequence[float], place: tuple[int, float, float]
) -> list[Placed] | None:
    """The blocks in these columns and no more; None if they need more."""
    page, top, bottom = place
    columns = (Column(page, left, top, bottom) for left in lefts)
    try:
        tried = fill(blocks, columns)
    except StopIteration:
        return None
    whole = all(one.y + one.block.height <= bottom + _CLOSE for one in tried)
    torn = any(a.block.keep and a.column != b.column for a, b in pairwise(tried))
    return tried if whole and not torn else None


def pages_of(placed: Sequence[Placed]) -> dict[int, list[tuple[float, Block]]]:
    """The pieces of each page, moved to their columns."""
    pages: dict[int, list[tuple[float, Block]]] = {}
    for one in placed:
        moved = one.block._replace(
            typed=tuple(_moved(mark, one.column.left) for mark in one.block.typed)
        )
        pages.setdefault(one.column.page, []).append((one.y, moved))
    return pages


def bottom_of(placed: Sequence[Placed], page: int) -> float:
    """Where the lowest piece of a page ends."""
    return max((one.y + one.block.height for one in placed if one.column.page == page), default=0)


def _moved(mark: Mark, by: float) -> Mark:
    if isinstance(mark, Text | Picture):
        return mark._replace(x=mark.x + by)
    if isinstance(mark, Rule):
        return mark._replace(x=mark.x + by, to_x=mark.to_x + by)
    if isinstance(mark, Trace):
        return mark._replace(points=tuple((x + by, y) for x, y in mark.points))
    return mark._replace(x=mark.x + by)


def _groups(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    group: list[Block] = []
    for block in blocks:
        group.append(block)
        if not block.keep:
            yield group
            group = []
    if group:
        yield group


def _height(group: Sequence[Block]) -> float:
    return sum(block.before + block.height for block in group)
