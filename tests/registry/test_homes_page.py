"""户与房屋 at the desk: a building found by typing, doors by arrows, people one click away."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.places.models import Dwelling
from gridhall.qt.context import Context
from gridhall.qt.scaling import fit
from gridhall.registry import service
from gridhall.registry.models import Person
from gridhall.registry.pages.homes import HomesPage
from gridhall.registry.rules.changes import Change
from gridhall.registry.service.places_of_people import PlaceDraft, set_residence
from tests.audit import Dress, audit, dressed
from tests.factories import (
    TODAY,
    FakeDesk,
    make_dwelling,
    make_family,
    make_grid,
    make_household,
    make_person,
)

__all__ = ["dressed"]
pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]
Key = Qt.Key
LONG_AGO = date(2025, 3, 1)


@pytest.fixture
def doors(db: Database) -> dict[str, int]:
    """Two buildings: three doors and an odd one in the first, one in the second."""
    with db.write() as session:
        for room in ("502", "601", "甲"):
            make_dwelling(session, f"御景小区 3-2-{room}", make_grid(session))
        make_family(session)
        make_household(session, [(make_person(session, "欧阳小芳"), "02")], "御景小区 3-2-601")
        make_household(session, [(make_person(session, "王晓燕"), "02")], "松山里 12-1-101")
        return {one.room: one.id for one in session.scalars(select(Dwelling))}


@pytest.fixture
def page(qtbot: QtBot, context: Context, doors: dict[str, int]) -> HomesPage:
    made = HomesPage(context)
    qtbot.addWidget(made)
    made.resize(1366, 640)
    with qtbot.waitExposed(made):
        made.show()
    qtbot.waitUntil(lambda: bool(made.grid.cells()))
    return made


def offered(page: HomesPage) -> list[tuple[str, str]]:
    return [(one.title, one.right) for one in page.ui.searchBox.list.offers.choices]


def test_buildings_are_found_by_typing(qtbot: QtBot, page: HomesPage) -> None:
    assert offered(page) == [("3号楼", "2 户"), ("12号楼", "1 户")]
    assert page.ui.countLabel.text() == "2 栋 · 3 户"
    for words in ("御景", "yjxq", "御景 3"):
        page.ui.searchBox.edit.setText(words)
        assert offered(page) == [("3号楼", "2 户")]
    qtbot.keyClick(page.ui.searchBox.edit, Key.Key_Return)
    assert page.ui.titleLabel.text() == "御景小区 3号楼"
    assert [(one.title, one.word) for one in page.grid.cells()] == [
        ("601", "常住"),
        ("501", "外地户籍"),
        ("502", "空置"),
        ("甲", "空置"),
    ]


def test_a_door_that_is_typed_opens(page: HomesPage, qtbot: QtBot, doors: dict[str, int]) -> None:
    page.ui.searchBox.edit.setText("3-2-501")
    qtbot.keyClick(page.ui.searchBox.edit, Key.Key_Return)
    assert page.grid.current() == doors["501"]
    assert page.panel.ui.addressLabel.text() == "御景小区 3号楼2单元501"
    assert page.panel.ui.homeLabel.text() == "张桂花户"


def test_doors_of_one_number_are_told_apart_by_their_compound(
    page: HomesPage, db: Database, doors: dict[str, int]
) -> None:
    with db.write() as session:
        make_dwelling(session, "松山里 3-2-501")
    page.ui.searchBox.edit.setText("3-2-501")
    offers = page.ui.searchBox.list.offers.choices
    assert [(one.title, one.sub.partition(" ")[0]) for one in offers] == [
        ("3-2-501", "御景小区"),
        ("3-2-501", "松山里"),
    ]


def test_arrows_and_enter_lead_to_a_residents_card(
    qtbot: QtBot, page: HomesPage, desk: FakeDesk, doors: dict[str, int], db: Database
) -> None:
    page.show_dwelling(doors["601"])
    qtbot.keyClick(page.grid, Key.Key_Down)
    assert page.grid.current() == doors["501"]
    qtbot.keyClick(page.grid, Key.Key_Return)
    assert [row.name for row in page.panel.members.rows] == ["张桂花", "李建军", "王晓燕", "李思涵"]
    table = page.panel.ui.membersTable
    table.choose_first()
    qtbot.keyClick(table, Key.Key_Return)
    with db.read() as session:
        head = session.scalar(select(Person.id).where(Person.name == "张桂花"))
    assert desk.opened == [("resident", head)]


def test_an_empty_door_says_nobody_and_an_odd_one_opens(
    page: HomesPage, doors: dict[str, int]
) -> None:
    page.show_dwelling(doors["甲"])
    assert page.panel.ui.addressLabel.text() == "御景小区 3号楼2单元甲"
    assert not page.panel.ui.homeBox.isVisible()
    assert page.panel.ui.vacantLabel.isVisible()


def test_a_household_as_at_a_past_day(
    page: HomesPage, doors: dict[str, int], db: Database, clerk: Clerk
) -> None:
    with db.write() as session:
        gone = session.scalars(select(Person).where(Person.name == "李建军")).one().id
        change = Change("moved_out", LONG_AGO, TODAY, movers={gone: ""})
        service.carry_out(session, clerk, change, TODAY)
    page.show_dwelling(doors["501"])
    names = lambda: [row.name for row in page.panel.members.rows]  # noqa: E731
    assert "李建军" not in names()
    assert page.panel.ui.formerBox.isVisible()
    page.panel.ui.asAtEdit.set_value(date(2025, 2, 1))
    assert "李建军" in names()
    page.panel.ui.todayButton.click()
    assert "李建军" not in names()


def test_two_households_and_a_guest_behind_one_door(
    page: HomesPage, doors: dict[str, int], db: Database, clerk: Clerk, desk: FakeDesk
) -> None:
    with db.write() as session:
        guest = session.scalars(select(Person).where(Person.name == "欧阳小芳")).one().id
        set_residence(session, clerk, PlaceDraft(guest, LONG_AGO, doors["501"]), TODAY)
        make_household(session, [(make_person(session, "<b>甲</b>"), "02")], "御景小区 3-2-501")
    page.show_dwelling(doors["501"])
    assert page.panel.ui.homesPills.titles() == ["张桂花户", "<b>甲</b>户"]
    page.panel.ui.homesPills.chosen.emit(1)
    assert page.panel.ui.homeLabel.text() == "<b>甲</b>户"
    assert page.panel.ui.othersBox.isVisible()
    page.panel.person_wanted.emit(guest)
    assert desk.opened == [("resident", guest)]


def test_what_changes_is_drawn_anew(
    qtbot: QtBot, page: HomesPage, doors: dict[str, int], db: Database
) -> None:
    page.show_dwelling(doors["502"])
    with db.write() as session:
        make_household(session, [(make_person(session, "孙奶奶"), "02")], "御景小区 3-2-502")
    qtbot.waitUntil(lambda: page.panel.ui.homeLabel.text() == "孙奶奶户")
    assert {one.title: one.word for one in page.grid.cells()}["502"] == "常住"


@pytest.mark.parametrize(("mode", "percent"), [("light", 100), ("dark", 150)])
def test_nothing_is_clipped_or_nameless(
    qtbot: QtBot, page: HomesPage, doors: dict[str, int], dressed: Dress, mode: str, percent: int
) -> None:
    dressed(mode, percent)
    page.show_for_width(1366 * 100 // percent)
    fit(page)
    page.show_dwelling(doors["501"])
    qtbot.wait(20)
    assert audit(page).problems == []
    assert page.ui.listCard.isVisible() is (percent == 100)
