import hashlib
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete
from sqlalchemy import text

from gridhall.clerks.rules import Fault
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.hall import SOON_KEY, USUAL_SOON
from gridhall.core.mask import Level, lists_show, mask_id_number
from gridhall.core.settings import load_settings
from gridhall.db import keyring
from gridhall.hall import queries
from gridhall.hall.dialogs import (
    BackupSheet,
    ClerksSheet,
    HallSheet,
    PasswordSheet,
    SettingsSheet,
)
from gridhall.hall.dialogs.backups import finding_lines
from gridhall.hall.service import Finding, check_hall, daily_backup
from gridhall.hall.service.backup import backups
from gridhall.hall.service.checking import Problem
from gridhall.qt.context import Context
from gridhall.qt.theme import current_theme
from gridhall.qt.tokens import Mode
from tests.audit import Dress, audit, dressed
from tests.garbage import quiet_garbage
from tests.hall.hands import GUI, NOTICE, settle
from tests.modal import answer, opened, window

__all__ = ["dressed", "quiet_garbage", "window"]
pytestmark = GUI


def test_the_days_of_warning_are_the_halls_own(
    qtbot: QtBot, context: Context, window: QWidget
) -> None:
    sheet = opened(qtbot, HallSheet(context, window))
    assert sheet.soon.value() == USUAL_SOON
    sheet.soon.setValue(3)
    sheet.save.click()
    with context.db.read() as session:
        assert queries.settings(session)[SOON_KEY] == "3"
    again = opened(qtbot, HallSheet(context, window))
    assert again.soon.value() == 3


def test_the_halls_facts_are_stored_and_told(
    qtbot: QtBot, context: Context, window: QWidget
) -> None:
    sheet = opened(qtbot, HallSheet(context, window))
    told: list[Any] = []
    sheet.hall_changed.connect(told.append)
    sheet.edits["name"].setText("  ")
    sheet.save.click()
    assert "大厅名称不能空着" in sheet.fields["name"].note.text()
    sheet.edits["name"].setText("龙腾党群服务中心")
    sheet.edits["phone"].setText("０５３５－６６６６６６６")
    sheet.save.click()
    with context.db.read() as session:
        kept = queries.hall(session)
    assert (kept.name, kept.phone) == ("龙腾党群服务中心", "0535-6666666")
    assert told == [kept]


def test_a_notice_is_read_from_a_file(
    qtbot: QtBot, context: Context, window: QWidget, tmp_path: Path
) -> None:
    sheet = opened(qtbot, HallSheet(context, window))
    sheet.show_pane(1)
    pane = sheet.holidays
    pane.year.setValue(2026)
    file = tmp_path / "通知.txt"
    file.write_text("国务院办公厅关于2027年部分节假日安排的通知\n" + NOTICE, "gb18030")
    pane.read_file(file)
    assert pane.year.value() == 2027
    assert pane.off.text() == "放假　1月1日—3日（3 天），2月5日—13日（9 天）"
    table = tmp_path / "通知.json"
    table.write_text('{"year": 2027, "off": [["2027-01-01", "2027-01-03"]]}', "utf-8")
    pane.read_file(table)
    assert pane.off.text() == "放假　1月1日—3日（3 天）"
    pane.read_file(tmp_path / "没有.txt")
    assert "打不开“没有.txt”" in pane.strip.text()
    sheet.save.click()
    with context.db.read() as session:
        assert queries.calendar(session).is_published(2027)


def test_a_pasted_notice_shows_its_days_and_makes_the_year_known(
    qtbot: QtBot, context: Context, window: QWidget
) -> None:
    sheet = opened(qtbot, HallSheet(context, window))
    sheet.show_pane(1)
    pane, calendars = sheet.holidays, list[Any]()
    sheet.calendar_changed.connect(calendars.append)
    assert pane.year.value() == 2027
    assert [row.published for row in pane.model.rows][:2] == [False, True]
    pane.text.setPlainText(NOTICE.replace("（周五）", "（周六）"))
    assert "请核对年份和通知" in pane.strip.text()
    sheet.save.click()
    assert calendars == []
    pane.text.setPlainText(NOTICE)
    assert pane.off.text() == "放假　1月1日—3日（3 天），2月5日—13日（9 天）"
    assert pane.work.text() == "周末上班　2月14日（周日），2月20日（周六）"
    sheet.save.click()
    with context.db.read() as session:
        calendar = queries.calendar(session)
    assert calendars == [calendar]
    assert calendar.is_published(2027)
    assert not calendar.is_working(date(2027, 2, 8))
    assert calendar.is_working(date(2027, 2, 20))
    assert pane.model.rows[0].source.endswith("王芳录入")


def test_a_backup_is_made_checked_and_listed(
    qtbot: QtBot, context: Context, window: QWidget, tmp_path: Path
) -> None:
    stick = tmp_path / "stick" / "copy.gridhall"
    sheet = opened(qtbot, BackupSheet(context, window, ask_path=lambda *_: str(stick)))
    QAbstractItemModelTester(sheet.model)
    assert sheet.model.rows == []
    sheet.now.click()
    assert not sheet.now.isEnabled()
    settle(qtbot, sheet)
    assert [row.checked for row in sheet.model.rows] == [True]
    assert "已备份并核对" in sheet.strip.text()
    sheet.away.click()
    settle(qtbot, sheet)
    assert stick.exists()
    assert keyring.keyring_path(stick).exists()
    copy = sheet.model.rows[0].path
    content = bytearray(copy.read_bytes())
    content[5000] ^= 1
    copy.write_bytes(content)
    qtbot.keyClick(sheet.table, Qt.Key.Key_Return)
    settle(qtbot, sheet)
    assert "和写下时不一样了" in sheet.strip.text()


def test_a_stick_that_cannot_be_written_to_is_told(
    qtbot: QtBot, context: Context, window: QWidget, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no folder")
    target = str(tmp_path / "file" / "copy.gridhall")
    sheet = opened(qtbot, BackupSheet(context, window, ask_path=lambda *_: target))
    sheet.away.click()
    settle(qtbot, sheet)
    assert "写不进" in sheet.strip.text()


def test_the_check_finds_an_edited_trail_and_says_where(
    qtbot: QtBot, context: Context, window: QWidget
) -> None:
    sheet = opened(qtbot, BackupSheet(context, window))
    assert _findings(qtbot, sheet) == [
        "操作记录完整，从第一条起没有改过、没有缺少",
        "大厅文件和各项登记没有发现问题",
    ]
    with context.db.write() as session:
        guards = text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for guard in session.scalars(guards).all():
            session.execute(text(f"DROP TRIGGER {guard}"))
        session.execute(text("UPDATE audit_entry SET clerk_name = '别人' WHERE seq = 2"))
    sheet._check_hall = partial(check_hall, checks=[lambda _: [Problem("person.birth", 3)]])
    assert _findings(qtbot, sheet) == [
        "操作记录从第 2 条起对不上：有人改过、删过，或用旧文件换过",
        "出生日期与证件号不一致：3 处。请对照证件原件更正",
    ]


def _findings(qtbot: QtBot, sheet: BackupSheet) -> list[str]:
    sheet.check.click()
    settle(qtbot, sheet)
    items = [sheet.findings.itemAt(place) for place in range(sheet.findings.count())]
    return [item.widget().text() for item in items]  # type: ignore[union-attr]


def test_what_the_check_found_leads_to_its_lists(
    qtbot: QtBot, context: Context, window: QWidget
) -> None:
    found = Finding((Problem("person.birth", 3),), ())
    sheet = opened(qtbot, BackupSheet(context, window, lambda _: found))
    assert sheet.lists.isHidden()
    _findings(qtbot, sheet)
    with qtbot.waitSignal(sheet.lists_wanted):
        sheet.lists.click()
    assert sheet.gone


def test_what_is_wrong_is_told_in_its_tone() -> None:
    found = Finding((Problem("file.pages", 1),), (Fault(9, "gap"), Fault(4, "edited")))
    assert [tone for _, tone in finding_lines(found)] == ["red", "amber"]
    assert "第 4 条" in finding_lines(found)[0][0]


def test_a_restore_is_asked_first_and_names_its_backup(
    qtbot: QtBot, context: Context, window: QWidget
) -> None:
    daily_backup(context.db, datetime(2026, 11, 23, 17, 0))
    sheet = opened(qtbot, BackupSheet(context, window))
    wanted: list[Any] = []
    sheet.restore_wanted.connect(wanted.append)
    answer(lambda question: question.reject())
    sheet.restore.click()
    assert wanted == []
    answer(lambda question: question._act.click())
    sheet.restore.click()
    assert wanted == [backups(context.db.path)[0].path]
    assert sheet.gone


def test_this_machines_settings_hold_at_once(
    qtbot: QtBot, context: Context, window: QWidget, dressed: Dress, tmp_path: Path
) -> None:
    dressed("light", 100)

    class Printers:
        names = staticmethod(lambda: ["HP M126", "Brother"])

    sheet = opened(qtbot, SettingsSheet(context, window, Printers(), tmp_path))  # type: ignore[arg-type]
    assert sheet.focusWidget().text() == "浅色"
    qtbot.keyClick(sheet.focusWidget(), Qt.Key.Key_Right)
    assert current_theme().mode is Mode.DARK
    sheet.scale.chosen.emit(2)
    assert current_theme().percent == 150
    sheet.minutes.setValue(5)
    sheet.printer.setCurrentText("Brother")
    sheet.down.setValue(-1.5)
    kept = load_settings(tmp_path).settings
    assert (kept.theme, kept.font_scale, kept.lock_minutes) == ("dark", 150, 5)
    assert (kept.printer, kept.paper_offset_x, kept.paper_offset_y) == ("Brother", 0.0, -1.5)


def test_settings_that_cannot_be_stored_are_told(
    qtbot: QtBot, context: Context, window: QWidget, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no folder")
    sheet = opened(qtbot, SettingsSheet(context, window, folder=tmp_path / "file"))
    sheet.minutes.setValue(7)
    assert "不能写入" in sheet.strip.text()


@pytest.mark.parametrize(("mode", "percent"), [("light", 100), ("dark", 150)])
def test_nothing_is_clipped_or_nameless(
    qtbot: QtBot, context: Context, window: QWidget, dressed: Dress, mode: str, percent: int
) -> None:
    dressed(mode, percent)
    digest = hashlib.sha256(context.db.path.read_bytes()).hexdigest()
    for kind in (PasswordSheet, ClerksSheet, HallSheet, BackupSheet, SettingsSheet):
        sheet = opened(qtbot, kind(context, window))
        assert (audit(sheet).problems, kind.__name__) == ([], kind.__name__)
        assert sheet.focusWidget() is sheet.first_focus
        delete(sheet)
    assert hashlib.sha256(context.db.path.read_bytes()).hexdigest() == digest


def test_the_administrator_decides_how_much_of_a_number_lists_show(
    qtbot: QtBot, context: Context, window: QWidget
) -> None:
    sheet = opened(qtbot, HallSheet(context, window))
    sheet.edits["phone"].setText("0536-8888888")
    sheet.save.click()
    sheet.show_pane(2)
    sheet.privacy.levels.chosen.emit(1)
    sheet.privacy.contact.setText("高明")
    try:
        sheet.save.click()
        assert mask_id_number("370686195903120027") == "****"
        with context.db.read() as session:
            kept = queries.privacy(session)
        assert (kept.level, kept.contact, kept.phone) == (Level.NONE, "高明", "0536-8888888")
        sheet.privacy.levels.chosen.emit(0)
        sheet.save.click()
        assert mask_id_number("370686195903120027") == "370686********0027"
    finally:
        lists_show(Level.LIST)


def test_others_see_the_choice_and_cannot_change_it(
    qtbot: QtBot, context: Context, window: QWidget, clerk: Clerk
) -> None:
    context.clerk = clerk
    sheet = opened(qtbot, HallSheet(context, window))
    sheet.show_pane(2)
    assert not sheet.save.isVisible()
    assert sheet.privacy.contact.isReadOnly()
    with pytest.raises(UserError, match="管理员"):
        sheet.privacy.save()
