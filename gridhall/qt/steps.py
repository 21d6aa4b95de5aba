"""Where a wizard is: the numbered steps at its left (步骤)."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gridhall.qt.labels import PlainLabel, label, set_look
from gridhall.qt.scaling import refit


class Steps(QFrame):
    """Steps with a quieter line each: done ones ticked, the present one filled."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "soft")
        self.setFixedWidth(204)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(18, 18, 14, 18)
        self._column.setSpacing(14)
        self._parts: list[tuple[PlainLabel, PlainLabel, PlainLabel]] = []

    def set_titles(self, titles: Sequence[str]) -> None:
        """Name the steps; call once."""
        for title in titles:
            self._parts.append((PlainLabel(), label(title), label("", "meta", wrap=True)))
            self._column.addLayout(self._line(*self._parts[-1]))
        self._column.addStretch(1)
        self.show_step(0)

    def show_step(self, current: int) -> None:
        """Go to a step, counted from 0."""
        for place, (number, title, _) in enumerate(self._parts):
            state = "done" if place < current else "now" if place == current else "later"
            number.setText("✓" if state == "done" else str(place + 1))
            set_look(number, step=state)
            set_look(title, role="b" if state == "now" else "")
            title.setAccessibleDescription({"done": "已完成", "now": "当前"}.get(state, ""))
        refit(self)

    def note(self, place: int, text: str) -> None:
        """What is known about a step, such as the file's name."""
        self._parts[place][2].setText(text)

    def _line(self, number: PlainLabel, title: PlainLabel, note: PlainLabel) -> QHBoxLayout:
        number.setFixedSize(26, 26)
        number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words, line = QVBoxLayout(), QHBoxLayout()
        words.setSpacing(0)
        words.addWidget(title)
        words.addWidget(note)
        line.setSpacing(10)
        line.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        return line
