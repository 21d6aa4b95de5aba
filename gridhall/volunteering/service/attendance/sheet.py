"""A paper sheet typed in afterwards (纸质签到表), evaluations, and paid turns."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk
from gridhall.core.clock import DAY, Span, overlap
from gridhall.core.errors import UserError
from gridhall.core.text import clean
from gridhall.volunteering.models import Attendance
from gridhall.volunteering.queries.attendance import PRESENT
from gridhall.volunteering.rules.attendance import EARLY, Stint, turn_at
from gridhall.volunteering.rules.hours import QUALITIES, refuse_odd_span
from gridhall.volunteering.service.acts import ServiceActs
from gridhall.volunteering.service.attendance.noting import (
    Desk,
    close,
    get,
    put,
    refuse_closed,
    refuse_written,
)
from gridhall.volunteering.service.attendance.signing import refuse_unfit


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One line of a paper sheet, or of 补签: who, from when, until when."""

    volunteer_id: int
    signed_in: int
    signed_out: int | None  # None: the sheet does not say
    cell_id: int | None = None  # the post of somebody not on the roster
    quality: str = ""
    remark: str = ""
    is_unpaid: bool = True


def type_sheet(
    session: Session, clerk: Clerk, day_id: int, lines: Sequence[SheetLine], way: str = "paper"
) -> list[int]:
    """Note every line of a sheet in one act, or none; the attendances' ids in the lines' order.

    A line of somebody on the roster belongs to their turn, an earlier sign-in of it is overwritten.
    """
    if not lines:
        raise UserError("签到表是空的，请先填人和时间")
    acts = ServiceActs(session, clerk, "attend_sheet", ("service_day", day_id))
    ids = []
    for place, line in enumerate(lines, 1):
        try:
            ids.append(_note(acts, day_id, line, way))
        except UserError as error:
            if len(lines) == 1:
                raise
            raise UserError(f"第 {place} 行：{error}；整张表都没有存") from None
    said = {"people": len({line.volunteer_id for line in lines}), "rows": len(lines)}
    record(session, clerk, "attend.sheet", ("service_day", day_id), {"after": said})
    acts.close(f"录入 {len(lines)} 条签到")
    return ids


def evaluate(session: Session, clerk: Clerk, attendance_ids: Sequence[int], quality: str) -> int:
    """服务评价 (志愿服务记录与证明出具办法 §10); the act's id. Allowed after the hours are made."""
    if quality not in QUALITIES:
        raise UserError("请选服务评价：优秀、良好、合格、一般或不合格")
    rows = [get(session, one) for one in attendance_ids]
    if not rows or any(row.state != PRESENT for row in rows):
        raise UserError("只有签到服务过的人才能评价")
    acts = ServiceActs(session, clerk, "attend_evaluate", ("attendance", rows[0].id))
    for row in rows:
        put(acts, row, {"quality": quality})
    return close(acts, rows[-1], f"评价 {len(rows)} 人：{QUALITIES[quality]}")


def mark_unpaid(session: Session, clerk: Clerk, attendance_id: int, is_unpaid: bool) -> int:
    """Whether a turn is voluntary: paid or compulsory service makes no record (§19)."""
    row = get(session, attendance_id)
    desk = Desk(session, clerk, row.day_id, row.volunteer_id)
    refuse_written(session, [row], "改为不计时长")
    told = f"{desk.name}{'计' if is_unpaid else '不计'}志愿服务时长"
    return desk.note("attend_paid", row, {"is_unpaid": is_unpaid}, told).id


def _note(acts: ServiceActs, day_id: int, line: SheetLine, way: str) -> int:
    desk = Desk(acts.session, acts.clerk, day_id, line.volunteer_id)
    refuse_closed(desk.day, acts.clerk, "补录签到")
    _refuse_odd(line)
    noted, turn = _meant(desk, line)
    if noted is not None:
        refuse_written(acts.session, [noted], "补签")
    desk.refuse_not_welcome()
    span = _span(line)
    desk.refuse_taken(span, noted)
    if turn is None:
        refuse_unfit(desk, line.cell_id)
    row = noted or Attendance()
    put(acts, row, _values(desk, line, way, turn))
    return row.id


def _meant(desk: Desk, line: SheetLine) -> tuple[Attendance | None, Stint | None]:
    """The sign-in that a line completes, or the turn that it is for, or neither."""
    span = _span(line)
    here = [a for a in desk.came if a.state == PRESENT and _touches(a, span)]
    if here:
        mine = next((t for t in desk.turns if here[0].assignment_id in t.assignment_ids), None)
        return here[0], mine
    fitting = [t for t in desk.open_turns() if _fits(t, line)]
    turn = turn_at(fitting, line.signed_in)
    return (desk.of_turn(turn), turn) if turn else (None, None)


def _fits(turn: Stint, line: SheetLine) -> bool:
    if line.cell_id is not None:
        return line.cell_id in {seat.cell_id for seat in turn.seats}
    return overlap(_span(line), turn.span, EARLY)


def _touches(one: Attendance, span: Span) -> bool:
    """Whether a sign-in stands open, or shares time with what the sheet says."""
    if one.signed_in is None or one.signed_out is None:
        return True
    return one.signed_in < span[1] and span[0] < one.signed_out


def _span(line: SheetLine) -> Span:
    return line.signed_in, line.signed_in + 1 if line.signed_out is None else line.signed_out


def _values(desk: Desk, line: SheetLine, way: str, turn: Stint | None) -> dict[str, Any]:
    values: dict[str, Any] = {
        "day_id": desk.day.id,
        "volunteer_id": desk.volunteer_id,
        "state": PRESENT,
        "way": way,
        "signed_in": line.signed_in,
        "signed_out": line.signed_out,
        "quality": line.quality,
        "remark": clean(line.remark),
        "is_unpaid": line.is_unpaid,
        "kind": "walk_in",
    }
    if turn is None:
        return values | {"cell_id": line.cell_id}
    kept = desk.of_turn(turn)
    seat = turn.first
    return values | {
        "assignment_id": seat.assignment_id,
        "cell_id": seat.cell_id,
        "kind": kept.kind if kept else "rostered",
    }


def _refuse_odd(line: SheetLine) -> None:
    if line.signed_out is not None:
        refuse_odd_span(line.signed_in, line.signed_out)
    elif not 0 <= line.signed_in < DAY:
        raise UserError("签到时间不在服务当天，请写当天的钟点")
    if line.quality and line.quality not in QUALITIES:
        raise UserError("服务评价只有优秀、良好、合格、一般、不合格")
