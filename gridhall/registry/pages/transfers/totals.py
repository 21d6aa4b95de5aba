"""累计迁入: households and people by month of a year, each figure with its list one key away."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gridhall.qt.buttons import button
from gridhall.qt.context import Context
from gridhall.qt.labels import label
from gridhall.qt.table import RowsModel, Table
from gridhall.registry.columns.transfers import MONTHS
from gridhall.registry.queries import transfers
from gridhall.registry.queries.transfers import MonthTotal


class TotalsPanel(QWidget):
    """A year by month; Enter on a month shows the transfers behind its figures."""

    month_wanted = Signal(int, int)  # year, month
    close_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context, self._year = context, context.today().year
        self.title, self.table = label("", "md"), Table()
        self.model = RowsModel(MONTHS, self, key=lambda row: row.month)
        self.table.setModel(self.model)
        self.table.setAccessibleName("每月迁入的户数和人数，Enter 看名单")
        self.table.setProperty("rowPx", 34)
        self.before, self.after = button("上一年", "Alt+["), button("下一年", "Alt+]")
        self.close_button = button("关闭", "Esc", "ghost")
        self._build()
        self.before.bind_key().clicked.connect(lambda: self._turn(-1))
        self.after.bind_key().clicked.connect(lambda: self._turn(1))
        self.close_button.clicked.connect(self.close_wanted)
        self.table.opened.connect(self._open)
        self.setFocusProxy(self.table)

    def refresh(self) -> None:
        """Read the year on show anew."""
        with self._context.db.read() as session:
            months = transfers.running_totals(session, self._year)
        last = self._context.today()
        shown = [one for one in months if (self._year, one.month) <= (last.year, last.month)]
        self.model.show_rows(shown)
        self.title.setText(f"{self._year} 年迁入落户")
        self.after.setEnabled(self._year < last.year)
        if not self.table.currentIndex().isValid() and shown:
            self.table.choose(shown[-1].month)

    def _build(self) -> None:
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.setContentsMargins(16, 6, 8, 6)
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.close_button)
        foot.setContentsMargins(16, 8, 16, 10)
        foot.setSpacing(8)
        foot.addWidget(self.before)
        foot.addWidget(self.after)
        foot.addStretch(1)
        note = label("一户当年第一次迁入时计户；撤回的不计。Enter 看名单", "meta", wrap=True)
        note.setContentsMargins(16, 6, 16, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addWidget(note)
        column.addLayout(foot)

    def _turn(self, by: int) -> None:
        self._year += by
        self.refresh()

    def _open(self, row: MonthTotal) -> None:
        self.month_wanted.emit(self._year, row.month)


def totals_line(months: list[MonthTotal], month: int) -> str:
    """本月迁入 3 户 8 人 · 今年累计 41 户 96 人."""
    now = next(one for one in months if one.month == month)
    so_far = f"今年累计 {now.households_so_far} 户 {now.people_so_far} 人"
    return f"本月迁入 {now.households} 户 {now.people} 人 · {so_far}"
