"""What 叫号 is made of: the big number, the numbers of the day, the figures with their bars."""

from datetime import date, datetime, timedelta

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gridhall.qt.buttons import Segments
from gridhall.qt.frames import Card, Line
from gridhall.qt.labels import PlainLabel, label, set_look
from gridhall.qt.table import RowsModel, Table
from gridhall.qt.theme import current_theme
from gridhall.tickets.columns import figures_columns, lasting, minutes
from gridhall.tickets.queries.figures import Figures, TicketFigures

_HIGH, _LEAST = 132, 60  # px at 100 %
_NOBODY = "窗口没有人"
PERIODS = ("今天", "7 天", "30 天")
_DAYS = (0, 6, 29)
SPLITS = ("队列", "时段", "窗口", "日期")


class BigNumber(QWidget):
    """The number at the counter, as large as there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number, self.ink = "", "text3"
        self.setProperty("ownSize", True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        current_theme().changed.connect(self.updateGeometry)

    def show_number(self, number: str, ink: str) -> None:
        """A number in a token's colour."""
        self.number, self.ink = number, ink
        self.setAccessibleName(f"{number} 号" if number else "没有号")
        self.update()

    def sizeHint(self) -> QSize:
        """Its height is the scale's."""
        return QSize(current_theme().px(_LEAST), current_theme().px(_HIGH))

    def minimumSizeHint(self) -> QSize:
        """The same: the number is what the page is about."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """One line in the middle."""
        painter, words = QPainter(self), self.number or _NOBODY
        font = QFont(current_theme().font("base", True))
        font.setPixelSize(round(self.height() * (0.86 if self.number else 0.26)))
        wide = QFontMetrics(font).horizontalAdvance(words)
        if wide > self.width():
            font.setPixelSize(max(12, font.pixelSize() * self.width() // wide))
        painter.setFont(font)
        painter.setPen(current_theme().color(self.ink))
        box = QRect(0, 0, self.width(), self.height())
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)


class DayNumbers(QWidget):
    """等候 3 · 办完 27 · 平均等 8 分钟 · 平均办 6 分钟 · 最长等 31 分钟."""

    _TITLES = ("等候", "办完", "平均等", "平均办", "最长等", "过号")

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(14, 10, 14, 10)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        self._values: dict[str, PlainLabel] = {}
        for place, title in enumerate(self._TITLES):
            value = self._values[title] = label("—", "md")
            cell = QVBoxLayout()
            cell.setSpacing(0)
            cell.addWidget(label(title, "meta"))
            cell.addWidget(value)
            grid.addLayout(cell, place // 3, place % 3)

    def show_figures(self, total: Figures, waiting: int) -> None:
        """Today's."""
        said = {
            "等候": f"{waiting} 位",
            "办完": f"{total.served} 位",
            "平均等": minutes(total.average_wait),
            "平均办": minutes(total.average_service),
            "最长等": minutes(total.longest_wait),
            "过号": f"{total.no_show} 位",
        }
        for title, words in said.items():
            self._values[title].setText(words)

    def text(self, title: str) -> str:
        """One of them as it stands."""
        return self._values[title].text()


class FiguresCard(Card):
    """A period split by lane, hour, counter or day; the average wait is a bar."""

    wanted = Signal()  # another period

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.periods, self.splits = Segments(), Segments()
        self.periods.set_items(PERIODS)
        self.splits.set_items(SPLITS)
        self.periods.setAccessibleName("统计期间")
        self.splits.setAccessibleName("统计分项")
        self.numbers, self.table = DayNumbers(), Table()
        self._longest = 0
        self.model = RowsModel(
            figures_columns(lambda: self._longest), self, key=lambda row: row.name
        )
        self.table.setModel(self.model)
        self.table.setAccessibleName("叫号统计")
        self.said = label("", "meta", wrap=True)
        self._told: TicketFigures | None = None
        self._lay_out()
        self.periods.chosen.connect(lambda _: self.wanted.emit())
        self.splits.chosen.connect(lambda _: self._show_rows())

    def period(self, today: date) -> tuple[date, date]:
        """The days on show."""
        return today - timedelta(days=_DAYS[max(0, self.periods.current())]), today

    def show_figures(self, told: TicketFigures) -> None:
        """Fill the table."""
        self._told = told
        self._show_rows()

    def _show_rows(self) -> None:
        if self._told is None:
            return
        told = self._told
        rows = (told.lanes, told.hours, told.counters, told.days)[max(0, self.splits.current())]
        self._longest = max((row.average_wait or 0 for row in rows), default=0)
        self.model.show_rows(list(rows))
        total = told.total
        self.said.setText(
            f"取号 {total.taken}，办完 {total.served}，优先 {total.priority}，"
            f"{lasting('平均等', total.average_wait)}，{lasting('平均办', total.average_service)}"
            if total.taken
            else "这段时间没有取号"
        )

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 8)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(14, 8, 14, 0)
        head.addWidget(label("今天", "md"))
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(self.numbers)
        column.addWidget(Line())
        for choices in (self.periods, self.splits):
            row = QHBoxLayout()
            row.setContentsMargins(14, 8, 14, 0)
            row.addWidget(choices)
            row.addStretch(1)
            column.addLayout(row)
        column.addSpacing(8)
        column.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 6, 14, 0)
        foot.addWidget(self.said)
        column.addLayout(foot)


def show_chip(chip: PlainLabel, words: str, tone: str) -> None:
    """A chip's word and tone; no word, no chip."""
    chip.setText(words)
    set_look(chip, chip=tone)
    chip.setVisible(bool(words))


def clock(moment: datetime | None) -> str:
    """09:30."""
    return "" if moment is None else f"{moment.astimezone():%H:%M}"
