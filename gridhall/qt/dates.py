"""A date field whose month popup speaks Chinese and marks the days that matter (日期)."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QLocale, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QDateEdit, QWidget

from gridhall.qt.theme import current_theme

Marks = Callable[[date], bool]


class DateEdit(QDateEdit):
    """yyyy-MM-dd, with a month to choose from; `value` and `set_value` speak Python."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDisplayFormat("yyyy-MM-dd")
        self.setCalendarPopup(True)
        self._month = MonthView()
        self.setCalendarWidget(self._month)
        self.setDate(QDate.currentDate())

    def value(self) -> date:
        """The date on show."""
        shown = self.date()
        return date(shown.year(), shown.month(), shown.day())

    def set_value(self, day: date) -> None:
        """Show this date."""
        self.setDate(QDate(day.year, day.month, day.day))

    def set_marks(self, marks: Marks) -> None:
        """Which days get a red dot, such as 集中服务日."""
        self._month.marks = marks


class MonthView(QCalendarWidget):
    """Monday first, one-character weekdays, neighbour months dimmed, today framed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.marks: Marks = lambda _day: False
        self.setLocale(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
        self.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.setGridVisible(False)
        view = QCalendarWidget
        self.setVerticalHeaderFormat(view.VerticalHeaderFormat.NoVerticalHeader)
        self.setHorizontalHeaderFormat(view.HorizontalHeaderFormat.SingleLetterDayNames)
        self._dress()
        current_theme().changed.connect(self._dress)

    def _dress(self) -> None:
        head = QTextCharFormat()
        head.setForeground(current_theme().color("text3"))
        self.setHeaderTextFormat(head)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(day, QTextCharFormat())

    def paintCell(self, painter: QPainter, rect: QRect, day: QDate | date) -> None:
        """One day: ground, number, dot."""
        shown = day if isinstance(day, QDate) else QDate(day.year, day.month, day.day)
        theme, chosen = current_theme(), shown == self.selectedDate()
        box = QRectF(rect).adjusted(3, 2, -3, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, theme.color("surface"))
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("primary"))
            painter.drawRoundedRect(box, 6, 6)
        elif shown == QDate.currentDate():
            painter.setPen(QPen(theme.color("border_strong"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 6, 6)
        ours = shown.month() == self.monthShown()
        ink = "on_primary" if chosen else "text" if ours else "disabled_text"
        painter.setFont(theme.font("base", chosen))
        painter.setPen(theme.color(ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(shown.day()))
        if ours and self.marks(date(shown.year(), shown.month(), shown.day())):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("on_primary" if chosen else "brand"))
            painter.drawEllipse(QPointF(box.center().x(), box.bottom() - 4), 2.2, 2.2)
        painter.restore()
