from datetime import date

from PySide6.QtCore import QDate, QRect
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from gridhall.qt.dates import DateEdit, MonthView
from gridhall.qt.theme import current_theme
from tests.audit import Dress


def test_a_date_field_speaks_python_and_iso(qtbot: QtBot, dressed: Dress) -> None:
    dressed()
    field = DateEdit()
    qtbot.addWidget(field)
    field.set_value(date(2026, 2, 28))
    assert field.text() == "2026-02-28"
    assert field.value() == date(2026, 2, 28)


def test_the_month_begins_on_monday_in_chinese(qtbot: QtBot, dressed: Dress) -> None:
    dressed()
    month = MonthView()
    qtbot.addWidget(month)
    assert month.firstDayOfWeek().name == "Monday"
    assert month.locale().dayName(1, month.locale().FormatType.NarrowFormat) == "一"


def _cell(month: MonthView, day: date) -> QImage:
    picture = QImage(44, 36, QImage.Format.Format_RGB32)
    picture.fill(current_theme().color("surface"))
    painter = QPainter(picture)
    month.paintCell(painter, QRect(0, 0, 44, 36), day)
    painter.end()
    return picture


def _has(picture: QImage, color: QColor) -> bool:
    return any(
        picture.pixelColor(x, y) == color
        for x in range(picture.width())
        for y in range(picture.height())
    )


def test_the_days_that_matter_have_a_dot(qtbot: QtBot, dressed: Dress) -> None:
    dressed()
    month = MonthView()
    qtbot.addWidget(month)
    month.setSelectedDate(QDate(2026, 11, 3))
    month.marks = lambda day: day.day in (15, 25)
    red = current_theme().color("brand")
    assert _has(_cell(month, date(2026, 11, 15)), red)
    assert not _has(_cell(month, date(2026, 11, 16)), red)
    assert not _has(_cell(month, date(2026, 12, 15)), red), "the neighbour month is dimmed"


def test_the_chosen_day_is_filled(qtbot: QtBot, dressed: Dress) -> None:
    dressed("dark")
    month = MonthView()
    qtbot.addWidget(month)
    month.setSelectedDate(QDate(2026, 11, 24))
    assert _has(_cell(month, date(2026, 11, 24)), current_theme().color("primary"))
