"""已报: every frozen copy, opened again bit for bit; what is counted otherwise now."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from gridhall.core.errors import UserError
from gridhall.hall.dialogs.telling import TellingSheet
from gridhall.qt.context import Context
from gridhall.qt.dialog import foot_button
from gridhall.qt.table import RowsModel, Table
from gridhall.registry.dialogs.list_export import AskFile
from gridhall.reports.columns import BEHIND, DIFFERENCES, SENT
from gridhall.reports.dialogs.workbook_view import WorkbookView
from gridhall.reports.queries.figures import Behind
from gridhall.reports.queries.layouts import SendingRow, sendings, sent_book, sent_figures
from gridhall.reports.queries.tracing import named_cases
from gridhall.reports.rules.figures import COLUMNS
from gridhall.reports.rules.workbook import Value
from gridhall.reports.service.filling import retold
from gridhall.reports.service.sending import Difference, differences
from gridhall.service_desk.rules.clock import DeskDay


class SentSheet(TellingSheet):
    """The list above, the chosen copy below."""

    def __init__(self, context: Context, parent: QWidget, files: AskFile | None = None) -> None:
        super().__init__(context, parent, ("已报的报表", "history"), (1080, 680))
        self._files = files or AskFile()
        self.model, self.table, self.view = RowsModel(SENT, self), Table(), WorkbookView()
        self.table.setProperty("rowPx", 46)
        self.table.setModel(self.model)
        self.table.setAccessibleName("已报的报表")
        self.body.addWidget(self.table, 2)
        self.body.addWidget(self.view, 3)
        self.save_button = foot_button("存成文件…", "Ctrl+S", "primary", "download")
        self.changed_button = foot_button("数变了没有", "Alt+B", "", "swap_horiz")
        leave = foot_button("关闭", "Esc")
        leave.clicked.connect(self.reject)
        self.save_button.clicked.connect(self.save)
        self.changed_button.clicked.connect(self.compare)
        self.set_foot([self.changed_button], [leave, self.save_button])
        self.table.moved.connect(lambda _: self._show())
        with context.db.read() as session:
            rows = sendings(session)
        self.model.show_rows(rows)
        self.say(f"共 {len(rows)} 份，每份都和报的时候一个字节不差" if rows else "还没有报过")
        self.table.choose_first()
        self.first_focus = self.table

    def _show(self) -> None:
        row: SendingRow | None = self.table.current()
        if row is None:
            return
        try:
            with self.context.db.read() as session:
                data, figures = sent_book(session, row.id), sent_figures(session, row.id)
        except UserError as error:
            self.view.clear()
            self.refuse(error)
            return
        written: dict[tuple[str, str], Value] = {
            (one.sheet, one.cell): one.value for one in retold(figures)
        }
        self.view.show_book(data, written)

    def save(self) -> None:
        """The very bytes that were sent, as a file."""
        row: SendingRow | None = self.table.current()
        if row is None:
            return
        path = self._files.to_save(self, f"{row.layout}-{row.period}-第{row.nth}次.xlsx")
        if path is None:
            return
        try:
            with self.context.db.read() as session:
                path.write_bytes(sent_book(session, row.id))
        except OSError:
            said = f"“{path.name}”存不了，可能正在别处打开。请关掉它，或换一个文件夹再存"
            self.refuse(UserError(said))
        except UserError as error:
            self.refuse(error)
        else:
            self.tell(f"已存成“{path.name}”")

    def compare(self) -> None:
        """Which figures are counted otherwise now."""
        row: SendingRow | None = self.table.current()
        if row is None:
            return
        context = self.context
        on = DeskDay(context.today(), context.calendar)
        try:
            with context.db.read() as session:
                changed = differences(session, context.clerk, row.id, on)
        except UserError as error:
            self.refuse(error)
            return
        if changed:
            DifferencesSheet(context, self, changed).exec()
        else:
            self.tell("现在数出来的和报的一样")


class DifferencesSheet(TellingSheet):
    """数变了几处: each figure above, the cases that came or went below."""

    def __init__(self, context: Context, parent: QWidget, rows: Sequence[Difference]) -> None:
        super().__init__(context, parent, (f"数变了 {len(rows)} 处", "swap_horiz"), (760, 600))
        self.model, self.table = RowsModel(DIFFERENCES, self), Table()
        self.cases, self.case_table = RowsModel(BEHIND, self), Table()
        self.table.setModel(self.model)
        self.case_table.setModel(self.cases)
        self.table.setAccessibleName("变了的数")
        self.case_table.setAccessibleName("多出来和少了的办件")
        self.body.addWidget(self.table, 3)
        self.body.addWidget(self.case_table, 2)
        leave = foot_button("关闭", "Esc")
        leave.clicked.connect(self.reject)
        self.set_foot([], [leave])
        self.say("报出去的不会变；要改请再报一次更正")
        self.table.moved.connect(lambda _: self._show())
        self.case_table.opened.connect(lambda _: self._open())
        self.model.show_rows(rows)
        self.table.choose_first()
        self.first_focus = self.table

    def _show(self) -> None:
        row: Difference | None = self.table.current()
        if row is None or COLUMNS[row.used.figure].basis == "tickets":
            self.cases.show_rows([])
            return
        with self.context.db.read() as session:
            self.cases.show_rows(named_cases(session, row.came, row.gone))

    def _open(self) -> None:
        row: Behind | None = self.case_table.current()
        if row is not None:
            self.accept()
            self.context.desk.open_case(row.id)
