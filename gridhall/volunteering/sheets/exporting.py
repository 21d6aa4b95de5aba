"""导出志愿者: a workbook of the volunteers and their services, as it can be brought in again."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.clock import number_of_hours, say_clock
from gridhall.organisation.models import Outsider
from gridhall.organisation.queries.people import residents
from gridhall.organisation.sheets.exporting import Workbook
from gridhall.registry.models import Person
from gridhall.volunteering.models import Availability, HoursEntry, Volunteer
from gridhall.volunteering.queries.volunteers import volunteers
from gridhall.volunteering.rules.availability import FreeTime
from gridhall.volunteering.rules.telling import times_in_words
from gridhall.volunteering.sheets.volunteers.columns import PEOPLE_HEADINGS, RECORD_HEADINGS

_SEXES = {"1": "男", "2": "女"}


def people_cells(session: Session, today: date) -> Iterator[list[str]]:
    """Every volunteer who has not left, under PEOPLE_HEADINGS, numbers in full."""
    numbers, times, kept = numbers_of(session), _times(session), _kept(session)
    for row in volunteers(session, today):
        if row.state == "left":
            continue
        one, (number, phone) = kept[row.id], numbers[row.id]
        yield [
            row.name,
            number,
            _SEXES.get(row.sex, ""),
            _day(row.born_on),
            phone,
            row.unit_name,
            "是" if row.is_party else "否",
            "、".join(row.skills),
            times_in_words(times.get(row.id, ())),
            "、".join(row.squads),
            row.area,
            row.category,
            row.number,
            _day(one.joined_on),
            _day(one.consent_on),
            "；".join(one.note.splitlines()),
        ]


def record_cells(session: Session, today: date) -> Iterator[list[str]]:
    """Every service on the ledger that stands, under RECORD_HEADINGS."""
    numbers = numbers_of(session)
    names = {row.id: row.name for row in volunteers(session, today)}
    gone = select(HoursEntry.reverses_seq).where(HoursEntry.reverses_seq.is_not(None))
    standing = select(HoursEntry).where(
        HoursEntry.reverses_seq.is_(None), HoursEntry.seq.not_in(gone)
    )
    for one in session.scalars(standing.order_by(HoursEntry.served_on, HoursEntry.seq)):
        yield [
            names[one.volunteer_id],
            numbers[one.volunteer_id][0],
            one.activity,
            str(one.served_on),
            say_clock(one.starts),
            say_clock(one.ends),
            one.content,
            one.spot,
            number_of_hours(one.minutes),
            one.organiser,
            one.leader,
        ]


VOLUNTEERS = Workbook(
    "志愿者",
    PEOPLE_HEADINGS,
    people_cells,
    (Workbook("服务记录", RECORD_HEADINGS, record_cells),),
)


def numbers_of(session: Session) -> dict[int, tuple[str, str]]:
    """Volunteer -> ID number and phone in full."""
    people = select(Volunteer.id, Volunteer.person_id).where(Volunteer.person_id.is_not(None))
    mine = {row[0]: row[1] or 0 for row in session.execute(people)}
    known = residents(session, mine.values())
    ids = {one: known[person_id].id for one, person_id in mine.items()}
    columns: Any = select(Person.id, Person.id_number, Person.phone)
    held = {row[0]: (row[1] or "", row[2]) for row in session.execute(columns)}
    found = {one: held[person_id] for one, person_id in ids.items()}
    outside: Any = select(Volunteer.id, Outsider.id_number, Outsider.phone)
    joined = outside.join(Outsider, Outsider.id == Volunteer.outsider_id)
    return found | {row[0]: (row[1] or "", row[2]) for row in session.execute(joined)}


def _times(session: Session) -> dict[int, list[FreeTime]]:
    found: dict[int, list[FreeTime]] = {}
    for row in session.scalars(select(Availability).order_by(Availability.id)):
        time = FreeTime(row.weekday, row.since, row.until, row.starts, row.ends, row.is_free)
        found.setdefault(row.volunteer_id, []).append(time)
    return found


def _kept(session: Session) -> dict[int, Volunteer]:
    return {one.id: one for one in session.scalars(select(Volunteer))}


def _day(day: date | None) -> str:
    return "" if day is None else str(day)
