from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gridhall.clerks import queries as clerk_queries
from gridhall.clerks.queries import ClerkRow
from gridhall.core.clerk import Clerk, Role
from gridhall.db import keyring
from gridhall.db.keyring import WrongPassword
from gridhall.db.unlock import unlock
from gridhall.hall.dialogs import (
    ClerksSheet,
    HallSheet,
    PasswordSheet,
    print_recovery_sheet,
)
from gridhall.hall.dialogs.clerks import ClerkForm
from gridhall.hall.service import add_clerk
from gridhall.qt.context import Context
from tests.audit import dressed
from tests.factories import FakeDesk
from tests.garbage import quiet_garbage
from tests.hall.conftest import CHEAP, PASSWORD
from tests.hall.hands import GUI, NEW, settle
from tests.modal import answer, opened, window

__all__ = ["dressed", "quiet_garbage", "window"]
pytestmark = GUI


@pytest.fixture
def li(context: Context) -> ClerkRow:
    """李敏 at the third counter."""
    new = ClerkRow(0, "李敏", Role.COUNTER, "3号窗口", active=True)
    return add_clerk(context.db, context.clerk, new, NEW, CHEAP)


def test_the_password_is_changed_on_the_worker(
    qtbot: QtBot, context: Context, window: QWidget, desk: FakeDesk
) -> None:
    sheet = opened(qtbot, PasswordSheet(context, window, CHEAP))
    assert sheet.focusWidget() is sheet.old
    for edit, typed in ((sheet.old, "不是现在的那一个"), (sheet.new, NEW), (sheet.again, NEW)):
        edit.setText(typed)
    sheet.change.click()
    settle(qtbot, sheet)
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
    sheet = opened(qtbot, PasswordSheet(context, window, CHEAP))
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
    sheet = opened(qtbot, PasswordSheet(context, window, CHEAP))
    seen: list[str] = []

    def keep(shown: Any) -> None:
        seen.append(shown.code.text())
        qtbot.keyClick(shown, Qt.Key.Key_Escape)
        assert shown.isVisible(), "Esc must not lose a code that nobody wrote down"
        shown.kept.setChecked(True)
        shown.leave.click()

    def agree(question: Any) -> None:
        answer(keep)
        question._act.click()

    answer(agree)
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
        answer(lambda said: said.reject())
        preview.save()
        answer(lambda outcome: outcome.good.click())
        preview.print_it.click()

    answer(act)
    code = "ABCDEF-GHJKMN-PQRSTV-WXYZ01-234567-89ABCD"
    print_recovery_sheet(window, tmp_path / "hall.gridhall", code, Printers())  # type: ignore[arg-type]
    assert [order.copies for order in orders] == [1]
    assert "ABCDEF" not in orders[0].name
    assert list(tmp_path.iterdir()) == []


def test_a_clerk_is_taken_on_and_can_sign_in(
    qtbot: QtBot, context: Context, window: QWidget
) -> None:
    sheet = opened(qtbot, ClerksSheet(context, window, CHEAP))
    QAbstractItemModelTester(sheet.model)

    def fill(form: ClerkForm) -> None:
        form.act.click()
        assert "请填写姓名" in form.fields["name"].note.text()
        form.name.setText("李 敏")
        form.counter.setText("3号窗口")
        form.password.setText(NEW)
        form.again.setText(NEW)
        form.act.click()

    answer(fill)
    sheet.add.click()
    assert [(row.name, row.role, row.counter) for row in sheet.model.rows[1:]] == [
        ("李敏", Role.COUNTER, "3号窗口")
    ]
    assert unlock(context.db.path, "李敏", NEW, datetime.now()) == context.db.key
    assert "已加操作员“李敏”" in sheet.strip.text()


def test_a_new_role_and_a_new_password_for_who_forgot_theirs(
    qtbot: QtBot, context: Context, window: QWidget, li: ClerkRow
) -> None:
    sheet = opened(qtbot, ClerksSheet(context, window, CHEAP))
    sheet.table.choose(li.id)

    def promote(form: ClerkForm) -> None:
        form.role.setCurrentText("主管")
        form.act.click()

    answer(promote)
    sheet.change.click()

    def reset(form: Any) -> None:
        form.password.setText("再换成一句好记的密码")
        form.again.setText("再换成一句好记的密码")
        form.act.click()

    answer(reset)
    sheet.reset.click()
    assert sheet.model.rows[1].role is Role.SUPERVISOR
    assert unlock(context.db.path, "李敏", "再换成一句好记的密码", datetime.now()) == context.db.key
    with context.db.read() as session:
        last = clerk_queries.audit_rows(session, 1)[0]
    assert (last.action, last.clerk_name, last.record_id) == ("clerk.password", "王芳", li.id)


def test_enter_by_habit_retires_nobody_and_nobody_retires_themselves(
    qtbot: QtBot, context: Context, window: QWidget, li: ClerkRow
) -> None:
    sheet = opened(qtbot, ClerksSheet(context, window, CHEAP))
    sheet.table.choose(li.id)

    def by_habit(question: Any) -> None:
        assert question.focusWidget().text() == "不停用"
        qtbot.keyClick(question.focusWidget(), Qt.Key.Key_Space)

    answer(by_habit)
    sheet.retire.click()
    assert all(row.active for row in sheet.model.rows)
    answer(lambda question: question._act.click())
    sheet.retire.click()
    assert [row.active for row in sheet.model.rows] == [True, False]
    with pytest.raises(WrongPassword):
        unlock(context.db.path, "李敏", NEW, datetime.now())
    sheet.table.choose(context.clerk.id)
    sheet.retire.click()
    assert "不能停用自己" in sheet.strip.text()


def test_a_counter_clerk_only_looks(qtbot: QtBot, context: Context, window: QWidget) -> None:
    looking = replace(context, clerk=Clerk(9, "李敏", Role.COUNTER))
    sheet = opened(qtbot, ClerksSheet(looking, window, CHEAP))
    assert not sheet.add.isVisible()
    assert "要管理员登录来做" in sheet.strip.text()
    facts = opened(qtbot, HallSheet(looking, window))
    assert not facts.save.isVisible()
    assert facts.edits["name"].isReadOnly()
