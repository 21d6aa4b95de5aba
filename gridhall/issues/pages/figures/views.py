"""The four views of 吹哨统计: each shows what was counted, and tells which number was opened."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gridhall.core.figures import COUNT, SHARE, Figure, FigureRow
from gridhall.issues.columns.figures import (
    OTHERS,
    figure_columns,
    other_figures,
    score_columns,
    tiles,
)
from gridhall.issues.queries.figures import IssueFigures
from gridhall.issues.queries.heat import Heat
from gridhall.issues.queries.scores import ScoreSheet
from gridhall.issues.rules.figures import DIMENSIONS, FIGURES
from gridhall.issues.rules.heat import steps
from gridhall.qt.charts import Bar, BarChart
from gridhall.qt.frames import Card
from gridhall.qt.heat_map import HeatMap
from gridhall.qt.labels import PlainLabel, label
from gridhall.qt.table import RowsModel, Table


def scrolling(inner: BarChart | HeatMap) -> QScrollArea:
    """A drawing that may be longer than its room; what the keys choose is kept in view."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inner)

    def show(strip: QRect) -> None:
        area.ensureVisible(strip.center().x(), strip.center().y(), 0, strip.height())

    inner.moved.connect(show)
    return area


def carded(*widgets: QWidget, head: QWidget | None = None) -> Card:
    """Widgets under each other on a card, the first takes the room."""
    card = Card()
    column = QVBoxLayout(card)
    column.setContentsMargins(1, 1, 1, 1)
    column.setSpacing(0)
    if head is not None:
        column.addWidget(head)
    for place, widget in enumerate(widgets):
        column.addWidget(widget, 0 if place else 1)
    return card


def _headed(*widgets: QWidget) -> QWidget:
    head = QWidget()
    row = QHBoxLayout(head)
    row.setContentsMargins(12, 8, 12, 4)
    row.setSpacing(8)
    for place, widget in enumerate(widgets):
        row.addWidget(widget, 1 if place else 0)
    return head


def _picks(*fields: tuple[str, QComboBox]) -> QWidget:
    """Fields to choose from under each other, each with its name before it."""
    head = QWidget()
    grid = QGridLayout(head)
    grid.setContentsMargins(12, 8, 12, 4)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    for place, (name, field) in enumerate(fields):
        grid.addWidget(label(name, "label"), place, 0)
        grid.addWidget(field, place, 1)
    return head


def _foot(words: PlainLabel) -> QWidget:
    foot = QWidget()
    row = QHBoxLayout(foot)
    row.setContentsMargins(12, 4, 12, 10)
    row.addWidget(words)
    return foot


class FunnelView(QWidget):
    """收集、纳入、吹哨、解决 drawn; the other numbers beside them."""

    behind = Signal(str, object, str)  # a figure's key, a line or None, the title

    def __init__(self) -> None:
        super().__init__()
        self.chart, self.table = BarChart(), Table()
        self.model = RowsModel(OTHERS, self, key=lambda row: row[0].key)
        self.table.setModel(self.model)
        self.table.horizontalHeader().hide()
        self.table.setAccessibleName("其他的数，Enter 看问题")
        self.said = label("", "sub", wrap=True)
        self.made: IssueFigures | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        head = _headed(label("问题走到了哪一步", "label"))
        row.addWidget(carded(scrolling(self.chart), _foot(self.said), head=head), 5)
        row.addWidget(carded(self.table, head=_headed(label("其他的数", "label"))), 2)
        self.chart.picked.connect(lambda place, _: self._open_stage(place))
        self.table.opened.connect(self._open)
        self.setFocusProxy(self.chart)

    def show_figures(self, made: IssueFigures, said: str) -> None:
        """Draw what was counted."""
        self.made = made
        bars = [Bar(words, (count,)) for _, words, count in made.stages]
        self.chart.show_bars("问题走到了哪一步", ["件数"], bars, "件")
        self.model.show_rows(other_figures(made))
        self.said.setText(said)

    def _open_stage(self, place: int) -> None:
        if self.made is not None and place < len(self.made.stages):
            key = self.made.stages[place][0]
            self.behind.emit(key, None, FIGURES[key].label)

    def _open(self, row: tuple[Figure, str]) -> None:
        self.behind.emit(row[0].key, None, row[0].label)


class SplitView(QWidget):
    """A table by category, grid, unit, month; one of its figures drawn beside it."""

    behind = Signal(str, object, str)
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.by, self.drawn, self.chart, self.table = QComboBox(), QComboBox(), BarChart(), Table()
        self.model: RowsModel[FigureRow] | None = None
        self.made: IssueFigures | None = None
        self._effective = 10_000
        for key, words in DIMENSIONS.items():
            if key != "all":
                self.by.addItem(f"按{words}", key)
        self.by.setCurrentIndex(self.by.findData("category"))
        self.by.setAccessibleName("按什么分")
        self.drawn.setAccessibleName("画哪个数")
        self.table.setAccessibleName("吹哨统计，单击数字或按 Enter 看问题")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(carded(self.table), 14)
        head = _picks(("分组", self.by), ("画图", self.drawn))
        row.addWidget(carded(scrolling(self.chart), head=head), 6)
        self._connect()
        self.setFocusProxy(self.table)

    def show_for_width(self, effective: int) -> None:
        """Lesser figures go where it is narrow."""
        self._effective = effective
        self.table.show_for_width(effective)

    def dimension(self) -> str:
        """By what it is split."""
        return str(self.by.currentData())

    def drawn_key(self) -> str:
        """The figure that is drawn, and that Enter opens."""
        return str(self.drawn.currentData() or "collected")

    def show_figures(self, made: IssueFigures) -> None:
        """Fill the table; the sum stands first, for a hundred categories must not hide it."""
        self.made = made
        self.model = RowsModel(figure_columns(made), self, key=lambda row: row.line.key or "合计")
        self.model.show_rows([made.total, *made.rows])
        self.table.setModel(self.model)
        self.table.show_for_width(self._effective)
        self.table.choose_first()
        self._offer_drawn()
        self._draw()

    def _connect(self) -> None:
        self.by.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.drawn.currentIndexChanged.connect(lambda _: self._draw())
        self.chart.picked.connect(lambda row, _: self._open(row + 1, self.drawn_key()))
        self.table.clicked.connect(lambda index: self._open_cell(index.row(), index.column()))
        self.table.opened.connect(
            lambda _: self._open(self.table.currentIndex().row(), self.drawn_key())
        )

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
        one = FIGURES[self.drawn_key()]
        scale = 100 if one.kind == SHARE else 1
        bars = [
            Bar(row.line.label, (round((row.value(one) or 0) * scale),)) for row in self.made.rows
        ]
        about = "" if one.kind == COUNT else "，取整数"
        self.chart.show_bars(f"{one.label}{about}", [one.label], bars, one.unit)

    def _open_cell(self, row: int, column: int) -> None:
        """A click on a number; on a line's name only chooses it."""
        if self.made is not None and 0 < column <= len(self.made.columns):
            self._open(row, self.made.columns[column - 1].key)

    def _open(self, place: int, key: str) -> None:
        if self.made is None or not 0 <= place <= len(self.made.rows):
            return
        row = self.made.rows[place - 1] if place else self.made.total
        title = f"{row.line.label}：{FIGURES[key].label}"
        self.behind.emit(key, row.line.at if place else None, title)


class HeatView(QWidget):
    """Every building a tile, compound by compound, the darker the more."""

    picked = Signal(object, str)  # the ids of compound and building, the two in words

    def __init__(self) -> None:
        super().__init__()
        self.map, self.said = HeatMap(), label("", "sub", wrap=True)
        self.made: Heat | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(carded(scrolling(self.map), _foot(self.said)))
        self.map.picked.connect(self._open)
        self.setFocusProxy(self.map)

    def show_heat(self, made: Heat) -> None:
        """Draw the tiles and say what the colours mean."""
        self.made = made
        self.map.show_rows("楼栋热力", tiles(made))
        ranges = [f"{a}" if a == b else f"{a}–{b}" for a, b in steps(made.most)]
        deeper = "、".join(ranges)
        told = f"本期收集 {made.total:,} 件。颜色由浅到深：0、{deeper} 件。" if made.most else ""
        self.said.setText(f"{told}三角是现在有超期的。" if told else "本期没有收集问题。")

    def _open(self, row: int, tile: int) -> None:
        if self.made is not None:
            line = self.made.rows[row]
            cell = line.cells[tile]
            self.picked.emit((line.compound_id, cell.building_id), f"{line.name} {cell.label}")


class ScoresView(QWidget):
    """Every unit's points, what for; Enter shows the rows behind them."""

    opened = Signal(object)  # UnitScore

    def __init__(self) -> None:
        super().__init__()
        self.table, self.said = Table(), label("", "sub", wrap=True)
        self.made: ScoreSheet | None = None
        self._effective = 10_000
        self.table.setAccessibleName("量化考核，Enter 看每一分的依据")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(carded(self.table, _foot(self.said)))
        self.table.opened.connect(self.opened)
        self.setFocusProxy(self.table)

    def show_for_width(self, effective: int) -> None:
        """Lesser columns go where it is narrow; paper and workbook have them all."""
        self._effective = effective
        self.table.show_for_width(effective)

    def show_scores(self, made: ScoreSheet) -> None:
        """Fill the table."""
        self.made = made
        model = RowsModel(score_columns(made), self, key=lambda row: row.owner_key)
        model.show_rows(made.rows)
        self.table.setModel(model)
        self.table.show_for_width(self._effective)
        self.table.choose_first()
        idle = f"，另有 {made.idle} 家单位本期没有承办，不计分" if made.idle else ""
        self.said.setText(f"{len(made.rows)} 家计分{idle}。按 Enter 看每一分的依据。")
