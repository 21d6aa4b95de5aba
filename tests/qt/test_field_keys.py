import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gridhall.qt.field_keys import FieldKeys
from tests.audit import Dress, bring_up, dressed

__all__ = ["dressed"]
CTRL = Qt.KeyboardModifier.ControlModifier


class LinuxField(QLineEdit):
    """A field as it is under X11: Ctrl+E is its own (to the end of the line)."""

    def event(self, event: QEvent) -> bool:
        claims = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if claims and event.modifiers() == CTRL and event.key() == Qt.Key.Key_E:
            event.accept()
            return True
        return super().event(event)


@pytest.mark.parametrize("held", [False, True])
def test_a_field_of_linux_leaves_us_our_keys(qtbot: QtBot, dressed: Dress, held: bool) -> None:
    dressed()
    form, field = QWidget(), LinuxField()
    QVBoxLayout(form).addWidget(field)
    pressed: list[int] = []
    QShortcut(QKeySequence("Ctrl+E"), form).activated.connect(lambda: pressed.append(1))
    if held:
        FieldKeys(form)
    qtbot.addWidget(form)
    bring_up(qtbot, form)
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_E, CTRL)
    assert bool(pressed) is held
    qtbot.keyClicks(field, "e")
    assert field.text() == "e"


def test_ctrl_z_is_the_fields_only_while_something_was_typed(qtbot: QtBot, dressed: Dress) -> None:
    dressed()
    form, field = QWidget(), QLineEdit()
    QVBoxLayout(form).addWidget(field)
    undone: list[int] = []
    QShortcut(QKeySequence("Ctrl+Z"), form).activated.connect(lambda: undone.append(1))
    FieldKeys(form)
    qtbot.addWidget(form)
    bring_up(qtbot, form)
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert undone == [1]
    qtbot.keyClicks(field, "ab")
    qtbot.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert undone == [1]
    assert field.text() != "ab"
