"""Which households a 公开信 goes to, each with its head and door; the text the hall keeps."""

import json
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.hall import queries as hall
from gridhall.places import queries as places
from gridhall.places.models import Dwelling, Entrance
from gridhall.places.queries import chunks
from gridhall.places.rules import parse_address
from gridhall.registry.models import Household, Membership, Person
from gridhall.registry.queries.buildings import spots
from gridhall.registry.queries.households import household_numbered
from gridhall.registry.queries.separation import Wanted, listed, survey
from gridhall.registry.rules import HEAD
from gridhall.registry.rules.letters import LetterText

KEPT = "open_letter"  # the hall's setting: title and text of its letter
_BETWEEN = re.compile(r"[\n,，;；、]+")


@dataclass(frozen=True, slots=True)
class Addressee:
    """A household that gets the letter: its id, the head's name, the door."""

    household_id: int
    head: str
    address: str


@dataclass(frozen=True, slots=True)
class Reach:
    """How households are chosen: places, a list of 人户分离, or typed numbers and doors."""

    buildings: tuple[int, ...] = ()
    grids: tuple[int, ...] = ()
    separated: Wanted | None = None
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Reached:
    """The households found, as one walks past their doors, and typed entries that fit none."""

    homes: tuple[Addressee, ...]
    unknown: tuple[str, ...] = ()  # each with what is wrong with it


def reached(session: Session, reach: Reach, today: date) -> Reached:
    """The households with somebody in them that a letter goes to, each once."""
    if reach.typed:
        return _typed(session, reach.typed)
    if reach.separated is not None:
        people = listed(session, survey(session, today), reach.separated)
        return Reached(addressees(session, _homes_of(session, people)))
    found = [
        *_homes_at(session, Entrance.building_id, reach.buildings),
        *_homes_at(session, Entrance.grid_id, reach.grids),
    ]
    return Reached(addressees(session, found))


def addressees(session: Session, household_ids: Iterable[int]) -> tuple[Addressee, ...]:
    """These households, by grid and door; one that has ended or stands empty gets no letter."""
    ids = sorted(set(household_ids))
    doors: dict[int, int | None] = {}
    heads: dict[int, str] = {}
    for some in chunks(ids):
        living = select(Membership.household_id).where(Membership.until.is_(None))
        query = select(Household.id, Household.dwelling_id).where(
            Household.id.in_(some), Household.ended_on.is_(None), Household.id.in_(living)
        )
        doors.update((row.id, row.dwelling_id) for row in session.execute(query))
        heads.update(_heads(session, some))
    return _in_order(session, doors, heads)


def kept_letter(session: Session) -> LetterText | None:
    """The letter the hall keeps, if it ever wrote its own."""
    return _letter_at(session, KEPT)


def unfinished_letter(session: Session, clerk: Clerk) -> LetterText | None:
    """What this clerk wrote the last time without keeping it for the hall."""
    return _letter_at(session, draft_key(clerk))


def draft_key(clerk: Clerk) -> str:
    """Where a clerk's own draft is kept among the settings."""
    return f"{KEPT}:{clerk.id}"


def _letter_at(session: Session, key: str) -> LetterText | None:
    said = hall.settings(session).get(key, "")
    return LetterText(**json.loads(said)) if said else None


def _heads(session: Session, household_ids: Sequence[int]) -> Iterable[tuple[int, str]]:
    query = (
        select(Membership.household_id, Person.name)
        .join_from(Membership, Person)
        .where(Membership.household_id.in_(household_ids), Membership.until.is_(None))
        .where(Membership.relation == HEAD)
    )
    return ((row.household_id, row.name) for row in session.execute(query))


def _in_order(
    session: Session, doors: dict[int, int | None], heads: dict[int, str]
) -> tuple[Addressee, ...]:
    """As one walks: grid by grid, entrance by entrance, door by door; no door comes last."""
    where = places.dwellings(session, {one for one in doors.values() if one is not None})
    ranks, rooms = {at: spot.rank for at, spot in spots(session).items()}, _rooms(session, where)
    found = []
    for home, door in doors.items():
        at = where.get(door or 0)
        entrance, room = rooms.get(door or 0, (0, ""))
        place = (ranks.get(entrance, len(ranks)), len(room), room, home)
        found.append((place, Addressee(home, heads.get(home, ""), at.address.short if at else "")))
    return tuple(one for _, one in sorted(found, key=lambda pair: pair[0]))


def _rooms(session: Session, dwelling_ids: Collection[int]) -> dict[int, tuple[int, str]]:
    """The entrance and room of each dwelling."""
    found: dict[int, tuple[int, str]] = {}
    for some in chunks(sorted(dwelling_ids)):
        query = select(Dwelling.id, Dwelling.entrance_id, Dwelling.room)
        rows = session.execute(query.where(Dwelling.id.in_(some)))
        found.update((row.id, (row.entrance_id, row.room)) for row in rows)
    return found


def _homes_at(session: Session, column: object, wanted: Sequence[int]) -> list[int]:
    """The households behind the doors of these buildings or grids."""
    if not wanted:
        return []
    query = (
        select(Household.id)
        .join(Dwelling, Dwelling.id == Household.dwelling_id)
        .join(Entrance, Entrance.id == Dwelling.entrance_id)
        .where(Household.ended_on.is_(None))
        .where(column.in_(wanted))  # type: ignore[attr-defined]  # a mapped column
    )
    return list(session.scalars(query))


def _homes_of(session: Session, person_ids: Sequence[int]) -> list[int]:
    """The households these people are in now."""
    found: list[int] = []
    for some in chunks(sorted(person_ids)):
        query = select(Membership.household_id).where(
            Membership.person_id.in_(some), Membership.until.is_(None)
        )
        found += session.scalars(query)
    return found


def _typed(session: Session, text: str) -> Reached:
    """Household numbers and doors, one a line or with commas between them."""
    found: list[int] = []
    unknown: list[str] = []
    for entry in filter(None, (part.strip() for part in _BETWEEN.split(text))):
        try:
            found += _entry(session, entry)
        except UserError as error:
            unknown.append(f"“{entry[:30]}”：{error}")
    return Reached(addressees(session, found), tuple(unknown))


def _entry(session: Session, entry: str) -> list[int]:
    """The household of this number, or those behind this door; UserError for neither."""
    if entry.isdigit():
        number = household_numbered(session, entry)
        if not addressees(session, [number]):
            raise UserError("这一户已经没有人在册")
        return [number]
    doors = places.dwellings_at(session, parse_address(entry))
    if not doors:
        raise UserError("没有这个门牌，请核对楼、单元、室")
    if len(doors) > 1:
        named = "、".join(one.address.compound for one in doors[:3])
        raise UserError(f"{named}都有这个门牌，请写上小区名")
    query = select(Household.id).where(Household.dwelling_id == doors[0].id)
    homes = list(session.scalars(query.where(Household.ended_on.is_(None))))
    if not addressees(session, homes):
        raise UserError("这套房里没有在册的户")
    return homes
