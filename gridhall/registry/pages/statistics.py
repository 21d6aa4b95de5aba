"""居民登记·统计: a figure drawn or as its numbers, as at any day; a bar opens its list."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from uuid import uuid4

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QWidget

from gridhall.core.progress import Progress
from gridhall.forms.ui_statistics_page import Ui_StatisticsPage
from gridhall.papers.queries import PaperRow
from gridhall.qt.buttons import button
from gridhall.qt.charts import Bar, BarChart
from gridhall.qt.context import Context
from gridhall.qt.refreshing import Refreshing
from gridhall.qt.table import RowsModel
from gridhall.registry.columns.lists import figure_columns, number_columns
from gridhall.registry.documents.issuing import issue_figure
from gridhall.registry.documents.transfer_issue import At
from gridhall.registry.pages.filters import follow_today
from gridhall.registry.queries.figure_rows import Drawing, Figure, drawing
from gridhall.registry.queries.statistics import FIGURES, figure
from gridhall.registry.rules.lists import Wanted

TABLES = frozenset(
    {"person", "household", "membership", "dwelling", "entrance", "grid", "person_event"}
    | {"past_value", "past_address", "person_place"}
)
_DRAWN, _NUMBERS = 0, 1
_NARROW = 1000


class StatisticsPage(QWidget):
    """The figures half; `people_wanted` carries the list behind what was picked, and its title."""

    people_wanted = Signal(object, str)  # Wanted

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.ui = Ui_StatisticsPage()
        self.ui.setupUi(self)
        self.chart = BarChart()
        self.names = RowsModel[str](figure_columns(_title), self)
        self.numbers = RowsModel(number_columns(_NOTHING), self, key=lambda row: row.label)
        self.print_button = button("打印统计表", "Ctrl+P", "primary", "print")
        self.made: Figure | None = None
        self._drawn: Drawing | None = None
        self._turn = 0
        self._dress()
        self._connect()

    def _dress(self) -> None:
        ui = self.ui
        ui.chartArea.setWidget(self.chart)
        ui.figureTable.setModel(self.names)
        ui.numbersTable.setModel(self.numbers)
        self.names.show_rows(list(FIGURES))
        ui.shapeSegments.set_items(["画图", "表格"])
        ui.shapeSegments.setAccessibleName("画图或表格")
        self._day = follow_today(ui.asAtEdit, ui.asAtEdit.value(), self._context.today())
        ui.figureTable.choose_first()
        ui.banner.hide()
        self.setFocusProxy(ui.figureTable)

    def _connect(self) -> None:
        ui = self.ui
        ui.figureTable.moved.connect(lambda _: self.refresh())
        ui.figureTable.opened.connect(lambda _: self._focus_figure())
        ui.asAtEdit.dateChanged.connect(lambda _: self.refresh())
        ui.shapeSegments.chosen.connect(self._show_shape)
        self.chart.picked.connect(self._open_bar)
        self.chart.moved.connect(self._keep_in_view)
        ui.numbersTable.clicked.connect(lambda index: self._open_cell(index.row(), index.column()))
        ui.numbersTable.opened.connect(lambda _: self._open_row())
        self.print_button.bind_key().clicked.connect(self._print)
        Refreshing(self, self._context.bus, TABLES).use(self.refresh)

    # What the page around asks

    def buttons(self) -> Sequence[QWidget]:
        """What one can do with a figure."""
        return (self.print_button,)

    def show_for_width(self, effective: int) -> None:
        """The list of figures stays; numbers drop no column."""
        self.ui.numbersTable.show_for_width(effective)
        self.print_button.show_hint(effective >= _NARROW)

    def show_figure(self, name: str) -> None:
        """Show the figure of this name."""
        self.ui.figureTable.choose(name)
        self.refresh()

    def refresh(self) -> None:
        """Count the chosen figure anew, off the screen's thread."""
        self._day = follow_today(self.ui.asAtEdit, self._day, self._context.today())
        name = self.ui.figureTable.current() or next(iter(FIGURES))
        self._turn += 1
        self.ui.strip.begin("正在统计")
        self._context.jobs.start(
            partial(_counted, self._context, name, self.as_at()),
            done=partial(self._arrived, self._turn),
            failed=self._context.desk.show_error,
            finished=self.ui.strip.end,
        )

    def as_at(self) -> date | None:
        """The chosen day; None for today."""
        day = self.ui.asAtEdit.value()
        return None if day == self._context.today() else day

    # Showing

    def _arrived(self, turn: int, made: Figure) -> None:
        if turn != self._turn:
            return
        self.made, self._drawn = made, drawing(made)
        ui, drawn = self.ui, self._drawn
        ui.titleLabel.setText(made.title)
        ui.noteLabel.setText(f"截至 {made.as_at}　在册 {made.total:,} 人")
        ui.banner.say("amber", made.doubt)
        ui.banner.setVisible(bool(made.doubt))
        bars = [Bar(row.label, row.values) for row in drawn.rows]
        self.chart.show_bars(made.title, drawn.series, bars, drawn.unit)
        self.numbers = RowsModel(number_columns(made), self, key=lambda row: row.label)
        self.numbers.show_rows(made.rows)
        ui.numbersTable.setModel(self.numbers)
        ui.numbersTable.setAccessibleName(f"{made.title}，单击数字或按 Enter 看名单")

    def _show_shape(self, place: int) -> None:
        self.ui.stack.setCurrentIndex(place)

    def _focus_figure(self) -> None:
        drawn = self.ui.stack.currentIndex() == _DRAWN
        (self.chart if drawn else self.ui.numbersTable).setFocus()

    def _keep_in_view(self, strip: QRect) -> None:
        middle = strip.center()
        self.ui.chartArea.ensureVisible(middle.x(), middle.y(), 0, strip.height())

    # The people behind

    def _open_bar(self, row: int, side: int) -> None:
        if self.made is None or self._drawn is None:
            return
        shown = self._drawn.rows[row]
        self._tell(shown.lists[side], shown.label)

    def _open_cell(self, row: int, column: int) -> None:
        """A click on a number; the label's column counts as the first number."""
        if self.made is None:
            return
        shown = self.made.rows[row]
        at = column - 1
        if 0 <= at < len(shown.lists):
            self._tell(shown.lists[at], shown.label)

    def _open_row(self) -> None:
        """Enter: the row's own number, the first that is not nothing."""
        row = self.ui.numbersTable.currentIndex().row()
        if self.made is not None and row >= 0:
            values = self.made.rows[row].values
            self._open_cell(row, 1 + next((at for at, n in enumerate(values) if n), 0))

    def _tell(self, wanted: Wanted, label: str) -> None:
        assert self.made is not None
        self.people_wanted.emit(wanted, f"{self.made.title}：{label}")

    # Paper

    def _print(self) -> None:
        if not self.isVisible() or self.made is None:
            return
        self._context.jobs.start(
            partial(_issued, self._context, self.made),
            done=lambda paper: self._context.desk.preview(paper.id),
            failed=self._context.desk.show_error,
        )


_NOTHING = Figure("", "", "bars", (), (), 0, date.min)


def _title(name: str) -> str:
    return FIGURES[name].title


def _counted(context: Context, name: str, as_at: date | None, _progress: Progress) -> Figure:
    with context.db.read() as session:
        return figure(session, name, as_at, context.today())


def _issued(context: Context, made: Figure, _progress: Progress) -> PaperRow:
    """The paper of a figure, on the worker."""
    by = At(context.db, context.clerk, context.hall, context.today())
    return issue_figure(by, made, str(uuid4()))
