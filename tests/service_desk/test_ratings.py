"""好差评, month closes and hand-over sheets, on a real hall."""

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks.models import AuditEntry
from gridhall.core.calendar import shipped_calendar
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.registry.models import Person
from gridhall.service_desk.models import RatingFollowUp, ServiceCase
from gridhall.service_desk.queries import handovers as sheets
from gridhall.service_desk.queries.months import closed_months, is_closed, month_counts
from gridhall.service_desk.queries.ratings import (
    follow_ups_waiting,
    is_rated,
    open_follow_ups,
    rating_figures,
    ratings,
)
from gridhall.service_desk.rules.clock import DeskMoment
from gridhall.service_desk.rules.handovers import HandoverDraft
from gridhall.service_desk.rules.ratings import RatingDraft
from gridhall.service_desk.service import months
from gridhall.service_desk.service import ratings as service
from gridhall.service_desk.service.handovers import hand_over_day
from tests.factories import make_case, make_clerk, make_family

# Friday before the National Day block of 2026: the next working day is 09-28 (9-25..27 are off).
RATED = datetime(2026, 9, 24, 10, 0).astimezone()
WHEN = DeskMoment(RATED + timedelta(minutes=1), shipped_calendar())
Rate = Callable[..., int]


@pytest.fixture
def case_id(db: Database) -> int:
    with db.write() as session:
        make_family(session)
        who = session.scalars(select(Person)).first()
        assert who is not None
        ended = {"state": "finished", "finished_at": RATED, "closed_at": RATED}
        return make_case(session, who, holder_name="王芳", **ended).id


def _draft(case_id: int, satisfaction: int, **given: Any) -> RatingDraft:
    return RatingDraft(case_id, satisfaction, **{"rated_at": RATED, "request_key": "r1"} | given)


def test_a_bad_rating_is_called_on_the_next_working_day(
    db: Database, clerk: Clerk, supervisor: Clerk, case_id: int
) -> None:
    with db.write() as session:
        service.rate(session, clerk, _draft(case_id, 4, words="等了很久"), WHEN)
    with db.read() as session:
        (row,) = open_follow_ups(session, supervisor)
        assert row.follow_up is not None
        assert row.follow_up.call_due_on == date(2026, 9, 28)
        assert row.follow_up.due_on() == date(2026, 9, 28)
        assert (row.words, row.served_by) == ("等了很久", "王芳")
        assert follow_ups_waiting(session) == 1


def test_who_served_sees_that_it_is_rated_and_not_how(
    db: Database, clerk: Clerk, case_id: int
) -> None:
    with db.write() as session:
        service.rate(session, clerk, _draft(case_id, 5), WHEN)
    with db.read() as session:
        assert is_rated(session, case_id)
        for ask in (
            lambda: ratings(session, clerk, date(2026, 1, 1), date(2026, 12, 31)),
            lambda: open_follow_ups(session, clerk),
            lambda: rating_figures(session, clerk, date(2026, 1, 1), date(2026, 12, 31)),
        ):
            with pytest.raises(UserError, match="看评价要主管来做"):
                ask()
        trail = session.scalars(select(AuditEntry).where(AuditEntry.action == "case.rate")).one()
        assert json.loads(trail.detail) == {}


def test_a_case_is_rated_once(db: Database, clerk: Clerk, case_id: int) -> None:
    with db.write() as session:
        first = service.rate(session, clerk, _draft(case_id, 1), WHEN)
        assert service.rate(session, clerk, _draft(case_id, 1), WHEN) == first  # pressed twice
    with pytest.raises(UserError, match="已经评价过了，一件事只评一次"), db.write() as session:
        service.rate(session, clerk, _draft(case_id, 3, request_key="r2"), WHEN)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"satisfaction": 6}, "满意度是 1 到 5"),
        ({"rated_at": RATED + timedelta(days=1)}, "评价的时间在后面"),
        ({"words": "长" * 501}, "最多 500 个字"),
        ({"channel": "drum"}, "评价方式是"),
    ],
)
def test_odd_ratings_are_refused(
    db: Database, clerk: Clerk, case_id: int, given: dict[str, Any], said: str
) -> None:
    facts = {"satisfaction": 2} | given
    with pytest.raises(UserError, match=said), db.write() as session:
        service.rate(session, clerk, _draft(case_id, **facts), WHEN)


def test_what_was_withdrawn_cannot_be_rated(db: Database, clerk: Clerk, case_id: int) -> None:
    with db.write() as session:
        session.get_one(ServiceCase, case_id).state = "withdrawn"
    with pytest.raises(UserError, match="已撤回，还没有办过"), db.write() as session:
        service.rate(session, clerk, _draft(case_id, 2), WHEN)


def test_a_follow_up_goes_call_then_mend(
    db: Database, clerk: Clerk, supervisor: Clerk, case_id: int
) -> None:
    with db.write() as session:
        service.rate(session, clerk, _draft(case_id, 5), WHEN)
        one = session.scalars(select(RatingFollowUp.id)).one()
    with pytest.raises(UserError, match="还没有回访"), db.write() as session:
        service.mend(session, supervisor, one, "已加一个窗口", WHEN.now)
    with pytest.raises(UserError, match="请写回访的情况"), db.write() as session:
        service.call_back(session, supervisor, one, "  ", WHEN.now)
    with db.write() as session:
        service.call_back(session, supervisor, one, "等候太久", WHEN.now)
        service.mend(session, supervisor, one, "已加一个窗口", WHEN.now)
    with pytest.raises(UserError, match="已整改，不能再改"), db.write() as session:
        service.find_unfounded(session, supervisor, one, "无", WHEN.now)
    with db.read() as session:
        assert open_follow_ups(session, supervisor) == []


def test_nobody_follows_up_their_own_rating(
    db: Database, clerk: Clerk, supervisor: Clerk, case_id: int
) -> None:
    with db.write() as session:
        session.get_one(ServiceCase, case_id).holder_name = supervisor.name
        make_clerk(session, "另一位主管", Role.SUPERVISOR)
        service.rate(session, clerk, _draft(case_id, 4), WHEN)
        one = session.scalars(select(RatingFollowUp.id)).one()
    with pytest.raises(UserError, match="请另一位主管来回访"), db.write() as session:
        service.call_back(session, supervisor, one, "没事", WHEN.now)


def test_figures_count_grades(db: Database, clerk: Clerk, supervisor: Clerk, case_id: int) -> None:
    with db.write() as session:
        service.rate(session, clerk, _draft(case_id, 4), WHEN)
        who = session.scalars(select(Person)).first()
        assert who is not None
        second = make_case(session, who, number="SL2", state="finished", holder_name="王芳")
        service.rate(session, clerk, _draft(second.id, 1, request_key="r2"), WHEN)
    with db.read() as session:
        (figure,) = rating_figures(session, supervisor, RATED.date(), RATED.date())
        assert (figure.label, figure.grades) == ("王芳", (1, 0, 0, 1, 0))
        assert (figure.rated, figure.bad, figure.share_content) == (2, 1, 0.5)
        by_month = rating_figures(session, supervisor, RATED.date(), RATED.date(), "month")
        assert [one.label for one in by_month] == ["2026-09"]


def test_a_month_closes_once_and_opens_with_a_reason(
    db: Database, clerk: Clerk, supervisor: Clerk, case_id: int
) -> None:
    now = datetime(2026, 12, 1, 9, 0).astimezone()
    with pytest.raises(UserError, match="月结要主管来做"), db.write() as session:
        months.close_month(session, clerk, "2026-11", now)
    with pytest.raises(UserError, match="还没有过完"), db.write() as session:
        months.close_month(session, supervisor, "2026-12", now)
    with pytest.raises(UserError, match="不是月份"), db.write() as session:
        months.close_month(session, supervisor, "2026-13", now)
    with db.write() as session:
        months.close_month(session, supervisor, "2026-09", now)
        months.close_month(session, supervisor, "2026-11", now)
    with pytest.raises(UserError, match="已经月结了"), db.write() as session:
        months.close_month(session, supervisor, "2026-11", now)
    with db.read() as session:
        assert [row.month for row in closed_months(session)] == ["2026-11", "2026-09"]
        assert closed_months(session)[1].figures["finished"] == 1
        with pytest.raises(UserError, match="2026年11月已经月结"):
            months.refuse_closed(session, date(2026, 11, 30))
        months.refuse_closed(session, date(2026, 12, 1))
    with pytest.raises(UserError, match="请写反月结的原因"), db.write() as session:
        months.reopen_month(session, supervisor, "2026-11", " ", now)
    with db.write() as session:
        months.reopen_month(session, supervisor, "2026-11", "补录停电那天的纸质单", now)
        assert not is_closed(session, "2026-11")
    with pytest.raises(UserError, match="没有月结"), db.write() as session:
        months.reopen_month(session, supervisor, "2026-11", "再来", now)


def test_questions_are_no_receipts_of_the_month(db: Database, case_id: int) -> None:
    with db.write() as session:
        case = session.get_one(ServiceCase, case_id)
        month = f"{case.received_at.astimezone():%Y-%m}"
        assert month_counts(session, month)["received"] == 1
        case.state = "answered"
        session.flush()
        assert month_counts(session, month)["received"] == 0


def _open(session: Session, number: str) -> int:
    who = session.scalars(select(Person)).first()
    assert who is not None
    return make_case(session, who, number=number, holder_name="王芳").id


def test_a_day_is_handed_over_once(
    db: Database, clerk: Clerk, supervisor: Clerk, case_id: int
) -> None:
    now = DeskMoment(datetime(2026, 11, 24, 17, 0).astimezone(), shipped_calendar())
    with db.write() as session:
        one = _open(session, "SL20261124-101")
        draft = HandoverDraft(supervisor.id, {one: "等派出所回电"}, "印章在抽屉里", "h1")
        first = hand_over_day(session, clerk, draft, now)
        assert hand_over_day(session, clerk, draft, now) == first
    with db.read() as session:
        (sheet,) = sheets.handovers(session)
        assert (sheet.from_name, sheet.to_name) == (clerk.name, supervisor.name)
        assert sheet.cases[0].number == "SL20261124-101"
        assert sheet.cases[0].word == "等派出所回电"
        assert session.get_one(ServiceCase, one).holder_name == supervisor.name
        assert session.get_one(ServiceCase, one).clerk_name == "王芳"  # 首问 stays
        assert sheets.open_cases_of(session, clerk) == []


@pytest.mark.parametrize(
    ("words", "note", "to", "said"),
    [
        ({}, "", "supervisor", "没有要交接的"),
        ({1: "长" * 201}, "", "supervisor", "每件工单的话最多 200 个字"),
        ({}, "交代", "clerk", "不能交接给自己"),
        ({}, "交代", "nobody", "已停用或不存在"),
    ],
)
def test_odd_hand_overs_are_refused(
    db: Database, clerk: Clerk, supervisor: Clerk, words: Any, note: str, to: str, said: str
) -> None:
    ids = {"supervisor": supervisor.id, "clerk": clerk.id, "nobody": 999}
    now = DeskMoment(datetime(2026, 11, 24, 17, 0).astimezone(), shipped_calendar())
    with pytest.raises(UserError, match=said), db.write() as session:
        hand_over_day(session, clerk, HandoverDraft(ids[to], words, note, "h2"), now)


def test_a_paper_rating_is_typed_by_a_supervisor(
    db: Database, clerk: Clerk, supervisor: Clerk, case_id: int
) -> None:
    with pytest.raises(UserError, match="录入评价要主管来做"), db.write() as session:
        service.rate(session, clerk, _draft(case_id, 2, channel="paper"), WHEN)
    with db.write() as session:
        service.rate(session, supervisor, _draft(case_id, 2, channel="paper"), WHEN)
        assert is_rated(session, case_id)
