from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from gridhall.qt.buttons import FilterPills
from gridhall.qt.choices import Choice, ChoiceModel
from gridhall.qt.search_box import SearchBox
from tests.audit import Dress, audit, bring_up

PEOPLE = tuple(Choice(n, f"张{n}", "御景小区", "人户分离", tone="amber") for n in range(12))


def _find(words: str) -> Sequence[Choice]:
    return PEOPLE if words.startswith("z") else ()


@pytest.fixture
def box(qtbot: QtBot, dressed: Dress) -> SearchBox:
    dressed()
    made = SearchBox()
    made.set_find(_find, "姓名、首字母、证件尾号", "查居民")
    qtbot.addWidget(made)
    made.resize(428, 600)
    bring_up(qtbot, made)
    made.start()
    return made


def test_results_come_with_each_key_and_the_first_is_chosen(qtbot: QtBot, box: SearchBox) -> None:
    with qtbot.waitSignal(box.searched) as told:
        qtbot.keyClicks(box.edit, "z")
    assert told.args == ["z", 12]
    assert box.current() == PEOPLE[0]


def test_moving_and_opening_never_leave_the_box(qtbot: QtBot, box: SearchBox) -> None:
    qtbot.keyClicks(box.edit, "zg")
    qtbot.keyClick(box.edit, Qt.Key.Key_Down)
    qtbot.keyClick(box.edit, Qt.Key.Key_PageDown)
    assert box.edit.hasFocus()
    with qtbot.waitSignal(box.picked) as told:
        qtbot.keyClick(box.edit, Qt.Key.Key_Return)
    assert told.args == [PEOPLE[9]]
    assert box.edit.hasFocus()


def test_nothing_found_is_a_sentence_with_one_step(qtbot: QtBot, box: SearchBox) -> None:
    box.empty.say("没有找到“欧阳”", "核对拼写，或直接登记新居民")
    box.empty.offer("登记新居民", "Ctrl+N", "person_add", primary=True)
    qtbot.keyClicks(box.edit, "oy")
    assert box.empty.isVisible()
    assert not box.list.isVisible()
    assert audit(box).problems == []


def test_a_refresh_keeps_the_place(qtbot: QtBot, box: SearchBox) -> None:
    qtbot.keyClicks(box.edit, "z")
    for _ in range(4):
        qtbot.keyClick(box.edit, Qt.Key.Key_Down)
    box.refresh()
    assert box.current() == PEOPLE[4]


def test_escape_empties_the_box_first(qtbot: QtBot, box: SearchBox) -> None:
    qtbot.keyClicks(box.edit, "z")
    qtbot.keyClick(box.edit, Qt.Key.Key_Escape)
    assert box.edit.text() == ""
    assert box.current() is None


def test_the_box_with_filters_clips_nothing(box: SearchBox) -> None:
    pills = FilterPills()
    pills.set_items(["全部", "人户分离", "60 岁以上"])
    box.set_filters(pills)
    assert audit(box).problems == []


def test_the_offers_are_a_sound_qt_model(qtmodeltester: ModelTester) -> None:
    model = ChoiceModel()
    model.show_choices(PEOPLE)
    qtmodeltester.check(model)
    assert model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole) == "张0 御景小区 人户分离"


@pytest.mark.parametrize("height", [400, 421])
def test_the_list_shows_whole_rows_at_both_ends(qtbot: QtBot, box: SearchBox, height: int) -> None:
    box.resize(428, height)
    qtbot.keyClicks(box.edit, "z")
    rows, port = box.list, box.list.viewport()
    for _ in range(2):
        shown = [rows.visualRect(rows.offers.index(place)) for place in range(len(PEOPLE))]
        assert any(row.top() == 0 for row in shown)
        cut = [row for row in shown if 0 < row.top() < port.height() <= row.bottom()]
        assert not [row for row in cut if rows.indexAt(row.center()).isValid()]
        rows.setCurrentIndex(rows.offers.index(len(PEOPLE) - 1))
    assert rows.visualRect(rows.currentIndex()).bottom() < port.height()
