"""时长待记录 on 今日: which service day's hours are due, one key from its sign-in desk."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QGridLayout, QWidget

from gridhall.core.progress import Progress
from gridhall.qt.buttons import button
from gridhall.qt.context import Context
from gridhall.qt.icons import IconLabel
from gridhall.qt.labels import label
from gridhall.qt.layouts import empty
from gridhall.qt.refreshing import Refreshing
from gridhall.qt.scaling import refit

if TYPE_CHECKING:
    from gridhall.core.calendar import WorkCalendar
    from gridhall.db.database import Database
    from gridhall.volunteering.queries.hours import DayToRecord

_LINES = 2
_LATER_MS = 200  # the queue and the transfers come first
_OURS = frozenset({"attendance", "assignment", "hours_entry", "service_day", "holiday_notice"})


class HoursTodo(QWidget):
    """Below the next service day; hidden while nothing is to be recorded."""

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__()
        self._context = context
        self._lines = QGridLayout(self)
        self._lines.setContentsMargins(0, 4, 0, 0)
        self._lines.setHorizontalSpacing(8)
        self._lines.setVerticalSpacing(4)
        self._lines.setColumnStretch(1, 1)
        self.hide()
        reading = Refreshing(page, context.bus, _OURS)
        reading.use(self.read)

    def read(self) -> None:
        """On the worker, for it brings the volunteers' tables in."""
        QTimer.singleShot(_LATER_MS, self, self._start)

    def _start(self) -> None:
        context = self._context
        work = partial(_due, context.db, context.calendar, context.today())
        context.jobs.start(work, done=self._show, failed=context.desk.show_error)

    def _show(self, rows: "Sequence[DayToRecord]") -> None:
        empty(self._lines)
        for line, row in enumerate(rows[:_LINES]):
            ink = "red_fg" if row.days_left < 0 else "amber_fg"
            said = _said(row)
            act = button("去办", "", "text")
            act.setAccessibleName(f"去办：{said}")
            act.clicked.connect(partial(self._context.desk.open_sign_in, row.held_on, row.day_id))
            self._lines.addWidget(IconLabel().show_icon("warning-fill", ink), line, 0)
            self._lines.addWidget(label(said, wrap=True), line, 1)
            self._lines.addWidget(act, line, 2)
        over = len(rows) - _LINES
        if over > 0:
            self._lines.addWidget(label(f"还有 {over} 个服务日的时长没记录", "meta"), _LINES, 1)
        self.setVisible(bool(rows))
        refit(self)


def _said(row: "DayToRecord") -> str:
    """As the sign-in desk says it."""
    from gridhall.volunteering.columns.attendance import todo_said

    return todo_said(row)


def _due(
    db: "Database", calendar: "WorkCalendar", today: date, _progress: Progress
) -> "list[DayToRecord]":
    from gridhall.today.queries.hours import hours_due

    with db.read() as session:
        return hours_due(session, calendar, today)
