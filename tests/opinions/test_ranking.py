"""How demands rank: ties named, the highest taken, other answers left out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridhall.core.errors import UserError
from gridhall.opinions.rules.ranking import Tally, across, demands, highest, rank
from gridhall.opinions.rules.surveys import is_demand
from gridhall.opinions.rules.taking_on import proposal


def ranked(*many: int, base: int = 200) -> list[Tally]:
    return [Tally(place, f"诉求{place}", count) for place, count in enumerate(many)]


def test_ties_share_a_place_and_the_next_one_is_left_out() -> None:
    listed = rank(ranked(120, 90, 90, 30, 0), 200)
    assert [one.place_words for one in listed] == ["第 1", "并列第 2", "并列第 2", "第 4", "—"]
    assert [one.percent for one in listed] == ["60.0%", "45.0%", "45.0%", "15.0%", "0.0%"]


def test_other_and_nothing_are_no_demands() -> None:
    listed = rank([Tally(1, "其他", 90), Tally(2, "监控", 10), Tally(3, "没有", 5)], 100)
    assert [one.title for one in demands(listed)] == ["监控"]
    assert [is_demand(one) for one in ("其他（请写）", "无", "无障碍坡道")] == [False, False, True]


def test_a_tie_over_the_border_is_refused_by_name() -> None:
    listed = rank(ranked(120, 90, 90, 30), 200)
    with pytest.raises(UserError, match="“诉求1”、“诉求2”并列第 2（都是 90 户），前 2 项分不出来"):
        highest(listed, 2)
    assert [one.option_id for one in highest(listed, 3)] == [0, 1, 2]
    assert [one.option_id for one in across(listed, 2)] == [1, 2]


def test_nobody_answered_is_no_per_cent() -> None:
    assert rank(ranked(0, 0), 0)[0].percent == "0.0%"
    assert highest(rank(ranked(0, 0), 0), 2) == []


def test_the_rest_is_planned() -> None:
    listed = rank(ranked(120, 90, 30, 0), 200)
    assert [(one.option_id, one.kind) for one in proposal(listed, 2, "project")] == [
        (0, "project"),
        (1, "project"),
        (2, "plan"),
    ]


@given(st.lists(st.integers(0, 6), max_size=9), st.integers(1, 5))
def test_the_highest_are_at_least_as_wanted_as_the_rest(many: list[int], top: int) -> None:
    listed = rank(ranked(*many), 10)
    slow = {place: 1 + sum(other > one for other in many) for place, one in enumerate(many)}
    assert {one.option_id: one.place for one in listed} == slow
    wanted = sorted((one for one in many if one), reverse=True)
    try:
        chosen = highest(listed, top)
    except UserError:
        assert wanted[top - 1] == wanted[top]
        return
    assert [one.count for one in chosen] == wanted[:top]
    assert len(wanted) <= top or wanted[top - 1] > wanted[top]
