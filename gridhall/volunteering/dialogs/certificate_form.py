"""The period and the fields of a certificate, for one volunteer or for many."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from gridhall.qt.buttons import Segments
from gridhall.qt.dates import DateEdit
from gridhall.qt.labels import label
from gridhall.qt.theme import current_theme
from gridhall.volunteering.rules.certificates import FIELDS, USUAL, CertificateOrder

_FOUR = 700  # px at 100 %
_PERIODS = ("全部", "今年", "去年", "自选")
_WHOLE, _THIS_YEAR, _LAST_YEAR, _OWN = range(4)


class CertificateForm(QWidget):
    """What the certificate covers and which optional fields it bears; `changed` tells of both."""

    changed = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.periods, self.since, self.until = Segments(), DateEdit(), DateEdit()
        self.periods.set_items(list(_PERIODS))
        self.periods.setAccessibleName("期间")
        self.since.set_value(date(today.year, 1, 1))
        self.until.set_value(today)
        self.since.setAccessibleName("从")
        self.until.setAccessibleName("到")
        self.boxes = {key: QCheckBox(words) for key, words in FIELDS.items()}
        for key, box in self.boxes.items():
            box.setChecked(key in USUAL)
        self._days, self._ticks, self._columns = QWidget(), QGridLayout(), 0
        self._lay_out()
        self._connect()

    def order(self, volunteer_id: int) -> CertificateOrder:
        """The order as it stands, for this volunteer."""
        since, until = self.period()
        ticked = frozenset(key for key, box in self.boxes.items() if box.isChecked())
        return CertificateOrder(volunteer_id, since, until, ticked)

    def period(self) -> tuple[date | None, date]:
        """From (None: the first service) until."""
        year = self._today.year
        return {
            _WHOLE: (None, self._today),
            _THIS_YEAR: (date(year, 1, 1), self._today),
            _LAST_YEAR: (date(year - 1, 1, 1), date(year - 1, 12, 31)),
        }.get(self.periods.current(), (self.since.value(), self.until.value()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The boxes stand in four columns where there is room."""
        super().resizeEvent(event)
        self._arrange(4 if self.width() >= current_theme().px(_FOUR) else 2)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for place, box in enumerate(self.boxes.values()):
            self._ticks.addWidget(box, place // columns, place % columns)

    def _lay_out(self) -> None:
        days = QHBoxLayout(self._days)
        days.setContentsMargins(0, 0, 0, 0)
        days.setSpacing(8)
        for widget in (label("从", "label"), self.since, label("到", "label"), self.until):
            days.addWidget(widget)
        days.addStretch(1)
        self._days.hide()
        self._ticks.setHorizontalSpacing(16)
        self._ticks.setVerticalSpacing(4)
        self._arrange(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.periods)
        column.addWidget(self._days)
        column.addLayout(self._ticks)

    def _connect(self) -> None:
        self.periods.chosen.connect(self._choose)
        self.since.dateChanged.connect(self.changed)
        self.until.dateChanged.connect(self.changed)
        for key, box in self.boxes.items():
            box.toggled.connect(lambda on, key=key: self._tick(key, on=on))

    def _choose(self, place: int) -> None:
        self._days.setVisible(place == _OWN)
        self.changed.emit()

    def _tick(self, key: str, *, on: bool) -> None:
        """The ID number is masked or whole, never both."""
        other = {"id_number": "full_id_number", "full_id_number": "id_number"}.get(key)
        if on and other:
            self.boxes[other].setChecked(False)
        self.changed.emit()
