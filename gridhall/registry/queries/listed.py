"""Who is on a list (名单): every id that fits, in order, for a million people in a second.

Each filter is one statement that reads its table from end to end and marks ids in a bitmap; the
order is read from an index once. Joining and sorting a million rows would take ten times as long.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, time
from itertools import chain, compress
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, text
from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk
from gridhall.places.models import Building, Compound, Dwelling, Entrance
from gridhall.places.rules import natural_key
from gridhall.registry.models import Household, Membership, Person
from gridhall.registry.queries.households import dwelling_on, open_on, value_on
from gridhall.registry.queries.monthly import FLOWS
from gridhall.registry.queries.separation import in_states
from gridhall.registry.queries.tags import tagged
from gridhall.registry.rules import HEAD, born_before
from gridhall.registry.rules.lists import ANYHOW, Flow, Wanted

NO_CARD = ("merged", "void")
_CODED = {
    "hukou": "hukou_kind",
    "ethnicities": "ethnicity",
    "educations": "education",
    "maritals": "marital_status",
    "politicals": "political_status",
}
_FLOW = f"SELECT e.person_id FROM {FLOWS} AND (e.to_household_id IS NULL) = :lost "


def listed(session: Session, clerk: Clerk, wanted: Wanted, today: date) -> "array[int]":
    """Everybody the list asks for, in its order; tags this clerk may not see find nobody.

    A flow's list names somebody once for each event, as its figure counts.
    """
    if wanted.flow is not None:
        return _flowed(session, wanted.flow)
    top = (session.scalar(select(func.max(Person.id))) or 0) + 1
    marks: bytearray | None = None
    for query in statements(clerk, wanted, today):
        marks = _both(marks, _marked(read_ids(session, query), top))
    if wanted.separations:
        found = in_states(session, wanted.as_at or today, wanted.separations)
        marks = _both(marks, _marked(found, top))
    order = _ORDERS[wanted.order](session, wanted)
    return array("q", compress(order, map((marks or bytearray(top)).__getitem__, order)))


def first_listed(session: Session, wanted: Wanted, count: int) -> "array[int]":
    """The beginning of a list that asks nothing of the people, at once: it reads no further.

    For the first screenful while a million are still being marked; empty for any other list.
    """
    if wanted != Wanted(as_at=wanted.as_at):
        return array("q")
    held = exists().where(Membership.person_id == Person.id, open_on(wanted.as_at))
    by_name = select(Person.id).where(held).order_by(Person.name_sort, Person.id)
    return read_ids(session, by_name.limit(count))


def statements(clerk: Clerk, wanted: Wanted, today: date) -> Iterator[Select[Any]]:
    """The statements of ids that all have to hold."""
    people = _people_query(clerk, wanted, today)
    if wanted.status == "present":
        yield _present_query(wanted)
        if people is not None:
            yield people
        return
    standing = select(Person.id).where(*_standing(wanted))
    yield standing if people is None else people.where(*_standing(wanted))


# Whose facts: the register, or as it was on a day


def _present_query(wanted: Wanted) -> Select[Any]:
    """Members of a household on the day, with what is asked of household and home."""
    query = select(Membership.person_id).where(open_on(wanted.as_at))
    if wanted.heads:
        query = query.where(Membership.relation == HEAD)
    if wanted.smallest is not None or wanted.largest is not None:
        query = query.where(Membership.household_id.in_(_of_size(wanted)))
    if wanted.grids or wanted.buildings:
        query = query.where(Membership.household_id.in_(_somewhere(wanted)))
    return query


def _of_size(wanted: Wanted) -> Select[Any]:
    members = func.count(Membership.person_id.distinct())
    query = select(Membership.household_id).where(open_on(wanted.as_at))
    query = query.group_by(Membership.household_id)
    if wanted.smallest is not None:
        query = query.having(members >= wanted.smallest)
    return query if wanted.largest is None else query.having(members <= wanted.largest)


def _somewhere(wanted: Wanted) -> Select[Any]:
    """Households at these buildings and in these grids; 0 stands for none."""
    query = (
        select(Household.id)
        .outerjoin(Dwelling, Dwelling.id == dwelling_on(wanted.as_at))
        .outerjoin(Entrance, Entrance.id == Dwelling.entrance_id)
    )
    if wanted.grids:
        query = query.where(_one_of(Entrance.grid_id, wanted.grids))
    if wanted.buildings:
        query = query.where(_one_of(Entrance.building_id, wanted.buildings))
    return query


def _one_of(column: Any, ids: tuple[int, ...]) -> ColumnElement[bool]:
    known = column.in_([one for one in ids if one])
    return or_(known, column.is_(None)) if 0 in ids else known


def _standing(wanted: Wanted) -> list[ColumnElement[bool]]:
    """Those not in the register: gone, dead, or not yet in a household; or whoever has a card."""
    status, day = wanted.status, wanted.as_at
    shown = Person.status.not_in(NO_CARD)
    if status == ANYHOW and (day is None or wanted.separations):
        return [shown]  # whose state is known on a day was known then
    if day is None:
        return [Person.status == status]
    held = Membership.person_id == Person.id
    ever = exists().where(held, or_(Membership.since.is_(None), Membership.since <= day))
    dead = and_(Person.died_on.is_not(None), Person.died_on <= day)
    here = exists().where(held, open_on(day))
    written = Person.recorded_at < _midnight(day, after=True)
    if status == ANYHOW:
        return [shown, or_(dead, ever, written)]
    if status == "died":
        return [shown, dead]
    if status == "left":
        return [shown, ever, ~here, ~dead]
    return [shown, written, ~ever, ~dead]


def _people_query(clerk: Clerk, wanted: Wanted, today: date) -> Select[Any] | None:
    """What is asked of the people themselves; None when nothing is."""
    asked = [*_facts(wanted), *_ages(wanted, wanted.as_at or today), *_registered(wanted)]
    if wanted.tags:
        bearers = (Person.id.in_(tagged(clerk, tag, wanted.as_at)) for tag in wanted.tags)
        asked.append(or_(*bearers))
    return select(Person.id).where(*asked) if asked else None


def _facts(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.name:
        yield value_on("name", wanted.as_at).contains(wanted.name, autoescape=True)
    if wanted.sexes:
        yield Person.sex.in_(wanted.sexes)
    for asked, column in _CODED.items():
        if codes := getattr(wanted, asked):
            yield value_on(column, wanted.as_at).in_(codes)


def _ages(wanted: Wanted, day: date) -> Iterator[ColumnElement[bool]]:
    if wanted.ageless:
        yield Person.birth_date.is_(None)
    if wanted.youngest is not None:
        yield Person.birth_date <= born_before(wanted.youngest, day)
    if wanted.oldest is not None:
        yield Person.birth_date > born_before(wanted.oldest + 1, day)


def _registered(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.registered_from is not None:
        yield Person.recorded_at >= _midnight(wanted.registered_from)
    if wanted.registered_to is not None:
        yield Person.recorded_at < _midnight(wanted.registered_to, after=True)


def _midnight(day: date, *, after: bool = False) -> datetime:
    """When a day begins here, or ends."""
    return datetime.combine(date.fromordinal(day.toordinal() + after), time()).astimezone()


# Reading ids, straight off the driver


def read_ids(session: Session, query: Any) -> "array[int]":
    """The first column of a statement, without a row object for each of a million ids."""
    return array("q", chain.from_iterable(driver_rows(session, query)))


def driver_rows(session: Session, query: Any, values: Any = None) -> Iterable[Any]:
    """Rows as the driver has them: plain numbers and texts, days as ISO 8601."""
    cursor: Any = session.connection().execute(query, values).cursor
    return cursor  # type: ignore[no-any-return]


def _marked(ids: Iterable[int], top: int) -> bytearray:
    marks = bytearray(top)
    for one in ids:
        marks[one] = 1
    return marks


def _both(first: bytearray | None, second: bytearray) -> bytearray:
    if first is None:
        return second
    both = int.from_bytes(first, "little") & int.from_bytes(second, "little")
    return bytearray(both.to_bytes(len(second), "little"))


def _flowed(session: Session, flow: Flow) -> "array[int]":
    query = _FLOW + ("AND e.kind IN (SELECT value FROM json_each(:kinds))" if flow.kinds else "")
    values = {
        "first": flow.first.isoformat(),
        "last": flow.last.isoformat(),
        "lost": flow.side == "loss",
        "kinds": str(list(flow.kinds)).replace("'", '"'),
    }
    bound = text(query + " ORDER BY e.happened_on, e.id").bindparams(
        **{name: value for name, value in values.items() if f":{name}" in query}
    )
    return read_ids(session, bound)


def _by_name(session: Session, _wanted: Wanted) -> "array[int]":
    return read_ids(session, select(Person.id).order_by(Person.name_sort, Person.id))


def _by_age(session: Session, _wanted: Wanted) -> "array[int]":
    born = Person.birth_date
    query = select(Person.id).order_by(born.is_(None), born, Person.name_sort, Person.id)
    return read_ids(session, query)


def _by_address(session: Session, wanted: Wanted) -> "array[int]":
    """As one walks past the doors, the head of each household first; the homeless last."""
    doors = _doors_in_order(session)
    query = (
        select(dwelling_on(wanted.as_at), Membership.household_id, Membership.relation != HEAD)
        .add_columns(Membership.relation, Membership.person_id)
        .join_from(Membership, Household)
        .where(open_on(wanted.as_at))
    )
    last = len(doors)
    rows = [(doors.get(row[0], last), *row[1:]) for row in driver_rows(session, query)]
    rows.sort()
    housed = array("q", dict.fromkeys(row[-1] for row in rows))
    known = set(housed)
    return housed + array("q", (one for one in _by_name(session, wanted) if one not in known))


def _doors_in_order(session: Session) -> Mapping[int, int]:
    query = (
        select(Compound.name, Building.number, Entrance.number, Dwelling.room, Dwelling.id)
        .join_from(Dwelling, Entrance)
        .join(Building)
        .join(Compound)
    )
    doors = sorted(driver_rows(session, query), key=_door_key)
    return {door[-1]: place for place, door in enumerate(doors)}


def _door_key(door: tuple[Any, ...]) -> tuple[Any, ...]:
    compound, building, entrance, room, _ = door
    return compound, natural_key(building), natural_key(entrance), natural_key(room)


_ORDERS: Mapping[str, Callable[[Session, Wanted], "array[int]"]] = {
    "name": _by_name,
    "address": _by_address,
    "age": _by_age,
}
