"""Who did not come, who was excused, who stepped in for them, and sign-ins made in error."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk
from gridhall.core.clock import say_clock
from gridhall.core.errors import UserError
from gridhall.core.text import clean
from gridhall.volunteering.models import Assignment, Attendance, Cell, Post
from gridhall.volunteering.queries.attendance import EXCUSED, NO_SHOW, PRESENT
from gridhall.volunteering.queries.hours import names_of
from gridhall.volunteering.rules.attendance import Stint
from gridhall.volunteering.service.acts import ServiceActs
from gridhall.volunteering.service.attendance.noting import (
    Desk,
    Mark,
    close,
    get,
    put,
    refuse_closed,
    refuse_odd_clock,
    refuse_written,
)
from gridhall.volunteering.service.attendance.signing import refuse_unfit

_MOST = 100  # characters of a reason


def no_show(session: Session, clerk: Clerk, assignment_id: int) -> int:
    """记未到: the turn stays on the roster, and who comes after all may still sign in."""
    desk, turn = _turn(session, clerk, assignment_id)
    acts = ServiceActs(session, clerk, "attend_no_show", ("attendance", None))
    row = _absent(acts, desk, turn, NO_SHOW, "")
    close(acts, row, f"{desk.name}未到：{turn.first.post}")
    return row.id


def excuse(session: Session, clerk: Clerk, assignment_id: int, why: str) -> int:
    """请假: noted with the reason, and the seats are free for somebody else."""
    reason = _reason(why)
    desk, turn = _turn(session, clerk, assignment_id)
    acts = ServiceActs(session, clerk, "attend_excuse", ("attendance", None))
    row = _absent(acts, desk, turn, EXCUSED, reason)
    _free(acts, turn, reason)
    close(acts, row, f"{desk.name}请假：{turn.first.post}")
    return row.id


def substitute(session: Session, clerk: Clerk, assignment_id: int, mark: Mark) -> int:
    """顶岗: somebody takes the turn of who did not come, and is signed in; the attendance's id."""
    old, turn = _turn(session, clerk, assignment_id)
    desk = Desk(session, clerk, mark.day_id, mark.volunteer_id)
    _refuse_substitute(desk, old, turn, mark)
    acts = ServiceActs(session, clerk, "attend_substitute", ("attendance", None))
    if old.of_turn(turn) is None:
        _absent(acts, old, turn, EXCUSED if turn.first.is_off else NO_SHOW, turn.first.why)
    _free(acts, turn, "未到")
    seats = [_seat(acts, seat.assignment_id, seat.cell_id, mark) for seat in turn.seats]
    values = {
        "day_id": desk.day.id,
        "volunteer_id": mark.volunteer_id,
        "cell_id": turn.first.cell_id,
        "assignment_id": seats[0].id,
        "kind": "substitute",
        "state": PRESENT,
        "way": mark.way,
        "signed_in": mark.at,
    }
    row = Attendance()
    put(acts, row, values)
    acts.is_about(row.id)
    close(acts, row, f"{desk.name} {say_clock(mark.at)} 顶{old.name}的岗：{turn.first.post}")
    return row.id


def void(session: Session, clerk: Clerk, attendance_id: int, why: str) -> int:
    """作废签到: a sign-in made in error, with the reason; the turn is awaited again."""
    reason = _reason(why)
    row = get(session, attendance_id)
    desk = Desk(session, clerk, row.day_id, row.volunteer_id)
    refuse_closed(desk.day, clerk, "作废签到")
    refuse_written(session, [row], "作废签到")
    told = f"作废{desk.name}的签到：{reason}"
    return desk.note("attend_void", row, {"state": "void", "remark": reason}, told).id


def _turn(session: Session, clerk: Clerk, assignment_id: int) -> tuple[Desk, Stint]:
    """The desk and the turn a seat belongs to, if nobody signed in for it."""
    query = (
        select(Post.day_id, Assignment.volunteer_id)
        .join(Cell, Cell.post_id == Post.id)
        .join(Assignment, Assignment.cell_id == Cell.id)
        .where(Assignment.id == assignment_id)
    )
    found = session.execute(query).first()
    if found is None:
        raise UserError("这一条排班已经不在了，请按 F5 看最新内容")
    desk = Desk(session, clerk, found[0], found[1])
    refuse_closed(desk.day, clerk, "改到岗情况")
    turn = next(one for one in desk.turns if assignment_id in one.assignment_ids)
    noted = desk.of_turn(turn)
    if noted is not None and noted.state == PRESENT:
        at = say_clock(noted.signed_in or 0)
        raise UserError(f"{desk.name} {at} 已签到；签错了请先作废那条签到")
    return desk, turn


def _absent(acts: ServiceActs, desk: Desk, turn: Stint, state: str, why: str) -> Attendance:
    noted = desk.of_turn(turn)
    if noted is not None and noted.state == state:
        said = "未到" if state == NO_SHOW else "请假"
        raise UserError(f"{desk.name}已经记为{said}，不用再记")
    values: dict[str, Any] = {"state": state, "remark": why}
    if noted is None:
        values |= {
            "day_id": desk.day.id,
            "volunteer_id": desk.volunteer_id,
            "assignment_id": turn.first.assignment_id,
            "cell_id": turn.first.cell_id,
            "kind": "rostered",
            "way": "typed",
        }
    row = noted or Attendance()
    put(acts, row, values)
    acts.is_about(row.id)
    return row


def _free(acts: ServiceActs, turn: Stint, why: str) -> None:
    """The seats of a turn are called off, so that others may take them."""
    for seat in turn.seats:
        if not seat.is_off:
            row = acts.session.get_one(Assignment, seat.assignment_id)
            moment = {"noted_at": datetime.now(UTC), "clerk_name": acts.clerk.name}
            acts.change(row, state="called_off", why=why, **moment)


def _seat(acts: ServiceActs, old_id: int, cell_id: int, mark: Mark) -> Assignment:
    seat = Assignment(
        cell_id=cell_id,
        volunteer_id=mark.volunteer_id,
        state="confirmed",
        replaces_id=old_id,
        noted_at=datetime.now(UTC),
        clerk_name=acts.clerk.name,
    )
    return acts.add(seat)


def _refuse_substitute(desk: Desk, old: Desk, turn: Stint, mark: Mark) -> None:
    refuse_odd_clock(mark.at)
    _refuse_relieved(desk, old, turn)
    if mark.volunteer_id == old.volunteer_id:
        raise UserError(f"{desk.name}不能顶自己的岗；来了请直接按 Enter 签到")
    desk.refuse_not_welcome()
    desk.refuse_taken((mark.at, mark.at + 1))
    for seat in turn.seats:
        refuse_unfit(desk, seat.cell_id)
    mine = {s.cell_id for t in desk.turns for s in t.seats if not s.is_off}
    if mine & {seat.cell_id for seat in turn.seats}:
        raise UserError(f"{desk.name}已经排在“{turn.first.post}”，请直接按 Enter 签到")


def _refuse_relieved(desk: Desk, old: Desk, turn: Stint) -> None:
    """A turn is taken over once."""
    query = select(Assignment.volunteer_id).where(
        Assignment.replaces_id.in_(turn.assignment_ids), Assignment.state == "confirmed"
    )
    other = desk.session.scalar(query.limit(1))
    if other is not None:
        who = names_of(desk.session, [other])[other]
        raise UserError(
            f"{old.name}的岗{who}已经顶了，没有再顶；多来的人请按 Ctrl+Enter 作为临时志愿者签到"
        )


def _reason(why: str) -> str:
    reason = clean(why)
    if not reason:
        raise UserError("请写明原因，以后查得到")
    if len(reason) > _MOST:
        raise UserError(f"原因最长 {_MOST} 个字，现在是 {len(reason)} 个字，请写短一些")
    return reason
