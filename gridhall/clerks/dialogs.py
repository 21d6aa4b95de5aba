"""操作记录: who did what to which record, before and after, newest first."""

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from gridhall.clerks import queries
from gridhall.clerks.columns import AUDIT, changes, moment, record
from gridhall.clerks.labels import ACTIONS, SUBJECTS, action_label
from gridhall.clerks.queries import EVERYTHING, AuditFilter, AuditLine
from gridhall.qt.buttons import button
from gridhall.qt.context import Context
from gridhall.qt.dialog import Sheet
from gridhall.qt.frames import Card
from gridhall.qt.labels import label
from gridhall.qt.table import RowsModel, Table

PAGE = 200  # rows read at a time, as the list is scrolled

Index = QModelIndex | QPersistentModelIndex


class TrailModel(RowsModel[AuditLine]):
    """The trail, read on as far as it is scrolled."""

    def __init__(self, context: Context) -> None:
        super().__init__(AUDIT)
        self._context, self._wanted, self._more = context, EVERYTHING, False

    def show_trail(self, wanted: AuditFilter) -> None:
        """Begin anew with the newest rows that fit."""
        self._wanted = wanted
        rows = self._read(None)
        self._more = len(rows) == PAGE
        self.show_rows(rows)

    def canFetchMore(self, parent: Index) -> bool:
        """Whether there are older rows."""
        return self._more and not parent.isValid()

    def fetchMore(self, parent: Index) -> None:
        """The next older rows, under those on show."""
        rows = self._read(self.rows[-1].id)
        self._more = len(rows) == PAGE
        if rows:
            self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows) + len(rows) - 1)
            self.rows = [*self.rows, *rows]
            self.endInsertRows()

    def _read(self, before: int | None) -> list[AuditLine]:
        with self._context.db.read() as session:
            return queries.audit_lines(session, self._wanted, PAGE, before)


class AuditSheet(Sheet):
    """Filters above, the trail, and the chosen row in full below it.

    Enter shows all that was done to the chosen row's record, Alt+A everything again, F5 reads anew.
    """

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent, "操作记录", "history", (1200, 680))
        self._context, self._record = context, ("", 0)
        self.model, self.table = TrailModel(context), Table()
        self.who, self.action, self.subject = QComboBox(), QComboBox(), QComboBox()
        self.detail, self._count = label("", "sub", wrap=True), label("", "meta")
        self.all = button("看全部", "Alt+A", "text").bind_key()
        again = button("刷新", "F5", "text").bind_key()
        self._fill_filters()
        self.set_body(self._body())
        self.set_foot([self._count], [self.all, again])
        self.all.clicked.connect(self.show_all)
        again.clicked.connect(self.refresh)
        self.table.opened.connect(self._show_record)
        self.table.moved.connect(self._show_detail)
        self.first_focus = self.table
        self.refresh()

    def show_all(self) -> None:
        """Take every filter away."""
        self._record = ("", 0)
        for box in (self.who, self.action, self.subject):
            box.blockSignals(True)
            box.setCurrentIndex(0)
            box.blockSignals(False)
        self.refresh()

    def refresh(self) -> None:
        """Read what fits the filters, newest first."""
        self.model.show_trail(self._wanted())
        self.table.choose_first()
        self._show_detail(self.table.current())
        self._say()

    def _wanted(self) -> AuditFilter:
        who, action = self.who.currentData(), self.action.currentData()
        subject, record_id = self._record
        if subject:
            return AuditFilter(who, action, subject, record_id)
        return AuditFilter(who, action, self.subject.currentData())

    def _fill_filters(self) -> None:
        with self._context.db.read() as session:
            names = queries.trail_clerks(session)
        _offer(self.who, "全部操作员", {name: name for name in names})
        _offer(self.action, "全部动作", ACTIONS)
        _offer(self.subject, "全部记录", SUBJECTS)
        for box, name in ((self.who, "操作员"), (self.action, "动作"), (self.subject, "记录")):
            box.setAccessibleName(f"按{name}筛选")
            if box is self.subject:
                box.currentIndexChanged.connect(self._leave_record)
            box.currentIndexChanged.connect(self.refresh)

    def _body(self) -> QWidget:
        body, row, card = QWidget(), QHBoxLayout(), Card(soft=True)
        row.setSpacing(8)
        for box in (self.who, self.action, self.subject):
            box.setMinimumWidth(170)
            row.addWidget(box)
        row.addStretch(1)
        self.table.setModel(self.model)
        self.table.setAccessibleName("操作记录")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(12, 8, 12, 8)
        inside.addWidget(self.detail)
        card.setMinimumHeight(84)
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(10)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        column.addWidget(card)
        return body

    def _leave_record(self) -> None:
        self._record = ("", 0)

    def _show_record(self, line: AuditLine) -> None:
        if line.row.record_id is None:
            return
        self._record = (line.row.subject, line.row.record_id)
        self.say(f"只看{record(line)}")
        self.refresh()

    def _show_detail(self, line: AuditLine | None) -> None:
        if line is None:
            self.detail.setText("没有符合的操作记录。换个筛选，或按 Alt+A 看全部。")
            return
        row = line.row
        head = f"{moment(line)}　{row.clerk_name}　{action_label(row.action)}　{record(line)}"
        self.detail.setText("\n".join([f"第 {row.seq} 条　{head}", "；".join(changes(line))]))

    def _say(self) -> None:
        with self._context.db.read() as session:
            total = queries.audit_count(session)
        self._count.setText(f"共 {total} 条，每条都与前一条串联；Enter 只看选中的记录")
        if not self._record[0]:
            self.say("证件号和电话按遮挡显示")


def _offer(box: QComboBox, everything: str, words: Mapping[str, str]) -> None:
    box.addItem(everything, "")
    for key, word in words.items():
        box.addItem(word, key)
