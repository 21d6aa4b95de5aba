"""What is too large to be solved at once: like days together, bounds that hold, time and cancel."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings

from gridhall.bench.roster_plain import plain
from gridhall.bench.roster_town import AFTERNOON, FOUR, MORNING, Size, town
from gridhall.core.progress import Cancelled
from gridhall.volunteering.rules.rota import solving
from gridhall.volunteering.rules.rota.field import Field
from gridhall.volunteering.rules.rota.plan import Plan, cost
from gridhall.volunteering.rules.rota.problem import Candidate, CellSpec, Problem
from gridhall.volunteering.rules.rota.quick import first, greedy
from gridhall.volunteering.rules.rota.roster import admitted
from gridhall.volunteering.rules.rota.solving import solve
from tests.volunteering import slow_rota
from tests.volunteering.test_rota_best import problems


@pytest.fixture
def joined(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything counts as large."""
    monkeypatch.setattr(solving, "_LARGE", 0)


def _is_lawful(problem: Problem, plan: Plan) -> bool:
    return len(admitted(problem, plan.placed)[0]) == len(plan.placed)


def _least(problem: Problem) -> int:
    short, gaps, soft = slow_rota.best(problem)
    weights = Field(problem).weights
    return gaps * weights.gap + short * weights.short + soft


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(problems())
def test_like_days_together_bound_what_is_best(joined: None, problem: Problem) -> None:
    """The bound is never above the best, the plan never below it; the rules are kept."""
    plan = solve(problem, 20)
    assert plan.bound <= _least(problem) <= plan.objective
    assert _is_lawful(problem, plan)


@settings(max_examples=60, deadline=None)
@given(problems())
def test_without_time_there_is_a_plan_all_the_same(problem: Problem) -> None:
    """The quick plan keeps the rules; nothing is claimed that is not proven."""
    plan = solve(problem, 0)
    assert plan.bound <= _least(problem) <= plan.objective
    assert _is_lawful(problem, plan)


@pytest.mark.usefixtures("joined")
def test_like_weeks_are_proven_and_dealt_out() -> None:
    """Six Tuesdays for nine people: everybody serves alike, and the bound says so."""
    days = [date(2026, 12, 1) + timedelta(weeks=week) for week in range(6)]
    cells = tuple(
        CellSpec(3 * n + post, day, 510, 600, 1, 1, f"岗{post}", "班", f"岗{post}")
        for n, day in enumerate(days)
        for post in range(3)
    )
    plan = solve(Problem(cells, tuple(Candidate(n) for n in range(9))), 20)
    served = [who for _, who in plan.placed]
    assert {served.count(who) for who in range(9)} == {2}
    assert plan.is_proven


@pytest.mark.parametrize(
    "size",
    [
        Size(120, 6, 1, (MORNING, AFTERNOON), wanted=3, grids=6),
        Size(30, 5, 2, FOUR, grids=5, at_hall=0.5),
        Size(40, 3, 6, (MORNING, AFTERNOON), wanted=2, grids=3),
    ],
)
def test_a_plain_model_comes_to_the_same(size: Size) -> None:
    """HiGHS with the model as one writes it down has no better plan; greedy has none either."""
    problem = town(size)
    field = Field(problem)
    plan = solve(problem, 30)
    known = plain(field, 30)
    assert plan.is_proven
    assert known.has_plan
    assert cost(field, known.seats) == plan.objective
    assert plan.objective <= min(cost(field, greedy(field)), cost(field, first(field)))
    assert _is_lawful(problem, plan)


class _GivesUp:
    """The clerk presses 停下 at once."""

    def report(self, done: int, total: int) -> None:
        raise Cancelled


def test_it_stops_when_the_clerk_gives_up() -> None:
    """Whatever was being done, nothing comes of it."""
    problem = town(Size(200, 10, 2, FOUR, grids=10))
    with pytest.raises(Cancelled):
        solve(problem, 30, _GivesUp())
