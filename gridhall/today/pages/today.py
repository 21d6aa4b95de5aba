"""今日: greeting, counters, the queue by deadline, the next service day."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from gridhall.core.clerk import Role
from gridhall.core.progress import Progress
from gridhall.db.database import Database
from gridhall.forms.ui_today import Ui_TodayPage
from gridhall.qt.context import Context
from gridhall.qt.labels import chip, label
from gridhall.qt.layouts import empty
from gridhall.qt.refreshing import Refreshing
from gridhall.qt.scaling import refit, set_width
from gridhall.qt.table import RowsModel
from gridhall.service_desk.queries.queue import ACCEPTED_TODAY, Counts, QueueRow, desk_day
from gridhall.service_desk.rules.clock import CLOSING, DeskDay, spoken_day
from gridhall.service_desk.rules.states import DECIDED, OPEN
from gridhall.today import rules
from gridhall.today.columns import WAITING
from gridhall.today.pages.for_supervisors import APPROVALS, RATINGS, WaitingButton
from gridhall.today.pages.governance import GovernanceTodo
from gridhall.today.pages.hours import HoursTodo
from gridhall.today.pages.lending import DaysAhead, LendingTodo
from gridhall.today.pages.moves import move_lines
from gridhall.today.pages.service_day import NextServiceDay
from gridhall.today.pages.tiles import CounterTile
from gridhall.today.queries import TodayView, today_view

if TYPE_CHECKING:
    from gridhall.registry.queries.transfers import TransferRow
    from gridhall.service_desk.pages.acts import CaseActs

SIDE, TWO_PANES, LOW = 356, 1000, 1100  # px at 100 %; effective widths
_LATER_MS = 150  # until the transfers are read: the queue is painted first
_GUARD_S = 0.6  # a second Ctrl+Enter by impatience must not close the next case as well
_OURS = frozenset(
    {"service_case", "case_material", "case_notice", "hukou_transfer", "transfer_step"}
)
_NEVER = date.max  # a clock that stands still presses least
_FINISHES = (OPEN, DECIDED)  # what Ctrl+Enter closes here; other steps are the card's
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ORDERS: tuple[tuple[str, Callable[[QueueRow], object]], ...] = (
    ("按期限", lambda row: ()),  # as they are read: one's own first
    ("按网格", lambda row: (row.grid == "", row.grid, row.due_on or _NEVER)),
    ("按状态", lambda row: (row.missing == 0, row.state, row.due_on or _NEVER)),
)
_TITLES = {
    "open": "待办",
    "overdue": "已超期",
    "due_today": "今天到期",
    "supplement": "待补正",
    ACCEPTED_TODAY: "今日已受理",
}


class TodayPage(QWidget):
    """Built once by the window; the counters filter the queue."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.ui = Ui_TodayPage()
        self.ui.setupUi(self)
        self._which, self._awake_at = "open", 0.0
        self.queue = RowsModel(WAITING, self)
        self.ui.caseTable.setModel(self.queue)
        self.tiles = {
            "overdue": CounterTile("已超期", "error", "red_fg"),
            "due_today": CounterTile("今天到期", "schedule", "amber_fg"),
            "supplement": CounterTile("待补正", "assignment_return", "text"),
            ACCEPTED_TODAY: CounterTile("今日已受理", "inbox", "primary"),
        }
        self.carried = CounterTile("联席会结转", "diversity_3", "text")
        self._dress()
        self._connect()

    def _dress(self) -> None:
        ui = self.ui
        for tile in (*self.tiles.values(), self.carried):
            ui.tilesRow.addWidget(tile, 1)
        self.carried.setCheckable(False)  # it leads away
        self._carried_over(0)
        ui.caseTable.horizontalHeader().setProperty("ownSize", True)
        ui.orderSegments.set_items([title for title, _ in _ORDERS])
        ui.dayIcon.show_icon("event-fill", "primary", 20)
        days = ui.dayCard.layout()
        assert days is not None
        days.addWidget(HoursTodo(self._context, self))
        self.approvals = WaitingButton(self._context, self, APPROVALS)
        self.bad_ratings = WaitingButton(self._context, self, RATINGS)
        head = ui.layout16
        for one in (self.bad_ratings, self.approvals):
            head.insertWidget(head.indexOf(ui.countChip) + 1, one)
        self.next_day = NextServiceDay(self._context, self, ui)
        column = ui.layout25
        self.governance = GovernanceTodo(self._context, self)
        self.governance.counted.connect(self._carried_over)
        self.lending = LendingTodo(self._context, self)
        for card in (self.governance, self.lending):
            column.insertWidget(column.indexOf(ui.aheadCard), card)
        DaysAhead(self, ui)
        ui.transfersCard.hide()  # until something is known to run out or to wait
        self.setFocusProxy(ui.caseTable)

    def _connect(self) -> None:
        ui, desk = self.ui, self._context.desk
        ui.newButton.clicked.connect(lambda: desk.new_case(None))
        ui.findButton.clicked.connect(lambda: desk.go("居民登记"))
        ui.allButton.clicked.connect(lambda: desk.go("一窗受理"))
        ui.emptyState.acted.connect(lambda: desk.new_case(None))
        ui.orderSegments.chosen.connect(lambda _: self.refresh())
        ui.caseTable.opened.connect(lambda row: desk.open_case(row.id))
        for which, tile in self.tiles.items():
            tile.clicked.connect(lambda _=False, which=which: self._filter(which))
        self.carried.clicked.connect(lambda: desk.open_meeting(None))
        Refreshing(self, self._context.bus, _OURS).use(self.refresh)

    def _carried_over(self, many: int) -> None:
        """What joint meetings have left open: counted behind the page."""
        self.carried.show_count(many, "下次会议先议" if many else "没有结转的")

    def refresh(self) -> None:
        """Read everything on show anew."""
        context = self._context
        with context.db.read() as session:
            on = desk_day(session, context.today(), context.calendar)
            view = today_view(session, on, self._which, self._own())
        self._greet(on)
        self._count(view.counts)
        self._show_rows(view)
        QTimer.singleShot(_LATER_MS, self, self._read_moves)
        self._show_ahead(view)

    def _own(self) -> int | None:
        """Whose work comes first: the clerk's; a supervisor looks at everybody's."""
        clerk = self._context.clerk
        return clerk.id if clerk.role == Role.COUNTER else None

    def show_for_width(self, effective: int) -> None:
        """Below a certain width the side goes under the queue, and lesser words go away."""
        ui, beside = self.ui, effective >= TWO_PANES
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        ui.paneRow.setDirection(direction)
        set_width(ui.rightColumn, SIDE if beside else None)
        ui.queueCard.setMinimumHeight(0 if beside else 420)
        self.lending.adapt()
        self.governance.adapt()
        for tile in (*self.tiles.values(), self.carried):
            tile.show_sub(effective >= LOW)

    def _greet(self, on: DeskDay) -> None:
        ui = self.ui
        hello = rules.greeting(datetime.now().time())
        ui.greetingLabel.setText(f"{hello}，{self._context.clerk.name}")
        if self.next_day.read_on == on.today:
            return  # what the hall itself has planned stands there already
        found = rules.next_service_day(on.today, on.calendar)
        ui.dayLabel.setText(rules.day_words(on.today, found))
        title, note = rules.service_day_words(found, on.today)
        ui.serviceDayLabel.setText(title)
        ui.serviceDayNote.setText(note)

    def _count(self, counts: Counts) -> None:
        overdue, due = counts.overdue, counts.due_today
        tiles = self.tiles
        tiles["overdue"].show_count(overdue, f"先处理这 {overdue} 件" if overdue else "都在期限内")
        tiles["due_today"].show_count(due, f"{CLOSING} 前办结" if due else "今天没有到期")
        tiles["supplement"].show_count(counts.supplement, "等申请人补材料")
        tiles[ACCEPTED_TODAY].show_count(counts.accepted_today, f"办结 {counts.finished_today} 件")

    def _show_rows(self, view: TodayView) -> None:
        ui = self.ui
        order = _ORDERS[max(0, ui.orderSegments.current())][1]
        place = ui.caseTable.currentIndex().row()
        self.queue.show_rows(sorted(view.rows, key=order))  # type: ignore[arg-type]  # each key sorts
        ui.queueTitle.setText(_TITLES[self._which])
        ui.countChip.setText(str(getattr(view.counts, self._which)))
        ui.queueStack.setCurrentWidget(ui.listPage if view.rows else ui.emptyPage)
        if view.rows and ui.caseTable.current() is None:
            last = len(view.rows) - 1
            ui.caseTable.selectRow(min(max(place, 0), last))
        self._sayempty()

    def _sayempty(self) -> None:
        empty = self.ui.emptyState
        if self._which == "open":
            empty.say("今天没有待办", "来了新的事项，按 F2 新建工单", "task_alt")
            empty.offer("新建工单", "F2", "add")
        else:
            empty.say(f"{_TITLES[self._which]}：没有", "再按一次上面的数字，看全部待办", "task_alt")
            empty.offer("")

    def _read_moves(self) -> None:
        """On the worker: what it needs of the register must not hold up the queue."""
        context = self._context
        context.jobs.start(
            partial(_moves, context.db, context.today()),
            done=self._show_moves,
            failed=context.desk.show_error,
        )

    def _show_moves(self, rows: "Sequence[TransferRow]") -> None:
        """户籍迁移: only while something runs out or waits."""
        ui, context = self.ui, self._context
        empty(ui.transfersColumn)
        for line in move_lines(rows, context.today(), context.desk.show_transfer):
            ui.transfersColumn.addWidget(line)
        ui.transfersTitle.setText(f"户籍迁移 {len(rows)}")
        ui.transfersCard.setVisible(bool(rows))
        refit(ui.transfersArea)

    def _show_ahead(self, view: TodayView) -> None:
        column = self.ui.aheadColumn
        empty(column)
        for day, due in view.ahead:
            column.addWidget(_ahead_line(day, due))
        refit(self.ui.aheadArea)

    def _filter(self, which: str) -> None:
        """A counter pressed shows its cases; pressed again, all that waits."""
        self._which = "open" if self._which == which else which
        for name, tile in self.tiles.items():
            tile.setChecked(name == self._which)
        self.refresh()

    def _acts(self) -> "CaseActs":
        """What is done to a case needs register and papers: they come in behind the queue."""
        from gridhall.service_desk.pages.acts import CaseActs

        return CaseActs(self._context)

    def _finish_current(self) -> None:
        row = self.ui.caseTable.current()
        if row is None or monotonic() < self._awake_at:
            return
        if row.state not in _FINISHES:
            self._context.desk.open_case(row.id)
            return
        self._awake_at = monotonic() + _GUARD_S
        self._acts().finish(row.id, row.version)

    def _print_current(self) -> None:
        row = self.ui.caseTable.current()
        if row is not None:
            self._acts().print_notice(row.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter closes the chosen case (or opens it for its own step), Ctrl+P prints."""
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if held and event.key() in _ENTER:
            self._finish_current()
        elif held and event.key() == Qt.Key.Key_P:
            self._print_current()
        else:
            super().keyPressEvent(event)


def _ahead_line(day: date, due: int) -> QWidget:
    """A day to come and how much falls due on it."""
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.addWidget(label(spoken_day(day)))
    line.addStretch(1)
    line.addWidget(chip(f"{due} 件到期", "blue") if due else label("没有到期", "meta"))
    return row


def _moves(db: Database, today: date, _progress: Progress) -> "list[TransferRow]":
    from gridhall.today.queries.moves import pressing_moves

    with db.read() as session:
        return pressing_moves(session, today)
