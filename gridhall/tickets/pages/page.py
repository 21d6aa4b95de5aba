"""一窗受理·叫号: who waits, who is at the counter, the day's numbers."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from gridhall.core.errors import UserError
from gridhall.qt.buttons import Btn, FilterPills, button
from gridhall.qt.context import Context
from gridhall.qt.frames import Card, EmptyState, Line
from gridhall.qt.labels import chip, label
from gridhall.qt.refreshing import Refreshing
from gridhall.qt.scaling import fit, set_width
from gridhall.qt.table import RowsModel, Table
from gridhall.tickets.columns import lasting, waiting_columns
from gridhall.tickets.dialogs.lanes import LanesSheet
from gridhall.tickets.pages.board import BoardWindow
from gridhall.tickets.pages.calling import QueueActs, local_now
from gridhall.tickets.pages.parts import BigNumber, FiguresCard, clock, show_chip
from gridhall.tickets.pages.printing import NO_ROLL, print_ticket
from gridhall.tickets.pages.take_row import TakeRow
from gridhall.tickets.queries.figures import figures
from gridhall.tickets.queries.rows import TicketRow
from gridhall.tickets.queries.waiting import Hall, before, hall
from gridhall.tickets.rules.life import SERVING

LEFT, RIGHT = 412, 330  # px at 100 %
NARROW, ONE_PANE = 1180, 1000  # effective widths: narrower panes; the figures take turns
_TABLES = frozenset({"queue_ticket", "ticket_lane"})
_AGAIN_MS = 20_000  # waits grow, and another program may call on the same file
PILLS = ("本窗口", "其他窗口", "过号", "已办")
MINE, OTHERS, MISSED, DONE = range(len(PILLS))
_EMPTY = {
    MINE: ("没有人在等", "来了人，在下面输队列字母，按 Enter 取号"),
    OTHERS: ("没有人在等别的窗口", "按 ← 回到“本窗口”"),
    MISSED: ("今天没有过号", "按 ← 回到“本窗口”"),
    DONE: ("今天还没有办完的", "叫了号，办完以后在这里"),
}


class TicketsPage(QWidget):
    """Left the queue, in the middle who is here, at the right the numbers."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.acts = QueueActs(context, self)
        self.hall: Hall | None = None
        self.board_window: BoardWindow | None = None
        self._is_narrow = False
        self._pieces()
        self._buttons()
        self._lay_out()
        self._connect()
        fit(self)
        self.setFocusProxy(self.table)
        Refreshing(self, context.bus, _TABLES).use(self.refresh)
        timer = QTimer(self, interval=_AGAIN_MS)
        timer.timeout.connect(self._again)
        timer.start()

    def actions_above(self) -> Sequence[QWidget]:
        """What one can do here, for the row beside the views' switch."""
        return (self.figures_button, self.lanes_button, self.board_button, self.take_button)

    def refresh(self) -> None:
        """Read everything on show anew."""
        today = self.context.today()
        with self.context.db.read() as session:
            self.hall = told = hall(session, self.acts.counter, today)
            of_day = figures(session, today, today)
            since, until = self.side.period(today)
            shown = of_day if since == until else figures(session, since, until)
        self._show_present(told)
        self._show_list(told)
        self.take_row.show_lanes(told.lanes)
        waiting = sum(one.waiting for one in told.lanes)
        self.side.numbers.show_figures(of_day.total, waiting)
        self.side.show_figures(shown)

    def show_for_width(self, effective: int) -> None:
        """The figures give way where it is narrow for the font scale."""
        narrow = effective < NARROW
        self._is_narrow = effective < ONE_PANE
        self.figures_button.setVisible(self._is_narrow)
        self._show_figures(shown=False)
        set_width(self.left, 340 if narrow else LEFT)
        set_width(self.side, None if self._is_narrow else 316 if narrow else RIGHT)
        self.table.show_for_width(effective)

    def _show_figures(self, *, shown: bool) -> None:
        """Where it is narrow the figures and the counter take turns; else both are on show."""
        self.side.setVisible(shown or not self._is_narrow)
        self.middle.setVisible(not (shown and self._is_narrow))

    def call_next(self) -> None:
        """Ctrl+Enter, Ctrl+T: the next comes to this counter."""
        self.acts.call_next()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def start_taking(self) -> None:
        """Alt+Q: the box for the next visitor's number."""
        self.take_row.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.take_row.edit.selectAll()

    def show_board(self) -> None:
        """Alt+D: the big board, opened or, if it is open, closed."""
        if self.board_window is None:
            self.board_window = BoardWindow(self.context, self)
        if self.board_window.isVisible():
            self.board_window.close()
        else:
            self.board_window.open_up()

    # What it is made of

    def _pieces(self) -> None:
        self.left, self.middle, self.side = Card(), Card(), FiguresCard()
        self.pills, self.table, self.empty = FilterPills(), Table(), EmptyState()
        self.pills.set_items(PILLS)
        self.pills.setAccessibleName("排队的人")
        self.model = RowsModel(waiting_columns(lambda: local_now(self.context)), self)
        self.table.setModel(self.model)
        self.table.setAccessibleName("排队的人")
        self.stack = QStackedWidget()
        for widget in (self.table, self.empty):
            self.stack.addWidget(widget)
        self.take_row = TakeRow()
        self.counter_label, self.state_chip = label("", "md"), chip("")
        self.number, self.who = BigNumber(), label("", "md")
        self.facts, self.next_label = label("", "sub", wrap=True), label("", "b", wrap=True)

    def _buttons(self) -> None:
        self.next = button("叫下一位", "Ctrl+Enter", "primary", "campaign")
        self.recall = button("重呼", "Alt+R")
        self.start = button("开始办理", "Alt+K")
        self.missed = button("过号", "Alt+G")
        self.pass_on = button("转队列", "Alt+Z")
        self.finish = button("办完", "Alt+B", "", "check")
        self.put_back = button("放回队列", "Alt+F")
        self.leave = button("已离开", "Alt+X")
        self.take_button = button("取号", "Alt+Q", "", "add")
        self.board_button = button("大屏", "Alt+D", "", "visibility")
        self.lanes_button = button("业务队列", "Alt+L", "text", "sort")
        self.figures_button = button("统计", "Alt+J", "text", "rule")
        for made in self.actions_above():
            made.setParent(self)

    def _lay_out(self) -> None:
        self.left.setFixedWidth(LEFT)
        self.side.setFixedWidth(RIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 12)
        row.setSpacing(12)
        row.addWidget(self.left)
        row.addWidget(self.middle, 1)
        row.addWidget(self.side, 1)  # of a fixed width, unless it stands in the counter's place
        column = QVBoxLayout(self.left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.take_row)
        column.addWidget(Line())
        column.addLayout(_inset(self.pills, above=10))
        column.addLayout(_inset(self.put_back, self.leave, above=8))
        column.addSpacing(8)
        column.addWidget(self.stack, 1)  # at the foot, where a toast covers nothing that is pressed
        self._lay_out_middle()

    def _lay_out_middle(self) -> None:
        column = QVBoxLayout(self.middle)
        column.setContentsMargins(20, 14, 20, 16)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(self.counter_label)
        head.addStretch(1)
        head.addWidget(self.state_chip)
        column.addLayout(head)
        column.addStretch(2)
        column.addWidget(self.number)
        for words in (self.who, self.facts):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(words)
        column.addStretch(2)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        steps = (self.start, self.finish, self.recall, self.missed, self.pass_on)
        places = ((0, 0, 3), (0, 3, 3), (1, 0, 2), (1, 2, 2), (1, 4, 2))
        for made, (line, at, wide) in zip(steps, places, strict=True):
            grid.addWidget(made, line, at, 1, wide)
        column.addLayout(grid)
        column.addSpacing(8)
        column.addWidget(Line())
        column.addWidget(self.next_label)
        self.next.setMinimumHeight(44)
        column.addWidget(self.next)
        self.next_label.setAlignment(Qt.AlignmentFlag.AlignHCenter)

    def _connect(self) -> None:
        acts = self.acts
        slots: tuple[tuple[Btn, Callable[[], object]], ...] = (
            (self.next, self.call_next),
            (self.recall, acts.recall),
            (self.start, acts.start),
            (self.missed, acts.no_show),
            (self.finish, acts.finish),
            (self.pass_on, self._pass_on),
            (self.put_back, partial(self._with_row, acts.put_back)),
            (self.leave, partial(self._with_row, acts.leave)),
            (self.take_button, self.start_taking),
            (self.board_button, self.show_board),
            (self.lanes_button, self._edit_lanes),
            (self.figures_button, lambda: self._show_figures(shown=self.side.isHidden())),
        )
        for made, act in slots:
            made.bind_key().clicked.connect(lambda _=False, act=act: act())
        self.pills.chosen.connect(lambda _: self._show_list(self.hall))
        self.table.opened.connect(self._open)
        self.table.moved.connect(lambda _: self._offer())
        self.table.installEventFilter(self)
        self.take_row.wanted.connect(self._take)
        self.side.wanted.connect(self.refresh)
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self._print)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """← and → change the pill while the focus is in the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
            place = self.pills.current() + step
            if step and watched is self.table and 0 <= place < len(PILLS):
                self.pills.choose(place)
                self._show_list(self.hall)
                return True
        return super().eventFilter(watched, event)

    # What is on show

    def _show_present(self, told: Hall) -> None:
        row = told.present
        self.counter_label.setText(told.counter)
        is_serving = row is not None and row.state == SERVING
        show_chip(
            self.state_chip,
            row.state_label if row else "空闲",
            ("green" if is_serving else "amber") if row else "grey",
        )
        self.number.show_number(row.number if row else "", "primary" if row else "text3")
        self.who.setText(" · ".join(filter(None, (row.queue, row.priority_label))) if row else "")
        self.facts.setText(_facts(row) if row else "叫了下一位，号在这里显示")
        first = told.next
        self.next_label.setText(
            f"下一位 {first.number}  {first.queue}  {first.priority_label}".rstrip()
            if first
            else "没有人在等"
        )
        for made in (self.recall, self.start, self.missed):
            made.setEnabled(row is not None and not is_serving)
        for made in (self.finish, self.pass_on):
            made.setEnabled(row is not None)
        first_act = self.finish if is_serving else self.start if row else self.next
        for made in (self.finish, self.start, self.next):
            made.setProperty("kind", "primary" if made is first_act else "")

    def _show_list(self, told: Hall | None) -> None:
        if told is None:
            return
        lists = (told.mine, told.others, told.missed, told.done)
        counts = [len(one) for one in lists]
        self.pills.set_counts(PILLS, counts)
        place = max(0, self.pills.current())
        self.model.show_rows(list(lists[place]))
        if lists[place]:
            self.stack.setCurrentWidget(self.table)
            if self.table.current() is None:
                self.table.choose_first()
        else:
            self.empty.say(*_EMPTY[place], "group")
            self.empty.offer("")
            self.stack.setCurrentWidget(self.empty)
        self._offer()

    def _offer(self) -> None:
        """What may be done with the chosen row."""
        row = self._row()
        self.put_back.setEnabled(row is not None and row.state == "no_show" and not row.put_backs)
        self.leave.setEnabled(row is not None and row.state == "waiting")

    def _row(self) -> TicketRow | None:
        row = self.table.current() if self.stack.currentWidget() is self.table else None
        return row if isinstance(row, TicketRow) else None

    def _again(self) -> None:
        if self.isVisible():
            self.refresh()

    # What is done

    def _with_row(self, act: Callable[[TicketRow], None]) -> None:
        row = self._row()
        if row is not None:
            act(row)

    def _open(self, row: TicketRow) -> None:
        """Enter on a row: who waits is called, who missed the call is put back."""
        if row.state == "waiting" and self.hall is not None:
            order = [one.id for one in self.hall.mine]
            ahead = order.index(row.id) if row.id in order else 0
            self.acts.call_one(row, ahead)
        elif row.state == "no_show":
            self.acts.put_back(row)

    def _pass_on(self) -> None:
        """Who is at the counter; nobody there, the chosen row."""
        here = self.hall.present if self.hall else None
        row = self._row()
        self.acts.pass_on(here or (row if row is not None and row.is_open else None))

    def _take(self, lane_id: int, priority: str) -> None:
        taken = self.acts.take(lane_id, priority)
        if taken is None:
            return
        row, ahead = taken
        said = f"{row.number} {row.queue}，前面 {ahead} 位"
        self.take_row.told(f"{said}。{self._printed(row, ahead)}")

    def _print(self) -> None:
        """Ctrl+P: the chosen number's ticket once more."""
        row = self._row()
        if row is None:
            return
        with self.context.db.read() as session:
            ahead = before(session, row)
        self.context.desk.toast(f"{row.number}：{self._printed(row, ahead)}")

    def _printed(self, row: TicketRow, ahead: int) -> str:
        try:
            printer = print_ticket(self.context, row, ahead)
        except UserError as error:
            return str(error)
        return f"号票在“{printer}”打印" if printer else NO_ROLL

    def _edit_lanes(self) -> None:
        LanesSheet(self.context, self).exec()
        self.refresh()


def _facts(row: TicketRow) -> str:
    """等了 12 分钟 · 叫了 2 遍 · 09:30 开始办理."""
    parts = [lasting("等了", row.waited_seconds)]
    if row.calls > 1:
        parts.append(f"叫了 {row.calls} 遍")
    if row.started_at is not None:
        parts.append(f"{clock(row.started_at)} 开始办理")
    elif row.called_at is not None:
        parts.append(f"{clock(row.called_at)} 叫号")
    if row.passes:
        parts.append(f"从{row.lane}转来")
    return " · ".join(parts)


def _inset(*widgets: QWidget, above: int) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(14, above, 14, 0)
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row
