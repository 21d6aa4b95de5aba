"""Inspections and hazards on a real hall: found, mended with a photo, late, handed on."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from gridhall.core.calendar import shipped_calendar
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.issues.models import Issue
from gridhall.issues.queries.settings import governance
from gridhall.issues.service.settings import set_governance
from gridhall.issues.service.taking_back import take_back
from gridhall.opinions.models import Inspection
from gridhall.opinions.queries.inspections import (
    hazard,
    hazard_coded,
    hazards,
    hazards_of,
    inspection,
    inspection_numbered,
)
from gridhall.opinions.queries.peace_checks import problems
from gridhall.opinions.queries.peace_figures import figures
from gridhall.opinions.queries.peace_todos import todos
from gridhall.opinions.rules.inspections import (
    HazardDraft,
    Recheck,
    hazard_due,
    is_due,
    usual_rectify_by,
)
from gridhall.opinions.service import hazards as service
from gridhall.opinions.service import mediations
from tests.factories import TODAY
from tests.opinions.hall import when
from tests.opinions.peace_hall import PHONE, agreed, dispute, hazard_of, photo, round_of

DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


def test_a_hazard_is_due_after_the_halls_working_days_and_mended_with_a_photo(
    db: Database, clerk: Clerk
) -> None:
    with db.write() as session:
        row_id = hazard_of(session, clerk)
        row = hazard(session, row_id)
        assert (row.code, row.rectify_by) == ("查〔2026〕001-1", date(2026, 11, 25))
        assert row.due(TODAY) == ("还有 1 天", "amber")
        assert row.due(date(2026, 11, 27)) == ("超期 2 天", "red")
        with pytest.raises(UserError, match="还没有整改后的照片"):
            service.recheck(session, clerk, row_id, Recheck(True, "宋永东"), when())
        photo(session, clerk, row_id, "before")
        with pytest.raises(UserError, match="还没有整改后的照片"):
            service.recheck(session, clerk, row_id, Recheck(True, "宋永东"), when())
        photo(session, clerk, row_id, "after")
        done = service.recheck(session, clerk, row_id, Recheck(True, "宋永东"), when())
        assert hazards(session, still=True) == []
        assert hazard(session, row_id).due(TODAY) == ("11月24日已整改", "green")
        assert [one.count for one in problems(session)] == [0] * len(problems(session))
        with pytest.raises(UserError, match="已经整改，不用再办"):
            service.give_time(session, clerk, row_id, (date(2026, 12, 9), "x"), when())
        take_back(session, clerk, done.action_id)
        assert hazard(session, row_id).is_open


def test_the_halls_own_term_counts(db: Database, clerk: Clerk, administrator: Clerk) -> None:
    with db.write() as session:
        chosen = replace(governance(session), rectify_days=2)
        set_governance(session, administrator, chosen)
        assert hazard(session, hazard_of(session, clerk)).rectify_by == date(2026, 11, 18)


def test_what_is_not_mended_gets_another_day(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        row_id = hazard_of(session, clerk)
        wrong = Recheck(False, "宋永东", "还差两处")
        with pytest.raises(UserError, match="请写新的整改期限"):
            service.recheck(session, clerk, row_id, wrong, when())
        told = replace(wrong, rectify_by=date(2026, 12, 3))
        service.recheck(session, clerk, row_id, told, when())
        row = hazard(session, row_id)
        assert (row.is_open, row.rectify_by, row.result) == (True, date(2026, 12, 3), "还差两处")
        with pytest.raises(UserError, match="要晚于原来的"):
            service.give_time(session, clerk, row_id, (date(2026, 12, 3), "等配件"), when())
        with pytest.raises(UserError, match="请写原因"):
            service.give_time(session, clerk, row_id, (date(2026, 12, 9), ""), when())
        service.give_time(session, clerk, row_id, (date(2026, 12, 9), "等配件"), when())
        assert hazard(session, row_id).rectify_by == date(2026, 12, 9)
        stale = when()
        with pytest.raises(UserError, match="别处刚改过"):
            service.recheck(session, clerk, row_id, told, replace(stale, version=1))


def test_a_hazard_becomes_one_issue(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        row_id = hazard_of(session, clerk, serious=True)
        done = service.to_issue(session, clerk, row_id, when())
        issue = session.scalars(select(Issue)).one()
        assert (issue.title, issue.channel, issue.source, issue.source_id) == (
            "隐患：灭火器过期", "patrol", "hazard", row_id,
        )  # fmt: skip
        assert issue.content.startswith("重大隐患。")
        with pytest.raises(UserError, match="已经转成问题"):
            service.to_issue(session, clerk, row_id, when())
        take_back(session, clerk, done.action_id)
        assert session.scalars(select(Issue)).all() == []
        assert hazard(session, row_id).issue_id is None


def test_a_round_takes_more_hazards_and_may_find_none(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        row_id = round_of(session, clerk)
        assert inspection(session, row_id).hazards == 0
        more = (HazardDraft("井盖破损", "物业", at_once=True), HazardDraft("外墙松动", "物业"))
        round_of(session, clerk, *more, inspection_id=row_id, version=1)
        row = inspection_numbered(session, "2026-1")
        assert (row.hazards, row.left) == (2, 1)
        assert [one.result for one in hazards_of(session, row_id)] == ["当场整改", ""]
        assert hazard_coded(session, "2026-1-2").what == "外墙松动"
        with pytest.raises(UserError, match="别处刚改过"):
            round_of(session, clerk, inspection_id=row_id, version=1)
        with pytest.raises(UserError, match="没有编号“2026-1-9”的隐患"):
            hazard_coded(session, "2026-1-9")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"kind": "x"}, "请选排查类别"),
        ({"place": " "}, "请写查了哪里"),
        ({"inspectors": ""}, "请写谁去查的"),
        ({"day": TODAY + timedelta(1)}, "不能晚于今天"),
        ({"hazards": (HazardDraft("", "物业"),)}, "第 1 处请写是什么隐患"),
        ({"hazards": (HazardDraft(f"打{PHONE}", "物业"),)}, "不能写电话或身份证号"),
        ({"hazards": (HazardDraft("井盖破损"),)}, "请写谁来整改"),
        ({"hazards": (HazardDraft("a", "b", rectify_by=date(2026, 11, 1)),)}, "不能早于排查的"),
        ({"hazards": (HazardDraft("a", unit_id=99),)}, "没有这个单位"),
        ({"hazards": (HazardDraft("a", "b", building_id=99),)}, "没有这栋楼"),
        ({"hazards": (HazardDraft("a", "b"),) * 61}, "一次最多记 60 处"),
        ({"compound_id": 99}, "没有这个小区"),
        ({"inspection_id": 99}, "没有这次排查"),
    ],
)
def test_bad_rounds_are_refused(
    db: Database, clerk: Clerk, given: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(UserError, match=sentence), db.write() as session:
        round_of(session, clerk, **given)
    with db.read() as session:
        assert session.scalars(select(Inspection)).all() == []


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (Recheck(True, ""), "请写谁去复查"),
        (Recheck(True, "宋", on=date(2026, 11, 15)), "复查日期要在排查的"),
        (Recheck(True, "宋", on=TODAY + timedelta(1)), "复查日期要在排查的"),
        (Recheck(False, "宋", "", rectify_by=date(2026, 12, 1)), "请写还差什么"),
        (Recheck(False, "宋", "差", rectify_by=TODAY), "要晚于复查的"),
    ],
)
def test_bad_rechecks_are_refused(db: Database, clerk: Clerk, told: Recheck, sentence: str) -> None:
    with db.write() as session:
        row_id = hazard_of(session, clerk)
    with pytest.raises(UserError, match=sentence), db.write() as session:
        service.recheck(session, clerk, row_id, told, when())


def test_what_waits_today_is_counted(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        assert todos(session, TODAY) == []
        hazard_of(session, clerk)
        hazard_of(session, clerk, rectify_by=date(2026, 11, 20))
        agreed(session, clerk)
        dispute(session, clerk, due_on=date(2026, 11, 20))
        told = {one.what: (one.many, one.tone) for one in todos(session, TODAY)}
        assert told == {
            "hazard_late": (1, "red"),
            "hazard_soon": (1, "amber"),
            "mediation_late": (1, "red"),
            "perform_late": (1, "red"),
        }
        assert "call" in {one.what for one in todos(session, date(2026, 12, 20))}


def test_figures_count_by_kind_and_month(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        agreed(session, clerk)
        failed = dispute(session, clerk, kind="family", accepted_on=date(2026, 10, 5))
        mediations.fail(session, clerk, failed, "谈不拢", when())
        hazard_of(session, clerk)
        round_of(session, clerk, kind="gas", day=date(2026, 10, 8))
        told = figures(session, date(2026, 1, 1), TODAY)
        assert (told.disputes.many, told.disputes.good, told.inspections) == (2, 1, 2)
        assert told.words == ("调解 2 件，达成协议 1 件；排查 2 次，隐患 1 处，已整改 0 处")
        assert told.by_month == (("2026-10", 1, 1, 0), ("2026-11", 1, 1, 1))
        assert [(one.words, one.many, one.good) for one in told.by_dispute] == [
            ("邻里纠纷", 1, 1), ("婚姻家庭纠纷", 1, 0),
        ]  # fmt: skip
        assert figures(session, date(2027, 1, 1), date(2027, 2, 1)).disputes.many == 0
        assert figures(session, date(2026, 11, 1), date(2026, 12, 30)).overdue == 1
        with pytest.raises(UserError, match="早于开始的"):
            figures(session, TODAY, date(2026, 1, 1))


@given(day=DAYS, days=st.integers(1, 60))
def test_the_term_counts_working_days_one_by_one(day: date, days: int) -> None:
    calendar, at, left = shipped_calendar(), day, days
    while left:
        at += timedelta(1)
        left -= calendar.is_working(at)
    assert usual_rectify_by(day, days, calendar) == at


@given(due=DAYS, mended=st.none() | DAYS, today=DAYS)
def test_a_hazards_words_follow_its_day(due: date, mended: date | None, today: date) -> None:
    words, tone = hazard_due(due, mended, today)
    assert (tone == "green") == (mended is not None)
    assert (tone == "red") == (mended is None and today > due)
    assert is_due(due, mended, today) == (tone in ("red", "amber"))
    assert words
