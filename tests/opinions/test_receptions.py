"""Reception days on a real hall: a series, visits, issues by one key, every refusal."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.core.calendar import shipped_calendar
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.issues.models import Issue
from gridhall.issues.service.taking_back import take_back
from gridhall.opinions.models import ReceptionDay, ReceptionVisit
from gridhall.opinions.queries.receptions import reception, reception_on, receptions, visitors
from gridhall.opinions.rules.receptions import (
    DayDraft,
    SeriesDraft,
    VisitDraft,
    clock,
    series,
    title_of,
)
from gridhall.opinions.service import receptions as service
from tests.factories import TODAY, make_person
from tests.opinions.hall import compound, make_doors, when

CALENDAR = shipped_calendar()
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def session(db: Database) -> Iterator[Session]:
    """One transaction of a hall with a compound."""
    with db.write() as opened:
        make_doors(opened, 2)
        yield opened


def draft(session: Session, **given: Any) -> SeriesDraft:
    facts: dict[str, Any] = {
        "first": TODAY,
        "place": "3号楼前小广场",
        "hosts": "宋永东",
        "compound_id": compound(session),
    }
    return SeriesDraft(**(facts | given))


def planned(session: Session, clerk: Clerk, **given: Any) -> int:
    return service.plan_series(session, clerk, draft(session, **given), when()).row_id


def days(rhythm: str, first: date, until: date, *, moves: bool = False) -> list[str]:
    told = SeriesDraft(first, "a", "b", rhythm, until, moves=moves)
    return [f"{one:%m-%d}" for one in series(told, CALENDAR)]


@pytest.mark.parametrize(
    ("rhythm", "first", "until", "found"),
    [
        ("once", date(2026, 12, 5), date(2027, 12, 5), ["12-05"]),
        ("weekly", date(2026, 12, 5), date(2026, 12, 31), ["12-05", "12-12", "12-19", "12-26"]),
        ("fortnightly", date(2026, 12, 5), date(2027, 1, 2), ["12-05", "12-19", "01-02"]),
        # a month without a 31st has none
        ("monthly", date(2026, 12, 31), date(2027, 5, 31), ["12-31", "01-31", "03-31", "05-31"]),
        # the second Saturday
        ("weekday", date(2026, 12, 12), date(2027, 3, 31), ["12-12", "01-09", "02-13", "03-13"]),
        # the fifth Tuesday is there only in some months
        ("weekday", date(2026, 12, 29), date(2027, 4, 30), ["12-29", "03-30"]),
    ],
)
def test_a_series_by_its_rhythm(rhythm: str, first: date, until: date, found: list[str]) -> None:
    assert days(rhythm, first, until) == found


def test_a_holiday_moves_the_day_only_if_wanted() -> None:
    span = ("monthly", date(2026, 9, 1), date(2026, 10, 31))
    assert days(*span) == ["09-01", "10-01"]
    assert days(*span, moves=True) == ["09-01", "10-08"]


def test_a_series_is_planned_and_taken_back_whole(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        make_doors(session, 2)
        told = draft(
            session, rhythm="weekly", until=date(2026, 12, 22), starts="9点30", ends="11.30"
        )
        done = service.plan_series(session, clerk, told, when())
        listed = receptions(session)
        assert [one.day.day for one in listed] == [24, 1, 8, 15, 22]
        assert {one.hours for one in listed} == {"09:30-11:30"}
    with db.write() as session:
        take_back(session, clerk, done.action_id)
        assert receptions(session) == []


BAD_SERIES: list[tuple[dict[str, Any], str]] = [
    ({"place": " "}, "请写在哪里接待"),
    ({"place": "长" * 61}, "地点最长 60 个字"),
    ({"hosts": ""}, "请写谁来接待"),
    ({"hosts": "长" * 101}, "接待人最长 100 个字"),
    ({"starts": "九点"}, "时间写成 9:00 这样，现在是“九点”"),
    ({"ends": "25:00"}, "时间写成 9:00 这样"),
    ({"starts": "11:30", "ends": "9:00"}, "结束时间要晚于开始的 11:30"),
    ({"rhythm": "daily"}, "请选多久一次"),
    ({"rhythm": "weekly"}, "请写排到哪一天为止"),
    ({"rhythm": "weekly", "until": date(2026, 1, 1)}, "截止日期不能早于第一次"),
    ({"rhythm": "weekly", "until": date(2029, 1, 1)}, "一次最多排两年"),
    ({"rhythm": "weekly", "until": date(2028, 6, 1)}, "一次最多排 60 天"),
    ({"rhythm": "weekly", "first": date(2026, 11, 1), "until": TODAY}, "要从今天.*以后开始"),
    ({"compound_id": 99}, "没有这个小区"),
    ({"organisation_id": 99}, "没有这个组织"),
]


@pytest.mark.parametrize(("given", "sentence"), BAD_SERIES)
def test_a_bad_series_plans_nothing(
    session: Session, clerk: Clerk, given: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(UserError, match=sentence):
        planned(session, clerk, **given)
    assert session.scalar(select(func.count()).select_from(ReceptionDay)) == 0


def test_two_receptions_at_one_place_and_time_are_refused(session: Session, clerk: Clerk) -> None:
    first = planned(session, clerk)
    with pytest.raises(UserError, match=r"2026-11-24 09:00-11:30 在3号楼前小广场已经安排了接待"):
        planned(session, clerk, starts="11:00", ends="12:00")
    planned(session, clerk, starts="11:30", ends="12:00")
    planned(session, clerk, place="物业办公室")
    row = reception(session, first)
    clash = DayDraft(TODAY, "3号楼前小广场", "宋永东", "11:00", "12:00", row.version)
    with pytest.raises(UserError, match="已经安排了接待"):
        service.change_day(session, clerk, first, clash, when())
    with pytest.raises(UserError, match="有几处接待"):
        reception_on(session, TODAY)
    with pytest.raises(UserError, match="没有安排接待日"):
        reception_on(session, TOMORROW)


def test_a_visit_is_answered_or_becomes_an_issue_by_one_key(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        make_doors(session, 2)
        reception_id = planned(session, clerk)
        person = make_person(session, "李建军", phone="13812345678")
        words = "3号楼门口路灯不亮。电话13812345678\n晚上不敢走"
        told = VisitDraft(words, person.id, address="1-1-101", to_issue=True, request_key="k-1")
        done = service.receive(session, clerk, reception_id, told, when())
        assert service.receive(session, clerk, reception_id, told, when()) == done
        issue = session.scalars(select(Issue)).one()
        assert (issue.title, issue.channel, issue.person_id, issue.source_id) == (
            "3号楼门口路灯不亮",
            "reception_day",
            person.id,
            done.row_id,
        )
        came = VisitDraft("问暖气", visitor="刘先生", phone="138 1234 5678", answer="已经供暖")
        later = service.receive(session, clerk, reception_id, came, when())
        one, other = visitors(session, reception_id)
        assert (one.position, one.visitor, one.issue_number) == (1, "李建军", issue.number)
        assert (other.position, other.masked_phone) == (2, "138****5678")
        made = service.to_issue(session, clerk, later.row_id, when())
        with pytest.raises(UserError, match="第 2 位来访已经转成问题"):
            service.to_issue(session, clerk, later.row_id, when())
    with db.write() as session:
        take_back(session, clerk, made.action_id)
        assert visitors(session, reception_id)[1].issue_id is None
        take_back(session, clerk, later.action_id)
        take_back(session, clerk, done.action_id)
        for table in (Issue, ReceptionVisit):
            assert session.scalar(select(func.count()).select_from(table)) == 0


BAD_VISITS: list[tuple[dict[str, Any], str]] = [
    ({"words": " "}, "请写反映了什么"),
    ({"words": "长" * 2001}, "反映内容最长 2000 个字"),
    ({"visitor": ""}, "请写来访人"),
    ({"visitor": "长" * 101}, "最长 100 个字"),
    ({"answer": ""}, "请写当场怎么答复"),
    ({"answer": "长" * 2001}, "答复最长 2000 个字"),
    ({"address": "长" * 101}, "住址最长 100 个字"),
    ({"phone": "1" * 40}, "电话最长 30 个字"),
    ({"person_id": 99}, "没有这位居民"),
]


@pytest.mark.parametrize(("given", "sentence"), BAD_VISITS)
def test_a_bad_visit_is_refused(
    session: Session, clerk: Clerk, given: dict[str, Any], sentence: str
) -> None:
    reception_id = planned(session, clerk)
    facts: dict[str, Any] = {"words": "路灯不亮", "visitor": "刘先生", "answer": "明天修"}
    with pytest.raises(UserError, match=sentence):
        service.receive(session, clerk, reception_id, VisitDraft(**(facts | given)), when())
    assert visitors(session, reception_id) == []


def test_nobody_is_received_before_the_day_or_on_a_cancelled_one(
    session: Session, clerk: Clerk
) -> None:
    told = VisitDraft("路灯", visitor="刘先生", answer="明天修")
    ahead = planned(session, clerk, first=TOMORROW)
    for act in (
        lambda: service.receive(session, clerk, ahead, told, when()),
        lambda: service.hold(session, clerk, ahead, when()),
    ):
        with pytest.raises(UserError, match="还没有到，到那天再登记"):
            act()
    with pytest.raises(UserError, match="请写原因"):
        service.cancel(session, clerk, ahead, " ", when())
    service.cancel(session, clerk, ahead, "开会", when())
    for act, sentence in (
        (lambda: service.receive(session, clerk, ahead, told, when()), "已经取消"),
        (lambda: service.hold(session, clerk, ahead, when()), "已取消，不用再结束"),
        (lambda: service.cancel(session, clerk, ahead, "再取消", when()), "已取消，不能取消"),
    ):
        with pytest.raises(UserError, match=sentence):
            act()
    row = reception(session, ahead)
    again = DayDraft(TOMORROW, "广场", "宋永东", version=row.version)
    with pytest.raises(UserError, match="已取消，不能再改"):
        service.change_day(session, clerk, ahead, again, when())


def test_a_day_with_visitors_is_not_cancelled(session: Session, clerk: Clerk) -> None:
    reception_id = planned(session, clerk)
    told = VisitDraft("路灯", visitor="刘先生", answer="明天修")
    visit = service.receive(session, clerk, reception_id, told, when())
    with pytest.raises(UserError, match="已经登记了 1 次来访，不能取消"):
        service.cancel(session, clerk, reception_id, "开会", when())
    service.hold(session, clerk, reception_id, when())
    service.answer(session, clerk, visit.row_id, "已经修好", when())
    assert visitors(session, reception_id)[0].answer == "已经修好"
    for words, sentence in (("", "请写怎么答复的"), ("长" * 2001, "最长 2000 个字")):
        with pytest.raises(UserError, match=sentence):
            service.answer(session, clerk, visit.row_id, words, when())


def test_an_older_form_of_a_day_is_refused(session: Session, clerk: Clerk) -> None:
    reception_id = planned(session, clerk)
    row = reception(session, reception_id)
    told = DayDraft(TOMORROW, "物业办公室", "宋永东", "9:00", "10:00", row.version)
    service.change_day(session, clerk, reception_id, told, when())
    assert reception(session, reception_id).day == TOMORROW
    with pytest.raises(UserError, match="这个接待日别处刚改过"):
        service.change_day(session, clerk, reception_id, told, when())


def test_times_and_titles_as_people_say_them() -> None:
    assert [clock(one, "starts") for one in ("9:00", "9.30", "０９：０５", "18点30")] == [
        "09:00",
        "09:30",
        "09:05",
        "18:30",
    ]
    assert title_of("  。3号楼漏水！很急") == "3号楼漏水"
    assert title_of("打 13812345678 找我") == "打 138****5678 找我"
    assert title_of("长" * 90) == "长" * 59 + "…"
