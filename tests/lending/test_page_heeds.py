"""What the counter's page warns of and leads to: late borrowers, kits, counted things, photos."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gridhall.core.clerk import Clerk
from gridhall.lending.dialogs.lend import LendSheet, ReturnSheet
from gridhall.lending.dialogs.taking import TakingSheet
from gridhall.lending.queries.kept import found_item
from gridhall.lending.queries.loans import loan, loans
from gridhall.lending.queries.stock import stock_of
from gridhall.lending.queries.takings import open_taking
from gridhall.lending.queries.things import thing
from gridhall.lending.rules.drafts import FoundDraft
from gridhall.lending.service.keeping_things import note_found
from gridhall.lending.service.kits import Packed, pack
from gridhall.photos.dialogs import PhotoSheet
from gridhall.qt.context import Context
from gridhall.registry.models import Person
from tests.factories import TODAY, FakeDesk
from tests.lending.conftest import Counter
from tests.lending.hands import enter, sheet
from tests.modal import answer

pytestmark = pytest.mark.gui
DAY = timedelta(days=1)


def overdue(counter: Counter, code: str, **more: Any) -> int:
    """Lent twenty days ago, due ten days ago."""
    days = {"lent_on": TODAY - 20 * DAY, "due_on": TODAY - 11 * DAY}
    done: int = counter.lend(code, **(days | more)).row_id
    return done


def test_who_owes_something_is_said_before_more_is_lent(page: Any, counter: Counter) -> None:
    overdue(counter, "YS-001")
    overdue(counter, "MJ-ZY", quantity=2, borrower="赵六", phone="13900001111")
    enter(page, "YS-002")
    lend = sheet(page, LendSheet)
    lend.borrower.setText("李四")
    lend.phone.setText("138 1234 5678")
    assert not lend.heed.isVisibleTo(lend)
    lend.phone.editingFinished.emit()
    assert lend.heed.text() == "李四还有 1 笔没还，其中超期 1 笔：雨伞 YS-001（超期 11 天）"
    lend.phone.setText("13900002222")
    lend.phone.editingFinished.emit()
    assert not lend.heed.isVisibleTo(lend)
    lend.save()
    assert len(counter.read(loans, "open", TODAY)) == 3


def test_a_resident_who_moved_away_is_said(qtbot: QtBot, page: Any, counter: Counter) -> None:
    with counter.db.write() as session:
        session.query(Person).filter_by(name="张桂花").update({"status": "left"})
    enter(page, "YS-001")
    lend = sheet(page, LendSheet)
    QTest.keyClicks(lend.borrower, "zgh")
    qtbot.waitUntil(lambda: bool(lend.borrower.offers()))
    QTest.keyClick(lend.borrower, Qt.Key.Key_Return)
    assert lend.heed.text() == "张桂花已经迁出，请核对电话和住处"


def test_a_kit_with_something_expired_warns(page: Any, counter: Counter) -> None:
    kit = counter.things["YX-001"]
    item = Packed("烫伤膏", 1, "支", TODAY - 5 * DAY)
    counter.do(pack, kit, item, TODAY - 30 * DAY)
    enter(page, "YX-001")
    assert "烫伤膏已过期" in sheet(page, LendSheet).heed.text()


def test_counted_things_come_back_by_scanning_their_kind(
    qtbot: QtBot, page: Any, counter: Counter
) -> None:
    overdue(counter, "MJ-ZY", quantity=3)
    counter.lend("YS-001")
    qtbot.waitUntil(lambda: len(page.model.rows) == 2)
    enter(page, "MJ-ZY")
    lend = sheet(page, LendSheet)
    assert lend.back.text() == "来还志愿者马甲的（在外 1 笔），请按"
    lend.back.acted.emit()
    assert [row.what for row in page.model.rows] == ["志愿者马甲 3 件"]
    qtbot.waitUntil(lambda: page.panel.card is not None)
    qtbot.waitUntil(lambda: page.panel.card.row.quantity == 3)
    page.acts.first()
    back = sheet(page, ReturnSheet)
    assert back.quantity.value() == 3
    back.save()
    assert counter.read(stock_of, counter.kinds["MJ-ZY"]).out == 0


def test_a_refusal_goes_with_f4(page: Any) -> None:
    enter(page, "999999999")
    assert page.ui.notice.isVisible()
    page.start()
    assert not page.ui.notice.isVisible()
    assert page.ui.filterEdit.text() == ""


def test_today_leads_to_a_loan_and_to_what_is_overdue(
    qtbot: QtBot, page: Any, counter: Counter
) -> None:
    late = overdue(counter, "YS-001")
    other = counter.lend("YS-002").row_id
    qtbot.waitUntil(lambda: len(page.model.rows) == 2)
    page.show_loan(None)
    assert [row.key for row in page.model.rows] == [("loan", late)]
    page.show_loan(other)
    qtbot.waitUntil(lambda: page.ui.table.current().key == ("loan", other))


def test_a_stock_taking_begun_by_mistake_leaves_no_trace(page: Any, counter: Counter) -> None:
    page.acts.take_stock()
    sheet(page, TakingSheet).reject()
    assert counter.read(open_taking) is None
    page.acts.take_stock()
    taking = sheet(page, TakingSheet)
    taking.scanned("YS-001")
    taking.reject()
    assert counter.read(open_taking) == taking.taking_id


def test_a_result_may_be_kept_without_writing_anything_off(
    context: Context, page: Any, counter: Counter, supervisor: Clerk, desk: FakeDesk
) -> None:
    context.clerk = supervisor
    page.acts.take_stock()
    taking = sheet(page, TakingSheet)
    taking.scanned("YS-001")
    taking._close(write=False)
    assert desk.toasts[-1] == "盘点结果已记下，物品没有改"
    assert counter.read(thing, counter.things["YS-002"]).state == "ready"
    assert counter.read(open_taking) is None


def test_one_counted_kind_is_taken_by_itself(
    context: Context, qtbot: QtBot, page: Any, counter: Counter, supervisor: Clerk
) -> None:
    context.clerk = supervisor
    kind = counter.kinds["MJ-ZY"]
    page.choose_line(7, ("stock", kind))
    qtbot.waitUntil(lambda: page.panel.card is not None and page.panel.card.row.id == kind)
    page.acts.take_stock_of_kind()
    taking = sheet(page, TakingSheet)
    taking.scanned("MJ-ZY=8")
    answer(lambda question: question.accept())
    taking.finish()
    assert counter.read(stock_of, kind).owned == 8


def test_lost_property_has_photos(
    qtbot: QtBot, page: Any, counter: Counter, tmp_path: Path
) -> None:
    found = counter.do(note_found, FoundDraft("黑色双肩包", "北门", TODAY), TODAY).row_id
    page.choose_line(5, ("found", found))
    qtbot.waitUntil(lambda: page.panel.card is not None and page.panel.card.row.id == found)
    assert page.panel.third.text() == "照片"
    page.panel.third.click()
    path = tmp_path / "bag.jpg"
    Image.new("RGB", (40, 30), "black").save(path)
    album = sheet(page, PhotoSheet)
    album.take_in([path])
    qtbot.waitUntil(lambda: album.list.count() == 1)
    album.reject()
    qtbot.waitUntil(lambda: page.panel.card.photos == 1)


def test_the_keyboard_goes_from_the_box_to_the_pills_to_the_list(
    qtbot: QtBot, page: Any, counter: Counter
) -> None:
    counter.lend("YS-001")
    qtbot.waitUntil(lambda: len(page.model.rows) == 1)
    page.activateWindow()
    page.ui.filterEdit.setFocus()
    QTest.keyClick(page.ui.filterEdit, Qt.Key.Key_Tab)
    assert page.ui.pills.isAncestorOf(page.focusWidget()) or page.focusWidget() is page.ui.pills
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Right)
    assert page.ui.pills.current() == 1
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Left)
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    assert page.ui.table.isAncestorOf(page.focusWidget()) or page.focusWidget() is page.ui.table


def test_what_is_told_of_a_loan_gone_meanwhile(page: Any, counter: Counter, desk: FakeDesk) -> None:
    done = counter.lend("YS-001")
    row = counter.read(loan, done.row_id)
    counter.take_in(done.row_id)
    page.act(lambda: page.acts.give_back(row))
    assert "没有借出在外" in desk.errors[-1]


def test_a_notice_is_asked_for_because_its_year_begins(
    qtbot: QtBot, page: Any, counter: Counter, desk: FakeDesk
) -> None:
    found = counter.do(note_found, FoundDraft("黑色双肩包", "北门", TODAY), TODAY).row_id
    qtbot.waitUntil(lambda: bool(page.board.found))
    answer(lambda question: question.reject())
    page.acts.print_found()
    assert counter.read(found_item, found).posted_on is None
    assert desk.previewed == []
    answer(lambda question: question.accept())
    page.acts.print_found()
    qtbot.waitUntil(lambda: bool(desk.previewed))
    assert counter.read(found_item, found).posted_on == TODAY
