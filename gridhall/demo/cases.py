"""Fictional cases of the last weeks in every state, made through the desk's own service."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from gridhall.core.calendar import WorkCalendar
from gridhall.core.clerk import Clerk
from gridhall.demo.remarks import LEAST_AGE, PARTY, REMARKS
from gridhall.registry.models import Person
from gridhall.service_desk import service
from gridhall.service_desk.queries import reads as queries
from gridhall.service_desk.queries.reads import MatterRow
from gridhall.service_desk.rules.draft import CaseDraftFields

DAYS = 24  # working days that are looked back on
_A_DAY = (3, 7)
_CHANNELS = ("counter", "counter", "counter", "phone")
_REMARKED = 0.4  # of the cases
_ADULT = 20  # years
_MEMBERS = ("01", "02")  # political_status: of the party, preparing


class CaseMaker:
    """Takes matters in day by day; finishes most, leaves some open, overdue or due today."""

    def __init__(self, session: Session, rng: Random, today: date, calendar: WorkCalendar) -> None:
        self._session, self._rng = session, rng
        self._today, self._calendar = today, calendar
        self._matters: Sequence[MatterRow] = queries.matters(session, today)
        self._people = self._applicants()
        self._party = self._applicants(Person.political_status.in_(_MEMBERS))
        self._late = self._due = self.made = 0

    def make(self, clerks: Sequence[Clerk]) -> int:
        """Make the cases of the last weeks; return how many."""
        if not self._people or not self._matters:
            return 0
        for day in self._days():
            for moment in self._moments(day):
                self._accept(clerks[self.made % len(clerks)], moment)
        return self.made

    def _applicants(self, *fitting: ColumnElement[bool]) -> list[tuple[int, date]]:
        """Grown-ups with a phone, and when they were born."""
        grown_up = (Person.birth_date <= self._born(_ADULT), Person.phone != "")
        query = select(Person.id, Person.birth_date).where(*grown_up, *fitting)
        rows = self._session.execute(query.order_by(Person.id).limit(3000))
        return [(row.id, row.birth_date) for row in rows]

    def _born(self, years_ago: int) -> date:
        return self._today - timedelta(days=years_ago * 366)

    def _who(self, matter: MatterRow) -> int:
        """Somebody who may come for this matter; anybody where nobody fits."""
        people = (matter.code in PARTY and self._party) or self._people
        latest = self._born(LEAST_AGE.get(matter.code, _ADULT))
        fitting = [who for who, born in people if born <= latest]
        return self._rng.choice(fitting or [who for who, _ in people])

    def _remark(self, matter: MatterRow) -> str:
        known = REMARKS.get(matter.code, ())
        return self._rng.choice(known) if known and self._rng.random() < _REMARKED else ""

    def _days(self) -> Iterator[date]:
        """The last working days, and today whatever it is."""
        day, found = self._today, [self._today]
        while len(found) < DAYS:
            day -= timedelta(days=1)
            if self._calendar.is_working(day):
                found.append(day)
        yield from reversed(found)

    def _moments(self, day: date) -> list[datetime]:
        """Times of the day at which somebody came; today only early ones."""
        latest = 60 if day == self._today else 480
        minutes = sorted(self._rng.randint(0, latest) for _ in range(self._rng.randint(*_A_DAY)))
        opening = datetime.combine(day, time(8, 30))
        return [(opening + timedelta(minutes=minute)).astimezone() for minute in minutes]

    def _accept(self, clerk: Clerk, moment: datetime) -> None:
        matter = self._rng.choice(self._matters)
        positions = [material.position for material in matter.materials]
        if len(positions) > 1 and self._rng.random() < 0.15:
            positions.remove(self._rng.choice(positions))
        draft = CaseDraftFields(
            request_key=str(UUID(int=self._rng.getrandbits(128), version=4)),
            item_id=matter.id,
            applicant_id=self._who(matter),
            phone=None,
            channel=self._rng.choice(_CHANNELS),
            note=self._remark(matter),
            received=tuple(positions),
        )
        case = service.accept_case(self._session, clerk, draft, moment, self._calendar)
        self.made += 1
        if self.made == DAYS:
            service.revoke_case(self._session, clerk, case.id, moment, "申请人改日再办")
        elif self._is_finished(moment.date(), case.promise):
            when = self._finish_moment(moment, case.promise)
            service.finish_case(self._session, clerk, case.id, when)

    def _is_finished(self, accepted: date, promised: date) -> bool:
        if promised < self._today:
            self._late += 1
            return self._late % 16 != 5
        if promised == self._today:
            self._due += 1
            return self._due % 3 == 2
        return accepted < self._today and self._rng.random() < 0.35

    def _finish_moment(self, accepted: datetime, promised: date) -> datetime:
        """Some working day after the acceptance, not after the promise or today."""
        last = min(promised, self._today)
        days = [accepted.date() + timedelta(days=n) for n in range((last - accepted.date()).days)]
        later = [day for day in days[1:] if self._calendar.is_working(day)]
        if not later:
            return accepted + timedelta(minutes=12)
        at = time(9 + self._rng.randint(0, 6), self._rng.randint(0, 59))
        return datetime.combine(self._rng.choice(later), at).astimezone()
