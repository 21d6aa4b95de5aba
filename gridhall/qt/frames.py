"""Frames that pages are made of: cards, lines, banners, avatars, empty states."""

from PySide6.QtCore import Property, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gridhall.qt.buttons import Btn, button
from gridhall.qt.icons import IconLabel
from gridhall.qt.labels import PlainLabel, label, set_look
from gridhall.qt.theme import current_theme

_GLYPHS = {
    "red": "error-fill",
    "amber": "warning-fill",
    "green": "check_circle-fill",
    "blue": "help",
}


class Card(QFrame):
    """A white panel with a border; in Designer a QFrame with the property `card` = "true"."""

    def __init__(self, parent: QWidget | None = None, *, soft: bool = False) -> None:
        super().__init__(parent)
        self.setProperty("card", "soft" if soft else "true")


class Line(QFrame):
    """A hairline between parts; in Designer a QFrame with `line` = "h" or "v"."""

    def __init__(self, parent: QWidget | None = None, *, upright: bool = False) -> None:
        super().__init__(parent)
        self.setProperty("line", "v" if upright else "h")


class Banner(QFrame):
    """A coloured strip with icon, sentence and at most one button: 提示条."""

    acted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._text, self._act = IconLabel(self), PlainLabel(self), Btn(self)
        self._text.setWordWrap(True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._act.setProperty("kind", "text")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(10)
        for widget, stretch in ((self._icon, 0), (self._text, 1), (self._act, 0)):
            row.addWidget(widget, stretch)
        self._act.clicked.connect(self.acted)
        self.hide()

    def say(self, tone: str, text: str, act: str = "", hint: str = "", glyph: str = "") -> None:
        """Show a sentence in a tone (red amber green blue); `act` offers one step."""
        set_look(self, banner=tone)
        set_look(self._text, tone=tone)
        self._icon.show_icon(glyph or _GLYPHS[tone], f"{tone}_fg")
        self._text.setText(text)
        self._act.setText(act)
        self._act.setProperty("hint", hint)
        self._act.setVisible(bool(act))
        self.setAccessibleName(text)
        self.show()

    def text(self) -> str:
        """The sentence on show."""
        return self._text.text()


class Avatar(PlainLabel):
    """A person's first character in a circle; `side` px at 100 %."""

    def __init__(self, parent: QWidget | None = None, *, side: int = 34) -> None:
        super().__init__(parent)
        self.setProperty("ownSize", True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._set_side(side)
        current_theme().changed.connect(self._rescale)

    def _set_side(self, side: int) -> None:
        self._side = side
        size = "small" if side <= 40 else "big" if side <= 60 else "huge"
        set_look(self, avatar=size)
        self._rescale()

    def _rescale(self) -> None:
        side = current_theme().px(self._side)
        self.setFixedSize(side, side)

    side = Property(int, lambda self: self._side, _set_side)

    def show_name(self, name: str) -> None:
        """Show whose it is."""
        self.setText(name[:1])


class EmptyState(QWidget):
    """A sentence and one next step where a list has nothing to show (空状态)."""

    acted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconLabel(self)
        self._title, self._text = label("", "md", wrap=True), label("", "sub", wrap=True)
        self._act = button("")
        self._act.clicked.connect(self.acted)
        column = QVBoxLayout(self)
        column.setSpacing(6)
        column.addStretch(1)
        column.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        for words in (self._title, self._text):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(words)
        column.addSpacing(8)
        column.addWidget(self._act, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.say("没有找到")

    def say(self, title: str, text: str = "", glyph: str = "person_search") -> None:
        """What is missing, and what to do about it."""
        self._icon.show_icon(glyph, "text3", 56)
        self._title.setText(title)
        self._text.setText(text)

    def hasHeightForWidth(self) -> bool:
        """It takes the room there is; else a page that scrolls would ask for its best height."""
        return False

    def offer(self, act: str, hint: str = "", glyph: str = "", *, primary: bool = False) -> None:
        """One button; an empty `act` takes it away."""
        self._act.setText(act)
        for name, value in (("hint", hint), ("glyph", glyph)):
            self._act.setProperty(name, value)
        self._act.setProperty("kind", "primary" if primary else "")
        self._act.setVisible(bool(act))
