"""The form beyond its ten keys: what is folded away, chips, parked drafts, the visitor's eyes."""

from datetime import date

import pytest
from PySide6.QtCore import QDate, QTime
from pytestqt.qtbot import QtBot

from gridhall.qt.context import Context
from gridhall.registry.pages.transfers import TransfersPage
from gridhall.registry.service.transfers import install_categories
from gridhall.service_desk.pages.cases import CasesPage
from tests.factories import FakeDesk, id_number
from tests.registry.transfer_hands import ago, opened
from tests.service_desk.conftest import Desk
from tests.service_desk.hands import (
    Held,
    Key,
    cases_of,
    draft_count,
    fill,
    focus,
    open_page,
    page,
    press,
    write,
)

__all__ = ["open_page", "page"]
pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]
NUMBER = id_number(date(1984, 5, 2), "1", 77)


def _agent(page: CasesPage, number: str = NUMBER) -> None:
    more = page.form.more
    more.toggle()
    more.agent_box.setCurrentIndex(1)
    more.agent_name.setText("李建军")
    more.agent_relation.setText("儿子")
    more.agent_number.setText(number)


# 更多


def test_alt_m_unfolds_and_says_what_is_in_it_when_folded(page: CasesPage) -> None:
    fill(page)
    more = page.form.more
    assert more.is_folded()
    press(Key.Key_M, Held.AltModifier)
    assert focus() is more.agent_box
    assert not more.agent_name.isVisible()
    more.agent_box.setCurrentIndex(1)
    more.agent_name.setText("李建军")
    more.green_box.setCurrentIndex(2)
    press(Key.Key_M, Held.AltModifier)
    assert more.summary.text() == "代理人 李建军 · 老年人优先"
    page.new_case()
    assert more.is_folded()
    assert not more.summary.isVisible()


def test_an_agents_authority_joins_the_materials_and_ticks_stay(
    page: CasesPage, hall_at_work: Desk
) -> None:
    fill(page)
    write("3")
    _agent(page)
    ticks = page.form.ticks
    assert ticks.boxes[-1].text() == "6 授权委托书"
    assert ticks.ticked() == (1, 2, 4, 5)
    press(Key.Key_S, Held.ControlModifier)
    (case,) = cases_of(hall_at_work)
    assert (case.agent_name, case.agent_id_number) == ("李建军", NUMBER)


def test_an_agents_wrong_number_is_told_beside_it(page: CasesPage, hall_at_work: Desk) -> None:
    fill(page)
    _agent(page, NUMBER[:-1] + ("1" if NUMBER[-1] != "1" else "2"))
    page.form.more.fold(True)
    press(Key.Key_S, Held.ControlModifier)
    more = page.form.more
    assert not more.is_folded()
    assert more.notes["agent_id_number"].text() == "证件号最后一位对不上，请再核对原件"
    assert focus() is more.agent_number
    assert cases_of(hall_at_work) == []


def test_a_paper_form_is_entered_with_its_true_time(page: CasesPage, hall_at_work: Desk) -> None:
    fill(page)
    more = page.form.more
    more.toggle()
    more.late_box.setChecked(True)
    more.moment.day.setDate(QDate(2026, 11, 20))
    more.moment.time.setTime(QTime(15, 30))
    assert page.form.ui.promiseLabel.text() == "11月27日 周五 17:00 前"
    press(Key.Key_S, Held.ControlModifier)
    (case,) = cases_of(hall_at_work)
    assert f"{case.received_at.astimezone():%m-%d %H:%M}" == "11-20 15:30"
    assert case.promised_on == date(2026, 11, 27)


def test_a_time_to_come_is_refused_beside_its_field(page: CasesPage, hall_at_work: Desk) -> None:
    fill(page)
    more = page.form.more
    more.toggle()
    more.late_box.setChecked(True)
    more.moment.day.setDate(QDate(2026, 11, 25))
    press(Key.Key_S, Held.ControlModifier)
    assert "还没有到" in more.notes["received_at"].text()
    assert cases_of(hall_at_work) == []


def test_who_only_asks_needs_no_file(page: CasesPage, hall_at_work: Desk, desk: FakeDesk) -> None:
    page.new_case()
    write("hj")
    press(Key.Key_Return)
    form = page.form
    form.ui.applicantEdit.setText("过路的老周")
    form.more.toggle()
    form.more.consult_box.setChecked(True)
    assert form.ui.acceptPrintButton.text() == "记下咨询"
    assert not form.ui.acceptButton.isVisible()
    form.more.answer.setPlainText("带户口簿和身份证")
    press(Key.Key_Return, Held.ControlModifier)
    (case,) = cases_of(hall_at_work)
    assert (case.state, case.applicant_name, case.applicant_id) == ("answered", "过路的老周", None)
    assert desk.toasts == [f"已答复 {case.number} 户籍迁入材料初审"]
    assert draft_count(hall_at_work) == 0


def test_papers_may_be_received_and_looked_at_later(
    page: CasesPage, hall_at_work: Desk, desk: FakeDesk
) -> None:
    fill(page)
    page.form.more.toggle()
    page.form.more.receive_button.click()
    (case,) = cases_of(hall_at_work)
    assert case.state == "received"
    assert desk.toasts == [
        f"已收件 {case.number} 户籍迁入材料初审，12月1日 周二前要受理或一次性告知"
    ]


def _transfer(context: Context, person_id: int) -> int:
    with context.db.write() as session:
        install_categories(session, context.clerk)
    return opened(context.db, context.clerk, person_id, ago(3))


def test_a_transfers_case_is_linked(page: CasesPage, context: Context, hall_at_work: Desk) -> None:
    transfer = _transfer(context, hall_at_work.applicant_id)
    page.new_case(hall_at_work.applicant_id, transfer)
    assert page.form.draft().transfer_id == transfer
    assert "迁入" in page.form.more.summary.text()
    write("hj")
    press(Key.Key_Return)
    press(Key.Key_A, Held.ControlModifier)
    press(Key.Key_S, Held.ControlModifier)
    assert [case.transfer_id for case in cases_of(hall_at_work)] == [transfer]


def test_f2_on_a_transfers_card_brings_it_along(
    qtbot: QtBot, context: Context, hall_at_work: Desk, desk: FakeDesk
) -> None:
    transfer = _transfer(context, hall_at_work.applicant_id)
    page = TransfersPage(context)
    qtbot.addWidget(page)
    page.resize(1366, 690)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.show_transfer(transfer)
    press(Key.Key_F2)
    assert desk.opened == [("new_case", (hall_at_work.applicant_id, transfer))]


# F8


def test_f8_with_nothing_lacking_says_so(
    page: CasesPage, hall_at_work: Desk, desk: FakeDesk
) -> None:
    fill(page)
    press(Key.Key_F8)
    assert desk.toasts == ["必备材料都齐了，不用出告知书；按 Ctrl+Enter 受理"]
    assert cases_of(hall_at_work) == []


def test_f8_before_anything_is_chosen_names_the_fields(page: CasesPage) -> None:
    page.new_case()
    press(Key.Key_F8)
    assert page.form.ui.problemBanner.text() == "还有 3 处要改：事项、申请人、联系电话"


def test_f8_tells_the_chip_what_it_will_name(
    qtbot: QtBot, page: CasesPage, hall_at_work: Desk, desk: FakeDesk
) -> None:
    fill(page)
    write("34")
    assert page.form.ui.missingChip.text() == "缺 2 项"
    page.form.notice_button.click()
    qtbot.waitUntil(lambda: bool(desk.previewed))
    (case,) = cases_of(hall_at_work)
    assert case.state == "supplement"
    assert page.panel.card is not None
    assert page.panel.card.case.id == case.id


# Chips
