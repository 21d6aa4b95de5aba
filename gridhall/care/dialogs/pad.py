"""What was done, one key each; stars by the arrows."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from gridhall.care.labels import DEEDS, KEYS
from gridhall.care.rules.drafts import STARS
from gridhall.qt.labels import label

_ACROSS = 5
_HELD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Plus: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_Minus: -1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class DeedPad(QWidget):
    """1 to 9 and 0 mark a deed, ↑ and ↓ change the stars, Enter is done."""

    submitted = Signal()

    def __init__(self, name: str, *, stars: bool) -> None:
        super().__init__()
        self._rates, self._stars = stars, 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{name}，按数字键选")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.buttons = dict(zip(DEEDS, map(self._button, KEYS, DEEDS.values()), strict=True))
        grid = QGridLayout()
        grid.setSpacing(6)
        for place, made in enumerate(self.buttons.values()):
            grid.addWidget(made, place // _ACROSS, place % _ACROSS)
            grid.setColumnStretch(place % _ACROSS, 1)
        column.addLayout(grid)
        self.stars_label = label("", "sub")
        self.star_buttons = [self._star(number) for number in range(1, STARS + 1)]
        if stars:
            row = QHBoxLayout()
            row.setSpacing(4)
            for made in self.star_buttons:
                row.addWidget(made)
            row.addWidget(self.stars_label, 1)
            column.addLayout(row)
        self._show()

    def deeds(self) -> tuple[str, ...]:
        """The codes that are marked."""
        return tuple(code for code, made in self.buttons.items() if made.isChecked())

    def stars(self) -> int | None:
        """1 to 10; None: not asked."""
        return self._stars or None

    def show_deeds(self, codes: Iterable[str], stars: int | None = None) -> None:
        """Mark these."""
        wanted = set(codes)
        for code, made in self.buttons.items():
            made.setChecked(code in wanted)
        self._stars = stars or 0
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """One key a deed; nothing is composed here, no input method is in the way."""
        key, typed = Qt.Key(event.key()), event.text()
        if event.modifiers() & _HELD:
            super().keyPressEvent(event)
        elif key in _ENTER:
            self.submitted.emit()
        elif key in _STEPS and self._rates:
            self._rate(_STEPS[key])
        elif len(typed) == 1 and typed in KEYS:
            list(self.buttons.values())[KEYS.index(typed)].toggle()
        else:
            super().keyPressEvent(event)

    def _rate(self, by: int) -> None:
        """The first ↑ is ten stars: most are content, and ↓ takes them away one by one."""
        self._stars = STARS if by > 0 and not self._stars else min(STARS, self._stars + by)
        self._stars = max(0, self._stars)
        self._show()

    def _click(self, number: int) -> None:
        self._stars = 0 if self._stars == number else number
        self._show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        for number, made in enumerate(self.star_buttons, 1):
            made.setText("★" if number <= self._stars else "☆")
        said = f"{self._stars} 星" if self._stars else "没有评"
        self.stars_label.setText(f"{said}　按 ↑ ↓")

    def _button(self, key: str, words: str) -> QPushButton:
        made = QPushButton(f"{key}  {words}")
        made.setCheckable(True)
        made.setProperty("answer", "true")
        made.setAutoDefault(False)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setAccessibleName(f"{words}，按 {key}")
        made.clicked.connect(lambda: self.setFocus(Qt.FocusReason.OtherFocusReason))
        return made

    def _star(self, number: int) -> QPushButton:
        made = QPushButton("☆", self)
        made.setProperty("answer", "true")
        made.setAutoDefault(False)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setAccessibleName(f"{number} 星")
        made.setFixedWidth(34)
        made.setVisible(self._rates)
        made.clicked.connect(lambda: self._click(number))
        return made
