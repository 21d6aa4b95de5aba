import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gridhall.qt.context import Bus
from gridhall.qt.refreshing import Refreshing, Tables

OURS = frozenset({"issue", "issue_step"})


class Page(QWidget):
    def __init__(self, bus: Bus, *, hears: bool = False) -> None:
        super().__init__()
        self.reads, self.heard = 0, list[Tables]()
        Refreshing(self, bus, OURS).use(self.refresh, self.hear if hears else None)

    def refresh(self) -> None:
        self.reads += 1

    def hear(self, tables: Tables) -> None:
        self.heard.append(tables)


@pytest.fixture
def bus(qapp: object) -> Bus:
    return Bus()


def test_a_page_is_read_when_first_shown_and_not_again_for_nothing(qtbot: QtBot, bus: Bus) -> None:
    page = Page(bus)
    qtbot.addWidget(page)
    assert page.reads == 0
    page.show()
    page.hide()
    page.show()
    assert page.reads == 1


def test_on_show_it_is_read_at_once_hidden_when_shown(qtbot: QtBot, bus: Bus) -> None:
    page = Page(bus)
    qtbot.addWidget(page)
    page.show()
    bus.announce(frozenset({"issue", "person"}))
    bus.announce(frozenset({"person"}))
    assert page.reads == 2
    page.hide()
    for _ in range(3):
        bus.announce(frozenset({"issue_step"}))
    assert page.reads == 2
    page.show()
    assert page.reads == 3


def test_a_page_may_hear_what_changed_while_it_is_on_show(qtbot: QtBot, bus: Bus) -> None:
    page = Page(bus, hears=True)
    qtbot.addWidget(page)
    bus.announce(frozenset({"issue"}))
    page.show()
    bus.announce(frozenset({"issue", "person"}))
    assert (page.reads, page.heard) == (1, [frozenset({"issue", "person"})])


def test_a_page_that_is_gone_hears_nothing(qtbot: QtBot, bus: Bus) -> None:
    page = Page(bus)
    page.show()
    with qtbot.waitSignal(page.destroyed):
        page.deleteLater()
    bus.announce(OURS)
