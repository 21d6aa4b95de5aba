"""What the meeting decides, by one key: big buttons with the key that presses each."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QPushButton, QSizePolicy, QWidget

from gridhall.qt.labels import tip

_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier
_ARROWS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


@dataclass(frozen=True, slots=True)
class Mark:
    """One button: its key (a digit or a letter), what it stands for, its words."""

    key: str
    value: object
    words: str
    told: str = ""  # the whole name, for a tip


class Pad(QWidget):
    """One tab stop: a key or an arrow chooses and tells, the chosen button stays down.

    With Alt the keys work from anywhere in the window, also while somebody types.
    """

    chosen = Signal(object)  # the Mark's value
    refused = Signal(object)  # the value of a key that is not open now

    def __init__(self, name: str, marks: Sequence[Mark], columns: int) -> None:
        super().__init__()
        self.marks, self._group = tuple(marks), QButtonGroup(self)
        self._columns = columns
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(6)
        for place, mark in enumerate(self.marks):
            self._group.addButton(self._button(mark), place)
            shortcut = QShortcut(QKeySequence(f"Alt+{mark.key}"), self)
            shortcut.activated.connect(lambda key=mark.key: self.press(key))
        self._lay_out(columns)
        self._group.idClicked.connect(self._tell)

    def lay_out(self, columns: int) -> None:
        """So many buttons in a row; what stands so already is left alone."""
        if columns != self._columns:
            self._lay_out(columns)

    def _lay_out(self, columns: int) -> None:
        for place in range(len(self.marks)):
            self._grid.addWidget(self._group.button(place), place // columns, place % columns)
        for column in range(max(columns, self._columns)):
            self._grid.setColumnStretch(column, int(column < columns))
        self._columns = columns

    def value(self) -> object:
        """What is chosen; None for nothing."""
        place = self._group.checkedId()
        return self.marks[place].value if place >= 0 else None

    def choose(self, value: object) -> None:
        """Choose without telling; None, or what is not there, for nothing."""
        self._group.setExclusive(False)
        for place, mark in enumerate(self.marks):
            self._group.button(place).setChecked(value is not None and mark.value == value)
        self._group.setExclusive(True)

    def offer(self, values: Sequence[object]) -> None:
        """Only these can be chosen now."""
        for place, mark in enumerate(self.marks):
            self._group.button(place).setEnabled(mark.value in values)

    def press(self, key: str) -> bool:
        """Choose by key and tell, or tell that it is not open now; False: no such key."""
        found = (at for at, mark in enumerate(self.marks) if mark.key == key.upper())
        place = next(found, None)
        if place is None or not self.isVisible():
            return False
        if not self._group.button(place).isEnabled():
            self.refused.emit(self.marks[place].value)
            return True
        self._group.button(place).setChecked(True)
        self._tell(place)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The marks' keys, and arrows."""
        key, typed = Qt.Key(event.key()), event.text()
        if key in _ARROWS and not event.modifiers() & _HELD:
            self._step(_ARROWS[key])
        elif not (typed and not event.modifiers() & _HELD and self.press(typed)):
            super().keyPressEvent(event)

    def _button(self, mark: Mark) -> QPushButton:
        made = QPushButton(f"{mark.key} {mark.words}")
        made.setProperty("decision", "true")
        made.setAccessibleName(f"{mark.told or mark.words} 快捷键 Alt+{mark.key}")
        made.setCheckable(True)
        made.setAutoDefault(False)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        tip(made, f"{mark.told or mark.words}（Alt+{mark.key}）")
        return made

    def _step(self, by: int) -> None:
        here, many = self._group.checkedId(), len(self.marks)
        places = range(here + by, many if by > 0 else -1, by) if here >= 0 else range(many)
        for place in places:
            if self._group.button(place).isEnabled():
                self.press(self.marks[place].key)
                return

    def _tell(self, place: int) -> None:
        self.chosen.emit(self.marks[place].value)
