"""Who is meant by what is typed or scanned, which turn a sign-in is for, what may be assumed."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from gridhall.core.clock import Span
from gridhall.core.pinyin import name_keys
from gridhall.core.text import half_width, is_han, search_key

PAUSE = 15  # minutes; two shifts of one post nearer than this are one turn, signed once
TAIL = 4  # figures of a phone or an ID number
OVERRUN = 60  # minutes beyond the shift that a supervisor is told of before hours are made
EARLIEST = 60  # minutes before a turn from which one signs in for it
EARLY = 30  # minutes before a shift in which a walk-in is taken to come for it


class Seat(NamedTuple):
    """A volunteer's place on the roster of a day."""

    assignment_id: int
    volunteer_id: int
    cell_id: int
    post_id: int
    post: str
    shift_id: int
    shift: str
    starts: int
    ends: int
    is_off: bool = False  # called off (请假)
    why: str = ""


@dataclass(frozen=True, slots=True)
class Stint:
    """Seats of one volunteer at one post, one after the other: signed in once, out once."""

    seats: tuple[Seat, ...]

    @property
    def first(self) -> Seat:
        """The seat that a sign-in is kept with."""
        return self.seats[0]

    @property
    def span(self) -> Span:
        """From the first shift's start to the last one's end."""
        return self.seats[0].starts, self.seats[-1].ends

    @property
    def shifts(self) -> str:
        """上午一、上午二."""
        return "、".join(seat.shift for seat in self.seats)

    @property
    def assignment_ids(self) -> frozenset[int]:
        """Its seats on the roster."""
        return frozenset(seat.assignment_id for seat in self.seats)


class Known(NamedTuple):
    """What a volunteer may be called by at the desk; nothing of it is shown."""

    volunteer_id: int
    name: str
    phone: str
    id_number: str
    number: str  # 志愿者编号


def stints(seats: Iterable[Seat], attended: Collection[int] = ()) -> list[Stint]:
    """A day's seats as turns; a seat with an attendance of its own (`attended`) begins one."""
    order = sorted(seats, key=lambda s: (s.volunteer_id, s.is_off, s.post_id, s.starts))
    found: list[Stint] = []
    for _, mine in groupby(order, key=lambda s: (s.volunteer_id, s.is_off, s.post_id)):
        run: list[Seat] = []
        for seat in mine:
            if run and (seat.starts - run[-1].ends > PAUSE or seat.assignment_id in attended):
                found.append(Stint(tuple(run)))
                run = []
            run.append(seat)
        found.append(Stint(tuple(run)))
    return sorted(found, key=lambda one: (one.span, one.first.post_id, one.first.assignment_id))


def turn_at(turns: Sequence[Stint], at: int) -> Stint | None:
    """The turn a sign-in at this minute is for: the first not over yet, else the last."""
    order = sorted(turns, key=lambda one: one.span)
    return next((one for one in order if one.span[1] > at), order[-1] if order else None)


def punctuality(at: int, starts: int) -> str:
    """提前 4 分钟, 准时, 迟到 12 分钟."""
    if at == starts:
        return "准时"
    return f"提前 {starts - at} 分钟" if at < starts else f"迟到 {at - starts} 分钟"


def assumed_out(signed_in: int, span: Span | None, shifts: Sequence[Span]) -> int | None:
    """When somebody who never signed out is taken to have left: as the turn, or the shift, ends.

    None where nothing can be assumed: the sign-in is later than every end.
    """
    if span is not None:
        return span[1] if span[1] > signed_in else None
    near = (ends for starts, ends in sorted(shifts) if starts - EARLY <= signed_in < ends)
    return next(near, None)


def credited(signed: Span, span: Span | None) -> Span:
    """The span that counts as service: who came early begins with the shift."""
    starts = signed[0] if span is None else max(signed[0], min(span[0], signed[1] - 1))
    return starts, signed[1]


def rank(text: str, known: Known) -> int | None:
    """How well what was typed or scanned fits somebody, 0 best; None if it does not.

    A name or its beginning, initials or pinyin, the last figures of phone or ID number, a whole
    ID number or volunteer number.
    """
    said = search_key(half_width(text))
    if not said:
        return None
    if said == search_key(known.number) or said == search_key(known.id_number):
        return 0
    if said[0].isdigit():
        return _by_figures(said, known)
    if any(is_han(char) for char in said):
        return _beginning(said, search_key(known.name), 3)
    keys = name_keys(known.name)
    if said in keys.initials:
        return 0
    if any(one.startswith(said) for one in keys.initials):
        return 1
    return 2 if any(one.startswith(said) for one in keys.full) else None


def _by_figures(said: str, known: Known) -> int | None:
    if len(said) < TAIL:
        return None
    if known.phone.endswith(said):
        return 0
    return 1 if known.id_number.lower().endswith(said) else None


def _beginning(said: str, name: str, inside: int) -> int | None:
    if said == name:
        return 0
    if name.startswith(said):
        return 1
    return inside if said in name else None
