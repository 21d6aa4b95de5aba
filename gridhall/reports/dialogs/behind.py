"""What stands behind a number, and what each number means."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QGridLayout, QWidget

from gridhall.core.progress import Progress
from gridhall.hall.dialogs.telling import TellingSheet
from gridhall.qt.context import Context
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.labels import label
from gridhall.qt.table import RowsModel, Table
from gridhall.reports.columns import BEHIND
from gridhall.reports.queries.figures import Asked, Behind, rows_behind
from gridhall.reports.rules.figures import ABOUT_LINES, COLUMNS, Column
from gridhall.service_desk.rules.clock import DeskDay

Cell = tuple[str, str | None]


class BehindSheet(TellingSheet):
    """The cases of one number; Enter opens one at the desk. Tickets are only listed."""

    def __init__(
        self, context: Context, parent: QWidget, what: tuple[Asked, Cell], title: str
    ) -> None:
        super().__init__(context, parent, (title, "assignment"), (640, 560))
        self.asked, self.cell = what
        self.has_cases = COLUMNS[self.cell[0]].basis != "tickets"
        self.model, self.table = RowsModel(BEHIND, self), Table()
        self.table.setModel(self.model)
        self.table.setAccessibleName("这个数后面的办件")
        self.body.addWidget(self.table, 1)
        self.open_button = foot_button("打开办件", "Ctrl+Enter", "primary", "arrow_forward")
        self.open_button.clicked.connect(self.open_chosen)
        self.open_button.setVisible(self.has_cases)
        leave = foot_button("关闭", "Esc")
        leave.clicked.connect(self.reject)
        self.set_foot([], [leave, self.open_button])
        self.table.opened.connect(lambda _: self.open_chosen())
        self.say(f"{self.asked.span.label}　正在找…")
        self.first_focus = self.table
        self.start(partial(_found, context, what), self._arrived)

    def open_chosen(self) -> None:
        """Go to the case at the desk."""
        row: Behind | None = self.table.current()
        if row is None or not self.has_cases:
            return
        self.accept()
        self.context.desk.open_case(row.id)

    def _arrived(self, rows: list[Behind]) -> None:
        if self.gone:
            return
        self.model.show_rows(rows)
        self.table.choose_first()
        self.say(f"{self.asked.span.label}　{len(rows):,} {'件' if self.has_cases else '张'}")


class DefinitionsSheet(Sheet):
    """数怎么来的: a sentence for each figure on show."""

    def __init__(self, parent: QWidget, columns: Sequence[Column]) -> None:
        super().__init__(parent, "数怎么来的", "help", (860, 560))
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(20, 12, 20, 12)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for place, one in enumerate(columns):
            grid.addWidget(label(f"{one.label}（{one.unit}）", "label"), place, 0)
            grid.addWidget(label(one.said, "", wrap=True), place, 1)
        grid.addWidget(label(ABOUT_LINES, "sub", wrap=True), len(columns), 0, 1, 2)
        self.set_body(body)
        leave = foot_button("关闭", "Esc")
        leave.clicked.connect(self.reject)
        self.set_foot([], [leave])
        self.first_focus = leave


def _found(context: Context, what: tuple[Asked, Cell], _progress: Progress) -> list[Behind]:
    asked, cell = what
    on = DeskDay(context.today(), context.calendar)
    with context.db.read() as session:
        return rows_behind(session, context.clerk, asked, on, cell)
