"""The roster: who may be put where, call-offs and replacements, suggestions, publication."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import func, select

from gridhall.clerks.models import AuditEntry
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.volunteering.models import Assignment, Attendance, Post, ServiceDay, Wish
from gridhall.volunteering.queries.board import board, changes
from gridhall.volunteering.service import roster
from gridhall.volunteering.service.taking_back import take_back
from tests.factories import NOW
from tests.volunteering.board_hall import Plan, make_plan
from tests.volunteering.people import volunteer

POSTS = {"秩序引导": {"上午一": 1, "上午二": 1}, "便民服务台": {"上午一": 2, "下午一": 1}}


def _made(db: Database, **facts: dict[str, Any]) -> tuple[Plan, int, int]:
    with db.write() as session:
        plan = make_plan(session, POSTS, **facts)
        return plan, volunteer(session, "陆萍"), volunteer(session, "吕志强")


def _names(db: Database, plan: Plan, post: str, shift: str) -> list[str]:
    with db.read() as session:
        cell = board(session, plan.day_id).cell_by_id(plan.cell(post, shift))
    assert cell is not None
    return [seat.name for seat in cell.seats]


def test_a_volunteer_is_assigned_once_and_the_act_is_on_record(db: Database, clerk: Clerk) -> None:
    plan, one, _ = _made(db)
    cell = plan.cell("秩序引导", "上午二")
    with db.write() as session:
        assignment = roster.assign(session, clerk, cell, one)
        act = roster.latest_act(session, "assignment", assignment)
        said = session.scalars(select(AuditEntry.action).order_by(AuditEntry.seq.desc())).first()
    assert said == "roster.assign"
    assert _names(db, plan, "秩序引导", "上午二") == ["陆萍"]
    with pytest.raises(UserError, match="陆萍已经排在“秩序引导 上午二”"), db.write() as session:
        roster.assign(session, clerk, cell, one)
    with db.write() as session:
        take_back(session, clerk, act)
    assert _names(db, plan, "秩序引导", "上午二") == []


def test_two_posts_at_once_and_a_full_cell_are_refused(db: Database, clerk: Clerk) -> None:
    plan, one, other = _made(db)
    with db.write() as session:
        roster.assign(session, clerk, plan.cell("便民服务台", "上午一"), one)
        roster.assign(session, clerk, plan.cell("秩序引导", "上午一"), other)
    with pytest.raises(UserError, match="陆萍这一班已在“便民服务台”"), db.write() as session:
        roster.assign(session, clerk, plan.cell("秩序引导", "上午一"), one)
    with db.write() as session:
        third = volunteer(session, "罗秀芝")
    with pytest.raises(UserError, match="要 1 人，已经排满"), db.write() as session:
        roster.assign(session, clerk, plan.cell("秩序引导", "上午一"), third)


def test_nobody_is_assigned_against_a_refusal(db: Database, clerk: Clerk) -> None:
    plan, one, _ = _made(db)
    with db.write() as session:
        session.add(Wish(volunteer_id=one, kind="refusal", target_kind="half", target="pm"))
    with pytest.raises(UserError, match="陆萍说过不去"), db.write() as session:
        roster.assign(session, clerk, plan.cell("便民服务台", "下午一"), one)
    with db.write() as session:
        assert session.scalar(select(func.count(Assignment.id))) == 0


def test_a_call_off_frees_the_seat_and_a_replacement_takes_it(db: Database, clerk: Clerk) -> None:
    plan, one, other = _made(db)
    with db.write() as session:
        first = roster.assign(session, clerk, plan.cell("秩序引导", "上午一"), one)
        roster.call_off(session, clerk, first, "孩子发烧")
    with db.write() as session:
        cell = board(session, plan.day_id).cell_by_id(plan.cell("秩序引导", "上午一"))
        assert cell is not None
        assert cell.called_off == (("陆萍", "孩子发烧"),)
        assert cell.gap == 1
        roster.replace(session, clerk, first, other)
        cell = board(session, plan.day_id).cell_by_id(cell.id)
        assert cell is not None
        assert [(seat.name, seat.replaces) for seat in cell.seats] == [("吕志强", "陆萍")]


def test_a_replacement_in_one_act_is_taken_back_whole(db: Database, clerk: Clerk) -> None:
    plan, one, other = _made(db)
    with db.write() as session:
        first = roster.assign(session, clerk, plan.cell("秩序引导", "上午一"), one)
        new = roster.replace(session, clerk, first, other)
        act = roster.latest_act(session, "assignment", new)
    assert _names(db, plan, "秩序引导", "上午一") == ["吕志强"]
    with db.write() as session:
        take_back(session, clerk, act)
    assert _names(db, plan, "秩序引导", "上午一") == ["陆萍"]


def test_a_name_with_braces_is_data(db: Database, clerk: Clerk) -> None:
    plan, one, _ = _made(db)
    with db.write() as session:
        odd = volunteer(session, "{who}{0}")
        first = roster.assign(session, clerk, plan.cell("秩序引导", "上午一"), odd)
        roster.replace(session, clerk, first, one)
    assert _names(db, plan, "秩序引导", "上午一") == ["陆萍"]


def _suggest(db: Database, cell_id: int, volunteer_id: int) -> None:
    with db.write() as session:
        row = Assignment(cell_id=cell_id, volunteer_id=volunteer_id, state="suggested")
        row.noted_at, row.clerk_name = NOW, "王芳"
        session.add(row)


def test_suggestions_are_accepted_or_dropped_together(db: Database, clerk: Clerk) -> None:
    plan, one, other = _made(db)
    _suggest(db, plan.cell("秩序引导", "上午一"), one)
    _suggest(db, plan.cell("便民服务台", "上午一"), other)
    with db.write() as session:
        act = roster.drop_suggestions(session, clerk, plan.day_id)
        assert board(session, plan.day_id).suggestions == 0
        take_back(session, clerk, act)
        assert board(session, plan.day_id).suggestions == 2
        roster.accept_suggestions(session, clerk, plan.day_id)
        now = board(session, plan.day_id)
        assert (now.suggestions, now.filled, now.missing) == (0, 2, 3)
    with pytest.raises(UserError, match="没有要采用的建议"), db.write() as session:
        roster.accept_suggestions(session, clerk, plan.day_id)


def test_a_later_plan_makes_a_clash_that_must_go_before_publishing(
    db: Database, clerk: Clerk, supervisor: Clerk
) -> None:
    plan, one, _ = _made(db)
    with db.write() as session:
        roster.assign(session, clerk, plan.cell("便民服务台", "上午一"), one)
        late = roster.assign(session, clerk, plan.cell("秩序引导", "上午二"), one)
    with db.write() as session:  # one after the other is no clash, until the post moves away
        assert board(session, plan.day_id).clashes == 0
        session.scalars(select(Post).where(Post.name == "秩序引导")).one().spot = "御景北门"
    with db.read() as session:
        now = board(session, plan.day_id)
        (seat,) = [seat for seat in now.seats if seat.fault]
        assert (seat.assignment_id, seat.fault and seat.fault.word) == (late, "撞班")
        assert (now.filled, now.clashes) == (1, 1)
    with pytest.raises(UserError, match=r"赶不过去.*再发布"), db.write() as session:
        roster.publish(session, supervisor, plan.day_id)
    with db.write() as session:
        roster.remove(session, clerk, late)
        assert roster.publish(session, supervisor, plan.day_id).filled == 1


def test_publishing_tells_what_changed_since_the_last_time(
    db: Database, clerk: Clerk, supervisor: Clerk
) -> None:
    plan, one, other = _made(db)
    with pytest.raises(UserError, match="还没有排人"), db.write() as session:
        roster.publish(session, supervisor, plan.day_id)
    with db.write() as session:
        first = roster.assign(session, clerk, plan.cell("秩序引导", "上午一"), one)
        stays = roster.assign(session, clerk, plan.cell("秩序引导", "上午二"), other)
        assert roster.publish(session, supervisor, plan.day_id).is_first
        assert changes(session, plan.day_id) == []
    with pytest.raises(UserError, match="没有变动"), db.write() as session:
        roster.publish(session, supervisor, plan.day_id)
    with db.write() as session:
        roster.remove(session, clerk, first)
        roster.assign(session, clerk, plan.cell("便民服务台", "上午一"), one)
        roster.remove(session, clerk, stays)
        told = roster.publish(session, supervisor, plan.day_id)
    assert [(row.kind, row.name, row.was, row.to) for row in told.rows] == [
        ("gone", "吕志强", "秩序引导 上午二", ""),
        ("moved", "陆萍", "秩序引导 上午一", "便民服务台 上午一"),
    ]
    assert not told.is_first


def test_publishing_is_the_supervisors_and_twice_is_once(
    db: Database, clerk: Clerk, supervisor: Clerk
) -> None:
    plan, one, _ = _made(db)
    with db.write() as session:
        roster.assign(session, clerk, plan.cell("秩序引导", "上午一"), one)
    with pytest.raises(UserError, match="发布排班要主管来做"), db.write() as session:
        roster.publish(session, clerk, plan.day_id)
    for _again in range(2):
        with db.write() as session:
            told = roster.publish(session, supervisor, plan.day_id, "same-press")
    assert told.rows == ()


def test_a_day_that_is_over_and_who_signed_in_stay(db: Database, clerk: Clerk) -> None:
    plan, one, other = _made(db)
    with db.write() as session:
        first = roster.assign(session, clerk, plan.cell("秩序引导", "上午一"), one)
        session.add(_signed_in(plan, first, one))
    with pytest.raises(UserError, match="已有签到记录"), db.write() as session:
        roster.remove(session, clerk, first)
    with pytest.raises(UserError, match="已有签到记录"), db.write() as session:
        roster.call_off(session, clerk, first)
    with db.write() as session:
        session.get_one(ServiceDay, plan.day_id).closed_at = datetime.now(UTC)
    with pytest.raises(UserError, match="已经结束"), db.write() as session:
        roster.assign(session, clerk, plan.cell("秩序引导", "上午二"), other)


def _signed_in(plan: Plan, assignment_id: int, volunteer_id: int) -> Attendance:
    return Attendance(
        day_id=plan.day_id, volunteer_id=volunteer_id, assignment_id=assignment_id,
        cell_id=plan.cell("秩序引导", "上午一"), kind="rostered", state="present", way="typed",
        signed_in=505, recorded_at=NOW, clerk_name="王芳",
    )  # fmt: skip


def test_a_board_tells_broken_rules_of_those_who_stand(db: Database, clerk: Clerk) -> None:
    plan, one, _ = _made(db)
    with db.write() as session:
        roster.assign(session, clerk, plan.cell("秩序引导", "上午一"), one)
        session.add(Wish(volunteer_id=one, kind="refusal", target_kind="duty", target="秩序引导"))
    with db.read() as session:
        now = board(session, plan.day_id)
    (seat,) = now.seats
    assert seat.fault is not None
    assert seat.fault.word == "不愿去"
    assert "陆萍说过不去" in seat.clash
    assert now.filled == 1  # the place is taken; only who stands twice leaves it open


def test_a_wrong_id_is_told(db: Database, clerk: Clerk) -> None:
    plan, one, _ = _made(db)
    for act in (
        lambda s: roster.assign(s, clerk, 9999, one),
        lambda s: roster.remove(s, clerk, 9999),
        lambda s: roster.replace(s, clerk, 9999, one),
        lambda s: board(s, 9999),
    ):
        with pytest.raises(UserError, match=r"F5|重新选"), db.write() as session:
            act(session)
    with db.write() as session:
        first = roster.assign(session, clerk, plan.cell("秩序引导", "上午一"), one)
    with pytest.raises(UserError, match="最长 100 个字"), db.write() as session:
        roster.call_off(session, clerk, first, "病" * 101)


def test_all_who_cannot_stay_go_in_one_act_and_come_back_with_it(
    db: Database, clerk: Clerk
) -> None:
    plan, one, other = _made(db)
    with db.write() as session:
        for who, post, shift in (
            (one, "秩序引导", "上午一"),
            (other, "秩序引导", "上午二"),
            (other, "便民服务台", "下午一"),
        ):
            roster.assign(session, clerk, plan.cell(post, shift), who)
        session.add(Wish(volunteer_id=other, kind="refusal", target_kind="duty", target="秩序引导"))
    with db.write() as session:
        act = roster.remove_clashing(session, clerk, plan.day_id)
    assert _names(db, plan, "秩序引导", "上午二") == []
    assert _names(db, plan, "秩序引导", "上午一") == ["陆萍"]
    assert _names(db, plan, "便民服务台", "下午一") == ["吕志强"]
    with pytest.raises(UserError, match="没有冲突，不用移除"), db.write() as session:
        roster.remove_clashing(session, clerk, plan.day_id)
    with db.write() as session:
        take_back(session, clerk, act)
    assert _names(db, plan, "秩序引导", "上午二") == ["吕志强"]
