from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gridhall.qt.choices import Choice
from gridhall.qt.palette import Command, Palette
from tests.audit import Dress, audit, bring_up

PERSON = Choice(7, "张桂花　女 67", "御景小区 3-2-501", group="居民")
CASE = Choice(8, "SL20261124-015 户籍迁入登记", "张桂花 · 今天 17:00 到期", group="工单")


def _find(words: str) -> Sequence[Choice]:
    return [one for one in (PERSON, CASE) if "zgh".startswith(words)]


@pytest.fixture
def done() -> list[str]:
    return []


@pytest.fixture
def window(qtbot: QtBot, dressed: Dress) -> QWidget:
    dressed()
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1366, 697)
    bring_up(qtbot, made)
    return made


@pytest.fixture
def palette(qtbot: QtBot, window: QWidget, done: list[str]) -> Palette:
    commands = [
        Command("新建工单", "F2", lambda: done.append("new"), "xjgd"),
        Command("查居民", "F3", lambda: done.append("find"), "cjm"),
    ]
    made = Palette(window, _find, commands)
    bring_up(qtbot, made)
    return made


def _titles(palette: Palette) -> list[str]:
    return [one.title for one in palette.list.offers.choices]


def test_what_is_not_found_is_said(palette: Palette) -> None:
    palette.edit.setText("qqq")
    assert palette.nothing.isVisible()
    assert palette.nothing.text().startswith("没有找到“qqq”")
    palette.edit.setText(">qqq")
    assert palette.nothing.text().startswith("命令里没有“qqq”")
    for typed in ("zgh", ""):
        palette.edit.setText(typed)
        assert not palette.nothing.isVisible()


def test_empty_it_offers_the_commands(palette: Palette) -> None:
    assert palette.edit.hasFocus()
    assert _titles(palette) == ["新建工单", "查居民"]


def test_people_and_cases_come_in_groups(qtbot: QtBot, palette: Palette) -> None:
    qtbot.keyClicks(palette.edit, "zgh")
    assert [one.group for one in palette.list.offers.choices] == ["居民", "工单"]
    assert audit(palette).problems == []
    assert not palette.grab().isNull()
    qtbot.keyClick(palette.edit, Qt.Key.Key_Down)
    with qtbot.waitSignal(palette.picked) as told:
        qtbot.keyClick(palette.edit, Qt.Key.Key_Return)
    assert told.args == [CASE]
    assert not palette.isVisible()


def test_ctrl_enter_means_directly(qtbot: QtBot, palette: Palette) -> None:
    qtbot.keyClicks(palette.edit, "z")
    with qtbot.waitSignal(palette.direct) as told:
        qtbot.keyClick(palette.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert told.args == [PERSON]


def test_a_command_is_found_by_initials_and_run(
    qtbot: QtBot, palette: Palette, done: list[str]
) -> None:
    qtbot.keyClicks(palette.edit, ">cj")
    assert _titles(palette) == ["查居民"]
    qtbot.keyClick(palette.edit, Qt.Key.Key_Return)
    assert done == ["find"]


def test_enter_on_nothing_does_nothing(qtbot: QtBot, palette: Palette) -> None:
    qtbot.keyClicks(palette.edit, "qqq")
    qtbot.keyClick(palette.edit, Qt.Key.Key_Return)
    assert palette.isVisible()
