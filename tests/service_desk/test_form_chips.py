"""The form's pinned matters, parked drafts, negative slips and what the visitor reads."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from gridhall.core.clerk import Clerk
from gridhall.papers.models import Paper
from gridhall.qt.context import Context
from gridhall.service_desk.dialogs.parked import ParkedSheet
from gridhall.service_desk.pages.cases import CasesPage
from gridhall.service_desk.queries import reads as queries
from gridhall.service_desk.queries.catalogue import matter_by_id
from gridhall.service_desk.service.catalogue_versions import MatterChange, retire, save_matter
from tests.factories import TODAY, FakeDesk, id_number
from tests.service_desk.conftest import Desk
from tests.service_desk.hands import (
    Held,
    Key,
    cases_of,
    draft_count,
    fill,
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


def _change(desk: Desk, administrator: Clerk, names: dict[str, str]) -> None:
    """A version from today on whose materials are called otherwise; "" drops one."""
    with desk.db.write() as session:
        row = matter_by_id(session, desk.matter("HJ01").id, TODAY)
        materials = tuple(
            replace(one, name=names.get(one.name, one.name))
            for one in row.said.materials
            if names.get(one.name) != ""
        )
        said = replace(row.said, materials=materials)
        save_matter(session, administrator, MatterChange(said, TODAY, row.id, row.version), TODAY)


def _retire(desk: Desk, administrator: Clerk) -> None:
    with desk.db.write() as session:
        row = matter_by_id(session, desk.matter("HJ01").id, TODAY)
        retire(session, administrator, (row.id, row.version, TODAY), TODAY)


def _with_chips(qtbot: QtBot, opened: Callable[[], CasesPage], desk: Desk) -> CasesPage:
    desk.accept("HJ01", days_ago=8)
    desk.accept("HJ01", days_ago=9)
    desk.accept("HJ02", days_ago=8)
    page = opened()
    qtbot.waitUntil(lambda: bool(page.form.pins.row.chips))
    return page


def test_chips_stand_while_the_matter_is_empty(
    qtbot: QtBot, open_page: Callable[[], CasesPage], hall_at_work: Desk
) -> None:
    page = _with_chips(qtbot, open_page, hall_at_work)
    page.new_case()
    row = page.form.pins.row
    assert row.isVisible()
    assert [chip.accessibleName() for chip in row.chips.values()] == [
        "户籍迁入材料初审 快捷键 Ctrl+1",
        f"{hall_at_work.matter('HJ02').name} 快捷键 Ctrl+2",
    ]
    write("h")
    assert not row.isVisible()
    page.form.ui.matterEdit.clear()
    press(Key.Key_2, Held.ControlModifier)
    assert page.form.draft().matter == hall_at_work.matter("HJ02").name
    assert not row.isVisible()


def test_the_digits_are_the_forms_inside_it_and_the_tabs_outside(
    qtbot: QtBot, context: Context, hall_at_work: Desk
) -> None:
    hall_at_work.accept("HJ01", days_ago=8)
    window, page, switched = QMainWindow(), CasesPage(context), list[int]()
    qtbot.addWidget(window)
    window.setCentralWidget(page)
    for place in range(1, 6):  # as the shell binds its tabs
        action = QAction(window, shortcut=f"Ctrl+{place}")
        action.triggered.connect(lambda _=False, place=place: switched.append(place))
        window.addAction(action)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    qtbot.waitUntil(lambda: bool(page.form.pins.row.chips))
    handle = window.windowHandle()
    assert handle is not None
    page.new_case()
    QTest.keyClick(handle, Key.Key_5, Held.ControlModifier)  # a free digit is nobody else's
    assert (switched, page.form.draft().matter) == ([], "")
    QTest.keyClick(handle, Key.Key_1, Held.ControlModifier)
    assert (switched, page.form.draft().matter) == ([], "户籍迁入材料初审")
    QTest.keyClick(handle, Key.Key_1, Held.ControlModifier)  # the chips are gone: the tab's again
    assert switched == [1]
    page.new_case()
    page.ui.caseTable.setFocus()
    QTest.keyClick(handle, Key.Key_2, Held.ControlModifier)
    assert switched == [1, 2]


def test_a_chosen_matter_is_fixed_to_a_digit(
    qtbot: QtBot, open_page: Callable[[], CasesPage], hall_at_work: Desk
) -> None:
    page = _with_chips(qtbot, open_page, hall_at_work)
    fill(page)
    page.form.pins.open_menu()
    menu = page.form.findChildren(QMenu)[-1]
    entries = [action.text() for action in menu.actions()]
    assert entries[2] == "固定到 Ctrl+3（现在是 空）"
    menu.actions()[2].trigger()
    menu.close()
    qtbot.waitUntil(lambda: 3 in page.form.pins.row.chips)
    assert page.form.pins.row.chips[3].pin.fixed


# Parked drafts


def test_parked_drafts_are_listed_taken_up_and_discarded(
    qtbot: QtBot, page: CasesPage, hall_at_work: Desk, desk: FakeDesk
) -> None:
    fill(page)
    page.new_case()
    write("hj")
    press(Key.Key_Return)
    page.new_case()
    assert page.ui.draftsButton.text() == "草稿 2"
    page.intake.show_parked()
    sheet = page.window().findChild(ParkedSheet)
    assert sheet is not None
    columns = sheet.model.columns
    assert [columns[0].text(row) for row in sheet.model.rows] == ["没选申请人", "张桂花"]
    sheet._discard()
    assert desk.toasts == ["已丢弃草稿 户籍迁入材料初审"]
    assert draft_count(hall_at_work) == 1
    desk.undos[-1]()
    assert draft_count(hall_at_work) == 2
    sheet._choose(sheet.resumed.emit)
    assert page.form.draft().applicant == "张桂花"
    assert page.form.ticks.ticked() == (1, 2, 3, 4, 5)


def test_a_parked_draft_whose_matter_was_retired_loses_nothing(
    page: CasesPage, hall_at_work: Desk, administrator: Clerk
) -> None:
    fill(page)
    write("345")
    page.form.ui.noteEdit.setPlainText("一家三口")
    page.keep_draft()
    page.new_case()
    _retire(hall_at_work, administrator)
    with hall_at_work.db.read() as session:
        (kept,) = queries.drafts(session, hall_at_work.clerk.id)
    page.open_draft(kept)
    form = page.form
    assert form.parked_banner.isVisible()
    assert "“户籍迁入材料初审”已从事项目录停用，请换一个事项" in form.parked_banner.text()
    assert "收过的材料记着：户口簿、居民身份证" in form.parked_banner.text()
    draft = form.draft()
    assert (draft.applicant, draft.note, draft.item_id) == ("张桂花", "一家三口", None)
    form.ui.matterEdit.selectAll()
    write("HJ02")
    press(Key.Key_Return)
    names = [one.name for one in hall_at_work.matter("HJ02").materials]
    held = [names[position - 1] for position in form.ticks.ticked()]
    assert held == [name for name in names if name in ("户口簿", "居民身份证")]
    assert not form.parked_banner.isVisible()


def test_a_parked_draft_of_an_older_list_keeps_ticks_by_name(
    page: CasesPage, hall_at_work: Desk, administrator: Clerk
) -> None:
    fill(page)
    page.keep_draft()
    page.new_case()
    first = hall_at_work.matter("HJ01").materials[0].name
    _change(hall_at_work, administrator, {first: ""})
    with hall_at_work.db.read() as session:
        (kept,) = queries.drafts(session, hall_at_work.clerk.id)
    page.open_draft(kept)
    form = page.form
    assert form.ticks.ticked() == (1, 2, 3, 4)
    assert f"新清单不再要：{first}" in form.parked_banner.text()
    press(Key.Key_S, Held.ControlModifier)
    (case,) = cases_of(hall_at_work)
    with hall_at_work.db.read() as session:
        card = queries.case_card(session, case.id)
    assert [m.name for m in card.materials if m.received_at] == [
        one.name for one in hall_at_work.matter("HJ01").materials
    ]


def test_a_list_that_changes_under_the_form_is_told_at_once(
    page: CasesPage, hall_at_work: Desk, administrator: Clerk
) -> None:
    fill(page)
    _change(hall_at_work, administrator, {"户口簿": "户口簿（全户）"})
    assert "材料清单已经更新" in page.form.parked_banner.text()
    assert page.form.ticks.ticked() == (2, 3, 4, 5)


# The negative list, the visitor's eyes


def test_a_certificate_that_is_not_ours_has_its_slip(
    qtbot: QtBot, page: CasesPage, hall_at_work: Desk, desk: FakeDesk
) -> None:
    page.new_case()
    edit = page.form.ui.matterEdit
    edit.setText("亲属关系证明")
    edit.textEdited.emit(edit.text())
    assert page.form.negative.button.isVisible()
    press(Key.Key_P, Held.AltModifier)
    qtbot.waitUntil(lambda: bool(desk.previewed))
    with hall_at_work.db.read() as session:
        (paper,) = session.scalars(select(Paper))
        assert paper.kind == "negative-slip"
    assert cases_of(hall_at_work) == []
    edit.selectAll()
    write("hj")
    assert not page.form.negative.button.isVisible()


def test_the_visitor_reads_what_is_typed_and_no_whole_number(
    page: CasesPage, desk: FakeDesk
) -> None:
    page.new_case()
    press(Key.Key_V, Held.AltModifier)
    assert desk.toasts == ["表里还没有填东西，填了再给办事人看"]
    fill(page)
    write("3")
    press(Key.Key_V, Held.AltModifier)
    window = page.intake.read_back
    assert window is not None
    facts = dict(window.facts)
    assert facts["办什么"] == "户籍迁入材料初审"
    assert facts["申请人"].startswith("张桂花（证件尾号")
    assert facts["联系电话"] == "137****5521"
    assert facts["还缺"] == "不动产权证书或购房合同"
    assert facts["办结时间"] == "12月1日 周二 17:00 前"
    page.form.ticks.boxes[2].setChecked(True)
    assert "还缺" not in dict(window.facts)
    page.form.accept_wanted.emit(False)
    QApplication.processEvents()
    assert not window.isVisible()


def test_what_is_folded_away_survives_a_crash(
    qtbot: QtBot, open_page: Callable[[], CasesPage], hall_at_work: Desk
) -> None:
    first = open_page()
    fill(first)
    _agent(first)
    first.form.more.green_box.setCurrentIndex(3)
    first.form.more.linked.setText("SL20261101-001")
    qtbot.waitUntil(lambda: first.form.ui.draftLabel.text().startswith("草稿已存"))
    first.keep_draft()
    typed = first.form.draft()
    second = open_page()
    assert second.form.draft() == typed
    assert not second.form.more.is_folded()


def test_a_list_of_the_applicants_cases_offers_itself(page: CasesPage, hall_at_work: Desk) -> None:
    case = hall_at_work.accept("HJ02", days_ago=3)
    fill(page)
    more = page.form.more
    more.toggle()
    more.linked.setFocus()
    press(Key.Key_Down)
    assert [choice.title for choice in more.linked.offers()] == [case.number]
    press(Key.Key_Return)
    assert page.form.draft().linked == case.number
    page.form.accept_wanted.emit(False)
    newest = cases_of(hall_at_work)[0]
    with hall_at_work.db.read() as session:
        assert [one.number for one in queries.case_card(session, newest.id).links] == [case.number]
