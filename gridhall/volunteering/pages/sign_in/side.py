"""The right of the sign-in desk: the counts, the posts still awaited, the keys."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from gridhall.qt.buttons import button
from gridhall.qt.frames import Card
from gridhall.qt.labels import PlainLabel, key_cap, label
from gridhall.qt.layouts import empty
from gridhall.qt.scaling import refit
from gridhall.volunteering.queries.attendance import AttendRow

_COUNTS = (
    ("came", "已签到", "green"),
    ("missing", "未到", "amber"),
    ("excused", "请假", "grey"),
    ("due", "应到", ""),
)
_KEYS = (
    ("Enter", "签到当前人"),
    ("Shift+Enter", "签退当前人"),
    ("↑↓", "在候选里选"),
    ("Ctrl+Z", "撤销上一次"),
    ("Esc", "清空输入"),
)
_SHOWN = 5  # posts awaited that have room


class CountsCard(Card):
    """11 已签到 · 4 未到 · 1 请假 · 16 应到."""

    def __init__(self) -> None:
        super().__init__()
        self._numbers: dict[str, PlainLabel] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(22, 8, 22, 8)
        for key, words, tone in _COUNTS:
            number = self._numbers[key] = label("0", "num", tone)
            column = QVBoxLayout()
            column.setSpacing(0)
            column.addWidget(number)
            column.addWidget(label(words, "sub"))
            row.addLayout(column)
            if key != _COUNTS[-1][0]:
                row.addStretch(1)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Replace the numbers."""
        for key, words, _ in _COUNTS:
            self._numbers[key].setText(str(counts[key]))
            self._numbers[key].setAccessibleName(f"{words} {counts[key]}")


class MissingCard(Card):
    """Posts whose people have not come, with their phones; F9 finds who steps in."""

    substitute_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lines, self._more = QGridLayout(), label("", "meta")
        self._lines.setHorizontalSpacing(12)
        self._lines.setVerticalSpacing(8)
        self._lines.setColumnStretch(2, 1)
        self.act = button("从候补顶岗", "F9", "", "swap_horiz")
        self.act.clicked.connect(self.substitute_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(8)
        column.addWidget(label("未到的岗位", "md"))
        column.addLayout(self._lines)
        column.addWidget(self._more)
        column.addWidget(self.act)

    def show_missing(self, rows: Sequence[AttendRow]) -> None:
        """Those still awaited; the first few where there are many."""
        empty(self._lines)
        for line, row in enumerate(rows[:_SHOWN]):
            phone = label(row.phone_masked, "sub")
            phone.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._lines.addWidget(label(row.post), line, 0)
            self._lines.addWidget(label(row.name, "b"), line, 1)
            self._lines.addWidget(phone, line, 2)
        over = len(rows) - _SHOWN
        said = f"还有 {over} 位" if over > 0 else "" if rows else "都到了"
        self._more.setText(said)
        self._more.setVisible(bool(said))
        refit(self)


class KeysCard(Card):
    """What the keys do here."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(8)
        column.addWidget(label("键盘", "md"))
        for key, words in _KEYS:
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(key_cap(key))
            row.addWidget(label(words, "sub"))
            row.addStretch(1)
            column.addLayout(row)


class Side(QWidget):
    """All three below each other."""

    def __init__(self) -> None:
        super().__init__()
        self.counts, self.missing, self.keys = CountsCard(), MissingCard(), KeysCard()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for card in (self.counts, self.missing, self.keys):
            column.addWidget(card)
        column.addStretch(1)
