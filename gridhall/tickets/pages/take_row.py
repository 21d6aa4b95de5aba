"""取号 by keys: a lane's letter and, for a priority, its digit; Enter gives the number."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gridhall.core.text import half_width
from gridhall.qt.buttons import button
from gridhall.qt.labels import label, set_look
from gridhall.tickets.labels import PRIORITIES, PRIORITY_KEYS, PRIORITY_WORDS
from gridhall.tickets.queries.waiting import LaneCount

_LEGEND = "  ".join(f"{key} {PRIORITY_WORDS[code]}" for key, code in PRIORITY_KEYS.items())


class TakeRow(QWidget):
    """取号 A2 Enter: lane A, 老年人优先. Below it stands what the keys mean."""

    wanted = Signal(int, str)  # the lane, the priority's code

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lanes: Sequence[LaneCount] = ()
        self.edit, self.note = QLineEdit(), label("", "sub", wrap=True)
        self.edit.setAccessibleName("取号")
        self.edit.setPlaceholderText("字母加优先，如 A 或 A2")
        self.edit.setMaxLength(6)
        self.act = button("取号", "Enter", "", "add")
        self.act.clicked.connect(self.submit)
        self.edit.returnPressed.connect(self.submit)
        self.edit.textChanged.connect(lambda _: self._explain())
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.edit, 1)
        row.addWidget(self.act)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.note)
        column.addWidget(label(f"优先：{_LEGEND}", "meta"))

    def show_lanes(self, lanes: Sequence[LaneCount]) -> None:
        """Which letters there are."""
        self._lanes = [one for one in lanes if one.lane.active]
        self._explain()

    def told(self, sentence: str) -> None:
        """What was given out; the box waits for the next."""
        self.edit.clear()
        self._say(sentence, "green")

    def submit(self) -> None:
        """Enter: the number that is meant, or a sentence under the box."""
        found = self._meant()
        if isinstance(found, str):
            self._say(found, "red")
            self.edit.setFocus()
            return
        one, priority = found
        self.wanted.emit(one.lane.id, priority)

    def _meant(self) -> tuple[LaneCount, str] | str:
        typed = half_width(self.edit.text()).strip().upper()
        letters = typed.rstrip("0123456789")
        digits = typed[len(letters) :]
        known = {one.lane.prefix: one for one in self._lanes}
        one = known.get(letters.strip())
        if one is None:
            said = "、".join(known) or "还没有业务队列"
            return f"请写队列的字母：{said}"
        if digits and digits not in PRIORITY_KEYS:
            return f"没有优先 {digits}：{_LEGEND}"
        return one, PRIORITY_KEYS.get(digits, "")

    def _explain(self) -> None:
        """What Enter would do."""
        if not self.edit.text().strip():
            self._say("  ".join(f"{one.lane.prefix} {one.lane.name}" for one in self._lanes), "")
            return
        found = self._meant()
        if isinstance(found, str):
            self._say(found, "amber")
            return
        one, priority = found
        facts = (one.lane.title, PRIORITIES.get(priority, ""), f"有 {one.waiting} 位在等")
        self._say(" · ".join(filter(None, facts)), "primary")

    def _say(self, words: str, tone: str) -> None:
        self.note.setText(words)
        set_look(self.note, tone=tone)
