"""期限重算: the clocks of open cases are counted anew once a day and after a holiday notice."""

from datetime import date

from PySide6.QtCore import QObject, QTimer

from gridhall.db.database import Database
from gridhall.qt.context import Context

_LOOK_MS = 30 * 60 * 1000  # how often a window that stays open looks whether a day has begun


class ClockWatch(QObject):
    """Counts in the background, and says when cases have other deadlines now."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.bus)
        self._context = context
        self._counted_on: date | None = None
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self.look)
        context.bus.changed.connect(self._hear)

    def look(self) -> None:
        """Count if that was not done today yet."""
        if self._counted_on != self._context.today():
            self.count()

    def count(self) -> None:
        """Count now."""
        db, today = self._context.db, self._context.today()
        self._counted_on = today
        self._timer.start()
        self._context.jobs.start(
            lambda _: recounted(db, today), done=self._say, failed=self._say_failed
        )

    def _hear(self, tables: frozenset[str]) -> None:
        if "holiday_notice" in tables:
            self.count()

    def _say(self, changed: int) -> None:
        if changed:
            self._context.desk.toast(f"期限重算完了，{changed} 件工单的期限或状态有变化")

    def _say_failed(self, error: Exception) -> None:
        self._counted_on = None  # the next look tries again
        self._context.desk.show_error(error)


def recounted(db: Database, today: date) -> int:
    """Count every open case anew by the hall's calendar of now; writes only if something changed.

    How many cases changed.
    """
    from gridhall.hall.queries import calendar
    from gridhall.service_desk.service.clocks import changes, recompute

    with db.read() as session:
        known = calendar(session)
        if next(changes(session, known, today), None) is None:
            return 0
    with db.write() as session:
        return recompute(session, known, today)
