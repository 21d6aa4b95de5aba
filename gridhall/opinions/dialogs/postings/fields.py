"""What the sheets of public words share: how it will look to everybody, and which compound."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from gridhall.core.progress import Progress
from gridhall.opinions.queries.showing import Shown, Whose, shown
from gridhall.opinions.rules.publishing import NOTICE, Way
from gridhall.organisation.queries.compounds import compounds
from gridhall.pledges.dialogs.fields import OneOf
from gridhall.qt.context import Context
from gridhall.qt.labels import label

_SETTLE_MS = 350  # after the last key the words are looked through
Read = Callable[[], tuple[Mapping[str, str], Way, Whose]]


class PublicView(QWidget):
    """贴出去是这样: the typed words with names and numbers hidden, as soon as typing rests."""

    def __init__(self, context: Context, read: Read, title: str = "贴出去是这样") -> None:
        super().__init__()
        self._context, self._read, self._round = context, read, 0
        self.text, self.hidden = QPlainTextEdit(), label("", "sub", wrap=True)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(title)
        self.text.setTabChangesFocus(True)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self.look)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(label(title, "b"))
        column.addWidget(self.text, 1)
        column.addWidget(self.hidden)

    def watch(self, fields: Sequence[QWidget]) -> None:
        """Look again whenever one of these is typed into."""
        for field in fields:
            signal: Any = getattr(field, "textChanged", None)
            if isinstance(field, QLineEdit | QPlainTextEdit):
                signal.connect(lambda *_: self._settle.start())
        self._settle.start()

    def look(self) -> None:
        """Look the words through on the worker."""
        self._round += 1
        (texts, way, whose), db = self._read(), self._context.db

        def work(_progress: Progress) -> Shown:
            with db.read() as session:
                return shown(session, texts, way, whose)

        self._context.jobs.start(
            work, done=partial(self._show, self._round), failed=self._context.desk.show_error
        )

    def _show(self, round_: int, told: Shown) -> None:
        if round_ != self._round:
            return
        self.text.setPlainText("\n".join(filter(None, told.texts.values())))
        named = "、".join(f"“{one}”" for one in told.doubts)
        doubt = f"{named}也是登记的姓名，请核对" if named else ""
        clean = "没有证件号、电话、姓名" if any(told.texts.values()) else ""
        self.hidden.setText("；".join(filter(None, (told.words, doubt))) or clean)


def compound_field(session: Any, chosen: int | None) -> OneOf:
    """Which compound; empty is the whole community."""
    known = [(one.id, one.name, "") for one in compounds(session)]
    field = OneOf("小区", known, "小区", "compound_id")
    field.setPlaceholderText("首字母；空着就是全社区")
    field.show_id(chosen)
    return field


def public_words(fields: Mapping[str, QLineEdit | QPlainTextEdit]) -> dict[str, str]:
    """What is typed in these, by name."""
    return {
        name: one.text() if isinstance(one, QLineEdit) else one.toPlainText()
        for name, one in fields.items()
    }


def plain_read(fields: Mapping[str, QLineEdit | QPlainTextEdit], way: Way = NOTICE) -> Read:
    """Reads these fields for a view in which nobody in particular is meant."""
    return lambda: (public_words(fields), way, Whose())
