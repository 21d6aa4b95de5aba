"""The hard rules: the 18 overlap cases, papers that expire, free time, minors, party, refusals."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gridhall.volunteering.rules.rota.explain import explain
from gridhall.volunteering.rules.rota.field import Field
from gridhall.volunteering.rules.rota.hard import TRAVEL_GAP, broken, broken_alone, targets
from gridhall.volunteering.rules.rota.problem import (
    Around,
    Candidate,
    CellSpec,
    Problem,
    Spare,
)
from gridhall.volunteering.rules.rota.roster import Roster
from gridhall.volunteering.rules.rota.solving import solve
from gridhall.volunteering.rules.rota.unfillable import unfillable
from gridhall.volunteering.rules.rota.weights import liking
from tests.volunteering.test_rota_best import problems

DAY = date(2026, 12, 15)
NEXT = date(2026, 12, 16)
CELL = CellSpec(1, DAY, 540, 630, 1, 1, "便民服务台", "上午一", "便民服务台")  # 09:00-10:30
ONE = Candidate(1, "陆萍")


def cell(starts: int, ends: int, day: date = DAY, **more: Any) -> CellSpec:
    """Another post, of the same place unless said otherwise."""
    return CellSpec(2, day, starts, ends, 1, 1, "文明劝导", "班", "文明劝导", **more)


THERE = {"spot": "东门"}
LATE = {"starts": 1380, "ends": 1500}  # 23:00 to 次日01:00
OVERLAPS = [
    # the other shift, whether it is at another place, whether both can be served
    ("before, far from it", cell(420, 480), True),
    ("touching before, one place", cell(480, 540), True),
    ("touching before, elsewhere", cell(480, 540, **THERE), False),
    ("14 minutes before, elsewhere", cell(480, 526, **THERE), False),
    ("15 minutes before, elsewhere", cell(480, 525, **THERE), True),
    ("one minute into it", cell(480, 541), False),
    ("its first half", cell(540, 585), False),
    ("inside", cell(555, 615), False),
    ("the same", cell(540, 630), False),
    ("the same, elsewhere", cell(540, 630, **THERE), False),
    ("around it", cell(480, 720), False),
    ("its last minute", cell(629, 700), False),
    ("touching after, one place", cell(630, 700), True),
    ("touching after, elsewhere", cell(630, 700, **THERE), False),
    ("15 minutes after, elsewhere", cell(645, 700, **THERE), True),
    ("the same clock on another day", cell(540, 630, NEXT), True),
    ("across midnight into it", cell(1380, 1985, date(2026, 12, 14)), False),
    ("across midnight, 14 minutes before, elsewhere",
     cell(1380, 1966, date(2026, 12, 14), **THERE), False),
]  # fmt: skip


@pytest.mark.parametrize(("name", "other", "can"), OVERLAPS, ids=[one[0] for one in OVERLAPS])
def test_overlap(name: str, other: CellSpec, can: bool) -> None:
    """Whichever of the two is asked about, and in the solver as in the sentence."""
    assert len(OVERLAPS) == 18
    for mine, taken in ((CELL, other), (other, CELL)):
        said = broken(mine, ONE, Around((taken,)))
        assert (said == "") is can
        if not can:
            is_same_time = taken.begin < mine.end and mine.begin < taken.end
            assert ("不能同时排两个岗" if is_same_time else f"不到 {TRAVEL_GAP} 分钟") in said
    plan = solve(Problem((CELL, other), (ONE,)), 5)
    assert len(plan.placed) == (2 if can else 1)
    assert plan.is_proven


def test_a_shift_past_midnight_is_free_only_if_both_days_are() -> None:
    """23:00 to 次日01:00 of a Tuesday."""
    late = cell(**LATE)
    tuesday = Spare(0, 1440, is_free=True, weekday=1)
    wednesday = Spare(0, 60, is_free=True, weekday=2)
    assert broken_alone(late, replace(ONE, spare=(tuesday,))) == ("陆萍这一班只有 23:00–24:00 有空")
    assert broken_alone(late, replace(ONE, spare=(tuesday, wednesday))) == ""
    leave = Spare(0, 30, is_free=False, since=NEXT, until=NEXT)
    assert broken_alone(late, replace(ONE, spare=(tuesday, wednesday, leave))) != ""


def test_a_skill_that_expires_that_morning() -> None:
    """The last day of a paper counts; the morning after it does not."""
    post = replace(CELL, skill_id=7, skill="健康证", needs_paper=True)
    assert broken_alone(post, replace(ONE, skills={7: DAY})) == ""
    yesterday = replace(ONE, skills={7: date(2026, 12, 14)})
    assert broken_alone(post, yesterday) == "陆萍的健康证2026年12月14日到期，2026年12月15日已失效"
    assert broken_alone(post, ONE) == "“便民服务台”要会健康证，陆萍没有登记这项技能"
    assert "没有写有效期" in broken_alone(post, replace(ONE, skills={7: None}))
    assert solve(Problem((post,), (yesterday,)), 5).gaps == 1


@pytest.mark.parametrize(
    ("one", "post", "said"),
    [
        (replace(ONE, state="paused"), CELL, "陆萍已暂停服务"),
        (replace(ONE, gone_on=DAY, gone="已迁出"), CELL, "陆萍已迁出，不能排班"),
        (replace(ONE, gone_on=NEXT, gone="已迁出"), CELL, ""),
        (replace(ONE, joined_on=NEXT), CELL, "才加入"),
        (replace(ONE, born=date(2018, 12, 16)), CELL, "还不满 8 周岁"),
        (replace(ONE, born=date(2010, 1, 1)), CELL, "没有监护人同意或陪同"),
        (replace(ONE, born=date(2010, 1, 1), has_consent=True), CELL, ""),
        (replace(ONE, born=date(2010, 1, 1), has_consent=True), cell(1140, 1201), "20:00 以后"),
        (replace(ONE, born=date(2008, 12, 15)), CELL, ""),
        (replace(ONE, born=date(2010, 1, 1), has_consent=True, insured_until=NEXT),
         replace(CELL, is_dangerous=True), "未满 18 周岁"),
        (ONE, replace(CELL, is_dangerous=True), "没有志愿服务保险"),
        (replace(ONE, insured_until=DAY), replace(CELL, is_dangerous=True), ""),
        (replace(ONE, refusals=frozenset({("duty", "便民服务台")})), CELL, "不去“便民服务台”"),
        (replace(ONE, refusals=frozenset({("half", "pm")})), CELL, ""),
        (replace(ONE, refusals=frozenset({("half", "pm")})), cell(690, 750), "不去下午的班"),
    ],
)  # fmt: skip
def test_rules_about_somebody_alone(one: Candidate, post: CellSpec, said: str) -> None:
    """Each says who and why."""
    found = broken_alone(post, one)
    assert said in found
    assert bool(said) == bool(found)


def test_the_last_seat_is_a_party_members() -> None:
    """Two seats, one is taken by somebody who is none."""
    post = replace(CELL, wanted=2, needs_party=True)
    other = Candidate(2, "甲")
    assert "余下的位置要留给党员" in broken(post, ONE, Around(inside=(other,)))
    assert broken(post, replace(ONE, is_party=True), Around(inside=(other,))) == ""
    assert broken(post, ONE, Around(inside=(replace(other, is_party=True),))) == ""
    plan = solve(Problem((post,), (ONE, other)), 5)
    assert (plan.filled, plan.gaps) == (1, 1)


def test_no_more_days_a_month_than_said() -> None:
    """The second day of the same month; the first of the next."""
    few = replace(ONE, max_per_month=1)
    around = Around((cell(540, 630, NEXT),))
    assert broken(CELL, few, around) == "陆萍每月最多 1 天，12 月已排 1 天"
    assert broken(replace(CELL, day=date(2027, 1, 15)), few, around) == ""
    assert broken(replace(CELL, day=NEXT, starts=700, ends=760), few, around) == ""


def test_what_nobody_can_fill_is_said_with_the_reason() -> None:
    """Before anything is solved, a sentence for each such cell and for no other."""
    posts = (
        replace(CELL, id=1, skill_id=7, skill="急救", wanted=2, minimum=2),
        replace(CELL, id=2, post="义诊", starts=840, ends=930, needs_party=True),
        replace(CELL, id=3, post="分发", starts=1020, ends=1080),
        replace(CELL, id=4, post="引导", starts=700, ends=760),
    )
    busy = (Spare(480, 960, is_free=True, weekday=1),)
    people = (
        Candidate(1, "甲", skills={7: None}, spare=busy),
        Candidate(2, "乙", spare=busy),
        Candidate(3, "丙", spare=busy),
    )
    assert unfillable(Field(Problem(posts, people))) == [
        "12月15日 09:00–10:30“便民服务台”还要 2 人，最多排得上 1 人，不到最少的 2 人："
        "3 名志愿者里只有 1 人“急救”技能有效"
        "（“便民服务台”要会急救，乙没有登记这项技能；“便民服务台”要会急救，丙没有登记这项技能）",
        "12月15日 14:00–15:30“义诊”还要 1 人，没有人能排：至少要一名党员，能来的 3 人里没有党员",
        "12月15日 17:00–18:00“分发”还要 1 人，没有人能排：3 名志愿者里没有人这一班有空",
    ]
    assert unfillable(Field(Problem(posts[:1], ()))) == [
        "12月15日 09:00–10:30“便民服务台”还要 2 人，没有人能排：还没有登记志愿者"
    ]


@settings(max_examples=150, deadline=None)
@given(problems())
def test_nobody_is_put_where_they_refused(problem: Problem) -> None:
    """And no arrays the solver counts with differ from the rules and weights said one by one."""
    field = Field(problem)
    for place, one_cell in enumerate(problem.cells):
        for number, one in enumerate(problem.candidates):
            if field.allowed[place, number]:
                assert broken_alone(one_cell, one) == ""
            if not problem.suggested | problem.published and not problem.together:
                assert field.soft[place][number] == liking(one_cell, one, problem.beside)
    people = {one.id: one for one in problem.candidates}
    cells = {one.id: one for one in problem.cells}
    for cell_id, who in solve(problem, 10).placed:
        assert not set(targets(cells[cell_id])) & people[who].refusals


@settings(max_examples=150, deadline=None)
@given(problems(), st.booleans())
def test_every_cell_and_everybody_has_a_sentence(problem: Problem, is_solved: bool) -> None:
    """Why, or why not: it names them, and it agrees with the rules."""
    seats = solve(problem, 10).placed if is_solved else ()
    roster = Roster(problem, seats)
    for one_cell in problem.cells:
        inside = {one.id for one in roster.inside(one_cell.id)}
        for one in problem.candidates:
            said = explain(roster, one_cell.id, one.id)
            assert one.name in said
            assert "\n" not in said
            against = roster.broken(one_cell.id, one.id)
            if one.id not in inside:
                assert said == against or (not against and "可以排" in said)
