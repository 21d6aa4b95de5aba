"""转队列: the lane a number goes on waiting in, by its letter."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.labels import label
from gridhall.qt.table import Column, RowsModel, Table
from gridhall.tickets.queries.rows import TicketRow
from gridhall.tickets.queries.waiting import LaneCount

_COLUMNS: tuple[Column[LaneCount], ...] = (
    Column("字母", lambda row: row.lane.prefix, 60, "bold"),
    Column("业务队列", lambda row: row.lane.name, 130),
    Column("办理窗口", lambda row: row.lane.counters or "所有窗口", 120, "dim", stretch=True),
    Column("等候", lambda row: f"{row.waiting} 位", 76, right=True),
)


class PassOnSheet(Sheet):
    """A letter chooses, Enter passes on; the number keeps its seniority."""

    def __init__(self, parent: QWidget | None, row: TicketRow, lanes: Sequence[LaneCount]) -> None:
        super().__init__(parent, f"转队列 {row.number}", "swap_horiz", (560, 420))
        self.lane_id: int | None = None
        self.say(f"现在在{row.queue}。号不变，按取号的时间排队")
        self.table, self.model = Table(), RowsModel(_COLUMNS, self, key=lambda one: one.lane.id)
        self.table.setModel(self.model)
        self.table.setAccessibleName("业务队列")
        self.model.show_rows(
            [one for one in lanes if one.lane.active and one.lane.id != row.queue_id]
        )
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 12, 20, 8)
        column.setSpacing(6)
        column.addWidget(self.table, 1)
        column.addWidget(label("按字母选中，Enter 转过去", "meta"))
        self.set_body(body)
        act = foot_button("转队列", "Ctrl+Enter", "primary")
        leave = foot_button("不转", "Esc")
        act.clicked.connect(self._choose)
        leave.clicked.connect(self.reject)
        self.table.opened.connect(lambda _: self._choose())
        self.table.installEventFilter(self)
        self.set_foot([], [leave, act])
        self.first_focus = self.table
        self.table.choose_first()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A lane's letter chooses it."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            letter = event.text().upper()
            found = next((one for one in self.model.rows if one.lane.prefix[0] == letter), None)
            if found is not None and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.table.choose(found.lane.id)
                return True
        return super().eventFilter(watched, event)

    def _choose(self) -> None:
        row = self.table.current()
        if row is not None:
            self.lane_id = row.lane.id
            self.accept()
