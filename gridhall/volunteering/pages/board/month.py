"""A month with its service days as filled tiles; one tab stop, arrows move (月历)."""

import calendar as months
from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolTip, QVBoxLayout, QWidget

from gridhall.qt.buttons import button
from gridhall.qt.labels import label, tip_text
from gridhall.qt.theme import current_theme
from gridhall.volunteering.columns.board import Tile, day_title

_HEAD, _ROW, _WEEK = 26, 36, 7  # px at 100 %; days a week
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -_WEEK,
    Qt.Key.Key_Down: _WEEK,
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_CENTRE = Qt.AlignmentFlag.AlignCenter


class MonthView(QWidget):
    """Paints the days; `moved` tells the day now chosen, `entered` that Enter was pressed on it."""

    moved = Signal(object)  # date
    entered = Signal(object)  # date

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.today = self.day = today
        self._tiles: Mapping[date, Tile] = {}
        self.setProperty("ownSize", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        current_theme().changed.connect(self.updateGeometry)
        self._name()

    def show_tiles(self, tiles: Mapping[date, Tile]) -> None:
        """The days of the month on show that are more than their number."""
        self._tiles = tiles
        self._name()
        self.update()

    def choose(self, day: date) -> None:
        """Choose a day without telling; its month comes on show."""
        self.day = day
        self._name()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As many weeks as the month has, at least five."""
        px, first = current_theme().px, self.day.replace(day=1)
        days = first.weekday() + months.monthrange(first.year, first.month)[1]
        return QSize(px(_WEEK * 30), px(_HEAD + max(5, -(-days // _WEEK)) * _ROW))

    def minimumSizeHint(self) -> QSize:
        """As `sizeHint`."""
        return self.sizeHint()

    def shift_month(self, by: int) -> None:
        """The same day some months on, as far as that month has it."""
        year, month = divmod(self.day.year * 12 + self.day.month - 1 + by, 12)
        if 1 <= year <= 9998:
            last = months.monthrange(year, month + 1)[1]
            self._move(date(year, month + 1, min(self.day.day, last)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows by day and week, PgUp and PgDn by month, Home to today, Enter into the board."""
        key = Qt.Key(event.key())
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held:
            super().keyPressEvent(event)
        elif key in _STEPS:
            self._move(self.day + timedelta(days=_STEPS[key]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.shift_month(-1 if key == Qt.Key.Key_PageUp else 1)
        elif key == Qt.Key.Key_Home:
            self._move(self.today)
        elif key in _ENTER:
            self.entered.emit(self.day)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click chooses."""
        day = self._day_at(event.position())
        if day is not None:
            self._move(day)

    def event(self, event: QEvent) -> bool:
        """What a tile means, under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            day = self._day_at(QPointF(event.pos()))
            tile = self._tiles.get(day) if day else None
            QToolTip.showText(event.globalPos(), tip_text(tile.said) if tile else "", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Names of weekdays, then every day."""
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            theme, wide = current_theme(), self.width() / _WEEK
            painter.setFont(theme.font("xs"))
            painter.setPen(theme.color("text3"))
            for place, name in enumerate("一二三四五六日"):
                box = QRectF(place * wide, 0, wide, theme.px(_HEAD - 2))
                painter.drawText(box, _CENTRE, name)
            for day, box in self._boxes():
                self._paint_day(painter, day, box)
        finally:
            painter.end()

    def _paint_day(self, painter: QPainter, day: date, box: QRectF) -> None:
        theme, tile = current_theme(), self._tiles.get(day)
        chosen = day == self.day
        if tile is not None:
            self._paint_tile(painter, (day, tile), box, chosen=chosen)
            return
        upper = box.adjusted(0, 0, 0, -theme.px(6))
        if chosen:
            _frame(painter, upper.adjusted(3, 1, -3, -1), theme.color("sel"), self._line(True))
        if day == self.today:
            painter.setPen(QPen(theme.color("border_strong"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(upper.center(), theme.px(13), theme.px(13))
        off = day.weekday() >= 5 or day < self.today
        painter.setPen(theme.color("text3" if off else "text"))
        painter.setFont(theme.font("base", bold=day == self.today))
        painter.drawText(upper, _CENTRE, str(day.day))

    def _paint_tile(
        self, painter: QPainter, what: tuple[date, Tile], box: QRectF, *, chosen: bool
    ) -> None:
        theme, (day, tile) = current_theme(), what
        inner, px = box.adjusted(2, 1, -2, -1), theme.px
        ground = theme.color("sel" if chosen else f"{tile.tone}_bg")
        line = self._line(True) if chosen else QPen(theme.color(f"{tile.tone}_line"), 1)
        if not tile.is_held:
            ground = theme.color("sel" if chosen else "surface")
            line = line if chosen else QPen(theme.color("border_strong"), 1, Qt.PenStyle.DotLine)
        _frame(painter, inner, ground, line)
        painter.setPen(theme.color("text" if tile.is_held else "text2"))
        painter.setFont(theme.font("base", bold=tile.is_held))
        painter.drawText(
            QRectF(box.left(), box.top() + px(1), box.width(), px(18)), _CENTRE, str(day.day)
        )
        painter.setPen(theme.color(f"{tile.tone}_fg"))
        painter.setFont(theme.font("xs"))
        painter.drawText(
            QRectF(box.left(), box.top() + px(18), box.width(), px(15)), _CENTRE, tile.word
        )
        if day == self.today:
            painter.fillRect(
                QRectF(box.left() + px(8), box.bottom() - 3, box.width() - px(16), 2),
                theme.color("text"),
            )

    def _line(self, chosen: bool) -> QPen:
        """The frame of the chosen day: strong while the month has the focus."""
        ink = "focus" if chosen and self.hasFocus() else "primary_line"
        return QPen(current_theme().color(ink), 2)

    def _boxes(self) -> "list[tuple[date, QRectF]]":
        px, wide = current_theme().px, self.width() / _WEEK
        first = self.day.replace(day=1)
        count = months.monthrange(first.year, first.month)[1]
        found = []
        for place in range(count):
            row, column = divmod(first.weekday() + place, _WEEK)
            box = QRectF(column * wide, px(_HEAD) + row * px(_ROW), wide, px(_ROW))
            found.append((first + timedelta(days=place), box))
        return found

    def _day_at(self, place: QPointF) -> date | None:
        return next((day for day, box in self._boxes() if box.contains(place)), None)

    def _move(self, day: date) -> None:
        if day == self.day:
            return
        self.choose(day)
        tile = self._tiles.get(day)
        said = tile.said if tile else day_title(day)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))
        self.moved.emit(day)

    def _name(self) -> None:
        tile = self._tiles.get(self.day)
        said = tile.said if tile else f"{day_title(self.day)} 没有服务日"
        self.setAccessibleName(f"{self.day.year}年{self.day.month}月 月历")
        self.setAccessibleDescription(f"{said}。方向键换日子，PageUp、PageDown 换月，回车看排班")


class MonthPane(QWidget):
    """The month with its name and the ways to the months beside it."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view, self.title = MonthView(today, self), label("", "b")
        before, after = (
            button("", "", "ghost", "chevron_left"),
            button("", "", "ghost", "chevron_right"),
        )
        before.setAccessibleName("上个月 快捷键 PageUp")
        after.setAccessibleName("下个月 快捷键 PageDown")
        before.clicked.connect(lambda: self.view.shift_month(-1))
        after.clicked.connect(lambda: self.view.shift_month(1))
        for made in (before, after):
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # PgUp and PgDn do it
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(before)
        head.addStretch(1)
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(after)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.view)
        column.addStretch(1)
        self.setFocusProxy(self.view)
        self.view.moved.connect(lambda _: self._name())
        self._name()

    def choose(self, day: date) -> None:
        """Choose a day without telling."""
        self.view.choose(day)
        self._name()

    def _name(self) -> None:
        self.title.setText(f"{self.view.day.year}年{self.view.day.month}月")


def _frame(painter: QPainter, box: QRectF, ground: QColor, line: QPen) -> None:
    painter.setPen(line)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, 6, 6)
