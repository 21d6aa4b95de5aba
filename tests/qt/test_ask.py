from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gridhall.qt.ask import Question, ask, ask_reason, say
from gridhall.qt.dialog import Sheet, reject_dialogs
from tests.audit import Dress, audit, bring_up

RETIRE = Question(
    "停用", "停用志愿者“<b>陈桂英</b>”？", "停用", "不停用", "已记的 32 小时会保留。", danger=True
)
REVOKE = Question("撤销受理", "撤销受理 SL1？", "撤销受理", "不撤", danger=True, reason="撤销原因")


@pytest.fixture
def window(qtbot: QtBot, dressed: Dress) -> QWidget:
    dressed()
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1366, 697)
    bring_up(qtbot, made)
    return made


def _when_open(act: Callable[[Sheet], None]) -> None:
    """Do this to the dialog that is about to run."""

    def go() -> None:
        sheet = QApplication.activeModalWidget()
        assert isinstance(sheet, Sheet)
        act(sheet)

    QTimer.singleShot(50, go)


def test_the_act_is_done_only_when_it_is_chosen(qtbot: QtBot, window: QWidget) -> None:
    _when_open(lambda sheet: sheet._act.click())
    assert ask(window, RETIRE)
    _when_open(lambda sheet: qtbot.keyClick(sheet, Qt.Key.Key_Escape))
    assert not ask(window, RETIRE)


def test_enter_by_habit_leaves_a_dangerous_act_undone(qtbot: QtBot, window: QWidget) -> None:
    def enter(sheet: Sheet) -> None:
        assert sheet.focusWidget().text() == "不停用"
        qtbot.keyClick(sheet.focusWidget(), Qt.Key.Key_Space)

    _when_open(enter)
    assert not ask(window, RETIRE)


def test_a_legal_act_needs_a_reason(qtbot: QtBot, window: QWidget) -> None:
    def act(sheet: Sheet) -> None:
        sheet._act.click()
        assert sheet.isVisible(), "an empty reason is not enough"
        assert "请写" in sheet._note.text()
        sheet.reason.setText("  申请人改日再办 ")
        sheet._act.click()

    _when_open(act)
    assert ask_reason(window, REVOKE) == "申请人改日再办"
    _when_open(lambda sheet: sheet.reject())
    assert ask_reason(window, REVOKE) is None


def test_a_sentence_is_put_away_by_enter(qtbot: QtBot, window: QWidget) -> None:
    seen: list[list[str]] = []

    def enter(sheet: Sheet) -> None:
        seen.append(audit(sheet).problems)
        qtbot.keyClick(sheet, Qt.Key.Key_Return)

    _when_open(enter)
    say(window, "“HP M126”没有接收", "受理已经保存。加纸后再打，或先存成 PDF。")
    assert seen == [[]]


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("question", [RETIRE, REVOKE])
def test_nothing_is_clipped(
    window: QWidget, dressed: Dress, percent: int, question: Question
) -> None:
    dressed("dark", percent)
    seen: list[list[str]] = []

    def look(sheet: Sheet) -> None:
        seen.append(audit(sheet).problems)
        sheet.reject()

    _when_open(look)
    ask(window, question)
    assert seen == [[]]


def test_locking_closes_what_is_open(qtbot: QtBot, window: QWidget) -> None:
    sheet = Sheet(window, "登记新居民", "person_add", (400, 300))
    sheet.set_body(QWidget())
    sheet.show()
    reject_dialogs(window)
    assert not sheet.isVisible()


def test_enter_after_the_reason_leads_to_the_act(qtbot: QtBot, window: QWidget) -> None:
    def write(sheet: Sheet) -> None:
        sheet.reason.setText("申请人改日再办")
        qtbot.keyClick(sheet.reason, Qt.Key.Key_Return)
        assert sheet.isVisible()
        assert sheet._act.hasFocus()
        qtbot.keyClick(sheet._act, Qt.Key.Key_Return)

    _when_open(write)
    assert ask_reason(window, REVOKE) == "申请人改日再办"
