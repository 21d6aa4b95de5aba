"""The hall's lists of squads and skills, each with how many volunteers."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.volunteering.models import Skill, Squad, VolunteerSkill, VolunteerSquad


@dataclass(frozen=True, slots=True)
class ListRow:
    """A squad or a skill of the hall's list."""

    id: int
    name: str
    needs_paper: bool
    people: int
    ended_on: date | None
    version: int


def squads(session: Session, ended: bool = False) -> list[ListRow]:
    """The squads in their order; with `ended` those out of use too."""
    people = (
        select(func.count())
        .where(VolunteerSquad.squad_id == Squad.id)
        .correlate(Squad)
        .scalar_subquery()
    )
    query = select(Squad.id, Squad.name, people, Squad.ended_on, Squad.version)
    rows = session.execute(query.order_by(Squad.place, Squad.id))
    found = [ListRow(row[0], row[1], False, row[2], row[3], row[4]) for row in rows]
    return [row for row in found if ended or row.ended_on is None]


def skills(session: Session, ended: bool = False) -> list[ListRow]:
    """The skills in their order; with `ended` those out of use too."""
    people = (
        select(func.count())
        .where(VolunteerSkill.skill_id == Skill.id)
        .correlate(Skill)
        .scalar_subquery()
    )
    query = select(Skill.id, Skill.name, Skill.needs_paper, people, Skill.ended_on, Skill.version)
    rows = session.execute(query.order_by(Skill.place, Skill.id))
    found = [ListRow(*row) for row in rows]
    return [row for row in found if ended or row.ended_on is None]
