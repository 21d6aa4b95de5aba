"""待批延期 on 今日, for supervisors: how many wait for their word, one key from the list."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from gridhall.clerks.rules import allowed
from gridhall.core.clerk import Role
from gridhall.core.progress import Progress
from gridhall.qt.buttons import Btn
from gridhall.qt.context import Context
from gridhall.qt.refreshing import Refreshing

_LATER_MS = 220  # the queue and the transfers come first
_OURS = frozenset({"case_extension", "service_case"})


class ApprovalsButton(Btn):
    """Beside the queue's title; hidden while nothing waits, and from those it is not for."""

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__()
        self._context = context
        for name, value in (("hint", "Alt+Y"), ("kind", "text"), ("glyph", "schedule")):
            self.setProperty(name, value)
        self.bind_key().clicked.connect(self._open)
        self.hide()
        if allowed(context.clerk, Role.SUPERVISOR):
            Refreshing(page, context.bus, _OURS).use(self.read)

    def read(self) -> None:
        """On the worker, behind the queue."""
        QTimer.singleShot(_LATER_MS, self, self._start)

    def _start(self) -> None:
        context = self._context

        def work(_progress: Progress) -> int:
            from gridhall.service_desk.queries.extensions import count_asked

            with context.db.read() as session:
                return count_asked(session)

        context.jobs.start(work, done=self.show_count, failed=context.desk.show_error)

    def show_count(self, many: int) -> None:
        """待批延期 2."""
        self.setText(f"待批延期 {many}")
        self.setVisible(many > 0)

    def _open(self) -> None:
        from gridhall.service_desk.dialogs.approvals import ApprovalsSheet

        ApprovalsSheet(self, self._context).open()
