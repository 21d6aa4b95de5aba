"""What stands round the board: what the solver suggests, the chosen cell, a day with no plan."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gridhall.qt.buttons import Btn, button
from gridhall.qt.icons import IconLabel
from gridhall.qt.labels import PlainLabel, key_cap, label, set_look, tip

_KEYS = (
    ("方向键", "换格"),
    ("Enter", "选人"),
    ("Del", "移除"),
    ("N", "找缺"),
    ("W", "为什么"),
    ("Q", "请假"),
)


class SuggestionStrip(QFrame):
    """`自动排班给出 2 条建议（虚线）…`, with 全部采用 and 放弃."""

    accepted = Signal()
    dropped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._more = PlainLabel(self), _OneLine(self)
        self._text.setWordWrap(True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.take, self.leave = button("全部采用", "Ctrl+Y"), button("放弃", "Esc", "text")
        self._icon = IconLabel(self)
        lines, row = QVBoxLayout(), QHBoxLayout(self)
        lines.setSpacing(2)
        lines.addWidget(self._text)
        lines.addWidget(self._more)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addLayout(lines, 1)
        row.addWidget(self.take)
        row.addWidget(self.leave)
        self.take.clicked.connect(self.accepted)
        self.leave.clicked.connect(self.dropped)
        self.hide()

    def say(self, words: str, more: str = "", tone: str = "blue", tip_words: str = "") -> None:
        """The sentence; `more` is how good the plan is, or why seats stay open."""
        set_look(self, banner=tone)
        set_look(self._text, tone=tone)
        self._icon.show_icon("wand_stars" if tone == "blue" else "warning-fill", f"{tone}_fg")
        self._text.setText(words)
        self._more.setText(more)
        self._more.setVisible(bool(more))
        tip(self, tip_words or more)
        self.setAccessibleName(f"{words}。{more}")
        self.show()

    def offer(self, offered: bool) -> None:
        """Whether there are suggestions to take; else the strip only tells."""
        self.take.setVisible(offered)
        self.leave.setText("放弃" if offered else "知道了")

    def text(self) -> str:
        """The sentence on show."""
        return self._text.text()

    def more(self) -> str:
        """The quieter one below it."""
        return self._more.text()


class _OneLine(PlainLabel):
    """A quiet line that is cut where the room ends; its tool tip has all of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, role="meta")
        self._whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:
        """The whole sentence."""
        self._whole = text
        self._cut()

    def text(self) -> str:
        """All of it."""
        return self._whole

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or less of it."""
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        shown = self.fontMetrics().elidedText(
            self._whole, Qt.TextElideMode.ElideRight, max(self.width(), 40)
        )
        super().setText(shown)


class CellFoot(QWidget):
    """The chosen cell's name and what is to be said of it, then the keys."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._note = label("", "b"), _OneLine()
        self._keys, self._shows_keys, self._is_wrong = QWidget(self), True, False
        keys, row = QHBoxLayout(self._keys), QHBoxLayout(self)
        keys.setContentsMargins(0, 0, 0, 0)
        keys.setSpacing(5)
        for cap, words in _KEYS:
            keys.addWidget(key_cap(cap))
            keys.addWidget(label(words, "meta"))
        row.setContentsMargins(14, 5, 14, 7)
        row.setSpacing(8)
        row.addWidget(self._name)
        row.addWidget(self._note, 1)
        row.addWidget(self._keys)

    def say(self, name: str, note: str, role: str) -> None:
        """The cell on show."""
        self._name.setText(name)
        set_look(self._note, role=role)
        self._is_wrong = role == "err"  # a long sentence takes the room of the keys
        self._keys.setVisible(self._shows_keys and not self._is_wrong)
        self._note.setText(note)
        tip(self._note, note)

    def text(self) -> tuple[str, str]:
        """Name and note on show."""
        return self._name.text(), self._note.text()

    def show_keys(self, shown: bool) -> None:
        """Where it is narrow the note needs the room; F1 lists the keys."""
        self._shows_keys = shown
        self._keys.setVisible(shown and not self._is_wrong)


class EmptyDay(QWidget):
    """A day without a plan, or no service day at all: a sentence, and the ways to begin."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._title = IconLabel(self), label("", "md", wrap=True)
        self._text, self._acts = label("", "sub", wrap=True), QHBoxLayout()
        self._acts.setSpacing(8)
        column = QVBoxLayout(self)
        column.setSpacing(6)
        column.addStretch(1)
        column.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        for words in (self._title, self._text):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(words)
        column.addSpacing(8)
        column.addLayout(self._acts)
        column.addStretch(1)

    def say(self, title: str, text: str, glyph: str = "event_available") -> None:
        """What is missing."""
        self._icon.show_icon(glyph, "text3", 56)
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))

    def text(self) -> str:
        """The sentence on show."""
        return self._title.text()

    def set_acts(self, acts: Sequence[Btn]) -> None:
        """The buttons, once; which are offered is said by showing them."""
        self._acts.addStretch(1)
        for one in acts:
            self._acts.addWidget(one)
        self._acts.addStretch(1)
