"""Acts on the plan of a day: set, copied, taken from a template; posts added from elsewhere."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.core.text import clean
from gridhall.volunteering.models import Assignment, DayTemplate, Post, ServiceDay
from gridhall.volunteering.queries.board import CONFIRMED, board
from gridhall.volunteering.queries.days import stored_day
from gridhall.volunteering.queries.plan import plan, stored_template, template, templates
from gridhall.volunteering.queries.rota import problem
from gridhall.volunteering.rules.plan import (
    PlanDraft,
    PostDraft,
    ShiftDraft,
    as_json,
    check_plan,
    unnumbered,
)
from gridhall.volunteering.rules.rota.roster import admitted
from gridhall.volunteering.service.acts import ServiceActs
from gridhall.volunteering.service.planning import PlanWriter


@dataclass(frozen=True, slots=True)
class Copied:
    """What was copied from an earlier day; people who may not stand there are named with why."""

    posts: int
    people: int
    refused: tuple[str, ...] = ()


def set_plan(
    session: Session, clerk: Clerk, day_id: int, draft: PlanDraft, *, drop_people: bool = False
) -> int:
    """Make a day's shifts and posts those of the draft; the act's id.

    People stay in the cells that stay. A cell with people is dropped only with `drop_people`, one
    where somebody has signed in never.
    """
    day = _open(session, day_id)
    acts = ServiceActs(session, clerk, "plan", ("service_day", day_id))
    _write(acts, day, check_plan(draft), drop_people=drop_people)
    return acts.close(f"{_said(day)}：{len(draft.posts)} 个岗位、{len(draft.shifts)} 个班次")


def from_template(
    session: Session, clerk: Clerk, day_id: int, template_id: int, *, drop_people: bool = False
) -> int:
    """Begin a day with a template's shifts and posts; the act's id."""
    draft = template(session, template_id)
    return set_plan(session, clerk, day_id, draft, drop_people=drop_people)


def copy_plan(
    session: Session, clerk: Clerk, from_id: int, to_id: int, *, with_people: bool = False
) -> Copied:
    """Give a day the shifts and posts of another; with its people, those who may stand there."""
    draft = unnumbered(plan(session, from_id))
    if not draft.posts:
        raise UserError("那一天还没有岗位，请选另一天")
    set_plan(session, clerk, to_id, draft)
    if not with_people:
        return Copied(len(draft.posts), 0)
    brought = _bring_people(session, clerk, from_id, to_id)
    return replace(brought, posts=len(draft.posts))


def add_post(session: Session, clerk: Clerk, day_id: int, post: PostDraft) -> int:
    """Add one post to a day's plan; its id. A taken name gets a number behind it.

    A day without shifts gets those of the first template; a post that names no shift is open in
    the first, for one.
    """
    day = _open(session, day_id)
    known = plan(session, day_id)
    shifts = known.shifts or _usual_shifts(session)
    name = _free_name(post.name, {one.name for one in known.posts})
    new = replace(post, name=name, cells=post.cells or {0: (1, 1)}, id=None)
    acts = ServiceActs(session, clerk, "plan", ("service_day", day_id))
    _write(acts, day, check_plan(PlanDraft(shifts, (*known.posts, new))))
    acts.close(f"{_said(day)}：加岗位“{name}”")
    return session.scalars(
        select(Post.id).where(Post.day_id == day_id).order_by(Post.id.desc()).limit(1)
    ).one()


def save_template(
    session: Session, clerk: Clerk, name: str, draft: PlanDraft, template_id: int | None = None
) -> int:
    """Keep a plan as a template, over an earlier one if `template_id` says so; its id."""
    require(clerk, Role.SUPERVISOR, "存模板")
    kept, content = _template_name(session, name, template_id), as_json(check_plan(draft))
    if not draft.posts or not draft.shifts:
        raise UserError("模板至少要有一个班次和一个岗位")
    acts = ServiceActs(session, clerk, "template", ("day_template", template_id))
    if template_id is None:
        row = acts.add(DayTemplate(name=kept, content=content))
    else:
        row = acts.change(stored_template(session, template_id), name=kept, content=content)
    acts.is_about(row.id)
    said = {"after": {"name": kept} | _counted(draft)}
    record(session, clerk, "plan.template", ("day_template", row.id), said)
    acts.close(f"存模板“{kept}”")
    return row.id


def remove_template(session: Session, clerk: Clerk, template_id: int) -> int:
    """Delete a template; days made from it stay as they are. The act's id."""
    require(clerk, Role.SUPERVISOR, "删模板")
    row = stored_template(session, template_id)
    acts = ServiceActs(session, clerk, "template", ("day_template", template_id))
    acts.remove(row)
    said = {"before": {"name": row.name}}
    record(session, clerk, "plan.template", ("day_template", template_id), said)
    return acts.close(f"删模板“{row.name}”")


def _template_name(session: Session, name: str, template_id: int | None) -> str:
    kept = clean(name)
    if not 1 <= len(kept) <= 40:
        raise UserError("模板要有名称，最多 40 个字，例如 平常的服务日")
    known = session.scalar(select(DayTemplate.id).where(DayTemplate.name == kept))
    if known not in (None, template_id):
        raise UserError(f"已经有模板“{kept}”，请换个名称，或选它再存")
    return kept


def _write(
    acts: ServiceActs, day: ServiceDay, draft: PlanDraft, *, drop_people: bool = False
) -> None:
    before = plan(acts.session, day.id)
    if draft.was is not None and draft.was != before:
        raise UserError("这一天的岗位别处刚改过。请关掉重新打开，看最新内容再改")
    PlanWriter(acts, day.id, drop_people=drop_people).write(draft)
    said = {"before": _counted(before), "after": _counted(draft)}
    record(acts.session, acts.clerk, "plan.set", ("service_day", day.id), said)


def _counted(draft: PlanDraft) -> dict[str, int]:
    return {"posts": len(draft.posts), "shifts": len(draft.shifts), "wanted": draft.wanted}


def _bring_people(session: Session, clerk: Clerk, from_id: int, to_id: int) -> Copied:
    """Everybody who stood in a cell stands in the same cell again, if the rules let them."""
    was, now = board(session, from_id), board(session, to_id)
    posts = {post.name: post.id for post in now.posts}
    shifts = {(one.starts, one.ends): one.id for one in now.shifts}
    spans = {one.id: (one.starts, one.ends) for one in was.shifts}
    names = {one.id: one.name for one in was.posts}
    seats = []
    for (post_id, shift_id), cell in was.cells.items():
        there = now.cells[posts[names[post_id]], shifts[spans[shift_id]]]
        for seat in cell.seats:
            if seat.state == CONFIRMED:
                seats.append((there.id, seat.volunteer_id))
    return _seat(session, clerk, to_id, seats)


def _seat(session: Session, clerk: Clerk, day_id: int, seats: list[tuple[int, int]]) -> Copied:
    stand, against = admitted(problem(session, [day_id]), seats)
    acts = ServiceActs(session, clerk, "roster_copy", ("service_day", day_id))
    moment = datetime.now(UTC)
    for cell_id, volunteer_id in stand:
        acts.add(
            Assignment(
                cell_id=cell_id, volunteer_id=volunteer_id, state=CONFIRMED, noted_at=moment,
                clerk_name=clerk.name,
            )
        )  # fmt: skip
    record(
        session, clerk, "roster.copy", ("service_day", day_id), {"after": {"places": len(stand)}}
    )
    acts.close(f"照以前的一天排 {len(stand)} 人次")
    return Copied(0, len(stand), tuple(against))


def _open(session: Session, day_id: int) -> ServiceDay:
    day = stored_day(session, day_id)
    if day.closed_at is not None:
        raise UserError("这一天已经结束并生成时长，岗位和班次不能再改")
    return day


def _usual_shifts(session: Session) -> tuple[ShiftDraft, ...]:
    rows = templates(session)
    shifts = template(session, rows[0].id).shifts if rows else ()
    return shifts or (ShiftDraft("上午", 510, 690), ShiftDraft("下午", 840, 1020))


def _free_name(name: str, taken: set[str]) -> str:
    if name not in taken:
        return name
    number = next(n for n in range(2, 1000) if f"{name[:26]}（{n}）" not in taken)
    return f"{name[:26]}（{number}）"


def _said(day: ServiceDay) -> str:
    at = day.held_on or day.nominal
    return f"{at.month}月{at.day}日{day.name}" if at else day.name
