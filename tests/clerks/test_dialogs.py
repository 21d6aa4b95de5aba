from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from gridhall.clerks.columns import AUDIT
from gridhall.clerks.dialogs import PAGE, AuditSheet
from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk
from gridhall.db import search
from gridhall.db.database import Database
from gridhall.qt.context import Context
from tests.audit import Dress, audit, dressed
from tests.garbage import quiet_garbage

__all__ = ["dressed", "quiet_garbage"]
pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]

NUMBER, PHONE = "370686195903120027", "13712345521"


@pytest.fixture
def trail(db: Database, clerk: Clerk, supervisor: Clerk) -> None:
    """Four actions of two clerks about two residents, and one about nobody."""
    with db.write() as session:
        search.put(session, [search.SearchEntry("resident", 7, "张桂花", number=NUMBER)])
        new = {"name": "张桂花", "id_number": NUMBER, "phone": PHONE, "sex": "2"}
        record(session, clerk, "person.register", ("person", 7), {"after": new})
        said = {"before": {"phone": PHONE}, "after": {"phone": "13912342200"}}
        record(session, supervisor, "person.change", ("person", 7), said)
        why = {"fields": ["id_number"], "reason": f"核对 {NUMBER} 的迁入材料"}
        record(session, clerk, "person.reveal", ("person", 7), {"after": why})
        record(session, clerk, "hall.repair", ("search_entry", None))


@pytest.fixture
def sheet(qtbot: QtBot, context: Context, trail: None) -> AuditSheet:
    made = AuditSheet(context)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def _lines(sheet: AuditSheet) -> list[list[str]]:
    return [[column.text(row) for column in AUDIT[1:]] for row in sheet.model.rows]


def test_the_newest_comes_first_in_words_and_no_number_is_whole(sheet: AuditSheet) -> None:
    QAbstractItemModelTester(sheet.model)
    lines = _lines(sheet)
    assert lines[0][:3] == ["王芳", "修复", "搜索索引"]
    assert lines[2] == ["高明", "修改居民", "居民 张桂花", "电话：137****5521 → 139****2200"]
    assert lines[3][3] == "名称：张桂花；证件号：370686********0027；性别：女；电话：137****5521"
    seen = " ".join(text for line in lines for text in line)
    assert NUMBER not in seen
    assert PHONE not in seen


def test_a_look_at_a_number_stands_out_with_its_reason(sheet: AuditSheet) -> None:
    revealed = sheet.model.rows[1]
    assert AUDIT[2].tone is not None
    assert AUDIT[2].tone(revealed) == "amber"
    sheet.table.choose(revealed.id)
    sheet._show_detail(revealed)
    assert "看了：证件号；原因：核对 370686********0027 的迁入材料" in sheet.detail.text()


def test_filters_narrow_and_enter_follows_one_record(qtbot: QtBot, sheet: AuditSheet) -> None:
    sheet.who.setCurrentText("高明")
    assert [line[1] for line in _lines(sheet)] == ["修改居民"]
    sheet.who.setCurrentIndex(0)
    sheet.action.setCurrentText("查看证件号")
    assert len(sheet.model.rows) == 1
    sheet.action.setCurrentIndex(0)
    sheet.table.choose(sheet.model.rows[1].id)
    qtbot.keyClick(sheet.table, Qt.Key.Key_Return)
    assert [line[1] for line in _lines(sheet)] == ["查看证件号", "修改居民", "登记居民"]
    qtbot.mouseClick(sheet.all, Qt.MouseButton.LeftButton)
    assert len(sheet.model.rows) == 4


def test_older_rows_are_read_as_the_list_is_scrolled(
    qtbot: QtBot, context: Context, db: Database, clerk: Clerk
) -> None:
    with db.write() as session:
        for n in range(PAGE + 30):
            record(session, clerk, "paper.print", ("paper", n))
    sheet = AuditSheet(context)
    qtbot.addWidget(sheet)
    assert (sheet.model.rowCount(), sheet.model.canFetchMore(QModelIndex())) == (PAGE, True)
    sheet.show()
    sheet.table.scrollToBottom()
    qtbot.waitUntil(lambda: sheet.model.rowCount() == PAGE + 30)
    seqs = [row.id for row in sheet.model.rows]
    assert seqs == sorted(seqs, reverse=True)
    assert not sheet.model.canFetchMore(QModelIndex())


def test_nothing_that_fits_says_so(sheet: AuditSheet) -> None:
    sheet.action.setCurrentText("导入")
    assert sheet.model.rowCount() == 0
    assert "Alt+A 看全部" in sheet.detail.text()


@pytest.mark.parametrize(("mode", "percent"), [("light", 100), ("dark", 150)])
def test_nothing_is_clipped_or_nameless(
    qtbot: QtBot, context: Context, trail: None, dressed: Dress, mode: str, percent: int
) -> None:
    dressed(mode, percent)
    sheet: Any = AuditSheet(context)
    qtbot.addWidget(sheet)
    sheet.show()
    assert audit(sheet).problems == []
    assert sheet.focusWidget() is sheet.table
