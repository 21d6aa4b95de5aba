"""What the meeting decides, by one key: big buttons with their digits."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier
_ARROWS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


@dataclass(frozen=True, slots=True)
class Mark:
    """One button: what it stands for, and its words."""

    value: object
    words: str
    tone: str = ""


class Pad(QWidget):
    """One tab stop; a digit or an arrow chooses and tells, the chosen one stays down."""

    chosen = Signal(object)  # the Mark's value

    def __init__(self, name: str, marks: Sequence[Mark], first: int = 1) -> None:
        """`first` is the digit of the first button."""
        super().__init__()
        self._marks, self._first = tuple(marks), first
        self._group = QButtonGroup(self)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for place, mark in enumerate(self._marks):
            made = QPushButton(f"{first + place} {mark.words}")
            made.setProperty("decision", mark.tone or "plain")
            made.setAccessibleName(f"{mark.words} 快捷键 Alt+{first + place}")
            made.setCheckable(True)
            made.setAutoDefault(False)
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._group.addButton(made, place)
            row.addWidget(made, 1)
        self._group.idClicked.connect(self._tell)

    def value(self) -> object:
        """What is chosen; None for nothing."""
        place = self._group.checkedId()
        return self._marks[place].value if place >= 0 else None

    def choose(self, value: object) -> None:
        """Choose without telling; None, or what is not there, for nothing."""
        self._group.setExclusive(False)
        for place, mark in enumerate(self._marks):
            self._group.button(place).setChecked(value is not None and mark.value == value)
        self._group.setExclusive(True)

    def offer(self, values: Sequence[object]) -> None:
        """Only these can be chosen now."""
        for place, mark in enumerate(self._marks):
            self._group.button(place).setEnabled(mark.value in values)

    def press(self, digit: int) -> bool:
        """Choose by digit and tell; False if there is no such button, or not now."""
        made = self._group.button(digit - self._first)
        if made is None or not made.isEnabled():
            return False
        made.setChecked(True)
        self._tell(self._group.id(made))
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits and arrows."""
        key, typed = Qt.Key(event.key()), event.text()
        if key in _ARROWS and not event.modifiers() & _HELD:
            self._step(_ARROWS[key])
        elif not (typed.isascii() and typed.isdigit() and self.press(int(typed))):
            super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        here = self._group.checkedId()
        many = len(self._marks)
        places = range(here + by, many if by > 0 else -1, by) if here >= 0 else range(many)
        for place in places:
            if self.press(self._first + place):
                return

    def _tell(self, place: int) -> None:
        self.chosen.emit(self._marks[place].value)
