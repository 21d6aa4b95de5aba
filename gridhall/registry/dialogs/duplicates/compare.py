"""Two records side by side: what differs, what a merge would do, one person or two."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gridhall.clerks.rules import allowed
from gridhall.core.clerk import Role
from gridhall.core.errors import UserError
from gridhall.qt.buttons import Segments
from gridhall.qt.context import Context
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.frames import Banner, Card
from gridhall.qt.labels import label
from gridhall.qt.layouts import empty
from gridhall.qt.scaling import refit
from gridhall.registry import service
from gridhall.registry.columns.duplicates import title
from gridhall.registry.dialogs.at_once import take_back
from gridhall.registry.dialogs.duplicates.sides import SidesTable
from gridhall.registry.dialogs.reveal import RevealSheet
from gridhall.registry.queries.comparing import Comparison, comparison, with_numbers
from gridhall.registry.rules.duplicates import Pair
from gridhall.registry.service.merging import ask_again, merge_people, plan_merge, tell_apart

SHOWN_MS = 10_000  # how long full numbers stay on the screen
NOT_YOURS = "并档要主管来做。您可以先记下“不是同一人”，是同一人的请主管登录后并档"


@dataclass(frozen=True, slots=True)
class Settled:
    """A pair that was decided: what to say, how to take it back, whose record went."""

    pair: tuple[int, int]
    words: str
    undo: Callable[[], None]
    gone_id: int | None = None  # merged into the other


class CompareSheet(Sheet):
    """Choose which record stays, read what becomes of the other, 并档; or 不是同一人."""

    settled = Signal(object)  # Settled
    person_wanted = Signal(int)

    def __init__(
        self, parent: QWidget, context: Context, ids: tuple[int, int], pair: Pair | None = None
    ) -> None:
        super().__init__(parent, "是不是同一人", "swap_horiz", (1040, 680))
        self._context, self._ids = context, ids
        self.banner, self.table = Banner(), SidesTable()
        self.keep, self.plan = Segments(), QVBoxLayout()
        self._shown = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._shown.timeout.connect(self.hide_numbers)
        with context.db.read() as session:
            self.comparison = comparison(session, *ids)
        self.say(pair.words if pair else "")
        self._make_buttons()
        self.set_body(self._body())
        self._column.addWidget(self._plan_card())  # in sight wherever the fields are scrolled to
        self.set_foot([self.reveal, self.open_left, self.open_right], [self.apart, self.merge])
        self.first_focus = self.keep if self.may_merge() else self.apart
        self._show_sides(self.comparison)
        self.keep.choose(self._richer())
        self.show_plan()

    def may_merge(self) -> bool:
        """Whether this clerk's rights reach (主管)."""
        return allowed(self._context.clerk, Role.SUPERVISOR)

    def kept_and_gone(self) -> tuple[int, int]:
        """Which record would stay, and which would go."""
        return self._ids if self.keep.current() == 0 else (self._ids[1], self._ids[0])

    def plan_lines(self) -> list[str]:
        """What the merge would do, as shown."""
        return self._lines

    def show_plan(self) -> None:
        """What becomes of both records if the chosen one stays; refusals say what to do first."""
        empty(self.plan)
        self._lines: list[str] = []
        if not self.may_merge():
            self.plan.addWidget(label(NOT_YOURS, "sub", wrap=True))
            return
        try:
            with self._context.db.read() as session:
                found = plan_merge(session, *self.kept_and_gone())
        except UserError as error:
            self.merge.setEnabled(False)
            self.plan.addWidget(label(str(error), "err", wrap=True))
            refit(self)
            return
        self.merge.setEnabled(True)
        self._lines = [*found.lines, "并走的一份留着可查，随时可以撤回并档"]
        doubts = set(found.doubts)
        for line in self._lines:
            tone = "amber" if line in doubts else ""
            self.plan.addWidget(label(f"· {line}", "", tone, wrap=True))
        refit(self)

    def show_numbers(self, reason: str) -> None:
        """The full numbers of both for ten seconds; who and why goes into the trail."""
        context = self._context
        with context.db.write() as session:
            full = [service.reveal(session, context.clerk, one, reason) for one in self._ids]
        self._show_sides(with_numbers(self.comparison, full[0], full[1]))
        self.reveal.setText("遮住号码")
        self._shown.start()

    def hide_numbers(self) -> None:
        """Mask them again."""
        self._shown.stop()
        self._show_sides(self.comparison)
        self.reveal.setText("显示号码")

    def _make_buttons(self) -> None:
        self.reveal = foot_button("显示号码", "F7", "text", "visibility")
        self.open_left = foot_button("打开左边", "Alt+1", "text")
        self.open_right = foot_button("打开右边", "Alt+2", "text")
        self.apart = foot_button("不是同一人", "Alt+N", "", "person_check")
        self.merge = foot_button("并档", "Ctrl+Enter", "primary", "group_add")
        self.reveal.clicked.connect(self._turn_numbers)
        self.open_left.clicked.connect(partial(self._open, 0))
        self.open_right.clicked.connect(partial(self._open, 1))
        self.apart.clicked.connect(self._tell_apart)
        self.merge.clicked.connect(self._merge)
        self.merge.setVisible(self.may_merge())

    def _body(self) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(10)
        column.addWidget(self.banner)
        column.addWidget(self.table)
        column.addStretch(1)
        return body

    def _plan_card(self) -> QWidget:
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(20, 0, 20, 10)
        card = Card(soft=True)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(14, 10, 14, 10)
        inside.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(label("并档以后", "b"))
        head.addStretch(1)
        head.addWidget(self.keep)
        inside.addLayout(head)
        inside.addLayout(self.plan)
        column.addWidget(card)
        self.keep.set_items(["留左边", "留右边"])
        self.keep.setAccessibleName("留哪一份档案")
        self.keep.setVisible(self.may_merge())
        self.keep.chosen.connect(lambda _: self.show_plan())
        for place, key in enumerate(("Alt+L", "Alt+R")):
            made = QShortcut(QKeySequence(key), self)
            made.activated.connect(partial(self._choose, place))
        return below

    def _choose(self, place: int) -> None:
        if self.may_merge():
            self.keep.choose(place)
            self.show_plan()

    def _richer(self) -> int:
        """Which stays unless the clerk says otherwise: in a household, with a number, says more."""
        return 0 if self._weight("one") >= self._weight("other") else 1

    def _weight(self, side: str) -> tuple[bool, bool, int]:
        row = self.comparison.one if side == "one" else self.comparison.other
        more = sum(one.state == side for one in self.comparison.fields)
        return row.household_id is not None, bool(row.masked_id), more

    def _show_sides(self, shown: Comparison) -> None:
        today = self._context.today()
        self.table.show_sides(shown, (title(shown.one, today), title(shown.other, today)))
        refit(self)

    def _turn_numbers(self) -> None:
        if self._shown.isActive():
            self.hide_numbers()
            return
        sheet = RevealSheet(self, self.comparison.one.name, "核对是不是同一人")
        sheet.reasoned.connect(partial(self._reveal, sheet))
        sheet.open()

    def _reveal(self, sheet: RevealSheet, reason: str) -> None:
        try:
            self.show_numbers(reason)
        except UserError as error:
            sheet.refuse(str(error))
            return
        sheet.accept()

    def _open(self, place: int) -> None:
        self.reject()
        self.person_wanted.emit(self._ids[place])

    def _tell_apart(self) -> None:
        context, ids = self._context, self._ids
        try:
            with context.db.write() as session:
                tell_apart(session, context.clerk, *ids)
        except UserError as error:
            self._refuse(error)
            return
        name = self.comparison.one.name
        words = f"已记下“{name}”的两份档案不是同一人，改动以前不再提醒"
        self._end(Settled(ids, words, partial(_ask_again, context, ids)))

    def _merge(self) -> None:
        context, (kept, gone) = self._context, self.kept_and_gone()
        try:
            with context.db.write() as session:
                done = merge_people(session, context.clerk, kept, gone, context.today())
        except UserError as error:
            self._refuse(error)
            return
        name = next(r.name for r in (self.comparison.one, self.comparison.other) if r.id == kept)
        words = f"已把两份档案并成“{name}”一份"
        self._end(Settled(self._ids, words, partial(take_back, context, done.action_id), gone))

    def _refuse(self, error: UserError) -> None:
        self.banner.say("red", str(error))
        refit(self)

    def _end(self, settled: Settled) -> None:
        self.accept()
        self.settled.emit(settled)


def _ask_again(context: Context, ids: tuple[int, int]) -> None:
    with context.db.write() as session:
        ask_again(session, context.clerk, *ids)
