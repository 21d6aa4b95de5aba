"""待处理: who moved out or died, whose term ends, which receipts are awaited."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from gridhall.organisation.dialogs.line_act import LineAct
from gridhall.organisation.queries.seats import TodoRow
from gridhall.qt.context import Context
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.frames import Line
from gridhall.qt.icons import IconLabel
from gridhall.qt.labels import label
from gridhall.qt.scaling import refit

GLYPHS = {
    "holder_gone": "person",
    "term": "schedule",
    "receipt": "assignment_return",
    "member_gone": "group",
}
MOST = 200


class TodoSheet(Sheet):
    """Each line says what is to be done and where; its buttons do it."""

    wanted = Signal(str, object)  # show, relieve, keep_on; the TodoRow

    def __init__(self, parent: QWidget, _context: Context, rows: Sequence[TodoRow]) -> None:
        super().__init__(parent, f"待处理 {len(rows)} 件", "notifications", (860, 560))
        self.rows, self._grid = rows[:MOST], QGridLayout()
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 12, 20, 12)
        column.addLayout(self._grid)
        column.addStretch(1)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self.set_body(body)
        leave = foot_button("关闭", "Esc")
        leave.clicked.connect(self.reject)
        self.set_foot([], [leave])
        self.first_focus: QWidget = leave
        for line, row in enumerate(self.rows):
            self._add(2 * line, row)
        if len(rows) > MOST:
            self.say(f"先列出 {MOST} 件")
        refit(self)

    def _add(self, line: int, row: TodoRow) -> None:
        ink = "red_fg" if row.state == "over" else "amber_fg"
        glyph = GLYPHS.get(row.kind, "warning")
        self._grid.addWidget(IconLabel().show_icon(glyph, ink), line, 0)
        self._grid.addWidget(label(row.sentence, wrap=True), line, 1)
        for column, (words, act) in enumerate(_acts(row), 2):
            made = LineAct(words)
            made.setAccessibleName(f"{words} {row.sentence}")
            made.clicked.connect(partial(self._tell, act, row))
            self._grid.addWidget(made, line, column)
            if line == 0 and column == 2:
                self.first_focus = made
        self._grid.addWidget(Line(), line + 1, 0, 1, 5)

    def _tell(self, act: str, row: TodoRow) -> None:
        self.accept()
        self.wanted.emit(act, row)


def _acts(row: TodoRow) -> list[tuple[str, str]]:
    acts = [("去看", "show")] if row.organisation_id is not None else []
    if row.kind == "term" and row.organisation_id is not None:
        acts.append(("办换届", "elect"))
    if row.kind == "holder_gone":
        acts.append(("离任", "relieve"))
        if row.can_stay:
            acts.append(("留任", "keep_on"))
    return acts
