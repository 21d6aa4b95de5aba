"""A plan at once: the scarcest cells first, each to whoever costs least; then gaps are mended."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np

from gridhall.volunteering.rules.rota.field import Edge, Field, month
from gridhall.volunteering.rules.rota.steps import hours_costs

_NEVER = np.iinfo(np.int64).max
_TRIED = 60  # people that are asked to change for a gap


class Hand:
    """Seats being given and taken again, by the rules; `free` is who may come into each cell."""

    def __init__(self, field: Field, seats: Iterable[Edge] = ()) -> None:
        self.field = field
        self.free = field.allowed.copy()
        self.minutes = field.minutes.copy()
        self.inside: dict[int, list[int]] = defaultdict(list)
        self.mine: dict[int, list[int]] = defaultdict(list)
        self._apart = _partners(field.apart)
        for cell, one in seats:
            self.give(cell, one)

    @property
    def seats(self) -> list[Edge]:
        """Everything that was given."""
        return [(cell, one) for cell, people in self.inside.items() for one in people]

    def open(self, cell: int) -> int:
        """How many seats are left."""
        return self.field.seats[cell].open - len(self.inside[cell])

    def give(self, cell: int, one: int) -> None:
        """Put somebody in."""
        self.inside[cell].append(one)
        self.mine[one].append(cell)
        self.minutes[one] += self.field.length[cell]
        self._shut(cell, one)

    def _shut(self, cell: int, one: int) -> None:
        """What cannot be any more."""
        self.free[cell, one] = False
        self.free[self.field.exclusions.of(cell), one] = False
        for other in self._apart.get(one, ()):
            self.free[cell, other] = False
        for key, cap in self.field.caps.get(one, {}).items():
            days = self._days(one, cap.used) | cap.used
            if len({d for d in days if month(d) == key} - cap.used) >= cap.left:
                self.free[self.field.of_month(key, days), one] = False

    def _days(self, one: int, used: Iterable[date]) -> set[date]:
        return {self.field.cells[cell].day for cell in self.mine[one]} - set(used)

    def take(self, cell: int, one: int) -> None:
        """Take a seat away again."""
        self.inside[cell].remove(one)
        self.mine[one].remove(cell)
        self.minutes[one] -= self.field.length[cell]
        self.free[:, one] = self.field.allowed[:, one]
        for kept in self.mine[one]:
            self._shut(kept, one)
        for other in self._apart.get(one, ()):
            self._again(other)
        self._again(one)

    def _again(self, one: int) -> None:
        """What somebody may do, looked at anew."""
        self.free[:, one] = self.field.allowed[:, one]
        for kept in self.mine[one]:
            self._shut(kept, one)
        for other in self._apart.get(one, ()):
            self.free[self.mine[other], one] = False

    def costs(self, cell: int) -> np.ndarray:
        """What a seat costs with each, hours and all."""
        length = int(self.field.length[cell])
        found: np.ndarray = self.field.soft[cell] + added(self.minutes, length)
        return found

    def may(self, cell: int) -> np.ndarray:
        """Who can come in now, the party member's seat kept."""
        seats, inside = self.field.seats[cell], self.inside[cell]
        others = sum(not self.field.is_party[one] for one in inside)
        if others >= seats.others and not self._has_party(cell):
            able: np.ndarray = self.free[cell] & self.field.is_party
            return able
        free: np.ndarray = self.free[cell]
        return free

    def _has_party(self, cell: int) -> bool:
        seats = self.field.seats[cell]
        if seats.others == seats.open:
            return True
        return any(self.field.is_party[one] for one in self.inside[cell])

    def cheapest(self, cell: int) -> int | None:
        """Who costs least; a party member first where one is wanted."""
        can = self.may(cell)
        if not self._has_party(cell) and (can & self.field.is_party).any():
            can = can & self.field.is_party
        if not can.any():
            return None
        return int(np.where(can, self.costs(cell), _NEVER).argmin())


def first(field: Field) -> list[Edge]:
    """A complete plan soon: minimum seats of all cells, then the others, then what is mended."""
    hand = Hand(field)
    counts = field.allowed.sum(axis=1)
    order = sorted(range(len(field.cells)), key=lambda c: (int(counts[c]), c))
    for cell in order:
        _fill(hand, cell, field.seats[cell].short)
    for cell in order:
        _fill(hand, cell, field.seats[cell].open)
    mend(hand)
    return hand.seats


def greedy(field: Field) -> list[Edge]:
    """What somebody without a solver does: cell after cell, whoever fits best."""
    hand = Hand(field)
    for cell in range(len(field.cells)):
        _fill(hand, cell, field.seats[cell].open)
    return hand.seats


def mend(hand: Hand) -> None:
    """Fill gaps: with somebody free, or with somebody whose seat another can take."""
    for cell, seats in enumerate(hand.field.seats):
        _fill(hand, cell, seats.open)
        while hand.open(cell) > 0 and _exchange(hand, cell):
            pass


def _fill(hand: Hand, cell: int, until: int) -> None:
    while len(hand.inside[cell]) < until:
        one = hand.cheapest(cell)
        if one is None:
            return
        hand.give(cell, one)


def _exchange(hand: Hand, cell: int) -> bool:
    """Somebody comes who leaves one seat to another who is free; whether it was possible."""
    hindered = np.flatnonzero(hand.field.allowed[cell] & ~hand.free[cell])
    for one in hindered[:_TRIED].tolist():
        for left in _in_the_way(hand, cell, one):
            hand.take(left, one)
            if hand.may(cell)[one]:
                hand.give(cell, one)
                other = hand.cheapest(left)
                if other is not None:
                    hand.give(left, other)
                    return True
                hand.take(cell, one)
            hand.give(left, one)
    return False


def _in_the_way(hand: Hand, cell: int, one: int) -> Sequence[int]:
    clashing = set(hand.field.exclusions.of(cell).tolist())
    mine = hand.mine[one]
    return [c for c in mine if c in clashing] or [c for c in mine if c != cell]


def added(minutes: np.ndarray, more: int) -> np.ndarray:
    """weights.added_cost of everybody."""
    found: np.ndarray = hours_costs(minutes + more) - hours_costs(minutes)
    return found


def _partners(pairs: Sequence[Edge]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for one, other in pairs:
        found.setdefault(one, []).append(other)
        found.setdefault(other, []).append(one)
    return found
