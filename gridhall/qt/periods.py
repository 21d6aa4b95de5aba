"""Picking a period: the usual ones by name, any days by their dates."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from gridhall.core.periods import (
    MONTH,
    QUARTER,
    YEAR,
    Span,
    days_between,
    period_before,
    period_of,
)
from gridhall.qt.dates import DateEdit
from gridhall.qt.labels import label

_USUAL = (
    ("本月", MONTH, False),
    ("上月", MONTH, True),
    ("本季度", QUARTER, False),
    ("上季度", QUARTER, True),
    ("今年", YEAR, False),
    ("去年", YEAR, True),
)
_OWN = "自定日期"


class PeriodPicker(QWidget):
    """本月 上月 本季度 …, or from one day to another."""

    changed = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self.usual, self.first, self.last = QComboBox(), DateEdit(), DateEdit()
        self.usual.addItems([*(name for name, _, _ in _USUAL), _OWN])
        for widget, name in (
            (self.usual, "统计期"),
            (self.first, "开始日期"),
            (self.last, "结束日期"),
        ):
            widget.setAccessibleName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self._dash = label("至", "sub")
        for shown in (self.usual, self.first, self._dash, self.last):
            row.addWidget(shown)
        self.setFocusProxy(self.usual)
        self._show_days()
        self.usual.currentIndexChanged.connect(self._picked)
        self.first.dateChanged.connect(self._typed)
        self.last.dateChanged.connect(self._typed)

    def span(self) -> Span:
        """The days picked; UserError if they stand the wrong way round."""
        place = self.usual.currentIndex()
        if place < len(_USUAL):
            return self._usual(place)
        return days_between(self.first.value(), self.last.value())

    def _usual(self, place: int) -> Span:
        _, kind, before = _USUAL[place]
        span = period_of(kind, self._today)
        return period_before(span) if before else span

    def _picked(self) -> None:
        self._show_days()
        self.changed.emit()

    def _typed(self) -> None:
        if self.usual.currentIndex() == len(_USUAL):
            self.changed.emit()

    def _show_days(self) -> None:
        """The dates show for any period, and can be changed for days of one's own."""
        place = self.usual.currentIndex()
        own = place == len(_USUAL)
        if not own:
            span = self._usual(place)
            self.first.set_value(span.first)
            self.last.set_value(span.last)
        for widget in (self.first, self.last):
            widget.setEnabled(own)
