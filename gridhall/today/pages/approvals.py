"""待批延期 on 今日, for supervisors: how many wait for their word, one key from the list."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gridhall.clerks.rules import allowed
from gridhall.core.clerk import Role
from gridhall.core.progress import Progress
from gridhall.qt.buttons import button
from gridhall.qt.context import Context
from gridhall.qt.icons import IconLabel
from gridhall.qt.labels import label
from gridhall.qt.refreshing import Refreshing
from gridhall.qt.scaling import refit

_LATER_MS = 220  # the queue and the transfers come first
_OURS = frozenset({"case_extension", "service_case"})


class ApprovalsTodo(QWidget):
    """Below the next service day; hidden while nothing waits, and from those it is not for."""

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__()
        self._context = context
        self._words, self.open_button = label("", wrap=True), button("去批", "Alt+Y", "text")
        self.open_button.bind_key().clicked.connect(self._open)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 4, 0, 0)
        line.setSpacing(8)
        line.addWidget(IconLabel().show_icon("schedule-fill", "amber_fg"))
        line.addWidget(self._words, 1)
        line.addWidget(self.open_button)
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
        """2 件延期等您批."""
        said = f"{many} 件延期申请等着审批"
        self._words.setText(said)
        self.open_button.setAccessibleName(f"去批：{said} 快捷键 Alt+Y")
        self.setVisible(many > 0)
        refit(self)

    def _open(self) -> None:
        from gridhall.service_desk.dialogs.approvals import ApprovalsSheet

        ApprovalsSheet(self, self._context).open()
