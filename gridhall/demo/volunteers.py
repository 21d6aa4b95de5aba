"""The fictional hall's volunteers: residents and people of the reporting units."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import count
from random import Random
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from gridhall.core.identity import check_digit
from gridhall.demo.facts import HOME_AREA
from gridhall.demo.names import Names
from gridhall.organisation.models import Outsider, PartnerUnit
from gridhall.places.models import Compound, Grid
from gridhall.registry.models import Person
from gridhall.volunteering.models import (
    Availability,
    Duty,
    Pairing,
    Skill,
    Squad,
    Volunteer,
    VolunteerSkill,
    VolunteerSquad,
    Wish,
)
from gridhall.volunteering.rules.telling import weekly_times

MOST, LEAST, EACH = 180, 24, 37  # volunteers: so many at most, and one for so many residents
_TIMES = (
    "",
    "",
    "",
    "",
    "全天",
    "上午",
    "上午",
    "下午",
    "下午",
    "周末",
    "工作日",
    "周三上午、周六、周日",
)
_CATEGORIES = ("助老助残", "环境保护", "政策宣传", "医疗健康", "便民服务", "文明实践")
_AREAS = ("御景小区", "翠屏花园", "龙腾小区")
_HEADS = ["130", "135", "137", "138", "139", "150", "151", "158", "159", "176", "186", "188"]
_PAIRS = (("apart", 6), ("together", 8))
_MINORS, _CHILDLIKE = 5, (14, 17)  # how many, and their ages
_ABSENT = "外出"


class VolunteerMaker:
    """Writes the team: who they are, what they can, when they may, what they wish."""

    def __init__(self, session: Session, rng: Random, today: date) -> None:
        self._session, self._rng, self._today = session, rng, today
        self._names, self._serials = Names(rng), count(1)
        self._skills = session.execute(select(Skill.id, Skill.needs_paper)).all()
        self._squads = list(session.scalars(select(Squad.id).order_by(Squad.place)))
        self._duties = list(session.scalars(select(Duty.name).order_by(Duty.id)))
        self._grids = list(session.scalars(select(Grid.id).order_by(Grid.id)))
        self._compounds = list(session.scalars(select(Compound.name).order_by(Compound.id)))

    def make(self) -> list[int]:
        """About one volunteer for forty residents; their ids."""
        total = min(MOST, LEAST + self._count(Person) // EACH)
        people = self._residents(total * 2 // 3)
        ids = [self._volunteer(person_id=one.id, born_on=one.birth_date) for one in people]
        units = self._units()
        while units and len(ids) < total:
            unit_id, workplace = self._rng.choice(units)
            outsider_id = self._outsider(unit_id, workplace)
            ids.append(self._volunteer(outsider_id=outsider_id, unit_id=unit_id))
        self._pairs(ids)
        self._session.flush()
        return ids

    def _count(self, table: Any) -> int:
        return self._session.scalar(select(func.count()).select_from(table)) or 0

    def _residents(self, wanted: int) -> list[Person]:
        """People of working age and the young old, party members before others, a few pupils."""
        here = select(Person).where(Person.status == "present").order_by(Person.id)
        known = [one for one in self._session.scalars(here) if one.birth_date and one.phone]
        party = [one for one in known if one.political_status in ("01", "02")]
        grown = [one for one in known if one not in party and 19 <= self._age(one) <= 72]
        young, old = _CHILDLIKE
        pupils = [one for one in known if young <= self._age(one) <= old]
        chosen = self._some([one for one in party if self._age(one) <= 75], wanted // 2)
        chosen += self._some(pupils, min(_MINORS, wanted // 12))
        return chosen + self._some(grown, wanted - len(chosen))

    def _some(self, of: Sequence[Person], most: int) -> list[Person]:
        return self._rng.sample(list(of), min(most, len(of)))

    def _age(self, one: Person) -> int:
        return (self._today - (one.birth_date or self._today)).days // 365

    def _units(self) -> list[tuple[int, str]]:
        reporting = PartnerUnit.kind.in_(("reporting", "both"))
        query = select(PartnerUnit.id, PartnerUnit.name).where(reporting)
        return [(row[0], row[1]) for row in self._session.execute(query.order_by(PartnerUnit.id))]

    def _outsider(self, unit_id: int, workplace: str) -> int:
        rng = self._rng
        sex = rng.choice("12")
        born = self._today - timedelta(days=rng.randint(23 * 365, 58 * 365))
        order = next(self._serials) % 490 * 2 + (sex == "1")
        first = f"{HOME_AREA}{born:%Y%m%d}{order:03}"
        row = Outsider(
            name=self._names.surname() + self._names.given(sex, born.year),
            sex=sex,
            phone=f"{rng.choice(_HEADS)}{rng.randrange(10**8):08}",
            born_on=born,
            id_number=first + check_digit(first) if rng.random() < 0.95 else None,
            unit_id=unit_id,
            workplace=workplace,
            is_party=rng.random() < 0.7,
        )
        self._session.add(row)
        self._session.flush()
        return row.id

    def _volunteer(self, born_on: date | None = None, **who: Any) -> int:
        rng = self._rng
        joined = self._today - timedelta(days=rng.randint(40, 1900))
        row = Volunteer(
            category=rng.choice(_CATEGORIES) if rng.random() < 0.93 else "",
            area="" if "person_id" in who else self._area(),
            home_grid_id=None if "person_id" in who else self._grid(),
            joined_on=joined,
            consent_on=joined if rng.random() < 0.97 else None,
            consent_how="书面",
            max_per_month=rng.choice((None, None, None, 1, 2)),
            insured_until=self._today + timedelta(days=rng.randint(30, 330)),
            **self._state(),
            **self._guardian(born_on, joined),
            **who,
        )
        self._session.add(row)
        self._session.flush()
        row.number = f"ZY{row.id:05}"
        self._belongings(row.id)
        return row.id

    def _area(self) -> str:
        return self._rng.choice(self._compounds or _AREAS) if self._rng.random() < 0.9 else ""

    def _grid(self) -> int | None:
        return self._rng.choice(self._grids) if self._grids and self._rng.random() < 0.5 else None

    def _state(self) -> dict[str, Any]:
        lot = self._rng.random()
        if lot < 0.03:
            return {"state": "left", "left_on": self._today - timedelta(days=30)}
        return {"state": "paused" if lot < 0.06 else "active"}

    def _guardian(self, born_on: date | None, joined: date) -> dict[str, Any]:
        if born_on is None or (self._today - born_on).days > 18 * 365:
            return {}
        phone = f"{self._rng.choice(_HEADS)}{self._rng.randrange(10**8):08}"
        signed = joined if self._rng.random() < 0.8 else None
        name = self._names.surname() + "先生"
        return {"guardian_name": name, "guardian_phone": phone, "guardian_consent_on": signed}

    def _belongings(self, volunteer_id: int) -> None:
        rng, mine = self._rng, {"volunteer_id": volunteer_id}
        skills = rng.sample(self._skills, rng.choice((1, 1, 2, 2, 3))) if rng.random() < 0.9 else []
        for skill_id, needs_paper in skills:
            row = VolunteerSkill(skill_id=skill_id, **mine)
            if needs_paper:
                row.paper = f"{rng.randrange(10**8):08}"
                days = rng.randint(-40, 900)
                soon = days % 5 == 0  # some are about to expire, or have
                row.valid_until = self._today + timedelta(days=days % 60 - 30 if soon else days)
            self._session.add(row)
        for squad_id in rng.sample(self._squads, rng.choice((1, 1, 1, 2))):
            self._session.add(VolunteerSquad(squad_id=squad_id, **mine))
        self._times(volunteer_id)
        self._wishes(volunteer_id)

    def _times(self, volunteer_id: int) -> None:
        rows = [
            {"weekday": one.weekday, "starts": one.starts, "ends": one.ends, "is_free": True}
            for one in weekly_times(self._rng.choice(_TIMES)) or ()
        ]
        if rows:
            self._session.execute(
                insert(Availability), [{"volunteer_id": volunteer_id, **row} for row in rows]
            )
        if self._rng.random() < 0.1:
            since = self._today + timedelta(days=self._rng.randint(-5, 20))
            until = since + timedelta(days=self._rng.randint(1, 12))
            away = {"since": since, "until": until, "is_free": False, "note": _ABSENT}
            self._session.add(Availability(volunteer_id=volunteer_id, **away))

    def _wishes(self, volunteer_id: int) -> None:
        told = [("wish", 0.25), ("refusal", 0.08)]
        names = self._rng.sample(self._duties, min(len(told), len(self._duties)))
        for (kind, share), name in zip(told, names, strict=False):
            if self._rng.random() < share:
                wish = Wish(kind=kind, target_kind="duty", target=name, volunteer_id=volunteer_id)
                self._session.add(wish)

    def _pairs(self, ids: Sequence[int]) -> None:
        pool = self._rng.sample(list(ids), len(ids))
        for kind, most in _PAIRS:
            for _ in range(min(most, len(ids) // 12)):
                one, other = sorted((pool.pop(), pool.pop()))
                self._session.add(Pairing(one_id=one, other_id=other, kind=kind))
