"""Where the boxes of one branch stand (排布): a tidy tree whose leaves are stacked in columns.

Subtrees are pushed together until their outlines almost touch (Reingold and Tilford 1981, with
outlines by height since boxes differ); leaves of one parent hang from a line in columns of at most
`rows`; from a given level on a whole branch may be written as an indented list. No recursion: a
chain of any length is laid out.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Final, NamedTuple

from gridhall.organisation.documents.chart.boxes import WIDTH

ASIDE: Final = 12.0  # between neighbours
DOWN: Final = 22.0  # between levels
_HANG: Final = 12.0  # a stacked box stands this far right of its line
_BETWEEN: Final = 6.0  # between stacked boxes
_SLOT: Final = 6.0  # outlines are kept in steps of this height
_Pick = Callable[[float, float], float]


class Place(NamedTuple):
    """A box's left top corner."""

    id: int
    x: float
    y: float


class Stroke(NamedTuple):
    """A connecting line."""

    x: float
    y: float
    to_x: float
    to_y: float


class Shape(NamedTuple):
    """A laid out branch, from its own left top corner."""

    width: float
    height: float
    places: tuple[Place, ...]
    strokes: tuple[Stroke, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What of a branch is drawn together: its root and the children shown of each box."""

    root: int
    children: Mapping[int, Sequence[int]]
    heights: Mapping[int, float]
    order: Sequence[int] = field(default=())  # parents first


@dataclass(slots=True)
class _Outline:
    """How far left and right a subtree reaches, step by step from `start`."""

    start: int
    left: list[float]
    right: list[float]


@dataclass(slots=True)
class _Unit:
    """What stands side by side under a box: a child with all below it, or the stacked leaves."""

    outline: _Outline
    middle: float  # where the line from above meets it
    child: int | None = None
    x: float = 0.0  # from the parent's left edge


@dataclass(slots=True)
class _Stack:
    """Leaves in columns, each column with its line at the left unless it holds one box."""

    columns: list[list[int]]
    hang: float

    @property
    def step(self) -> float:
        return WIDTH + self.hang + ASIDE

    @property
    def width(self) -> float:
        return len(self.columns) * self.step - ASIDE

    def drop(self, column: int) -> float:
        """Where a column's line comes down."""
        return column * self.step + (self.hang / 2 if self.hang else WIDTH / 2)


@dataclass(slots=True)
class _Listed:
    """A branch as an indented list: each box from its list's left top corner."""

    places: list[Place]
    strokes: list[Stroke]
    width: float
    height: float


def lay_out(part: Part, rows: int, listed: int | None = None) -> Shape:
    """The branch with its leaves in columns of at most `rows` boxes.

    What is below boxes at depth `listed` (0 is the root) is written as indented lists.
    """
    return _Layout(part, rows, listed).shape()


class _Layout:
    """One try at a branch."""

    def __init__(self, part: Part, rows: int, listed: int | None) -> None:
        self.part, self.rows, self.listed = part, rows, listed
        self.inner: dict[int, list[int]] = {}
        self.stacks: dict[int, _Stack] = {}
        self.lists: dict[int, _Listed] = {}
        self.depth = {part.root: 0}
        for one in part.order:
            self._sort_children(one)
        self.tops = self._levels()
        self.units: dict[int, list[_Unit]] = {}

    def shape(self) -> Shape:
        """Outlines from the leaves up, then places from the root down."""
        outlines: dict[int, _Outline] = {}
        for one in reversed(self.part.order):
            if one in self.inner:
                outlines[one] = self._join(one, outlines)
        whole = outlines[self.part.root]
        left = min(whole.left)
        places, strokes = self._place(-left)
        bottom = max(at.y + self.part.heights[at.id] for at in places)
        return Shape(max(whole.right) - left, bottom, tuple(places), tuple(strokes))

    def _sort_children(self, one: int) -> None:
        """Which children stand for themselves and which are stacked."""
        if one != self.part.root and one not in self.inner:
            return
        children = self.part.children.get(one, ())
        if children and self.depth[one] == self.listed:
            self.inner[one] = []
            self.lists[one] = _list_below(self.part, one)
            return
        inner = [child for child in children if self.part.children.get(child)]
        leaves = [child for child in children if not self.part.children.get(child)]
        self.inner[one] = inner
        for child in inner:
            self.inner[child] = []
        for child in children:
            self.depth[child] = self.depth[one] + 1
        if leaves:
            self.stacks[one] = self._stacked(leaves)

    def _stacked(self, leaves: list[int]) -> _Stack:
        count = ceil(len(leaves) / self.rows)
        rows = ceil(len(leaves) / count)
        columns = [leaves[start : start + rows] for start in range(0, len(leaves), rows)]
        return _Stack(columns, _HANG if rows > 1 else 0.0)

    def _levels(self) -> list[float]:
        """Where each level begins; as high as its highest box that stands for itself."""
        tallest: dict[int, float] = {}
        for one in self.inner:
            deep = self.depth[one]
            tallest[deep] = max(tallest.get(deep, 0.0), self.part.heights[one])
        tops = [0.0]
        for deep in range(len(tallest)):
            tops.append(tops[-1] + tallest[deep] + DOWN)
        return tops

    def _join(self, one: int, outlines: dict[int, _Outline]) -> _Outline:
        """A box over its units, pushed together; all measured from the box's left edge."""
        units = self.units[one] = [
            _Unit(outlines.pop(child), WIDTH / 2, child) for child in self.inner[one]
        ]
        stack = self.stacks.get(one)
        if stack is not None:
            units.append(_Unit(self._stack_outline(one, stack), stack.width / 2))
        if one in self.lists:
            units.append(_Unit(self._list_outline(one), _HANG / 2))
        top, below = self.tops[self.depth[one]], self.tops[self.depth[one] + 1]
        if not units:
            return _box_outline(top, top + self.part.heights[one], 0.0, WIDTH)
        merged = _push_together(units)
        column = stack is not None and len(stack.columns) == 1 and stack.hang
        hangs = one in self.lists or (len(units) == 1 and column)
        ends = (units[0].x + units[0].middle, units[-1].x + units[-1].middle)
        shift = 0.0 if hangs else sum(ends) / 2 - WIDTH / 2
        for unit in units:
            unit.x -= shift
        _move(merged, -shift)
        bus = (min(0.0, ends[0] - shift), max(WIDTH, ends[1] - shift))
        return _over(_box_outline(top, below - 1, *bus), merged)

    def _stack_outline(self, one: int, stack: _Stack) -> _Outline:
        top = self.tops[self.depth[one] + 1]
        tallest = max(self._column_height(column) for column in stack.columns)
        return _box_outline(top, top + tallest, 0.0, stack.width)

    def _list_outline(self, one: int) -> _Outline:
        top, listed = self.tops[self.depth[one] + 1], self.lists[one]
        return _box_outline(top, top + listed.height, 0.0, listed.width)

    def _column_height(self, column: Sequence[int]) -> float:
        heights = sum(self.part.heights[one] for one in column)
        return heights + _BETWEEN * (len(column) - 1)

    def _place(self, left: float) -> tuple[list[Place], list[Stroke]]:
        places, strokes = [], list[Stroke]()
        lefts = {self.part.root: left}
        for one in self.part.order:
            if one not in lefts:
                continue
            x, y = lefts[one], self.tops[self.depth[one]]
            places.append(Place(one, x, y))
            for unit in self.units[one]:
                if unit.child is not None:
                    lefts[unit.child] = x + unit.x
                elif one in self.lists:
                    places += self._list_places(one, x + unit.x, strokes)
                else:
                    places += self._stack_places(one, x + unit.x, strokes)
            strokes += self._bus(one, x, y)
        return places, strokes

    def _bus(self, one: int, x: float, y: float) -> list[Stroke]:
        """From a box down, across, and down to each child and column."""
        units, stack = self.units[one], self.stacks.get(one)
        below = self.tops[self.depth[one] + 1]
        bottom, bus = y + self.part.heights[one], below - DOWN / 2
        drops = [x + unit.x + unit.middle for unit in units if unit.child is not None]
        strokes = [Stroke(drop, bus, drop, below) for drop in drops]
        if one in self.lists:
            line = x + units[0].x + _HANG / 2
            return [Stroke(line, bottom, line, below)]
        if stack is not None:
            columns = [x + units[-1].x + stack.drop(at) for at in range(len(stack.columns))]
            drops += columns
            strokes += [Stroke(drop, bus, drop, below) for drop in columns]
        if not drops:
            return []
        middle = x + WIDTH / 2
        if len(drops) == 1 and x <= drops[0] <= x + WIDTH:
            return [Stroke(drops[0], bottom, drops[0], below)]
        across = Stroke(min(middle, *drops), bus, max(middle, *drops), bus)
        return [Stroke(middle, bottom, middle, bus), across, *strokes]

    def _stack_places(self, one: int, left: float, strokes: list[Stroke]) -> list[Place]:
        stack, top = self.stacks[one], self.tops[self.depth[one] + 1]
        places = []
        for at, column in enumerate(stack.columns):
            x, y, line = left + at * stack.step + stack.hang, top, left + stack.drop(at)
            last = y
            for leaf in column:
                places.append(Place(leaf, x, y))
                last = y + min(12.0, self.part.heights[leaf] / 2)
                if stack.hang:
                    strokes.append(Stroke(line, last, x, last))
                y += self.part.heights[leaf] + _BETWEEN
            if stack.hang:
                strokes.append(Stroke(line, top, line, last))
        return places

    def _list_places(self, one: int, left: float, strokes: list[Stroke]) -> list[Place]:
        listed, top = self.lists[one], self.tops[self.depth[one] + 1]
        strokes += [
            Stroke(left + line.x, top + line.y, left + line.to_x, top + line.to_y)
            for line in listed.strokes
        ]
        return [Place(at.id, left + at.x, top + at.y) for at in listed.places]


def _list_below(part: Part, one: int) -> _Listed:
    """Everything below a box, one under the other, each as far in as it is deep."""
    places, y, width = [], 0.0, 0.0
    last: dict[int, float] = {}  # where each parent's line ends
    begins = {one: (-_HANG, 0.0)}  # a parent's left edge, and where its line begins
    parents: dict[int, int] = {}
    waiting: list[int] = []

    def open_up(parent: int) -> None:
        below = part.children.get(parent, ())
        parents.update(dict.fromkeys(below, parent))
        waiting.extend(reversed(below))

    open_up(one)
    strokes = []
    while waiting:
        box = waiting.pop()
        parent, height = parents[box], part.heights[box]
        x = begins[parent][0] + _HANG + (_HANG if parent == one else 0.0)
        middle = y + min(12.0, height / 2)
        strokes.append(Stroke(x - _HANG / 2, middle, x, middle))
        last[parent] = middle
        begins[box] = (x, y + height)
        places.append(Place(box, x, y))
        y, width = y + height + _BETWEEN, max(width, x + WIDTH)
        open_up(box)
    for parent, end in last.items():
        x, start = begins[parent]
        line = _HANG / 2 if parent == one else x + _HANG / 2
        strokes.append(Stroke(line, start, line, end))
    return _Listed(places, strokes, width, y - _BETWEEN)


def _box_outline(top: float, bottom: float, left: float, right: float) -> _Outline:
    first, last = int(top / _SLOT), max(int(top / _SLOT), int(bottom / _SLOT))
    count = last - first + 1
    return _Outline(first, [left] * count, [right] * count)


def _move(outline: _Outline, by: float) -> None:
    outline.left = [x + by for x in outline.left]
    outline.right = [x + by for x in outline.right]


def _push_together(units: Sequence[_Unit]) -> _Outline:
    """Each unit as far left as the ones before it let it; the outline of them all."""
    merged = units[0].outline
    for unit in units[1:]:
        mine = unit.outline
        pairs = zip(merged.right, mine.left, strict=False)  # all begin at the same level
        unit.x = max(right - left for right, left in pairs) + ASIDE
        _move(mine, unit.x)
        merged.left = _longer(merged.left, mine.left, min)
        merged.right = _longer(merged.right, mine.right, max)
    return merged


def _longer(mine: list[float], theirs: list[float], pick: _Pick) -> list[float]:
    short = min(len(mine), len(theirs))
    both = [pick(a, b) for a, b in zip(mine, theirs, strict=False)]
    return both + (mine[short:] or theirs[short:])


def _over(box: _Outline, below: _Outline) -> _Outline:
    """A box's outline and that of what hangs below it as one."""
    count = below.start - box.start
    left, right = box.left[:count], box.right[:count]
    if len(left) < count:  # rounding left a step between them
        left += [left[-1]] * (count - len(left))
        right += [right[-1]] * (count - len(right))
    return _Outline(box.start, left + below.left, right + below.right)
