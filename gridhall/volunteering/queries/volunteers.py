"""Volunteers as lists show them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import Session, aliased

from gridhall.core.errors import UserError
from gridhall.core.mask import mask_phone
from gridhall.core.pinyin import sort_key
from gridhall.organisation.models import Outsider, PartnerUnit
from gridhall.organisation.queries.people import Resident, residents
from gridhall.organisation.rules.terms import GONE
from gridhall.places.models import Grid
from gridhall.places.queries import chunks
from gridhall.registry.models import Person
from gridhall.volunteering.labels import BASICS
from gridhall.volunteering.models import HoursEntry, Volunteer, VolunteerSkill, VolunteerSquad
from gridhall.volunteering.queries.basics import (
    Home,
    SkillRow,
    homes_of,
    last_served,
    minutes_of,
    party_members,
    skills_of,
    squads_of,
)
from gridhall.volunteering.rules.volunteers import (
    CHILD,
    expires_soon,
    is_minor,
    missing,
    years_on,
)

PARTY_CODES = frozenset({"01", "02"})  # GB/T 4762: 中共党员, 中共预备党员


@dataclass(frozen=True, slots=True)
class VolunteerFilter:
    """Which volunteers a list shows; None and "" narrow nothing down."""

    squad_id: int | None = None
    skill_id: int | None = None
    unit_id: int | None = None
    state: str = ""  # labels.STATES
    expiring: bool = False  # 快到期
    lacking: bool = False  # 缺基本信息
    ids: tuple[int, ...] | None = None  # those a search found


@dataclass(frozen=True, slots=True)
class VolunteerRow:
    """A volunteer as lists and rosters show them; `warnings` are short Chinese sentences."""

    id: int
    person_id: int | None
    outsider_id: int | None
    number: str
    name: str
    sex: str
    born_on: date | None
    birth_year: int | None
    age: int | None
    phone_masked: str
    unit_id: int | None
    unit_name: str
    is_party: bool
    squads: tuple[str, ...]
    squad_ids: tuple[int, ...]
    skills: tuple[str, ...]
    skill_rows: tuple[SkillRow, ...]
    home_grid_id: int | None
    home_grid: str
    area: str
    category: str
    state: str
    gone: str  # died, left or void: no resident any more; "" of who is here
    gone_on: date | None
    minutes_this_year: int
    last_served_on: date | None
    missing: tuple[str, ...]  # labels.BASICS
    warnings: tuple[str, ...]
    version: int


@dataclass(frozen=True, slots=True)
class _Known:
    """What the register or the outsiders' list says of somebody."""

    name: str
    sex: str
    born_on: date | None
    id_number: str
    phone: str
    is_party: bool
    gone: str = ""
    gone_on: date | None = None
    stands_twice: bool = False  # two records of a volunteer since two residents were merged


_VOLUNTEERS = (
    select(Volunteer, func.coalesce(PartnerUnit.name, ""), func.coalesce(Grid.name, ""))
    .outerjoin(PartnerUnit, PartnerUnit.id == Volunteer.unit_id)
    .outerjoin(Grid, Grid.id == Volunteer.home_grid_id)
    .order_by(Volunteer.id)
)


def volunteer_count(session: Session) -> int:
    """How many are on the list and have not left."""
    here = select(func.count()).where(Volunteer.state != "left")
    return session.scalar(here) or 0


def volunteers(
    session: Session, today: date, which: VolunteerFilter | None = None
) -> list[VolunteerRow]:
    """The volunteers a filter keeps, by their names; those a search found in its order."""
    which = which or VolunteerFilter()
    rows = _read(session, today, _narrowed(which), which.ids)
    rows = [row for row in rows if _kept(row, which, today)]
    if which.ids is not None:
        order = {one: place for place, one in enumerate(which.ids)}
        return sorted(rows, key=lambda row: order[row.id])
    return rows


def volunteer_row(session: Session, volunteer_id: int, today: date) -> VolunteerRow:
    """One volunteer as lists show them."""
    rows = _read(session, today, Volunteer.id == volunteer_id, (volunteer_id,))
    if not rows:
        raise UserError("没有这位志愿者，可能刚被撤回。请按 F5 看最新内容")
    return rows[0]


def missing_basics(session: Session, volunteer_id: int, today: date) -> tuple[str, ...]:
    """Which of the eight basics (Order 67 §5) are not known, as Chinese words."""
    return tuple(BASICS[one] for one in volunteer_row(session, volunteer_id, today).missing)


def eligible(row: VolunteerRow, day: date) -> bool:
    """Whether somebody may be put on a roster of a day at all: on the books, and still here."""
    here = not row.gone or (row.gone_on is not None and row.gone_on > day)
    return row.state == "active" and here


def _narrowed(which: VolunteerFilter) -> ColumnElement[bool]:
    clause: ColumnElement[bool] = true()
    if which.unit_id is not None:
        clause = clause & (Volunteer.unit_id == which.unit_id)
    if which.state:
        clause = clause & (Volunteer.state == which.state)
    if which.squad_id is not None:
        mine = select(VolunteerSquad.volunteer_id).where(VolunteerSquad.squad_id == which.squad_id)
        clause = clause & Volunteer.id.in_(mine)
    if which.skill_id is not None:
        can = select(VolunteerSkill.volunteer_id).where(VolunteerSkill.skill_id == which.skill_id)
        clause = clause & Volunteer.id.in_(can)
    return clause


def _kept(row: VolunteerRow, which: VolunteerFilter, today: date) -> bool:
    if which.lacking and not row.missing:
        return False
    return not which.expiring or any(expires_soon(s.valid_until, today) for s in row.skill_rows)


def _read(
    session: Session, today: date, which: ColumnElement[bool], ids: Collection[int] | None
) -> list[VolunteerRow]:
    if ids is not None:
        which = which & Volunteer.id.in_(ids)
    found = session.execute(_VOLUNTEERS.where(which)).all()
    narrow = _only([one.id for one, _, _ in found])
    known = _people(session, [one for one, _, _ in found], today)
    homes = homes_of(session, [one.person_id for one, _, _ in found if one.person_id])
    about = _About(
        today,
        squads_of(session, narrow(VolunteerSquad)),
        skills_of(session, narrow(VolunteerSkill)),
        minutes_of(session, today.replace(month=1, day=1), today, narrow(HoursEntry)),
        last_served(session, narrow(HoursEntry)),
    )
    rows = [
        _row((one, unit, grid), known[one.id], homes.get(one.person_id or 0), about)
        for one, unit, grid in found
    ]
    return sorted(rows, key=lambda row: (row.state == "left", sort_key(row.name), row.id))


_FEW = 200


def _only(ids: list[int]) -> Any:
    """A clause on a table's volunteer_id: these, where it is worth while to say so."""
    if len(ids) > _FEW:
        return lambda table: true()
    return lambda table: table.volunteer_id.in_(ids)


@dataclass(frozen=True, slots=True)
class _About:
    today: date
    squads: Mapping[int, list[tuple[int, str]]]
    skills: Mapping[int, list[SkillRow]]
    minutes: Mapping[int, int]
    last: Mapping[int, date]


def _row(found: tuple[Volunteer, str, str], who: _Known, home: Home | None, about: _About
         ) -> VolunteerRow:  # fmt: skip
    one, unit, grid = found
    squads, skills = about.squads.get(one.id, []), about.skills.get(one.id, [])
    area = one.area or (home.compound if home else "")
    lacks = missing({
        "name": who.name, "sex": who.sex, "born_on": who.born_on, "id_number": who.id_number,
        "area": area, "phone": who.phone, "skills": skills, "category": one.category,
    })  # fmt: skip
    return VolunteerRow(
        id=one.id,
        person_id=one.person_id,
        outsider_id=one.outsider_id,
        number=one.number,
        name=who.name,
        sex=who.sex,
        born_on=who.born_on,
        birth_year=who.born_on.year if who.born_on else None,
        age=years_on(who.born_on, about.today) if who.born_on else None,
        phone_masked=mask_phone(who.phone),
        unit_id=one.unit_id,
        unit_name=unit,
        is_party=who.is_party,
        squads=tuple(name for _, name in squads),
        squad_ids=tuple(squad_id for squad_id, _ in squads),
        skills=tuple(skill.name for skill in skills),
        skill_rows=tuple(skills),
        home_grid_id=one.home_grid_id or (home.grid_id if home else None),
        home_grid=grid or (home.grid_name if home else ""),
        area=area,
        category=one.category,
        state=one.state,
        gone=who.gone,
        gone_on=who.gone_on,
        minutes_this_year=about.minutes.get(one.id, 0),
        last_served_on=about.last.get(one.id),
        missing=lacks,
        warnings=tuple(_warnings(one, who, skills, lacks, about.today)),
        version=one.version,
    )


def _warnings(
    one: Volunteer, who: _Known, skills: list[SkillRow], lacks: tuple[str, ...], today: date
) -> Iterable[str]:
    if who.stands_twice:
        yield "同一人有两份志愿者档案"
    if who.gone:
        since = f"{who.gone_on} " if who.gone_on else ""
        yield f"{since}已{GONE[who.gone]}，不再排班"
    yield from _papers(skills, today)
    if is_minor(who.born_on, today):
        yield from _minors(one, who, today)
    if lacks:
        yield f"缺 {'、'.join(BASICS[field] for field in lacks)}"
    if one.consent_on is None:
        yield "没有记录本人同意"


def _papers(skills: list[SkillRow], today: date) -> Iterable[str]:
    for skill in skills:
        if skill.valid_until is not None and skill.valid_until < today:
            yield f"{skill.name} {skill.valid_until} 已过期"
        elif expires_soon(skill.valid_until, today):
            yield f"{skill.name} {skill.valid_until} 到期"
        elif skill.needs_paper and skill.valid_until is None:
            yield f"{skill.name}没有登记有效期"


def _minors(one: Volunteer, who: _Known, today: date) -> Iterable[str]:
    assert who.born_on is not None
    if years_on(who.born_on, today) < CHILD:
        yield f"不满 {CHILD} 周岁，不能排班"
    elif one.guardian_consent_on is None and not one.accompanied:
        yield "未成年，没有监护人同意或陪同"
    if one.insured_until is None or one.insured_until < today:
        yield "未成年，没有有效的保险"


def _people(session: Session, rows: list[Volunteer], today: date) -> dict[int, _Known]:
    """Volunteer -> who they are, as the register or the outsiders' list says."""
    kept, outside = party_members(session, today)
    people = residents(session, [one.person_id for one in rows if one.person_id])
    numbers = _numbers(session, {person.id for person in people.values()})
    twice = _twice(session)
    others = _outsiders(session, [one.outsider_id for one in rows if one.outsider_id])
    found = {}
    for one in rows:
        if one.person_id is not None:
            who = people[one.person_id]
            mine = {one.person_id, who.id}
            resident = _resident(who, numbers[who.id], mine & kept)
            found[one.id] = replace(resident, stands_twice=bool(mine & twice))
        else:
            known = others[one.outsider_id or 0]
            party = known.is_party or known.id in outside
            found[one.id] = _Known(known.name, known.sex, known.born_on, known.id_number or "",
                                   known.phone, party)  # fmt: skip
    return found


def _twice(session: Session) -> set[int]:
    """Residents who have a record of a volunteer beside that of one merged into them."""
    other = aliased(Volunteer)
    query = (
        select(Person.id, Person.merged_into)
        .join(Volunteer, Volunteer.person_id == Person.id)
        .join(other, other.person_id == Person.merged_into)
        .where(Volunteer.state != "left", other.state != "left")
    )
    return {one or 0 for row in session.execute(query) for one in row}


def _resident(who: Resident, also: tuple[str, str], kept: set[int]) -> _Known:
    number, political = also
    party = political in PARTY_CODES or bool(kept)
    return _Known(who.name, who.sex, who.birth_date, number, who.phone, party, who.gone,
                  who.gone_on if who.gone else None)  # fmt: skip


def _numbers(session: Session, ids: Collection[int]) -> dict[int, tuple[str, str]]:
    found: dict[int, tuple[str, str]] = {}
    query = select(Person.id, func.coalesce(Person.id_number, ""), Person.political_status)
    for some in chunks(sorted(ids)):
        found |= {
            row[0]: (row[1], row[2]) for row in session.execute(query.where(Person.id.in_(some)))
        }
    return found


def _outsiders(session: Session, ids: Collection[int]) -> dict[int, Outsider]:
    found: dict[int, Outsider] = {}
    for some in chunks(sorted(set(ids))):
        for one in session.scalars(select(Outsider).where(Outsider.id.in_(some))):
            found[one.id] = one
    return found
