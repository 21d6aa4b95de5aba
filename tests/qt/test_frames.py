import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gridhall.qt.buttons import Btn
from gridhall.qt.frames import Avatar, Banner, Card, EmptyState, Line
from gridhall.qt.icons import IconLabel, pixmap
from gridhall.qt.steps import Steps
from tests.audit import Dress, audit


@pytest.fixture
def host(qtbot: QtBot, dressed: Dress) -> QWidget:
    dressed()
    made = QWidget()
    QVBoxLayout(made)
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    return made


def _put(host: QWidget, widget: QWidget) -> None:
    layout = host.layout()
    assert layout is not None
    layout.addWidget(widget)


@pytest.mark.parametrize("tone", ["red", "amber", "green", "blue"])
def test_a_banner_says_its_sentence_and_offers_one_step(
    qtbot: QtBot, host: QWidget, tone: str
) -> None:
    banner = Banner()
    _put(host, banner)
    assert not banner.isVisible(), "hidden until there is something to say"
    banner.say(tone, "李思涵（9 岁）未勾选：<b>未成年人</b>一般随监护人一同迁移", "勾上她", "Alt+U")
    assert banner.isVisible()
    assert audit(host).problems == []
    with qtbot.waitSignal(banner.acted):
        qtbot.mouseClick(banner.findChild(Btn), Qt.MouseButton.LeftButton)
    banner.say(tone, "没有下一步")
    assert not banner.findChild(Btn).isVisible()
    assert banner.text() == "没有下一步"


def test_an_empty_state_has_a_sentence_and_a_button(qtbot: QtBot, host: QWidget) -> None:
    empty = EmptyState()
    _put(host, empty)
    empty.say("没有找到“欧阳”", "核对拼写，或直接登记新居民")
    empty.offer("登记新居民", "Ctrl+N", "person_add", primary=True)
    with qtbot.waitSignal(empty.acted):
        qtbot.mouseClick(empty.findChild(Btn), Qt.MouseButton.LeftButton)
    assert audit(host).problems == []
    empty.offer("")
    assert not empty.findChild(Btn).isVisible()


def test_an_avatar_shows_the_first_character_and_scales(host: QWidget, dressed: Dress) -> None:
    avatar = Avatar(side=52)
    _put(host, avatar)
    avatar.show_name("欧阳修")
    assert avatar.text() == "欧"
    dressed("light", 150)
    assert avatar.width() == avatar.height() == 78
    assert avatar.setProperty("side", 34)
    assert avatar.width() == 51


def test_cards_and_lines_say_what_they_are_to_the_sheet(host: QWidget) -> None:
    for widget, name, value in (
        (Card(), "card", "true"), (Card(soft=True), "card", "soft"),
        (Line(), "line", "h"), (Line(upright=True), "line", "v"),
    ):  # fmt: skip
        _put(host, widget)
        assert widget.property(name) == value
    assert not host.grab().isNull()


def test_a_missing_icon_is_another_icon_and_no_exception(host: QWidget) -> None:
    assert not pixmap("no such icon", "red_fg", 20).isNull()
    assert pixmap("no such icon", "#123456", 20).size().width() == 20
    art = IconLabel()
    _put(host, art)
    for name, value in (("glyph", "event"), ("ink", "primary"), ("px", 22)):
        assert art.setProperty(name, value)
    assert art.width() == 22


def test_an_icon_is_tinted(host: QWidget) -> None:
    picture = pixmap("check_box-fill", "#ff0000", 24).toImage()
    colors = {picture.pixelColor(x, 4).name() for x in range(24)}
    assert "#ff0000" in colors


def test_a_wizard_shows_where_it_is(host: QWidget) -> None:
    steps = Steps()
    _put(host, steps)
    steps.set_titles(["选择文件", "对应列", "检查", "导入"])
    steps.show_step(2)
    steps.note(0, "居民名册.xlsx")
    assert [number.text() for number, _, _ in steps._parts] == ["✓", "✓", "3", "4"]
    assert steps._parts[2][1].accessibleDescription() == "当前"
    assert audit(host).problems == []
