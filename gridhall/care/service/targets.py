"""Acts on people who are visited: taken on, changed, put off, ended."""

from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.care.labels import CATEGORIES, RHYTHMS
from gridhall.care.models import CareTarget, CareVisit
from gridhall.care.rules.clock import first_due
from gridhall.care.rules.drafts import FAR, TargetDraft, check_target, check_why, refusal
from gridhall.care.service.clock import plan_of, planned_for, roll
from gridhall.care.service.guards import (
    check_visitor,
    known_person,
    planned_visit,
    standing_target,
)
from gridhall.clerks.service import changes, record
from gridhall.core.clerk import Clerk
from gridhall.issues.rules.when import When
from gridhall.issues.service.acts import Done, GovernanceActs, done_again

_KEPT = (
    "category", "rhythm", "volunteer_id", "unit_id", "visitor", "since", "consent_on", "note",
)  # fmt: skip
_SILENT = frozenset({"note", "visitor"})  # may say of somebody what the trail need not


def save_target(session: Session, clerk: Clerk, draft: TargetDraft, when: When) -> Done:
    """Take somebody on, or change how they are visited (`draft.target_id`)."""
    again = done_again(session, draft.request_key)
    if again is not None:
        return again
    kept = check_target(draft, when.today)
    check_visitor(session, kept.volunteer_id, kept.unit_id, when.today)
    if kept.target_id is None:
        return _add(session, clerk, kept, when)
    return _change(session, clerk, kept, when)


def _add(session: Session, clerk: Clerk, kept: TargetDraft, when: When) -> Done:
    assert kept.person_id is not None
    person = known_person(session, kept.person_id)
    mine = (CareTarget.person_id == person.id, CareTarget.until.is_(None))
    if session.scalar(select(CareTarget.id).where(*mine)) is not None:
        raise refusal("person_id", f"{person.name}已经是关爱对象，要改请选中后按 Ctrl+E")
    acts = GovernanceActs(session, clerk, "care_target", ("care_target", None), kept.request_key)
    row = acts.add(CareTarget(person_id=person.id, clerk_name=clerk.name, **_values(kept)))
    acts.is_about(row.id)
    acts.add(planned_for(row, first_due(plan_of(row), when.calendar, when.today)))
    record(session, clerk, "care.target", ("care_target", row.id), {"after": _said(row)})
    return acts.on(when.on).done(f"登记{CATEGORIES[row.category]}，{RHYTHMS[row.rhythm]}走访")


def _change(session: Session, clerk: Clerk, kept: TargetDraft, when: When) -> Done:
    row = standing_target(session, kept.target_id or 0, kept.version)
    roll(session, row, when.today, when.calendar)
    _refuse_later_begin(session, row, kept)
    before, moved = _said(row), (kept.since, kept.rhythm) != (row.since, row.rhythm)
    acts = GovernanceActs(session, clerk, "care_target", ("care_target", row.id), kept.request_key)
    acts.change(row, clerk_name=clerk.name, **_values(kept))
    if moved:
        due_on = first_due(plan_of(row), when.calendar, when.today)
        acts.change(planned_visit(session, row), due_on=due_on, why="")
    said = changes(before, _said(row))
    record(session, clerk, "care.target", ("care_target", row.id), said)
    told = f"，改为{RHYTHMS[row.rhythm]}走访" if moved else ""
    return acts.on(when.on).done(f"修改关爱对象{told}")


def _refuse_later_begin(session: Session, row: CareTarget, kept: TargetDraft) -> None:
    """Visits are not before the first one."""
    visited = (CareVisit.target_id == row.id, CareVisit.visited_on.is_not(None))
    first = session.scalar(select(func.min(CareVisit.visited_on)).where(*visited))
    if first is not None and kept.since is not None and kept.since > first:
        raise refusal("since", f"{first} 已经走访过，“从哪天起”不能比它晚，请核对")


def postpone(
    session: Session, clerk: Clerk, target_id: int, put_off: tuple[date, str], when: When
) -> Done:
    """Another day for the next visit, with the reason; those after it keep their days."""
    row, (due_on, why) = standing_target(session, target_id), put_off
    roll(session, row, when.today, when.calendar)
    said = check_why(why, "住院，出院后再去")
    if due_on < when.today:
        raise refusal("due_on", f"不能改到今天（{when.today}）以前，请写以后的日子")
    if due_on > when.today + FAR:
        raise refusal("due_on", "最多改到半年以后；更久请停止走访，回来再登记")
    visit = planned_visit(session, row)
    was = visit.due_on
    if due_on == was:
        raise refusal("due_on", f"本来就排在 {was}，不用改")
    acts = GovernanceActs(session, clerk, "care_visit", ("care_target", row.id))
    acts.change(visit, due_on=due_on, why=said)
    told: dict[str, dict[str, Any]] = {
        "before": {"due_on": was},
        "after": {"due_on": due_on, "why": said},
    }
    record(session, clerk, "care.visit", ("care_visit", visit.id), told)
    return acts.on(when.on).done(f"{was} 的走访改到 {due_on}：{said}")


def end_target(session: Session, clerk: Clerk, target_id: int, why: str, when: When) -> Done:
    """Nobody goes there any more, with the reason; what was missed stays in the record."""
    row = standing_target(session, target_id)
    said = check_why(why, "家人接走照料")
    roll(session, row, when.today, when.calendar)
    _refuse_early_end(session, row, when.on)
    acts = GovernanceActs(session, clerk, "care_target", ("care_target", row.id))
    acts.change(row, until=when.on, why=said, clerk_name=clerk.name)
    acts.change(planned_visit(session, row), state="cancelled", why=said)
    told = {"after": {"until": when.on, "why": said}}
    record(session, clerk, "care.target", ("care_target", row.id), told)
    return acts.on(when.on).done(f"停止走访：{said}")


def _refuse_early_end(session: Session, row: CareTarget, day: date) -> None:
    """Visits do not end before one that was made."""
    visited = (CareVisit.target_id == row.id, CareVisit.state == "done")
    last = session.scalar(select(func.max(CareVisit.visited_on)).where(*visited))
    if last is not None and day < last:
        raise refusal("until", f"{last} 还走访过，不能更早就停，请核对日期")


def _values(kept: TargetDraft) -> dict[str, Any]:
    return {name: getattr(kept, name) for name in _KEPT} | {"needs": ",".join(kept.needs)}


def _said(row: CareTarget) -> dict[str, Any]:
    names = [name for name in _KEPT if name not in _SILENT]
    return {name: getattr(row, name) for name in (*names, "needs")}
