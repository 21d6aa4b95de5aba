"""组织架构·办事机构: found by initials, changed, put on the plate and taken back; looked at."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gridhall.app.organisation import AGENCIES, GRIDS, organisation_tab
from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.organisation.dialogs.agencies import AgencySheet
from gridhall.organisation.pages.agencies import AgenciesPage
from gridhall.organisation.queries.agencies import find_agency, plate_lines
from gridhall.qt.context import Context
from tests.audit import Dress, audit, dressed  # noqa: F401 - a fixture
from tests.organisation.listed_hall import settled, shown


@pytest.fixture
def page(qtbot: QtBot, context: Context, supervisor: Clerk) -> Any:
    context.clerk = supervisor
    made = shown(qtbot, context, AgenciesPage(context))
    qtbot.waitUntil(lambda: made.panel.row is not None)
    return made


def sheet(page: Any) -> Any:
    return page.findChildren(AgencySheet)[-1]


def choose(qtbot: QtBot, page: Any, name: str) -> None:
    row = next(one for one in page.told if one.name == name)
    page.choose(row.id)
    qtbot.waitUntil(lambda: page.panel.row is not None and page.panel.row.id == row.id)


def test_a_number_is_found_by_initials(qtbot: QtBot, page: Any) -> None:
    page.ui.filterEdit.setText("gdfw")
    assert [row.name for row in page.model.rows] == ["供电服务"]
    qtbot.waitUntil(lambda: page.panel.number.text() == "95598")
    page.ui.filterEdit.setText("99999")
    assert page.ui.listStack.currentWidget() is page.ui.empty
    QTest.keyClick(page.ui.filterEdit, Qt.Key.Key_Escape)
    assert len(page.model.rows) == len(page.told)


def test_an_address_is_filled_in_and_taken_back(qtbot: QtBot, page: Any, context: Any) -> None:
    choose(qtbot, page, "公证处")
    page.panel.change_button.click()
    made: AgencySheet = sheet(page)
    assert made.first_focus is made.phone  # what is missing comes first
    made.phone.setText("电话")
    made.save()
    assert "没有数字" in made._marked["phone"][1].text()
    made.phone.setText("0536-8111348")
    made.save()
    settled(qtbot, page)
    qtbot.waitUntil(lambda: page.panel.number.text() == "0536-8111348")
    context.desk.undos[-1]()
    settled(qtbot, page)
    assert next(row for row in page.told if row.name == "公证处").phone == ""


def test_the_plate_is_arranged_from_the_list(
    qtbot: QtBot, page: Any, db: Database, context: Any
) -> None:
    page.show_plate()
    assert [row.phone for row in page.model.rows] == ["110", "119", "120", "12345"]
    choose(qtbot, page, "政务服务便民热线")
    page.panel.higher_button.click()
    settled(qtbot, page)
    assert [row.phone for row in page.model.rows] == ["110", "119", "12345", "120"]
    choose(qtbot, page, "报警")
    page.panel.higher_button.click()
    assert "最上面" in str(context.desk.errors[-1])
    page.panel.plate_button.click()
    settled(qtbot, page)
    assert context.desk.toasts[-1].startswith("服务牌上印 3 个电话")
    context.desk.undos[-1]()
    with db.read() as session:
        assert [line.number for line in plate_lines(session)] == ["110", "119", "12345", "120"]


def test_a_clerk_of_the_counter_looks_and_is_told_who_changes(
    qtbot: QtBot, context: Any, clerk: Clerk
) -> None:
    made = shown(qtbot, context, AgenciesPage(context))
    qtbot.waitUntil(lambda: made.panel.row is not None)
    made.panel.end_button.click()
    assert "停用机构" in str(context.desk.errors[-1])
    assert context.desk.undos == []


def test_grids_lead_to_the_plates_numbers(qtbot: QtBot, context: Context, clerk: Clerk) -> None:
    tab: Any = organisation_tab(context)
    qtbot.addWidget(tab)
    tab.resize(1366, 690)
    tab.show()
    grids: Any = tab.go(GRIDS)
    grids.acts.hotlines()
    listed: Any = tab.page(AGENCIES)
    qtbot.waitUntil(lambda: len(listed.model.rows) == 4)


@pytest.mark.parametrize(("mode", "percent"), [("light", 100), ("dark", 150)])
def test_nothing_is_clipped(
    qtbot: QtBot,
    context: Context,
    db: Database,
    supervisor: Clerk,
    dressed: Dress,  # noqa: F811
    mode: str,
    percent: int,
) -> None:
    dressed(mode, percent)
    context.clerk = supervisor
    page = shown(qtbot, context, AgenciesPage(context))
    page.show_for_width(1366 * 100 // percent)
    qtbot.waitUntil(lambda: page.panel.row is not None)
    assert audit(page).problems == []
    with db.read() as session:
        row = find_agency(session, "公安派出所")
    made = AgencySheet(page, context, row)
    made.open()
    qtbot.wait(50)
    assert audit(made).problems == []
    assert made.height() <= 768
    made.reject()
