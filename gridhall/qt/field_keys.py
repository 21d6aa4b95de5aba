"""Keys that fields claim for themselves on Linux, and that are ours (Ctrl+E 修改, Ctrl+K 搜索)."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from shiboken6 import isValid

from gridhall.qt.theme import application

# Emacs' ways in Qt's X11 scheme: to the end of the line, delete to it, delete, delete the line.
OURS = frozenset({Qt.Key.Key_E, Qt.Key.Key_K, Qt.Key.Key_D, Qt.Key.Key_U})


class FieldKeys(QObject):
    """No field inside `form` keeps one of them from the window; where none is bound, it has it."""

    def __init__(self, form: QWidget) -> None:
        super().__init__(form)
        self._watched: QWidget | None = None
        application().focusChanged.connect(self._watch)

    def _watch(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        form = self.parent()
        assert isinstance(form, QWidget)
        self._watched = new if new is not None and form.isAncestorOf(new) else None
        if self._watched is not None:
            self._watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the key to the window's shortcuts."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        only_ctrl = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if only_ctrl and (event.key() in OURS or _has_nothing_to_undo(watched, event)):
            event.ignore()
            return True
        return False


def _has_nothing_to_undo(field: QObject, event: QKeyEvent) -> bool:
    """Ctrl+Z in a field where nothing was typed takes the last act back, as everywhere else."""
    if event.key() != Qt.Key.Key_Z or not isinstance(field, QLineEdit):
        return False
    return not field.isUndoAvailable()
