"""The house front: drawn whole, moved through by arrows, opened by Enter or a click."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gridhall.qt.door_grid import Block, Cell, DoorGrid

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]
Key = Qt.Key


def cell(key: int) -> Cell:
    return Cell(key, str(key), "常住", "home", "green", "3人")


@pytest.fixture
def front(qtbot: QtBot) -> DoorGrid:
    """Two stairwells; the second has one door more on the ground floor and one odd room."""
    made = DoorGrid()
    qtbot.addWidget(made)
    left = Block("1单元", "第1网格", [[cell(201), cell(202)], [cell(101), cell(102)], []])
    right = Block("2单元", "", [[cell(211)], [cell(111), cell(112), cell(113)], [cell(9)]])
    made.show_blocks(["2层", "1层", "其他"], [left, right])
    made.resize(400, 260)
    with qtbot.waitExposed(made):
        made.show()
    made.setFocus()
    return made


def test_every_door_stands_in_its_row_and_none_over_another(front: DoorGrid) -> None:
    boxes = {one.key: front.box(one.key) for one in front.cells()}
    assert len(boxes) == 9
    keys = sorted(boxes)
    assert not any(
        boxes[one].intersects(boxes[other]) for one in keys for other in keys if one < other
    )
    assert boxes[201].top() == boxes[211].top() < boxes[101].top() == boxes[113].top()
    assert boxes[202].right() < boxes[211].left()


def test_arrows_go_from_door_to_door(qtbot: QtBot, front: DoorGrid) -> None:
    assert front.current() == 201
    walked = []
    for key in (Key.Key_Right, Key.Key_Right, Key.Key_Right, Key.Key_Down, Key.Key_Down):
        qtbot.keyClick(front, key)
        walked.append(front.current())
    assert walked == [202, 211, 211, 111, 9]
    for key in (Key.Key_Down, Key.Key_Up, Key.Key_Home, Key.Key_End, Key.Key_Up):
        qtbot.keyClick(front, key)
        walked.append(front.current())
    assert walked[5:] == [9, 111, 101, 113, 211]


def test_enter_and_a_click_open(qtbot: QtBot, front: DoorGrid) -> None:
    opened: list[int] = []
    front.opened.connect(opened.append)
    qtbot.keyClick(front, Key.Key_Return)
    qtbot.mouseClick(front.viewport(), Qt.MouseButton.LeftButton, pos=front.box(111).center())
    assert opened == [201, 111]
    assert front.current() == 111


def test_what_is_chosen_is_in_sight_and_is_told(qtbot: QtBot, front: DoorGrid) -> None:
    assert not front.viewport().rect().contains(front.box(113))
    assert front.choose(113)
    assert front.viewport().rect().contains(front.box(113))
    assert front.accessibleDescription() == "113 常住 3人"
    assert not front.choose(999)


def test_doors_give_way_until_four_entrances_are_seen_at_once(front: DoorGrid) -> None:
    """The middle of 户与房屋 at 1366; words keep their room, and wide it is as ever."""
    four = [Block(f"{at}单元", "", [[cell(at * 10), cell(at * 10 + 1)]]) for at in range(4)]
    front.show_blocks(["1层"], four)
    for wide, door, seen in ((676, 72, True), (720, 77, True), (1000, 86, True), (640, 72, False)):
        front.resize(wide, 260)
        assert front.box(31).width() == door
        assert (front.horizontalScrollBar().maximum() == 0) is seen


def test_a_refresh_keeps_the_door_and_an_empty_house_has_none(front: DoorGrid) -> None:
    front.choose(102)
    front.show_blocks(["1层"], [Block("1单元", "", [[cell(101), cell(102)]])])
    assert front.current() == 102
    front.show_blocks([], [])
    assert front.current() == -1
    assert not front.grab().isNull()
