"""Make volunteers for any test of the service days: a plain function on a session."""

from datetime import date
from itertools import count
from typing import Any

from sqlalchemy.orm import Session

from gridhall.organisation.models import Outsider
from gridhall.volunteering.models import (
    Skill,
    Squad,
    Volunteer,
    VolunteerSkill,
    VolunteerSquad,
)
from gridhall.volunteering.service.index import index_volunteers
from tests.factories import id_number

_serials = count(1)
_OWN = ("sex", "born_on", "id_number", "phone", "is_party", "workplace")


def volunteer(session: Session, name: str = "王志愿", **what: Any) -> int:
    """A volunteer's id: the resident `person_id`, or an outsider with sex, born_on, phone ...

    `skills` are names, or {name: last day}; `squads` are names; the rest are the volunteer's own
    columns (unit_id, home_grid_id, max_per_month, state ...).
    """
    skills, squads = what.pop("skills", ()), what.pop("squads", ())
    own = {key: what.pop(key) for key in _OWN if key in what}
    if "person_id" not in what:
        what["outsider_id"] = _outsider(session, name, what.get("unit_id"), own)
    facts: dict[str, Any] = {"joined_on": date(2025, 1, 1), "consent_on": date(2025, 1, 1)}
    row = Volunteer(**(facts | what))
    session.add(row)
    session.flush()
    row.number = row.number or f"ZY{row.id:05}"
    dated = skills if isinstance(skills, dict) else dict.fromkeys(skills)
    for skill, valid_until in dated.items():
        kept = {"volunteer_id": row.id, "skill_id": skill_id(session, skill)}
        session.add(VolunteerSkill(valid_until=valid_until, **kept))
    for squad in squads:
        session.add(VolunteerSquad(volunteer_id=row.id, squad_id=squad_id(session, squad)))
    session.flush()
    index_volunteers(session, [row.id])
    return row.id


def skill_id(session: Session, name: str, needs_paper: bool = False) -> int:
    """A skill of this name; asked for again, the same one."""
    row = session.query(Skill).filter_by(name=name).one_or_none()
    if row is None:
        row = Skill(name=name, needs_paper=needs_paper)
        session.add(row)
        session.flush()
    return row.id


def squad_id(session: Session, name: str) -> int:
    """A squad of this name; asked for again, the same one."""
    row = session.query(Squad).filter_by(name=name).one_or_none()
    if row is None:
        row = Squad(name=name)
        session.add(row)
        session.flush()
    return row.id


def _outsider(session: Session, name: str, unit_id: int | None, own: dict[str, Any]) -> int:
    serial = next(_serials)
    born, sex = own.get("born_on", date(1980, 5, 1)), own.get("sex", "1")
    area = f"{370601 + serial // 499}"  # one has 499 numbers of a day and sex
    number = id_number(born, sex, serial % 499, area) if born else None
    facts = {"sex": sex, "born_on": born, "phone": f"138{serial:08}", "id_number": number}
    row = Outsider(name=name, unit_id=unit_id, **(facts | own))
    session.add(row)
    session.flush()
    return row.id
