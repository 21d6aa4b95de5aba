"""Sign-in and sign-out at the desk: who is meant, which turn, and everything that is refused."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.organisation.models import Outsider
from gridhall.volunteering.models import (
    Assignment,
    Attendance,
    ServiceAction,
    ServiceDay,
    Volunteer,
)
from gridhall.volunteering.queries.attendance import AttendRow, attendance, match
from gridhall.volunteering.service.attendance import (
    Mark,
    SheetLine,
    evaluate,
    excuse,
    no_show,
    sign_in,
    sign_out,
    substitute,
    type_sheet,
    void,
    walk_in,
)
from gridhall.volunteering.service.closing import close_day
from gridhall.volunteering.service.taking_back import take_back
from tests.factories import TODAY
from tests.volunteering.people import volunteer
from tests.volunteering.served import DAY, cell, make_day, roster

BOTH = (("义诊测压", "上午一"), ("义诊测压", "上午二"))
EIGHT_26, ELEVEN_33 = 506, 693


@pytest.fixture
def hall(db: Database) -> Database:
    """林晓梅 (1) for the whole morning, 徐桂兰 (2) early and in the afternoon, 曹莉 (3) nowhere."""
    with db.write() as session:
        for name, number in (("林晓梅", "13812346602"), ("徐桂兰", "18812343357"), ("曹莉", "1")):
            volunteer(session, name, phone=number)
        day = make_day(session, posts=("义诊测压", "理发修面"))
        roster(session, day, 1, *BOTH)
        roster(session, day, 2, ("理发修面", "上午一"), ("理发修面", "下午一"))
    return db


def row_of(session: Session, name: str, place: int = 0) -> AttendRow:
    return [row for row in attendance(session, 1).rows if row.name == name][place]


def last_act(session: Session) -> int:
    return max(row[0] for row in session.query(ServiceAction.id))


def refused(words: str) -> "pytest.RaisesExc[UserError]":
    return pytest.raises(UserError, match=words)


def test_two_shifts_after_one_another_are_signed_once(hall: Database, clerk: Clerk) -> None:
    with hall.write() as session:
        assert [row.name for row in attendance(session, 1).rows] == ["林晓梅", "徐桂兰", "徐桂兰"]
        assert row_of(session, "林晓梅").shifts == "上午一、上午二"
        one = sign_in(session, clerk, Mark(1, 1, EIGHT_26))
        row = row_of(session, "林晓梅")
        assert (row.state, row.signed_in, row.phone_masked) == ("present", 506, "138****6602")
        sign_out(session, clerk, one, ELEVEN_33)
        row = row_of(session, "林晓梅")
        assert (row.state, row.signed_out) == ("out", 693)


@pytest.mark.parametrize("text", ["lxm", "LX", "linxiao", "林晓", "6602", "ZY00001", "zy00001"])
def test_who_is_meant(hall: Database, text: str) -> None:
    with hall.read() as session:
        found = match(session, 1, text)
    assert [one.name for one in found] == ["林晓梅"]
    assert found[0].row is not None


def test_a_whole_id_number_is_found_and_three_figures_are_not(hall: Database) -> None:
    with hall.read() as session:
        number = session.get_one(Volunteer, 1).outsider_id
        whole = session.get_one(Outsider, number).id_number
        assert [one.name for one in match(session, 1, whole or "")] == ["林晓梅"]
        assert match(session, 1, "602") == []


def test_who_is_awaited_comes_before_who_is_here(hall: Database, clerk: Clerk) -> None:
    with hall.write() as session:
        sign_in(session, clerk, Mark(1, 2, 505))
        states = [one.row.state for one in match(session, 1, "xgl") if one.row]
        assert states == ["expected", "present"]


def test_others_are_offered_only_where_nobody_of_the_day_fits(hall: Database) -> None:
    with hall.read() as session:
        found = match(session, 1, "cl")
        assert [(one.name, one.row) for one in found] == [("曹莉", None)]


def test_signing_in_twice(hall: Database, clerk: Clerk) -> None:
    with hall.write() as session:
        sign_in(session, clerk, Mark(1, 1, EIGHT_26))
        with refused("林晓梅 08:26 已签到（义诊测压），没有重复签"):
            sign_in(session, clerk, Mark(1, 1, 510))
        with refused("林晓梅 08:26 已签到"):
            walk_in(session, clerk, Mark(1, 1, 520))
        assert session.query(Attendance).count() == 1


def test_at_two_places_on_one_day(hall: Database, clerk: Clerk) -> None:
    """Another activity of the same day: who has not signed out there is not here."""
    with hall.write() as session:
        there = make_day(session, DAY + timedelta(days=1))
        sign_in(session, clerk, Mark(1, 1, EIGHT_26))
        with refused("不在本班名单，按 Ctrl\\+Enter"):
            sign_in(session, clerk, Mark(there, 1, 520))


def test_two_activities_at_the_same_hour(hall: Database, clerk: Clerk) -> None:
    with hall.write() as session:
        other = make_day(session, DAY + timedelta(days=1))
        held = session.get_one(ServiceDay, other)
        held.held_on, held.nominal = DAY, None
        one = sign_in(session, clerk, Mark(1, 1, EIGHT_26))
        with refused("在“义诊测压”签到，还没有签退"):
            walk_in(session, clerk, Mark(other, 1, 540))
        sign_out(session, clerk, one, 560)
        with refused("08:26–09:20 已在“义诊测压”"):
            type_sheet(session, clerk, other, [SheetLine(1, 540, 620)])
        assert walk_in(session, clerk, Mark(other, 1, 560)) == 2  # touching is allowed


def test_signing_out_without_and_twice_and_backwards(hall: Database, clerk: Clerk) -> None:
    with hall.write() as session:
        one = sign_in(session, clerk, Mark(1, 1, EIGHT_26))
        with refused("签退 08:10 早于签到 08:26，可能是电脑的时间改过"):
            sign_out(session, clerk, one, 490)
        sign_out(session, clerk, one, ELEVEN_33)
        with refused("11:33 已签退，没有重复签"):
            sign_out(session, clerk, one, 700)
        two = no_show(session, clerk, min(row_of(session, "徐桂兰").assignment_ids))
        with refused("徐桂兰还没有签到"):
            sign_out(session, clerk, two, 700)


def test_not_on_the_list_and_not_on_the_books(hall: Database, clerk: Clerk) -> None:
    with hall.write() as session:
        with refused("曹莉不在本班名单，按 Ctrl\\+Enter 作为临时志愿者签到"):
            sign_in(session, clerk, Mark(1, 3, EIGHT_26))
        session.get_one(Volunteer, 3).state = "left"
        with refused("曹莉不在册"):
            walk_in(session, clerk, Mark(1, 3, EIGHT_26))
        with refused("没有这位志愿者"):
            sign_in(session, clerk, Mark(1, 99, EIGHT_26))


def test_a_walk_in_helps_at_a_post(hall: Database, clerk: Clerk) -> None:
    with hall.write() as session:
        walk_in(session, clerk, Mark(1, 3, 520), cell(session, 1, "理发修面", "上午一"))
        row = row_of(session, "曹莉")
        assert (row.kind, row.post, row.shifts, row.span) == (
            "walk_in",
            "理发修面",
            "上午一",
            (510, 600),
        )


def test_too_early_and_too_late_for_the_turn(hall: Database, clerk: Clerk) -> None:
    with hall.write() as session:
        with refused("徐桂兰排在上午一（08:30 开始），现在还早"):
            sign_in(session, clerk, Mark(1, 2, 400))
        sign_out(session, clerk, sign_in(session, clerk, Mark(1, 2, 510)), 600)
        with refused("排在下午一（14:00 开始），现在还早"):
            sign_in(session, clerk, Mark(1, 2, 620))
        with refused("林晓梅的上午一、上午二 11:30 已结束.*Alt\\+M"):
            sign_in(session, clerk, Mark(1, 1, 700))


def test_each_act_is_taken_back(hall: Database, clerk: Clerk) -> None:
    with hall.write() as session:
        one = sign_in(session, clerk, Mark(1, 1, EIGHT_26))
        sign_out(session, clerk, one, ELEVEN_33)
        take_back(session, clerk, last_act(session))
        assert row_of(session, "林晓梅").state == "present"
        take_back(session, clerk, one)
        assert row_of(session, "林晓梅").state == "expected"


def test_excused_frees_the_seats_and_not_come_keeps_them(hall: Database, clerk: Clerk) -> None:
    with hall.write() as session:
        seats = sorted(row_of(session, "林晓梅").assignment_ids)
        with refused("请写明原因"):
            excuse(session, clerk, seats[0], " ")
        excuse(session, clerk, seats[1], "发烧")
        row = row_of(session, "林晓梅")
        assert (row.state, row.remark) == ("excused", "发烧")
        states = {session.get_one(Assignment, one).state for one in seats}
        assert states == {"called_off"}
        mine = min(row_of(session, "徐桂兰").assignment_ids)
        no_show(session, clerk, mine)
        with refused("已经记为未到"):
            no_show(session, clerk, mine)
        assert session.get_one(Assignment, mine).state == "confirmed"
        sign_in(session, clerk, Mark(1, 2, 540))  # came after all
        assert row_of(session, "徐桂兰").state == "present"


def test_who_called_off_one_turn_signs_in_for_the_other(hall: Database, clerk: Clerk) -> None:
    with hall.write() as session:
        roster(session, 1, 1, ("理发修面", "下午一"))
        first = next(r for r in attendance(session, 1).rows if r.shifts == "上午一、上午二")
        excuse(session, clerk, min(first.assignment_ids), "上午有事")
        sign_in(session, clerk, Mark(1, 1, 835))
        states = {r.shifts: r.state for r in attendance(session, 1).rows if r.name == "林晓梅"}
        assert states == {"上午一、上午二": "excused", "下午一": "present"}


def test_who_called_off_and_came_after_all_is_there(hall: Database, clerk: Clerk) -> None:
    with hall.write() as session:
        excuse(session, clerk, min(row_of(session, "林晓梅").assignment_ids), "有事")
        sign_in(session, clerk, Mark(1, 1, 512))
        assert row_of(session, "林晓梅").state == "present"


def test_a_substitute_takes_the_turn_and_is_here(hall: Database, clerk: Clerk) -> None:
    with hall.write() as session:
        seat = min(row_of(session, "林晓梅").assignment_ids)
        substitute(session, clerk, seat, Mark(1, 3, 515))
        assert row_of(session, "林晓梅").state == "no_show"
        row = row_of(session, "曹莉")
        assert (row.state, row.kind, row.shifts) == ("present", "substitute", "上午一、上午二")
        new = session.get_one(Assignment, min(row.assignment_ids))
        assert new.replaces_id == seat
        assert row_of(session, "林晓梅").is_relieved
        with refused("林晓梅的岗曹莉已经顶了，没有再顶"):
            substitute(session, clerk, seat, Mark(1, 2, 516))
        take_back(session, clerk, last_act(session))
        assert not row_of(session, "林晓梅").is_relieved
        assert [r.name for r in attendance(session, 1).rows] == ["林晓梅", "徐桂兰", "徐桂兰"]
        with refused("不能顶自己的岗"):
            substitute(session, clerk, seat, Mark(1, 1, 515))


def test_a_sign_in_made_in_error_is_voided(hall: Database, clerk: Clerk) -> None:
    with hall.write() as session:
        one = sign_in(session, clerk, Mark(1, 1, EIGHT_26))
        void(session, clerk, one, "点错了人")
        assert row_of(session, "林晓梅").state == "expected"
        assert sign_in(session, clerk, Mark(1, 1, 512)) == 2


def test_a_paper_sheet_is_typed_in_or_nothing_of_it(hall: Database, clerk: Clerk) -> None:
    with hall.write() as session:
        lines = [
            SheetLine(1, 512, 690, quality="5"),
            SheetLine(2, 510, 600),
            SheetLine(2, 840, 930),
            SheetLine(3, 520, 600, cell(session, 1, "理发修面", "上午一")),
        ]
        with refused("第 5 行：结束时间 08:00 不晚于开始时间 09:00"), session.begin_nested():
            type_sheet(session, clerk, 1, [*lines, SheetLine(3, 540, 480)])
        assert session.query(Attendance).count() == 0
        type_sheet(session, clerk, 1, lines)
        rows = attendance(session, 1).rows
        assert sorted((r.name, r.signed_in, r.kind) for r in rows) == [
            ("徐桂兰", 510, "rostered"),
            ("徐桂兰", 840, "rostered"),
            ("曹莉", 520, "walk_in"),
            ("林晓梅", 512, "rostered"),
        ]
        assert len({r.way for r in session.query(Attendance)}) == 1
        with refused("第 1 行"), session.begin_nested():
            type_sheet(session, clerk, 1, [SheetLine(3, 530, 610, 999), SheetLine(2, 510, 600)])


def test_the_sheet_completes_an_earlier_sign_in(hall: Database, clerk: Clerk) -> None:
    with hall.write() as session:
        one = sign_in(session, clerk, Mark(1, 1, EIGHT_26))
        assert type_sheet(session, clerk, 1, [SheetLine(1, 510, 690)], "typed") == [one]
        assert row_of(session, "林晓梅").signed_in == 510


def test_an_evaluation_may_come_after_the_hours(
    hall: Database, clerk: Clerk, supervisor: Clerk
) -> None:
    with hall.write() as session:
        one = sign_in(session, clerk, Mark(1, 1, EIGHT_26))
        sign_out(session, clerk, one, ELEVEN_33)
        close_day(session, supervisor, 1, TODAY)
        evaluate(session, clerk, [one], "4")
        assert row_of(session, "林晓梅").quality == "4"
        with refused("优秀、良好"):
            evaluate(session, clerk, [one], "9")
        with refused("时长已经记入台账"):
            void(session, supervisor, one, "错")
        with refused("要主管来做"):
            type_sheet(session, clerk, 1, [SheetLine(3, 510, 600)])
