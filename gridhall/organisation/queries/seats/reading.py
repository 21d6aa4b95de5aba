"""Seats as they stand on a day, and what became of one or of a person."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from gridhall.core.errors import UserError
from gridhall.core.mask import mask_phone
from gridhall.organisation.models import Organisation, Seat, Tenure
from gridhall.organisation.queries.people import same_person
from gridhall.organisation.queries.seats.rows import CareerRow, Pair, SeatRow, TenureRow
from gridhall.organisation.queries.seats.terms import Held, by_seat, tenures
from gridhall.organisation.queries.tree import past_values
from gridhall.organisation.rules.terms import Stretch, stand, stretches
from gridhall.places.labels import building_label, entrance_label
from gridhall.places.models import Building, Compound, Entrance, Grid
from gridhall.places.queries import chunks


@dataclass(frozen=True, slots=True)
class Place:
    """A seat without who holds it: what it is, whose, since when."""

    id: int
    organisation_id: int | None
    grid_id: int | None
    title: str
    name: str
    place: int
    building_id: int | None
    entrance_id: int | None
    lane: str
    created_on: date | None
    ended_on: date | None
    version: int
    owner: str
    opened: date | None  # the later of its own day and its owner's
    term_until: date | None
    where: str


_House, _Of = aliased(Building), aliased(Compound)
_OPENED = func.coalesce(Organisation.founded_on, Grid.active_from)
_COLUMNS: tuple[Any, ...] = (
    Seat.id, Seat.organisation_id, Seat.grid_id, Seat.title, Seat.name, Seat.place,
    Seat.building_id, Seat.entrance_id, Seat.lane, Seat.created_on, Seat.ended_on,
    Seat.version, func.coalesce(Organisation.name, Grid.name), _OPENED,
    Organisation.term_until, Compound.name, Building.number, _Of.name, _House.number,
    Entrance.number,
)  # fmt: skip
_PLACES = (
    select(*_COLUMNS)
    .select_from(Seat)
    .outerjoin(Organisation, Organisation.id == Seat.organisation_id)
    .outerjoin(Grid, Grid.id == Seat.grid_id)
    .outerjoin(Building, Building.id == Seat.building_id)
    .outerjoin(Compound, Compound.id == Building.compound_id)
    .outerjoin(Entrance, Entrance.id == Seat.entrance_id)
    .outerjoin(_House, _House.id == Entrance.building_id)
    .outerjoin(_Of, _Of.id == _House.compound_id)
    .order_by(Seat.organisation_id, Seat.grid_id, Seat.place, Seat.id)
)


def there_on(day: date) -> ColumnElement[bool]:
    """Whether a seat and whose it is are there on a day."""
    lives = (
        (Seat.created_on, Seat.ended_on),
        (Organisation.founded_on, Organisation.ended_on),
        (Grid.active_from, Grid.active_to),
    )
    return and_(
        *(or_(since.is_(None), since <= day) for since, _ in lives),
        *(or_(until.is_(None), until > day) for _, until in lives),
    )


def seat_rows(
    session: Session, which: ColumnElement[bool], today: date, as_at: date | None = None
) -> list[SeatRow]:
    """Every seat there is by a condition on seats, organisations and grids, as it stands.

    Two statements for however many seats there are; with `as_at` as they stood on that day.
    """
    day = as_at or today
    here = and_(which, there_on(day))
    names = past_names(session, as_at)
    held = by_seat(tenures(session, here))
    return [_row(place, held.get(place.id, ()), day, names) for place in places(session, here)]


def seats_of(
    session: Session, organisation_id: int, today: date, as_at: date | None = None
) -> list[SeatRow]:
    """The seats of an organisation, in order."""
    return seat_rows(session, Seat.organisation_id == organisation_id, today, as_at)


def seats_of_grid(
    session: Session, grid_id: int, today: date, as_at: date | None = None
) -> list[SeatRow]:
    """The seats of a grid: its grid member and assistant (1+1)."""
    return seat_rows(session, Seat.grid_id == grid_id, today, as_at)


def seat(session: Session, seat_id: int, today: date) -> SeatRow:
    """One seat, an ended one as it stood on its last day."""
    place = next(places(session, Seat.id == seat_id), None)
    if place is None:
        raise UserError("没有这个席位，可能刚被撤回。请按 F5 看最新内容")
    return _row(place, tenures(session, Seat.id == seat_id), today, {})


def grid_pairs(
    session: Session,
    today: date,
    as_at: date | None = None,
    grid_ids: Collection[int] | None = None,
) -> dict[int, Pair]:
    """The 1+1 of these grids, or of all: main and assistant, by grid."""
    if grid_ids is None:
        return _paired(seat_rows(session, Seat.grid_id.is_not(None), today, as_at))
    found: dict[int, Pair] = {}
    for some in chunks(sorted(grid_ids)):
        found |= _paired(seat_rows(session, Seat.grid_id.in_(some), today, as_at))
    return found


def _paired(rows: Iterable[SeatRow]) -> dict[int, Pair]:
    """The first seat of each title; a held assistant before a vacant one."""
    seats: dict[int, dict[str, SeatRow]] = {}
    for row in sorted(rows, key=lambda one: one.is_vacant):
        seats.setdefault(row.grid_id or 0, {}).setdefault(row.title, row)
    return {
        grid: Pair(mine.get("grid_main"), mine.get("grid_assistant"))
        for grid, mine in seats.items()
    }


def seats_of_person(
    session: Session,
    today: date,
    person_id: int | None = None,
    outsider_id: int | None = None,
) -> list[SeatRow]:
    """The seats across the tree that a person holds, takes next, or left to be settled."""
    held = tenures(session, _mine(session, person_id, outsider_id))
    ids, at = {one.term.id for one in held}, {one.seat_id for one in held}
    return [row for row in seat_rows(session, Seat.id.in_(at), today) if ids & _tenures_of(row)]


def _tenures_of(row: SeatRow) -> set[int | None]:
    return {row.tenure_id, row.planned_id, row.unsettled_id} - {None}


def _mine(session: Session, person_id: int | None, outsider_id: int | None) -> ColumnElement[bool]:
    if person_id is not None:
        return Tenure.person_id.in_(same_person(session, person_id))
    return Tenure.outsider_id == outsider_id


def career(
    session: Session,
    today: date,
    person_id: int | None = None,
    outsider_id: int | None = None,
) -> list[CareerRow]:
    """Every tenure of a person anywhere (任职经历), the latest first."""
    mine = _mine(session, person_id, outsider_id)
    held = [one for one in tenures(session, mine) if not one.term.is_empty]
    at_all = Seat.id.in_({one.seat_id for one in held})
    seats = {one.id: one for one in places(session, at_all)}
    found = []
    for one in reversed(held):
        at = seats[one.seat_id]
        row = _tenure(Stretch(one.term, one.term.since, one.term.ends), one, today)
        found.append(CareerRow(row, at.id, at.name, at.owner, at.organisation_id, at.grid_id))
    return found


def seat_history(session: Session, seat_id: int, today: date) -> list[TenureRow]:
    """Everybody who held a seat and when nobody did, the latest first; no day is left out."""
    place = next(places(session, Seat.id == seat_id))
    held = {one.term.id: one for one in tenures(session, Seat.id == seat_id)}
    found = stretches([one.term for one in held.values()], place.opened, place.ended_on)
    return [_tenure(one, held[one.term.id] if one.term else None, today) for one in reversed(found)]


def _tenure(stretch: Stretch, held: Held | None, today: date) -> TenureRow:
    term, since, until = stretch
    if term is None or held is None:
        blank = (None, "", None, None, "")
        return TenureRow(*blank, since, until, None, "", None, "vacant")
    over = until is not None and until <= today
    state = "planned" if term.since > today else "past" if over else "held"
    return TenureRow(
        term.id,
        term.holder,
        held.person_id,
        held.outsider_id,
        held.source,
        since,
        until,
        term.term_until,
        term.why_ended,
        term.stays_on,
        state,
        held.clerk_name,
        held.recorded_at,
    )


def places(session: Session, which: ColumnElement[bool]) -> Iterator[Place]:
    """Seats without who holds them."""
    for row in session.execute(_PLACES.where(which)):
        days = [day for day in (row[9], row[13]) if day is not None]
        opened = max(days, default=None)
        values = (*row[:12], row[12] or "", opened, row[14], _where(row))
        yield Place(*values)


def _where(row: Any) -> str:
    """御景小区 3号楼2单元, 和平巷."""
    if row[19] is not None:
        return entrance_label(row[17], row[18], row[19])
    if row[16] is not None:
        return f"{row[15]} {building_label(row[16])}"
    lane: str = row[8]
    return lane


def past_names(session: Session, as_at: date | None) -> dict[int, str]:
    """What organisations were called on a day where that is not what they are called now."""
    if as_at is None:
        return {}
    then = past_values(session, as_at)
    return {one: values["name"] for one, values in then.items() if "name" in values}


def _row(place: Place, held: Iterable[Held], day: date, names: dict[int, str]) -> SeatRow:
    by_id = {one.term.id: one for one in held}
    terms = [one.term for one in by_id.values()]
    at = stand(terms, day, place.opened, place.term_until)
    now = by_id[at.term.id] if at.term else None
    unsettled = next((one for one in terms if one.unsettled and one.since <= day), None)
    return SeatRow(
        id=place.id,
        owner_name=names.get(place.organisation_id or 0, place.owner),
        organisation_id=place.organisation_id,
        grid_id=place.grid_id,
        title=place.title,
        name=place.name,
        place=place.place,
        tenure_id=now.term.id if now else None,
        holder_name=now.term.holder if now else "",
        person_id=now.person_id if now else None,
        outsider_id=now.outsider_id if now else None,
        phone_masked=mask_phone(now.phone) if now else "",
        source=now.source if now else "",
        since=now.term.since if now else None,
        until=now.term.ends if now else None,
        term_until=(now.term.term_until if now else None) or place.term_until,
        state=at.state,
        vacant_since=at.vacant_since,
        vacant_days=(day - at.vacant_since).days if at.vacant_since else None,
        why_vacant=at.why_vacant,
        where=place.where,
        stays_on=now.term.stays_on if now else None,
        last_name=at.last.holder if at.last else "",
        planned_id=at.planned.id if at.planned else None,
        planned_name=at.planned.holder if at.planned else "",
        planned_since=at.planned.since if at.planned else None,
        unsettled_id=unsettled.id if unsettled else None,
        building_id=place.building_id,
        entrance_id=place.entrance_id,
        lane=place.lane,
        created_on=place.created_on,
        version=place.version,
    )
