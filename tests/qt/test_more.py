import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gridhall.qt.buttons import Btn, button
from gridhall.qt.more import MoreButton, stow_lesser
from tests.audit import Dress, audit, bring_up, dressed, tab_chain

__all__ = ["dressed"]


class Page(QWidget):
    """Two lesser buttons and one act, in a row within the page's column."""

    def __init__(self) -> None:
        super().__init__()
        self.presses: list[str] = []
        self.lesser = [button("导出 A&B", "Alt+E", "text"), button("换户主", "", "text")]
        row, column = QHBoxLayout(), QVBoxLayout(self)
        column.addLayout(row)
        for made in (*self.lesser, button("登记新居民", "Ctrl+N", "primary")):
            made.clicked.connect(lambda _=False, made=made: self.presses.append(made.text()))
            row.addWidget(made)
        for made in self.lesser:
            made.setProperty("secondary", True)
        self.lesser[0].bind_key()


@pytest.fixture
def page(qtbot: QtBot, dressed: Dress) -> Page:
    dressed()
    made = Page()
    qtbot.addWidget(made)
    bring_up(qtbot, made)
    return made


def entries(qtbot: QtBot, more: MoreButton) -> list[str]:
    """Open the menu by the keyboard, choose its last entry, and say what stood in it."""
    more.setFocus()
    qtbot.keyClick(more, Qt.Key.Key_Space)
    menu = more.findChild(QMenu)
    assert isinstance(menu, QMenu)
    qtbot.waitUntil(menu.isVisible)
    told = [entry.text() for entry in menu.actions()]
    qtbot.keyClick(menu, Qt.Key.Key_Up)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    return told


def more_of(page: Page) -> MoreButton:
    found = page.findChild(MoreButton)
    assert isinstance(found, MoreButton)
    return found


def test_where_it_is_narrow_lesser_buttons_are_in_a_menu(qtbot: QtBot, page: Page) -> None:
    stow_lesser(page, narrow=True)
    assert not any(made.isVisible() for made in page.lesser)
    assert [name.split()[0] for name in tab_chain(page)] == ["更多", "登记新居民"]
    assert entries(qtbot, more_of(page)) == ["导出 A&&B\tAlt+E", "换户主"]
    assert page.presses == ["换户主"]
    assert audit(page).problems == []


def test_the_key_of_a_stowed_button_still_works(qtbot: QtBot, page: Page) -> None:
    stow_lesser(page, narrow=True)
    qtbot.keyClick(page, Qt.Key.Key_E, Qt.KeyboardModifier.AltModifier)
    stow_lesser(page, narrow=False)
    qtbot.keyClick(page, Qt.Key.Key_E, Qt.KeyboardModifier.AltModifier)
    assert page.presses == ["导出 A&B", "导出 A&B"]


def test_what_the_page_hides_is_not_in_the_menu_nor_under_its_key(qtbot: QtBot, page: Page) -> None:
    stow_lesser(page, narrow=True)
    for made in page.lesser:
        made.setVisible(False)
    assert not more_of(page).isVisible()
    qtbot.keyClick(page, Qt.Key.Key_E, Qt.KeyboardModifier.AltModifier)
    assert page.presses == []
    page.lesser[1].show()
    assert more_of(page).isVisible()
    assert not page.lesser[1].isVisible()
    stow_lesser(page, narrow=False)
    assert [made.isVisible() for made in page.lesser] == [False, True]
    assert not more_of(page).isVisible()


def test_with_room_there_is_no_menu(page: Page) -> None:
    stow_lesser(page, narrow=False)
    assert all(isinstance(made, Btn) and made.isVisible() for made in page.lesser)
    assert page.findChild(MoreButton) is None
