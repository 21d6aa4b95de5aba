"""Acts on visits: made, found nobody at home, put right; hours of volunteers follow."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.care.labels import deed_words
from gridhall.care.models import CareTarget, CareVisit
from gridhall.care.rules.clock import last_day, next_slot
from gridhall.care.rules.drafts import (
    Seen,
    VisitDraft,
    check_visit,
    check_why,
    day_problems,
    problems_of,
    refusal,
)
from gridhall.care.service.clock import plan_of, planned_for, roll
from gridhall.care.service.guards import any_target, check_visitor
from gridhall.care.service.hours import credit
from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.issues.rules.when import When
from gridhall.issues.service.acts import Done, GovernanceActs, done_again

_SLOTS = ("planned", "missed", "done")


@dataclass(frozen=True, slots=True)
class Absence:
    """Somebody went and found nobody at home (没人应门)."""

    target_id: int
    on: date
    why: str = "敲门没人应"
    volunteer_id: int | None = None
    visitor: str = ""


def record_visit(session: Session, clerk: Clerk, draft: VisitDraft, when: When) -> Done:
    """A visit was made: its slot is done, and the next is planned.

    One of a slot that was missed puts that right; a second one of a slot is kept beside the first.
    """
    again = done_again(session, draft.request_key)
    if again is not None:
        return again
    target = any_target(session, draft.target_id)
    kept = check_visit(draft, Seen(target.since, target.consent_on is not None, when.today))
    _refuse_day(session, target, kept.visited_on)
    check_visitor(session, kept.volunteer_id, None, when.today)
    if target.until is None:
        roll(session, target, when.today, when.calendar)
    about = ("care_target", target.id)
    acts = GovernanceActs(session, clerk, "care_visit", about, kept.request_key)
    row = _write(acts, target, kept, when)
    said = {
        "after": {"visited_on": kept.visited_on, "stars": row.stars, "hours": row.hours_entry_id}
    }
    record(session, clerk, "care.visit", ("care_visit", row.id), said)
    star = f"，{row.stars} 星" if row.stars else ""
    told = f"走访：{deed_words(row.deeds) or '看望'}{star}"
    return acts.on(kept.visited_on).leads_to("done").done(told)


def _write(acts: GovernanceActs, target: CareTarget, kept: VisitDraft, when: When) -> CareVisit:
    """The visit in its slot, the next one, the volunteer's hours."""
    session, clerk = acts.session, acts.clerk
    slot = _slot(session, target, kept.visited_on, when)
    row = _tick(acts, target, slot, {"visited_on": kept.visited_on, **_values(kept, clerk)})
    if slot is not None and target.until is None:
        _plan_after(acts, target, slot.due_on, when)
    seq = credit(session, clerk, row, when.today)
    if seq is not None:
        acts.change(row, hours_entry_id=seq)
    return row


def note_absence(session: Session, clerk: Clerk, told: Absence, when: When) -> Done:
    """Nobody opened: it is kept, and the visit stays due."""
    target = any_target(session, told.target_id)
    why = check_why(told.why, "敲门没人应，邻居说去女儿家了")
    problems_of(day_problems(told.on, Seen(target.since, True, when.today)))
    _refuse_day(session, target, told.on)
    check_visitor(session, told.volunteer_id, None, when.today)
    if target.until is not None:
        raise UserError(f"这位对象 {target.until} 起不再走访（{target.why}），不用登记没人应门")
    roll(session, target, when.today, when.calendar)
    slot = _slot(session, target, told.on, when)
    acts = GovernanceActs(session, clerk, "care_visit", ("care_target", target.id))
    row = acts.add(
        CareVisit(
            target_id=target.id, due_on=slot.due_on if slot else told.on, state="absent",
            visited_on=told.on, volunteer_id=told.volunteer_id, visitor=told.visitor.strip()[:60],
            why=why, clerk_name=clerk.name,
        )
    )  # fmt: skip
    said = {"after": {"absent_on": told.on}}
    record(session, clerk, "care.visit", ("care_visit", row.id), said)
    return acts.on(told.on).done("去了没人应门，还要再去")


def change_visit(
    session: Session, clerk: Clerk, visit_id: int, draft: VisitDraft, version: int
) -> Done:
    """What was done, the stars, the note; another day or visitor is a new visit."""
    row = session.get(CareVisit, visit_id)
    if row is None or row.state != "done" or row.visited_on is None:
        raise UserError("没有这次走访，可能刚被撤回。请按 F5 看最新内容")
    if row.version != version:
        raise UserError(f"这次走访别处刚改过（{row.clerk_name}）。请按 F5 看最新内容再改")
    if draft.visited_on != row.visited_on:
        raise refusal("visited_on", "走访的日子不能改。请撤回这次走访，按真实的日子重新登记")
    target = any_target(session, row.target_id)
    seen = Seen(target.since, target.consent_on is not None, row.visited_on)
    kept = check_visit(draft, seen)
    acts = GovernanceActs(session, clerk, "care_visit", ("care_target", target.id))
    values = {"deeds": ",".join(kept.deeds), "stars": kept.stars, "note": kept.note}
    acts.change(row, clerk_name=clerk.name, **values)
    said = {"after": {"stars": kept.stars, "deeds": values["deeds"]}}
    record(session, clerk, "care.visit", ("care_visit", row.id), said)
    return acts.on(row.visited_on).done(f"修改 {row.visited_on} 的走访")


def explain_missed(session: Session, clerk: Clerk, visit_id: int, why: str, when: When) -> Done:
    """Why a visit was missed (漏访原因); it stays missed."""
    row = session.get(CareVisit, visit_id)
    if row is None or row.state != "missed":
        raise UserError("这一次没有漏访，不用写原因。请按 F5 看最新内容")
    said = check_why(why, "志愿者请假，没有安排替换")
    acts = GovernanceActs(session, clerk, "care_visit", ("care_target", row.target_id))
    acts.change(row, why=said, clerk_name=clerk.name)
    told = {"after": {"why": said}}
    record(session, clerk, "care.visit", ("care_visit", row.id), told)
    return acts.on(when.on).done(f"{row.due_on} 漏访的原因：{said}")


def _slot(session: Session, target: CareTarget, day: date, when: When) -> CareVisit | None:
    """The slot a day falls in: the first whose last day it is not past; None: ended before it."""
    mine = (CareVisit.target_id == target.id, CareVisit.state.in_(_SLOTS))
    rows = session.scalars(select(CareVisit).where(*mine).order_by(CareVisit.due_on, CareVisit.id))
    plan = plan_of(target)
    for row in rows:
        if row.due_on >= day or last_day(plan, when.calendar, row.due_on) >= day:
            return row
    return None


def _tick(
    acts: GovernanceActs, target: CareTarget, slot: CareVisit | None, values: dict[str, Any]
) -> CareVisit:
    """The slot's own row if it is still open, else one beside it."""
    if slot is not None and slot.state != "done":
        acts.change(slot, state="done", why="", **values)
        return slot
    due_on = slot.due_on if slot is not None else values["visited_on"]
    return acts.add(CareVisit(target_id=target.id, due_on=due_on, state="done", **values))


def _plan_after(acts: GovernanceActs, target: CareTarget, due_on: date, when: When) -> None:
    """The next visit, unless a missed slot was put right and it is planned already."""
    mine = (CareVisit.target_id == target.id, CareVisit.state == "planned")
    if acts.session.scalar(select(CareVisit.id).where(*mine)) is None:
        acts.add(planned_for(target, next_slot(plan_of(target), when.calendar, due_on)))


def _values(kept: VisitDraft, clerk: Clerk) -> dict[str, Any]:
    return {
        "starts": kept.starts,
        "minutes": kept.minutes,
        "volunteer_id": kept.volunteer_id,
        "visitor": kept.visitor,
        "deeds": ",".join(kept.deeds),
        "stars": kept.stars,
        "note": kept.note,
        "clerk_name": clerk.name,
    }


def _refuse_day(session: Session, target: CareTarget, day: date) -> None:
    """One visit a day; and none after the last day of somebody visited no more."""
    if target.until is not None and day > target.until:
        raise refusal(
            "visited_on",
            f"这位对象 {target.until} 起不再走访（{target.why}），走访日期不能更晚，请核对",
        )
    mine = (CareVisit.target_id == target.id, CareVisit.visited_on == day)
    known = session.scalar(select(CareVisit).where(*mine, CareVisit.state == "done"))
    if known is not None:
        what = deed_words(known.deeds) or known.note[:10]
        said = (
            f"{day} 已经登记过走访（{what}），一天只记一次；要补内容，在“走访记录”里选中按 Ctrl+E"
        )
        raise refusal("visited_on", said)
