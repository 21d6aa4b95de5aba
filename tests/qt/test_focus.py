import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QRect, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QTabBar,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gridhall.qt.focus import EnterNext, FocusRing, Regions
from tests.audit import bring_up


class Form(QWidget):
    """One of each kind of field."""

    def __init__(self) -> None:
        super().__init__()
        self.fields = [QLineEdit(), QComboBox(), QSpinBox(), QCheckBox("收"), QLineEdit()]
        self.note, self.act, self.tabs = QPlainTextEdit(), QPushButton("受理"), QTabBar()
        self.tabs.addTab("今日")
        self.fields[1].addItems(["窗口", "电话"])
        column = QVBoxLayout(self)
        for widget in (*self.fields, self.note, self.act, self.tabs):
            column.addWidget(widget)
        self.enter, self.ring = EnterNext(self), FocusRing(self)


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    made = Form()
    qtbot.addWidget(made)
    bring_up(qtbot, made)
    return made


def test_enter_goes_through_every_kind_of_field(qtbot: QtBot, form: Form) -> None:
    form.fields[0].setFocus()
    for field, after in zip(form.fields, [*form.fields[1:], form.note], strict=True):
        assert field.hasFocus(), field
        qtbot.keyClick(field, Qt.Key.Key_Return)
        assert after.hasFocus(), after


def test_shift_enter_goes_back(qtbot: QtBot, form: Form) -> None:
    form.fields[2].setFocus()
    qtbot.keyClick(form.fields[2], Qt.Key.Key_Enter, Qt.KeyboardModifier.ShiftModifier)
    assert form.fields[1].hasFocus()


def test_ctrl_enter_is_left_to_the_form(qtbot: QtBot, form: Form) -> None:
    form.fields[0].setFocus()
    qtbot.keyClick(form.fields[0], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert form.fields[0].hasFocus()


def test_a_multi_line_field_keeps_enter(qtbot: QtBot, form: Form) -> None:
    form.note.setFocus()
    qtbot.keyClick(form.note, Qt.Key.Key_Return)
    assert form.note.hasFocus()
    assert form.note.toPlainText() == "\n"


def test_enter_belongs_to_the_input_method_while_it_composes(qtbot: QtBot, form: Form) -> None:
    first = form.fields[0]
    first.setFocus()
    QCoreApplication.sendEvent(first, QInputMethodEvent("zhang", []))
    qtbot.keyClick(first, Qt.Key.Key_Return)
    assert first.hasFocus()
    done = QInputMethodEvent()
    done.setCommitString("张")
    QCoreApplication.sendEvent(first, done)
    qtbot.keyClick(first, Qt.Key.Key_Return)
    assert form.fields[1].hasFocus()
    assert first.text() == "张"


def test_the_ring_goes_round_what_shows_no_focus_itself(qtbot: QtBot, form: Form) -> None:
    form.act.setFocus()
    assert form.ring.target() is form.act
    assert form.ring.geometry().contains(form.act.geometry())
    form.fields[0].setFocus()
    assert form.ring.target() is None, "a line edit has a border of its own"
    form.tabs.setFocus()
    assert form.ring.target() is form.tabs
    assert not form.grab().isNull()


def test_the_ring_follows_and_lets_go(qtbot: QtBot, form: Form) -> None:
    form.act.setFocus()
    form.resize(form.width() + 200, form.height() + 120)
    qtbot.waitUntil(lambda: form.ring.geometry().contains(form.act.geometry()))
    form.act.deleteLater()
    qtbot.waitUntil(lambda: form.ring.target() is not form.act)


def test_f6_goes_from_region_to_region(qtbot: QtBot, form: Form) -> None:
    regions = Regions(form)
    regions.set_places([form.fields[0], form.note, form.act])
    form.fields[0].setFocus()
    regions.next()
    assert form.note.hasFocus()
    form.act.hide()
    regions.next()
    assert form.fields[0].hasFocus(), "a hidden region is passed over"


@pytest.fixture
def scrolled(qtbot: QtBot) -> QWidget:
    """Twelve boxes in an area that shows five, above a button."""
    host, body, area = QWidget(), QWidget(), QScrollArea()
    inner, column = QVBoxLayout(body), QVBoxLayout(host)
    for number in range(12):
        box = QCheckBox(f"材料 {number}")
        box.setFixedHeight(40)
        inner.addWidget(box)
    area.setWidget(body)
    area.setFixedHeight(200)
    column.addWidget(area)
    column.addWidget(QPushButton("受理"))
    FocusRing(host)
    qtbot.addWidget(host)
    bring_up(qtbot, host)
    return host


def test_what_takes_the_focus_is_scrolled_into_view(qtbot: QtBot, scrolled: QWidget) -> None:
    area, boxes = scrolled.findChild(QScrollArea), scrolled.findChildren(QCheckBox)
    assert isinstance(area, QScrollArea)
    for box in (boxes[8], boxes[0]):
        box.setFocus()
        qtbot.waitUntil(lambda box=box: box.visibleRegion().boundingRect() == box.rect())


def test_the_ring_follows_a_scrolled_form_and_ends_where_it_ends(
    qtbot: QtBot, scrolled: QWidget
) -> None:
    area, ring = scrolled.findChild(QScrollArea), scrolled.findChild(FocusRing)
    assert isinstance(area, QScrollArea)
    assert isinstance(ring, FocusRing)
    box = scrolled.findChildren(QCheckBox)[3]
    box.setFocus()
    qtbot.wait(1)
    port = area.viewport()
    for value in range(0, area.verticalScrollBar().maximum(), 17):
        area.verticalScrollBar().setValue(value)
        edge = QRect(port.mapTo(scrolled, QPoint(0, 0)), port.size())
        place = QRect(box.mapTo(scrolled, QPoint(0, 0)), box.size())
        assert (ring.target() is box) == place.adjusted(-4, -4, 4, 4).intersects(edge)
        if ring.target() is box:
            assert ring.geometry().center() == place.center()
            assert edge.contains(ring.mask().boundingRect().translated(ring.pos()))
