"""五项措施 as five marks: what was taken has a tick and its day, what was not a ring."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from gridhall.qt.icons import IconLabel
from gridhall.qt.labels import PlainLabel, label, set_look


class MeasureMarks(QWidget):
    """Five columns: icon and word, below them the day it was last taken."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(0)
        self._icons, self._words, self._days = list[IconLabel](), list[PlainLabel](), []
        for place, one in enumerate(words):
            icon, word, day = IconLabel(), label(one, "sub"), label("", "meta")
            grid.addWidget(icon, 0, 2 * place, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(word, 0, 2 * place + 1)
            grid.addWidget(day, 1, 2 * place + 1)
            grid.setColumnStretch(2 * place + 1, 1)
            self._icons.append(icon)
            self._words.append(word)
            self._days.append(day)

    def show_marks(self, marks: Sequence[tuple[str, bool, str]]) -> None:
        """For each measure its words, whether it was taken, and when ("" where nobody knows)."""
        told = []
        for place, (words, taken, day) in enumerate(marks):
            glyph = "check_circle-fill" if taken else "radio_button_unchecked"
            self._icons[place].show_icon(glyph, "green_fg" if taken else "text3", 16)
            set_look(self._words[place], role="b" if taken else "sub")
            self._days[place].setText(day or ("已列入" if taken else "没有"))
            told.append(f"{words}{day or ('已列入' if taken else '没有')}")
        self.setAccessibleName(f"五项措施：{'，'.join(told)}")
