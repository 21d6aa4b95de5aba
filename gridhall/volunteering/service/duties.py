"""The duties (岗位目录) and what a new hall begins with: its duties and its first template."""

import json
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import changes, record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.clock import parse_clock
from gridhall.core.errors import UserError
from gridhall.core.resources import resource
from gridhall.volunteering.models import DayTemplate, Duty, Skill, Squad
from gridhall.volunteering.rules.drafts import refusal
from gridhall.volunteering.rules.duties import DutyDraft, check_duty
from gridhall.volunteering.rules.plan import PlanDraft, PostDraft, ShiftDraft, as_json
from gridhall.volunteering.service.acts import ServiceActs

_KEPT = (
    "name", "content", "skill_id", "squad_id", "wanted", "minimum", "needs_party", "is_dangerous",
)  # fmt: skip


def save_duty(session: Session, clerk: Clerk, draft: DutyDraft) -> int:
    """Write a duty down or change it; days planned before stay as they are. The act's id."""
    require(clerk, Role.SUPERVISOR, "改岗位目录")
    name, content = check_duty(draft)
    known = session.scalar(select(Duty.id).where(Duty.name == name))
    if known not in (None, draft.id):
        raise refusal("name", f"岗位目录里已经有“{name}”，请换个名称")
    values = {key: getattr(draft, key) for key in _KEPT} | {"name": name, "content": content}
    acts = ServiceActs(session, clerk, "duty", ("duty", draft.id))
    if draft.id is None:
        last = session.scalar(select(func.max(Duty.place))) or 0
        row, before = acts.add(Duty(place=last + 1, **values)), {}
    else:
        row = _duty(session, draft.id, draft.version)
        before = {key: getattr(row, key) for key in _KEPT}
        acts.change(row, **values)
    acts.is_about(row.id)
    said = changes(before, values) if before else {"after": {"name": name}}
    record(session, clerk, "duty.change", ("duty", row.id), said)
    return acts.close(f"{'修改' if before else '添'}岗位“{name}”")


def end_duty(session: Session, clerk: Clerk, duty_id: int, day: date | None) -> int:
    """Offer a duty no more from a day on (停用), or again (`day` None); the act's id."""
    require(clerk, Role.SUPERVISOR, "改岗位目录")
    row = _duty(session, duty_id)
    acts = ServiceActs(session, clerk, "duty", ("duty", duty_id))
    before = row.ended_on
    acts.change(row, ended_on=day)
    said = changes({"ended_on": before}, {"ended_on": day})
    record(session, clerk, "duty.change", ("duty", duty_id), said)
    return acts.close(f"{'停用' if day else '恢复'}岗位“{row.name}”")


def move_duty(session: Session, clerk: Clerk, duty_id: int, by: int) -> int:
    """Move a duty up (-1) or down (1) in the list; the act's id."""
    require(clerk, Role.SUPERVISOR, "改岗位目录")
    query = select(Duty).where(Duty.ended_on.is_(None)).order_by(Duty.place, Duty.id)
    rows = list(session.scalars(query))
    place = next((at for at, row in enumerate(rows) if row.id == duty_id), None)
    if place is None or not 0 <= place + by < len(rows):
        raise UserError("已经到头了")
    rows.insert(place + by, rows.pop(place))
    acts = ServiceActs(session, clerk, "duty", ("duty", duty_id))
    for at, row in enumerate(rows):
        acts.change(row, place=at)
    name = rows[place + by].name
    record(session, clerk, "duty.change", ("duty", duty_id), {"after": {"place": place + by}})
    return acts.close(f"移动岗位“{name}”")


def install_duties(session: Session, clerk: Clerk) -> None:
    """Give a new hall the shipped duties and the template of an ordinary day."""
    if session.scalar(select(func.count()).select_from(Duty)):
        return
    shipped = json.loads(resource("volunteering", "duties.json").read_text("utf-8"))
    for place, one in enumerate(shipped["duties"]):
        session.add(Duty(place=place, **_resolved(session, one)))
    session.flush()
    for one in shipped["templates"]:
        session.add(DayTemplate(name=one["name"], content=as_json(_template(session, one))))
    session.flush()
    said = {"after": {"stored": len(shipped["duties"])}}
    record(session, clerk, "duty.change", ("duty", None), said)


def _template(session: Session, kept: dict[str, Any]) -> PlanDraft:
    """A shipped template: its posts are duties by name, with the shifts they are open in."""
    shifts = tuple(
        ShiftDraft(name, parse_clock(starts), parse_clock(ends))
        for name, starts, ends in kept["shifts"]
    )
    return PlanDraft(shifts, tuple(_post(session, *one) for one in kept["posts"]))


def _post(session: Session, name: str, open_in: list[int]) -> PostDraft:
    duty = session.scalars(select(Duty).where(Duty.name == name)).one()
    cells = dict.fromkeys(open_in, (duty.wanted, duty.minimum))
    return PostDraft(
        duty.name, duty.content, duty.skill_id, duty.squad_id, None, "", duty.needs_party,
        duty.is_dangerous, duty.id, cells,
    )  # fmt: skip


def _resolved(session: Session, kept: dict[str, Any]) -> dict[str, Any]:
    """A shipped duty with this hall's own skill and squad of that name, if it has them."""
    skill, squad = kept.pop("skill", ""), kept.pop("squad", "")
    return kept | {
        "skill_id": session.scalar(select(Skill.id).where(Skill.name == skill)),
        "squad_id": session.scalar(select(Squad.id).where(Squad.name == squad)),
    }


def _duty(session: Session, duty_id: int, version: int | None = None) -> Duty:
    row = session.get(Duty, duty_id)
    if row is None:
        raise UserError("没有这个岗位，可能刚被撤回。请按 F5 看最新内容")
    if version is not None and row.version != version:
        raise UserError(f"“{row.name}”别处刚改过。请按 F5 看最新内容再改；刚填的还在")
    return row
