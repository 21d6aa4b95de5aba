"""The registry's big search box with its results in a frame; the keys never leave the box."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from gridhall.qt.choices import Choice, ChoiceList, Find, loosely
from gridhall.qt.field_icon import FieldIcon
from gridhall.qt.frames import EmptyState

_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
}


def _nothing(_typed: str) -> Sequence[Choice]:
    return ()


class _BigEdit(QLineEdit):
    """The box itself: 42 px, a magnifying glass, keys offered to the list first."""

    stepped = Signal(int)
    entered = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("big", "true")
        self.setProperty("submits", True)
        self._composing = False
        FieldIcon(self, "search", leading=True)
        self._cross = FieldIcon(self, "close", "清空")
        self._cross.clicked.connect(self.clear)
        self._cross.hide()
        self.textChanged.connect(self._show_cross)

    def _show_cross(self) -> None:
        self._cross.setVisible(bool(self.text()))

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Remember whether half a word is open."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and down move in the results, Enter opens; typing goes on here."""
        key = Qt.Key(event.key())
        if self._composing:
            super().keyPressEvent(event)
        elif key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.entered.emit()
        elif key == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class SearchBox(QWidget):
    """Box, results, and a sentence with one next step when nothing is found.

    `set_filters(widget)` puts pills between box and results. Enter or a click emits `picked`;
    moving emits `moved`; `searched` tells the words and the number of hits.
    """

    picked = Signal(object)  # Choice
    moved = Signal(object)  # Choice or None
    searched = Signal(str, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._find: Find = _nothing
        self.edit = _BigEdit(self)
        self.list = ChoiceList(self, row=50)
        self.empty = EmptyState(self)
        self._build()
        self.setFocusProxy(self.edit)
        self.edit.textChanged.connect(self.refresh)
        self.edit.stepped.connect(self.list.step)
        self.edit.entered.connect(self._pick)
        self.list.clicked.connect(self._pick)
        self.list.selectionModel().currentChanged.connect(self._tell_move)

    def set_find(self, find: Find, placeholder: str, name: str) -> None:
        """Where results come from, what the empty box says, its name for screen readers."""
        self._find = loosely(find)
        self.edit.setPlaceholderText(placeholder)
        self.edit.setAccessibleName(name)
        self.list.setAccessibleName(f"{name}的结果")

    def set_filters(self, filters: QWidget) -> None:
        """Pills between the box and its results."""
        self._top.addWidget(filters)

    def refresh(self) -> None:
        """Search again with the same words, as when records changed; keeps the place."""
        words, before = self.edit.text().strip(), self.list.current()
        hits = self._find(words)
        self.list.show_choices(hits)
        self._restore(before)
        self._pages.setCurrentWidget(self.list if hits or not words else self.empty)
        self.searched.emit(words, len(hits))
        if not hits:
            self.moved.emit(None)

    def current(self) -> Choice | None:
        """The result that is chosen now."""
        return self.list.current()

    def start(self) -> None:
        """F3: into the box, everything selected, so that typing begins anew."""
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.selectAll()

    def _build(self) -> None:
        head, body = QWidget(self), QFrame(self)
        self._top = QVBoxLayout(head)
        self._top.setContentsMargins(14, 14, 14, 10)
        self._top.setSpacing(10)
        self._top.addWidget(self.edit)
        self._pages = QStackedLayout(body)
        self._pages.addWidget(self.list)
        self._pages.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(body, 1)
        body.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def _restore(self, before: Choice | None) -> None:
        keys = [choice.key for choice in self.list.offers.choices]
        if before is not None and before.key in keys:
            self.list.setCurrentIndex(self.list.offers.index(keys.index(before.key)))

    def _pick(self) -> None:
        choice = self.list.current()
        if choice is not None:
            self.picked.emit(choice)

    def _tell_move(self) -> None:
        self.moved.emit(self.list.current())
