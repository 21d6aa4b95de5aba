"""What a bug looks like to the clerk: one sentence and a report without personal data."""

import platform
import re
import sys
import traceback
from collections.abc import Callable, Collection, Iterator
from types import CodeType, TracebackType

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

import gridhall
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.labels import label
from gridhall.qt.theme import application

# Long digit runs, and what is put together of digits: numbers, birth dates, addresses, papers.
_DIGITS = re.compile(r"[A-Za-z]*\d[\d\-/.:xX]{5,}|[A-Za-z]+\d{3,}\w*|\d+(?:-\d+)+")
_WORD = re.compile(r"[^\W\d]+")  # a word in any script, or a name in code
_BLOTS = re.compile(r"□(?:[ _,.'’-]*□)+")
# What Python itself says in its complaints; other words are kept if the code that failed has them.
_SPOKEN = """
a already an and any are argument arguments as at attribute base be bool but by bytes call
callable can can't cannot cast character characters closed code codec concatenate connection
convert could database date datetime decode deleted dict directory disk division does empty
encode end error exceeded exist exists expected failed file float for format found from
frozenset full function generator given got has hashable have id in index indices input
instance int integer integers interface invalid is items iterable iterate iteration key keyword
left length list literal locked long malformed match maximum memory method missing module more
must name named no none NoneType not null object of on open operand operands or out outside pop
position positional range read recursion required reset row s sequence set size slice slices
str string subscriptable such support supported surrogates t take takes than thread time timed
to too tuple type types unexpected unhashable unpack unsupported utf value values was when
while with without write wrong year zero
"""
_PLAIN = frozenset(_SPOKEN.split())
_LONGEST = 300  # characters of the message


def report_text(error: BaseException) -> str:
    """Type, place and versions; whatever in the message may be data is blotted out."""
    lines = [
        f"GridHall {gridhall.__version__}",
        f"Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}",
        "",
    ]
    seen: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in seen:
        seen.append(current)
        lines += [
            f"{type(current).__name__}: {redact(str(current), _words(current))}",
            *_places(current),
            "",
        ]
        current = current.__cause__ or current.__context__
    return "\n".join(lines).rstrip() + "\n"


def redact(message: str, known: Collection[str] = ()) -> str:
    """A message fit to be sent away: a name in any script becomes `□`, a number of somebody `#`.

    A word stays if Python's own complaints have it or it is in `known`; short numbers stay.
    """

    def kept(word: re.Match[str]) -> str:
        return (
            word[0] if word[0] in known or word[0].lower() in _PLAIN or word[0] in _PLAIN else "□"
        )

    return _BLOTS.sub("□", _WORD.sub(kept, _DIGITS.sub("#", message)))[:_LONGEST]


def _words(error: BaseException) -> set[str]:
    """The words that stand in the code that failed: its names and its own sentences."""
    said: set[str] = set()
    trace = error.__traceback__
    while trace is not None:
        said.update(_in_code(trace.tb_frame.f_code))
        trace = trace.tb_next
    return said


def _in_code(code: CodeType) -> Iterator[str]:
    texts = [*code.co_names, *(text for text in code.co_consts if isinstance(text, str))]
    for text in (*texts, *code.co_varnames):
        if text.isascii():
            yield from _WORD.findall(text)


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
