"""The register as the search index holds it: one entry for each person and household."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Select, and_, bindparam, func, select
from sqlalchemy.orm import Session, aliased

from gridhall.core.codes import word
from gridhall.db.search import SearchEntry
from gridhall.places.models import Building, Compound, Dwelling, Entrance
from gridhall.places.queries import chunks
from gridhall.places.rules import Address
from gridhall.registry.labels import head_title
from gridhall.registry.models import Household, Membership, PastValue, Person
from gridhall.registry.rules import HEAD

_PAGE = 5000
_Head = aliased(Person)
_HeadMembership = aliased(Membership)


def _with_address(query: Select[Any]) -> Select[Any]:
    return (
        query.add_columns(Compound.name, Building.number, Entrance.number, Dwelling.room)
        .outerjoin(Dwelling, Dwelling.id == Household.dwelling_id)
        .outerjoin(Entrance, Entrance.id == Dwelling.entrance_id)
        .outerjoin(Building, Building.id == Entrance.building_id)
        .outerjoin(Compound, Compound.id == Building.compound_id)
    )


_OPEN = and_(Membership.person_id == Person.id, Membership.until.is_(None))
_EARLIER_NAMES = (
    select(func.group_concat(PastValue.value, "\n"))
    .where(PastValue.person_id == Person.id, PastValue.field == "name")
    .correlate(Person)
    .scalar_subquery()
)
_PEOPLE = _with_address(
    select(Person.id, Person.name, Person.former_name, _EARLIER_NAMES, Person.id_number)
    .add_columns(Person.phone)
    .add_columns(Membership.relation, Household.number, Household.ledger_number)
    .select_from(Person)
    .outerjoin(Membership, _OPEN)
    .outerjoin(Household, Household.id == Membership.household_id)
)
_MEMBERS = (
    select(func.count())
    .where(Membership.household_id == Household.id, Membership.until.is_(None))
    .correlate(Household)
    .scalar_subquery()
)
_HOUSEHOLDS = _with_address(
    select(Household.id, Household.number, Household.ledger_number, _Head.name, _MEMBERS)
    .add_columns(Household.ended_on)
    .select_from(Household)
    .outerjoin(
        _HeadMembership,
        and_(
            _HeadMembership.household_id == Household.id,
            _HeadMembership.until.is_(None),
            _HeadMembership.relation == HEAD,
        ),
    )
    .outerjoin(_Head, _Head.id == _HeadMembership.person_id)
)
_PEOPLE = _PEOPLE.where(Person.status.not_in(("merged", "void")))
_PEOPLE_BY_ID = _PEOPLE.where(Person.id.in_(bindparam("ids", expanding=True)))
_HOUSEHOLDS_BY_ID = _HOUSEHOLDS.where(Household.id.in_(bindparam("ids", expanding=True)))
_PEOPLE_AFTER = _PEOPLE.where(
    Person.id > bindparam("after"), Person.id <= bindparam("upto")
).order_by(Person.id)
_HOUSEHOLDS_AFTER = _HOUSEHOLDS.where(
    Household.id > bindparam("after"), Household.id <= bindparam("upto")
).order_by(Household.id)


def person_entries(session: Session, person_ids: Iterable[int]) -> Iterator[SearchEntry]:
    """What the index should hold of these people."""
    for some in chunks(sorted(set(person_ids))):
        for row in session.execute(_PEOPLE_BY_ID, {"ids": some}):
            yield _person_entry(tuple(row))


def household_entries(session: Session, household_ids: Iterable[int]) -> Iterator[SearchEntry]:
    """What the index should hold of these households."""
    for some in chunks(sorted(set(household_ids))):
        for row in session.execute(_HOUSEHOLDS_BY_ID, {"ids": some}):
            yield _household_entry(tuple(row))


def all_entries(session: Session) -> Iterator[SearchEntry]:
    """Everything the index should hold of the register, page by page, for a rebuild."""
    for page in _pages(session, _PEOPLE_AFTER, func.max(Person.id)):
        yield from map(_person_entry, page)
    for page in _pages(session, _HOUSEHOLDS_AFTER, func.max(Household.id)):
        yield from map(_household_entry, page)


def _pages(session: Session, query: Select[Any], last: Any) -> Iterator[list[tuple[Any, ...]]]:
    end = session.scalar(select(last)) or 0
    for after in range(0, end, _PAGE):
        found = session.execute(query, {"after": after, "upto": after + _PAGE})
        yield [tuple(row) for row in found]


def _person_entry(row: Sequence[Any]) -> SearchEntry:
    (person_id, name, former, earlier, number, phone, relation, household, ledger, *place) = row
    return SearchEntry(
        kind="resident",
        record_id=person_id,
        title=name,
        address=_short(place),
        detail=word("relation", relation),
        number=number or "",
        phone=phone,
        household_number=household or "",
        names=tuple(dict.fromkeys(filter(None, (name, former, *(earlier or "").split("\n"))))),
        words=(ledger,) if ledger else (),
    )


def _household_entry(row: Sequence[Any]) -> SearchEntry:
    (household_id, number, ledger, head, members, ended_on, *place) = row
    return SearchEntry(
        kind="household",
        record_id=household_id,
        title=head_title(head or "") if ended_on is None else "已销的户",
        address=_short(place),
        detail=f"{members} 人" if ended_on is None else f"{ended_on} 销户",
        number=number,
        household_number=number,
        words=(ledger,) if ledger else (),
    )


def _short(place: Sequence[str | None]) -> str:
    compound, building, entrance, room = place
    if building is None:
        return ""
    return Address(compound or "", building, entrance or "", room or "").short
