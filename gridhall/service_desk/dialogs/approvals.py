"""待批延期: what a supervisor is asked for, the nearest promise first; Enter decides one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gridhall.qt.context import Context
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.frames import EmptyState
from gridhall.qt.refreshing import Refreshing
from gridhall.qt.table import Column, RowsModel, Table
from gridhall.service_desk.dialogs.clocks import ApproveSheet
from gridhall.service_desk.dialogs.step import Stepped
from gridhall.service_desk.queries.extensions import AskedRow, extensions_asked
from gridhall.service_desk.queries.reads import case_card
from gridhall.service_desk.rules.clock import spoken_day

_OURS = frozenset({"case_extension", "service_case"})
_COLUMNS = (
    Column[AskedRow]("承诺期限", lambda row: spoken_day(row.promised_on), 120),
    Column[AskedRow](
        "事项", lambda row: row.item_name, 220, "two", sub=lambda row: row.number, stretch=True
    ),
    Column[AskedRow]("申请人", lambda row: row.applicant_name, 90),
    Column[AskedRow]("延长", lambda row: f"{row.days} 个工作日", 100),
    Column[AskedRow](
        "原因", lambda row: row.reason, 240, "two-plain", sub=lambda row: f"{row.asked_by} 申请"
    ),
)


class ApprovalsSheet(Sheet):
    """Stays open until nothing waits or it is left."""

    decided = Signal(object)  # Stepped

    def __init__(self, parent: QWidget, context: Context) -> None:
        super().__init__(parent, "待批延期", "fact_check", (900, 520))
        self._context = context
        self.model, self.table, self._empty = RowsModel(_COLUMNS, self), Table(), EmptyState()
        self.table.setProperty("rowPx", 46)
        self.table.setModel(self.model)
        self.table.setAccessibleName("待批延期")
        self.table.show_for_width(900)
        self.table.opened.connect(self._open)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(self.table, 1)
        column.addWidget(self._empty, 1)
        self.set_body(body)
        self.look = foot_button("看申请并审批", "Enter", "primary")
        self.look.clicked.connect(lambda: self._open(self.table.current()))
        self.set_foot([], [self.look])
        self.first_focus = self.table
        self._empty.say("没有等审批的延期", "有人申请了会列在这里", "task_alt")
        self._empty.offer("")
        self.refresh()
        Refreshing(self, context.bus, _OURS).use(self.refresh)

    def refresh(self) -> None:
        """Those that wait now."""
        with self._context.db.read() as session:
            rows = extensions_asked(session)
        self.model.show_rows(rows)
        self.say(f"{len(rows)} 件，快到期的在前" if rows else "")
        self.table.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self.look.setVisible(bool(rows))
        if rows and self.table.current() is None:
            self.table.choose_first()

    def _open(self, row: AskedRow | None) -> None:
        if row is None:
            return
        with self._context.db.read() as session:
            card = case_card(session, row.case_id)
        sheet = ApproveSheet(self, self._context, card)
        sheet.carried.connect(self._tell)
        sheet.open()

    def _tell(self, done: Stepped) -> None:
        self._context.desk.toast(done.words)
        self.decided.emit(done)
