"""Small choices of the sign-in desk: at which post somebody helps, which shift is on show."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from gridhall.core.pinyin import name_keys
from gridhall.qt.choice import Choice
from gridhall.qt.choices import ChoiceList
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.field_icon import FieldIcon
from gridhall.qt.tokens import ROW_TWO_LINE

_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 6,
    Qt.Key.Key_PageUp: -6,
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class Place:
    """One choice; `about` is the caller's."""

    about: object
    title: str
    sub: str = ""
    right: str = ""
    tone: str = ""
    group: str = ""


class _PlaceEdit(QLineEdit):
    """Initials narrow the list down; up, down and Enter are the list's."""

    def __init__(self, places: ChoiceList, sheet: "PlaceSheet") -> None:
        super().__init__(sheet)
        self._list, self._sheet = places, sheet
        self.setPlaceholderText("首字母，或用 ↑↓ 选")
        self.setAccessibleName("输首字母，或用上下键选，回车选定")
        self.setProperty("submits", True)
        FieldIcon(self, "search", leading=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What is not typing goes to the list."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._list.step(_STEPS[key])
        elif key in _ENTER:
            self._sheet.take()
        else:
            super().keyPressEvent(event)


class PlaceSheet(Sheet):
    """A list; Enter takes the chosen line and `picked` tells what it is about."""

    picked = Signal(object)

    def __init__(
        self, parent: QWidget, title: str, places: Sequence[Place], leave_words: str = "不换"
    ) -> None:
        super().__init__(parent, title, "swap_horiz", (460, 520))
        self._places, self.list = tuple(places), ChoiceList(self, row=ROW_TWO_LINE)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setAccessibleName(title)
        self.edit = _PlaceEdit(self.list, self)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(8)
        column.addWidget(self.edit)
        column.addWidget(self.list, 1)
        self.set_body(body)
        leave = foot_button(leave_words, "Esc")
        leave.clicked.connect(self.reject)
        take = foot_button("选这个", "", "primary", "check")
        take.setProperty("hint", "Enter")
        take.clicked.connect(self.take)
        self.set_foot([], [leave, take])
        self.first_focus = self.edit
        self.edit.textChanged.connect(self._filter)
        self.list.clicked.connect(lambda _: self.take())
        self._filter()

    def take(self) -> None:
        """The chosen line."""
        choice = self.list.current()
        if choice is not None:
            self.accept()
            self.picked.emit(choice.key)

    def _filter(self) -> None:
        typed = self.edit.text().strip().lower()
        self.list.show_choices(
            [
                Choice(one.about, one.title, one.sub, one.right, tone=one.tone, group=one.group)
                for one in self._places
                if not typed or _fits(typed, one)
            ]
        )


def _fits(typed: str, one: Place) -> bool:
    said = one.title.lower()
    return typed in said or any(typed in key for key in name_keys(one.title).initials)
