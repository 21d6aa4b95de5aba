"""The seats of one name in one place, the hall's and the workbook's own: which one a row means."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.text import search_key
from gridhall.organisation.models import Seat
from gridhall.organisation.queries.seats.terms import by_seat, tenures
from gridhall.organisation.rules.terms import Term, clash
from gridhall.organisation.rules.titles import title_of

Who = tuple[str, int | tuple[str, ...]]


class Owner(NamedTuple):
    """Whose seats: an organisation's or a grid's."""

    organisation_id: int | None
    grid_id: int | None


@dataclass(slots=True)
class Slot:
    """A seat with everybody who holds it; `id` below nought: the workbook brings it."""

    id: int
    place: int
    created_on: date | None
    terms: list[Term] = field(default_factory=list)
    who: dict[int, Who] = field(default_factory=dict)  # by the term's place in the list
    claimed: bool = False  # a row has said that it is there and vacant

    def has(self, who: Who, term: Term) -> bool:
        """Whether the same one holds it on one of these days."""
        for at, other in enumerate(self.terms):
            if self.who.get(at) == who and clash([replace(other, id=1), term]) is not None:
                return True
        return False

    def fits(self, term: Term) -> bool:
        """Whether somebody may hold it then: one holder a day."""
        return clash([*self.terms, term]) is None

    def take(self, who: Who, term: Term) -> None:
        """Somebody holds it."""
        self.who[len(self.terms)] = who
        self.terms.append(term)

    def held_on(self, day: date) -> bool:
        """Whether anybody holds it."""
        return any(term.holds_on(day) for term in self.terms)


class Slots:
    """Every seat that is there, by owner, title and name."""

    def __init__(self, session: Session) -> None:
        self._slots: dict[tuple[Owner, str, str], list[Slot]] = defaultdict(list)
        self._singles: dict[tuple[Owner, str], Slot] = {}
        self._last: dict[Owner, int] = defaultdict(int)
        self._new = 0
        held = by_seat(tenures(session, Seat.ended_on.is_(None)))
        query = select(Seat).where(Seat.ended_on.is_(None)).order_by(Seat.place, Seat.id)
        for seat in session.scalars(query):
            slot = Slot(seat.id, seat.place, seat.created_on)
            for one in held.get(seat.id, ()):
                slot.take(one.who, one.term)
            owner = Owner(seat.organisation_id, seat.grid_id)
            self._file(owner, seat.title, seat.name, slot)

    def named(self, owner: Owner, title: str, name: str) -> list[Slot]:
        """The seats of this name there; of a single title the one whatever it is called."""
        only = self._singles.get((owner, title))
        return [only] if only is not None else self._slots[owner, title, search_key(name)]

    def vacant(self, owner: Owner, title: str, day: date) -> Iterator[Slot]:
        """The seats of this title that are called as the title is, and nobody holds."""
        for slot in self._slots[owner, title, search_key(title_of(title).name)]:
            if not slot.terms and not slot.claimed and not slot.held_on(day):
                yield slot

    def make(
        self, owner: Owner, called: tuple[str, str], place: int | None, created_on: date | None
    ) -> Slot:
        """A seat of the workbook's own; without a place the last."""
        self._new -= 1
        at = self._last[owner] + 1 if place is None else place
        slot = Slot(self._new, at, created_on)
        self._file(owner, *called, slot)
        return slot

    def _file(self, owner: Owner, title: str, name: str, slot: Slot) -> None:
        self._slots[owner, title, search_key(name)].append(slot)
        self._last[owner] = max(self._last[owner], slot.place)
        if title_of(title).single:
            self._singles.setdefault((owner, title), slot)


def at_place(slots: Iterable[Slot], place: int | None) -> list[Slot]:
    """Those at this place if it is one of theirs; otherwise all of them."""
    every = list(slots)
    return [slot for slot in every if slot.place == place] or every
