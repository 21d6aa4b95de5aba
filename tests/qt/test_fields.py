import pytest
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QComboBox, QDateEdit, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gridhall.qt.choices import Choice
from gridhall.qt.fields import FormProblems, Problem
from gridhall.qt.frames import Banner
from gridhall.qt.labels import PlainLabel
from gridhall.qt.suggest import Suggest
from tests.audit import Dress, bring_up

PHONE = Problem("phone", "联系电话", "手机号要 11 位，现在是 7 位")
PERSON = Problem("person", "申请人", "请选择申请人；没有档案按 Ctrl+N 登记")


class Form(QWidget):
    """Each kind of field with its line for what is wrong."""

    def __init__(self) -> None:
        super().__init__()
        self.strip = Banner()
        self.fields: dict[str, tuple[QWidget, PlainLabel]] = {
            "person": (QLineEdit(), PlainLabel()),
            "phone": (QLineEdit("1371234"), PlainLabel()),
            "source": (QComboBox(), PlainLabel()),
            "day": (QDateEdit(), PlainLabel()),
            "note": (QPlainTextEdit(), PlainLabel()),
        }
        column = QVBoxLayout(self)
        column.addWidget(self.strip)
        for field, note in self.fields.values():
            column.addWidget(field)
            column.addWidget(note)
        self.problems = FormProblems(self.strip, self.fields, self)


@pytest.fixture
def form(qtbot: QtBot, dressed: Dress) -> Form:
    dressed()
    made = Form()
    qtbot.addWidget(made)
    bring_up(qtbot, made)
    return made


def test_each_problem_stands_under_its_field_and_in_the_strip(form: Form) -> None:
    form.problems.show([PERSON, PHONE])
    assert form.strip.text() == "还有 2 处要改：申请人、联系电话"
    phone, note = form.fields["phone"]
    assert note.text() == PHONE.sentence
    assert note.isVisible()
    assert phone.property("state") == "error"
    assert phone.accessibleDescription() == PHONE.sentence
    assert form.fields["person"][0].hasFocus()


def test_a_problem_goes_as_soon_as_the_field_is_changed(qtbot: QtBot, form: Form) -> None:
    form.problems.show([PERSON, PHONE])
    qtbot.keyClicks(form.fields["phone"][0], "5")
    assert not form.fields["phone"][1].isVisible()
    assert form.strip.text() == "还有 1 处要改：申请人"
    qtbot.keyClicks(form.fields["person"][0], "z")
    assert not form.strip.isVisible()


def test_every_kind_of_field_tells_of_its_change(form: Form) -> None:
    names = ("source", "day", "note")
    form.problems.show([Problem(name, name, "…") for name in names])
    source, day, note = (form.fields[name][0] for name in names)
    source.addItem("电话")
    source.setCurrentIndex(0)
    day.setDate(QDate(2026, 11, 24))
    note.setPlainText("x")
    assert all(form.fields[name][0].property("state") == "" for name in names)


def test_showing_again_replaces(form: Form) -> None:
    form.problems.show([PERSON, PHONE])
    form.problems.show([PHONE])
    assert form.strip.text() == "还有 1 处要改：联系电话"
    assert form.fields["person"][0].property("state") == ""
    form.problems.show([])
    assert not form.strip.isVisible()


def test_offers_do_not_hide_what_is_said_below_a_field(qtbot: QtBot, dressed: Dress) -> None:
    dressed()
    form, strip, field, note = QWidget(), Banner(), Suggest(), PlainLabel()
    column = QVBoxLayout(form)
    for widget in (strip, field, note):
        column.addWidget(widget)
    field.set_find(lambda _: [Choice(1, "御景小区 3-2-501")])
    problems = FormProblems(strip, {"door": (field, note)}, form)
    qtbot.addWidget(form)
    bring_up(qtbot, form)
    qtbot.keyClicks(field, "3")
    assert field.is_open()
    problems.show([Problem("door", "住址", "看不出楼、单元和室，请写成“御景小区 3-2-501”")])
    assert not field.is_open()
    assert note.isVisible()
