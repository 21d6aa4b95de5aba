"""What every act of the sign-in desk looks at, refuses, and writes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.clock import DAY, Span, overlap, say_clock, say_span
from gridhall.core.errors import UserError
from gridhall.db.acts import Touched
from gridhall.volunteering.models import (
    Attendance,
    Cell,
    HoursEntry,
    Post,
    ServiceAction,
    ServiceDay,
)
from gridhall.volunteering.queries.attendance import (
    PRESENT,
    DayHead,
    attendances,
    day_head,
    day_stints,
)
from gridhall.volunteering.queries.hours import names_of, taken
from gridhall.volunteering.queries.volunteers import eligible, volunteer_row
from gridhall.volunteering.rules.attendance import Stint
from gridhall.volunteering.rules.hours import refuse_clash
from gridhall.volunteering.service.acts import ServiceActs
from gridhall.volunteering.service.taking_back import CHECKS

_BESIDE = timedelta(days=1)
LATEST = 2 * DAY  # a turn may last into the next day


@dataclass(frozen=True, slots=True)
class Mark:
    """A volunteer at the desk of a day, at a minute after its midnight."""

    day_id: int
    volunteer_id: int
    at: int
    way: str = "typed"  # typed, scanned, paper


class Desk:
    """One act at the desk of one day about one volunteer."""

    def __init__(self, session: Session, clerk: Clerk, day_id: int, volunteer_id: int) -> None:
        self.session, self.clerk, self.volunteer_id = session, clerk, volunteer_id
        self.day: DayHead = day_head(session, day_id)
        self.name = names_of(session, [volunteer_id]).get(volunteer_id, "")
        if not self.name:
            raise UserError("没有这位志愿者，请先登记")
        self.came = attendances(
            session, Attendance.day_id == day_id, Attendance.volunteer_id == volunteer_id
        )
        self.turns = day_stints(session, day_id, self.came, volunteer_id)

    @property
    def here(self) -> Attendance | None:
        """Where they signed in and have not signed out."""
        return next((a for a in self.came if a.state == PRESENT and a.signed_out is None), None)

    def of_turn(self, turn: Stint) -> Attendance | None:
        """What is noted of a turn."""
        return next((a for a in self.came if a.assignment_id in turn.assignment_ids), None)

    def open_turns(self) -> list[Stint]:
        """Turns of the roster that nobody signed for; who called off may come all the same."""
        free = []
        for turn in self.turns:
            noted = self.of_turn(turn)
            if noted is None or noted.state != PRESENT:
                free.append(turn)
        return free

    def note(self, kind: str, row: Attendance, values: dict[str, Any], detail: str) -> Attendance:
        """Write a new or a changed attendance as one act."""
        acts = ServiceActs(self.session, self.clerk, kind, ("attendance", row.id))
        put(acts, row, values)
        acts.is_about(row.id)
        close(acts, row, detail)
        return row

    def refuse_not_welcome(self) -> None:
        """Who left, was paused, died or moved away serves no more."""
        row = volunteer_row(self.session, self.volunteer_id, self.day.held_on)
        if not eligible(row, self.day.held_on):
            raise UserError(
                f"{self.name}不在册（已暂停或退出），没有签到；请先在“志愿者”里恢复服务"
            )

    def refuse_taken(self, span: Span, but: Attendance | None = None) -> None:
        """Nobody is at two places at the same time: by other sign-ins, or by the ledger."""
        for other, shift in self._elsewhere():
            if other is but or other.signed_in is None:
                continue
            began = other.signed_in + shift
            open_end = span[1] if shift == 0 else began + 1  # of another day: never signed out
            until = open_end if other.signed_out is None else other.signed_out + shift
            if overlap(span, (began, max(until, began + 1))):
                raise UserError(self._twice(other, span))
        if not self._written({one.id for one in self.came}):
            served = taken(self.session, self.volunteer_id, self.day.held_on)
            refuse_clash(self.name, self.day.held_on, span, served)

    def _elsewhere(self) -> list[tuple[Attendance, int]]:
        """Where they were on this day and those beside it, with the minutes between midnights."""
        near = (self.day.held_on - _BESIDE, self.day.held_on + _BESIDE)
        query = (
            select(Attendance, ServiceDay.held_on)
            .join(ServiceDay, ServiceDay.id == Attendance.day_id)
            .where(Attendance.volunteer_id == self.volunteer_id, Attendance.state == PRESENT)
            .where(ServiceDay.held_on.between(*near))
        )
        return [
            (one, (held_on - self.day.held_on).days * DAY)
            for one, held_on in self.session.execute(query)
            if held_on is not None
        ]

    def _written(self, ids: set[int]) -> bool:
        query = select(HoursEntry.seq).where(HoursEntry.attendance_id.in_(ids)).limit(1)
        return self.session.scalar(query) is not None

    def _twice(self, other: Attendance, span: Span) -> str:
        there = self.session.get_one(ServiceDay, other.day_id)
        where = where_of(self.session, other.cell_id) or there.name
        if other.signed_out is None:
            return (
                f"{self.name} {say_clock(other.signed_in or 0)} 在“{where}”签到，还没有签退；"
                "请先按 Shift+Enter 签退，再签这里"
            )
        signed = say_span(other.signed_in or 0, other.signed_out)
        return f"{self.name} {signed} 已在“{where}”，和 {say_span(*span)} 重叠，请核对时间"


def put(acts: ServiceActs, row: Attendance, values: dict[str, Any]) -> None:
    """Add a new attendance, or change one that is there."""
    moment = {"recorded_at": datetime.now(UTC), "clerk_name": acts.clerk.name}
    if row in acts.session:
        acts.change(row, **values, **moment)
        return
    for name, value in (values | moment).items():
        setattr(row, name, value)
    acts.add(row)


def close(acts: ServiceActs, row: Attendance, detail: str) -> int:
    """The audit row and the act's own line; the act's id."""
    action = acts.action.kind.replace("_", ".", 1)
    said = {
        "volunteer": row.volunteer_id,
        "state": row.state,
        "signed_in": None if row.signed_in is None else say_clock(row.signed_in),
        "signed_out": None if row.signed_out is None else say_clock(row.signed_out),
    }
    record(acts.session, acts.clerk, action, ("attendance", row.id), {"after": said})
    return acts.close(detail)


def where_of(session: Session, cell_id: int | None) -> str:
    """The post of a cell; "" for a walk-in without one."""
    query = select(Post.name).join(Cell, Cell.post_id == Post.id).where(Cell.id == cell_id)
    return session.scalar(query) or "" if cell_id is not None else ""


def refuse_odd_clock(at: int) -> None:
    """A minute of the day or of the night after it."""
    if not 0 <= at < LATEST:
        raise UserError("签到时间不在服务当天，请用 Alt+M 补签，写清钟点")


def refuse_closed(day: DayHead, clerk: Clerk, act: str) -> None:
    """A day whose hours are made is added to by a supervisor alone."""
    if day.closed_at is not None:
        require(clerk, Role.SUPERVISOR, f"这一天已结束并生成时长，{act}")


def get(session: Session, attendance_id: int) -> Attendance:
    """An attendance that was not voided."""
    row = session.get(Attendance, attendance_id)
    if row is None or row.state == "void":
        raise UserError("这条签到已经不在了，可能刚被撤回。请按 F5 看最新内容")
    return row


def refuse_written(session: Session, rows: Sequence[Attendance], act: str) -> None:
    """Hours that stand in the ledger are corrected there, not under it."""
    if standing_entries(session, [row.id for row in rows]):
        raise UserError(f"时长已经记入台账，不能再{act}；有误请在时长台账里更正")


def standing_entries(session: Session, attendance_ids: Sequence[int]) -> list[int]:
    """Rows of the ledger that rest on these attendances and were not reversed."""
    reversed_ = select(HoursEntry.reverses_seq).where(HoursEntry.reverses_seq.is_not(None))
    query = select(HoursEntry.seq).where(
        HoursEntry.attendance_id.in_(attendance_ids),
        HoursEntry.reverses_seq.is_(None),
        HoursEntry.seq.not_in(reversed_),
    )
    return list(session.scalars(query))


def _check_ledger(session: Session, action: ServiceAction, touched: Touched) -> None:
    """A sign-in is not taken back under the hours that were made of it."""
    ids = [row_id for table, row_id in touched if table == "attendance"]
    free = {"attend_evaluate"}
    if ids and action.kind not in free and standing_entries(session, ids):
        raise UserError(f"不能撤回（{action.detail}）：时长已经记入台账，有误请在时长台账里更正")


CHECKS.append(_check_ledger)
