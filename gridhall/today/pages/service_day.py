"""The card of the next 集中服务日: as the calendar tells it, then as the hall has planned it."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from gridhall.core.progress import Progress
from gridhall.forms.ui_today import Ui_TodayPage
from gridhall.qt.context import Context
from gridhall.qt.refreshing import Refreshing
from gridhall.today.rules import WEEKDAYS, ServiceDay, day_words, near_words

if TYPE_CHECKING:
    from gridhall.core.calendar import WorkCalendar
    from gridhall.db.database import Database
    from gridhall.volunteering.queries.days import DayRow

_LATER_MS = 180  # the queue and the transfers come first
_OURS = frozenset({"service_day", "service_day_policy", "holiday_notice", "cell", "assignment"})


class NextServiceDay(QObject):
    """The hall's own rule, a day moved by hand, how far it is filled: read on the worker."""

    def __init__(self, context: Context, page: QWidget, ui: Ui_TodayPage) -> None:
        super().__init__(page)
        self._context, self._ui = context, ui
        self.read_on: date | None = None  # the day whose next service day is on show
        Refreshing(page, context.bus, _OURS).use(self.read)

    def read(self) -> None:
        """It brings the service days' tables in: not before the queue is painted."""
        QTimer.singleShot(_LATER_MS, self, self._start)

    def _start(self) -> None:
        context = self._context
        work = partial(_ahead, context.db, context.calendar, context.today())
        context.jobs.start(work, done=self._show, failed=context.desk.show_error)

    def _show(self, row: "DayRow | None") -> None:
        self.read_on = self._context.today()
        if row is None or row.held_on is None:
            self._ui.serviceDayLabel.setText("近两个月没有集中服务日")
            self._ui.serviceDayNote.setText("规则和改期在集中服务日里看，按 Ctrl+4")
            return
        today = self.read_on
        found = ServiceDay(row.nominal or row.held_on, row.held_on)
        self._ui.serviceDayLabel.setText(f"{near_words(found, today)} {row.name}".strip())
        self._ui.serviceDayNote.setText(note_of(row))
        if row.nominal is not None:
            self._ui.dayLabel.setText(day_words(today, found))


def note_of(row: "DayRow") -> str:
    """周一 · 原定 8月15日，逢周六 · 已排 42 / 46 人次，缺 4."""
    assert row.held_on is not None
    told = [f"周{WEEKDAYS[row.held_on.weekday()]}"]
    if row.is_moved and row.nominal is not None:
        told.append(f"原定 {row.nominal.month}月{row.nominal.day}日，{row.reason.split('，')[0]}")
    if row.is_undecided:
        told.append("日期还没有定")
    elif row.policy_note:
        told.append(row.policy_note)
    if row.provisional:
        told.append("当年放假通知还没有，暂估")
    if row.wanted:
        short = f"，缺 {row.gaps}" if row.gaps else ""
        told.append(f"已排 {row.filled} / {row.wanted} 人次{short}")
    return " · ".join(told)


def _ahead(
    db: "Database", calendar: "WorkCalendar", today: date, _progress: Progress
) -> "DayRow | None":
    from gridhall.today.queries.service_day import service_day_ahead

    with db.read() as session:
        return service_day_ahead(session, calendar, today)
