"""Service days in a hall: opened, moved with a reason, taken back; what a new policy leaves."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.core.calendar import shipped_calendar
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.hall.queries import calendar
from gridhall.hall.service import enter_holidays
from gridhall.volunteering.models import Attendance, ServiceAction, ServiceDay
from gridhall.volunteering.queries.days import (
    DayRow,
    adjustment,
    day_card,
    day_id_of,
    day_on,
    day_row,
    days,
    days_between,
    next_day,
    year_days,
)
from gridhall.volunteering.rules.days import DayDraft, Policy
from gridhall.volunteering.service.days import (
    add_activity,
    change_day,
    move_day,
    open_day,
    set_policy,
)
from gridhall.volunteering.service.taking_back import take_back
from tests.factories import NOW, TODAY
from tests.volunteering.people import volunteer

CALENDAR = shipped_calendar()
D = date.fromisoformat


def opened(db: Database, clerk: Clerk, day: str) -> int:
    """The id of the day held on a date."""
    with db.write() as session:
        return open_day(session, clerk, D(day), CALENDAR)


def nominal(session: Session, day: str) -> DayRow:
    """The row of a nominal day."""
    rows = days(session, calendar(session), D(day), D(day))
    return next(row for row in rows if row.nominal == D(day))


def last_act(session: Session) -> int:
    """The newest act."""
    return session.scalars(select(func.max(ServiceAction.id))).one()


def test_a_merged_day_opens_the_day_it_is_held_with(db: Database, clerk: Clerk) -> None:
    first = opened(db, clerk, "2026-02-15")
    assert first == opened(db, clerk, "2026-02-25") == opened(db, clerk, "2026-02-25")
    with db.read() as session:
        row = day_row(session, first)
        assert (row.nominal, row.held_on, row.state) == (
            D("2026-02-25"),
            D("2026-02-25"),
            "unplanned",
        )
        assert day_id_of(session, CALENDAR, D("2026-02-15")) == first
        merged = nominal(session, "2026-02-15")
        assert (merged.id, merged.state, merged.held_on) == (None, "merged", D("2026-02-25"))
        card = adjustment(session, first)
    assert [(one.nominal, "并入" in one.reason) for one in card.merged] == [(D("2026-02-15"), True)]


def test_a_moved_day_is_found_by_both_dates(db: Database, clerk: Clerk) -> None:
    moved = opened(db, clerk, "2026-09-25")
    with db.read() as session:
        assert day_row(session, moved).held_on == D("2026-09-28")
        assert day_row(session, moved).is_moved
        assert day_id_of(session, CALENDAR, D("2026-09-28")) == moved
        assert day_id_of(session, CALENDAR, D("2026-09-25")) == moved
        assert day_on(session, CALENDAR, D("2026-09-26")) is None
        assert "中秋" in adjustment(session, moved).reason


def test_an_activity_stands_beside_the_nominal_days(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        draft = DayDraft("敬老月走访", "御景小区")
        made = add_activity(session, clerk, D("2026-10-18"), draft, "key-1")
        assert add_activity(session, clerk, D("2026-10-18"), draft, "key-1") == made
    with db.write() as session, pytest.raises(UserError, match="已经有“敬老月走访”"):
        add_activity(session, clerk, D("2026-10-18"), draft)
    other = opened(db, clerk, "2026-10-19")
    with db.read() as session:
        assert day_row(session, other).name == "志愿服务活动"
        rows = year_days(session, CALENDAR, 2026)
        assert len([row for row in rows if row.nominal]) == 24
        assert {row.id for row in rows if row.nominal is None} == {made, other}
        with pytest.raises(UserError, match="没有改期"):
            adjustment(session, made)


def test_a_day_moved_by_hand_keeps_its_nominal_date_and_reason(
    db: Database, supervisor: Clerk
) -> None:
    with db.write() as session:
        moved = move_day(session, supervisor, D("2026-12-15"), D("2026-12-17"), "暴雪预警")
    with db.read() as session:
        row = nominal(session, "2026-12-15")
        assert (row.id, row.held_on, row.reason, row.is_by_hand) == (
            moved, D("2026-12-17"), "暴雪预警", True,
        )  # fmt: skip
        assert row.policy_says is None, "a person has decided"
    with db.write() as session:
        take_back(session, supervisor, last_act(session))
    with db.read() as session:
        row = nominal(session, "2026-12-15")
        assert (row.id, row.held_on) == (None, D("2026-12-15"))


def test_a_day_is_skipped_and_comes_back(db: Database, supervisor: Clerk) -> None:
    with db.write() as session:
        skipped = move_day(session, supervisor, D("2026-12-15"), None, "换届选举")
    with db.read() as session:
        row = nominal(session, "2026-12-15")
        assert (row.state, row.held_on, row.reason) == ("skipped", None, "换届选举")
        following = next_day(session, CALENDAR, TODAY + timedelta(days=1))
        assert following is not None
        assert following.held_on == D("2026-12-25")
        assert adjustment(session, skipped).held_on is None
    with db.write() as session:
        move_day(session, supervisor, skipped, D("2026-12-15"), "照原来的办")
    with db.read() as session:
        assert nominal(session, "2026-12-15").held_on == D("2026-12-15")


@pytest.mark.parametrize(
    ("which", "to", "reason", "words"),
    [
        ("2026-12-15", "2026-12-17", " ", "请写改期的原因"),
        ("2026-12-15", "2026-12-17", "长" * 101, "最多 100 个字"),
        ("2026-12-15", "2026-12-25", "合并", "已经是服务日"),
        ("2026-12-15", "2027-03-15", "太远", "超过两个月"),
        ("2026-12-16", "2026-12-17", "看错", "不是服务日"),
    ],
)
def test_a_move_that_cannot_be_is_refused(
    db: Database, supervisor: Clerk, which: str, to: str, reason: str, words: str
) -> None:
    with db.write() as session, pytest.raises(UserError, match=words):
        move_day(session, supervisor, D(which), D(to), reason)


def test_who_may_move_and_set_the_policy(db: Database, clerk: Clerk, supervisor: Clerk) -> None:
    with db.write() as session, pytest.raises(UserError, match="主管"):
        move_day(session, clerk, D("2026-12-15"), D("2026-12-17"), "暴雪")
    with db.write() as session, pytest.raises(UserError, match="管理员"):
        set_policy(session, supervisor, Policy(code="skip"), TODAY, TODAY)


def test_a_day_somebody_signed_in_on_stays(db: Database, clerk: Clerk, supervisor: Clerk) -> None:
    day_id = opened(db, clerk, "2026-11-25")
    with db.write() as session:
        who = volunteer(session, "林晓梅")
        session.add(
            Attendance(
                day_id=day_id, volunteer_id=who, kind="walk_in", state="present", way="typed",
                signed_in=510, recorded_at=NOW, clerk_name="王芳",
            )
        )  # fmt: skip
    with db.write() as session, pytest.raises(UserError, match="已经有人签到"):
        move_day(session, supervisor, day_id, D("2026-11-27"), "停电")
    with db.write() as session:
        session.get_one(ServiceDay, day_id).closed_at = NOW
    with db.write() as session, pytest.raises(UserError, match="已经结束"):
        move_day(session, supervisor, day_id, D("2026-11-27"), "停电")


def test_a_new_policy_leaves_the_past_and_stored_days_alone(
    db: Database, clerk: Clerk, administrator: Clerk
) -> None:
    kept = opened(db, clerk, "2026-12-25")
    other = opened(db, clerk, "2027-05-25")
    before = [row.held_on for row in _rows(db, "2026-01-01", "2026-11-23")]
    with db.write() as session, pytest.raises(UserError, match="过去的不会变"):
        set_policy(session, administrator, Policy(code="skip"), D("2026-11-23"), TODAY)
    with db.write() as session, pytest.raises(UserError, match="没有改动"):
        set_policy(session, administrator, Policy(), TODAY, TODAY)
    with db.write() as session:
        set_policy(session, administrator, Policy((5, 20), "skip"), TODAY, TODAY)
    assert [row.held_on for row in _rows(db, "2026-01-01", "2026-11-23")] == before
    rows = _rows(db, "2026-12-01", "2026-12-31")
    assert [row.nominal for row in rows] == [D("2026-12-05"), D("2026-12-20"), D("2026-12-25")]
    assert [row.state for row in rows] == ["skipped", "skipped", "unplanned"]
    assert rows[-1].policy_note == "按现在的规则不是服务日"
    with db.read() as session:
        assert day_row(session, kept).held_on == D("2026-12-25")
        assert day_id_of(session, CALENDAR, D("2027-05-25")) == other
    with db.write() as session:
        set_policy(session, administrator, Policy((10,), "keep"), TODAY, TODAY)
    assert [row.nominal for row in _rows(db, "2026-12-01", "2026-12-24")] == [D("2026-12-10")]


def test_a_notice_moves_what_nobody_touched_and_tells_of_what_was_stored(
    db: Database, clerk: Clerk, supervisor: Clerk
) -> None:
    stored = opened(db, clerk, "2027-02-15")
    with db.read() as session:
        row = nominal(session, "2027-02-15")
        assert (row.id, row.provisional, row.policy_says) == (stored, True, None)
        assert nominal(session, "2027-02-25").provisional
    off = [D("2027-02-05") + timedelta(days=n) for n in range(11)]
    off += [D("2027-05-25")]
    with db.write() as session:
        enter_holidays(session, supervisor, 2027, off, [D("2027-02-20")])
    with db.read() as session:
        row = nominal(session, "2027-02-15")
        assert (row.held_on, row.policy_says) == (D("2027-02-15"), D("2027-02-16"))
        assert row.policy_note == "按现在的规则应在2月16日"
        assert not row.provisional
        assert nominal(session, "2027-05-25").held_on == D("2027-05-26")
    with db.write() as session:
        move_day(session, supervisor, stored, D("2027-02-16"), "按放假通知改期")
    with db.read() as session:
        assert nominal(session, "2027-02-15").policy_says is None


def test_what_is_written_about_a_day_is_changed_once(db: Database, clerk: Clerk) -> None:
    day_id = opened(db, clerk, "2026-11-25")
    with db.read() as session:
        card = day_card(session, day_id)
        assert card.spot == "龙腾社区党群服务中心"
    draft = DayDraft("集中服务日", "中心大厅", "高明", rain_plan="改到室内")
    with db.write() as session:
        change_day(session, clerk, day_id, draft, card.version)
    with db.write() as session, pytest.raises(UserError, match="别处刚改过"):
        change_day(session, clerk, day_id, DayDraft("别的"), card.version)
    following = opened(db, clerk, "2026-12-15")
    with db.read() as session:
        usual = day_card(session, following)
        assert (usual.spot, usual.leader, usual.rain_plan) == ("中心大厅", "高明", "改到室内")
        assert usual.summary == ""


def test_the_days_of_a_span_for_the_rota_are_the_stored_ones(db: Database, clerk: Clerk) -> None:
    ids = [opened(db, clerk, day) for day in ("2026-12-15", "2026-12-25")]
    opened(db, clerk, "2027-01-15")
    with db.read() as session:
        assert [row.id for row in days_between(session, D("2026-12-01"), D("2026-12-31"))] == ids


def _rows(db: Database, first: str, last: str) -> list[DayRow]:
    with db.read() as session:
        return days(session, calendar(session), D(first), D(last))
