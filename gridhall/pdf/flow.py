"""Filling pages with blocks from top to bottom (分页)."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gridhall.pdf.marks import Block, Page


class Frame(NamedTuple):
    """Where blocks may stand on the first and on later pages, in points from the top."""

    first_top: float
    next_top: float
    bottom: float

    @property
    def tallest(self) -> float:
        """The height of a later page: no block may be taller."""
        return self.bottom - self.next_top


def fill_pages(blocks: Sequence[Block], frame: Frame) -> list[Page]:
    """Place the blocks; what must stay together moves to the next page together if it can."""
    pages: list[Page] = [[]]
    y = frame.first_top
    whole = y + _height(blocks) <= frame.bottom
    for group in [blocks] if whole else _groups(blocks):
        if pages[-1] and not whole and y + _height(group) > frame.bottom:
            y = _turn(pages, group[0], frame)
        for block in group:
            if pages[-1] and y + block.before + block.height > frame.bottom + 0.01:
                y = _turn(pages, block, frame)
            y += block.before if pages[-1] else 0.0
            pages[-1].append((y, block))
            y += block.height
    return pages


def _turn(pages: list[Page], block: Block, frame: Frame) -> float:
    """Begin a page for `block`, with its head again; where it goes on."""
    pages.append([])
    if block.head is None:
        return frame.next_top
    pages[-1].append((frame.next_top, block.head))
    return frame.next_top + block.head.height


def _height(group: Sequence[Block]) -> float:
    return sum(block.before + block.height for block in group)


def _groups(blocks: Sequence[Block]) -> Iterator[Sequence[Block]]:
    group: list[Block] = []
    for block in blocks:
        group.append(block)
        if not block.keep:
            yield group
            group = []
    if group:
        yield group
