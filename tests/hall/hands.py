"""What the tests of the hall's dialogs have in common."""

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

GUI = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]
NEW = "换成另一句好记的密码"
NOTICE = """国务院办公厅关于2027年部分节假日安排的通知
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（周五）至13日（周六）放假调休，共9天。2月14日（周日）、2月20日（周六）上班。"""


def settle(qtbot: QtBot, sheet: Any) -> None:
    """Until the sheet's job on the worker has ended."""
    qtbot.waitUntil(lambda: not sheet.busy, timeout=15_000)
