"""The volunteers as the search index holds them."""

from collections.abc import Collection, Iterator

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import Session, aliased

from gridhall.db.search import SearchEntry
from gridhall.organisation.models import Outsider, PartnerUnit
from gridhall.places.queries import chunks
from gridhall.registry.models import Person
from gridhall.volunteering.labels import STATES
from gridhall.volunteering.models import Squad, Volunteer, VolunteerSquad

_Into = aliased(Person)  # who a merged record was merged into
_SQUADS = (
    select(func.group_concat(Squad.name, "、"))
    .join(VolunteerSquad, VolunteerSquad.squad_id == Squad.id)
    .where(VolunteerSquad.volunteer_id == Volunteer.id)
    .correlate(Volunteer)
    .scalar_subquery()
)
_ENTRIES = (
    select(Volunteer.id, func.coalesce(_Into.name, Person.name, Outsider.name))
    .add_columns(Volunteer.state)
    .add_columns(func.coalesce(PartnerUnit.name, ""), func.coalesce(_SQUADS, ""))
    .add_columns(func.coalesce(_Into.id_number, Person.id_number, Outsider.id_number, ""))
    .add_columns(func.coalesce(_Into.phone, Person.phone, Outsider.phone), Volunteer.number)
    .select_from(Volunteer)
    .outerjoin(Person, Person.id == Volunteer.person_id)
    .outerjoin(_Into, _Into.id == Person.merged_into)
    .outerjoin(Outsider, Outsider.id == Volunteer.outsider_id)
    .outerjoin(PartnerUnit, PartnerUnit.id == Volunteer.unit_id)
    .order_by(Volunteer.id)
)


def all_entries(session: Session) -> Iterator[SearchEntry]:
    """Everything the index should hold of the volunteers, for a rebuild."""
    yield from _entries(session, true())


def volunteer_entries(session: Session, ids: Collection[int]) -> Iterator[SearchEntry]:
    """What the index should hold of these volunteers."""
    for some in chunks(sorted(set(ids))):
        yield from _entries(session, Volunteer.id.in_(some))


def volunteers_of(session: Session, person_ids: Collection[int]) -> set[int]:
    """Which volunteers these residents are, or whoever was merged into them."""
    found: set[int] = set()
    mine = select(Volunteer.id).join(Person, Person.id == Volunteer.person_id)
    for some in chunks(sorted(set(person_ids))):
        found.update(session.scalars(mine.where(Person.id.in_(some))))
        found.update(session.scalars(mine.where(Person.merged_into.in_(some))))
    return found


def volunteers_from(session: Session, outsider_ids: Collection[int]) -> set[int]:
    """Which volunteers these outsiders are."""
    found: set[int] = set()
    mine = select(Volunteer.id)
    for some in chunks(sorted(set(outsider_ids))):
        found.update(session.scalars(mine.where(Volunteer.outsider_id.in_(some))))
    return found


def _entries(session: Session, which: ColumnElement[bool]) -> Iterator[SearchEntry]:
    for row_id, name, state, unit, squads, id_number, phone, number in session.execute(
        _ENTRIES.where(which)
    ):
        said = "" if state == "active" else STATES.get(state, state)
        yield SearchEntry(
            "volunteer",
            row_id,
            name,
            detail=" · ".join(filter(None, ("志愿者", unit, squads, said))),
            number=id_number,
            phone=phone,
            names=(name,),
            words=(number,) if number else (),
        )
