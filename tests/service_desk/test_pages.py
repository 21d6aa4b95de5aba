"""The page on a real hall: form, queue, card, drafts; click to SQL to PDF."""

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QAbstractItemModel, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from gridhall.papers import queries as papers
from gridhall.qt.context import Context
from gridhall.qt.scaling import refit
from gridhall.service_desk import queries, service
from gridhall.service_desk.models import CaseDraft
from gridhall.service_desk.pages.cases import CasesPage
from gridhall.service_desk.queries import CaseRow
from gridhall.service_desk.rules.draft import CaseDraftFields
from tests.audit import Dress, audit, dressed
from tests.factories import FakeDesk
from tests.service_desk.conftest import MORNING, Desk

if sys.platform != "win32":
    import resource

__all__ = ["dressed"]
Key, Held = Qt.Key, Qt.KeyboardModifier
pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]


@pytest.fixture
def open_page(qtbot: QtBot, context: Context, hall_at_work: Desk) -> Callable[[], CasesPage]:
    """Opens the page as the window does, 1366 wide."""

    def opened() -> CasesPage:
        page = CasesPage(context)
        qtbot.addWidget(page)
        page.resize(1366, 690)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        return page

    return opened


@pytest.fixture
def page(open_page: Callable[[], CasesPage]) -> CasesPage:
    return open_page()


def _type(text: str) -> None:
    for char in text:
        QTest.keyClick(_focus(), char)


def _press(key: Qt.Key, held: Qt.KeyboardModifier = Held.NoModifier) -> None:
    QTest.keyClick(_focus(), key, held)


def _focus() -> QWidget:
    focus = QApplication.focusWidget()
    assert focus is not None
    return focus


def _fill(page: CasesPage) -> None:
    page.new_case()
    _type("hj")
    _press(Key.Key_Return)
    _type("zgh")
    _press(Key.Key_Return)
    _press(Key.Key_A, Held.ControlModifier)


def _cases(desk: Desk) -> list[CaseRow]:
    with desk.db.read() as session:
        return queries.case_rows(session)


def _draft_count(desk: Desk) -> int:
    with desk.db.read() as session:
        return session.scalar(select(func.count()).select_from(CaseDraft)) or 0


def test_accepting_stores_the_case_issues_its_notice_and_opens_the_preview(
    qtbot: QtBot, page: CasesPage, hall_at_work: Desk, desk: FakeDesk
) -> None:
    _fill(page)
    page.form.ui.noteEdit.setPlainText("一家三口")
    qtbot.mouseClick(page.form.ui.acceptPrintButton, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(desk.previewed))
    (case,) = _cases(hall_at_work)
    assert (case.item_name, case.applicant_name) == ("户籍迁入材料初审", "张桂花")
    assert (case.phone, case.note) == ("13712345521", "一家三口")
    with hall_at_work.db.read() as session:
        (paper,) = papers.papers_about(session, "service_case", case.id)
        assert papers.pdf_of(session, paper.id).startswith(b"%PDF")
    assert desk.previewed == [paper.id]
    assert [row.number for row in page.queue.rows] == [case.number]
    assert page.panel.card is not None
    assert page.panel.card.case.id == case.id
    assert _draft_count(hall_at_work) == 0


def test_only_accepting_prints_nothing(page: CasesPage, hall_at_work: Desk, desk: FakeDesk) -> None:
    _fill(page)
    _press(Key.Key_S, Held.ControlModifier)
    (case,) = _cases(hall_at_work)
    assert desk.toasts == [f"已受理 {case.number} 户籍迁入材料初审，12月1日 周二前办结"]
    with hall_at_work.db.read() as session:
        assert papers.papers_about(session, "service_case", case.id) == []


def test_three_impatient_clicks_are_one_case(
    qtbot: QtBot, page: CasesPage, hall_at_work: Desk, desk: FakeDesk
) -> None:
    _fill(page)
    button = page.form.ui.acceptPrintButton
    place = button.mapTo(page, QPoint(button.width() // 2, button.height() // 2))
    window = page.windowHandle()
    for _ in range(3):
        QTest.mouseClick(window, Qt.MouseButton.LeftButton, Held.NoModifier, place)
    qtbot.waitUntil(lambda: bool(desk.previewed))
    assert [case.state for case in _cases(hall_at_work)] == ["accepted"]
    assert len(desk.previewed) == 1


def test_a_refused_form_names_every_field_and_keeps_what_was_typed(
    page: CasesPage, hall_at_work: Desk
) -> None:
    page.new_case()
    _type("hj")
    _press(Key.Key_Return)
    page.form.ui.phoneEdit.setText("1371234")
    _press(Key.Key_Return, Held.ControlModifier)
    ui = page.form.ui
    assert ui.problemBanner.text() == "还有 2 处要改：申请人、联系电话"
    assert ui.applicantNote.text() == "请选择申请人；没有档案按 Ctrl+N 登记"
    assert ui.phoneNote.text() == "手机号要 11 位，现在是 7 位"
    assert _focus() is ui.applicantEdit
    assert _cases(hall_at_work) == []
    _type("zgh")
    _press(Key.Key_Return)
    assert ui.problemBanner.text() == "还有 1 处要改：联系电话"
    assert page.form.draft().phone == "1371234"


def test_an_input_methods_enter_is_its_own(page: CasesPage) -> None:
    page.new_case()
    edit = page.form.ui.applicantEdit
    edit.setFocus()
    QApplication.sendEvent(edit, QInputMethodEvent("zhang", []))
    _press(Key.Key_Return)
    assert _focus() is edit


def test_materials_answer_to_digits_and_ctrl_a(page: CasesPage) -> None:
    _fill(page)
    ticks = page.form.ticks
    assert ticks.ticked() == (1, 2, 3, 4, 5)
    _type("4")
    assert ticks.ticked() == (1, 2, 3, 5)
    assert page.form.ui.missingChip.text() == "缺 1 项必备材料，受理后可补收"
    assert page.form.ui.missingChip.isVisible()
    _type("45")
    assert not page.form.ui.missingChip.isVisible()


def test_enter_walks_through_the_fields(page: CasesPage) -> None:
    _fill(page)
    page.form.ui.phoneEdit.setFocus()
    _press(Key.Key_Return)
    assert _focus() is page.form.ui.channelBox
    _press(Key.Key_Return)
    assert _focus() is page.form.ui.noteEdit
    _press(Key.Key_Return)
    assert _focus() is page.form.ui.noteEdit, "a remark may have several lines"
    _press(Key.Key_Tab)
    assert isinstance(_focus(), QCheckBox)
    _press(Key.Key_Return, Held.ShiftModifier)
    assert _focus() is page.form.ui.noteEdit


def test_another_applicant_brings_another_phone_but_not_over_a_typed_one(page: CasesPage) -> None:
    _fill(page)
    ui = page.form.ui
    ui.applicantEdit.setFocus()
    ui.applicantEdit.selectAll()
    _type("ljj")
    assert not ui.identityCard.isVisible()
    _press(Key.Key_Return)
    assert ui.identityName.text() == "李建军"
    ui.phoneEdit.setText("13900000000")
    ui.applicantEdit.setFocus()
    ui.applicantEdit.selectAll()
    _type("zgh")
    _press(Key.Key_Return)
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
    _type("hj")
    assert not banner.isVisible()


def test_a_shorter_promise(page: CasesPage, hall_at_work: Desk) -> None:
    _fill(page)
    assert page.form.ui.promiseLabel.text() == "12月1日 周二 17:00 前"
    _press(Key.Key_D, Held.AltModifier)
    page.form.ui.limitBox.setValue(2)
    assert page.form.ui.promiseLabel.text() == "11月26日 周四 17:00 前"
    _press(Key.Key_S, Held.ControlModifier)
    assert _cases(hall_at_work)[0].limit_days == 2


def test_what_is_typed_survives_a_crash(
    qtbot: QtBot, open_page: Callable[[], CasesPage], hall_at_work: Desk
) -> None:
    first = open_page()
    _fill(first)
    _type("2")
    qtbot.waitUntil(lambda: first.form.ui.draftLabel.text().startswith("草稿已存"))
    typed = first.form.draft()
    second = open_page()  # the first was never closed: nothing had a chance to save at the end
    assert second.form.draft() == typed
    assert second.form.ui.identityName.text() == "张桂花"
    assert second.form.ticks.ticked() == (1, 3, 4, 5)
    assert second.form.isVisible()


def test_esc_closes_the_form_and_f2_parks_a_draft(page: CasesPage, hall_at_work: Desk) -> None:
    _fill(page)
    _press(Key.Key_Escape)
    assert not page.form.isVisible()
    assert _draft_count(hall_at_work) == 1
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
    _type("hj")
    _press(Key.Key_Escape)
    assert page.form.isVisible()
    assert page.form.ui.matterEdit.text() == "hj"


def test_an_emptied_form_is_no_draft(qtbot: QtBot, page: CasesPage, hall_at_work: Desk) -> None:
    page.new_case()
    _type("hj")
    page.keep_draft()
    assert _draft_count(hall_at_work) == 1
    page.form.ui.matterEdit.clear()
    page.keep_draft()
    assert _draft_count(hall_at_work) == 0


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
    assert _focus() is page.form.ui.matterEdit


def test_filters_counts_and_the_empty_queue(page: CasesPage, hall_at_work: Desk) -> None:
    hall_at_work.accept("HJ02", days_ago=11)
    hall_at_work.accept("HJ01", received=(1,))
    pills = page.ui.filterPills
    assert pills.titles() == ["待办 2", "超期 1", "今天到期 0", "待补正 1", "已办结"]
    pills.chosen.emit(2)
    assert page.queue.rows == []
    assert page.ui.queueEmpty.isVisible()
    pills.chosen.emit(1)
    assert [row.due.text for row in page.queue.rows] == ["超期 4 天"]


def test_the_text_filter(qtbot: QtBot, page: CasesPage, hall_at_work: Desk) -> None:
    hall_at_work.accept("HJ02")
    hall_at_work.accept("MZ01")
    page.ui.filterEdit.setText("高龄")
    qtbot.waitUntil(lambda: [r.item_name for r in page.queue.rows] == ["高龄津贴初审"])
    page.ui.filterEdit.setText("<b>没有</b>")
    qtbot.waitUntil(lambda: page.ui.queueEmpty.isVisible())


def test_the_queue_obeys_the_model_tester(page: CasesPage, hall_at_work: Desk) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    model: QAbstractItemModel = page.queue
    tester = QAbstractItemModelTester(model, mode)
    hall_at_work.accept("HJ02")
    hall_at_work.accept("MZ01")
    assert tester.model() is page.queue
    assert len(page.queue.rows) == 2


def test_closing_a_case_and_taking_it_back(
    page: CasesPage, hall_at_work: Desk, desk: FakeDesk
) -> None:
    case = hall_at_work.accept("HJ02")
    page.ui.caseTable.setFocus()
    page.ui.caseTable.choose_first()
    _press(Key.Key_Return)
    _press(Key.Key_Return, Held.ControlModifier)
    assert _cases(hall_at_work)[0].state == "finished"
    assert desk.toasts == [f"已办结 {case.number} 户籍迁出材料初审"]
    assert page.queue.rows == []
    desk.undos[0]()
    assert _cases(hall_at_work)[0].state == "accepted"
    assert len(page.queue.rows) == 1


def test_missing_materials_are_received_on_the_card(page: CasesPage, hall_at_work: Desk) -> None:
    case = hall_at_work.accept("HJ01", received=(1, 2))
    page.show_case(case.id)
    panel = page.panel
    assert panel.ui.stateChip.text() == "待补正"
    assert [box.isEnabled() for box in panel.ticks.boxes] == [False, False, True, True, True]
    panel.ticks.boxes[2].click()
    panel.ticks.boxes[3].click()
    panel.ui.receiveButton.click()
    assert panel.ui.stateChip.text() == "已受理"
    with hall_at_work.db.read() as session:
        assert queries.case_card(session, case.id).missing == ()


def test_markup_in_a_case_is_shown_as_typed(page: CasesPage, hall_at_work: Desk) -> None:
    case = hall_at_work.accept("HJ01", note='<span style="font-size:80pt">大</span>')
    page.show_case(case.id)
    label = page.panel.ui.noteLabel
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.sizeHint().height() < 80


def test_printing_again_gives_the_same_paper(
    qtbot: QtBot, page: CasesPage, hall_at_work: Desk, desk: FakeDesk
) -> None:
    case = hall_at_work.accept("HJ01")
    page.show_case(case.id)
    page.panel.ui.printButton.click()
    qtbot.waitUntil(lambda: len(desk.previewed) == 1)
    page.panel.ui.printButton.click()
    qtbot.waitUntil(lambda: len(desk.previewed) == 2)
    assert desk.previewed[0] == desk.previewed[1]


def test_somebody_elses_change_is_told(page: CasesPage, hall_at_work: Desk, desk: FakeDesk) -> None:
    case = hall_at_work.accept("HJ01")
    page.show_case(case.id)
    page.hide()
    with hall_at_work.db.write() as session:
        service.finish_case(session, hall_at_work.clerk, case.id, MORNING)
    page.panel.finish_wanted.emit()
    assert "刚动过" in desk.errors[0]
    page.show()
    assert page.panel.ui.stateChip.text() == "已办结"


def test_a_narrow_window_shows_one_pane(page: CasesPage, hall_at_work: Desk) -> None:
    case = hall_at_work.accept("HJ01")
    page.show_for_width(910)
    assert page.ui.queueCard.isVisible()
    assert not page.ui.sideCard.isVisible()
    page.show_case(case.id)
    assert page.panel.isVisible()
    assert not page.ui.queueCard.isVisible()
    page.close_side()
    assert page.ui.queueCard.isVisible()


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
    _fill(page)
    page.keep_draft()
    typed = page.form.draft()
    with _full_disk():
        page.form.accept_wanted.emit(False)
    assert page.form.isVisible()
    assert page.form.draft() == typed
    assert len(desk.errors) == 1
    assert (_cases(hall_at_work), _draft_count(hall_at_work)) == ([], 1)
    page.form.accept_wanted.emit(False)
    assert [case.number for case in _cases(hall_at_work)] == ["SL20261124-001"]


def test_a_draft_that_cannot_be_stored_is_told_once(
    page: CasesPage, hall_at_work: Desk, desk: FakeDesk
) -> None:
    _fill(page)
    with _full_disk():
        page.keep_draft()
        page.form.ui.noteEdit.setPlainText("还在写")
        page.keep_draft()
    assert page.form.ui.draftLabel.text() == "草稿没存上"
    assert desk.toasts == ["草稿没存上，填的都在屏幕上，请先不要关闭"]
    page.form.ui.noteEdit.setPlainText("还在写，好了")
    page.keep_draft()
    assert page.form.ui.draftLabel.text().startswith("草稿已存")


def test_every_field_and_button_has_a_name(page: CasesPage, hall_at_work: Desk) -> None:
    _fill(page)
    named = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    unnamed = [w.objectName() for w in named if not w.accessibleName() and not _text(w)]
    assert unnamed == []


def _text(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    return str(text()) if callable(text) else ""


@pytest.mark.parametrize(("mode", "percent"), [("light", 100), ("dark", 125), ("light", 150)])
@pytest.mark.parametrize("scene", ["form", "refused", "card"])
def test_nothing_is_clipped_or_nameless(
    qtbot: QtBot,
    page: CasesPage,
    hall_at_work: Desk,
    dressed: Dress,
    mode: str,
    percent: int,
    scene: str,
) -> None:
    case = hall_at_work.accept("HJ01", received=(1, 2), note="一家三口，购房落户")
    dressed(mode, percent)
    if scene == "card":
        page.show_case(case.id)
    else:
        _fill(page)
    if scene == "refused":
        page.form.ui.phoneEdit.setText("1371234")
        page.form.accept_wanted.emit(False)
    refit(page)
    page.show_for_width(1366 * 100 // percent)
    qtbot.wait(50)
    assert audit(page).problems == []


def test_closing_the_form_shows_the_chosen_case_again(page: CasesPage, hall_at_work: Desk) -> None:
    case = hall_at_work.accept("HJ01")
    page.new_case()
    page.ui.caseTable.choose_first()
    page.close_side()
    assert page.panel.isVisible()
    assert page.panel.ui.numberLabel.text() == case.number


def test_somebody_without_a_file_is_registered_first(page: CasesPage, desk: FakeDesk) -> None:
    page.new_case()
    _press(Key.Key_N, Held.ControlModifier)
    assert desk.opened == [("register", None)]
