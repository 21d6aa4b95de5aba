"""Cells put together for the relaxation: like days are one, for they make it no weaker."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from gridhall.volunteering.rules.rota.exclusions import Exclusions, Way
from gridhall.volunteering.rules.rota.field import Cap, Edge, Field, Month, month
from gridhall.volunteering.rules.rota.problem import Place

Parts = tuple[tuple[tuple[int, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class Union:
    """Somebody is in these parts no more than so often; a part counts by its fullest side.

    On the way the parts are places, with what is before and after; of a month they are its days.
    """

    parts: Parts
    where: dict[int, list[tuple[int, int]]]  # a slot's parts and sides
    most: int

    def total(self, slots: Mapping[int, float]) -> float:
        """How often, of somebody's slots."""
        sums: dict[tuple[int, int], float] = {}
        for slot, often in slots.items():
            for at in self.where.get(slot, ()):
                sums[at] = sums.get(at, 0.0) + often
        fullest: dict[int, float] = {}
        for (part, _), often in sums.items():
            fullest[part] = max(fullest.get(part, 0.0), often)
        return sum(fullest.values())


@dataclass(slots=True)
class Kind:
    """Days that are alike: of one weekday, with the same shifts, seats and costs."""

    days: list[date]
    cells: list[list[int]]  # of each day, in the same order
    slots: list[int] = field(default_factory=list)
    groups: list[int] = field(default_factory=list)  # exclusions of this kind


class Block:
    """Slots to fill; each stands for one cell of every day of its kind.

    Seats, gaps and what somebody may do are added up over the days. For any roster of the days,
    its sum is a filling of the slots that costs as much: the least cost of the slots is a lower
    bound. Where each kind has one day only, slots are cells.
    """

    def __init__(self, whole: Field, *, is_joined: bool = False) -> None:
        self.field = whole
        self.kinds = _kinds(whole, is_joined)
        self.is_joined = any(len(kind.days) > 1 for kind in self.kinds)
        self.slots: list[tuple[int, ...]] = []
        self.groups: list[tuple[int, ...]] = []
        self.ways: list[tuple[Way, np.ndarray]] = []
        self._most: list[np.ndarray] = []
        for kind in self.kinds:
            self._place(kind)
        self.open, self.short, self.others, self.lost = self._seats()
        self.length = whole.length[[cells[0] for cells in self.slots]]
        self.count = self._counted()
        self.soft = self._costs()
        self.most = np.array(self._most) if self._most else np.zeros((0, len(whole.people)))
        self.groups_of: list[list[int]] = [[] for _ in self.slots]
        for place, group in enumerate(self.groups):
            for slot in group:
                self.groups_of[slot].append(place)
        self.home = np.array([groups[0] for groups in self.groups_of], dtype=np.int64)
        self.unions = Unions(self)

    def _place(self, kind: Kind) -> None:
        """The slots of a kind of days, and what excludes what among them."""
        first = len(self.slots)
        self.slots += [tuple(same) for same in zip(*kind.cells, strict=True)]
        kind.slots = list(range(first, len(self.slots)))
        shape = Exclusions([self.field.cells[c] for c in kind.cells[0]])
        free = self._free(kind)
        for group in shape.at_once:
            self._add_group(kind, [first + one for one in group])
        for pair in shape.pairs:
            self._add_group(kind, [first + one for one in pair])
        for way in shape.ways:
            moved = Way(_moved(way.before, first), _moved(way.after, first))
            self.ways.append((moved, free))

    def _add_group(self, kind: Kind, slots: Sequence[int]) -> None:
        kind.groups.append(len(self.groups))
        self.groups.append(tuple(slots))
        self._most.append(self._free(kind, [slot - kind.slots[0] for slot in slots]))

    def _free(self, kind: Kind, inside: Sequence[int] | None = None) -> np.ndarray:
        """On how many of the days somebody may be in any of these slots."""
        total = np.zeros(len(self.field.people), dtype=np.int64)
        for cells in kind.cells:
            mine = cells if inside is None else [cells[one] for one in inside]
            total += self.field.allowed[mine].any(axis=0)
        return total

    def _counted(self) -> np.ndarray:
        """In how many cells of each slot somebody may be."""
        made = np.zeros((len(self.slots), len(self.field.people)), dtype=np.uint8)
        for slot, cells in enumerate(self.slots):
            made[slot] = self.field.allowed[list(cells)].sum(axis=0)
        return made

    def _costs(self) -> list[np.ndarray]:
        """The least cost among the cells of a slot."""
        soft = []
        for cells in self.slots:
            known = {id(self.field.soft[c]): self.field.soft[c] for c in cells}
            soft.append(np.minimum.reduce(list(known.values())))
        return soft

    def _seats(self) -> tuple[np.ndarray, np.ndarray, np.ndarray, float]:
        """Seats that can be filled, minimum and others among them; what the rest cost for sure."""
        whole, made, lost = self.field, np.zeros((3, len(self.slots)), dtype=np.int64), 0
        for slot, cells in enumerate(self.slots):
            for cell in cells:
                seats, space = whole.seats[cell], whole.room(cell)
                made[:, slot] += space, min(seats.short, space), min(seats.others, space)
                lost += (seats.open - space) * whole.weights.gap
                lost += max(seats.short - space, 0) * whole.weights.short
        return made[0], made[1], made[2], float(lost)

    def limits(self, one: int) -> Iterator[Union]:
        """How many days of a month somebody may serve, or of all where days are joined."""
        months = self.field.caps.get(one, {})
        if months and self.is_joined:
            yield self._days(self.kinds, self._altogether(months))
        elif months:
            for key, cap in months.items():
                own = [kind for kind in self.kinds if month(kind.days[0]) == key]
                free = [kind for kind in own if kind.days[0] not in cap.used]
                yield self._days(free, cap.left)

    def _days(self, kinds: Iterable[Kind], most: int) -> Union:
        parts = tuple(tuple(self.groups[g] for g in kind.groups) for kind in kinds)
        return Union(parts, _where(parts), most)

    def _altogether(self, months: dict[Month, Cap]) -> int:
        """Days somebody may serve at most in all the months, used ones of these days too."""
        total = 0
        by_month: dict[Month, set[date]] = {}
        for kind in self.kinds:
            for day in kind.days:
                by_month.setdefault(month(day), set()).add(day)
        for key, days in by_month.items():
            cap = months.get(key)
            total += len(days) if cap is None else cap.left + len(days & cap.used)
        return total

    def lifted(self, seats: Iterable[Edge]) -> set[Edge]:
        """A plan's cells as slots."""
        where = {cell: slot for slot, cells in enumerate(self.slots) for cell in cells}
        return {(where[cell], one) for cell, one in seats}


class Unions(dict[int, list[Union]]):
    """By person, made when asked for: the ways first, then days a month."""

    def __init__(self, block: Block) -> None:
        super().__init__()
        self._block = block
        every = [_parts(way) for way, _ in block.ways]
        self._ways = [(parts, _where(parts)) for parts in every]

    def __missing__(self, one: int) -> list[Union]:
        free = [int(days[one]) for _, days in self._block.ways]
        ways = [Union(*way, most) for way, most in zip(self._ways, free, strict=True)]
        self[one] = [*ways, *self._block.limits(one)]
        return self[one]


def _parts(way: Way) -> Parts:
    places = dict.fromkeys((*way.before, *way.after))
    return tuple((way.before.get(place, ()), way.after.get(place, ())) for place in places)


def _where(parts: Parts) -> dict[int, list[tuple[int, int]]]:
    found: dict[int, list[tuple[int, int]]] = {}
    for part, sides in enumerate(parts):
        for side, slots in enumerate(sides):
            for slot in slots:
                found.setdefault(slot, []).append((part, side))
    return found


def _kinds(whole: Field, is_joined: bool) -> list[Kind]:
    days: dict[date, list[int]] = {}
    for place, cell in enumerate(whole.cells):
        days.setdefault(cell.day, []).append(place)
    found: dict[Hashable, Kind] = {}
    for day, cells in days.items():
        key = _signature(whole, day, cells) if is_joined else day
        kind = found.setdefault(key, Kind([], []))
        kind.days.append(day)
        kind.cells.append(cells)
    return list(found.values())


def _signature(whole: Field, day: date, cells: Sequence[int]) -> Hashable:
    """What makes days alike."""
    return day.weekday(), tuple(
        (
            whole.cells[c].starts,
            whole.cells[c].ends,
            whole.cells[c].place,
            whole.seats[c].open,
            whole.seats[c].short,
            whole.seats[c].others,
            whole.cells[c].post,
        )
        for c in cells
    )


def _moved(side: dict[Place, tuple[int, ...]], first: int) -> dict[Place, tuple[int, ...]]:
    return {place: tuple(first + one for one in cells) for place, cells in side.items()}
