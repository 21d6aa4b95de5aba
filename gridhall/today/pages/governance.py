"""治理 on 今日: what issues, meetings, postings and visits wait for, one click from its page."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from gridhall.core.progress import Progress
from gridhall.qt.buttons import Btn, button
from gridhall.qt.context import Context
from gridhall.qt.frames import Card
from gridhall.qt.icons import IconLabel
from gridhall.qt.labels import label
from gridhall.qt.layouts import empty
from gridhall.qt.refreshing import Refreshing
from gridhall.qt.scaling import refit
from gridhall.qt.theme import current_theme

if TYPE_CHECKING:
    from gridhall.db.database import Database
    from gridhall.today.queries.governance import GovernanceTodos, Pressing

_LATER_MS = 300  # the queue, the transfers, the service day and the loans come first
_LINE_PX = 28  # at 100 %
_FEW = 2  # lines on a low screen
_ROOMY_PX = 720  # at 100 %: a window of 768 leaves the page about 620
_OURS = frozenset(
    {
        "issue", "joint_meeting", "public_notice", "objection", "care_visit", "care_target",
        "hazard", "mediation", "hall_setting", "reception_day", "demand_survey",
    }
)  # fmt: skip


class GovernanceTodo(Card):
    """In the right column; hidden while nothing waits."""

    counted = Signal(int)  # issues carried over by a joint meeting

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__()
        self._context, self._page = context, page
        self._told: GovernanceTodos | None = None
        self._whole = False
        self._lines = QGridLayout()
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setHorizontalSpacing(8)
        self._lines.setVerticalSpacing(2)
        self._lines.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.addLayout(self._lines)
        self.hide()
        Refreshing(page, context.bus, _OURS).use(self.read)

    def read(self) -> None:
        """On the worker, for it brings the tables of governance in."""
        QTimer.singleShot(_LATER_MS, self, self._start)

    def _start(self) -> None:
        work = partial(_todos, self._context.db, self._context.today())
        self._context.jobs.start(work, done=self._show, failed=self._context.desk.show_error)

    def _show(self, told: "GovernanceTodos") -> None:
        self._told = told
        self.counted.emit(told.carried)
        self.adapt()

    def adapt(self) -> None:
        """On a low screen the most pressing lines stand here, the others behind one button."""
        empty(self._lines)
        window = self._page.parentWidget() or self._page
        roomy = self._whole or window.height() >= current_theme().px(_ROOMY_PX)
        lines = self._told.lines if self._told is not None else ()
        shown = lines if roomy or len(lines) <= _FEW + 1 else lines[:_FEW]
        for row, line in enumerate(shown):
            self._add(row, line)
        if len(shown) < len(lines):
            more = _low(f"还有 {len(lines) - len(shown)} 项")
            more.clicked.connect(self._show_whole)
            self._lines.addWidget(more, _FEW, 2)
        self.setVisible(bool(lines))
        refit(self)

    def _show_whole(self) -> None:
        self._whole = True
        self.adapt()

    def _add(self, row: int, line: "Pressing") -> None:
        act = _low("去办")
        act.setAccessibleName(f"去办：{line.words}")
        act.clicked.connect(self._opener(line.kind))
        ink = "red_fg" if line.tone == "red" else "amber_fg"
        self._lines.addWidget(IconLabel().show_icon("warning-fill", ink), row, 0)
        self._lines.addWidget(label(line.words, wrap=True), row, 1)
        self._lines.addWidget(act, row, 2)

    def _opener(self, kind: str) -> Callable[[], None]:
        desk = self._context.desk
        openers: dict[str, Callable[[None], None]] = {
            "issue": desk.open_issue,
            "meeting": desk.open_meeting,
            "care": desk.open_care,
            "peace": desk.open_peace,
            "notice": partial(desk.open_posting, "notice"),
            "reception": partial(desk.open_talk, "reception"),
            "survey": partial(desk.open_talk, "survey"),
        }
        return lambda: openers[kind](None)


def _low(text: str) -> Btn:
    made = button(text, "", "text")
    made.setFixedHeight(_LINE_PX)
    return made


def _todos(db: "Database", today: date, _progress: Progress) -> "GovernanceTodos":
    from gridhall.today.queries.governance import governance_todos

    with db.read() as session:
        return governance_todos(session, today)
