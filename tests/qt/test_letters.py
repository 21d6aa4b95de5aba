import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gridhall.qt.letters import PickByLetters
from tests.audit import Dress, bring_up, dressed

__all__ = ["dressed"]


@pytest.fixture
def form(qtbot: QtBot, dressed: Dress) -> QWidget:
    dressed()
    made, box = QWidget(), QComboBox()
    QVBoxLayout(made).addWidget(box)
    box.addItems(["", "男", "女", "本地户籍", "外地户籍", "3 号楼"])
    PickByLetters(made)
    qtbot.addWidget(made)
    bring_up(qtbot, made)
    return made


@pytest.fixture
def box(form: QWidget) -> QComboBox:
    found: QComboBox = form.findChild(QComboBox)
    found.setFocus()
    return found


def test_a_letter_chooses_and_again_chooses_the_next(qtbot: QtBot, box: QComboBox) -> None:
    qtbot.keyClick(box, Qt.Key.Key_N)
    assert box.currentText() == "男"
    qtbot.keyClick(box, Qt.Key.Key_N)
    assert box.currentText() == "女"
    qtbot.keyClick(box, Qt.Key.Key_N)
    assert box.currentText() == "男"


@pytest.mark.parametrize(
    ("typed", "chosen"), [("nv", "女"), ("wd", "外地户籍"), ("bendi", "本地户籍"), ("3", "3 号楼")]
)
def test_sounds_initials_and_digits_are_understood(
    qtbot: QtBot, box: QComboBox, typed: str, chosen: str
) -> None:
    qtbot.keyClicks(box, typed)
    assert box.currentText() == chosen


def test_what_fits_nothing_changes_nothing(qtbot: QtBot, box: QComboBox) -> None:
    box.setCurrentText("女")
    qtbot.keyClicks(box, "q")
    qtbot.keyClick(box, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert box.currentText() == "女"
