"""A change order while it is worked at: ticks, entrances by hand, recounts, islands."""

from hypothesis import given
from hypothesis import strategies as st

from gridhall.organisation.rules.balance import Piece
from gridhall.organisation.rules.balance_plan import GridFacts, Plan, island_words

GRIDS = {1: GridFacts("G01", "第1网格", 10, 9, 11), 2: GridFacts("G02", "第2网格", 10, 9, 11)}
# Five entrances in a row, the first three the first grid's, the last without one.
ROW = [
    Piece(1, 5, 1, (2,)),
    Piece(2, 5, 1, (1, 3)),
    Piece(3, 4, 1, (2, 4)),
    Piece(4, 6, 2, (3, 5)),
    Piece(5, 3, None, (4,)),
]
NAMES = {one: f"{one}号楼" for one in range(1, 6)}


def plan(moves: dict[int, int]) -> Plan:
    return Plan(ROW, GRIDS, NAMES, moves)


def test_what_is_not_ticked_stays() -> None:
    made = plan({3: 2})
    assert made.after() == {1: 10, 2: 10}
    assert (made.households, made.is_as_proposed, made.doubts()) == (4, True, [])
    made.toggle(3)
    assert made.after() == {1: 14, 2: 6}
    assert (made.moves, made.is_as_proposed) == ({}, False)
    assert [row.ticked for row in made.rows()] == [False]
    assert made.doubts() == ["第1网格 14 户，还多 3 户", "第2网格 6 户，还少 3 户"]


def test_by_hand_to_the_other_grid_and_back_home() -> None:
    made = plan({3: 2})
    made.put(5, 2)
    assert [(row.name, row.source, row.target) for row in made.rows()] == [
        ("5号楼", "", "第2网格"),
        ("3号楼", "第1网格", "第2网格"),
    ]
    made.put(3, 1)
    assert made.moves == {5: 2}
    made.put(5, 1)
    assert made.moves == {5: 1}  # sent elsewhere, not twice


def test_an_island_is_named_once_it_is_made() -> None:
    made = plan({1: 2})
    assert any("第2网格会分成几片，4号楼和其余不相邻" in said for said in made.doubts())
    assert island_words([1, 2, 3], {one.id: one for one in ROW}, NAMES) == ""


def test_all_and_none() -> None:
    made = plan({2: 2, 3: 2})
    made.tick_all(ticked=False)
    assert made.moves == {}
    made.tick_all(ticked=True)
    assert made.is_as_proposed


@given(st.lists(st.tuples(st.sampled_from([1, 2, 3, 4, 5]), st.sampled_from([1, 2, None]))))
def test_a_recount_is_what_it_says(steps: list[tuple[int, int | None]]) -> None:
    made = plan({3: 2})
    for entrance, grid in steps:
        if grid is None:
            made.toggle(entrance)
        else:
            made.put(entrance, grid)
    owners = {one.id: made.moves.get(one.id, one.grid) for one in ROW}
    for grid, households in made.after().items():
        assert households == sum(one.households for one in ROW if owners[one.id] == grid)
    assert {line.id for line in made.lines()} == {1, 2}
    assert {row.id for row in made.rows() if row.ticked} == set(made.moves)
