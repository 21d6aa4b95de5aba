"""The big box of the sign-in desk; the keys that are no typing are told, not taken."""

from typing import cast

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from gridhall.qt.field_icon import FieldIcon

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_UNDO = QKeySequence.StandardKey.Undo
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
}
_MOST = 60  # characters; a certificate's code goes elsewhere


class SignBox(QLineEdit):
    """Enter signs in, Shift+Enter out, up and down choose, Esc empties; Ctrl+Enter is the page's.

    While an input method composes, every key is its own.
    """

    entered = Signal()
    left = Signal()
    stepped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._composing = False
        self.setProperty("big", "true")
        self.setProperty("submits", True)
        self.setMaxLength(_MOST)
        self.setPlaceholderText("扫码，或输入首字母 / 手机尾号 4 位，回车签到")
        self.setAccessibleName("签到：扫码，或输入首字母、手机尾号 4 位，回车签到，Shift+回车签退")
        FieldIcon(self, "barcode_scanner", leading=True)

    def clear(self) -> None:
        """Emptied for good: what was typed for the one before does not come back by Ctrl+Z."""
        self.setText("")

    def event(self, event: QEvent) -> bool:
        """Ctrl+Z in the empty box is the page's: it takes back the last sign-in."""
        is_key = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if is_key and not self.text() and cast("QKeyEvent", event).matches(_UNDO):
            event.ignore()
            return False
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Remember whether half a word is open."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What is not typing is told."""
        key, held = Qt.Key(event.key()), event.modifiers()
        if self._composing:
            super().keyPressEvent(event)
        elif key in _ENTER and held & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        elif key in _ENTER and held & Qt.KeyboardModifier.ShiftModifier:
            self.left.emit()
        elif key in _ENTER:
            self.entered.emit()
        elif key in _STEPS and not held & Qt.KeyboardModifier.AltModifier:
            self.stepped.emit(_STEPS[key])
        elif key == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
