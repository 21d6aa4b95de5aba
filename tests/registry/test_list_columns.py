"""The columns of a list share the room there is."""

from gridhall.registry.columns.lists import fitting, list_columns
from gridhall.registry.rules.lists import USUAL


def test_a_wide_list_shares_its_room_among_several_columns() -> None:
    def stretched(room: int) -> list[str]:
        return [one.heading for one in list_columns(USUAL, room) if one.stretch]

    needed = sum(one.width for one in list_columns(USUAL))
    assert stretched(needed - 1) == []
    assert stretched(needed + 100) == ["住址"]
    assert stretched(needed + 400) == ["姓名", "住址", "网格", "与户主关系"]


def test_the_usual_columns_give_way_and_chosen_ones_do_not() -> None:
    """At 150 % on 1366 px nothing needs to be moved sideways."""
    room = 1366 * 100 // 150 - 70
    shown = fitting(USUAL, room)
    assert shown == ["name", "sex", "age", "id_number", "phone", "address", "hukou"]
    assert sum(one.width for one in list_columns(shown, room)) <= room
    assert fitting(USUAL, 10_000) == list(USUAL)
    chosen = (*USUAL, "workplace")
    assert fitting(chosen, room) == list(chosen)
