"""Days one by one: what was found for like days together is dealt out, and each is bettered."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

import numpy as np

from gridhall.volunteering.rules.rota.block import Block
from gridhall.volunteering.rules.rota.clock import Clock
from gridhall.volunteering.rules.rota.field import Edge, Field
from gridhall.volunteering.rules.rota.plan import cost
from gridhall.volunteering.rules.rota.prices import Prices
from gridhall.volunteering.rules.rota.quick import Hand, mend

_HALF = 0.5
_NEARLY = 1e-4  # share; a day need not be proven, and its last rounds take longest
_COLUMNS = 6_000  # to begin a day with: its prices are nearly right
_URGENT = 500  # saved by a seat that fits on no other day


def spread(field: Field, block: Block, often: Mapping[Edge, float], clock: Clock) -> list[Edge]:
    """The slots' seats given to the days, as far as everybody can on each; the rest mended."""
    left = Counter({edge: round(many) for edge, many in often.items() if many > _HALF})
    seats: list[Edge] = []
    for _, kind, turn in sorted(_days(block)):
        if clock.is_over:
            break
        cells, slots = block.kinds[kind].cells[turn], block.kinds[kind].slots
        part = field.part(cells, seats)
        _wish(part, slots, left, len(block.kinds[kind].days) - turn)
        for cell, one in _solved(part, (), clock):
            left[slots[cell], one] -= 1
            seats.append((cells[cell], one))
    hand = Hand(field, standing(field, seats))
    mend(hand)
    return hand.seats


def _days(block: Block) -> Iterator[tuple[date, int, int]]:
    for number, kind in enumerate(block.kinds):
        for turn, day in enumerate(kind.days):
            yield day, number, turn


def _wish(part: Field, slots: Sequence[int], left: Mapping[Edge, int], days: int) -> None:
    """Only seats that were found are given; those first that can wait for no other day."""
    part.minutes[:] = 0
    total: Counter[int] = Counter()
    wanted = np.zeros_like(part.allowed)
    place = {slot: cell for cell, slot in enumerate(slots)}
    for (slot, one), many in left.items():
        if many > 0 and slot in place:
            wanted[place[slot], one] = True
            total[one] += many
    part.allowed &= wanted
    urgent = np.array([one for one, many in total.items() if many >= days], dtype=np.int64)
    soft = np.zeros(len(part.people), dtype=np.int64)
    soft[urgent] = -_URGENT
    part.soft = [soft] * len(part.cells)


def _solved(part: Field, seats: Collection[Edge], clock: Clock) -> list[Edge]:
    """A few days' best seats, as far as they are whole."""
    block = Block(part)
    relaxed = Prices(block, _COLUMNS).run(clock, block.lifted(seats), _NEARLY)
    found = ((block.slots[s][0], one) for (s, one), x in relaxed.seats.items() if x > _HALF)
    return standing(part, found)


def standing(field: Field, seats: Iterable[Edge]) -> list[Edge]:
    """The seats that the rules let stand side by side."""
    hand = Hand(field)
    for cell, one in sorted(seats):
        if hand.open(cell) > 0 and hand.may(cell)[one]:
            hand.give(cell, one)
    return hand.seats


def improved(
    field: Field, seats: Collection[Edge], clock: Clock, better: Callable[[list[Edge]], object]
) -> None:
    """Each day solved anew beside the others, again and again while that helps; tells `better`."""
    best = list(seats)
    days: dict[date, list[int]] = {}
    for place, cell in enumerate(field.cells):
        days.setdefault(cell.day, []).append(place)
    has_grown = True
    while has_grown:
        has_grown = False
        for cells in days.values():
            if clock.is_over:
                return
            other = _day(field, cells, best, clock)
            if other is not None:
                best, has_grown = other, True
                better(best)


def _day(field: Field, cells: list[int], seats: list[Edge], clock: Clock) -> list[Edge] | None:
    """The seats with one day's best beside all the others; None if that is no better."""
    inside = set(cells)
    others = [edge for edge in seats if edge[0] not in inside]
    mine = [edge for edge in seats if edge[0] in inside]
    part = field.part(cells, others)
    place = {cell: n for n, cell in enumerate(cells)}
    now = {(place[cell], one) for cell, one in mine}
    found = _solved(part, now, clock)
    if cost(part, found) >= cost(part, now):
        return None
    return others + [(cells[cell], one) for cell, one in found]
