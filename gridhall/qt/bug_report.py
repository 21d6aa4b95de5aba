"""What a bug looks like to the clerk: one sentence and a report without personal data."""

import platform
import re
import sys
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

import gridhall
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.labels import label
from gridhall.qt.theme import application

_DIGITS = re.compile(r"\d{6,}")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_LONGEST = 300  # characters of the message


def report_text(error: BaseException) -> str:
    """Type, place and versions; names and numbers in the message are blotted out."""
    lines = [
        f"GridHall {gridhall.__version__}",
        f"Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}",
        "",
    ]
    seen: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in seen:
        seen.append(current)
        lines += [f"{type(current).__name__}: {redact(str(current))}", *_places(current), ""]
        current = current.__cause__ or current.__context__
    return "\n".join(lines).rstrip() + "\n"


def redact(message: str) -> str:
    """A message fit to be sent away: long digit runs and all but ASCII become `#` and `□`."""
    return _NOT_ASCII.sub("□", _DIGITS.sub("#", message))[:_LONGEST]


def catch_bugs(show: Callable[[BaseException], None]) -> None:
    """Whatever no page handled is shown as a bug; the program lives on."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            show(error)

    sys.excepthook = hook


class BugSheet(Sheet):
    """The report, ready to be copied."""

    def __init__(self, parent: QWidget | None, error: BaseException) -> None:
        super().__init__(parent, "程序出了错", "error-fill", (640, 460))
        self.report = QPlainTextEdit(report_text(error))
        self.report.setReadOnly(True)
        self.report.setAccessibleName("错误报告")
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 14, 20, 10)
        column.setSpacing(10)
        column.addWidget(label("这一步没有做成，已保存的都还在。可以接着用。", "md", wrap=True))
        sentence = "请把下面的报告复制给维护人员。里面只有程序的位置和版本，没有居民信息。"
        column.addWidget(label(sentence, "sub", wrap=True))
        column.addWidget(self.report, 1)
        self.set_body(body)
        copy = foot_button("复制报告", "Alt+C", "", "content_copy")
        go_on = foot_button("接着用", "Enter", "primary")
        copy.clicked.connect(lambda: application().clipboard().setText(self.report.toPlainText()))
        go_on.clicked.connect(self.accept)
        self.set_foot([], [copy, go_on])
        self.first_focus = go_on


def _places(error: BaseException) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__)
    return [f"  {_module(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]


def _module(path: str) -> str:
    """Never the folder, for it holds a user's name."""
    parts = re.split(r"[\\/]", path)
    start = len(parts) - 1 - parts[::-1].index("gridhall") if "gridhall" in parts else -1
    return "/".join(parts[start:])
