"""Ending a service day (结束并生成时长): who came goes into the ledger, who did not is noted."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.clock import number_of_hours
from gridhall.core.errors import UserError
from gridhall.hall.queries import hall
from gridhall.volunteering.models import Attendance, ServiceDay
from gridhall.volunteering.queries.attendance import NO_SHOW, day_head
from gridhall.volunteering.queries.closing import ClosingLine, ClosingPlan, closing
from gridhall.volunteering.queries.ledger import head
from gridhall.volunteering.service.hours import HoursDraft, append_all

ASSUMED = "没有签退，按班次结束时间"


class Left(NamedTuple):
    """Somebody who came and whose hours were not made, with the reason."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Closed:
    """What ending a day wrote."""

    seqs: tuple[int, ...]
    minutes: int
    people: int
    assumed: int
    no_shows: int
    left: tuple[Left, ...]


def close_day(session: Session, clerk: Clerk, day_id: int, today: date) -> Closed:
    """Write the hours of everybody who came; may be done again for who was added since.

    Hours stand in the ledger from then on; they are corrected there, never taken back.
    """
    require(clerk, Role.SUPERVISOR, "结束服务日、生成时长")
    held = day_head(session, day_id)
    if held.held_on > today:
        raise UserError(f"{held.held_on} 还没有到，服务日结束后才能生成时长")
    plan = closing(session, day_id)
    _refuse_nothing(plan)
    _note_no_shows(session, clerk, plan)
    _note_assumed(session, clerk, plan)
    seqs = append_all(session, clerk, _drafts(session, clerk, plan, today))
    day = session.get_one(ServiceDay, day_id)
    day.closed_at = day.closed_at or datetime.now(UTC)
    session.flush()
    closed, last = _closed(plan, seqs), head(session)
    said = {
        "people": closed.people,
        "hours": number_of_hours(closed.minutes),
        "no_shows": closed.no_shows,
        "head": f"{last.seq}-{last.hash}",
    }
    record(session, clerk, "day.close", ("service_day", day_id), {"after": said})
    return closed


def _refuse_nothing(plan: ClosingPlan) -> None:
    if plan.day.day.closed_at is not None and not plan.ready and not plan.no_shows:
        raise UserError("这一天已经结束过，没有新的时长要生成；补签以后再按一次")
    if plan.day.day.closed_at is None and not plan.lines and not plan.written:
        raise UserError("这一天还没有人签到，不能生成时长；有纸质签到表请按 Alt+M 录入")


def _note_no_shows(session: Session, clerk: Clerk, plan: ClosingPlan) -> None:
    session.add_all(
        Attendance(
            day_id=plan.day.day.id,
            volunteer_id=row.volunteer_id,
            cell_id=row.cell_id,
            assignment_id=min(row.assignment_ids),
            kind=row.kind,
            state=NO_SHOW,
            way="typed",
            recorded_at=datetime.now(UTC),
            clerk_name=clerk.name,
        )
        for row in plan.no_shows
    )
    session.flush()


def _note_assumed(session: Session, clerk: Clerk, plan: ClosingPlan) -> None:
    """An assumed sign-out is written down, and says that it was assumed."""
    for line in plan.assumed:
        row = session.get_one(Attendance, line.row.attendance_id)
        row.signed_out, row.clerk_name = line.span[1], clerk.name
        row.remark = f"{row.remark}；{ASSUMED}"[:100] if row.remark else ASSUMED
    session.flush()


def _drafts(session: Session, clerk: Clerk, plan: ClosingPlan, today: date) -> list[HoursDraft]:
    day, place = plan.day.day, hall(session)
    spot = day.spot or place.address or place.name
    return [
        HoursDraft(
            volunteer_id=line.row.volunteer_id,
            served_on=day.held_on,
            starts=line.span[0],
            ends=line.span[1],
            activity=day.name,
            content=line.content,
            recorded_on=today,
            spot=line.spot or spot,
            minutes=line.minutes,
            organiser=day.organiser,
            leader=day.leader or clerk.name,
            quality=line.row.quality,
            day_id=day.id,
            attendance_id=line.row.attendance_id,
            source="day",
        )
        for line in plan.ready
    ]


def _closed(plan: ClosingPlan, seqs: list[int]) -> Closed:
    def left(line: ClosingLine) -> Left:
        return Left(line.row.name, line.why_not)

    return Closed(
        tuple(seqs),
        plan.minutes,
        len({line.row.volunteer_id for line in plan.ready}),
        len(plan.assumed),
        len(plan.no_shows),
        tuple(left(line) for line in plan.left),
    )
