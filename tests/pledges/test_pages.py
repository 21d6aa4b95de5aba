"""集中服务日·双报到认领: pills, claims by keys, a match in one, a meeting, units' years."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot
from python_calamine import CalamineWorkbook

from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.pledges.dialogs.categories import CategoriesSheet
from gridhall.pledges.dialogs.claim import ClaimSheet
from gridhall.pledges.dialogs.export import ExportSheet
from gridhall.pledges.dialogs.item import ItemSheet
from gridhall.pledges.dialogs.meeting import MeetingSheet
from gridhall.pledges.dialogs.papers import MonthSheet, QuarterSheet
from gridhall.pledges.dialogs.post import PostSheet
from gridhall.pledges.dialogs.steps import ConfirmSheet, DeliverSheet, ReasonSheet
from gridhall.pledges.pages import PledgesPage
from gridhall.pledges.queries.claims import claims_on
from gridhall.pledges.queries.items import items
from gridhall.qt.context import Context
from tests.factories import TODAY, make_person
from tests.pledges.pledge_hall import at_desk

Ids = dict[str, int]


@pytest.fixture
def ids(db: Database, clerk: Clerk) -> Ids:
    with at_desk(db, clerk) as desk:
        person = make_person(desk.session, "张桂花")
        return {
            "tax": desk.tax,
            "hospital": desk.hospital,
            "blood": desk.add(
                "老人量血压", quantity=3, measure="场", person_id=person.id,
                opened_on=date(2026, 11, 1),
            ),
            "hair": desk.add("理发", quantity=2, measure="人", opened_on=date(2026, 11, 2)),
            "car": desk.add("义诊车量血压", "resource", quantity=9, measure="场",
                            unit_id=desk.hospital),
        }  # fmt: skip


@pytest.fixture
def page(qtbot: QtBot, context: Context, ids: Ids, supervisor: Clerk) -> Any:
    context.clerk = supervisor
    made = PledgesPage(context)
    qtbot.addWidget(made)
    for action in made.actions_above():
        action.setParent(made)
    made.resize(1366, 690)
    made.show()
    qtbot.waitUntil(lambda: made.items.panel.card is not None)
    return made


def sheet(page: Any, kind: type) -> Any:
    return page.findChildren(kind)[-1]


def show(qtbot: QtBot, page: Any, item_id: int) -> None:
    page.choose(item_id)
    qtbot.waitUntil(lambda: page.items.panel.card.item.id == item_id)


def reread(qtbot: QtBot, page: Any, act: Any) -> None:
    """Do something; what it changed has been read anew."""
    before = page.items.panel.card
    act()
    qtbot.waitUntil(lambda: page.items.panel.card is not before)


def test_the_lists_are_pills_with_counts(qtbot: QtBot, page: Any, ids: Ids) -> None:
    pills = page.items.ui.pills
    assert pills.titles()[:4] == ["需求 2", "项目 0", "资源 1", "待认领 2"]
    model = page.items.model
    assert [row.title for row in model.rows] == ["理发", "老人量血压"]
    page.items.ui.filterEdit.setText("lrlxy")
    assert [row.id for row in model.rows] == [ids["blood"]]
    page.items.ui.filterEdit.setText("zgh")  # who asked for it
    assert [row.id for row in model.rows] == [ids["blood"]]
    page.items.ui.filterEdit.clear()
    pills.choose(1)
    page.items.relist()
    assert page.items.ui.listStack.currentWidget() is page.items.ui.empty
    show(qtbot, page, ids["car"])
    assert pills.current() == 2


def wrong(made: ItemSheet, field: str) -> str:
    """What is said below a field of the sheet."""
    return str(made._marked[field][1].text())


def test_an_item_is_written_down_and_taken_back(
    qtbot: QtBot, page: Any, ids: Ids, db: Database, context: Any
) -> None:
    page.items.acts.add()
    made: ItemSheet = sheet(page, ItemSheet)
    made.save()
    assert made.banner.text() == "还有 1 处要改：名称"
    made.kind.setCurrentIndex(made.kind.findData("project"))
    made.name.setText("修路灯")
    made.unit.setText("区税务局")
    made.own.setChecked(True)
    made.practical.setChecked(True)
    made.money.setText("十万")
    made.category.setText("没有这一类")
    made.save()
    assert wrong(made, "category_id") == "没有选中类别“没有这一类”，请从列表里选一个"
    made.category.clear()
    made.save()
    assert wrong(made, "money") == "“十万”不是金额，请写成 12000、12000.50 或 10.5万"
    made.money.setText("10.5万")
    reread(qtbot, page, made.save)
    with db.read() as session:
        row = next(row for row in items(session, TODAY) if row.title == "修路灯")
    assert (row.unit_id, row.state, row.money_fen) == (ids["tax"], "claimed", 10_500_000)
    assert context.desk.toasts == ["已登记“修路灯”"]
    assert (page.items.kind(), page.items.chosen().title) == ("project", "修路灯")  # not 需求
    context.desk.undos[-1]()
    with db.read() as session:
        assert "修路灯" not in [row.title for row in items(session, TODAY)]


def test_a_claim_goes_its_way_by_keys(
    qtbot: QtBot, page: Any, ids: Ids, db: Database, context: Any
) -> None:
    show(qtbot, page, ids["hair"])
    QTest.keyClick(page.items, Qt.Key.Key_F10)
    made: ClaimSheet = sheet(page, ClaimSheet)
    made.save()
    assert made.banner.text() == "还有 1 处要改：谁来认领"
    made.unit.setText("区税务局")
    reread(qtbot, page, made.save)
    assert context.desk.toasts[-1] == "区税务局已认领“理发” 2 人"
    panel = page.items.panel
    assert panel.claims.rows_model.rows[0].who == "区税务局"
    page.items.acts.deliver()
    told: DeliverSheet = sheet(page, DeliverSheet)
    told.served.setValue(2)
    told.outcome.setPlainText("两位老人都理好了")
    reread(qtbot, page, told.save)
    assert panel.confirm_button.isVisibleTo(panel)
    page.items.acts.confirm()
    sure: ConfirmSheet = sheet(page, ConfirmSheet)
    sure.stars.setValue(9)
    reread(qtbot, page, sure.save)
    assert page.items.panel.card.item.id == ids["blood"]  # what is done leaves the list of needs
    assert page.items.ui.pills.titles()[-1] == "已结束 1"
    context.desk.undos[-1]()
    with db.read() as session:
        assert claims_on(session, ids["hair"], TODAY)[0].state == "delivered"


def test_what_fits_is_met_with_one_key_and_becomes_a_post(
    qtbot: QtBot, page: Any, ids: Ids, db: Database, context: Any
) -> None:
    show(qtbot, page, ids["blood"])
    panel = page.items.panel
    assert [row.why for row in panel.matches.rows_model.rows] == ["都写着“量血压”，够 3 场"]
    reread(qtbot, page, lambda: QTest.keyClick(panel.matches, Qt.Key.Key_Return))
    assert panel.card.item.state == "claimed"
    assert panel.claims.rows_model.rows[0].matched == "义诊车量血压"
    show(qtbot, page, ids["car"])
    assert panel.claims.rows_model.rows[0].who == "用于“老人量血压”"
    assert panel.claim().who == "市二院"
    show(qtbot, page, ids["blood"])
    page.items.acts.post()
    made: PostSheet = sheet(page, PostSheet)
    assert made.days.itemText(0) == "2026-11-25 周三 集中服务日"
    reread(qtbot, page, made.save)
    assert panel.claims.rows_model.rows[0].post == "老人量血压"
    reread(qtbot, page, context.desk.undos[-1])
    assert panel.claims.rows_model.rows[0].post == ""
    page.items.acts.give_up()
    why: ReasonSheet = sheet(page, ReasonSheet)
    why.save()
    assert "原因" in why.banner.text()
    why.why.setCurrentText("时间安排不开")
    reread(qtbot, page, why.save)
    assert panel.card.item.left == 3


def test_a_meeting_claims_by_initials_and_enter(
    qtbot: QtBot, page: Any, ids: Ids, db: Database, context: Any
) -> None:
    QTest.keyClick(page, Qt.Key.Key_H, Qt.KeyboardModifier.AltModifier)
    made: MeetingSheet = sheet(page, MeetingSheet)
    made.activateWindow()  # as at the counter: keys of buttons and forms are at work
    made.unit.setFocus()
    qtbot.waitUntil(made.unit.hasFocus)
    assert [row.id for row in made.model.rows] == [ids["blood"], ids["hair"]]
    assert "张桂花" not in made.facts.text()
    assert "居民 张*花" in made.facts.text()
    QTest.keyClick(made.unit, Qt.Key.Key_Return)
    assert made.banner.text() == "先输单位首字母，选好单位再按 Enter 认领"
    for key in (Qt.Key.Key_Q, Qt.Key.Key_S, Qt.Key.Key_W, Qt.Key.Key_Return, Qt.Key.Key_Return):
        QTest.keyClick(made.unit, key)
    assert made.told.text() == "已认领“老人量血压” 3 场（区税务局）"
    assert made.table.current().id == ids["hair"]
    QTest.keyClick(made.unit, Qt.Key.Key_Return)  # the same unit takes the next
    assert made.model.rows == []
    QTest.keyClick(made.unit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [row.id for row in made.model.rows] == [ids["hair"]]
    assert made.told.text().startswith("已撤回：区税务局认领“理发”")
    with db.read() as session:
        (one,) = claims_on(session, ids["blood"], TODAY)
        assert (one.where_claimed, one.unit) == ("meeting", "区税务局")
    made.reject()
    assert context.desk.toasts == ["区税务局认领“老人量血压” 3 场"]
    context.desk.undos[-1]()
    with db.read() as session:
        assert claims_on(session, ids["blood"], TODAY) == []


def test_units_show_their_year_in_red_where_they_lack_something(
    qtbot: QtBot, page: Any, ids: Ids, context: Any, tmp_path: Path
) -> None:
    QTest.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    units = page.units
    qtbot.waitUntil(lambda: units.panel.card is not None)
    assert units.ui.pills.titles()[:2] == ["全部 2", "没有实事 2"]
    assert [units.model.columns[6].tone(row) for row in units.model.rows] == ["red", "red"]
    assert units.panel.card.unit.flags[0] == "本年还没有惠民实事"
    units.report()
    made: QuarterSheet = sheet(units, QuarterSheet)
    assert made.quarter.currentText() == "2026 年第 3 季度"
    made.scope.setCurrentIndex(1)
    made._make()
    qtbot.waitUntil(lambda: bool(context.desk.previewed))
    page.switch()
    page.month()
    months: MonthSheet = sheet(page, MonthSheet)
    months._post()
    qtbot.waitUntil(lambda: len(context.desk.previewed) == 2)
    assert not context.desk.errors


def test_a_counter_may_look_but_not_post_or_export(
    qtbot: QtBot, context: Context, ids: Ids, desk: Any
) -> None:
    made: Any = PledgesPage(context)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.items.panel.card is not None)
    made.items.act(made.items.acts.withdraw)
    assert "撤下清单项目要主管来做" in desk.errors[-1]
    made.categories()
    assert not sheet(made, CategoriesSheet).name.isEnabled()
    made.export()
    wanted: ExportSheet = sheet(made, ExportSheet)
    wanted.reason.setText("报街道")
    wanted.save()
    assert "导出三张清单要主管来做" in wanted.banner.text()
    made.month()
    months = sheet(made, MonthSheet)
    assert not months.post_button.isEnabled()


def test_categories_are_brought_renamed_and_ended(page: Any) -> None:
    page.categories()
    made: CategoriesSheet = sheet(page, CategoriesSheet)
    assert made.model.rows == []  # a hall of before the lists has none
    made.bring_shipped()
    assert len(made.model.rows) == 41
    made.bring_shipped()
    assert "没有要补的" in made.banner.text()
    made.name.setText("就医陪诊")
    made.add()
    made.add()
    assert "已经有“就医陪诊”" in made.banner.text()
    made.end()
    assert made.end_button.text() == "恢复"
    assert made.subtitle.text() == "41 类在用"


def test_the_lists_go_out_by_the_menu(
    qtbot: QtBot, page: Any, context: Any, tmp_path: Path
) -> None:
    class Files:
        def to_save(self, parent: object, proposed: str) -> Path:
            return tmp_path / proposed

    def write(title: str, act: Any) -> None:
        act()
        wanted: ExportSheet = sheet(page, ExportSheet)
        wanted._files = Files()  # type: ignore[assignment]
        wanted.save()
        assert wanted.banner.text()
        wanted.reason.setText("报街道的年度清单")
        many = len(context.desk.toasts)
        wanted.save()
        qtbot.waitUntil(lambda: len(context.desk.toasts) > many)
        assert context.desk.toasts[-1].endswith(f"行到“{title} 2026-11-24.xlsx”")

    write("三张清单", page.export)
    write("双报到单位2026年度表", page.export_years)
    headings, *rows = load(tmp_path / "双报到单位2026年度表 2026-11-24.xlsx")
    told = {row[1]: dict(zip(headings, row, strict=True)) for row in rows}
    assert told["示例区税务局"]["还缺什么"].startswith("本年还没有惠民实事")
    assert len(told) == 2


def load(path: Path) -> list[list[str]]:
    """The rows of a workbook's first sheet."""
    sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
    return [[str(cell) for cell in row] for row in sheet.to_python()]


def test_tab_goes_from_the_search_to_the_pills_to_the_list(qtbot: QtBot, page: Any) -> None:
    for view in (page.items, page.units):
        ui = view.ui
        pills = ui.pills.findChildren(QAbstractButton)
        chain = [ui.filterEdit]
        while chain[-1] is not ui.table:
            chain.append(chain[-1].nextInFocusChain())
        assert [one for one in chain if one in pills] == pills
