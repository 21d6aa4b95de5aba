"""What waits for a supervisor's word on 今日: how many of each, one key from their list."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from gridhall.clerks.rules import allowed
from gridhall.core.clerk import Role
from gridhall.core.progress import Progress
from gridhall.qt.buttons import Btn
from gridhall.qt.context import Context
from gridhall.qt.refreshing import Refreshing

_LATER_MS = 220  # the queue and the transfers come first


@dataclass(frozen=True)
class Waiting:
    """One kind of thing that waits: its words, key, icon, tables, how it is counted and opened."""

    words: str
    keys: str
    glyph: str
    tables: frozenset[str]
    count: Callable[[Any], int]  # of a session
    open: Callable[[QWidget, Context], object]


class WaitingButton(Btn):
    """Beside the queue's title; hidden while nothing waits, and from those it is not for."""

    def __init__(self, context: Context, page: QWidget, waiting: Waiting) -> None:
        super().__init__()
        self._context, self._waiting = context, waiting
        for name, value in (("hint", waiting.keys), ("kind", "text"), ("glyph", waiting.glyph)):
            self.setProperty(name, value)
        self.bind_key().clicked.connect(lambda: waiting.open(self, context))
        self.hide()
        if allowed(context.clerk, Role.SUPERVISOR):
            Refreshing(page, context.bus, waiting.tables).use(self.read)

    def read(self) -> None:
        """On the worker, behind the queue."""
        QTimer.singleShot(_LATER_MS, self, self._start)

    def _start(self) -> None:
        context = self._context

        def work(_progress: Progress) -> int:
            with context.db.read() as session:
                return self._waiting.count(session)

        context.jobs.start(work, done=self.show_count, failed=context.desk.show_error)

    def show_count(self, many: int) -> None:
        """待批延期 2."""
        self.setText(f"{self._waiting.words} {many}")
        self.setVisible(many > 0)


def _asked(session: Any) -> int:
    from gridhall.service_desk.queries.extensions import count_asked

    return count_asked(session)


def _approve(parent: QWidget, context: Context) -> None:
    from gridhall.service_desk.dialogs.approvals import ApprovalsSheet

    ApprovalsSheet(parent, context).open()


def _bad(session: Any) -> int:
    from gridhall.service_desk.queries.ratings import follow_ups_waiting

    return follow_ups_waiting(session)


def _follow(parent: QWidget, context: Context) -> None:
    from gridhall.service_desk.dialogs.ratings import RatingsSheet

    RatingsSheet(context, parent).open()


APPROVALS = Waiting(
    "待批延期", "Alt+Y", "schedule", frozenset({"case_extension", "service_case"}), _asked, _approve
)
RATINGS = Waiting(
    "差评", "Alt+H", "call", frozenset({"case_rating", "rating_follow_up"}), _bad, _follow
)
