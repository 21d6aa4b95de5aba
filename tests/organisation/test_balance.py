"""The balancer against brute force on small towns, and what it says of odd ones."""

import time

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gridhall.core.progress import Cancelled
from gridhall.organisation.rules.balance import (
    Piece,
    Proposal,
    balance,
    fit_range,
    greedy,
    halve,
    sentence,
)
from gridhall.organisation.rules.balance.field import fields
from tests.organisation import slow_balance


def chain(households: list[int], grids: list[int | None]) -> list[Piece]:
    """Entrances in a row."""
    last = len(households) - 1
    return [
        Piece(i, many, grid, tuple(n for n in (i - 1, i + 1) if 0 <= n <= last))
        for i, (many, grid) in enumerate(zip(households, grids, strict=True))
    ]


@st.composite
def towns(draw: st.DrawFn) -> tuple[list[Piece], dict[int, int], float]:
    many = draw(st.integers(1, 7))
    grids = draw(st.integers(1, 3))
    if draw(st.booleans()):
        many = min(8, many + 1) if grids < 3 else many
    pairs = {(draw(st.integers(0, i - 1)), i) for i in range(1, many)}
    extra = st.tuples(st.integers(0, many - 1), st.integers(0, many - 1))
    pairs |= {(min(a, b), max(a, b)) for a, b in draw(st.lists(extra, max_size=3)) if a != b}
    owner = st.one_of(st.integers(0, grids - 1), st.none())
    if draw(st.booleans()):
        owner = st.integers(0, grids - 1)
    beside: dict[int, set[int]] = {i: set() for i in range(many)}
    for one, other in pairs:
        beside[one].add(other)
        beside[other].add(one)
    weights = st.sampled_from([0, 1, 5, 10, 12, 30, 40])
    pieces = [Piece(i, draw(weights), draw(owner), tuple(sorted(beside[i]))) for i in range(many)]
    targets = {grid: draw(st.sampled_from([10, 20, 30, 40])) for grid in range(grids)}
    return pieces, targets, draw(st.sampled_from([0.0, 0.1, 0.3, 0.5]))


def holds(made: Proposal, pieces: list[Piece]) -> None:
    """The proposal is one, and its sums are those of its moves."""
    beside = slow_balance.sides(pieces)
    now = {piece.id: made.moves.get(piece.id, piece.grid) for piece in pieces}
    for grid in made.ranges:
        mine = {piece for piece, owner in now.items() if owner == grid}
        own = {piece.id for piece in pieces if piece.grid == grid}
        assert slow_balance.holds_together(own, mine, beside)
        assert made.after[grid] == sum(p.households for p in pieces if now[p.id] == grid)
    assert made.moved_households == sum(pieces[one].households for one in made.moves)
    assert made.bound <= made.moved_households


@settings(max_examples=150, deadline=None)
@given(towns())
def test_no_small_town_is_balanced_better_by_hand(
    town: tuple[list[Piece], dict[int, int], float],
) -> None:
    pieces, targets, tolerance = town
    parts, _ = fields(pieces, {grid: fit_range(many, tolerance) for grid, many in targets.items()})
    assume(len(parts) == 1)  # a part alone: parts exchange nothing
    made = balance(pieces, targets, tolerance, seconds=60)
    assert (made.distance, made.moved_households) == slow_balance.best(pieces, targets, tolerance)
    assert made.is_proven
    assert (made.distance_bound, made.bound) == (made.distance, made.moved_households)
    holds(made, pieces)
    if all(piece.grid is not None for piece in pieces):
        rough = greedy(pieces, targets, tolerance)
        assert (rough.distance, rough.moved_households) >= (made.distance, made.moved_households)
        holds(rough, pieces)


def test_a_chain_passes_households_on() -> None:
    pieces = chain([10] * 12, [0] * 5 + [1] * 4 + [2] * 3)
    made = balance(pieces, {0: 40, 1: 40, 2: 40})
    assert dict(made.moves) == {4: 1, 8: 2}
    assert (made.moved_households, made.bound, made.is_proven) == (20, 20, True)
    assert made.sentence == "调整 2 个单元、20 户后，每个网格都在范围内；不能再少了。"


def test_what_was_scattered_may_stay_so_and_is_no_excuse_for_more() -> None:
    pieces = chain([10] * 9, [0, 0, 1, 1, 1, 1, 1, 0, 0])
    made = balance(pieces, {0: 40, 1: 50})
    assert made.moves == {}
    assert made.sentence == "每个网格都在范围内，不用调整。"
    holds(balance(pieces, {0: 60, 1: 30}), pieces)


def test_an_entrance_bigger_than_a_grid() -> None:
    made = balance(chain([400, 10, 10], [0, 0, 1]), {0: 300, 1: 300})
    assert made.too_big == (0,)
    words = sentence(made, {0: "第1网格", 1: "第2网格"}, {0: "御景小区 1号楼1单元"})
    assert "御景小区 1号楼1单元一个单元就比一个网格的上限还多" in words
    assert "第1网格、第2网格" in words


def test_too_few_and_too_many_grids_say_how_many_are_needed() -> None:
    few = balance(chain([100] * 9, [0] * 9), {0: 300})
    assert few.distance == few.distance_bound == 570
    assert "这些住户要 3 个网格，现有 1 个，可以加 2 个" in few.sentence
    many = balance(chain([100] * 3, [0, 1, 2]), {0: 300, 1: 300, 2: 300})
    assert "这些住户要 1 个网格，现有 3 个，可以并掉 2 个" in many.sentence
    assert many.is_proven


@pytest.mark.parametrize(
    ("pieces", "targets", "said"),
    [
        ([], {}, "还没有网格，也没有楼栋单元，没有可以均衡的。"),
        (chain([200, 200], [None, None]), {}, "还没有网格。这些住户要 1 个网格，请先加网格。"),
        ([], {1: 300}, "网格里还没有住户，先把楼栋单元划进网格、登记住户，再来均衡。"),
        (chain([0], [1]), {1: 300}, "网格里还没有住户，先把楼栋单元划进网格、登记住户，再来均衡。"),
        (chain([300], [1]), {1: 300}, "每个网格都在范围内，不用调整。"),
    ],
)
def test_a_town_with_nothing_to_balance(
    pieces: list[Piece], targets: dict[int, int], said: str
) -> None:
    made = balance(pieces, targets)
    assert (made.sentence, made.moves) == (said, {})


def test_a_grid_of_nobody_is_filled_from_its_neighbours_in_one_piece() -> None:
    pieces = chain([10] * 12, [0] * 6 + [1] * 6)
    made = balance(pieces, {0: 40, 1: 40, 2: 40})
    assert made.after == {0: 40, 1: 40, 2: 40}
    holds(made, pieces)


def test_entrances_of_no_grid_are_given_to_one() -> None:
    pieces = chain([10] * 6, [0, 0, None, None, 1, 1])
    made = balance(pieces, {0: 30, 1: 30})
    assert dict(made.moves) == {2: 0, 3: 1}
    lost = [*pieces, Piece(9, 50, None)]
    assert balance(lost, {0: 30, 1: 30}).ownerless == (9,)


def test_time_up_gives_what_there_is_with_its_bound() -> None:
    pieces = chain([10] * 12, [0] * 5 + [1] * 4 + [2] * 3)
    made = balance(pieces, {0: 40, 1: 40, 2: 40}, seconds=0.0)
    assert not made.is_proven
    assert made.bound <= made.moved_households
    holds(made, pieces)


class Impatient:
    def report(self, done: int, total: int) -> None:
        raise Cancelled


def test_a_clerk_who_gives_up_is_heard() -> None:
    pieces = chain([10] * 12, [0] * 5 + [1] * 4 + [2] * 3)
    started = time.monotonic()
    with pytest.raises(Cancelled):
        balance(pieces, {0: 40, 1: 40, 2: 40}, progress=Impatient())
    assert time.monotonic() - started < 60


def test_halves_are_as_equal_as_pieces_allow() -> None:
    pieces = chain([10, 14, 9, 11, 12, 8, 16], [5] * 7)
    new = halve(pieces)
    many = sum(pieces[one].households for one in new)
    assert abs(2 * many - 80) <= min(
        abs(2 * sum(p.households for p in pieces[:cut]) - 80) for cut in range(1, 7)
    )
    beside = slow_balance.sides(pieces)
    assert len(slow_balance.islands(new, beside)) == 1
    assert len(slow_balance.islands({p.id for p in pieces} - new, beside)) == 1
    assert halve(pieces[:1]) == frozenset()
