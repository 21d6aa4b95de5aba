"""The form on a real hall: filled in, refused, kept as a draft; click to SQL to PDF."""

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox
from pytestqt.qtbot import QtBot

from gridhall.papers import queries as papers
from gridhall.service_desk import service
from gridhall.service_desk.pages.cases import CasesPage
from gridhall.service_desk.queries import reads as queries
from gridhall.service_desk.rules.draft import CaseDraftFields
from tests.factories import FakeDesk
from tests.service_desk.conftest import MORNING, Desk

if sys.platform != "win32":
    import resource

from tests.service_desk.hands import (
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
Key, Held = Qt.Key, Qt.KeyboardModifier
pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]


def test_accepting_stores_the_case_issues_its_notice_and_opens_the_preview(
    qtbot: QtBot, page: CasesPage, hall_at_work: Desk, desk: FakeDesk
) -> None:
    fill(page)
    page.form.ui.noteEdit.setPlainText("一家三口")
    qtbot.mouseClick(page.form.ui.acceptPrintButton, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(desk.previewed))
    (case,) = cases_of(hall_at_work)
    assert (case.item_name, case.applicant_name) == ("户籍迁入材料初审", "张桂花")
    assert (case.phone, case.note) == ("13712345521", "一家三口")
    with hall_at_work.db.read() as session:
        (paper,) = papers.papers_about(session, "service_case", case.id)
        assert papers.pdf_of(session, paper.id).startswith(b"%PDF")
    assert desk.previewed == [paper.id]
    assert [row.number for row in page.queue.rows] == [case.number]
    assert page.panel.card is not None
    assert page.panel.card.case.id == case.id
    assert draft_count(hall_at_work) == 0


def test_only_accepting_prints_nothing(page: CasesPage, hall_at_work: Desk, desk: FakeDesk) -> None:
    fill(page)
    press(Key.Key_S, Held.ControlModifier)
    (case,) = cases_of(hall_at_work)
    assert desk.toasts == [f"已受理 {case.number} 户籍迁入材料初审，12月1日 周二前办结"]
    with hall_at_work.db.read() as session:
        assert papers.papers_about(session, "service_case", case.id) == []


def test_three_impatient_clicks_are_one_case(
    qtbot: QtBot, page: CasesPage, hall_at_work: Desk, desk: FakeDesk
) -> None:
    fill(page)
    button = page.form.ui.acceptPrintButton
    place = button.mapTo(page, QPoint(button.width() // 2, button.height() // 2))
    window = page.windowHandle()
    for _ in range(3):
        QTest.mouseClick(window, Qt.MouseButton.LeftButton, Held.NoModifier, place)
    qtbot.waitUntil(lambda: bool(desk.previewed))
    assert [case.state for case in cases_of(hall_at_work)] == ["accepted"]
    assert len(desk.previewed) == 1


def test_a_refused_form_names_every_field_and_keeps_what_was_typed(
    page: CasesPage, hall_at_work: Desk
) -> None:
    page.new_case()
    write("hj")
    press(Key.Key_Return)
    page.form.ui.noteEdit.setPlainText("一" * 501)
    press(Key.Key_Return, Held.ControlModifier)
    ui = page.form.ui
    assert ui.problemBanner.text() == "还有 3 处要改：申请人、联系电话、情况说明"
    assert ui.applicantNote.text() == "请选择申请人；没有档案按 Ctrl+N 登记"
    assert ui.phoneNote.text() == "请填写联系电话；本人没有的填家属的，写在情况说明里"
    assert focus() is ui.applicantEdit
    assert cases_of(hall_at_work) == []
    write("zgh")
    press(Key.Key_Return)
    assert ui.problemBanner.text() == "还有 1 处要改：情况说明"
    assert page.form.draft().note == "一" * 501


def test_an_odd_phone_is_doubted_beside_its_field_and_accepted(
    page: CasesPage, hall_at_work: Desk
) -> None:
    fill(page)
    ui = page.form.ui
    ui.phoneEdit.setFocus()
    ui.phoneEdit.selectAll()
    write("1371234")
    press(Key.Key_Return)
    assert ui.phoneDoubt.isVisible()
    assert ui.phoneDoubt.text() == "手机号要 11 位，现在是 7 位；也可以照样受理"
    press(Key.Key_S, Held.ControlModifier)
    (case,) = cases_of(hall_at_work)
    assert case.phone == "1371234"
    page.new_case()
    assert not ui.phoneDoubt.isVisible()


def test_an_input_methods_enter_is_its_own(page: CasesPage) -> None:
    page.new_case()
    edit = page.form.ui.applicantEdit
    edit.setFocus()
    QApplication.sendEvent(edit, QInputMethodEvent("zhang", []))
    press(Key.Key_Return)
    assert focus() is edit


def test_materials_answer_to_digits_and_ctrl_a(page: CasesPage) -> None:
    fill(page)
    ticks = page.form.ticks
    assert ticks.ticked() == (1, 2, 3, 4, 5)
    write("4")
    assert ticks.ticked() == (1, 2, 3, 5)
    assert page.form.ui.missingChip.text() == "缺 1 项"
    assert page.form.ui.missingChip.isVisible()
    write("45")
    assert not page.form.ui.missingChip.isVisible()


def test_enter_walks_through_the_fields(page: CasesPage) -> None:
    fill(page)
    page.form.ui.phoneEdit.setFocus()
    press(Key.Key_Return)
    assert focus() is page.form.ui.channelBox
    press(Key.Key_Return)
    assert focus() is page.form.ui.noteEdit
    press(Key.Key_Return)
    assert focus() is page.form.ui.noteEdit, "a remark may have several lines"
    press(Key.Key_Tab)
    assert isinstance(focus(), QCheckBox)
    press(Key.Key_Return, Held.ShiftModifier)
    assert focus() is page.form.ui.noteEdit


def test_another_applicant_brings_another_phone_but_not_over_a_typed_one(page: CasesPage) -> None:
    fill(page)
    ui = page.form.ui
    ui.applicantEdit.setFocus()
    ui.applicantEdit.selectAll()
    write("ljj")
    assert not ui.identityCard.isVisible()
    press(Key.Key_Return)
    assert ui.identityName.text() == "李建军"
    ui.phoneEdit.setText("13900000000")
    ui.applicantEdit.setFocus()
    ui.applicantEdit.selectAll()
    write("zgh")
    press(Key.Key_Return)
    assert ui.phoneEdit.text() == "13900000000"


def test_a_certificate_that_is_not_ours_says_who_issues_it(page: CasesPage) -> None:
    page.new_case()
    edit = page.form.ui.matterEdit
    edit.setText("亲属关系证")
    edit.textEdited.emit(edit.text())
    banner = page.form.ui.negativeBanner
    assert banner.isVisible()
    assert "社区不出具“亲属关系证明”" in banner.text()
    assert "公证处" in banner.text()
    edit.selectAll()
    write("hj")
    assert not banner.isVisible()


def test_a_shorter_promise(page: CasesPage, hall_at_work: Desk) -> None:
    fill(page)
    assert page.form.ui.promiseLabel.text() == "12月1日 周二 17:00 前"
    press(Key.Key_D, Held.AltModifier)
    page.form.ui.limitBox.setValue(2)
    assert page.form.ui.promiseLabel.text() == "11月26日 周四 17:00 前"
    press(Key.Key_S, Held.ControlModifier)
    assert cases_of(hall_at_work)[0].limit_days == 2


def test_what_is_typed_survives_a_crash(
    qtbot: QtBot, open_page: Callable[[], CasesPage], hall_at_work: Desk
) -> None:
    first = open_page()
    fill(first)
    write("2")
    qtbot.waitUntil(lambda: first.form.ui.draftLabel.text().startswith("草稿已存"))
    typed = first.form.draft()
    second = open_page()  # the first was never closed: nothing had a chance to save at the end
    assert second.form.draft() == typed
    assert second.form.ui.identityName.text() == "张桂花"
    assert second.form.ticks.ticked() == (1, 3, 4, 5)
    assert second.form.isVisible()


def test_esc_closes_the_form_and_f2_parks_a_draft(page: CasesPage, hall_at_work: Desk) -> None:
    fill(page)
    press(Key.Key_Escape)
    assert not page.form.isVisible()
    assert draft_count(hall_at_work) == 1
    page.new_case()
    assert page.form.draft().is_blank()
    assert page.ui.draftsButton.text() == "草稿 1"
    with hall_at_work.db.read() as session:
        (kept,) = queries.drafts(session, hall_at_work.clerk.id)
    page.open_draft(kept)
    assert page.form.draft().applicant == "张桂花"
    assert not page.ui.draftsButton.isVisible()


def test_esc_closes_an_open_list_first(page: CasesPage) -> None:
    page.new_case()
    write("hj")
    press(Key.Key_Escape)
    assert page.form.isVisible()
    assert page.form.ui.matterEdit.text() == "hj"


def test_an_emptied_form_is_no_draft(qtbot: QtBot, page: CasesPage, hall_at_work: Desk) -> None:
    page.new_case()
    write("hj")
    page.keep_draft()
    assert draft_count(hall_at_work) == 1
    page.form.ui.matterEdit.clear()
    page.keep_draft()
    assert draft_count(hall_at_work) == 0


def test_a_draft_of_a_resident_who_is_gone_keeps_the_typed_name(
    open_page: Callable[[], CasesPage], hall_at_work: Desk
) -> None:
    gone = CaseDraftFields("k", matter="户籍", applicant="张三", applicant_id=987654)
    with hall_at_work.db.write() as session:
        service.save_draft(session, hall_at_work.clerk, gone, MORNING)
    page = open_page()
    assert page.form.ui.applicantEdit.text() == "张三"
    assert page.form.draft().applicant_id is None


def test_a_new_case_for_a_resident_begins_at_the_matter(
    page: CasesPage, hall_at_work: Desk
) -> None:
    page.new_case(hall_at_work.applicant_id)
    assert page.form.ui.identityName.text() == "张桂花"
    assert focus() is page.form.ui.matterEdit


@contextmanager
def _full_disk() -> Iterator[None]:
    """No file of this process may grow while this lasts, as on a disk without room."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    heard = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, heard)


@pytest.mark.skipif(sys.platform == "win32", reason="file size limits are a thing of Unix")
def test_a_full_disk_stores_nothing_and_keeps_form_and_draft(
    page: CasesPage, hall_at_work: Desk, desk: FakeDesk
) -> None:
    fill(page)
    page.keep_draft()
    typed = page.form.draft()
    with _full_disk():
        page.form.accept_wanted.emit(False)
    assert page.form.isVisible()
    assert page.form.draft() == typed
    assert len(desk.errors) == 1
    assert (cases_of(hall_at_work), draft_count(hall_at_work)) == ([], 1)
    page.form.accept_wanted.emit(False)
    assert [case.number for case in cases_of(hall_at_work)] == ["SL20261124-001"]


def test_a_draft_that_cannot_be_stored_is_told_once(
    page: CasesPage, hall_at_work: Desk, desk: FakeDesk
) -> None:
    fill(page)
    with _full_disk():
        page.keep_draft()
        page.form.ui.noteEdit.setPlainText("还在写")
        page.keep_draft()
    assert page.form.ui.draftLabel.text() == "草稿没存上"
    assert desk.toasts == ["草稿没存上，填的都在屏幕上，请先不要关闭"]
    page.form.ui.noteEdit.setPlainText("还在写，好了")
    page.keep_draft()
    assert page.form.ui.draftLabel.text().startswith("草稿已存")


def test_somebody_without_a_file_is_registered_first(page: CasesPage, desk: FakeDesk) -> None:
    page.new_case()
    press(Key.Key_N, Held.ControlModifier)
    assert desk.opened == [("register", None)]
