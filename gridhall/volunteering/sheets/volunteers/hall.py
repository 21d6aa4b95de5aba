"""What the hall knows of the people, units and lists a workbook of volunteers names."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.core.text import search_key
from gridhall.exchange.models import ImportBatch
from gridhall.organisation.models import Outsider, PartnerUnit
from gridhall.places.queries import chunks
from gridhall.registry.models import Person
from gridhall.volunteering.models import HoursEntry, Skill, Squad, Volunteer


class Known(NamedTuple):
    """Somebody the hall has: a resident or an outsider, and which volunteer that is."""

    name: str
    person_id: int | None
    outsider_id: int | None
    status: str  # of a resident
    is_party: bool
    volunteer_id: int | None
    was_undone: bool  # the volunteer was left behind by an import that was taken back


class HallFacts:
    """Read once for a workbook; asked row by row."""

    def __init__(self, session: Session, numbers: Collection[str]) -> None:
        self._by_number: dict[str, Known] = {}
        self._by_phone: dict[tuple[str, str], Known] = {}
        self._by_name: dict[str, list[int]] = defaultdict(list)
        volunteers = _volunteers(session)
        self._read_residents(session, numbers, volunteers)
        self._read_outsiders(session, volunteers)
        self.units = _units(session)
        self.skills = _names(session, Skill)
        self.squads = _names(session, Squad)
        self.spans = _spans(session)

    def by_number(self, number: str) -> Known | None:
        """Whose ID number it is."""
        return self._by_number.get(number)

    def by_phone(self, name: str, phone: str) -> Known | None:
        """The outsider of this name and phone."""
        return self._by_phone.get((name, phone))

    def volunteers_named(self, name: str) -> list[int]:
        """The volunteers of this name."""
        return self._by_name.get(name, [])

    def _read_residents(
        self, session: Session, numbers: Collection[str], volunteers: "_Volunteers"
    ) -> None:
        columns = (Person.id, Person.name, Person.id_number, Person.status)
        query: Any = select(*columns, Person.political_status)
        for some in chunks(sorted(numbers)):
            for row in session.execute(query.where(Person.id_number.in_(some))):
                held = volunteers.people.get(row[0], (None, False))
                party = row[4] in ("01", "02")
                known = Known(row[1], row[0], None, row[3], party, *held)
                self._by_number[row[2] or ""] = known
        for name, volunteer_id in _named(session, volunteers):
            self._by_name[name].append(volunteer_id)

    def _read_outsiders(self, session: Session, volunteers: "_Volunteers") -> None:
        for row in session.scalars(select(Outsider).order_by(Outsider.id)):
            held = volunteers.outsiders.get(row.id, (None, False))
            known = Known(row.name, None, row.id, "", row.is_party, *held)
            if row.id_number:
                self._by_number.setdefault(row.id_number, known)
            if row.phone:
                self._by_phone.setdefault((row.name, row.phone), known)


class _Volunteers(NamedTuple):
    people: dict[int, tuple[int, bool]]
    outsiders: dict[int, tuple[int, bool]]


def _volunteers(session: Session) -> _Volunteers:
    query = (
        select(Volunteer.id, Volunteer.person_id, Volunteer.outsider_id, Volunteer.state)
        .add_columns(ImportBatch.undone_at)
        .outerjoin(ImportBatch, ImportBatch.id == Volunteer.batch_id)
    )
    found = _Volunteers({}, {})
    for row_id, person_id, outsider_id, state, undone_at in session.execute(query):
        held = (row_id, state == "left" and undone_at is not None)
        if person_id is not None:
            found.people[person_id] = held
        else:
            found.outsiders[outsider_id or 0] = held
    return found


def _named(session: Session, volunteers: _Volunteers) -> list[tuple[str, int]]:
    query = (
        select(func.coalesce(Person.name, Outsider.name), Volunteer.id)
        .outerjoin(Person, Person.id == Volunteer.person_id)
        .outerjoin(Outsider, Outsider.id == Volunteer.outsider_id)
        .order_by(Volunteer.id)
    )
    return [(row[0], row[1]) for row in session.execute(query)]


def _units(session: Session) -> dict[str, int]:
    found: dict[str, int] = {}
    query = select(PartnerUnit.id, PartnerUnit.name, PartnerUnit.short_name)
    for row_id, name, short_name in session.execute(query.order_by(PartnerUnit.id)):
        found[search_key(name)] = row_id
        if short_name:
            found.setdefault(search_key(short_name), row_id)
    return found


def _names(session: Session, table: type[Skill] | type[Squad]) -> dict[str, int]:
    rows = session.execute(select(table.name, table.id))
    return {search_key(row[0]): row[1] for row in rows}


def _spans(session: Session) -> dict[tuple[int, date], list[tuple[int, int, str]]]:
    """(volunteer, day) -> the spans credited and not reversed, with what was done."""
    gone = select(HoursEntry.reverses_seq).where(HoursEntry.reverses_seq.is_not(None))
    query = select(HoursEntry).where(HoursEntry.reverses_seq.is_(None), HoursEntry.seq.not_in(gone))
    found: dict[tuple[int, date], list[tuple[int, int, str]]] = defaultdict(list)
    for row in session.scalars(query):
        key = (row.volunteer_id, row.served_on)
        found[key].append((row.starts, row.ends, row.content))
    return found
