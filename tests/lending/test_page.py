"""便民借用: the box decides, the card's buttons, sheets by keys, a wedge scanner, Ctrl+Z."""

from datetime import timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from gridhall.core.clerk import Clerk
from gridhall.lending.dialogs.keep import DepositSheet, HandOutSheet
from gridhall.lending.dialogs.lend import LendSheet, ReturnSheet, SettleSheet
from gridhall.lending.dialogs.taking import TakingSheet
from gridhall.lending.labels import NO_IDENTITY
from gridhall.lending.queries.kept import deposit_code, deposits
from gridhall.lending.queries.loans import counts, loans
from gridhall.lending.queries.things import thing
from gridhall.qt.context import Context
from gridhall.qt.labels import PlainLabel
from tests.factories import TODAY, FakeDesk
from tests.lending.conftest import Counter
from tests.lending.hands import ctrl_enter, enter, sheet
from tests.modal import answer


def test_a_scan_asks_who_and_the_next_one_takes_it_back(
    qtbot: QtBot, page: Any, counter: Counter, desk: FakeDesk
) -> None:
    enter(page, "ys-001")
    lend = sheet(page, LendSheet)
    lend.borrower.setText("李四")
    lend.phone.setText("13812345678")
    ctrl_enter(qtbot, page, lend)
    assert desk.toasts[-1].startswith("已借出雨伞 YS-001给李四")
    assert [one.code for one in counter.read(loans, "open", TODAY)] == ["YS-001"]
    assert page.scanned("YS-001") is True
    assert desk.toasts[-1] == "李四已归还雨伞 YS-001"
    assert counter.read(loans, "open", TODAY) == []
    desk.undos[-1]()
    assert [one.code for one in counter.read(loans, "open", TODAY)] == ["YS-001"]
    assert page.scanned("GH1:abc") is False


def test_a_residents_initials_are_enough(qtbot: QtBot, page: Any, counter: Counter) -> None:
    enter(page, "LY-001")
    lend = sheet(page, LendSheet)
    assert "通常收 100 元" in lend.deposit.placeholderText()
    QTest.keyClicks(lend.borrower, "zgh")
    qtbot.waitUntil(lambda: bool(lend.borrower.offers()))
    QTest.keyClick(lend.borrower, Qt.Key.Key_Return)
    ctrl_enter(qtbot, page, lend)
    (row,) = counter.read(loans, "open", TODAY)
    assert (row.borrower, row.masked_phone) == ("张桂花", "137****5521")


def test_an_identity_card_is_refused_with_the_laws_words(page: Any, counter: Counter) -> None:
    enter(page, "YS-001")
    lend = sheet(page, LendSheet)
    lend.borrower.setText("李四")
    lend.phone.setText("13812345678")
    lend.note.setText("押身份证")
    lend.save()
    assert NO_IDENTITY in _said(lend)
    assert counter.read(loans, "open", TODAY) == []
    lend.note.setText("赶路")
    lend.save()
    assert len(counter.read(loans, "open", TODAY)) == 1


def test_an_unknown_code_poisons_nothing(page: Any, counter: Counter) -> None:
    enter(page, "999999999")
    assert "没有编号“999999999”的物品" in page.ui.notice.text()
    assert page.ui.filterEdit.selectedText() == "999999999"
    page.scanned("YS-002")
    assert sheet(page, LendSheet) is not None


def test_pills_and_the_card_follow_what_is_out(
    qtbot: QtBot, context: Context, page: Any, counter: Counter
) -> None:
    past = TODAY - timedelta(days=20)
    late = counter.lend("YS-001", lent_on=past, due_on=TODAY - timedelta(days=14))
    counter.lend("MJ-ZY", quantity=3, due_on=TODAY)
    qtbot.waitUntil(lambda: "全部 2" in page.ui.pills.titles()[0])
    assert page.ui.pills.titles()[1:3] == ["已超期 1", "今天到期 1"]
    first = page.model.rows[0]
    assert (first.key, first.when, first.tone) == (("loan", late.row_id), "超期 14 天", "red")
    qtbot.waitUntil(lambda: page.panel.card is not None)
    assert page.panel.first.text() == "归还"
    page.choose_line(0, page.model.rows[1].key)
    qtbot.waitUntil(lambda: page.panel.card.row.what == "志愿者马甲 3 件")
    page.panel.first.click()
    back = sheet(page, ReturnSheet)
    back.quantity.setValue(2)
    back.save()
    assert counter.read(counts, TODAY)["open"] == 2
    assert counter.loan(page.model.rows[1].key[1]).out == 1


def test_damage_is_a_supervisors_to_settle(
    qtbot: QtBot, context: Context, page: Any, counter: Counter, supervisor: Clerk
) -> None:
    counter.lend("LY-001")
    qtbot.waitUntil(lambda: page.panel.card is not None)
    page.panel.third.click()
    back = sheet(page, ReturnSheet)
    back.save()
    assert "写一句怎么回事" in _said(back)
    back.note.setText("轮胎瘪了")
    back.save()
    qtbot.waitUntil(lambda: "待赔偿 1" in page.ui.pills.titles())
    page.ui.pills.choose(3)
    page.relist()
    qtbot.waitUntil(lambda: page.panel.first.text() == "处理赔偿")
    page.panel.first.click()
    assert not sheet(page, SettleSheet).save_button.isEnabled()
    context.clerk = supervisor
    page.panel.first.click()
    settle = sheet(page, SettleSheet)
    settle.how.setCurrentIndex(settle.how.findData("repaired"))
    settle.save()
    assert counter.read(thing, counter.things["LY-001"]).state == "ready"


def test_a_parcel_comes_and_goes_by_its_code(page: Any, counter: Counter, desk: FakeDesk) -> None:
    enter(page, "GM-001")
    keep = sheet(page, DepositSheet)
    keep.what.setText("快递 1 件")
    keep.owner.setText("李四")
    keep.phone.setText("13812345678")
    keep.save()
    (row,) = counter.read(deposits)
    code = counter.read(deposit_code, row.id)
    assert f"取件码 {code[:3]} {code[3:]}" in desk.toasts[-1]
    enter(page, code)
    out = sheet(page, HandOutSheet)
    assert out.code.text() == code
    out.save()
    assert counter.read(deposits) == []


def test_stock_is_taken_by_scanning(
    qtbot: QtBot, context: Context, page: Any, counter: Counter, supervisor: Clerk
) -> None:
    context.clerk = supervisor
    page.acts.take_stock()
    taking = sheet(page, TakingSheet)
    for code in ("YS-001", "HTTP9", "MJ-ZY=8"):
        assert taking.scanned(code)
    taking.scanned("MJ-ZY=x")
    assert "数量看不懂" in taking.banner.text()
    assert "不认识的条码 1 件" in taking.summary.text()
    asked: list[str] = []

    def go_on(question: Any) -> None:
        asked.append(" ".join(one.text() for one in question.findChildren(PlainLabel)))
        question.reject()

    answer(go_on)
    taking.finish()
    assert "5 件没有见到，会记成丢失；数量按数到的改：志愿者马甲 10→8" in asked[0]
    assert counter.read(thing, counter.things["YS-002"]).state == "ready"
    answer(lambda question: question.accept())
    taking.finish()
    assert counter.read(thing, counter.things["YS-002"]).state == "lost"


def _said(made: Any) -> str:
    """What a sheet says of what is wrong: in its banner or below the field."""
    notes = [note.text() for _field, note in made._marked.values()]
    return " ".join([made.banner.text(), *notes])
