"""The states of an issue: against the plain table of the articles, and never a dead end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridhall.core.errors import UserError
from gridhall.issues.labels import STATES
from gridhall.issues.rules import states
from gridhall.issues.rules.states import STEP_OF, is_open, next_state, open_steps, retold

# The promise, written down once more and plainly: which step leads from where to where.
_LIFE = """
collected   sort sorted | put_on_agenda on_agenda | admit admitted | decline declined
sorted      sort sorted | put_on_agenda on_agenda | admit admitted | decline declined | route routed
on_agenda   sort on_agenda | admit admitted | decline declined | route routed
admitted    decline declined | route routed
routed      route routed | whistle whistled | start in_progress | resolve resolved
whistled    route routed | report_in reported_in | resolve resolved
reported_in route routed | start in_progress | resolve resolved
in_progress route routed | resolve resolved
resolved    verify verified | reject in_progress
verified    verify verified | reject in_progress | close closed
closed      reopen in_progress
declined    reopen sorted
"""
_PLAIN = {
    (line.split()[0], step.split()[-2]): step.split()[-1]
    for line in _LIFE.strip().splitlines()
    for step in line.split(maxsplit=1)[1].split("|")
}
for _state in ("collected", "sorted", "on_agenda", "admitted"):
    _PLAIN[_state, "take_up"] = "in_progress"
_MEASURED = {"escalate", "merge", "change", "due", "measure", "reply", "note"}
_STEPS = sorted({step for _, step in _PLAIN} | _MEASURED)


@pytest.mark.parametrize("step", [one for one in _STEPS if one not in _MEASURED])
@pytest.mark.parametrize("state", STATES)
def test_each_step_leads_where_the_articles_say_or_is_refused(state: str, step: str) -> None:
    if (state, step) in _PLAIN:
        assert next_state(state, step, "哨〔2026〕0001") == _PLAIN[state, step]
        assert step in open_steps(state)
        return
    with pytest.raises(UserError) as refused:
        next_state(state, step, "哨〔2026〕0001")
    assert str(refused.value).startswith("哨〔2026〕0001 ")
    assert "请" in str(refused.value) or "不用" in str(refused.value)
    assert step not in open_steps(state)


@pytest.mark.parametrize("state", states.OPEN_STATES)
def test_an_open_issue_can_be_handed_up_merged_changed_and_noted(state: str) -> None:
    assert {"escalate", "merge", "change", "note", "measure"} <= set(open_steps(state))
    owed = state in states.OWED
    assert next_state(state, "escalate", "n") == ("admitted" if owed else state)
    assert ("due" in open_steps(state)) is owed


@given(st.lists(st.sampled_from(_STEPS), max_size=40))
def test_from_wherever_a_walk_ends_there_is_a_way_to_the_end(walk: list[str]) -> None:
    state = "collected"
    for step in walk:
        try:
            state = next_state(state, step, "n")
        except UserError:
            continue
        assert state in STATES
    assert _reaches(state, "closed")
    if is_open(state):
        assert _reaches(state, "declined")


def _reaches(state: str, wanted: str) -> bool:
    seen, todo = {state}, [state]
    while todo:
        here = todo.pop()
        for step in open_steps(here):
            there = next_state(here, step, "n")
            if there not in seen:
                seen.add(there)
                todo.append(there)
    return wanted in seen


@given(st.lists(st.sampled_from(sorted(STEP_OF)), max_size=25))
def test_a_story_is_retold_step_by_step_and_an_impossible_one_is_noticed(kinds: list[str]) -> None:
    state: str | None = "collected"
    for kind in kinds:
        step = STEP_OF[kind]
        if state is not None:
            state = next_state(state, step, "n") if step in open_steps(state) else None
    assert retold(["issue_add", *kinds]) == (state or retold(["issue_add", *kinds]))
    assert (retold(["issue_add", *kinds]) == "?") or state is not None


def test_acts_that_move_nothing_are_passed_over() -> None:
    told = ["issue_add", "issue_note", "issue_sort", "issue_carry", "issue_measure"]
    assert retold(told) == "sorted"
    assert retold([]) == ""
    assert retold(["issue_sort"]) == "?"
    assert retold(["issue_add", "issue_close", "issue_sort"]) == "?"
