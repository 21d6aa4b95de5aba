"""A quiet button at the end of a line; Enter presses it as well as space."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from gridhall.qt.buttons import Btn

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class LineAct(Btn):
    """In a list of lines no field follows, so Enter is not 下一项 here."""

    def __init__(self, words: str, glyph: str = "") -> None:
        super().__init__()
        self.setText(words)
        self.setProperty("kind", "text")
        self.setProperty("glyph", glyph)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and space."""
        if event.key() in _ENTER and not event.modifiers() & _HELD:
            self.click()
            return
        super().keyPressEvent(event)
