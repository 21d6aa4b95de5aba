"""The queue at the left of 工单: filters, rows, several chosen at once."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QObject,
    QTimer,
    Signal,
)
from PySide6.QtWidgets import QAbstractItemView, QWidget

from gridhall.forms.ui_cases_page import Ui_CasesPage
from gridhall.qt.context import Context
from gridhall.qt.field_icon import FieldIcon
from gridhall.qt.table import RowsModel
from gridhall.service_desk.columns import QUEUE
from gridhall.service_desk.pages.cases_filters import PILLS, QueueFilters
from gridhall.service_desk.queries import reads as queries
from gridhall.service_desk.queries.reads import QueueRow
from gridhall.service_desk.rules.clock import DeskDay

_MOST = 1000  # rows the queue gives at most
_PAUSE_MS = 150  # after the last key of the text filter
_NOTHING_HERE = {
    "open": ("没有待办的工单", "来了新的事项，按 F2 新建工单"),
    "overdue": ("没有超期的工单", "都在承诺期限以内"),
    "due_today": ("今天没有到期的工单", "可以先看“待办”里明天到期的"),
    "supplement": ("没有等补正的工单", "告知以后还没有补来材料的会列在这里"),
    "received": ("没有收件还没受理的工单", "收了件要在 5 个工作日内告知或受理"),
    "suspended": ("没有暂停的工单", "在特别程序中的会列在这里"),
    "undelivered": ("没有等领取的结果", "办结以后还没有送达的会列在这里"),
    "finished": ("还没有办结的工单", "办结的工单会列在这里"),
}
_WHOLE_ROWS = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows


class CaseQueue(QObject):
    """Rows are limited; the line under them says how many there are in all."""

    moved = Signal(object)  # the row now chosen, or None
    many = Signal(int)  # how many are chosen, told when it changes from or to several

    def __init__(self, context: Context, page: QWidget, ui: Ui_CasesPage) -> None:
        super().__init__(page)
        self._context, self._ui, self._chosen, self._filling = context, ui, 1, False
        self.model: RowsModel[QueueRow] = RowsModel(QUEUE, self)
        self.filters = QueueFilters(page, ui)
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._dress()
        self._timer.timeout.connect(self.refresh)
        self.filters.changed.connect(self._refilter)
        ui.filterEdit.textChanged.connect(lambda: self._timer.start())
        ui.caseTable.moved.connect(self.moved)
        ui.caseTable.selectionModel().selectionChanged.connect(lambda *_: self._count_chosen())

    def _dress(self) -> None:
        ui = self._ui
        FieldIcon(ui.filterEdit, "search", leading=True)
        ui.filterEdit.setClearButtonEnabled(True)
        ui.caseTable.setModel(self.model)
        ui.caseTable.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        ui.caseTable.horizontalHeader().setProperty("ownSize", True)
        ui.manyBar.hide()

    def day(self, session: Any) -> DeskDay:
        """The day the queue is read on, with the hall's own warning time."""
        return queries.desk_day(session, self._context.today(), self._context.calendar)

    def chosen(self) -> list[QueueRow]:
        """Every row that is chosen, in the order of the list."""
        places = sorted(one.row() for one in self._ui.caseTable.selectionModel().selectedRows())
        return [self.model.rows[place] for place in places if place < len(self.model.rows)]

    def refresh(self) -> None:
        """Read the counters and the rows anew; what was chosen stays chosen."""
        kept = {row.id for row in self.chosen()}
        filters, context = self.filters, self._context
        holder = context.clerk.id if filters.mine else None
        counts = self.read_counts()
        with context.db.read() as session:
            typed = self._ui.filterEdit.text()
            rows = queries.queue(session, self.day(session), filters.which, typed, holder)
        told = {which: getattr(counts, which, 0) for which in PILLS}
        filters.set_counts(told)
        self.model.show_rows(rows)
        self._choose_again(kept)
        self.sum_up(counts, rows)
        self._show(rows)

    def read_counts(self) -> queries.Counts:
        """The counters of this day."""
        with self._context.db.read() as session:
            return queries.counts(session, self._context.today())

    def follow_chosen(self) -> None:
        """The first row, as after another filter was chosen."""
        self._ui.caseTable.choose_first()

    def show_beside(self, case_id: int) -> bool:
        """Choose the case that is shown; if it is not listed no row, or a refresh would show it."""
        table = self._ui.caseTable
        listed = table.choose(case_id)
        if not listed:
            table.selectionModel().clear()
        return listed

    def clear_many(self) -> None:
        """Only the row with the frame stays chosen."""
        table = self._ui.caseTable
        here = table.currentIndex()
        table.clearSelection()
        if here.isValid():
            table.selectionModel().select(here, _WHOLE_ROWS)

    def _refilter(self) -> None:
        self.refresh()
        self.follow_chosen()

    def _choose_again(self, kept: set[int]) -> None:
        if len(kept) < 2:
            return
        again = QItemSelection()
        for place, row in enumerate(self.model.rows):
            if row.id in kept:
                here = self.model.index(place, 0)
                again.append(QItemSelectionRange(here))
        self._ui.caseTable.selectionModel().select(again, _WHOLE_ROWS)

    def sum_up(self, counts: queries.Counts, rows: Sequence[QueueRow]) -> None:
        """12 件待办 · 2 件超期, and that the list is cut where it is."""
        said = f"{counts.open} 件待办 · {counts.overdue} 件超期 · {counts.due_today} 件今天到期"
        if len(rows) >= _MOST:
            narrowed = self.filters.mine or self._ui.filterEdit.text().strip()
            known = None if narrowed else getattr(counts, self.filters.which, None)
            whole = f"，共 {known} 件" if known else ""
            said = f"只列前 {_MOST} 件{whole}；输入编号、姓名或事项来缩小"
        typed = self._ui.filterEdit.text().strip()
        if typed and self.filters.which == "finished" and len(rows) < _MOST:
            first = queries.finished_since(self._context.today())
            said = f"只查 {first:%Y-%m-%d} 以后办结的；更早的按 Ctrl+K 找"
        self._ui.summaryLabel.setText(said)

    def _show(self, rows: Sequence[QueueRow]) -> None:
        ui = self._ui
        ui.queueStack.setCurrentWidget(ui.queueListPage if rows else ui.queueEmptyPage)
        if rows:
            return
        typed = ui.filterEdit.text().strip()
        title, text = _NOTHING_HERE[self.filters.which]
        if self.filters.mine:
            text = "现在只看我的；按 Alt+O 看全部"
        if typed:
            title, text = f"没有找到“{typed}”", "换个编号、姓名或事项，或清空筛选"
            if self.filters.which == "finished":
                text = "这里只查近一年办结的；更早的按 Ctrl+K 找"
        ui.queueEmpty.say(title, text, "inbox")
        ui.queueEmpty.offer("" if typed else "新建工单", "F2", "add")

    def _count_chosen(self) -> None:
        """Two or more: what may be done to all of them stands below the list."""
        before, self._chosen = self._chosen, len(self.chosen())
        self._show_many()
        if (self._chosen > 1) != (before > 1):
            self.many.emit(self._chosen)

    def fill_beside(self, filling: bool) -> None:
        """While a form is filled in beside the list its keys are the form's: Ctrl+P is its slip."""
        self._filling = filling
        self._show_many()

    def _show_many(self) -> None:
        several, ui = self._chosen > 1, self._ui
        words = f"已选 {self._chosen} 件" if several else ""
        ui.manyLabel.setText(words)
        ui.manyBar.setVisible(several and not self._filling)
        ui.keysBar.setVisible(not ui.manyBar.isVisibleTo(ui.queueCard))
