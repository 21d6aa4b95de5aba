"""上报: what is due, the workbook as it would go out, and marking it as sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from gridhall.clerks.rules import allowed
from gridhall.core.clerk import Role
from gridhall.core.errors import UserError
from gridhall.core.periods import period, period_before
from gridhall.core.progress import Progress
from gridhall.qt.ask import Question, ask, ask_reason
from gridhall.qt.buttons import button
from gridhall.qt.context import Context
from gridhall.qt.frames import Banner, Card
from gridhall.qt.labels import label
from gridhall.qt.refreshing import Refreshing
from gridhall.qt.table import RowsModel, Table
from gridhall.registry.dialogs.list_export import AskFile
from gridhall.reports.columns import AGENDA
from gridhall.reports.dialogs.layouts import LayoutsSheet
from gridhall.reports.dialogs.sent import DifferencesSheet, SentSheet
from gridhall.reports.dialogs.workbook_view import WorkbookView
from gridhall.reports.queries.due import DueReport, agenda
from gridhall.reports.queries.layouts import SendingRow, sendings
from gridhall.reports.service.sending import (
    Difference,
    Prepared,
    SendMoment,
    SendOrder,
    differences,
    prepare,
    send,
)
from gridhall.service_desk.dialogs.moments import local_now
from gridhall.service_desk.rules.clock import DeskDay

TABLES = frozenset({"report_layout", "report_receiver", "report_sending", "service_case"})
_BACK = 8  # periods that may be chosen
_NARROW = 1000


@dataclass(frozen=True, slots=True)
class Looked:
    """A report as it would go out, what was sent before, what differs since."""

    made: Prepared
    sent: SendingRow | None
    differs: tuple[Difference, ...]


class SendingView(QWidget):
    """Choose a report; it is filled at once. Ctrl+Enter marks it as sent."""

    def __init__(self, context: Context, files: AskFile | None = None) -> None:
        super().__init__()
        self._context, self.files = context, files or AskFile()
        self.model, self.table = RowsModel(AGENDA, self, key=_key), Table()
        self.periods, self.view, self.banner = QComboBox(), WorkbookView(), Banner()
        self.title, self.about = label("", "lg"), label("", "sub", wrap=True)
        self.looked: Looked | None = None
        self._turn, self._wanted = 0, 0
        self._soon = QTimer(self, singleShot=True, interval=0)  # several reasons, one filling
        self._soon.timeout.connect(self._fill)
        self.send_button = button("标记已报", "Ctrl+Enter", "primary", "check")
        self.save_button = button("存成文件…", "Alt+E", "", "download")
        self.sent_button = button("已报…", "Alt+B", "", "history")
        self.layouts_button = button("报表模板…", "Alt+T", "text", "description")
        # A copy that was sent may hold ratings, which a counter clerk never sees.
        self.sent_button.setEnabled(allowed(context.clerk, Role.SUPERVISOR))
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.table)

    def buttons(self) -> Sequence[QWidget]:
        """What one can do with reports."""
        return (self.layouts_button, self.sent_button, self.save_button, self.send_button)

    def show_for_width(self, effective: int) -> None:
        """Hints go where it is narrow."""
        self.table.show_for_width(effective)
        for made in self.buttons():
            made.show_hint(effective >= _NARROW)  # type: ignore[attr-defined]

    def choose(self, layout_id: int) -> None:
        """Show this layout's last period."""
        self._wanted = layout_id
        self.refresh()

    def refresh(self) -> None:
        """What is due, and the chosen report filled anew."""
        context = self._context
        with context.db.read() as session:
            rows = agenda(session, context.calendar, context.today())
        self.model.show_rows(rows)
        wanted = next((one for one in rows if one.layout_id == self._wanted), None)
        if wanted is not None:
            self.table.choose(_key(wanted))
            self._wanted = 0
        elif self.table.current() is None:
            self.table.choose_first()
        self._chosen()

    # Layout

    def _lay_out(self) -> None:
        self.table.setProperty("rowPx", 50)
        self.table.setModel(self.model)
        self.table.setAccessibleName("要报的报表")
        self.periods.setAccessibleName("统计期")
        left, right = Card(), Card()
        left.setFixedWidth(372)
        inside = QVBoxLayout(left)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.table)
        head = QHBoxLayout()
        head.setContentsMargins(12, 10, 12, 0)
        head.addWidget(self.title, 1)
        head.addWidget(self.periods)
        column = QVBoxLayout(right)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(4)
        column.addLayout(head)
        told = QVBoxLayout()
        told.setContentsMargins(12, 0, 12, 0)
        told.addWidget(self.about)
        told.addWidget(self.banner)
        column.addLayout(told)
        column.addWidget(self.view, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(left)
        row.addWidget(right, 1)

    def _connect(self) -> None:
        self.table.moved.connect(lambda _: self._chosen())
        self.periods.currentIndexChanged.connect(lambda _: self._soon.start())
        self.banner.acted.connect(self._show_differences)
        self.send_button.bind_key().clicked.connect(self._send)
        self.save_button.bind_key().clicked.connect(self._save)
        self.sent_button.bind_key().clicked.connect(self._show_sent)
        self.layouts_button.bind_key().clicked.connect(self._show_layouts)
        Refreshing(self, self._context.bus, TABLES).use(self.refresh)

    # The report on show

    def _chosen(self) -> None:
        row: DueReport | None = self.table.current()
        before = self.periods.currentData()
        self.periods.blockSignals(True)
        self.periods.clear()
        if row is not None:
            span = row.span
            for _ in range(_BACK):
                self.periods.addItem(span.label, (row.layout_id, span.code))
                span = period_before(span)
            kept = self.periods.findData(before)
            self.periods.setCurrentIndex(max(0, kept))
        self.periods.blockSignals(False)
        self._soon.start()

    def _fill(self) -> None:
        asked = self.periods.currentData()
        self._turn += 1
        self.looked = None
        self._enable()
        row: DueReport | None = self.table.current()
        self.title.setText(row.layout if row else "还没有报表模板")
        self.about.setText("正在生成…" if row else "请按“报表模板”导入上级的表")
        self.banner.hide()
        if asked is None:
            self.view.clear()
            return
        if not allowed(self._context.clerk, Role.SUPERVISOR):
            self.about.setText("")
            self.banner.say("blue", "这里可以看什么时候要报；生成和上报要主管来办。请找主管登录")
            self.view.clear()
            return
        self._context.jobs.start(
            partial(_looked, self._context, tuple(asked)),
            done=partial(self._arrived, self._turn),
            failed=self._failed,
        )

    def _arrived(self, turn: int, looked: Looked) -> None:
        if turn != self._turn:
            return
        self.looked = looked
        made = looked.made
        zero = "　零报告" if made.filled.is_zero else ""
        self.about.setText(
            f"{made.layout.receiver}　{made.span.label}　填了 {len(made.filled.values)} 处{zero}"
        )
        self.view.show_book(made.filled.data, made.filled.values)
        sent = looked.sent
        if sent is not None and looked.differs:
            told = f"{_when(sent)}报过；以后数变了 {len(looked.differs)} 处"
            self.banner.say("amber", told, "看变了什么")
        elif sent is not None:
            self.banner.say("green", f"{_when(sent)}报过，数没有变")
        elif made.span.last >= self._context.today():
            self.banner.say("blue", "这一期还没有过完，先看看；过完再报")
        self._enable()

    def _failed(self, error: Exception) -> None:
        self.view.clear()
        self.about.setText("")
        if isinstance(error, UserError):
            self.banner.say("red", str(error))
        else:
            self._context.desk.show_error(error)

    def _enable(self) -> None:
        ready = self.looked is not None
        for made in (self.send_button, self.save_button):
            made.setEnabled(ready)
        correction = self.looked is not None and self.looked.made.is_correction
        self.send_button.setText("报更正" if correction else "标记已报")

    # Acts

    def _send(self) -> None:
        if not self.isVisible() or self.looked is None:
            return
        made, reason = self.looked.made, ""
        if made.is_correction:
            said = ask_reason(self, _correction(made))
            if said is None:
                return
            reason = said
        elif not ask(self, _sending(made)):
            return
        order = SendOrder(made.layout.id, made.span.code, made.sha256, reason)
        context = self._context
        when = SendMoment(local_now(context), DeskDay(context.today(), context.calendar))
        try:
            with context.db.write() as session:
                send(session, context.clerk, order, context.hall, when)
        except UserError as error:
            self.banner.say("red", str(error))
            return
        context.desk.toast(f"{made.layout.name} {made.span.label}已记为上报，存了一份不再变的")

    def _save(self) -> None:
        if not self.isVisible() or self.looked is None:
            return
        path = self.files.to_save(self, self.looked.made.file_name)
        if path is not None:
            _write(self._context, path, self.looked.made.filled.data)

    def _show_sent(self) -> None:
        if self.isVisible():
            SentSheet(self._context, self, self.files).exec()

    def _show_layouts(self) -> None:
        if self.isVisible():
            LayoutsSheet(self._context, self).exec()

    def _show_differences(self) -> None:
        if self.looked is not None and self.looked.differs:
            DifferencesSheet(self._context, self, self.looked.differs).exec()


def _looked(context: Context, asked: tuple[int, str], _progress: Progress) -> Looked:
    on = DeskDay(context.today(), context.calendar)
    with context.db.read() as session:
        made = prepare(session, context.clerk, asked, context.hall, on)
        sent = next(iter(sendings(session, asked[0], period(asked[1]).code)), None)
        changed = differences(session, context.clerk, sent.id, on) if sent else []
    return Looked(made, sent, tuple(changed))


def _key(row: DueReport) -> tuple[int, str]:
    return row.layout_id, row.span.code


def _when(sent: SendingRow) -> str:
    return f"{sent.sent_at.astimezone():%Y-%m-%d %H:%M} {sent.clerk_name}"


def _write(context: Context, path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError:
        context.desk.show_error(
            UserError(f"“{path.name}”存不了，可能正在别处打开。请关掉它，或换一个文件夹再存")
        )
        return
    context.desk.toast(f"已存成“{path.name}”")


def _sending(made: Prepared) -> Question:
    zero = "这一期什么都没有，按零报告存。" if made.filled.is_zero else ""
    return Question(
        f"把“{made.layout.name}”{made.span.label}记为已报给{made.layout.receiver}？",
        f"{zero}现在这一份原样存下，以后的数再变也不会改它。",
        "标记已报",
        "先不报",
    )


def _correction(made: Prepared) -> Question:
    return Question(
        f"{made.span.label}已经报过 {made.nth - 1} 次，这一次是更正",
        "以前报的那份不变，这一份另存。",
        "报更正",
        "先不报",
        reason="更正的原因，例如“补录了停电那天的 3 件”",
    )
