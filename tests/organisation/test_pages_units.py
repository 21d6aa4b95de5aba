"""组织架构·驻区与双报到单位: found by initials, the code checked while typed, reports."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.organisation.dialogs.report import EndReportSheet, ReportSheet
from gridhall.organisation.dialogs.unit import EndUnitSheet, UnitSheet
from gridhall.organisation.pages.units import UnitsPage
from gridhall.organisation.queries.units import unit_card
from gridhall.qt.choice import Choice
from gridhall.qt.context import Context
from tests.factories import TODAY
from tests.organisation.listed_hall import CODE, ListedHall, make_lists, settled, shown


@pytest.fixture
def hall(db: Database) -> ListedHall:
    with db.write() as session:
        return make_lists(session)


@pytest.fixture
def page(qtbot: QtBot, context: Context, hall: ListedHall, supervisor: Clerk) -> Any:
    context.clerk = supervisor
    made = shown(qtbot, context, UnitsPage(context))
    qtbot.waitUntil(lambda: made.panel.card is not None)
    return made


def sheet(page: Any, kind: type) -> Any:
    return page.findChildren(kind)[-1]


def test_the_list_and_the_card_mask_phones(page: Any) -> None:
    texts = [page.model.index(0, column).data() for column in range(5)]
    assert texts == ["翠屏小学", "驻区·双报到", "龙腾社区党委", "1 人", "没有填"]
    assert page.model.columns[4].sub(page.model.rows[0]) == "138****7740"
    assert page.panel.reported.rows_model.rows[0].name == "张老师"
    assert page.panel.resources.text() == "· 操场"
    assert page.ui.pills.titles() == ["全部 1", "驻区 1", "双报到 1", "没有人报到 0", "已停止 0"]


def test_found_by_initials_and_counted(qtbot: QtBot, page: Any) -> None:
    page.ui.filterEdit.setText("cpxx")
    assert len(page.model.rows) == 1
    page.ui.filterEdit.setText("zzz")
    assert page.ui.listStack.currentWidget() is page.ui.empty
    QTest.keyClick(page.ui.filterEdit, Qt.Key.Key_Escape)
    with qtbot.waitSignal(page.counted) as told:
        page.refresh()
    assert told.args == [1]


def test_the_code_is_checked_while_it_is_typed(
    qtbot: QtBot, page: Any, db: Database, context: Any
) -> None:
    page.acts.found()
    made: UnitSheet = sheet(page, UnitSheet)
    made.code.setText(CODE[:10])
    assert made.said.text() == "还差 8 位"
    made.code.setText("9137O")
    assert "不用 I O Z S V" in made.said.text()
    made.code.setText(CODE[:-1] + "7")
    assert made.said.text() == "信用代码第18位校验码不对，请对照营业执照/法人证书核对"
    made.name.setText("示例医院")
    made.save()
    assert made.isVisible()  # what was typed is kept
    made.code.setText(CODE)
    assert made.said.text() == "代码正确"
    made.save()
    assert made.banner.text() == "还有 1 处要改：信用代码"
    made.code.setText("")
    made.save()
    settled(qtbot, page)
    assert [row.name for row in page.told.units] == ["示例医院", "翠屏小学"]
    context.desk.undos[-1]()
    settled(qtbot, page)
    assert [row.name for row in page.told.units] == ["翠屏小学"]


def test_a_report_is_written_down_and_ended_then_the_unit_ends(
    qtbot: QtBot, page: Any, hall: ListedHall, db: Database
) -> None:
    page.acts.report()
    made: ReportSheet = sheet(page, ReportSheet)
    assert made.owner.value() == hall.tree.dragon  # the unit's community
    made.save()
    assert "请选报到的党员" in made.banner.text()
    made.holder.who.choose(Choice(("person", hall.person), "柳建平"))
    made.save()
    settled(qtbot, page)
    with db.read() as session:
        card = unit_card(session, hall.unit, TODAY)
    assert [row.name for row in card.reported] == ["柳建平", "张老师"]
    page.acts.end()
    ended: EndUnitSheet = sheet(page, EndUnitSheet)
    ended.save()
    assert "还有 2 名报到党员" in ended.banner.text()
    ended.reject()
    qtbot.waitUntil(lambda: len(page.panel.reported.rows_model.rows) == 2)
    page.acts.end_report()
    report: EndReportSheet = sheet(page, EndReportSheet)
    report.save()
    settled(qtbot, page)
    assert page.told.units[0].reported == 1


def test_a_counter_clerk_is_told_who_may(qtbot: QtBot, context: Any, hall: ListedHall) -> None:
    made = shown(qtbot, context, UnitsPage(context))
    made.new_button.click()
    assert "登记单位要" in context.desk.errors[-1]


def test_without_units_it_says_what_to_do(qtbot: QtBot, context: Context, db: Database) -> None:
    made = shown(qtbot, context, UnitsPage(context))
    assert made.ui.listStack.currentWidget() is made.ui.empty
    assert made.ui.countLabel.text() == "0 个单位 · 报到党员 0 人"
