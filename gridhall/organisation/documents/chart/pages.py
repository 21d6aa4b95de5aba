"""How a tree is spread over sheets (分页): on one if it can be read there, else branch by branch.

A sheet shows as many whole levels below its top as fit; what goes on is drawn on a later sheet,
with the same number at both ends. Small branches stand side by side on a sheet.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Final, NamedTuple

from gridhall.core.progress import Progress
from gridhall.organisation.documents.chart.boxes import TAB, WIDTH
from gridhall.organisation.documents.chart.layout import ASIDE, DOWN, Part, Shape, lay_out
from gridhall.pdf.marks import MM
from gridhall.pdf.page import Size, landscape

READABLE: Final = 0.84  # of boxes.py's sizes: 7.56 pt for the smallest text
_SPLIT: Final = READABLE  # the scale of a chart of many sheets: the fewest of them
_LARGEST: Final = 1.2
_SIDE, _HEAD, _FOOT = 11 * MM, 25 * MM, 15 * MM  # white round the drawing, its head and foot
_GAP: Final = 26.0  # between branches on a sheet
ORIGIN: Final = 15.0  # above a branch that goes on: 接自第1页 ①
_LISTED: Final = 3  # a branch is written as a list from at most this depth on
_NARROW: Final = 0.45  # of a sheet's width: such a branch shares it with others
_ROWS: Final = (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30, 45)


class Room(NamedTuple):
    """The drawing's place on a sheet, in points."""

    width: float
    height: float


def room_on(size: Size) -> Room:
    """What is left of a sheet for the drawing."""
    return Room(size[0] - 2 * _SIDE, size[1] - _HEAD - _FOOT)


def origin_on(size: Size, drawn: Room) -> tuple[float, float]:
    """Where a drawing of this size begins: in the middle of the width, under the head."""
    return (size[0] - drawn.width) / 2, _HEAD


@dataclass(slots=True)
class Branch:
    """One branch as drawn on one sheet."""

    root: int
    shape: Shape
    came_from: "Branch | None" = None
    number: int = 0  # on the sheet it came from
    again: bool = False  # its top was shown on an earlier sheet already (续)
    page: int = 0  # index of its sheet
    x: float = 0.0
    y: float = 0.0
    goes_on: dict[int, list["Branch"]] = field(default_factory=dict)  # box -> where it goes on


@dataclass(frozen=True, slots=True)
class Spread:
    """A tree spread over sheets."""

    size: Size
    scale: float
    pages: Sequence[Sequence[Branch]]


def spread(
    roots: Sequence[int],
    children: Mapping[int, Sequence[int]],
    heights: Mapping[int, float],
    papers: Sequence[Size],
    progress: Progress,
) -> Spread:
    """The smallest of these papers that shows the tree on one sheet; else many sheets of the last.

    `papers` upright, the smallest first.
    """
    tree = _Tree(children, heights)
    for paper in papers:
        if len(roots) == 1:
            found = _one_sheet(tree, roots[0], paper)
            if found is not None:
                return found
    return _Splitter(tree, _long_way(tree, roots, papers[-1]), progress).split(roots)


class _Tree:
    """The boxes' heights and children, and how much is below each."""

    def __init__(self, children: Mapping[int, Sequence[int]], heights: Mapping[int, float]) -> None:
        self.children, self.heights = children, heights

    def part(self, root: int, depth: int | None, shown: Sequence[int] | None = None) -> Part:
        """The branch down to `depth` levels below its top; `shown`: only these of its children."""
        kept: dict[int, Sequence[int]] = {}
        heights: dict[int, float] = {}
        order = []
        waiting = deque([(root, 0)])
        while waiting:
            one, deep = waiting.popleft()
            order.append(one)
            below = self.children.get(one, ())
            cut = bool(below) and deep == depth
            heights[one] = self.heights[one] + TAB * cut
            if below and not cut:
                kept[one] = shown if shown is not None and one == root else below
                waiting.extend((child, deep + 1) for child in kept[one])
        return Part(root, kept, heights, order)

    def count(self, root: int, most: int) -> tuple[int, int]:
        """How many boxes a branch has, and its levels; counting ends beyond `most`."""
        count, deepest = 0, 0
        waiting = [(root, 1)]
        while waiting and count <= most:
            one, deep = waiting.pop()
            count, deepest = count + 1, max(deepest, deep)
            waiting.extend((child, deep + 1) for child in self.children.get(one, ()))
        return count, deepest


def _most_boxes(room: Room, scale: float) -> int:
    """More small boxes than this cannot stand in a room, however they are laid out."""
    return int(room.width * room.height / (scale * scale * WIDTH * 24)) + 1


def _is_too_much(part: Part, room: Room, scale: float) -> bool:
    """The boxes alone are larger than the room."""
    area = sum(part.heights.values()) * WIDTH * scale * scale
    return area > room.width * room.height


def _rows_for(part: Part) -> Iterable[int]:
    """Numbers of rows worth trying for the longest run of leaves."""
    kept = part.children
    most = max((sum(one not in kept for one in some) for some in kept.values()), default=1)
    tried = [rows for rows in _ROWS if rows < most]
    return [*tried, max(most, 1)] if most <= _ROWS[-1] else tried


def _shapes(part: Part) -> Iterator[Shape]:
    """Every lay-out worth trying, the usual tree first."""
    rows_tried = list(_rows_for(part))
    for rows in rows_tried:
        yield lay_out(part, rows)
    for listed in range(min(_levels(part) - 2, _LISTED), 0, -1):
        for rows in rows_tried[::2]:
            yield lay_out(part, rows, listed)


def _levels(part: Part) -> int:
    """How many levels are drawn."""
    depth = {part.root: 1}
    for one in part.order:
        for child in part.children.get(one, ()):
            depth[child] = depth[one] + 1
    return max(depth.values())


def _fit(part: Part, room: Room, least: float) -> tuple[float, Shape] | None:
    """The lay-out that can be drawn largest in a room; None if none can be read there."""
    best: tuple[float, Shape] | None = None
    if _is_too_much(part, room, least):
        return None
    for shape in _shapes(part):
        scale = min(room.width / shape.width, room.height / shape.height)
        if scale >= least and (best is None or min(scale, _LARGEST) > min(best[0], _LARGEST)):
            best = (scale, shape)
        if best is not None and best[0] >= _LARGEST:
            break
    return best


def _one_sheet(tree: _Tree, root: int, paper: Size) -> Spread | None:
    """The whole tree on this paper, lying or upright, whichever shows it larger."""
    best: Spread | None = None
    for size in (landscape(paper), paper):
        room = room_on(size)
        most = _most_boxes(room, READABLE)
        if tree.count(root, most)[0] > most:
            continue
        found = _fit(tree.part(root, None), room, READABLE)
        scale = min(found[0], _LARGEST) if found else 0.0
        if found and (best is None or scale > best.scale + 0.05):
            drawn = Room(found[1].width * scale, found[1].height * scale)
            x, y = origin_on(size, drawn)
            best = Spread(size, scale, [[Branch(root, found[1], x=x, y=y)]])
    return best


def _long_way(tree: _Tree, roots: Sequence[int], paper: Size) -> Size:
    """Upright for a long thin tree, lying for any other."""
    count, deepest = 0, 0
    for root in roots:
        more, deep = tree.count(root, 50_000)
        count, deepest = count + more, max(deepest, deep)
    return paper if deepest > 12 and count < 4 * deepest else landscape(paper)


class _Splitter:
    """Takes a tree apart, sheet by sheet, each branch right after where it came from."""

    def __init__(self, tree: _Tree, size: Size, progress: Progress) -> None:
        self.tree, self.size, self.progress = tree, size, progress
        room = room_on(size)
        self.room = Room(room.width / _SPLIT, room.height / _SPLIT - ORIGIN)
        self.most = _most_boxes(self.room, 1.0)
        self.pages: list[list[Branch]] = []
        self.numbers: list[int] = []  # connectors used on each sheet
        self.shelf: _Shelf | None = None

    def split(self, roots: Sequence[int]) -> Spread:
        """All branches on sheets."""
        waiting: deque[tuple[int, Branch | None, int]] = deque((root, None, 0) for root in roots)
        done = 0
        while waiting:
            root, came_from, number = waiting.popleft()
            for branch in self._drawn(root):
                branch.came_from, branch.number = came_from, number
                if came_from is not None:
                    came_from.goes_on.setdefault(root, []).append(branch)
                cut = self._cut(branch)
                wide = branch.shape.width > _NARROW * self.room.width
                self._put(branch, alone=(bool(cut) and wide) or branch.again)
                first = self.numbers[branch.page] + 1
                self.numbers[branch.page] += len(cut)
                waiting.extendleft(
                    (one, branch, at) for at, one in reversed(list(enumerate(cut, start=first)))
                )
                done += 1
                self.progress.report(done, done + len(waiting))
        return Spread(self.size, _SPLIT, self.pages)

    def _drawn(self, root: int) -> list[Branch]:
        """The branch with as many levels as fit on a sheet; in portions if not even one does."""
        found = None
        if self.tree.count(root, self.most)[0] <= self.most:
            found = self._compact(self.tree.part(root, None))
        deep = 0
        while found is None or deep:
            part = self.tree.part(root, deep + 1)
            tried = self._compact(part) if len(part.order) <= self.most else None
            if tried is None:
                break
            found, deep = tried, deep + 1
        return [Branch(root, found)] if found else self._portions(root)

    def _compact(self, part: Part) -> Shape | None:
        """The lay-out that takes the smallest share of a sheet."""
        best, least = None, 1.0
        if _is_too_much(part, self.room, 1.0):
            return None
        for shape in _shapes(part):
            share = max(shape.width / self.room.width, shape.height / self.room.height)
            if share <= least and (best is None or share < least):
                best, least = shape, share
        return best

    def _portions(self, root: int) -> list[Branch]:
        """A box with more children than a sheet has room for: the same top on several sheets."""
        children = self.tree.children[root]
        columns = int((self.room.width + ASIDE) / (WIDTH + 2 * ASIDE))
        tallest = max(self.tree.heights[one] for one in children) + TAB + 6
        rows = (self.room.height - self.tree.heights[root] - DOWN) / tallest
        size = max(1, columns * max(1, int(rows)))
        size = ceil(len(children) / ceil(len(children) / size))
        branches = []
        for start in range(0, len(children), size):
            part = self.tree.part(root, 1, children[start : start + size])
            shape = self._compact(part) or lay_out(part, max(1, int(rows)))
            branches.append(Branch(root, shape, again=start > 0))
        return branches

    def _cut(self, branch: Branch) -> list[int]:
        """The boxes of a branch whose children are on later sheets, as they stand on the page."""
        shown = {place.id for place in branch.shape.places}
        return [
            one
            for one in (place.id for place in branch.shape.places)
            if one != branch.root
            and self.tree.children.get(one)
            and self.tree.children[one][0] not in shown
        ]

    def _put(self, branch: Branch, *, alone: bool) -> None:
        """On the sheet begun last if it is one of small branches and there is room."""
        if alone or self.shelf is None or not self.shelf.takes(branch):
            self.pages.append([])
            self.numbers.append(0)
            self.shelf = _Shelf(self.room)
            self.shelf.takes(branch)
        branch.page = len(self.pages) - 1
        self.pages[-1].append(branch)
        if alone:
            self.shelf = None


class _Shelf:
    """Branches side by side, then below, as long as there is room."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.x, self.y, self.bottom = 0.0, 0.0, 0.0

    def takes(self, branch: Branch) -> bool:
        """Give the branch its place; False when it has none left."""
        width, height = branch.shape.width, branch.shape.height + ORIGIN
        if self.x and self.x + width > self.room.width:
            self.x, self.y = 0.0, self.bottom + _GAP
        if self.y and self.y + height > self.room.height + ORIGIN:
            return False
        branch.x, branch.y = self.x, self.y
        self.x += width + _GAP
        self.bottom = max(self.bottom, self.y + height)
        return True
