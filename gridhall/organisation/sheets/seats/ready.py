"""A row of 席位名册 that may be stored."""

from dataclasses import dataclass
from datetime import date

from gridhall.organisation.rules.seats import OutsiderDraft


@dataclass(frozen=True, slots=True)
class NewSeat:
    """A seat that is to be made."""

    organisation_id: int | None
    grid_id: int | None
    title: str
    name: str
    place: int
    building_id: int | None
    entrance_id: int | None
    lane: str
    created_on: date | None


@dataclass(frozen=True, slots=True)
class Holding:
    """Who takes the seat and when; `outsider_ref` tells new outsiders of the workbook apart."""

    person_id: int | None
    outsider_id: int | None
    outsider: OutsiderDraft | None
    outsider_ref: tuple[str, ...]
    source: str
    since: date
    term_until: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class ReadySeat:
    """`seat` is the hall's id, or below nought a new one; `new` is in that one's first row."""

    row: int
    seat: int
    new: NewSeat | None
    holding: Holding | None
