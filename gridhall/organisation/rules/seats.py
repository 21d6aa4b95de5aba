"""What the desk writes about seats: who holds one, until when, a whole election, a rotation."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from gridhall.core.errors import UserError


class Done(NamedTuple):
    """What an act made: its own id (to take it back), the row's id, and what to tell the clerk."""

    action_id: int
    row_id: int
    told: tuple[str, ...] = ()


class Unconfirmed(UserError):
    """A doubt that the clerk has to confirm; the draft with `confirmed=True` is carried out."""

    def __init__(self, doubts: tuple[str, ...]) -> None:
        super().__init__("；".join(doubts))
        self.doubts = doubts


@dataclass(frozen=True, slots=True)
class OutsiderDraft:
    """Somebody who is not in the register (外部人员), as typed."""

    name: str
    sex: str = "0"  # GB/T 2261.1
    phone: str = ""
    unit_id: int | None = None
    workplace: str = ""
    is_party: bool = False
    note: str = ""
    version: int = 0  # of the row that is changed


@dataclass(frozen=True, slots=True)
class Holder:
    """Who is meant: a resident, somebody from outside, or a new one from outside."""

    person_id: int | None = None
    outsider_id: int | None = None
    outsider: OutsiderDraft | None = None


@dataclass(frozen=True, slots=True)
class SeatDraft:
    """A seat (席位) of an organisation or of a grid, as typed."""

    title: str  # rules.titles.TITLES
    organisation_id: int | None = None
    grid_id: int | None = None
    name: str = ""  # 组织委员, 和平巷街巷长; "": the title's name
    place: int = 0  # order in the list; 0: last
    building_id: int | None = None
    entrance_id: int | None = None
    lane: str = ""
    created_on: date | None = None  # None: today
    version: int = 0  # of the seat that is changed
    request_key: str = ""


@dataclass(frozen=True, slots=True)
class Appointment:
    """Somebody takes a seat (任职); `until` only for what is already over or is planned."""

    holder: Holder
    since: date
    term_until: date | None = None  # 任期至, the last day
    source: str = ""  # 来自
    until: date | None = None  # exclusive
    confirmed: bool = False  # the doubts were shown and confirmed
    request_key: str = ""


class Leaving(NamedTuple):
    """A tenure, relation or report ends: `until` is the first day it holds no more."""

    until: date
    why: str = ""
    request_key: str = ""


class Choice(NamedTuple):
    """Who is elected to a seat, and what they come from."""

    holder: Holder
    source: str = ""


@dataclass(frozen=True, slots=True)
class Election:
    """A whole committee is elected (换届): for each of its seats who, or None for nobody."""

    day: date
    term_until: date
    choices: Mapping[int, Holder | Choice | None] = field(default_factory=dict)  # by seat
    number: str = ""  # 批复文号
    confirmed: bool = False
    request_key: str = ""


class Turn(NamedTuple):
    """One holder's part of a rotation (轮值); `until` exclusive, None only for the last."""

    holder: Holder
    since: date
    until: date | None
    source: str = "轮值"
