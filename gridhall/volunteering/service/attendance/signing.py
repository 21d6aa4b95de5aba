"""Sign-in, sign-out, and who comes without a place on the roster (签到、签退、临时志愿者)."""

from typing import Any

from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk
from gridhall.core.clock import say_clock
from gridhall.core.errors import UserError
from gridhall.volunteering.models import Attendance, Cell, Post
from gridhall.volunteering.queries.attendance import PRESENT
from gridhall.volunteering.queries.rota import problem
from gridhall.volunteering.rules.attendance import EARLIEST, Stint, turn_at
from gridhall.volunteering.rules.hours import refuse_backwards
from gridhall.volunteering.rules.rota import hard
from gridhall.volunteering.service.attendance.noting import (
    Desk,
    Mark,
    get,
    refuse_closed,
    refuse_odd_clock,
    refuse_written,
    where_of,
)

# What no need of the day overrides: age, skill, insurance, the evening of minors.
_ALWAYS = (hard.is_of_age, hard.is_skilled, hard.is_safe, hard.is_early)


def sign_in(session: Session, clerk: Clerk, mark: Mark) -> int:
    """Somebody of the roster is here (签到); the attendance's id.

    Of several turns it is the first that is not over. Refused who is signed in already, here or
    elsewhere, and who is not on the day's list.
    """
    desk = Desk(session, clerk, mark.day_id, mark.volunteer_id)
    refuse_odd_clock(mark.at)
    refuse_closed(desk.day, clerk, "补签")
    _refuse_here(desk)
    turn = _turn(desk, mark.at)
    if turn is None:
        raise UserError(_no_turn(desk))
    _refuse_wrong_time(desk, turn, mark.at)
    desk.refuse_not_welcome()
    desk.refuse_taken((mark.at, mark.at + 1))
    noted = desk.of_turn(turn)
    row = noted or Attendance(kind="rostered")
    return desk.note("attend_in", row, _present(desk, mark, turn), _told(desk, mark, "签到")).id


def walk_in(session: Session, clerk: Clerk, mark: Mark, cell_id: int | None = None) -> int:
    """Somebody comes who is not on the list (临时志愿者); helps at a post, or where needed."""
    desk = Desk(session, clerk, mark.day_id, mark.volunteer_id)
    refuse_odd_clock(mark.at)
    refuse_closed(desk.day, clerk, "补签")
    _refuse_here(desk)
    desk.refuse_not_welcome()
    desk.refuse_taken((mark.at, mark.at + 1))
    refuse_unfit(desk, cell_id)
    values = _present(desk, mark, None) | {"cell_id": cell_id, "kind": "walk_in"}
    told = _told(desk, mark, "临时签到")
    return desk.note("attend_walk_in", Attendance(), values, told).id


def sign_out(session: Session, clerk: Clerk, attendance_id: int, at: int) -> int:
    """Somebody leaves (签退); the attendance's id."""
    row = get(session, attendance_id)
    desk = Desk(session, clerk, row.day_id, row.volunteer_id)
    refuse_closed(desk.day, clerk, "补签退")
    refuse_written(session, [row], "签退")
    if row.state != PRESENT or row.signed_in is None:
        raise UserError(f"{desk.name}还没有签到，不能签退；请先按 Enter 签到")
    if row.signed_out is not None:
        raise UserError(f"{desk.name} {say_clock(row.signed_out)} 已签退，没有重复签")
    refuse_backwards(row.signed_in, at)
    desk.refuse_taken((row.signed_in, at), row)
    return desk.note("attend_out", row, {"signed_out": at}, f"{desk.name} {say_clock(at)} 签退").id


def refuse_unfit(desk: Desk, cell_id: int | None) -> None:
    """A post's need of skill, age and insurance holds for who walks in as well."""
    if cell_id is None:
        return
    cell = desk.session.get(Cell, cell_id)
    if cell is None or desk.session.get_one(Post, cell.post_id).day_id != desk.day.id:
        raise UserError("这个岗位不在这一天，请另选岗位")
    asked = problem(desk.session, [desk.day.id], {desk.volunteer_id})
    spec = next(one for one in asked.cells if one.id == cell_id)
    who = next((one for one in asked.candidates if one.id == desk.volunteer_id), None)
    broken = next((said for rule in _ALWAYS if who and (said := rule(spec, who))), "")
    if broken:
        raise UserError(broken)


def _present(desk: Desk, mark: Mark, turn: Stint | None) -> dict[str, Any]:
    values: dict[str, Any] = {
        "day_id": desk.day.id,
        "volunteer_id": desk.volunteer_id,
        "state": PRESENT,
        "way": mark.way,
        "signed_in": mark.at,
        "signed_out": None,
    }
    if turn is not None:
        seat = turn.first
        values |= {"assignment_id": seat.assignment_id, "cell_id": seat.cell_id}
    return values


def _refuse_here(desk: Desk) -> None:
    here = desk.here
    if here is not None:
        at, where = say_clock(here.signed_in or 0), where_of(desk.session, here.cell_id)
        raise UserError(
            f"{desk.name} {at} 已签到{f'（{where}）' if where else ''}，没有重复签；"
            "要签退或换岗，请先按 Shift+Enter 签退"
        )


def _turn(desk: Desk, at: int) -> Stint | None:
    """The turn that is on; one that was called off only where no other is (came after all)."""
    turns = desk.open_turns()
    standing = turn_at([one for one in turns if not one.first.is_off], at)
    given_up = turn_at([one for one in turns if one.first.is_off], at)
    if standing is None or (given_up is not None and _is_on(given_up, at)):
        return standing if standing is not None and _is_on(standing, at) else given_up
    return standing


def _is_on(turn: Stint, at: int) -> bool:
    return turn.span[0] - EARLIEST <= at < turn.span[1]


def _refuse_wrong_time(desk: Desk, turn: Stint, at: int) -> None:
    starts, ends = turn.span
    if at >= ends:
        raise UserError(
            f"{desk.name}的{turn.shifts} {say_clock(ends)} 已结束，没有签到；"
            "来过的请按 Alt+M 补签，现在才来请按 Ctrl+Enter 作为临时志愿者签到"
        )
    if starts - at > EARLIEST:
        raise UserError(
            f"{desk.name}排在{turn.shifts}（{say_clock(starts)} 开始），现在还早，没有签到；"
            "现在就服务请按 Ctrl+Enter 作为临时志愿者签到"
        )


def _no_turn(desk: Desk) -> str:
    if desk.turns:
        return f"{desk.name}今天的班次都已签退；还要服务，请按 Ctrl+Enter 作为临时志愿者签到"
    return f"{desk.name}不在本班名单，按 Ctrl+Enter 作为临时志愿者签到"


def _told(desk: Desk, mark: Mark, act: str) -> str:
    return f"{desk.name} {say_clock(mark.at)} {act}"
