"""What was said, in large type: Enter goes on, Shift+Enter begins a new line."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_OTHERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class SaidEdit(QPlainTextEdit):
    """While an input method composes, every key is its own."""

    entered = Signal()

    def __init__(self, name: str, placeholder: str) -> None:
        super().__init__()
        self._composing = False
        self.setProperty("big", "true")
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)

    def is_composing(self) -> bool:
        """Whether an input method holds half a word."""
        return self._composing

    def words(self) -> str:
        """What is typed."""
        return self.toPlainText()

    def show_words(self, words: str) -> None:
        """Show it without losing the place if it is on show already."""
        if words != self.toPlainText():
            self.setPlainText(words)

    def event(self, event: QEvent) -> bool:
        """Ctrl+Z with nothing typed here takes the last decision back, as everywhere else."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() == Qt.Key.Key_Z
            and event.modifiers() == Qt.KeyboardModifier.ControlModifier
            and not self.document().isUndoAvailable()
        ):
            event.ignore()
            return True
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Remember whether half a word is open."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on."""
        held = event.modifiers()
        if event.key() not in _ENTER or self._composing:
            super().keyPressEvent(event)
        elif held & _OTHERS:
            event.ignore()
        elif held & Qt.KeyboardModifier.ShiftModifier:
            self.insertPlainText("\n")
            self.ensureCursorVisible()
        else:
            self.entered.emit()
