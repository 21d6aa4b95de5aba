"""Ending a day: hours are made once, nothing is assumed silently, the deadline is a to-do."""

from datetime import date

import pytest

from gridhall.core.calendar import shipped_calendar
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.volunteering.models import Attendance, ServiceAction, ServiceDay
from gridhall.volunteering.queries.attendance import attendance
from gridhall.volunteering.queries.closing import closing
from gridhall.volunteering.queries.hours import entries, to_record, total_minutes
from gridhall.volunteering.queries.ledger import verify_chain
from gridhall.volunteering.service.attendance import (
    Mark,
    SheetLine,
    evaluate,
    mark_unpaid,
    sign_in,
    sign_out,
    type_sheet,
    walk_in,
)
from gridhall.volunteering.service.closing import close_day
from gridhall.volunteering.service.hours import append
from gridhall.volunteering.service.taking_back import take_back
from tests.factories import NOW, TODAY
from tests.volunteering.people import volunteer
from tests.volunteering.served import DAY, cell, draft, make_day, roster

MORNING = (("义诊测压", "上午一"), ("义诊测压", "上午二"))


@pytest.fixture
def hall(db: Database) -> Database:
    """Three on the roster of the morning, two who may walk in."""
    with db.write() as session:
        for name in ("林晓梅", "徐桂兰", "马超", "曹莉", "方燕"):
            volunteer(session, name)
        day = make_day(session, posts=("义诊测压", "理发修面"))
        for one in (1, 2, 3):
            roster(session, day, one, *MORNING)
    return db


def test_who_came_goes_into_the_ledger(hall: Database, clerk: Clerk, supervisor: Clerk) -> None:
    with hall.write() as session:
        one = sign_in(session, clerk, Mark(1, 1, 506))
        sign_out(session, clerk, one, 693)
        sign_in(session, clerk, Mark(1, 2, 531))  # late, and never signs out
        walk_in(session, clerk, Mark(1, 4, 520), cell(session, 1, "理发修面", "上午一"))
        plan = closing(session, 1)
        assert [line.row.name for line in plan.assumed] == ["曹莉", "徐桂兰"]
        assert [row.name for row in plan.no_shows] == ["马超"]
        closed = close_day(session, supervisor, 1, TODAY)
        assert (closed.people, closed.no_shows, closed.assumed, closed.left) == (3, 1, 2, ())
        rows = {one: entries(session, one)[0] for one in (1, 2, 4)}
        assert (rows[1].starts, rows[1].ends, rows[1].minutes) == (510, 693, 180)
        assert (rows[2].starts, rows[2].ends, rows[2].minutes) == (531, 690, 150)
        assert (rows[4].content, rows[4].minutes, rows[4].is_own) == ("理发修面", 90, True)
        assert rows[1].organiser == "龙腾社区党群服务中心"
        assert rows[1].leader == "王芳"
        assert verify_chain(session) is None
        states = {r.name: (r.state, r.remark) for r in attendance(session, 1).rows}
        assert states["马超"] == ("no_show", "")
        assert states["徐桂兰"] == ("out", "没有签退，按班次结束时间")


def test_hours_are_made_once(hall: Database, clerk: Clerk, supervisor: Clerk) -> None:
    with hall.write() as session:
        one = sign_in(session, clerk, Mark(1, 1, 510))
        out = sign_out(session, clerk, one, 690)
        assert out == one
        with pytest.raises(UserError, match="要主管来做"):
            close_day(session, clerk, 1, TODAY)
        close_day(session, supervisor, 1, TODAY)
        with pytest.raises(UserError, match="已经结束过，没有新的时长"):
            close_day(session, supervisor, 1, TODAY)
        latest = max(row[0] for row in session.query(ServiceAction.id))
        with pytest.raises(UserError, match="时长已经记入台账"):
            take_back(session, clerk, latest)
        type_sheet(session, supervisor, 1, [SheetLine(5, 510, 600)])  # a line was overlooked
        assert close_day(session, supervisor, 1, TODAY).people == 1
        assert total_minutes(session, 5) == 90
        assert total_minutes(session, 1) == 180


def test_what_is_left_out_says_why(hall: Database, clerk: Clerk, supervisor: Clerk) -> None:
    with hall.write() as session:
        append(session, clerk, draft(1, 600, 660, content="政策宣讲"))
        type_sheet(
            session,
            clerk,
            1,
            [
                SheetLine(2, 510, 520),
                SheetLine(3, 510, 600, is_unpaid=False),
                SheetLine(4, 1380, None),
            ],
        )
        session.add(_came(1, 510, 690))
        session.flush()
        closed = close_day(session, supervisor, 1, TODAY)
        assert closed.seqs == ()
        why = {one.name: one.why for one in closed.left}
        assert "和已记的“政策宣讲”10:00–11:00 时间重叠" in why["林晓梅"]
        assert "只有 10 分钟" in why["徐桂兰"]
        assert "有报酬或必须参加" in why["马超"]
        assert "没有签退，也没有班次可以推算" in why["曹莉"]


def _came(volunteer_id: int, signed_in: int, signed_out: int) -> Attendance:
    return Attendance(
        day_id=1,
        volunteer_id=volunteer_id,
        kind="walk_in",
        state="present",
        way="typed",
        signed_in=signed_in,
        signed_out=signed_out,
        recorded_at=NOW,
        clerk_name="王芳",
    )


def test_a_sign_out_long_after_the_shift_is_doubted(hall: Database, clerk: Clerk) -> None:
    with hall.write() as session:
        one = sign_in(session, clerk, Mark(1, 1, 510))
        sign_out(session, clerk, one, 1020)
        assert closing(session, 1).lines[0].doubt == "比班次多 5.5 小时，请核对签退时间"


def test_paid_work_makes_no_record(hall: Database, clerk: Clerk, supervisor: Clerk) -> None:
    with hall.write() as session:
        one = sign_in(session, clerk, Mark(1, 1, 510))
        mark_unpaid(session, clerk, one, is_unpaid=False)
        sign_out(session, clerk, one, 690)
        assert close_day(session, supervisor, 1, TODAY).people == 0
        assert total_minutes(session, 1) == 0


def test_a_day_to_come_or_without_anybody_is_not_closed(hall: Database, supervisor: Clerk) -> None:
    with hall.write() as session:
        with pytest.raises(UserError, match="还没有人签到"):
            close_day(session, supervisor, 1, TODAY)
        with pytest.raises(UserError, match="还没有到"):
            close_day(session, supervisor, 1, date(2026, 11, 1))


def test_the_ten_working_days(hall: Database, clerk: Clerk, supervisor: Clerk) -> None:
    calendar = shipped_calendar()
    with hall.write() as session:
        one = sign_in(session, clerk, Mark(1, 1, 510))
        sign_out(session, clerk, one, 690)
        assert to_record(session, calendar, DAY) == []  # the day itself is not over
        [todo] = to_record(session, calendar, date(2026, 11, 24))
        assert (todo.people, todo.unevaluated, todo.due) == (3, 1, date(2026, 11, 27))
        assert todo.days_left == 3
        [late] = to_record(session, calendar, date(2026, 12, 1))
        assert late.days_left == -2
        close_day(session, supervisor, 1, TODAY)
        [todo] = to_record(session, calendar, TODAY)
        assert (todo.people, todo.unevaluated) == (0, 1)
        evaluate(session, clerk, [one], "5")
        assert to_record(session, calendar, TODAY) == []


def test_another_organisations_day_makes_hours_that_are_not_ours(
    hall: Database, clerk: Clerk, supervisor: Clerk
) -> None:
    with hall.write() as session:
        session.get_one(ServiceDay, 1).organiser = "市义工联"
        sign_out(session, clerk, sign_in(session, clerk, Mark(1, 1, 510)), 690)
        close_day(session, supervisor, 1, TODAY)
        assert total_minutes(session, 1) == 180
        assert total_minutes(session, 1, own_only=True) == 0
