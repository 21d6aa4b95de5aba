"""Fictional care: the oldest who live alone, a year of visits with stars, some missed."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.care.labels import DEEDS
from gridhall.care.models import CareTarget, CareVisit
from gridhall.care.rules.clock import Plan, first_due, last_day, slots
from gridhall.care.service.hours import credit
from gridhall.core.calendar import WorkCalendar
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.registry.models import Membership, Person
from gridhall.volunteering.models import Volunteer

MOST: Final = 45
_OLD: Final = 65
_YEAR: Final = timedelta(days=365)
_DAY: Final = timedelta(days=1)
_VISITORS: Final = ("社工小王", "网格员 刘芳", "楼长 孙桂兰", "助老志愿队")
_RHYTHMS: Final = ("week", "two_weeks", "month", "month", "quarter")
_NEEDS: Final = (
    "pressure,talk", "talk,shopping", "pressure,sugar", "hair,cleaning", "medicine", "meal,talk",
)  # fmt: skip
_LONELY: Final = ("empty_nest", "living_alone", "alone_old")
_ABSENT: Final = ("敲门没人应", "邻居说去女儿家了", "电话联系上，人在医院复查")
_MISSED: Final = ("志愿者请假，没有替换", "", "天气不好")


class CareMaker:
    """Writes down who is visited and what a year of visits came to."""

    def __init__(self, session: Session, rng: Random, today: date, calendar: WorkCalendar) -> None:
        self._session, self._rng, self._today = session, rng, today
        self._calendar = calendar

    def make(self, clerk: Clerk) -> int:
        """How many people are visited."""
        self._clerk = clerk
        serving = select(Volunteer.id).where(Volunteer.state == "active").order_by(Volunteer.id)
        self._volunteers = list(self._session.scalars(serving.limit(12)))
        people = self._people()
        for place, person in enumerate(people):
            self._visit_all(self._take_on(place, person))
        self._session.flush()
        return len(people)

    def _people(self) -> list[Person]:
        """The oldest first, those alone in their household before others."""
        homes = (
            select(Membership.household_id)
            .where(Membership.until.is_(None))
            .group_by(Membership.household_id)
            .having(func.count() == 1)
        )
        born = date(self._today.year - _OLD, self._today.month, 1)
        query = (
            select(Person)
            .join(Membership, Membership.person_id == Person.id)
            .where(Membership.until.is_(None), Person.status == "present")
            .where(Person.birth_date <= born)
            .order_by(Membership.household_id.in_(homes).desc(), Person.birth_date, Person.id)
        )
        return list(self._session.scalars(query.limit(MOST)))

    def _take_on(self, place: int, person: Person) -> CareTarget:
        rng, born = self._rng, person.birth_date or self._today
        old = self._today.year - born.year
        category = "very_old" if old >= 80 else rng.choice(_LONELY)
        serves = bool(self._volunteers) and place % 3 == 0
        since = self._today - _YEAR + timedelta(days=rng.randrange(0, 120))
        row = CareTarget(
            person_id=person.id, category="disabled" if place % 9 == 8 else category,
            rhythm=_RHYTHMS[place % len(_RHYTHMS)], needs=rng.choice(_NEEDS),
            volunteer_id=rng.choice(self._volunteers) if serves else None,
            visitor="" if serves else rng.choice(_VISITORS), since=since,
            consent_on=since if rng.random() < 0.6 else None, clerk_name=self._clerk.name,
        )  # fmt: skip
        self._session.add(row)
        self._session.flush()
        return row

    def _visit_all(self, target: CareTarget) -> None:
        """Slot after slot until today: most were visited, some in vain, some not at all."""
        plan = Plan(target.since, target.rhythm)
        due = first_due(plan, self._calendar, target.since)
        for following in slots(plan, self._calendar, due):
            if last_day(plan, self._calendar, due) >= self._today:
                break
            self._session.add_all(self._slot(target, due, following - _DAY))
            due = following
        self._session.add(CareVisit(target_id=target.id, due_on=due, state="planned"))

    def _slot(self, target: CareTarget, due: date, before: date) -> Iterator[CareVisit]:
        chance, day = self._rng.random(), due + self._rng.randrange(0, 2) * _DAY
        if chance < 0.03:
            yield CareVisit(
                target_id=target.id, due_on=due, state="missed", why=self._rng.choice(_MISSED)
            )
            return
        if chance < 0.1:
            yield CareVisit(
                target_id=target.id, due_on=due, state="absent", visited_on=due,
                visitor=target.visitor, volunteer_id=target.volunteer_id,
                why=self._rng.choice(_ABSENT), clerk_name=self._clerk.name,
            )  # fmt: skip
            day = due + _DAY
        yield self._made(target, due, max(due, min(day, before, self._today)))

    def _made(self, target: CareTarget, due: date, day: date) -> CareVisit:
        rng = self._rng
        some = {*target.needs.split(","), *rng.sample(list(DEEDS), 1)}
        row = CareVisit(
            target_id=target.id, due_on=due, state="done", visited_on=day,
            starts=f"{rng.randrange(8, 17):02}:{rng.choice((0, 20, 40)):02}",
            minutes=rng.choice((30, 40, 60)), volunteer_id=target.volunteer_id,
            visitor=target.visitor, deeds=",".join(code for code in DEEDS if code in some),
            stars=rng.choice((10, 10, 10, 9, 9, 8, 7)) if rng.random() < 0.8 else None,
            clerk_name=self._clerk.name,
        )  # fmt: skip
        row.hours_entry_id = self._hours(row)
        return row

    def _hours(self, row: CareVisit) -> int | None:
        """A volunteer who served elsewhere at that hour has these hours there alone."""
        try:
            return credit(self._session, self._clerk, row, self._today)
        except UserError:
            row.volunteer_id, row.visitor = None, _VISITORS[0]
            return None
