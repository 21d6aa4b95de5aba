"""The life of a case as a table: every walk finds a way out, every refusal says what to do."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridhall.core.errors import UserError
from gridhall.service_desk.labels import EVENTS, FINISH_KINDS, STATES
from gridhall.service_desk.rules import states
from gridhall.service_desk.rules.states import FINAL, OPEN_STATES, next_state, open_steps

ALL_STEPS = tuple(states._STEPS)
BEGINNINGS = ("consulting", "received", "accepted")
# The event each step is recorded as; steps that lead nowhere are left out.
RECORDED = {
    "answer": "answered",
    "take_in": "arrived",
    "accept": "accepted",
    "notify": "notified",
    "decline": "not_accepted",
    "deem": "deemed",
    "suspend": "suspended",
    "resume": "resumed",
    "decide": "decided",
    "finish": "finished",
    "undo_finish": "reopened",
    "deliver": "delivered",
    "archive": "archived",
    "withdraw": "withdrawn",
    "revoke": "revoked",
    "pass_on": "passed_on",
}
FIRST = {"consulting": "consulted", "received": "arrived", "accepted": "accepted"}


def _reached(start: str) -> set[str]:
    found, todo = {start}, [start]
    while todo:
        state = todo.pop()
        after = {next_state(state, step, "SL1") for step in open_steps(state)} - found
        found |= after
        todo += after
    return found


@pytest.mark.parametrize("state", sorted(set(STATES) - FINAL))
def test_every_state_that_is_not_the_end_has_a_way_out(state: str) -> None:
    assert _reached(state) & FINAL


def test_every_state_is_reached_from_a_beginning_and_nothing_follows_the_end() -> None:
    assert set().union(*map(_reached, BEGINNINGS)) == set(STATES)
    for state in FINAL:
        assert {next_state(state, step, "SL1") for step in open_steps(state)} == {state}


@given(st.sampled_from(BEGINNINGS), st.lists(st.sampled_from(ALL_STEPS), max_size=60))
def test_a_random_walk_stays_in_known_states_and_can_always_end(
    start: str, steps: list[str]
) -> None:
    state = start
    for step in steps:
        try:
            state = next_state(state, step, "SL20261124-012")
        except UserError as error:
            said = str(error)
            assert said.startswith("SL20261124-012 ")
            assert said.endswith("。")
            assert re.search("请|只能|不用|不能再改|没有要结束的|没有可以撤销的", said), said
            assert step not in open_steps(state)
    assert state in STATES
    assert _reached(state) & FINAL


@given(st.sampled_from(BEGINNINGS), st.lists(st.sampled_from(sorted(RECORDED)), max_size=40))
def test_the_recorded_steps_tell_the_state(start: str, steps: list[str]) -> None:
    state, kinds, before = start, [FIRST[start]], ""
    for step in steps:
        if step not in (*open_steps(state), "deem") or (step == "deem" and state != "received"):
            continue
        if step == "finish":
            before = state
        state = before if step == "undo_finish" else next_state(state, step, "SL1")
        kinds.append(RECORDED[step])
    assert states.retold(kinds) == state
    assert set(kinds) <= set(EVENTS)


def test_open_and_closed_states_part_the_whole() -> None:
    closed = {state for state in STATES if states.is_closed(state)}
    assert closed == FINAL | {"finished", "delivered"}
    assert set(OPEN_STATES) == set(STATES) - closed
    assert states.open_steps("accepted") == (
        "receive", "defer", "suspend", "ask_extension", "decide_extension", "decide", "finish",
        "withdraw", "revoke", "pass_on", "hand_over", "link", "note",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("state", "step", "said"),
    [
        ("revoked", "finish", "SL1 已撤销，不能再改。要重新办理请新建工单（F2）。"),
        ("withdrawn", "finish", "SL1 已撤回，不能再改。要重新办理请新建工单（F2）。"),
        ("finished", "withdraw", "SL1 已经办结，申请人不能再撤回。要改，请先撤销办结（Ctrl+Z）。"),
        ("accepted", "deliver", "SL1 还没有办结，没有可以送达的结果。请先办结。"),
        ("accepted", "archive", "SL1 还没有办结，不能归档。请先办结。"),
        ("suspended", "finish", "SL1 特别程序中，不能办结。请先结束特别程序，再做这一步。"),
        ("suspended", "suspend", "SL1 已经在特别程序中，不能再开始一次。请先结束这一次。"),
        ("received", "finish", "SL1 只是收件，还没有受理。请先受理，再办结。"),
        ("accepted", "decline", "受理错了请用“撤销受理”。"),
        ("consulting", "accept", "SL1 咨询中，不能受理。请先答复咨询，或者转为收件。"),
        ("delivered", "undo_finish", "SL1 的结果已经送达，不能撤销办结。请新建工单（F2）继续。"),
    ],
)
def test_what_is_wrong_and_what_to_do(state: str, step: str, said: str) -> None:
    with pytest.raises(UserError, match=re.escape(said)):
        next_state(state, step, "SL1")


def test_a_supplement_that_did_not_come_ends_by_its_own_kinds() -> None:
    assert states.finish_kinds("supplement") == ("not_supplemented", "returned")
    assert states.finish_kinds("accepted") == tuple(FINISH_KINDS)
    assert states.finish_kinds("finished") == ()
    with pytest.raises(UserError, match="SL1 待补正，不能按“出证办结”办结。可以选“补正不来办结”"):
        states.check_finish_kind("supplement", "issued", "SL1")
    with pytest.raises(UserError, match="没有“burnt”这种办结类型"):
        states.check_finish_kind("accepted", "burnt", "SL1")
