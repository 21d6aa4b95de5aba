"""Who serves where on a service day (排班): assign, remove, call off, replace, accept, publish."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.core.text import clean
from gridhall.db.acts import Touched
from gridhall.volunteering.models import (
    Assignment,
    Attendance,
    Cell,
    Post,
    Publication,
    ServiceAction,
    ServiceDay,
    Shift,
)
from gridhall.volunteering.queries.board import (
    CALLED_OFF,
    CONFIRMED,
    SUGGESTED,
    ChangeRow,
    SeatRow,
    board,
    broken_rule,
    changes,
    names_of,
    standing_pairs,
)
from gridhall.volunteering.service.acts import ServiceActs, done_before
from gridhall.volunteering.service.taking_back import CHECKS

ON_LEAVE = "请假"
_WHY_MOST = 100  # characters


@dataclass(frozen=True, slots=True)
class Changes:
    """What a publication told: the lines that changed, and how full the day is."""

    action_id: int
    rows: tuple[ChangeRow, ...]
    is_first: bool
    filled: int
    wanted: int


def assign(
    session: Session, clerk: Clerk, cell_id: int, volunteer_id: int, state: str = CONFIRMED
) -> int:
    """Put a volunteer into a cell; the assignment's id. Refused with the hard rule's sentence.

    Somebody who is suggested there already becomes confirmed.
    """
    cell = _cell(session, cell_id)
    _refuse_closed(session, _day_of(session, cell))
    known = _welcome(session, cell, volunteer_id, state)
    acts = ServiceActs(session, clerk, "roster_assign", ("assignment", None))
    row = _put(acts, known, (cell_id, volunteer_id), state)
    _close(acts, row, "排{who}：{where}")
    return row.id


def remove(session: Session, clerk: Clerk, assignment_id: int) -> int:
    """Take somebody off a cell as if they had never stood there; the act's id."""
    row = _assignment(session, assignment_id)
    _refuse_attended(session, row)
    acts = ServiceActs(session, clerk, "roster_remove", ("assignment", row.id))
    said = _filled_in(session, row, "移除{who}：{where}")
    before = {"before": _facts(row)}
    acts.remove(row)
    record(session, clerk, "roster.remove", ("assignment", assignment_id), before)
    return acts.close(said)


def remove_clashing(session: Session, clerk: Clerk, day_id: int) -> int:
    """移除全部冲突: all who cannot stay where they are confirmed, in one act; its id."""
    _refuse_closed(session, day_id)
    bad = [one.assignment_id for one in board(session, day_id).seats if _is_clashing(one)]
    if not bad:
        raise UserError("这一天没有冲突，不用移除")
    acts = ServiceActs(session, clerk, "roster_remove", ("service_day", day_id))
    rows = session.scalars(select(Assignment).where(Assignment.id.in_(bad))).all()
    for row in rows:
        _refuse_attended(session, row)
    before = {"before": {"removed": [_facts(row) for row in rows]}}
    for row in rows:
        acts.remove(row)
    record(session, clerk, "roster.remove", ("service_day", day_id), before)
    return acts.close(f"移除 {len(rows)} 处冲突")


def _is_clashing(seat: SeatRow) -> bool:
    return seat.fault is not None and seat.state == CONFIRMED


def call_off(session: Session, clerk: Clerk, assignment_id: int, why: str = ON_LEAVE) -> int:
    """请假: the seat is free again, who called off and why stays on record; the act's id."""
    row = _assignment(session, assignment_id)
    acts = ServiceActs(session, clerk, "roster_call_off", ("assignment", row.id))
    _take_leave(acts, row, why)
    return _close(acts, row, "{who}请假：{where}")


def replace(
    session: Session, clerk: Clerk, assignment_id: int, volunteer_id: int, why: str = ON_LEAVE
) -> int:
    """顶岗: somebody takes the place of who called off, or calls off hereby; the new id."""
    old = _assignment(session, assignment_id, or_called_off=True)
    cell = _cell(session, old.cell_id)
    acts = ServiceActs(session, clerk, "roster_replace", ("assignment", None))
    if old.state != CALLED_OFF:
        _take_leave(acts, old, why)
    known = _welcome(session, cell, volunteer_id, CONFIRMED)
    row = _put(acts, known, (cell.id, volunteer_id), CONFIRMED)
    acts.change(row, replaces_id=old.id)
    _close(acts, row, "{who}顶{of}的岗：{where}", of=_name(session, old.volunteer_id))
    return row.id


def accept_suggestions(session: Session, clerk: Clerk, day_id: int) -> int:
    """全部采用: what the solver suggested for a day becomes confirmed; the act's id."""
    rows = _suggested(session, day_id)
    if not rows:
        raise UserError("没有要采用的建议，按 F9 自动排班先出建议")
    _refuse_closed(session, day_id)
    acts = ServiceActs(session, clerk, "roster_accept", ("service_day", day_id))
    for row in rows:
        acts.change(row, state=CONFIRMED, noted_at=datetime.now(UTC), clerk_name=clerk.name)
    said = {"after": {"accepted": len(rows)}}
    record(session, clerk, "roster.accept", ("service_day", day_id), said)
    return acts.close(f"采用 {len(rows)} 条建议")


def drop_suggestions(session: Session, clerk: Clerk, day_id: int) -> int:
    """放弃: what the solver suggested for a day goes; the act's id."""
    rows = _suggested(session, day_id)
    if not rows:
        raise UserError("没有要放弃的建议")
    acts = ServiceActs(session, clerk, "roster_drop", ("service_day", day_id))
    for row in rows:
        acts.remove(row)
    said = {"before": {"suggested": len(rows)}}
    record(session, clerk, "roster.drop", ("service_day", day_id), said)
    return acts.close(f"放弃 {len(rows)} 条建议")


def publish(session: Session, clerk: Clerk, day_id: int, request_key: str = "") -> Changes:
    """发布排班: what is confirmed is told; what the next publication is compared with.

    A day with somebody at two places at once, or against a rule, is not published.
    """
    require(clerk, Role.SUPERVISOR, "发布排班")
    done = done_before(session, request_key)
    now = board(session, day_id)
    if done is not None:
        return Changes(done.id, (), is_first=False, filled=now.filled, wanted=now.wanted)
    _refuse_closed(session, day_id)
    pairs = standing_pairs(session, day_id)
    if not pairs:
        raise UserError("这一天还没有排人，先按 F9 自动排班或在格子里选人，再发布")
    bad = [seat for seat in now.seats if seat.clash and seat.state == CONFIRMED]
    if bad:
        more = f"（还有 {len(bad) - 1} 处）" if len(bad) > 1 else ""
        raise UserError(f"{bad[0].clash}{more}。请先移除或换人，再发布；排好的都还在")
    rows = tuple(changes(session, day_id))
    is_first = now.day.published_at is None
    if not rows and not is_first:
        raise UserError("跟上次发布的一样，没有变动，不用再发布")
    acts = ServiceActs(session, clerk, "roster_publish", ("service_day", day_id), request_key)
    moment = datetime.now(UTC)
    publication = Publication(
        day_id=day_id, published_at=moment, clerk_name=clerk.name, content=json.dumps(pairs)
    )
    acts.add(publication)
    acts.change(session.get_one(ServiceDay, day_id), published_at=moment)
    said = {"after": {"places": len(pairs), "changes": len(rows)}}
    record(session, clerk, "roster.publish", ("service_day", day_id), said)
    action_id = acts.close(f"发布排班：{len(pairs)} 人次")
    return Changes(action_id, rows, is_first, now.filled, now.wanted)


def latest_act(session: Session, subject: str, subject_id: int) -> int:
    """The newest act about a record: what an edit just made is taken back by."""
    query = select(func.max(ServiceAction.id)).where(
        ServiceAction.subject == subject, ServiceAction.subject_id == subject_id
    )
    return session.scalars(query).one()


# What may not be


def _refuse_closed(session: Session, day_id: int) -> None:
    """A day that is over or does not take place is rostered no more."""
    day = session.get_one(ServiceDay, day_id)
    if day.closed_at is not None:
        raise UserError("这一天已经结束并生成时长，排班不能再改；时长有误请在时长里更正")
    if day.held_on is None:
        raise UserError("这一天停办，不用排班。要办请先改到别的日子")


def _welcome(session: Session, cell: Cell, volunteer_id: int, state: str) -> Assignment | None:
    """Refuse who may not come into the cell; the suggestion of them that stands there, if any."""
    known = _standing(session, cell.id, volunteer_id)
    if known is not None and not (known.state == SUGGESTED and state == CONFIRMED):
        raise UserError(f"{_name(session, volunteer_id)}已经排在“{_where(session, cell)}”")
    broken = broken_rule(session, cell.id, volunteer_id)
    if broken:
        raise UserError(broken)
    if known is None:
        _refuse_full(session, cell)
    return known


def _refuse_full(session: Session, cell: Cell) -> None:
    query = select(Assignment.state).where(
        Assignment.cell_id == cell.id, Assignment.state != CALLED_OFF
    )
    standing = session.scalars(query).all()
    if len(standing) < cell.wanted:
        return
    hint = "要加人，请先在岗位设置里改人数"
    if SUGGESTED in standing:
        hint = "其中有自动排班的建议，按 Del 移除建议再选人"
    raise UserError(f"“{_where(session, cell)}”要 {cell.wanted} 人，已经排满。{hint}")


def _refuse_attended(session: Session, row: Assignment) -> None:
    """Who has signed in is taken off by the sign-in desk, not from under it."""
    query = select(Attendance.id).where(
        Attendance.assignment_id == row.id, Attendance.state != "void"
    )
    if session.scalars(query.limit(1)).first() is not None:
        who = _name(session, row.volunteer_id)
        raise UserError(f"{who}这一岗已有签到记录，请先在现场签到里作废那条记录，再改排班")


def _check_day_open(session: Session, action: ServiceAction, touched: Touched) -> None:
    """A roster is not taken back under a day that is over."""
    if not action.kind.startswith("roster_"):
        return
    ids = [row_id for table, row_id in touched if table == "assignment"]
    query = select(Post.day_id).join(Cell).join(Assignment).where(Assignment.id.in_(ids[:500]))
    for day_id in set(session.scalars(query)):
        _refuse_closed(session, day_id)


CHECKS.append(_check_day_open)


# How it is written


def _put(
    acts: ServiceActs, known: Assignment | None, pair: tuple[int, int], state: str
) -> Assignment:
    moment = {"noted_at": datetime.now(UTC), "clerk_name": acts.clerk.name}
    if known is not None:
        row = acts.change(known, state=state, **moment)
    else:
        cell_id, volunteer_id = pair
        made = Assignment(cell_id=cell_id, volunteer_id=volunteer_id, state=state, **moment)
        row = acts.add(made)
    acts.is_about(row.id)
    return row


def _take_leave(acts: ServiceActs, row: Assignment, why: str) -> None:
    kept = clean(why) or ON_LEAVE
    if len(kept) > _WHY_MOST:
        raise UserError(f"请假原因最长 {_WHY_MOST} 个字，现在是 {len(kept)} 个字，请写短一些")
    _refuse_attended(acts.session, row)
    moment = {"noted_at": datetime.now(UTC), "clerk_name": acts.clerk.name}
    acts.change(row, state=CALLED_OFF, why=kept, **moment)


def _close(acts: ServiceActs, row: Assignment, words: str, **more: str) -> int:
    """The audit row and the act's own line."""
    action = acts.action.kind.replace("_", ".", 1)
    record(acts.session, acts.clerk, action, ("assignment", row.id), {"after": _facts(row)})
    return acts.close(_filled_in(acts.session, row, words, **more))


def _facts(row: Assignment) -> dict[str, object]:
    return {
        "volunteer": row.volunteer_id, "cell": row.cell_id, "state": row.state, "reason": row.why
    }  # fmt: skip


# What it is about


def _cell(session: Session, cell_id: int) -> Cell:
    cell = session.get(Cell, cell_id)
    if cell is None:
        raise UserError("这个岗位的这一班已经撤掉，请按 F5 刷新再排")
    return cell


def _assignment(session: Session, assignment_id: int, *, or_called_off: bool = False) -> Assignment:
    """The assignment, if it stands and its day may still be changed."""
    row = session.get(Assignment, assignment_id)
    if row is None or (row.state == CALLED_OFF and not or_called_off):
        raise UserError("这一条排班已经不在了，别的窗口刚改过。请按 F5 刷新")
    _refuse_closed(session, _day_of(session, _cell(session, row.cell_id)))
    return row


def _day_of(session: Session, cell: Cell) -> int:
    return session.get_one(Post, cell.post_id).day_id


def _standing(session: Session, cell_id: int, volunteer_id: int) -> Assignment | None:
    query = select(Assignment).where(
        Assignment.cell_id == cell_id,
        Assignment.volunteer_id == volunteer_id,
        Assignment.state != CALLED_OFF,
    )
    return session.scalar(query)


def _suggested(session: Session, day_id: int) -> Sequence[Assignment]:
    query = (
        select(Assignment)
        .join(Cell, Cell.id == Assignment.cell_id)
        .join(Post, Post.id == Cell.post_id)
        .where(Post.day_id == day_id, Assignment.state == SUGGESTED)
        .order_by(Assignment.id)
    )
    return session.scalars(query).all()


def _name(session: Session, volunteer_id: int) -> str:
    return names_of(session, {volunteer_id}).get(volunteer_id, "这位志愿者")


def _where(session: Session, cell: Cell) -> str:
    post, shift = session.get_one(Post, cell.post_id), session.get_one(Shift, cell.shift_id)
    return f"{post.name} {shift.name}"


def _filled_in(session: Session, row: Assignment, words: str, **more: str) -> str:
    where = _where(session, _cell(session, row.cell_id))
    return words.format(who=_name(session, row.volunteer_id), where=where, **more)
