"""The sheet of each step: what it shows beforehand, what it writes, what it says to bad input."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gridhall.core.clerk import Clerk
from gridhall.organisation.queries.agencies import agencies
from gridhall.organisation.service.agency_list import install_agencies
from gridhall.qt.context import Context
from gridhall.service_desk import service
from gridhall.service_desk.dialogs.clocks import (
    ApproveSheet,
    ExtendSheet,
    ResumeSheet,
    SuspendSheet,
)
from gridhall.service_desk.dialogs.endings import (
    ArchiveSheet,
    DecideSheet,
    DeclineSheet,
    DeliverSheet,
    FinishSheet,
    WithdrawSheet,
)
from gridhall.service_desk.dialogs.materials import DeferSheet, NoticeSheet
from gridhall.service_desk.dialogs.moving import HandOverSheet, LinkSheet, NoteSheet, PassOnSheet
from gridhall.service_desk.dialogs.step import Stepped
from tests.factories import TODAY
from tests.modal import opened, window
from tests.service_desk.cards import card_of, finished, moment, received
from tests.service_desk.conftest import MORNING, Desk

__all__ = ["window"]
pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]


def _saved(qtbot: QtBot, sheet: object) -> Stepped:
    """Press the act; what was carried out."""
    told: list[Stepped] = []
    sheet.carried.connect(told.append)  # type: ignore[attr-defined]
    sheet.save()  # type: ignore[attr-defined]
    (done,) = told
    return done


def _refused(sheet: object, key: str) -> str:
    """Press the act; what stands beside the field, the sheet still open."""
    sheet.save()  # type: ignore[attr-defined]
    assert sheet.isVisible()  # type: ignore[attr-defined]
    _, note = sheet._marked[key]  # type: ignore[attr-defined]
    assert not note.isHidden()
    return str(note.text())


def test_a_notice_tells_what_is_ticked_and_ends_with_its_paper(
    qtbot: QtBot, window: QWidget, context: Context, hall_at_work: Desk
) -> None:
    case = received(hall_at_work)
    sheet = opened(qtbot, NoticeSheet(window, context, card_of(hall_at_work, case.id)))
    assert [one.box.isChecked() for one in sheet.lines] == [False, True, True, True, False]
    assert "12月8日 周二" in sheet.preview.text()
    sheet.lines[1].problem.setCurrentText("已过有效期")
    done = _saved(qtbot, sheet)
    assert (done.paper, done.organisation_id) == ("one-time-notice", case.id)
    (notice,) = card_of(hall_at_work, case.id).notices
    assert [(one.position, one.problem) for one in notice.lacking] == [
        (2, "已过有效期"),
        (3, "没有带来"),
        (4, "没有带来"),
    ]


def test_a_second_notice_is_a_supervisors_and_wants_a_reason(
    qtbot: QtBot, window: QWidget, context: Context, hall_at_work: Desk, supervisor: Clerk
) -> None:
    case = received(hall_at_work)
    with hall_at_work.db.write() as session:
        order = service.NoticeOrder((service.Lack(2),))
        service.notify(session, hall_at_work.clerk, case.id, order, moment(hall_at_work))
    card = card_of(hall_at_work, case.id)
    own = opened(qtbot, NoticeSheet(window, context, card))
    assert not own.save_button.isEnabled()
    assert "主管" in own.who.text()
    own.reject()
    context.clerk = supervisor
    sheet = opened(qtbot, NoticeSheet(window, context, card))
    assert "再告知的原因" in _refused(sheet, "reason")
    sheet.reason.setText("补来的房产证是复印件")
    _saved(qtbot, sheet)
    again = card_of(hall_at_work, case.id).notices[-1]
    assert (again.nth, again.approved_by, again.reason) == (2, "高明", "补来的房产证是复印件")


def test_deferring_accepts_and_keeps_each_materials_day(
    qtbot: QtBot, window: QWidget, context: Context, hall_at_work: Desk
) -> None:
    case = received(hall_at_work, have=(1, 2))
    sheet = opened(qtbot, DeferSheet(window, context, card_of(hall_at_work, case.id)))
    sheet.days[3].set_value(TODAY - timedelta(days=1))
    assert "不能早于今天" in _refused(sheet, "day3")
    sheet.days[3].set_value(TODAY + timedelta(days=2))
    assert _saved(qtbot, sheet).paper == "deferral-promise"
    card = card_of(hall_at_work, case.id)
    assert card.case.state == "accepted"
    days = {m.position: m.deferred_until for m in card.deferred}
    assert days[3] == TODAY + timedelta(days=2)
    assert days[4] == context.calendar.add_working_days(TODAY, 5).day


def test_declining_wants_reason_and_law_and_names_the_agency(
    qtbot: QtBot,
    window: QWidget,
    context: Context,
    hall_at_work: Desk,
    administrator: Clerk,
) -> None:
    with hall_at_work.db.write() as session:
        install_agencies(session, administrator)
        known = agencies(session)
    case = received(hall_at_work)
    card = card_of(hall_at_work, case.id)
    sheet = opened(qtbot, DeclineSheet(window, context, card, known))
    assert "理由" in _refused(sheet, "reason")
    sheet.reason.setCurrentText("不属于本机关职权范围")
    assert "依据" in _refused(sheet, "basis")
    sheet.basis.setCurrentText("《中华人民共和国行政许可法》第三十二条")
    police = next(one for one in known if "派出所" in one.name)
    sheet.where.show_agency(police.id)
    assert (police.where in sheet.where.facts.text()) or police.does in sheet.where.facts.text()
    assert _saved(qtbot, sheet).paper == "not-accepted"
    card = card_of(hall_at_work, case.id)
    assert card.case.state == "not_accepted"
    assert police.name in card.events[-1].detail


def test_suspending_shows_what_becomes_of_the_promise(
    qtbot: QtBot, window: QWidget, context: Context, hall_at_work: Desk
) -> None:
    case = hall_at_work.accept("HJ01")
    sheet = opened(qtbot, SuspendSheet(window, context, card_of(hall_at_work, case.id)))
    assert "请写原因" in _refused(sheet, "reason")
    sheet.reason.setText("入户核查已约 11月26日")
    sheet.expected.set_value(TODAY - timedelta(days=3), TODAY)
    assert "晚于开始" in _refused(sheet, "expected_on")
    sheet.expected.set_value(TODAY + timedelta(days=7), TODAY)
    assert "12月1日 周二 → 12月7日 周一" in sheet.preview.text()
    sheet.expected.unknown.setChecked(True)
    assert "恢复以后再算" in sheet.preview.text()
    assert _saved(qtbot, sheet).paper == "special-procedure"
    card = card_of(hall_at_work, case.id)
    assert (card.case.state, card.case.due_on) == ("suspended", None)
    back = opened(qtbot, ResumeSheet(window, context, card))
    assert "结果" in _refused(back, "outcome")
    back.outcome.setCurrentText("核查属实")
    _saved(qtbot, back)
    card = card_of(hall_at_work, case.id)
    assert card.case.state == "accepted"
    assert card.pauses[0].outcome == "核查属实"


def test_an_extension_is_asked_for_and_decided(
    qtbot: QtBot, window: QWidget, context: Context, hall_at_work: Desk, supervisor: Clerk
) -> None:
    case = hall_at_work.accept("HJ01")
    sheet = opened(qtbot, ExtendSheet(window, context, card_of(hall_at_work, case.id)))
    assert "12月1日 周二 → 12月8日 周二" in sheet.preview.text()
    assert "请写延期的原因" in _refused(sheet, "reason")
    sheet.reason.setCurrentText("需要向民政局核实")
    _saved(qtbot, sheet)
    card = card_of(hall_at_work, case.id)
    own = opened(qtbot, ApproveSheet(window, context, card))
    assert not own.refuse_button.isEnabled()
    own.reject()
    context.clerk = supervisor
    word = opened(qtbot, ApproveSheet(window, context, card))
    word.refuse_button.click()
    assert "不批准的理由" in word._marked["opinion"][1].text()
    assert _saved(qtbot, word).paper == "extension-notice"
    card = card_of(hall_at_work, case.id)
    assert f"{card.case.promised_on:%m-%d}" == "12-08"


def test_finishing_with_a_kind_and_a_result(
    qtbot: QtBot, window: QWidget, context: Context, hall_at_work: Desk
) -> None:
    case = hall_at_work.accept("HJ01")
    sheet = opened(qtbot, FinishSheet(window, context, card_of(hall_at_work, case.id)))
    sheet.kind.setCurrentIndex(sheet.kind.findData("returned"))
    assert "退回的原因" in _refused(sheet, "result_note")
    sheet.kind.setCurrentIndex(sheet.kind.findData("issued"))
    sheet.number.setText("鲁迁〔2026〕118号")
    sheet.until.set_value(TODAY - timedelta(days=1), TODAY)
    assert "有效期已经过了" in _refused(sheet, "result_until")
    sheet.until.set_value(TODAY + timedelta(days=30), TODAY)
    assert _saved(qtbot, sheet).paper == "completion"
    done = card_of(hall_at_work, case.id).case
    assert (done.finish_kind, done.result_number) == ("issued", "鲁迁〔2026〕118号")


def test_delivery_is_neither_in_the_future_nor_to_nobody(
    qtbot: QtBot, window: QWidget, context: Context, hall_at_work: Desk
) -> None:
    case = finished(hall_at_work)
    sheet = opened(qtbot, DeliverSheet(window, context, card_of(hall_at_work, case.id)))
    assert sheet.to.currentText() == "张桂花"
    sheet.to.setCurrentText(" ")
    assert "签收人" in _refused(sheet, "to")
    sheet.to.setCurrentText("张桂花")
    sheet.at.day.set_value(TODAY + timedelta(days=1))
    assert "还没有到" in _refused(sheet, "at")
    sheet.at.day.set_value(TODAY)
    assert _saved(qtbot, sheet).paper == "delivery-receipt"
    assert card_of(hall_at_work, case.id).case.delivered_to == "张桂花"


def test_several_are_archived_at_one_place_or_none(
    qtbot: QtBot, window: QWidget, context: Context, hall_at_work: Desk
) -> None:
    rows = [finished(hall_at_work, "HJ02"), finished(hall_at_work, "HJ03")]
    still = hall_at_work.accept("HJ01")
    sheet = opened(qtbot, ArchiveSheet(window, context, [*rows, still]))
    assert "存放位置" in _refused(sheet, "place")
    sheet.place.setText("2026 年第 3 盒")
    sheet.save()
    assert "还没有办结" in sheet.banner.text()
    assert card_of(hall_at_work, rows[0].id).case.state == "finished", "all or none"
    sheet.reject()
    good = opened(qtbot, ArchiveSheet(window, context, rows))
    good.place.setText("2026 年第 3 盒")
    _saved(qtbot, good)
    assert {card_of(hall_at_work, row.id).case.archive_place for row in rows} == {"2026 年第 3 盒"}
    assert opened(qtbot, ArchiveSheet(window, context, rows)).place.text() == "2026 年第 3 盒"


def test_passing_on_needs_an_agency_of_the_directory(
    qtbot: QtBot, window: QWidget, context: Context, hall_at_work: Desk, administrator: Clerk
) -> None:
    with hall_at_work.db.write() as session:
        install_agencies(session, administrator)
        known = agencies(session)
    case = received(hall_at_work)
    sheet = opened(qtbot, PassOnSheet(window, context, card_of(hall_at_work, case.id), known))
    sheet.reason.setCurrentText("不属于本中心职责")
    assert "从列表里选" in _refused(sheet, "agency")
    sheet.agency.setText("pcs")
    sheet.agency.open_list()
    assert any("派出所" in offer.title for offer in sheet.agency.offers())
    sheet.agency.show_agency(known[0].id)
    assert _saved(qtbot, sheet).paper == "referral-slip"
    assert card_of(hall_at_work, case.id).case.state == "passed_on"


def test_handing_over_keeps_the_first_receiver(
    qtbot: QtBot, window: QWidget, context: Context, hall_at_work: Desk, supervisor: Clerk
) -> None:
    from gridhall.clerks.queries import clerks

    case = hall_at_work.accept("HJ01")
    with hall_at_work.db.read() as session:
        colleagues = [one for one in clerks(session) if one.name != "王芳"]
    sheet = opened(qtbot, HandOverSheet(window, context, [case], colleagues))
    assert "选择移交给哪位同事" in _refused(sheet, "to")
    sheet.to.setCurrentIndex(sheet.to.findText("高明 1号窗口"))
    sheet.word.setText("房产证明天送来")
    _saved(qtbot, sheet)
    card = card_of(hall_at_work, case.id)
    assert (card.case.clerk_name, card.case.holder_name) == ("王芳", "高明")
    assert card.events[-1].detail == "王芳 → 高明：房产证明天送来"
    context.clerk = supervisor
    again = opened(qtbot, HandOverSheet(window, context, [card.case], colleagues))
    again.show_chain(card)
    assert "经过：王芳 → 高明：房产证明天送来" in again.preview.text()


def test_linking_a_number_that_nobody_took_is_told_beside_it(
    qtbot: QtBot, window: QWidget, context: Context, hall_at_work: Desk
) -> None:
    one, other = hall_at_work.accept("HJ01"), hall_at_work.accept("HJ02")
    sheet = opened(qtbot, LinkSheet(window, context, card_of(hall_at_work, one.id)))
    sheet.other.setText("SL20200101-999")
    assert "没有编号" in _refused(sheet, "other")
    sheet.other.setText("QY20200101-999")
    assert "迁移" in _refused(sheet, "other")
    sheet.other.setText("迁出")
    sheet.other.open_list()
    assert [offer.key for offer in sheet.other.offers()] == [other.number]
    sheet.other.setText(other.number)
    _saved(qtbot, sheet)
    assert [link.number for link in card_of(hall_at_work, other.id).links] == [one.number]


@pytest.mark.parametrize("sheet_class", [DecideSheet, WithdrawSheet, NoteSheet])
def test_words_that_a_step_needs_are_asked_for(
    qtbot: QtBot,
    window: QWidget,
    context: Context,
    hall_at_work: Desk,
    sheet_class: Callable[..., object],
) -> None:
    case = hall_at_work.accept("HJ01")
    sheet = opened(qtbot, sheet_class(window, context, card_of(hall_at_work, case.id)))
    key, field, sentence = sheet._needed[0]
    assert _refused(sheet, key) == sentence
    if sheet_class is NoteSheet:
        field.setPlainText("<b>已电话通知</b>")
    else:
        field.setCurrentText("<b>同意</b>")
    _saved(qtbot, sheet)
    assert "<b>" in card_of(hall_at_work, case.id).events[-1].detail


def test_another_desks_change_is_told_and_what_was_typed_is_kept(
    qtbot: QtBot, window: QWidget, context: Context, hall_at_work: Desk
) -> None:
    case = hall_at_work.accept("HJ01")
    sheet = opened(qtbot, SuspendSheet(window, context, card_of(hall_at_work, case.id)))
    sheet.reason.setText("等民政局数据核对结果")
    with hall_at_work.db.write() as session:
        service.finish_case(session, hall_at_work.clerk, case.id, MORNING)
    sheet.save()
    assert sheet.isVisible()
    assert "王芳" in sheet.banner.text()
    assert "刚动过" in sheet.banner.text()
    assert "办结" in sheet.banner.text()
    assert sheet.reason.text() == "等民政局数据核对结果"


def test_every_sheet_is_done_by_keys_alone(
    qtbot: QtBot, window: QWidget, context: Context, hall_at_work: Desk
) -> None:
    case = hall_at_work.accept("HJ01")
    sheet = opened(qtbot, ExtendSheet(window, context, card_of(hall_at_work, case.id)))
    sheet.activateWindow()
    qtbot.waitUntil(lambda: sheet.days.hasFocus() or sheet.days.lineEdit().hasFocus())
    qtbot.keyClick(sheet.days, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: sheet.reason.hasFocus() or sheet.reason.lineEdit().hasFocus())
    sheet.reason.setCurrentText("需要向民政局核实")
    qtbot.keyClick(sheet.reason, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: card_of(hall_at_work, case.id).extension is not None)
