"""换届通知: when and where the election is, and the letter as it will read."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from gridhall.core.errors import UserError
from gridhall.organisation.columns.tree import short
from gridhall.organisation.queries.tree import OrganisationRow
from gridhall.papers.queries import PaperRow
from gridhall.qt.context import Context
from gridhall.qt.dates import DateEdit
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.frames import Banner
from gridhall.qt.labels import label

_PLACE = "社区党群服务中心会议室"
_AHEAD = timedelta(days=14)  # a notice is given beforehand


class NoticeSheet(Sheet):
    """The usual text follows day and place until it is changed by hand."""

    issued = Signal(int)

    def __init__(self, parent: QWidget, context: Context, row: OrganisationRow) -> None:
        super().__init__(parent, f"换届通知 · {short(row.name)}", "campaign", (760, 640))
        self._context, self._row, self._key = context, row, str(uuid4())
        self.banner, self.day, self.place = Banner(), DateEdit(), QLineEdit(_PLACE)
        self.title_line, self.text = QLineEdit(), QPlainTextEdit()
        self._notice: Any = None
        self._own = False  # whether the text was changed by hand
        self.day.set_value(context.today() + _AHEAD)
        self.set_body(self._body())
        self.issue_button = foot_button("出换届通知", "Ctrl+Enter", "primary", "print")
        self.issue_button.clicked.connect(self.issue)
        leave = foot_button("先不出", "Esc")
        leave.clicked.connect(self.reject)
        self.set_foot([], [leave, self.issue_button])
        self.first_focus = self.day
        self.day.dateChanged.connect(self.propose)
        self.place.textEdited.connect(self.propose)
        self.text.textChanged.connect(self._note_change)
        self.propose()

    def propose(self, *_: object) -> None:
        """The usual letter for this day and place."""
        if self._own:
            return
        from gridhall.organisation.documents import issuing, notice

        election = notice.Election(self.day.value(), self.place.text())
        self._notice = issuing.usual_notice(at_now(self._context)(), self._row.id, election)
        self.text.blockSignals(True)
        self.text.setPlainText(self._notice.text)
        self.text.blockSignals(False)
        self.title_line.setText(self._notice.title)

    def issue(self) -> None:
        """Issue the letter as it reads."""
        from dataclasses import replace

        made = replace(self._notice, title=self.title_line.text(), text=self.text.toPlainText())
        at, key = at_now(self._context), self._key

        def work(_progress: object) -> PaperRow:
            from gridhall.organisation.documents import issuing

            return issuing.issue_notice(at(), made, key)

        self.issue_button.setEnabled(False)
        self._context.jobs.start(work, done=self._done, failed=self._failed)

    def _done(self, paper: PaperRow) -> None:
        self.accept()
        self.issued.emit(paper.id)

    def _failed(self, error: Exception) -> None:
        self.issue_button.setEnabled(True)
        if isinstance(error, UserError):
            self.banner.say("red", str(error))
        else:
            self._context.desk.show_error(error)

    def _note_change(self) -> None:
        self._own = True

    def _body(self) -> QWidget:
        body, form = QWidget(), QGridLayout()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(8)
        column.addWidget(self.banner)
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        form.setColumnStretch(1, 1)
        for line, (title, field) in enumerate(
            (("选举日期", self.day), ("地点", self.place), ("标题", self.title_line))
        ):
            field.setAccessibleName(title)
            form.addWidget(label(title, "label"), line, 0)
            form.addWidget(field, line, 1)
        column.addLayout(form)
        self.text.setAccessibleName("通知正文")
        self.text.setTabChangesFocus(True)
        column.addWidget(self.text, 1)
        return body


def at_now(context: Context) -> Callable[[], Any]:
    """Where a paper is made, for the worker: hall, clerk and day as they are now."""
    db, clerk, hall, today = context.db, context.clerk, context.hall, context.today()

    def made() -> Any:
        from gridhall.registry.documents.transfer_issue import At  # brings the drawing of papers

        return At(db, clerk, hall, today)

    return made
