from collections.abc import Sequence

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gridhall.qt.choices import Choice
from gridhall.qt.focus import EnterNext
from gridhall.qt.suggest import Suggest
from tests.audit import Dress, bring_up

PEOPLE = (
    Choice("zgh1", "张桂花", "御景小区 3-2-501", "尾号 0027"),
    Choice("zgh2", "张国辉", "御景小区 5-1-1202", "人户分离", tone="amber"),
    Choice("wxl", "王秀兰", "龙腾花园 2-1-101"),
)


def _find(words: str) -> Sequence[Choice]:
    return [one for one in PEOPLE if str(one.key).startswith(words)]


class Form(QWidget):
    """A window with one type-ahead field and a plain one after it."""

    def __init__(self) -> None:
        super().__init__()
        self.person, self.phone = Suggest(), QLineEdit()
        self.person.set_find(_find)
        column = QVBoxLayout(self)
        column.addWidget(self.person)
        column.addWidget(self.phone)
        column.addStretch(1)
        self.enter = EnterNext(self)
        self.resize(500, 400)


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    made = Form()
    qtbot.addWidget(made)
    bring_up(qtbot, made)
    made.person.setFocus()
    return made


def _type(qtbot: QtBot, field: QWidget, keys: str) -> None:
    qtbot.keyClicks(field, keys)


def test_three_keys_and_enter_fill_the_field(qtbot: QtBot, form: Form) -> None:
    _type(qtbot, form.person, "zgh")
    assert [one.title for one in form.person.offers()] == ["张桂花", "张国辉"]
    with qtbot.waitSignal(form.person.picked) as told:
        qtbot.keyClick(form.person, Qt.Key.Key_Return)
    assert told.args[0].key == "zgh1"
    assert form.person.text() == "张桂花"
    assert form.person.hasFocus(), "choosing does not also move on"
    qtbot.keyClick(form.person, Qt.Key.Key_Return)
    assert form.phone.hasFocus()


def test_down_takes_the_next_and_goes_round(qtbot: QtBot, form: Form) -> None:
    _type(qtbot, form.person, "zgh")
    for _ in range(3):
        qtbot.keyClick(form.person, Qt.Key.Key_Down)
    qtbot.keyClick(form.person, Qt.Key.Key_Return)
    assert form.person.choice == PEOPLE[1]


def test_tab_chooses_and_stays(qtbot: QtBot, form: Form) -> None:
    _type(qtbot, form.person, "wx")
    qtbot.keyClick(form.person, Qt.Key.Key_Tab)
    assert form.person.choice == PEOPLE[2]


def test_escape_closes_the_list_and_keeps_the_words(qtbot: QtBot, form: Form) -> None:
    _type(qtbot, form.person, "zgh")
    qtbot.keyClick(form.person, Qt.Key.Key_Escape)
    assert not form.person.is_open()
    assert form.person.text() == "zgh"
    assert form.person.choice is None


def test_typing_over_forgets_the_choice(qtbot: QtBot, form: Form) -> None:
    form.person.choose(PEOPLE[0])
    with qtbot.waitSignal(form.person.emptied):
        _type(qtbot, form.person, "x")
    assert form.person.choice is None


def test_the_list_never_takes_the_focus(qtbot: QtBot, form: Form) -> None:
    _type(qtbot, form.person, "z")
    assert form.person.is_open()
    assert form.person.hasFocus()
    form.phone.setFocus()
    assert not form.person.is_open()


def test_while_an_input_method_composes_every_key_is_its_own(qtbot: QtBot, form: Form) -> None:
    _type(qtbot, form.person, "z")
    QCoreApplication.sendEvent(form.person, QInputMethodEvent("zhang", []))
    assert form.person.is_composing()
    qtbot.keyClick(form.person, Qt.Key.Key_Return)
    assert form.person.choice is None
    assert form.person.hasFocus()
    done = QInputMethodEvent()
    done.setCommitString("张")
    QCoreApplication.sendEvent(form.person, done)
    assert not form.person.is_composing()


def test_clicking_an_offer_chooses_it(qtbot: QtBot, form: Form, dressed: Dress) -> None:
    dressed("light", 125)
    form.person.setText("zgh")
    form.person.open_list()
    offers = form.person._popup.list
    second = offers.visualRect(offers.offers.index(1)).center()
    qtbot.mouseClick(offers.viewport(), Qt.MouseButton.LeftButton, pos=second)
    assert form.person.choice == PEOPLE[1]
    assert not form.grab().isNull()


def test_near_the_bottom_the_list_opens_upwards(qtbot: QtBot) -> None:
    window = QWidget()
    window.resize(500, 300)
    field = Suggest(window)
    field.set_find(_find)
    field.setGeometry(10, 250, 300, 34)
    qtbot.addWidget(window)
    window.show()
    field.setText("zgh")
    field.open_list()
    popup = field._popup
    assert popup is not None
    assert popup.geometry().bottom() <= 250
    assert window.rect().contains(popup.geometry())


def test_the_arrow_shows_everybody(qtbot: QtBot, form: Form) -> None:
    form.person.show_arrow()
    form.person.choose(PEOPLE[0])
    form.person.arrow.click()
    assert len(form.person.offers()) == 3
