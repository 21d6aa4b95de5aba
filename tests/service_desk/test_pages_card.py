"""The card: only the steps that are open now, each by its key; papers; several cases at once."""

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from gridhall.core.clerk import Clerk
from gridhall.qt.buttons import Btn
from gridhall.qt.context import Context
from gridhall.qt.scaling import refit
from gridhall.service_desk import service
from gridhall.service_desk.dialogs.approvals import ApprovalsSheet
from gridhall.service_desk.dialogs.clocks import ApproveSheet, SuspendSheet
from gridhall.service_desk.dialogs.endings import ArchiveSheet, DeliverSheet
from gridhall.service_desk.dialogs.materials import DeferSheet, NoticeSheet
from gridhall.service_desk.dialogs.moving import HandOverSheet
from gridhall.service_desk.pages.card_steps import KEYS, offer, words
from gridhall.service_desk.pages.cases import CasesPage
from gridhall.service_desk.rules.states import open_steps
from tests.audit import Dress, audit, dressed
from tests.factories import FakeDesk
from tests.modal import answer
from tests.service_desk.cards import card_of, finished, moment, received, words_on
from tests.service_desk.conftest import MORNING, Desk
from tests.service_desk.hands import open_page, page, press

__all__ = ["dressed", "open_page", "page"]
Key, Held = Qt.Key, Qt.KeyboardModifier
pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]
_WHOLE = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows


def _sheet(qtbot: QtBot, kind: type) -> object:
    """The sheet that a key has opened."""
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind))
    return QApplication.activeModalWidget()


def _choose(page: CasesPage, *places: int) -> None:
    selection = page.ui.caseTable.selectionModel()
    for place in places:
        selection.select(page.queue.index(place, 0), _WHOLE)


def test_every_open_step_is_offered_once_and_no_other(hall_at_work: Desk) -> None:
    cases = [hall_at_work.accept("HJ01"), received(hall_at_work), finished(hall_at_work)]
    for case in cases:
        card = card_of(hall_at_work, case.id)
        offered = offer(card, hall_at_work.clerk).all()
        assert len(offered) == len(set(offered))
        told = set(offered) - {"finish_as", "rate"}
        elsewhere = {"receive", "decide_extension", "defer"}
        assert told == set(open_steps(card.case.state)) - elsewhere


def test_no_two_steps_on_offer_share_a_key(hall_at_work: Desk, supervisor: Clerk) -> None:
    with hall_at_work.db.write() as session:
        case = hall_at_work.accept("HJ01", received=(1,))
    with hall_at_work.db.write() as session:
        order = service.ExtensionOrder(3, "需要核实")
        service.ask_extension(session, hall_at_work.clerk, case.id, order, moment(hall_at_work))
    for one in (case, received(hall_at_work), finished(hall_at_work)):
        offered = offer(card_of(hall_at_work, one.id), supervisor).all()
        keys = [KEYS[step] for step in offered if step in KEYS]
        assert len(keys) == len(set(keys))
        assert not {"Alt+M", "Alt+P", "Alt+I", "Alt+O", "Alt+F", "Alt+U"} & set(keys)


def test_only_a_supervisor_is_offered_the_approval(
    page: CasesPage, hall_at_work: Desk, supervisor: Clerk
) -> None:
    case = hall_at_work.accept("HJ01")
    order = service.ExtensionOrder(3, "需要核实")
    with hall_at_work.db.write() as session:
        service.ask_extension(session, hall_at_work.clerk, case.id, order, moment(hall_at_work))
    page.show_case(case.id)
    assert "待批延期" in words_on(page.panel.ui.chipsArea)
    card = card_of(hall_at_work, case.id)
    assert "decide_extension" not in offer(card, hall_at_work.clerk).all()
    assert offer(card, supervisor).usual[0] == "decide_extension"


@pytest.mark.parametrize(
    ("key", "held", "kind"),
    [
        (Key.Key_T, Held.AltModifier, SuspendSheet),
        (Key.Key_H, Held.AltModifier, HandOverSheet),
    ],
)
def test_a_steps_key_opens_its_sheet(
    qtbot: QtBot,
    page: CasesPage,
    hall_at_work: Desk,
    key: Qt.Key,
    held: Qt.KeyboardModifier,
    kind: type,
) -> None:
    page.show_case(hall_at_work.accept("HJ01").id)
    press(key, held)
    sheet = _sheet(qtbot, kind)
    sheet.reject()  # type: ignore[attr-defined]


def test_the_life_of_a_case_by_the_filled_button(
    qtbot: QtBot, page: CasesPage, hall_at_work: Desk, desk: FakeDesk
) -> None:
    case = received(hall_at_work, have=(1, 2, 3, 4))
    page.show_case(case.id)
    primary = page.panel.ui.primaryButton
    assert primary.text() == "受理"
    press(Key.Key_Return, Held.ControlModifier)
    assert card_of(hall_at_work, case.id).case.state == "accepted"
    assert desk.toasts[-1] == f"已受理 {case.number}。按 Ctrl+P 打印受理通知书"
    assert not primary.isEnabled(), "an impatient second press must not close the case"
    qtbot.waitUntil(primary.isEnabled)
    press(Key.Key_Return, Held.ControlModifier)
    assert desk.toasts[-1] == f"已办结 {case.number} {case.item_name}"
    answer(lambda sheet: sheet.save())
    page.panel.step_wanted.emit("deliver")
    qtbot.waitUntil(lambda: card_of(hall_at_work, case.id).case.state == "delivered")
    assert page.panel.ui.printButton.text() == "打印送达回证"


def test_what_lacks_asks_for_a_notice_or_a_promise(
    qtbot: QtBot, page: CasesPage, hall_at_work: Desk
) -> None:
    page.show_case(received(hall_at_work).id)
    assert page.panel.ui.primaryButton.text() == "一次性告知"
    press(Key.Key_F8)
    _sheet(qtbot, NoticeSheet).reject()  # type: ignore[attr-defined]
    press(Key.Key_S, Held.AltModifier)
    _sheet(qtbot, DeferSheet).reject()  # type: ignore[attr-defined]


def test_ctrl_p_prints_what_the_last_step_ends_with(
    qtbot: QtBot, page: CasesPage, hall_at_work: Desk, desk: FakeDesk, supervisor: Clerk
) -> None:
    case = hall_at_work.accept("HJ01")
    when = moment(hall_at_work)
    with hall_at_work.db.write() as session:
        order = service.ExtensionOrder(3, "需要核实")
        service.ask_extension(session, hall_at_work.clerk, case.id, order, when)
    page.show_case(case.id)
    assert page.panel.ui.printButton.text() == "打印通知书"
    page._context.clerk = supervisor
    answer(lambda sheet: sheet.save())
    page.steps.do("decide_extension", card_of(hall_at_work, case.id))
    qtbot.waitUntil(lambda: page.panel.ui.printButton.text() == "打印告知书")
    page.panel.ui.printButton.click()
    qtbot.waitUntil(lambda: len(desk.previewed) == 1)
    (paper,) = card_of(hall_at_work, case.id).papers
    assert (paper.id, paper.kind) == (desk.previewed[0], "extension-notice")


def test_the_rest_stands_in_the_menu_with_its_keys(page: CasesPage, hall_at_work: Desk) -> None:
    page.show_case(hall_at_work.accept("HJ01").id)
    page.panel.foot.open_menu()
    menu = page.findChild(QMenu, "stepsMenu")
    assert isinstance(menu, QMenu)
    told = [action.text() for action in menu.actions()]
    assert "撤销受理\tAlt+X" in told
    assert "记事\tAlt+N" in told
    assert all("\t" in words for words in told)
    menu.close()


def test_other_papers_are_offered_and_a_second_printing_says_so(
    qtbot: QtBot, page: CasesPage, hall_at_work: Desk, desk: FakeDesk
) -> None:
    case = hall_at_work.accept("HJ01", received=(1, 2))
    page.show_case(case.id)
    press(Key.Key_P, Held.ControlModifier)
    qtbot.waitUntil(lambda: len(desk.previewed) == 1)
    press(Key.Key_P, Held.AltModifier)
    menu = page.findChild(QMenu, "papersMenu")
    assert isinstance(menu, QMenu)
    told = [action.text() for action in menu.actions()]
    assert told[0] == "受理通知书（补打）"
    assert "容缺受理承诺书" in told
    menu.close()


def test_several_cases_are_handed_over_printed_and_archived_together(
    qtbot: QtBot, page: CasesPage, hall_at_work: Desk
) -> None:
    for code in ("HJ01", "HJ02", "HJ03"):
        hall_at_work.accept(code)
    page.refresh()
    page.ui.caseTable.setFocus()
    page.ui.caseTable.choose_first()
    press(Key.Key_Down, Held.ShiftModifier)
    assert page.ui.manyLabel.text() == "已选 2 件"
    assert page.ui.manyBar.isVisible()
    assert not page.panel.isVisible(), "a single card's keys are dead meanwhile"
    press(Key.Key_H, Held.AltModifier)
    sheet = _sheet(qtbot, HandOverSheet)
    sheet.to.setCurrentIndex(0)  # type: ignore[attr-defined]
    sheet.save()  # type: ignore[attr-defined]
    holders = [row.holder_name for row in page.queue.rows]
    assert sorted(holders).count("王芳") == 1
    asked: list[int] = []
    answer(lambda batch: asked.append(len(batch.steps)))
    page.ui.manyPrint.click()
    qtbot.waitUntil(lambda: asked == [2])
    page.close_side()  # Esc
    assert not page.ui.manyBar.isVisible()


def test_several_finished_cases_are_archived_together(
    qtbot: QtBot, page: CasesPage, hall_at_work: Desk
) -> None:
    finished(hall_at_work, "HJ02")
    finished(hall_at_work, "HJ03")
    page.cases.filters.choose("finished")
    page.ui.caseTable.setFocus()
    press(Key.Key_A, Held.ControlModifier)
    press(Key.Key_G, Held.AltModifier)
    sheet = _sheet(qtbot, ArchiveSheet)
    sheet.place.setText("2026 年第 3 盒")  # type: ignore[attr-defined]
    sheet.save()  # type: ignore[attr-defined]
    assert {row.state for row in page.queue.rows} == {"archived"}


def test_only_ones_own_cases(page: CasesPage, hall_at_work: Desk, supervisor: Clerk) -> None:
    mine, theirs = hall_at_work.accept("HJ01"), hall_at_work.accept("HJ02")
    with hall_at_work.db.write() as session:
        order = service.HandOver(supervisor.id)
        service.hand_over(session, hall_at_work.clerk, [theirs.id], order, moment(hall_at_work))
    page.refresh()
    assert len(page.queue.rows) == 2
    page.ui.caseTable.setFocus()
    press(Key.Key_O, Held.AltModifier)
    assert [row.id for row in page.queue.rows] == [mine.id]
    press(Key.Key_O, Held.AltModifier)
    assert len(page.queue.rows) == 2


def test_pills_that_do_not_fit_are_in_the_menu(page: CasesPage, hall_at_work: Desk) -> None:
    hall_at_work.accept("HJ01")
    page.refresh()
    filters, pills = page.cases.filters, page.ui.filterPills
    page.setFixedWidth(page.width())  # nothing but what is told here changes the room
    filters.lay_out(200)
    assert 2 <= len(pills.titles()) < 8
    assert page.ui.morePill.isVisible()
    filters.choose("finished")
    assert page.ui.morePill.isChecked()
    assert page.ui.morePill.text().startswith("已办结")
    filters.lay_out(4000)
    assert len(pills.titles()) == 8
    assert not page.ui.morePill.isVisible()


def test_a_list_that_is_cut_says_so(page: CasesPage, hall_at_work: Desk) -> None:
    case = hall_at_work.accept("HJ01")
    page.refresh()
    row = page.queue.rows[0]
    counts = page.cases.read_counts()
    page.cases.sum_up(counts, [row] * 1000)
    assert "只列前 1000 件" in page.ui.summaryLabel.text()
    page.cases.sum_up(counts, [row])
    assert page.ui.summaryLabel.text() == "1 件待办 · 0 件超期 · 0 件今天到期"
    assert case.id == row.id


def test_a_supervisor_decides_from_the_list(
    qtbot: QtBot, page: CasesPage, hall_at_work: Desk, context: Context, supervisor: Clerk
) -> None:
    case = hall_at_work.accept("HJ01")
    order = service.ExtensionOrder(3, "需要核实")
    with hall_at_work.db.write() as session:
        service.ask_extension(session, hall_at_work.clerk, case.id, order, moment(hall_at_work))
    context.clerk = supervisor
    listing = ApprovalsSheet(page, context)
    listing.open()
    assert [row.number for row in listing.model.rows] == [case.number]
    listing.look.click()
    word = _sheet(qtbot, ApproveSheet)
    word.save()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: listing.model.rows == ())
    assert card_of(hall_at_work, case.id).extensions[0].state == "approved"
    listing.reject()


def test_a_rating_is_never_shown_only_that_there_is_one(
    qtbot: QtBot, page: CasesPage, hall_at_work: Desk, desk: FakeDesk
) -> None:
    case = finished(hall_at_work)
    page.show_case(case.id)
    assert "未评价" in words_on(page.panel.ui.chipsArea)
    press(Key.Key_Q, Held.AltModifier)
    faces = page.steps.rating.window
    assert faces is not None
    assert case.applicant_name not in faces.title.text()
    faces.choose(2)
    qtbot.waitUntil(lambda: "已评价" in words_on(page.panel.ui.chipsArea))
    assert not any("满意" in words for words in words_on(page.panel))
    assert "满意" not in desk.toasts[-1]
    assert "rate" not in offer(card_of(hall_at_work, case.id), hall_at_work.clerk).all()
    faces.close()


@pytest.mark.parametrize(("mode", "percent"), [("light", 100), ("dark", 125), ("light", 150)])
@pytest.mark.parametrize("state", ["received", "suspended", "finished"])
def test_no_card_is_clipped_or_nameless(
    qtbot: QtBot,
    page: CasesPage,
    hall_at_work: Desk,
    dressed: Dress,
    mode: str,
    percent: int,
    state: str,
) -> None:
    if state == "received":
        case = received(hall_at_work)
    elif state == "finished":
        case = finished(hall_at_work)
    else:
        case = hall_at_work.accept("HJ01", received=(1, 2), green="veteran")
        with hall_at_work.db.write() as session:
            order = service.PauseOrder("site_visit", "入户核查已约 11月26日")
            service.suspend(session, hall_at_work.clerk, case.id, order, moment(hall_at_work))
    dressed(mode, percent)
    page.show_case(case.id)
    refit(page)
    for shown in (page, page.ui.caseTable):
        shown.show_for_width(1366 * 100 // percent)
    qtbot.wait(50)
    assert audit(page).problems == []


def test_one_button_is_filled_and_each_names_its_key(page: CasesPage, hall_at_work: Desk) -> None:
    page.show_case(hall_at_work.accept("HJ01").id)
    shown = [made for made in page.findChildren(Btn) if made.isVisible()]
    assert [made.text() for made in shown if made.property("kind") == "primary"] == ["办结"]
    card = page.panel.card
    assert card is not None
    for step in offer(card, hall_at_work.clerk).usual:
        made = next(one for one in shown if one.text() == words(step, card))
        assert KEYS[step] in made.accessibleName()


def test_delivering_is_offered_at_once_and_undone_by_key(
    qtbot: QtBot, page: CasesPage, hall_at_work: Desk
) -> None:
    case = finished(hall_at_work)
    page.show_case(case.id)
    press(Key.Key_Return, Held.ControlModifier)
    _sheet(qtbot, DeliverSheet).reject()  # type: ignore[attr-defined]
    press(Key.Key_K, Held.AltModifier)
    assert card_of(hall_at_work, case.id).case.state == "accepted"
    assert card_of(hall_at_work, case.id).case.accepted_at == MORNING


def test_what_is_ticked_is_kept_before_the_case_goes_on(
    page: CasesPage, hall_at_work: Desk
) -> None:
    """Ctrl+Enter with a box just ticked stores it; pressed again it is the step it was before."""
    case = hall_at_work.accept("HJ01", received=(1,))
    page.show_case(case.id)
    panel = page.panel
    assert panel.ui.primaryButton.text() == "办结"
    panel.ticks.boxes[1].setFocus()
    panel.ticks.boxes[1].setChecked(True)
    assert panel.ui.primaryButton.text() == "补收材料"
    press(Key.Key_Return, Held.ControlModifier)
    card = card_of(hall_at_work, case.id)
    assert (card.case.state, [m.position for m in card.materials if m.received_at]) == (
        "accepted",
        [1, 2],
    )
    assert panel.ui.primaryButton.text() == "办结"
    focus = QApplication.focusWidget()
    assert focus is not None
    assert panel.isAncestorOf(focus)  # the box was made anew, the keys stay on the card


def test_beside_an_open_form_ctrl_p_is_the_forms(page: CasesPage, hall_at_work: Desk) -> None:
    for code in ("HJ01", "HJ02", "HJ03"):
        hall_at_work.accept(code)
    page.refresh()
    _choose(page, 0, 1)
    assert page.ui.manyBar.isVisible()
    page.new_case()
    _choose(page, 2)
    assert not page.ui.manyBar.isVisible()
    assert page.ui.keysBar.isVisible()
    page.close_side()
    _choose(page, 0, 1)
    assert page.ui.manyBar.isVisible()
