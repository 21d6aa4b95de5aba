"""The solver against brute force: on hundreds of small days its plan is a best one."""

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from gridhall.volunteering.rules.rota.problem import Candidate, CellSpec, Problem, Spare
from gridhall.volunteering.rules.rota.roster import admitted
from gridhall.volunteering.rules.rota.solving import solve
from tests.volunteering import slow_rota

DAYS = (date(2026, 12, 15), date(2026, 12, 16), date(2027, 1, 15))
SPANS = ((510, 600), (600, 690), (605, 665), (840, 960), (1380, 1500), (30, 90))
GRIDS = (None, 1, 2, 3)
TARGETS = (("duty", "岗1"), ("grid", "2"), ("half", "am"), ("half", "pm"), ("squad", "1"))
BESIDE = {1: frozenset({2}), 2: frozenset({1})}


@st.composite
def cells(draw: st.DrawFn) -> tuple[CellSpec, ...]:
    """Two to four cells of one to three days."""
    days = draw(st.lists(st.sampled_from(DAYS), min_size=1, max_size=3, unique=True))
    made = []
    for number in range(1, draw(st.integers(2, 4)) + 1):
        starts, ends = draw(st.sampled_from(SPANS))
        wanted = draw(st.integers(1, 2))
        made.append(
            CellSpec(
                number, draw(st.sampled_from(days)), starts, ends, wanted,
                draw(st.integers(0, wanted)), f"岗{number}", "班", f"岗{number}",
                draw(st.sampled_from((None, None, 7))), "急救", draw(st.booleans()),
                draw(st.sampled_from((None, None, 1))), draw(st.sampled_from(GRIDS)), "",
                draw(st.booleans()), draw(st.integers(0, 3)) == 0,
            )
        )  # fmt: skip
    return tuple(made)


SPARE = st.builds(
    Spare,
    starts=st.sampled_from((0, 480, 600)),
    ends=st.sampled_from((660, 1000, 1440)),
    is_free=st.booleans(),
    weekday=st.sampled_from((1, 2, 4)),
) | st.builds(
    Spare,
    starts=st.sampled_from((0, 480)),
    ends=st.sampled_from((600, 1440)),
    is_free=st.booleans(),
    since=st.sampled_from(DAYS),
    until=st.sampled_from((None, *DAYS[1:])),
)
SETS = st.frozensets(st.sampled_from(TARGETS), max_size=2)


@st.composite
def candidate(draw: st.DrawFn, number: int) -> Candidate:
    """Somebody; most have little against anything, so that there is something to solve."""
    odd = draw(st.integers(0, 3)) == 0
    return Candidate(
        number, f"人{number}",
        born=draw(st.sampled_from((None, date(2010, 1, 1), date(2008, 12, 16)))) if odd else None,
        is_party=draw(st.booleans()),
        state=draw(st.sampled_from(("active", "paused"))) if odd else "active",
        joined_on=draw(st.sampled_from((None, DAYS[1]))) if odd else None,
        skills=draw(st.dictionaries(st.just(7), st.sampled_from((None, DAYS[0], DAYS[2])))),
        squads=draw(st.frozensets(st.just(1))),
        spare=tuple(draw(st.lists(SPARE, max_size=2))) if odd else (),
        wishes=draw(SETS) if draw(st.booleans()) else frozenset(),
        refusals=draw(SETS) if odd else frozenset(),
        max_per_month=draw(st.sampled_from((None, None, 1))),
        has_consent=draw(st.booleans()),
        insured_until=draw(st.sampled_from((None, DAYS[1], DAYS[2]))),
        home_grid=draw(st.sampled_from(GRIDS)),
        minutes=draw(st.sampled_from((0, 30, 75, 600))),
    )  # fmt: skip


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Cells, two to four people, pairs, and perhaps something confirmed or told before."""
    rows = draw(cells())
    people = tuple(draw(candidate(n)) for n in range(1, draw(st.integers(2, 4)) + 1))
    ids = [one.id for one in people]
    pairs = st.sampled_from([(a, b) for a in ids for b in ids if a < b])
    seats = st.sampled_from([(cell.id, who) for cell in rows for who in ids])
    bare = Problem(rows, people)
    wanted = draw(st.lists(seats, max_size=2, unique=True))
    return Problem(
        rows, people,
        fixed=frozenset(admitted(bare, wanted)[0]),
        suggested=draw(st.frozensets(seats, max_size=2)),
        published=draw(st.frozensets(seats, max_size=1)),
        apart=draw(st.frozensets(pairs, max_size=1)),
        together=draw(st.frozensets(pairs, max_size=1)),
        beside=BESIDE,
    )  # fmt: skip


def _as_told(problem: Problem, plan: Any) -> slow_rota.Cost:
    return slow_rota.cost(problem, list(plan.placed))


@settings(max_examples=400, deadline=None)
@given(problems())
def test_the_plan_is_a_best_one(problem: Problem) -> None:
    """It costs what the best of all fillings costs, is proven so, and keeps every rule."""
    plan = solve(problem, 30)
    assert _as_told(problem, plan) == slow_rota.best(problem)
    assert plan.is_proven
    assert plan.gap == 0
    stand, against = admitted(problem, plan.placed)
    assert (len(stand), against) == (len(plan.placed), [])
