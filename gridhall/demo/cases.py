"""Fictional cases of the last weeks in every state, made through the desk's own service."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.calendar import WorkCalendar
from gridhall.core.clerk import Clerk
from gridhall.registry.models import Person
from gridhall.service_desk import queries, service
from gridhall.service_desk.queries import MatterRow
from gridhall.service_desk.rules.draft import CaseDraftFields

DAYS = 24  # working days that are looked back on
_A_DAY = (3, 7)
_CHANNELS = ("counter", "counter", "counter", "phone")
_NOTES = (
    "",
    "",
    "",
    "行动不便，家属代办",
    "已电话告知所需材料",
    "请短信通知取件",
    "老人独居，可上门",
)
_OLD_ENOUGH = timedelta(days=20 * 366)


class CaseMaker:
    """Takes matters in day by day; finishes most, leaves some open, overdue or due today."""

    def __init__(self, session: Session, rng: Random, today: date, calendar: WorkCalendar) -> None:
        self._session, self._rng = session, rng
        self._today, self._calendar = today, calendar
        self._matters: Sequence[MatterRow] = queries.matters(session)
        self._people = self._applicants()
        self._late = self._due = self.made = 0

    def make(self, clerks: Sequence[Clerk]) -> int:
        """Make the cases of the last weeks; return how many."""
        if not self._people or not self._matters:
            return 0
        for day in self._days():
            for moment in self._moments(day):
                self._accept(clerks[self.made % len(clerks)], moment)
        return self.made

    def _applicants(self) -> list[int]:
        old_enough = Person.birth_date <= self._today - _OLD_ENOUGH
        query = select(Person.id).where(old_enough, Person.phone != "").order_by(Person.id)
        return list(self._session.scalars(query.limit(3000)))

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
            applicant_id=self._rng.choice(self._people),
            phone=None,
            channel=self._rng.choice(_CHANNELS),
            note=self._rng.choice(_NOTES),
            received=tuple(positions),
        )
        case = service.accept_case(self._session, clerk, draft, moment, self._calendar)
        self.made += 1
        if self.made == DAYS:
            service.revoke_case(self._session, clerk, case.id, moment, "申请人改日再办")
        elif self._is_finished(moment.date(), case.promised_on):
            when = self._finish_moment(moment, case.promised_on)
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
