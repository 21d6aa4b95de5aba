"""组织架构·网格: households in words and bars, what no grid looks after, orders taken back."""

from datetime import date
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.organisation.dialogs.balance import BalanceSheet
from gridhall.organisation.dialogs.entrances import EntrancesSheet
from gridhall.organisation.dialogs.grid import GridSheet, next_grid
from gridhall.organisation.dialogs.seat_lists import ListSheet
from gridhall.organisation.dialogs.split import MergeGridsSheet, SplitSheet
from gridhall.organisation.pages.grids import GridsPage
from gridhall.organisation.queries.grids import grid_rows
from gridhall.organisation.queries.seats import seats_of_grid
from gridhall.organisation.service.grids import move_entrances
from gridhall.places.models import Entrance
from gridhall.qt.context import Context
from tests.factories import TODAY
from tests.modal import answer
from tests.organisation.listed_hall import ListedHall, make_lists, settled, shown


@pytest.fixture
def hall(db: Database) -> ListedHall:
    with db.write() as session:
        return make_lists(session)


@pytest.fixture
def page(qtbot: QtBot, context: Context, hall: ListedHall, supervisor: Clerk) -> Any:
    context.clerk = supervisor
    made = shown(qtbot, context, GridsPage(context))
    qtbot.waitUntil(lambda: made.panel.view is not None)
    return made


def sheet(page: Any, kind: type) -> Any:
    return page.findChildren(kind)[-1]


def households(db: Database) -> list[int]:
    with db.read() as session:
        return [row.households for row in grid_rows(session, TODAY)]


def test_the_list_says_in_words_how_far_each_is_off(page: Any, hall: ListedHall) -> None:
    texts = [[page.model.index(row, column).data() for column in range(6)] for row in range(2)]
    assert texts[0] == ["第1网格", "17 户", "偏多 6 户", "御景小区党支部", "空缺", "空缺"]
    assert texts[1][1:4] == ["2 户", "偏少 7 户", "没有归属"]
    assert page.ui.countLabel.text() == "2 个网格 · 19 户 · 2 个户数偏多或偏少 · 2 个缺网格员"
    assert page.ui.pills.titles() == ["全部 2", "户数偏多偏少 2", "网格员空缺 2", "没有归属 1"]


def test_initials_and_pills_narrow_the_list(page: Any, hall: ListedHall) -> None:
    page.ui.filterEdit.setText("g02")
    assert [row.id for row in page.model.rows] == [hall.second]
    page.ui.filterEdit.setText("yjxq")
    assert [row.id for row in page.model.rows] == [hall.first]
    QTest.keyClick(page.ui.filterEdit, Qt.Key.Key_Escape)
    page.ui.pills._choose_and_tell(3)
    assert [row.id for row in page.model.rows] == [hall.second]
    page.ui.filterEdit.setText("zzz")
    assert page.ui.listStack.currentWidget() is page.ui.empty


def test_the_card_has_buildings_and_seats(page: Any, hall: ListedHall) -> None:
    rows = page.panel.buildings.rows_model.rows
    assert [row.entrances for row in rows] == ["1、2单元　5、4", "1、2单元　4、4"]
    assert [seat.name for seat in page.panel.seats.rows_model.rows] == ["网格员"]
    assert page.panel.ui.pathLabel.text().endswith("御景小区党支部")


def test_the_balance_is_changed_by_hand_ordered_and_taken_back(
    qtbot: QtBot, page: Any, hall: ListedHall, db: Database, context: Any
) -> None:
    page.acts.balance()
    made: BalanceSheet = sheet(page, BalanceSheet)
    qtbot.waitUntil(lambda: made.plan is not None and not made.busy)
    plan = made.plan
    assert plan is not None
    assert plan.households == 8
    assert "范围内" in made.sentence.text()
    first = plan.rows()[0]
    made.moves.toggled.emit(first.id)
    assert plan.households == 8 - first.households
    assert made.counted.text().startswith("手工改过")
    assert made.doubts.isVisible()  # out of range again
    made.moves.toggled.emit(first.id)
    QTest.keyClick(made.moves, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert not made.order_button.isEnabled()
    QTest.keyClick(made.moves, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    printed: list[str] = []
    answer(lambda asked: (printed.append(asked.title.text()), asked.reject()))
    made.order()
    qtbot.waitUntil(lambda: bool(printed))
    assert printed == ["打印调整令"]
    assert households(db) == [9, 10]
    assert context.desk.toasts[-1].startswith("已下调整令")
    context.desk.undos[-1]()
    assert households(db) == [17, 2]


def test_the_balancer_is_stopped_and_asked_again(
    qtbot: QtBot, page: Any, hall: ListedHall, db: Database, context: Context
) -> None:
    gate = Event()
    context.jobs.start(lambda _: gate.wait(), done=lambda _: None, failed=pytest.fail)
    page.acts.balance()
    made: BalanceSheet = sheet(page, BalanceSheet)
    QTest.keyClick(made, Qt.Key.Key_Escape)  # stops, and does not close
    gate.set()
    qtbot.waitUntil(lambda: not made.busy)
    assert made.plan is None
    assert made.strip.text().startswith("已停下，没有方案")
    assert not made.order_button.isEnabled()
    made.again_button.click()
    qtbot.waitUntil(lambda: made.plan is not None)
    assert households(db) == [17, 2]
    made.reject()


def test_an_entrance_by_hand_that_leaves_an_island_is_said(
    qtbot: QtBot, page: Any, hall: ListedHall, context: Any
) -> None:
    page.acts.balance()
    made: BalanceSheet = sheet(page, BalanceSheet)
    qtbot.waitUntil(lambda: made.plan is not None and not made.busy)
    made.add()
    assert "请先选要调整的单元" in made.strip.text()
    assert made.plan is not None
    made.plan.tick_all(ticked=False)
    made.plan.put(hall.entrances[0], hall.second)
    made._show()
    assert any("不相邻" in said for said in made.plan.doubts())
    made.reject()
    assert context.desk.toasts[-1] == "没有下调整令，网格都没有动"


def test_what_no_grid_looks_after_stands_above_and_is_given(
    qtbot: QtBot, page: Any, hall: ListedHall, db: Database
) -> None:
    assert not page.ui.notice.isVisible()
    with db.write() as session:
        session.get_one(Entrance, hall.entrances[5]).grid_id = None
    settled(qtbot, page)
    assert "1 个单元没有网格" in page.ui.notice.text()
    page.acts.give_lone()
    made: EntrancesSheet = sheet(page, EntrancesSheet)
    qtbot.waitUntil(lambda: bool(made.ticks.rows_model.rows))
    made.save()
    assert made.banner.text() == "请先勾选要划的单元"
    made.into.setCurrentIndex(made.into.findData(hall.first))
    made.ticks.tick([hall.entrances[5]])
    assert "共 18 户" in made.told.text()
    made.save()
    assert households(db) == [18, 1]
    settled(qtbot, page)
    assert not page.ui.notice.isVisible()


def test_a_grid_is_split_in_two_halves_and_merged_again(
    qtbot: QtBot, page: Any, hall: ListedHall, db: Database
) -> None:
    page.acts.split()
    made: SplitSheet = sheet(page, SplitSheet)
    qtbot.waitUntil(lambda: bool(made.chosen()))
    assert (made.code.text(), made.name.text(), len(made.chosen())) == ("G03", "第3网格", 2)
    assert "户为正常" in made.stays.text()
    assert made.goes.text().startswith("第3网格：")
    answer(lambda asked: asked.reject())
    made.save()
    assert sorted(households(db)) == [2, 8, 9]
    qtbot.waitUntil(lambda: len(page.told.lines) == 3)
    page.show_grid(hall.first)
    page.acts.merge()
    merged: MergeGridsSheet = sheet(page, MergeGridsSheet)
    merged.save()
    assert merged.banner.text() == "请先勾选要并进来的网格"
    third = next(row.id for row in page.told.lines if row.code == "G03")
    merged.ticks.tick([third])
    assert "17 户，偏多 6 户" in merged.told.text()
    answer(lambda asked: asked.reject())
    merged.save()
    assert households(db) == [17, 2]


def test_a_new_grid_has_its_pair_of_seats_and_is_taken_back(
    qtbot: QtBot, page: Any, hall: ListedHall, db: Database, context: Any
) -> None:
    assert next_grid(page.told.lines) == ("G03", "第3网格")
    page.acts.found()
    made: GridSheet = sheet(page, GridSheet)
    made.owner.show_organisation(hall.tree.branch)
    made.save()
    settled(qtbot, page)
    line = next(row for row in page.told.lines if row.code == "G03")
    assert line.organisation_name == "御景小区党支部"
    with db.read() as session:
        titles = [seat.title for seat in seats_of_grid(session, line.id, TODAY)]
    assert titles == ["grid_main", "grid_assistant"]
    context.desk.undos[-1]()
    assert len(households(db)) == 2


def test_a_counter_clerk_sees_and_is_told_who_may(
    qtbot: QtBot, context: Any, hall: ListedHall
) -> None:
    made = shown(qtbot, context, GridsPage(context))
    made.balance_button.click()
    assert "请找" in context.desk.errors[-1]
    assert not made.findChildren(BalanceSheet)


def test_a_past_day_shows_and_refuses(qtbot: QtBot, page: Any, context: Any) -> None:
    page.day_button.click()
    page.ui.asAtEdit.set_value(date(2019, 1, 1))
    settled(qtbot, page)
    qtbot.waitUntil(lambda: not page.panel.change_button.isVisible())
    assert not page.balance_button.isVisible()
    page.act(page.acts.change, writes="改网格")
    assert "只能看" in context.desk.errors[-1]
    QTest.keyClick(page, Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
    settled(qtbot, page)
    assert page.as_at is None


def test_boards_plates_and_orders_are_printed_from_the_page(
    qtbot: QtBot, page: Any, hall: ListedHall, db: Database, context: Any
) -> None:
    desk = context.desk
    for many, act in enumerate((page.acts.print_signs, page.acts.print_plates), 1):
        act(one=True)
        qtbot.waitUntil(lambda many=many: len(desk.previewed) == many or bool(desk.errors))
        assert not desk.errors
    with db.write() as session:
        move_entrances(session, context.clerk, {hall.entrances[3]: hall.second}, TODAY, TODAY)
    page.acts.orders()
    listed: ListSheet = sheet(page, ListSheet)
    assert [row.number for row in listed.model.rows] == ["网格调整令〔2026〕1号"]
    listed.table.opened.emit(listed.model.rows[0])
    qtbot.waitUntil(lambda: len(desk.previewed) == 3 or bool(desk.errors))
    assert not desk.errors
