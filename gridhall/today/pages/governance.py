"""治理 on 今日: what issues, meetings, postings and visits wait for, one click from its page."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from gridhall.core.progress import Progress
from gridhall.qt.buttons import button
from gridhall.qt.context import Context
from gridhall.qt.frames import Card
from gridhall.qt.icons import IconLabel
from gridhall.qt.labels import label
from gridhall.qt.layouts import empty
from gridhall.qt.refreshing import Refreshing
from gridhall.qt.scaling import refit

if TYPE_CHECKING:
    from gridhall.db.database import Database
    from gridhall.today.queries.governance import GovernanceTodos

_LATER_MS = 300  # the queue, the transfers, the service day and the loans come first
_LINE_PX = 28  # at 100 %
_OURS = frozenset(
    {
        "issue", "joint_meeting", "public_notice", "objection", "care_visit", "care_target",
        "hazard", "mediation", "hall_setting",
    }
)  # fmt: skip


class GovernanceTodo(Card):
    """In the right column; hidden while nothing waits."""

    counted = Signal(int)  # issues carried over by a joint meeting

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__()
        self._context = context
        self._lines = QGridLayout()
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setHorizontalSpacing(8)
        self._lines.setVerticalSpacing(2)
        self._lines.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.addLayout(self._lines)
        self.hide()
        Refreshing(page, context.bus, _OURS).use(self.read)

    def read(self) -> None:
        """On the worker, for it brings the tables of governance in."""
        QTimer.singleShot(_LATER_MS, self, self._start)

    def _start(self) -> None:
        work = partial(_todos, self._context.db, self._context.today())
        self._context.jobs.start(work, done=self._show, failed=self._context.desk.show_error)

    def _show(self, told: "GovernanceTodos") -> None:
        empty(self._lines)
        for row, line in enumerate(told.lines):
            act = button("去办", "", "text")
            act.setFixedHeight(_LINE_PX)
            act.setAccessibleName(f"去办：{line.words}")
            act.clicked.connect(self._opener(line.kind))
            ink = "red_fg" if line.tone == "red" else "amber_fg"
            self._lines.addWidget(IconLabel().show_icon("warning-fill", ink), row, 0)
            self._lines.addWidget(label(line.words, wrap=True), row, 1)
            self._lines.addWidget(act, row, 2)
        self.setVisible(bool(told.lines))
        self.counted.emit(told.carried)
        refit(self)

    def _opener(self, kind: str) -> Callable[[], None]:
        desk = self._context.desk
        openers = {
            "issue": desk.open_issue,
            "meeting": desk.open_meeting,
        }
        return lambda: openers[kind](None)


def _todos(db: "Database", today: date, _progress: Progress) -> "GovernanceTodos":
    from gridhall.today.queries.governance import governance_todos

    with db.read() as session:
        return governance_todos(session, today)
