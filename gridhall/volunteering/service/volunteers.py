"""Volunteers registered, changed, paused, leaving and coming back."""

from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import changes, record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.organisation.models import Outsider, PartnerUnit
from gridhall.organisation.queries.people import residents
from gridhall.places.models import Grid
from gridhall.registry.models import Person
from gridhall.volunteering.labels import STATES
from gridhall.volunteering.models import Skill, Squad, Volunteer, VolunteerSkill, VolunteerSquad
from gridhall.volunteering.rules.checking import check_volunteer
from gridhall.volunteering.rules.drafts import refusal
from gridhall.volunteering.rules.volunteers import VolunteerDraft
from gridhall.volunteering.service.acts import ServiceActs, done_before

KEPT = (
    "unit_id", "number", "area", "category", "home_grid_id", "joined_on", "consent_on",
    "consent_how", "max_per_month", "guardian_name", "guardian_phone", "guardian_consent_on",
    "accompanied", "insured_until", "note",
)  # fmt: skip
OWN = ("name", "sex", "born_on", "id_number", "phone", "is_party", "unit_id")


class Done(NamedTuple):
    """What an act made: its own id (to take it back), the volunteer's, what to tell the clerk."""

    action_id: int
    row_id: int
    told: tuple[str, ...] = ()


def register(
    session: Session, clerk: Clerk, draft: VolunteerDraft, today: date, request_key: str = ""
) -> int:
    """Register a volunteer (登记志愿者); the same request again gives the same one."""
    return register_as_act(session, clerk, draft, today, request_key).row_id


def register_as_act(
    session: Session, clerk: Clerk, draft: VolunteerDraft, today: date, request_key: str = ""
) -> Done:
    """As `register`, with the act's id to take it back by."""
    require(clerk, Role.COUNTER, "登记志愿者")
    known = done_before(session, request_key)
    if known is not None and known.subject_id is not None:
        return Done(known.id, known.subject_id)
    kept = _checked(session, draft, today)
    acts = ServiceActs(session, clerk, "volunteer_add", ("volunteer", None), request_key)
    row = add_volunteer(acts, kept, today)
    name = name_of(session, row)
    said = {"name": name, "number": row.number, "unit": unit_name(session, row.unit_id)}
    record(session, clerk, "volunteer.register", ("volunteer", row.id), {"after": said})
    return Done(acts.close(f"{name}登记为志愿者"), row.id)


def add_volunteer(acts: ServiceActs, kept: VolunteerDraft, today: date) -> Volunteer:
    """A checked draft's rows: the outsider if need be, the volunteer, skills and squads."""
    session = acts.session
    who = _who(acts, kept)
    values = {name: getattr(kept, name) for name in KEPT}
    values["joined_on"] = kept.joined_on or today
    row: Volunteer = acts.add(Volunteer(state="active", **who, **values))
    if not row.number:
        acts.change(row, number=f"ZY{row.id:05}")
    acts.is_about(row.id)
    for skill_id in dict.fromkeys(kept.skills):
        _there(session, Skill, skill_id, "skills", "没有这项技能，请从列表里选")
        acts.add(VolunteerSkill(volunteer_id=row.id, skill_id=skill_id))
    for squad_id in dict.fromkeys(kept.squads):
        _there(session, Squad, squad_id, "squads", "没有这个小分队，请从列表里选")
        acts.add(VolunteerSquad(volunteer_id=row.id, squad_id=squad_id))
    return row


def change(
    session: Session, clerk: Clerk, volunteer_id: int, draft: VolunteerDraft, today: date
) -> Done:
    """Change what is kept of a volunteer; of a resident the register keeps name and number."""
    require(clerk, Role.COUNTER, "修改志愿者")
    row = get(session, volunteer_id)
    name = name_of(session, row)
    refuse_stale(row, draft.version, name)
    kept = _checked(session, replace(draft, person_id=row.person_id, outsider_id=row.outsider_id),
                    today)  # fmt: skip
    acts = ServiceActs(session, clerk, "volunteer_change", ("volunteer", row.id))
    before = {one: getattr(row, one) for one in KEPT}
    after = {one: getattr(kept, one) for one in KEPT} | {"number": kept.number or row.number}
    acts.change(row, **after)
    if row.outsider_id is not None:
        known = session.get_one(Outsider, row.outsider_id)
        own = {one: getattr(kept, one) for one in OWN} | {"id_number": kept.id_number or None}
        before |= {one: getattr(known, one) for one in OWN}
        acts.change(known, **own)
        after |= own
    record(session, clerk, "volunteer.change", ("volunteer", row.id), changes(before, after))
    return Done(acts.close(f"修改{name}的资料"), row.id)


def pause(session: Session, clerk: Clerk, volunteer_id: int, why: str = "") -> Done:
    """Somebody serves no more for a while (暂停): the roster leaves them out."""
    return _set_state(session, clerk, volunteer_id, ("volunteer_pause", "paused", None, why))


def leave(session: Session, clerk: Clerk, volunteer_id: int, day: date, why: str = "") -> Done:
    """Somebody leaves the team for good (退出); hours and certificates stay."""
    return _set_state(session, clerk, volunteer_id, ("volunteer_leave", "left", day, why))


def come_back(session: Session, clerk: Clerk, volunteer_id: int) -> Done:
    """Somebody paused or gone serves again (恢复服务)."""
    return _set_state(session, clerk, volunteer_id, ("volunteer_return", "active", None, ""))


def _set_state(
    session: Session, clerk: Clerk, volunteer_id: int, what: tuple[str, str, date | None, str]
) -> Done:
    kind, state, left_on, why = what
    require(clerk, Role.COUNTER, "改志愿者的状态")
    row = get(session, volunteer_id)
    name = name_of(session, row)
    if row.state == state:
        raise UserError(f"{name}已经是“{STATES[state]}”，不用再改")
    if left_on is not None and row.joined_on is not None and left_on < row.joined_on:
        raise refusal("left_on", f"退出日期早于注册日期（{row.joined_on}），请改日期")
    before = {"state": STATES[row.state]}
    acts = ServiceActs(session, clerk, kind, ("volunteer", row.id))
    acts.change(row, state=state, left_on=left_on)
    after = {"state": STATES[state]} | ({"reason": why.strip()} if why.strip() else {})
    record(session, clerk, "volunteer.state", ("volunteer", row.id),
           {"before": before, "after": after})  # fmt: skip
    reason = f"（{why.strip()}）" if why.strip() else ""
    return Done(acts.close(f"{name}：{STATES[state]}{reason}"), row.id)


def get(session: Session, volunteer_id: int) -> Volunteer:
    """The volunteer, or a sentence."""
    row = session.get(Volunteer, volunteer_id)
    if row is None:
        raise UserError("没有这位志愿者，可能刚被撤回。请按 F5 看最新内容")
    return row


def name_of(session: Session, row: Volunteer) -> str:
    """What the volunteer is called: as the register or the outsiders' list has it."""
    if row.person_id is not None:
        return residents(session, [row.person_id])[row.person_id].name
    return session.get_one(Outsider, row.outsider_id).name


def unit_name(session: Session, unit_id: int | None) -> str:
    """The unit's name; "" of none."""
    return session.get_one(PartnerUnit, unit_id).name if unit_id is not None else ""


def refuse_stale(row: Volunteer, version: int, name: str) -> None:
    """A draft made from an older row would undo what somebody else has written."""
    if version and row.version != version:
        raise UserError(f"{name}的资料别处刚改过。请按 F5 看最新内容再改；刚填的还在")


def _checked(session: Session, draft: VolunteerDraft, today: date) -> VolunteerDraft:
    kept = check_volunteer(draft, today)
    _there(session, PartnerUnit, kept.unit_id, "unit_id", "没有这个单位，请从列表里选")
    _there(session, Grid, kept.home_grid_id, "home_grid_id", "没有这个网格，请从列表里选")
    if kept.person_id is None and kept.id_number:
        _refuse_number(session, kept)
    return kept


def _refuse_number(session: Session, kept: VolunteerDraft) -> None:
    """Who is in the register is registered from there; a number is one outsider's."""
    same = select(Person.name).where(Person.id_number == kept.id_number)
    known = session.scalar(same)
    if known is not None:
        raise refusal("id_number", f"这个证件号是居民{known}的，请从居民里选，不要当外来人员登记")
    other = select(Outsider.name).where(Outsider.id_number == kept.id_number)
    if kept.outsider_id is not None:
        other = other.where(Outsider.id != kept.outsider_id)
        name = session.scalar(other)
        if name is not None:
            raise refusal("id_number", f"这个证件号已经是{name}的，请再核对原件")


def _there(session: Session, table: Any, row_id: int | None, field: str, sentence: str) -> None:
    if row_id is not None and session.get(table, row_id) is None:
        raise refusal(field, sentence)


def _who(acts: ServiceActs, kept: VolunteerDraft) -> dict[str, int]:
    """The resident, the known outsider or a new one; refuses who is a volunteer already."""
    session = acts.session
    if kept.person_id is not None:
        who = {"person_id": _resident(session, kept.person_id)}
    else:
        who = {"outsider_id": _outsider(acts, kept)}
    mine = select(Volunteer).filter_by(**who)
    known = session.scalar(mine)
    if known is not None:
        told = "" if known.state == "active" else f"（{STATES[known.state]}，可以恢复服务）"
        raise refusal("who", f"{name_of(session, known)}已经是志愿者{told}，请打开原来的卡")
    return who


def _resident(session: Session, person_id: int) -> int:
    found = residents(session, [person_id]).get(person_id)
    if found is None:
        raise refusal("who", "没有这位居民，请重新选")
    if found.gone:
        raise refusal("who", f"{found.name}已经去世、迁出或登记作废，不能登记为志愿者")
    return found.id


def _outsider(acts: ServiceActs, kept: VolunteerDraft) -> int:
    """A known one by id, by ID number, or by the same name with the same phone; or a new one."""
    session = acts.session
    if kept.outsider_id is not None:
        if session.get(Outsider, kept.outsider_id) is None:
            raise refusal("who", "没有这位外部人员，可能刚被撤回。请按 F5 看最新内容")
        return kept.outsider_id
    known = known_outsider(session, kept)
    if known is not None:
        return known.id
    own = {one: getattr(kept, one) for one in OWN} | {"id_number": kept.id_number or None}
    row: Outsider = acts.add(Outsider(**own))
    return row.id


def known_outsider(session: Session, kept: VolunteerDraft) -> Outsider | None:
    """Who of the outsiders is meant by a draft."""
    if kept.id_number:
        by_number = select(Outsider).where(Outsider.id_number == kept.id_number)
        found = session.scalars(by_number.order_by(Outsider.id)).first()
        if found is not None:
            return found
    if not kept.phone:
        return None
    same = select(Outsider).where(Outsider.name == kept.name, Outsider.phone == kept.phone)
    for one in session.scalars(same.order_by(Outsider.id)):
        if not (kept.id_number and one.id_number):
            return one
    return None
