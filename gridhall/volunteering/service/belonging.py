"""A volunteer's skills and squads written down whole: what is not in the new list is taken out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.text import clean
from gridhall.volunteering.models import Skill, Squad, Volunteer, VolunteerSkill, VolunteerSquad
from gridhall.volunteering.rules.drafts import refusal
from gridhall.volunteering.service.acts import ServiceActs
from gridhall.volunteering.service.index import index_volunteers
from gridhall.volunteering.service.volunteers import Done, get, name_of

_PAPER = 60


@dataclass(frozen=True, slots=True)
class SkillDraft:
    """A skill somebody has, with the number of its paper and its last day."""

    skill_id: int
    paper: str = ""
    valid_until: date | None = None


def set_skills(
    session: Session, clerk: Clerk, volunteer_id: int, skills: Sequence[SkillDraft]
) -> Done:
    """What a volunteer can (专业技能), and until when the papers hold."""
    require(clerk, Role.COUNTER, "改专业技能")
    row = get(session, volunteer_id)
    wanted = {one.skill_id: one for one in skills}
    names = _names(session, Skill, wanted, "skills")
    acts = ServiceActs(session, clerk, "volunteer_skills", ("volunteer", row.id))
    before = _skills_in_words(session, row)
    write_skills(acts, row, wanted.values())
    after = _skills_in_words(session, row)
    said = {"before": {"skills": before}, "after": {"skills": after}}
    record(session, clerk, "volunteer.skills", ("volunteer", row.id), said)
    told = "、".join(names[one] for one in wanted) or "没有"
    return Done(acts.close(f"{name_of(session, row)}的技能：{told}"), row.id)


def write_skills(acts: ServiceActs, row: Volunteer, skills: Iterable[SkillDraft]) -> None:
    """Bring the rows of somebody's skills to what was drafted."""
    wanted = {one.skill_id: one for one in skills}
    mine = select(VolunteerSkill).where(VolunteerSkill.volunteer_id == row.id)
    known = {one.skill_id: one for one in acts.session.scalars(mine)}
    for skill_id, held in known.items():
        if skill_id not in wanted:
            acts.remove(held)
    for skill_id, one in wanted.items():
        values = {"paper": clean(one.paper)[:_PAPER], "valid_until": one.valid_until}
        if skill_id in known:
            acts.change(known[skill_id], **values)
        else:
            acts.add(VolunteerSkill(volunteer_id=row.id, skill_id=skill_id, **values))


def set_squads(session: Session, clerk: Clerk, volunteer_id: int, squad_ids: Iterable[int]) -> Done:
    """Which squads (小分队) a volunteer belongs to."""
    require(clerk, Role.COUNTER, "改小分队")
    row = get(session, volunteer_id)
    wanted = dict.fromkeys(squad_ids)
    names = _names(session, Squad, wanted, "squads")
    acts = ServiceActs(session, clerk, "volunteer_squads", ("volunteer", row.id))
    before = write_squads(acts, row, wanted)
    told = "、".join(names[one] for one in wanted) or "没有"
    said = {"before": {"squads": "、".join(before)}, "after": {"squads": told}}
    record(session, clerk, "volunteer.squads", ("volunteer", row.id), said)
    action = acts.close(f"{name_of(session, row)}的小分队：{told}")
    index_volunteers(session, [row.id])
    return Done(action, row.id)


def write_squads(acts: ServiceActs, row: Volunteer, squad_ids: Iterable[int]) -> list[str]:
    """Bring the rows of somebody's squads to what was drafted; the squads before, by name."""
    wanted = dict.fromkeys(squad_ids)
    mine = (
        select(VolunteerSquad, Squad.name)
        .join(Squad, Squad.id == VolunteerSquad.squad_id)
        .where(VolunteerSquad.volunteer_id == row.id)
    )
    known = acts.session.execute(mine).all()
    for held, _ in known:
        if held.squad_id not in wanted:
            acts.remove(held)
    there = {held.squad_id for held, _ in known}
    for squad_id in wanted:
        if squad_id not in there:
            acts.add(VolunteerSquad(volunteer_id=row.id, squad_id=squad_id))
    return [name for _, name in known]


def _names(session: Session, table: Any, ids: Iterable[int], field: str) -> dict[int, str]:
    """Their names; refused if one is not in the hall's list."""
    found = {}
    for one in ids:
        row = session.get(table, one)
        if row is None:
            what = "这项技能" if table is Skill else "这个小分队"
            raise refusal(field, f"名单里没有{what}，请重新选")
        found[one] = row.name
    return found


def _skills_in_words(session: Session, row: Volunteer) -> str:
    query = (
        select(Skill.name, VolunteerSkill.valid_until)
        .join(VolunteerSkill, VolunteerSkill.skill_id == Skill.id)
        .where(VolunteerSkill.volunteer_id == row.id)
        .order_by(Skill.place, Skill.id)
    )
    rows = session.execute(query)
    return "、".join(f"{name}（至 {until}）" if until else name for name, until in rows)
