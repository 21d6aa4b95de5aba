"""公开信 on the screen: chosen, counted, read, printed, stopped; nothing typed is lost."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.papers.models import Paper
from gridhall.qt.context import Context
from gridhall.registry.dialogs.letters import LettersSheet
from gridhall.registry.dialogs.letters.whom import GRIDS, SEPARATED, TYPED
from gridhall.registry.pages.separation import SeparationPage
from gridhall.registry.pages.transfers import TransfersPage
from gridhall.registry.queries.letters import kept_letter
from gridhall.registry.queries.separation import Wanted
from gridhall.registry.rules.letters import LetterText
from gridhall.registry.service.letters import keep_letter
from tests.audit import Dress, audit, dressed
from tests.factories import (
    FakeDesk,
    make_dwelling,
    make_family,
    make_grid,
    make_household,
    make_person,
)
from tests.modal import window

__all__ = ["dressed", "window"]
pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]


@pytest.fixture
def homes(db: Database) -> None:
    """A family whose hukou is elsewhere, and two local households behind other doors."""
    with db.write() as session:
        make_dwelling(session, "御景小区 3-2-501", make_grid(session))
        make_family(session)
        for name, door in (("张国辉", "5-1-1202"), ("刘凤英", "3-2-902")):
            make_household(session, [(make_person(session, name), "02")], f"御景小区 {door}")


def shown(qtbot: QtBot, window: QWidget, context: Context, *said: Any) -> LettersSheet:
    sheet = LettersSheet(context, window, *said)
    sheet.open()
    qtbot.waitUntil(lambda: bool(sheet.counted.text()) and "数" not in sheet.counted.text())
    return sheet


def settled(qtbot: QtBot, sheet: LettersSheet, words: str) -> None:
    qtbot.waitUntil(lambda: words in sheet.counted.text())


def choose(sheet: LettersSheet, way: int) -> None:
    sheet.whom.ways.choose(way)
    sheet.whom.ways.chosen.emit(way)


def test_ticked_buildings_are_counted_read_through_and_printed_by_one_key(
    qtbot: QtBot, context: Context, window: QWidget, desk: FakeDesk, homes: None
) -> None:
    sheet = shown(qtbot, window, context)
    assert sheet.counted.text() == "还没有选到住户"
    sheet.print_button.click()
    qtbot.waitUntil(lambda: "名单里没有住户" in sheet.strip.text())
    QTest.keyClick(sheet.whom.buildings, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, sheet, "3 户，每户一封")
    assert sheet.print_button.text() == "打印 3 封"
    sheet.text.text_edit.setPlainText("请【户主】来窗口。")
    assert "请张桂花来窗口。" in sheet.preview.told.text()
    sheet.preview.after.click()
    assert "御景小区 3-2-902　刘凤英及家人：" in sheet.preview.told.text()
    assert sheet.preview.place.text() == "第 2 / 3 封"
    sheet.print_button.click()
    qtbot.waitUntil(lambda: bool(desk.previewed))
    with context.db.read() as session:
        paper = session.scalars(select(Paper)).one()
    assert (paper.kind, paper.pages, desk.previewed) == ("open-letter", 3, [paper.id])


def test_grids_typed_numbers_and_a_list_of_separation(
    qtbot: QtBot, context: Context, window: QWidget, homes: None
) -> None:
    sheet = shown(qtbot, window, context, Wanted(("resident_no_hukou",)))
    settled(qtbot, sheet, "1 户")
    assert sheet.whom.ways.current() == SEPARATED
    assert sheet.whom.words() == "人户分离 · 人在户不在 · 全部网格 · 全部楼栋"
    choose(sheet, GRIDS)
    sheet.whom.grids.tick([row.key for row in sheet.whom.grids.rows_model.rows])
    settled(qtbot, sheet, "2 户")
    assert sheet.whom.words() == "G01 第1网格"
    choose(sheet, TYPED)
    sheet.whom.typed.setPlainText("3-2-501\n9-9-901")
    qtbot.waitUntil(lambda: "没有找到：“9-9-901”" in sheet.doubts.text())
    assert sheet.counted.text() == "1 户，每户一封"


def test_what_cannot_be_printed_is_named_before(
    qtbot: QtBot, context: Context, window: QWidget, db: Database, homes: None
) -> None:
    with db.write() as session:
        stranger = make_person(session, "王\U0010fffd")
        make_household(session, [(stranger, "02")], "御景小区 7-1-101")
    sheet = shown(qtbot, window, context)
    choose(sheet, TYPED)
    sheet.whom.typed.setPlainText("7-1-101")
    qtbot.waitUntil(lambda: "字库里没有的字：御景小区 7-1-101" in sheet.doubts.text())
    assert "称呼印成“住户”" in sheet.doubts.text()
    assert "住户：" in sheet.preview.told.text()
    sheet.text.text_edit.setPlainText("您的【身份证号】")
    sheet.print_button.click()
    assert "只能用【户主】和【住址】" in sheet.text.text_field.note.text()
    assert not sheet.busy


def test_the_text_is_kept_for_the_hall_or_for_the_next_time(
    qtbot: QtBot, context: Context, window: QWidget, supervisor: Clerk, homes: None
) -> None:
    sheet = shown(qtbot, window, context)
    sheet.text.text_edit.setPlainText("写到一半")
    sheet.reject()
    again = shown(qtbot, window, context)
    assert again.text.letter().text == "写到一半"
    assert "上次写的正文" in again.strip.text()
    again.text.keep_button.click()
    with context.db.read() as session:
        kept = kept_letter(session)
    assert kept == again.text.letter()
    with context.db.write() as session:
        keep_letter(session, supervisor, LetterText("信", "主管改的"), kept)
    again.text.text_edit.setPlainText("我改的")
    again.text.keep_button.click()
    assert "刚被别人改过" in again.strip.text()
    assert again.text.letter().text == "我改的"
    again.text.usual_button.click()
    assert again.text.letter() == kept
    again.reject()
    assert shown(qtbot, window, context).text.letter().text == "主管改的"


def test_it_opens_from_both_views(
    qtbot: QtBot, context: Context, window: QWidget, homes: None
) -> None:
    pages: list[Any] = [TransfersPage(context), SeparationPage(context)]
    for page in pages:
        qtbot.addWidget(page)
        with qtbot.waitExposed(page):
            page.show()
    qtbot.waitUntil(lambda: pages[1].survey is not None)
    for page, way in zip(pages, (0, SEPARATED), strict=True):
        assert page.letters_button in page.actions_above()
        page.letters_button.click()
        (sheet,) = page.findChildren(LettersSheet)
        assert sheet.whom.ways.current() == way
        sheet.reject()


@pytest.mark.parametrize(("mode", "percent"), [("light", 100), ("dark", 150)])
def test_nothing_is_cut_off(
    qtbot: QtBot,
    context: Context,
    window: QWidget,
    homes: None,
    dressed: Dress,
    mode: str,
    percent: int,
) -> None:
    dressed(mode, percent)
    sheet = shown(qtbot, window, context)
    found = audit(sheet)
    assert not found.clipped
    assert not found.unnamed
