import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete, isValid
from sqlalchemy import text

from gridhall.clerks import queries as clerk_queries
from gridhall.clerks.queries import ClerkRow
from gridhall.clerks.rules import Fault
from gridhall.core.clerk import Clerk, Role
from gridhall.core.settings import load_settings
from gridhall.db import keyring
from gridhall.db.keyring import WrongPassword
from gridhall.db.unlock import unlock
from gridhall.hall import queries
from gridhall.hall.dialogs import (
    BackupSheet,
    ClerksSheet,
    HallSheet,
    PasswordSheet,
    SettingsSheet,
    print_recovery_sheet,
)
from gridhall.hall.dialogs.backups import finding_lines
from gridhall.hall.dialogs.clerks import ClerkForm
from gridhall.hall.service import Finding, OpenHall, add_clerk, check_hall, daily_backup
from gridhall.hall.service.backup import backups
from gridhall.hall.service.checking import Problem
from gridhall.qt.context import Bus, Context
from gridhall.qt.dialog import Sheet
from gridhall.qt.jobs import Jobs
from gridhall.qt.theme import current_theme
from gridhall.qt.tokens import Mode
from tests.audit import Dress, audit, dressed
from tests.factories import TODAY, FakeDesk
from tests.hall.conftest import CHEAP, PASSWORD

__all__ = ["dressed"]
pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]

NEW = "换成另一句好记的密码"
NOTICE = """国务院办公厅关于2027年部分节假日安排的通知
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（周五）至13日（周六）放假调休，共9天。2月14日（周日）、2月20日（周六）上班。"""


@pytest.fixture
def context(qapp: object, hall: OpenHall, desk: FakeDesk) -> Iterator[Context]:
    """A hall with its keyring, open for 王芳, who is its administrator."""
    jobs, bus = Jobs(), Bus()
    facts = (hall.clerk, hall.hall, hall.calendar, lambda: TODAY, desk)
    yield Context(hall.db, jobs, bus, *facts)
    jobs.shutdown()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """What the sheets stand over."""
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    return made


def _open(qtbot: QtBot, made: Any) -> Any:
    with qtbot.waitExposed(made):
        made.show()
    return made


def _answer(act: Callable[[Any], object]) -> None:
    """Do this to the next dialog that runs, and see that it does not stay."""
    before = [one for one in QApplication.topLevelWidgets() if isinstance(one, Sheet)]

    def go() -> None:
        asked = QApplication.activeModalWidget()
        if any(asked is one for one in before) or not isinstance(asked, Sheet):
            QTimer.singleShot(10, go)
            return
        try:
            act(asked)
        finally:
            if isValid(asked) and asked.isVisible() and not getattr(asked, "busy", False):
                asked.reject()

    QTimer.singleShot(10, go)


def _idle(qtbot: QtBot, sheet: Any) -> None:
    qtbot.waitUntil(lambda: not sheet.busy, timeout=15_000)


def test_the_password_is_changed_on_the_worker(
    qtbot: QtBot, context: Context, window: QWidget, desk: FakeDesk
) -> None:
    sheet = _open(qtbot, PasswordSheet(context, window, CHEAP))
    assert sheet.focusWidget() is sheet.old
    for edit, typed in ((sheet.old, "不是现在的那一个"), (sheet.new, NEW), (sheet.again, NEW)):
        edit.setText(typed)
    sheet.change.click()
    _idle(qtbot, sheet)
    assert "密码不对" in sheet._old.note.text()
    assert sheet.isVisible()
    sheet.old.setText(PASSWORD)
    sheet.change.click()
    qtbot.waitUntil(lambda: sheet.gone, timeout=15_000)
    now = datetime.now()
    assert unlock(context.db.path, "王芳", NEW, now) == context.db.key
    with pytest.raises(WrongPassword):
        unlock(context.db.path, "王芳", PASSWORD, now)
    assert desk.toasts == ["已换密码，下次登录用新的"]


def test_a_short_or_a_different_second_password_is_told_beside_its_field(
    qtbot: QtBot, context: Context, window: QWidget
) -> None:
    sheet = _open(qtbot, PasswordSheet(context, window, CHEAP))
    sheet.old.setText(PASSWORD)
    sheet.new.setText("短")
    sheet.change.click()
    assert "现在是 1 个" in sheet._new.note.text()
    assert sheet.focusWidget() is sheet.new
    sheet.new.setText(NEW)
    sheet.again.setText(NEW + "？")
    sheet.change.click()
    assert "不一样" in sheet._again.note.text()
    assert not sheet.busy


def test_a_new_recovery_code_is_shown_once_and_opens_the_hall(
    qtbot: QtBot, context: Context, window: QWidget
) -> None:
    sheet = _open(qtbot, PasswordSheet(context, window, CHEAP))
    seen: list[str] = []

    def keep(shown: Any) -> None:
        seen.append(shown.code.text())
        qtbot.keyClick(shown, Qt.Key.Key_Escape)
        assert shown.isVisible(), "Esc must not lose a code that nobody wrote down"
        shown.kept.setChecked(True)
        shown.leave.click()

    def agree(question: Any) -> None:
        _answer(keep)
        question._act.click()

    _answer(agree)
    sheet._new_code()
    qtbot.waitUntil(lambda: bool(seen), timeout=15_000)
    keys = keyring.load(keyring.keyring_path(context.db.path))
    assert keyring.unwrap_by_code(keys, seen[0]) == context.db.key
    kept = [path.read_bytes() for path in context.db.path.parent.rglob("*") if path.is_file()]
    assert not any(seen[0].encode() in content for content in kept)


def test_the_recovery_sheet_is_printed_from_memory_and_never_saved(
    qtbot: QtBot, window: QWidget, tmp_path: Path
) -> None:
    orders: list[Any] = []

    class Printers:
        names, usual = staticmethod(lambda: ["HP"]), staticmethod(lambda: "HP")
        print_order = staticmethod(orders.append)

    def act(preview: Any) -> None:
        _answer(lambda said: said.reject())
        preview.save()
        _answer(lambda outcome: outcome.good.click())
        preview.print_it.click()

    _answer(act)
    code = "ABCDEF-GHJKMN-PQRSTV-WXYZ01-234567-89ABCD"
    print_recovery_sheet(window, tmp_path / "hall.gridhall", code, Printers())  # type: ignore[arg-type]
    assert [order.copies for order in orders] == [1]
    assert "ABCDEF" not in orders[0].name
    assert list(tmp_path.iterdir()) == []


def test_a_clerk_is_taken_on_and_can_sign_in(
    qtbot: QtBot, context: Context, window: QWidget
) -> None:
    sheet = _open(qtbot, ClerksSheet(context, window, CHEAP))
    QAbstractItemModelTester(sheet.model)

    def fill(form: ClerkForm) -> None:
        form.act.click()
        assert "请填写姓名" in form.fields["name"].note.text()
        form.name.setText("李 敏")
        form.counter.setText("3号窗口")
        form.password.setText(NEW)
        form.again.setText(NEW)
        form.act.click()

    _answer(fill)
    sheet.add.click()
    assert [(row.name, row.role, row.counter) for row in sheet.model.rows[1:]] == [
        ("李敏", Role.COUNTER, "3号窗口")
    ]
    assert unlock(context.db.path, "李敏", NEW, datetime.now()) == context.db.key
    assert "已加操作员“李敏”" in sheet.note.text()


def test_a_new_role_and_a_new_password_for_who_forgot_theirs(
    qtbot: QtBot, context: Context, window: QWidget, li: ClerkRow
) -> None:
    sheet = _open(qtbot, ClerksSheet(context, window, CHEAP))
    sheet.table.choose(li.id)

    def promote(form: ClerkForm) -> None:
        form.role.setCurrentText("主管")
        form.act.click()

    _answer(promote)
    sheet.change.click()

    def reset(form: Any) -> None:
        form.password.setText("再换成一句好记的密码")
        form.again.setText("再换成一句好记的密码")
        form.act.click()

    _answer(reset)
    sheet.reset.click()
    assert sheet.model.rows[1].role is Role.SUPERVISOR
    assert unlock(context.db.path, "李敏", "再换成一句好记的密码", datetime.now()) == context.db.key
    with context.db.read() as session:
        last = clerk_queries.audit_rows(session, 1)[0]
    assert (last.action, last.clerk_name, last.record_id) == ("clerk.password", "王芳", li.id)


def test_enter_by_habit_retires_nobody_and_nobody_retires_themselves(
    qtbot: QtBot, context: Context, window: QWidget, li: ClerkRow
) -> None:
    sheet = _open(qtbot, ClerksSheet(context, window, CHEAP))
    sheet.table.choose(li.id)

    def by_habit(question: Any) -> None:
        assert question.focusWidget().text() == "不停用"
        qtbot.keyClick(question.focusWidget(), Qt.Key.Key_Space)

    _answer(by_habit)
    sheet.retire.click()
    assert all(row.active for row in sheet.model.rows)
    _answer(lambda question: question._act.click())
    sheet.retire.click()
    assert [row.active for row in sheet.model.rows] == [True, False]
    with pytest.raises(WrongPassword):
        unlock(context.db.path, "李敏", NEW, datetime.now())
    sheet.table.choose(context.clerk.id)
    sheet.retire.click()
    assert "不能停用自己" in sheet.strip.text()


def test_a_counter_clerk_only_looks(qtbot: QtBot, context: Context, window: QWidget) -> None:
    looking = replace(context, clerk=Clerk(9, "李敏", Role.COUNTER))
    sheet = _open(qtbot, ClerksSheet(looking, window, CHEAP))
    assert not sheet.add.isVisible()
    assert "要管理员登录来做" in sheet.strip.text()
    facts = _open(qtbot, HallSheet(looking, window))
    assert not facts.save.isVisible()
    assert facts.edits["name"].isReadOnly()


def test_the_halls_facts_are_stored_and_told(
    qtbot: QtBot, context: Context, window: QWidget
) -> None:
    sheet = _open(qtbot, HallSheet(context, window))
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


def test_a_pasted_notice_shows_its_days_and_makes_the_year_known(
    qtbot: QtBot, context: Context, window: QWidget
) -> None:
    sheet = _open(qtbot, HallSheet(context, window))
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
    sheet = _open(qtbot, BackupSheet(context, window, ask_path=lambda *_: str(stick)))
    QAbstractItemModelTester(sheet.model)
    assert sheet.model.rows == []
    sheet.now.click()
    assert not sheet.now.isEnabled()
    _idle(qtbot, sheet)
    assert [row.checked for row in sheet.model.rows] == [True]
    assert "已备份并核对" in sheet.note.text()
    sheet.away.click()
    _idle(qtbot, sheet)
    assert stick.exists()
    assert keyring.keyring_path(stick).exists()
    copy = sheet.model.rows[0].path
    content = bytearray(copy.read_bytes())
    content[5000] ^= 1
    copy.write_bytes(content)
    qtbot.keyClick(sheet.table, Qt.Key.Key_Return)
    _idle(qtbot, sheet)
    assert "和写下时不一样了" in sheet.strip.text()


def test_a_stick_that_cannot_be_written_to_is_told(
    qtbot: QtBot, context: Context, window: QWidget, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no folder")
    target = str(tmp_path / "file" / "copy.gridhall")
    sheet = _open(qtbot, BackupSheet(context, window, ask_path=lambda *_: target))
    sheet.away.click()
    _idle(qtbot, sheet)
    assert "写不进" in sheet.strip.text()


def test_the_check_finds_an_edited_trail_and_says_where(
    qtbot: QtBot, context: Context, window: QWidget
) -> None:
    sheet = _open(qtbot, BackupSheet(context, window))
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
    _idle(qtbot, sheet)
    items = [sheet.findings.itemAt(place) for place in range(sheet.findings.count())]
    return [item.widget().text() for item in items]  # type: ignore[union-attr]


def test_what_is_wrong_is_told_in_its_tone() -> None:
    found = Finding((Problem("file.pages", 1),), (Fault(9, "gap"), Fault(4, "edited")))
    assert [tone for _, tone in finding_lines(found)] == ["red", "amber"]
    assert "第 4 条" in finding_lines(found)[0][0]


def test_a_restore_is_asked_first_and_names_its_backup(
    qtbot: QtBot, context: Context, window: QWidget
) -> None:
    daily_backup(context.db, datetime(2026, 11, 23, 17, 0))
    sheet = _open(qtbot, BackupSheet(context, window))
    wanted: list[Any] = []
    sheet.restore_wanted.connect(wanted.append)
    _answer(lambda question: question.reject())
    sheet.restore.click()
    assert wanted == []
    _answer(lambda question: question._act.click())
    sheet.restore.click()
    assert wanted == [backups(context.db.path)[0].path]
    assert sheet.gone


def test_this_machines_settings_hold_at_once(
    qtbot: QtBot, context: Context, window: QWidget, dressed: Dress, tmp_path: Path
) -> None:
    dressed("light", 100)

    class Printers:
        names = staticmethod(lambda: ["HP M126", "Brother"])

    sheet = _open(qtbot, SettingsSheet(context, window, Printers(), tmp_path))  # type: ignore[arg-type]
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
    sheet = _open(qtbot, SettingsSheet(context, window, folder=tmp_path / "file"))
    sheet.minutes.setValue(7)
    assert "不能写入" in sheet.strip.text()


@pytest.fixture
def li(context: Context) -> ClerkRow:
    """李敏 at the third counter."""
    new = ClerkRow(0, "李敏", Role.COUNTER, "3号窗口", active=True)
    return add_clerk(context.db, context.clerk, new, NEW, CHEAP)


@pytest.mark.parametrize(("mode", "percent"), [("light", 100), ("dark", 150)])
def test_nothing_is_clipped_or_nameless(
    qtbot: QtBot, context: Context, window: QWidget, dressed: Dress, mode: str, percent: int
) -> None:
    dressed(mode, percent)
    digest = hashlib.sha256(context.db.path.read_bytes()).hexdigest()
    for kind in (PasswordSheet, ClerksSheet, HallSheet, BackupSheet, SettingsSheet):
        sheet = _open(qtbot, kind(context, window))
        assert (audit(sheet).problems, kind.__name__) == ([], kind.__name__)
        assert sheet.focusWidget() is sheet.first_focus
        delete(sheet)
    assert hashlib.sha256(context.db.path.read_bytes()).hexdigest() == digest
