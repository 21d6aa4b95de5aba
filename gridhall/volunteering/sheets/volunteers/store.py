"""Stores a workbook of volunteers: outsiders, units, volunteers, then the ledger's rows."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.core.progress import Progress
from gridhall.core.text import search_key
from gridhall.exchange.service.sheet import Batch
from gridhall.organisation.models import Outsider, PartnerUnit
from gridhall.organisation.service.index import index_units
from gridhall.volunteering.models import (
    Availability,
    Skill,
    Volunteer,
    VolunteerSkill,
    VolunteerSquad,
)
from gridhall.volunteering.rules.availability import FreeTime
from gridhall.volunteering.service.hours import HoursDraft, append_all
from gridhall.volunteering.service.index import index_volunteers
from gridhall.volunteering.service.volunteers import KEPT, OWN
from gridhall.volunteering.sheets.volunteers.ready import Ready, RecordReady, VolunteerReady


def store_volunteers(
    session: Session, batch: Batch, ready: Sequence[Ready], today: date, progress: Progress
) -> int:
    """Write them down; says how many rows of both sheets."""
    people = [one for one in ready if isinstance(one, VolunteerReady)]
    records = [one for one in ready if isinstance(one, RecordReady)]
    writer = _Writer(session, batch, today)
    ids = []
    for done, one in enumerate(people, 1):
        ids.append(writer.volunteer(one))
        progress.report(done, len(ready) + 1)
    session.flush()
    index_volunteers(session, ids)
    append_all(session, batch.clerk, _told(records, batch, today, (progress, len(people))))
    progress.report(1, 1)
    return len(ready)


class _Writer:
    """Writes one volunteer after the other; units and skills that are new once each."""

    def __init__(self, session: Session, batch: Batch, today: date) -> None:
        self._session, self._batch, self._today = session, batch, today
        self._units: dict[str, int] = {}
        for unit_id, name, short in session.execute(
            select(PartnerUnit.id, PartnerUnit.name, PartnerUnit.short_name)
        ):
            self._units[search_key(name)] = unit_id
            if short:
                self._units.setdefault(search_key(short), unit_id)
        skills = session.execute(select(Skill.name, Skill.id))
        self._skills = {search_key(row[0]): row[1] for row in skills}

    def volunteer(self, one: VolunteerReady) -> int:
        """The volunteer's id, new or the one an undone import had left behind."""
        unit_id = self._unit(one.unit)
        row = self._row(one, unit_id)
        self._session.flush()
        row.number = row.number or f"ZY{row.id:05}"
        for name in one.skills:
            self._add(VolunteerSkill(volunteer_id=row.id, skill_id=self._skill(name)))
        for squad_id in dict.fromkeys(one.squads):
            self._add(VolunteerSquad(volunteer_id=row.id, squad_id=squad_id))
        for time in one.times:
            self._add(_time(row.id, time))
        one.who.volunteer_id = row.id
        return row.id

    def _row(self, one: VolunteerReady, unit_id: int | None) -> Volunteer:
        draft, session = one.draft, self._session
        values = {name: getattr(draft, name) for name in KEPT} | {"unit_id": unit_id}
        values["joined_on"] = draft.joined_on or self._today
        if one.again is not None:
            row = session.get_one(Volunteer, one.again)
            for name, value in (values | {"state": "active", "left_on": None}).items():
                setattr(row, name, value)
            row.batch_id = self._batch.id
            return row
        who = {"person_id": draft.person_id, "outsider_id": draft.outsider_id}
        if draft.person_id is None and draft.outsider_id is None:
            own = {name: getattr(draft, name) for name in OWN} | {"unit_id": unit_id}
            own["id_number"] = draft.id_number or None
            outsider = Outsider(batch_id=self._batch.id, **own)
            self._add(outsider)
            session.flush()
            who["outsider_id"] = outsider.id
        row = Volunteer(state="active", batch_id=self._batch.id, **who, **values)
        self._add(row)
        return row

    def _unit(self, name: str) -> int | None:
        if not name:
            return None
        key = search_key(name)
        if key not in self._units:
            row = PartnerUnit(name=name, kind="reporting", batch_id=self._batch.id)
            self._add(row)
            self._session.flush()
            self._units[key] = row.id
            index_units(self._session, [row.id])
        return self._units[key]

    def _skill(self, name: str) -> int:
        key = search_key(name)
        if key not in self._skills:
            last = self._session.scalar(select(func.max(Skill.place))) or 0
            row = Skill(name=name, place=last + 1)
            self._add(row)
            self._session.flush()
            self._skills[key] = row.id
        return self._skills[key]

    def _add(self, row: object) -> None:
        self._session.add(row)


def _time(volunteer_id: int, time: FreeTime) -> Availability:
    return Availability(
        volunteer_id=volunteer_id,
        weekday=time.weekday,
        starts=time.starts,
        ends=time.ends,
        is_free=time.is_free,
    )


def _told(
    records: Sequence[RecordReady], batch: Batch, today: date, so_far: tuple[Progress, int]
) -> Iterator[HoursDraft]:
    """The services one after the other, with word of how far they are."""
    progress, before = so_far
    total = before + len(records) + 1
    for done, one in enumerate(records, before + 1):
        yield _hours(one, batch, today)
        progress.report(done, total)


def _hours(one: RecordReady, batch: Batch, today: date) -> HoursDraft:
    assert one.who.volunteer_id is not None
    return HoursDraft(
        volunteer_id=one.who.volunteer_id,
        served_on=one.served_on,
        starts=one.starts,
        ends=one.ends,
        activity=one.activity,
        content=one.content,
        recorded_on=today,
        minutes=one.minutes,
        source="import",
        batch_id=batch.id,
        spot=one.texts["spot"],
        organiser=one.texts["organiser"],
        leader=one.texts["leader"],
    )
