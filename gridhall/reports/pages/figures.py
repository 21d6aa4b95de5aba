"""统计: a table of figures, one of them drawn beside it; every number opens its cases."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from gridhall.core.errors import UserError
from gridhall.core.figures import COUNT, SHARE, FigureRow
from gridhall.core.progress import Progress
from gridhall.papers.queries import PaperRow
from gridhall.qt.buttons import button
from gridhall.qt.charts import Bar, BarChart
from gridhall.qt.context import Context
from gridhall.qt.frames import Card
from gridhall.qt.labels import label
from gridhall.qt.periods import PeriodPicker
from gridhall.qt.refreshing import Refreshing
from gridhall.qt.table import RowsModel, Table
from gridhall.registry.dialogs.list_export import AskFile
from gridhall.registry.documents.transfer_issue import At
from gridhall.reports.columns import figure_columns
from gridhall.reports.dialogs.behind import BehindSheet, DefinitionsSheet
from gridhall.reports.documents import issue_figures
from gridhall.reports.queries.figures import Asked, DeskFigures, desk_figures
from gridhall.reports.rules.figures import COLUMNS, DIMENSIONS
from gridhall.reports.service.export import export_figures
from gridhall.service_desk.rules.clock import DeskDay

TABLES = frozenset({"service_case", "case_rating", "case_pause", "queue_ticket", "item_version"})
_NARROW = 1000


class FiguresView(QWidget):
    """Pick days and how they are split; arrows, then Enter: the cases behind the number."""

    def __init__(self, context: Context, files: AskFile | None = None) -> None:
        super().__init__()
        self._context, self.files = context, files or AskFile()
        self.period, self.by = PeriodPicker(context.today()), QComboBox()
        self.drawn, self.chart, self.table = QComboBox(), BarChart(), Table()
        self.model: RowsModel[FigureRow] | None = None
        self.made: DeskFigures | None = None
        self._turn, self._effective = 0, 10_000
        self.said = label("", "sub", wrap=True)
        self.problem = label("", "err", wrap=True)
        self.print_button = button("打印统计表", "Ctrl+P", "primary", "print")
        self.export_button = button("导出…", "Alt+E", "", "download")
        self.said_button = button("数怎么来的", "Alt+Y", "text", "help")
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.table)

    def buttons(self) -> Sequence[QWidget]:
        """What one can do with figures."""
        return (self.said_button, self.export_button, self.print_button)

    def show_for_width(self, effective: int) -> None:
        """Hints go where it is narrow."""
        self._effective = effective
        self.table.show_for_width(effective)
        for made in (self.print_button, self.export_button, self.said_button):
            made.show_hint(effective >= _NARROW)

    def refresh(self) -> None:
        """Count anew, off the screen's thread."""
        try:
            asked = Asked(self.period.span(), str(self.by.currentData()))
        except UserError as error:
            self._say(str(error))
            return
        self._turn += 1
        self._context.jobs.start(
            partial(_counted, self._context, asked),
            done=partial(self._arrived, self._turn),
            failed=self._failed,
        )

    # Layout

    def _lay_out(self) -> None:
        for key, words in DIMENSIONS.items():
            self.by.addItem("不分" if key == "all" else f"按{words}", key)
        self.by.setCurrentIndex(self.by.findData("matter"))
        self.by.setAccessibleName("按什么分")
        self.drawn.setAccessibleName("画哪个数")
        self.table.setAccessibleName("办件统计，单击数字或按 Enter 看办件")
        filters = QHBoxLayout()
        filters.setSpacing(8)
        for widget in (self.period, self.by):
            filters.addWidget(widget)
        filters.addStretch(1)
        numbers = Card()
        column = QVBoxLayout(numbers)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.table)
        beside = QHBoxLayout()
        beside.setSpacing(12)
        beside.addWidget(numbers, 2)
        beside.addWidget(self._chart_card(), 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addLayout(filters)
        whole.addWidget(self.problem)
        whole.addLayout(beside, 1)
        self.problem.hide()

    def _chart_card(self) -> QWidget:
        card, area = Card(), QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(self.chart)
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 12, 4)
        head.setSpacing(8)
        head.addWidget(label("画图", "label"))
        head.addWidget(self.drawn, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 4, 12, 10)
        foot.addWidget(self.said)
        column = QVBoxLayout(card)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(area, 1)
        column.addLayout(foot)
        self.chart.moved.connect(
            lambda strip: area.ensureVisible(strip.center().x(), strip.center().y(), 0, 40)
        )
        return card

    def _connect(self) -> None:
        self.period.changed.connect(self.refresh)
        self.by.currentIndexChanged.connect(lambda _: self.refresh())
        self.drawn.currentIndexChanged.connect(lambda _: self._draw())
        self.chart.picked.connect(lambda row, _: self._open_bar(row))
        self.table.clicked.connect(lambda index: self._open_cell(index.row(), index.column()))
        self.table.opened.connect(
            lambda _: self._open(self.table.currentIndex().row(), self.drawn_key())
        )
        self.print_button.bind_key().clicked.connect(self._print)
        self.export_button.bind_key().clicked.connect(self._export)
        self.said_button.bind_key().clicked.connect(self._explain)
        Refreshing(self, self._context.bus, TABLES).use(self.refresh)

    # Showing

    def drawn_key(self) -> str:
        """The figure that is drawn, and that Enter opens."""
        return str(self.drawn.currentData() or "received")

    def _arrived(self, turn: int, made: DeskFigures) -> None:
        if turn != self._turn:
            return
        self._say("")
        self.made = made
        self.model = RowsModel(figure_columns(made), self, key=lambda row: row.line.key or "合计")
        self.model.show_rows(self._rows())
        self.table.setModel(self.model)
        self.table.show_for_width(self._effective)
        self._offer_drawn()
        self._draw()

    def _rows(self) -> list[FigureRow]:
        """The sum first: eighty matters do not push it out of sight."""
        assert self.made is not None
        total = [self.made.total]
        return total if self.made.asked.by == "all" else [*total, *self.made.shown]

    def _offer_drawn(self) -> None:
        assert self.made is not None
        key = self.drawn_key()
        self.drawn.blockSignals(True)
        self.drawn.clear()
        for one in self.made.columns:
            self.drawn.addItem(f"{one.label}（{one.unit}）", one.key)
        self.drawn.setCurrentIndex(max(0, self.drawn.findData(key)))
        self.drawn.blockSignals(False)

    def _draw(self) -> None:
        if self.made is None:
            return
        one = COLUMNS[self.drawn_key()]
        scale = 100 if one.kind == SHARE else 1
        bars = [
            Bar(row.line.label, (round((row.value(one) or 0) * scale),)) for row in self.made.shown
        ]
        self.chart.show_bars(one.label, [one.label], bars, one.unit)
        about = "" if one.kind == COUNT else "条形取整数。"
        self.said.setText(f"{one.label}：{one.said}{about}")

    def _say(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def _failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self._say(str(error))
        else:
            self._context.desk.show_error(error)

    # Behind a number

    def _open_cell(self, row: int, column: int) -> None:
        """A click on a number; on a line's name only chooses it."""
        if self.made is not None and 0 < column <= len(self.made.columns):
            self._open(row, self.made.columns[column - 1].key)

    def _open_bar(self, row: int) -> None:
        """A bar's line stands below the sum; without lines the sum is the only bar."""
        split = self.made is not None and self.made.asked.by != "all"
        self._open(row + split, self.drawn_key())

    def _open(self, place: int, key: str) -> None:
        if self.made is None or not 0 <= place < len(rows := self._rows()):
            return
        row, is_total = rows[place], place == 0
        title = f"{row.line.label}：{COLUMNS[key].label}"
        cell = (key, None if is_total else row.line.at)
        BehindSheet(self._context, self, (self.made.asked, cell), title).exec()

    # Out

    def _explain(self) -> None:
        if self.isVisible() and self.made is not None:
            DefinitionsSheet(self, self.made.columns).exec()

    def _print(self) -> None:
        if not self.isVisible() or self.made is None:
            return
        self._context.jobs.start(
            partial(_issued, self._context, self.made, self.drawn_key()),
            done=lambda paper: self._context.desk.preview(paper.id),
            failed=self._context.desk.show_error,
        )

    def _export(self) -> None:
        if not self.isVisible() or self.made is None:
            return
        proposed = f"办件统计表 {self.made.asked.span.label}.xlsx"
        path = self.files.to_save(self, proposed)
        if path is None:
            return
        self._context.jobs.start(
            partial(_exported, self._context, self.made, path),
            done=lambda rows: self._context.desk.toast(f"已导出 {rows} 行到“{path.name}”"),
            failed=self._context.desk.show_error,
        )


def _counted(context: Context, asked: Asked, _progress: Progress) -> DeskFigures:
    on = DeskDay(context.today(), context.calendar)
    with context.db.read() as session:
        return desk_figures(session, context.clerk, asked, on)


def _issued(context: Context, made: DeskFigures, drawn: str, _progress: Progress) -> PaperRow:
    by = At(context.db, context.clerk, context.hall, context.today())
    return issue_figures(by, made, drawn)


def _exported(context: Context, made: DeskFigures, path: Path, _progress: Progress) -> int:
    return export_figures(context.db, context.clerk, made, path)
