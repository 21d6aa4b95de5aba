from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gridhall.qt.sub_views import SubViews, View
from tests.audit import bring_up


class Page(QWidget):
    """A page with one box and one act."""

    def __init__(self, name: str, made: list[str]) -> None:
        super().__init__()
        self.box, self.act, self.widths = QLineEdit(), QPushButton(name), list[int]()
        QVBoxLayout(self).addWidget(self.box)
        self.setFocusProxy(self.box)
        made.append(name)

    def actions_above(self) -> list[QWidget]:
        return [self.act]

    def show_for_width(self, effective: int) -> None:
        self.widths.append(effective)


def test_a_view_is_made_when_it_is_first_shown_and_gets_the_keyboard(qtbot: QtBot) -> None:
    made: list[str] = []
    tab = SubViews([View(name, partial(Page, name, made)) for name in ("查居民", "户籍迁移")])
    qtbot.addWidget(tab)
    tab.start()
    bring_up(qtbot, tab)
    assert made == ["查居民"]
    tab.show_for_width(1100)
    qtbot.keyClick(tab, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    page = tab.page("户籍迁移")
    assert made == ["查居民", "户籍迁移"]
    assert isinstance(page, Page)
    assert page.act.isVisible()
    assert page.box.hasFocus()
    assert page.widths == [1100]
    first = tab.page("查居民")
    assert isinstance(first, Page)
    assert not first.isVisible()
    assert not first.act.isVisible()
    tab.set_count("户籍迁移", 3)
    assert tab.segments.titles() == ["查居民", "户籍迁移 3"]
    assert tab.go("查居民") is first
    assert first.box.hasFocus(), "F12 and its like go to the work too"


def test_views_without_room_stand_in_a_menu_and_the_chosen_one_is_seen(qtbot: QtBot) -> None:
    names = [f"{name}登记台账" for name in "甲乙丙丁戊己庚辛"]
    tab = SubViews([View(name, partial(Page, name, [])) for name in names])
    qtbot.addWidget(tab)
    tab.start()
    bring_up(qtbot, tab)
    tab.show_for_width(1300)
    assert tab.segments.other.isHidden()
    tab.show_for_width(500)
    shown = [made.text() for made in tab.segments.findChildren(QPushButton) if made.isVisible()]
    assert "其他" in shown
    assert names[0] in shown
    assert names[-1] not in shown
    assert tab.segments.sizeHint().width() < 500
    tab.segments.other.click()
    (menu,) = tab.segments.findChildren(QMenu)
    last = menu.actions()[-1]
    assert last.text() == f"{names[-1]}\tAlt+8"
    last.trigger()
    menu.close()
    assert tab.page(names[-1]) is tab.current()
    shown = [made.text() for made in tab.segments.findChildren(QPushButton) if made.isVisible()]
    assert names[-1] in shown
    tab.show_for_width(1300)
    assert tab.segments.other.isHidden()
    assert tab.segments.titles() == names
