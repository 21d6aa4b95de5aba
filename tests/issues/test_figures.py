"""The funnel and every other figure of the ledger: against the article, and counted by hand."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, event, insert
from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.figures import say
from gridhall.core.periods import days_between, period
from gridhall.db.database import Database
from gridhall.issues.models import Issue, IssueResponse
from gridhall.issues.queries.categories import leaves
from gridhall.issues.queries.figures import Asked, issue_figures, issues_behind
from gridhall.issues.rules.figures import (
    DIMENSIONS,
    FIGURES,
    FUNNEL,
    MANNERS,
    dimension,
    figure_named,
    manner,
)
from gridhall.issues.rules.states import OWED
from gridhall.issues.service.install import install_governance
from tests.factories import NOW, TODAY, make_dwelling, make_grid
from tests.issues.many import S1, make_many, make_units

YEAR = period("2026")


def seed(session: Session, administrator: Clerk) -> None:
    install_governance(session, administrator)
    for n in range(3):
        make_dwelling(session, f"御景小区 {n + 1}-1-101", make_grid(session, f"G{n}", f"第{n}网格"))
    make_units(session, ["城管中队", "供电公司", "环卫所"])


def test_a_year_of_bazhong_gives_its_published_funnel(db: Database, administrator: Clerk) -> None:
    with db.write() as session:
        seed(session, administrator)
        make_many(session)
    with db.read() as session:
        made = issue_figures(session, Asked(YEAR, "category"), TODAY)
    total = made.total.numbers
    assert (total["collected"], total["admitted"], total["solved"]) == (950, 570, 360)  # S1
    assert made.funnel == tuple(S1[stage] for stage in FUNNEL)
    assert len(made.rows) == 69  # 69 类
    assert say(FIGURES["share_solved"], made.total.value(FIGURES["share_solved"])) == "63.2%"


@pytest.mark.parametrize("by", DIMENSIONS)
@pytest.mark.parametrize("counted", MANNERS)
def test_the_lines_add_up_to_the_whole_and_to_the_issues_behind(
    db: Database, administrator: Clerk, by: str, counted: str
) -> None:
    with db.write() as session:
        seed(session, administrator)
        make_many(session, 190)
    with db.read() as session:
        asked = Asked(YEAR, by, counted)
        made = issue_figures(session, asked, TODAY)
        whole = issue_figures(session, Asked(YEAR, "all", counted), TODAY)
        assert dict(made.total.numbers) == dict(whole.total.numbers)
        assert made.funnel[0] == 190
        assert all(row.line.label for row in made.rows)
        for key in ("collected", "solved", "overdue"):
            raw = FIGURES[key].raw[-1]
            for row in made.rows[:4]:
                behind = issues_behind(session, asked, TODAY, (key, row.line.at))
                assert len(behind) == row.numbers.get(raw, 0), (key, row.line)
            every = issues_behind(session, asked, TODAY, (key, None))
            assert len(every) == made.total.numbers[raw]


def test_a_cohort_is_counted_in_one_pass(db: Database, administrator: Clerk) -> None:
    with db.write() as session:
        seed(session, administrator)
        make_many(session, 50)
    said: list[str] = []
    with db.read() as session:
        event.listen(
            session.get_bind(), "before_cursor_execute",
            lambda _c, _k, sql, *_: said.append(sql) if "FROM issue i" in sql else None,
        )  # fmt: skip
        issue_figures(session, Asked(YEAR, "unit"), TODAY)
    assert len(said) == 1


def test_an_issue_routed_anew_after_its_whistle_stays_whistled(
    db: Database, administrator: Clerk
) -> None:
    with db.write() as session:
        seed(session, administrator)
        make_many(session, 1, shares={"collected": 1, "admitted": 1, "whistled": 1, "solved": 0})
        issue, response = session.get_one(Issue, 1), session.get_one(IssueResponse, 1)
        response.ended_on = date(2026, 2, 1)
        issue.whistled_on = None
    with db.read() as session:
        for counted in MANNERS:
            made = issue_figures(session, Asked(YEAR, "all", counted), TODAY)
            assert made.funnel == (1, 1, 1, 0)


def test_events_of_a_month_are_told_by_their_own_days(db: Database, administrator: Clerk) -> None:
    with db.write() as session:
        seed(session, administrator)
        _put(session, received_on=date(2026, 4, 28), admitted_on=date(2026, 5, 6))
        _put(session, received_on=date(2026, 5, 3), resolved_on=date(2026, 6, 1), state="resolved")
    with db.read() as session:
        may = issue_figures(session, Asked(period("2026-05"), "all", "events"), TODAY)
        both = Asked(days_between(date(2026, 4, 1), date(2026, 6, 30)), "month", "events")
        months = issue_figures(session, both, TODAY)
    assert (may.total.numbers["collected"], may.total.numbers["admitted"]) == (1, 1)
    assert may.total.numbers.get("solved", 0) == 0
    assert may.total.numbers["standing"] == 2  # at the end of May neither was over
    solved = [(row.line.label, row.numbers.get("solved", 0)) for row in months.rows]
    assert solved == [("2026年4月", 0), ("2026年5月", 0), ("2026年6月", 1)]


def test_an_owner_outside_the_directory_and_what_nobody_filed_have_lines(
    db: Database, administrator: Clerk
) -> None:
    with db.write() as session:
        seed(session, administrator)
        _put(session, owner_name="市自来水公司", state="routed")
        _put(session)
    with db.read() as session:
        units = issue_figures(session, Asked(YEAR, "unit"), TODAY)
        sorts = issue_figures(session, Asked(YEAR, "category"), TODAY)
    assert [row.line.label for row in units.rows] == ["市自来水公司", "没有责任单位"]
    assert [(row.line.label, row.numbers["collected"]) for row in sorts.rows] == [("没有分类", 2)]


def test_what_cannot_be_asked_is_refused_in_a_sentence() -> None:
    for ask, sentence in ((dimension, "不能按"), (manner, "口径"), (figure_named, "没有“x”这个数")):
        with pytest.raises(UserError, match=sentence):
            ask("x")


_DAYS = st.dates(date(2025, 11, 1), TODAY)
_MAYBE = st.none() | _DAYS


@st.composite
def an_issue(draw: st.DrawFn) -> dict[str, Any]:
    """Any issue whose facts fit together."""
    received = draw(_DAYS)
    later = st.none() | st.dates(received, TODAY)
    one: dict[str, Any] = {"received_on": received, "state": draw(st.sampled_from(sorted(OWED)))}
    one["admitted_on"], one["whistled_on"], one["due_on"] = draw(later), draw(later), draw(later)
    end = draw(st.sampled_from(["", "declined", "resolved", "verified", "closed"]))
    day = draw(st.dates(received, TODAY))
    if end == "declined":
        return one | {"state": end, "declined_on": day, "admitted_on": None, "due_on": None}
    if end:
        one |= {"state": end, "resolved_on": day}
    if end in ("verified", "closed"):
        one |= {"verified_on": day, "word": draw(st.sampled_from(["satisfied", "fair"]))}
    return one | ({"closed_on": day} if end == "closed" else {})


def _slowly(rows: list[dict[str, Any]]) -> dict[str, int]:
    """What a cohort's numbers are, counted one issue after another."""
    mine = [one for one in rows if YEAR.first <= one["received_on"] <= YEAR.last]
    solved = [one for one in mine if one.get("resolved_on")]
    return {
        "collected": len(mine),
        "admitted": sum(one.get("admitted_on") is not None for one in mine),
        "whistled": sum(one.get("whistled_on") is not None for one in mine),
        "solved": len(solved),
        "here": sum(one.get("admitted_on") is None for one in solved),
        "solved_admitted": sum(one.get("admitted_on") is not None for one in solved),
        "days": sum((one["resolved_on"] - one["received_on"]).days for one in solved),
        "declined": sum(one["state"] == "declined" for one in mine),
        "closed": sum(one["state"] == "closed" for one in mine),
        "standing": sum(one["state"] not in ("declined", "closed") for one in mine),
        "overdue": sum(
            one["state"] in OWED and one["due_on"] is not None and one["due_on"] < TODAY
            for one in mine
        ),
        "supervised": 0,
        "content": sum(bool(one.get("word")) for one in mine),
        "worded": sum(bool(one.get("word")) for one in mine),
    }


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(an_issue(), max_size=12))
def test_a_cohort_counts_like_somebody_with_a_pencil(
    db: Database, rows: list[dict[str, Any]]
) -> None:
    with db.write() as session:
        session.execute(delete(Issue))
        for one in rows:
            _put(session, **one)
    with db.read() as session:
        made = issue_figures(session, Asked(YEAR), TODAY)
        by_month = issue_figures(session, Asked(YEAR, "month"), TODAY)
    told = dict(made.total.numbers) or dict.fromkeys(_slowly([]), 0)
    assert told == _slowly(rows)
    assert sum(row.numbers.get("collected", 0) for row in by_month.rows) == told["collected"]


def _put(session: Session, **given: Any) -> None:
    facts = {
        "title": "一件", "path": 3, "channel": "visit", "state": "collected", "clerk_name": "王芳",
        "received_on": date(2026, 5, 1), "recorded_at": NOW, "version": 1,
        "number": f"T{session.query(Issue).count() + 1}",
    }  # fmt: skip
    session.execute(insert(Issue), [facts | given])


def test_the_categories_behind_are_leaves(db: Database, administrator: Clerk) -> None:
    with db.write() as session:
        seed(session, administrator)
        leaf = next(row for row in leaves(session) if row.name == "路灯照明")
        _put(session, category_id=leaf.id)
    with db.read() as session:
        made = issue_figures(session, Asked(YEAR, "group"), TODAY)
    assert [(row.line.label, row.numbers["collected"]) for row in made.rows] == [("道路交通", 1)]


def test_a_period_begins_and_ends_with_its_days(db: Database) -> None:
    may = period("2026-05")
    with db.write() as session:
        for day in (may.first, may.last, may.first - timedelta(1), may.last + timedelta(1)):
            _put(session, received_on=day)
    with db.read() as session:
        for counted in MANNERS:
            assert issue_figures(session, Asked(may, "all", counted), TODAY).funnel[0] == 2
