"""集中服务日·日程排班: what is chosen is read and shown; what is pressed is done by the acts."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QMenu, QWidget

from gridhall.core.errors import UserError
from gridhall.qt.buttons import button
from gridhall.qt.context import Context
from gridhall.qt.labels import set_look
from gridhall.qt.refreshing import Refreshing
from gridhall.volunteering.columns.board import (
    cell_name,
    cell_note,
    day_state,
    day_title,
    day_words,
    suggestion_words,
    tiles,
)
from gridhall.volunteering.pages.board.acts import BoardActs
from gridhall.volunteering.pages.board.frame import ALL_PANES, MONTH_BESIDE, BoardFrame
from gridhall.volunteering.pages.board.keys import Entry, bind_keys, cell_entries, entries, papers
from gridhall.volunteering.pages.board.pooling import Pooling
from gridhall.volunteering.pages.board.printing import PAPERS, PaperDesk
from gridhall.volunteering.pages.board.reading import Shown, first_day, read
from gridhall.volunteering.pages.board.settings import DaySettings
from gridhall.volunteering.pages.board.solving import Solver, how_good, proof_words
from gridhall.volunteering.queries.board import Board
from gridhall.volunteering.queries.days import DayRow

if TYPE_CHECKING:
    from gridhall.volunteering.service.solving import Solved

_SETTLE_MS = 60  # what is chosen is read once the arrows rest
_OURS = frozenset({"service_day", "service_day_policy", "shift", "post", "cell", "assignment"}) | {
    "roster_publication",
    "holiday_notice",
    "attendance",
}
_PEOPLE = frozenset(
    {"volunteer", "volunteer_skill", "volunteer_squad", "availability", "wish", "pairing"}
) | {"person", "outsider", "hours_entry", "skill", "squad"}


class BoardPage(BoardFrame):
    """Arrows move, Enter picks, Del removes, N goes on; F9 suggests, Ctrl+Enter publishes."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._context, self.day = context, context.today()
        self.shown: Shown | None = None
        self.accept_when_solved = False
        self._wanted: int | None = None  # of several activities of one date
        self._solved: dict[int, Solved] = {}
        self.more_button = button("更多", "Alt+S", "", "more_horiz")
        self.print_button = button("打印签到表", "Ctrl+P", "", "print")
        self.solve_button = button("自动排班", "F9", "", "wand_stars")
        self.publish_button = button("发布排班", "Ctrl+Enter", "primary", "campaign")
        self.copy_button = button("复制", "", "", "content_copy")
        self.begin_button = button("自动排班", "F9", "primary", "wand_stars")
        self.usual_button = button("只照排岗位", "", "text", "event_available")
        self.empty.set_acts((self.copy_button, self.begin_button, self.usual_button))
        self.acts, self.solver = BoardActs(context, self), Solver(context, self.strip, self)
        self.settings, self.papers = (
            DaySettings(context, self),
            PaperDesk(context, self.strip, self),
        )
        self._day_settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self.pooling = Pooling(context, (self.table, self.pool), self)
        self._connect()
        bind_keys(self)
        self._is_begun = False
        Refreshing(self, context.bus, _OURS | _PEOPLE).use(self.refresh)

    # What the window asks of the page

    def actions_above(self) -> Sequence[QWidget]:
        """What one can do here, for the row beside the views' switch."""
        return (self.more_button, self.print_button, self.solve_button, self.publish_button)

    def show_for_width(self, effective: int) -> None:
        """As the frame; 打印 is in 更多 too."""
        super().show_for_width(effective)
        self._choose_primary()
        for made in (self.back_button, self.pool.newcomer, self.suggestions.take):
            made.show_hint(effective >= MONTH_BESIDE)
        for made in (self.more_button, self.print_button):
            made.show_hint(effective >= ALL_PANES)

    def show_day(self, day: date, wanted: int | None = None) -> None:
        """Go to a day, as another page wants it; `wanted` is the id of one of several."""
        self._is_begun, self.day, self._wanted = True, day, wanted
        self.month.choose(day)
        self.refresh()

    def refresh(self) -> None:
        """Read everything on show anew."""
        context, today = self._context, self._context.today()
        with context.db.read() as session:
            if not self._is_begun:
                self._is_begun, self.day = True, first_day(session, context.calendar, today)
                self.month.choose(self.day)
            shown = read(session, context.calendar, self.day, today, self._wanted)
        self._show(shown)

    # What is on show

    def board(self) -> Board | None:
        """The board of the chosen day."""
        return self.shown.board if self.shown else None

    def shown_row(self) -> DayRow | None:
        """The chosen service day."""
        return self.shown.row if self.shown else None

    def _show(self, shown: Shown) -> None:
        self.shown, row, board = shown, shown.row, shown.board
        self.month.view.show_tiles(tiles(shown.month, self._context.today()))
        self.facts.show_day(shown, self._context.today())
        self.facts.show_next(shown.next)
        self.facts.show_others(shown.others)
        self._say_where(row)
        self.table.show_board(board)
        had_focus = self.empty.isAncestorOf(self.focusWidget() or self)
        self.show_board_or_empty(board is not None)
        if had_focus and board is not None:
            self.table.setFocus()
        self._show_empty(row)
        self._show_suggestions()
        self._follow_cell(anew=True)

    def _say_where(self, row: DayRow | None) -> None:
        """The day's name above the board where the month has no room."""
        at = row.held_on if row is not None and row.held_on is not None else self.day
        self.here.setText(day_title(at))
        self.here_state.setVisible(row is not None)
        if row is not None:
            words, tone = day_state(row, self._context.today())
            self.here_state.setText(words)
            set_look(self.here_state, chip=tone)

    def _show_empty(self, row: DayRow | None) -> None:
        earlier = self.shown.earlier if self.shown else None
        is_open = row is not None and row.state not in ("skipped", "closed", "merged")
        self.copy_button.setVisible(is_open and earlier is not None)
        if earlier is not None:
            self.copy_button.setText(f"从 {day_words(earlier.held_on)} 复制")
        self.begin_button.setVisible(is_open)
        self.usual_button.setVisible(is_open)
        if row is None:
            self.empty.say(f"{day_title(self.day)} 没有服务日", "在月历里选带底色的日子", "event")
        elif not is_open and row.held_on is None:
            self.empty.say(f"{day_words(self.day)} 不办", row.reason, "do_not_disturb_on")
        elif row.state == "merged" or row.held_on != self.day:
            self.empty.say(f"{day_title(self.day)} 的服务日改了日子", row.reason, "event")
        else:
            said = "复制会带上能来的人；自动排班先照排岗位与班次，再给出建议"
            self.empty.say(f"{day_words(self.day)} 还没排", said)

    def _show_suggestions(self) -> None:
        board, strip = self.board(), self.suggestions
        count = board.suggestions if board else 0
        solved = self._solved.get(board.day.id) if board else None
        strip.offer(bool(count))
        if board is not None and count:
            every = "\n".join(solved.sentences) if solved else ""
            strip.say(
                suggestion_words(board), proof_words(solved) if solved else "", tip_words=every
            )
        elif solved is not None and solved.gaps and board is not None and not solved.placed:
            strip.say(f"没有人可以再排，还缺 {solved.gaps} 人次", proof_words(solved), "amber")
        else:
            strip.hide()
        self._choose_primary()
        self.show_banner()

    def _choose_primary(self) -> None:
        """One filled button: what comes next; a day that is over is printed.

        打印 is in 更多 where it is narrow. Nobody is picked for a day that is over.
        """
        board = self.board()
        is_open = board is not None and board.day.closed_at is None
        waits = bool(board and board.suggestions)
        self.publish_button.setVisible(is_open)
        self.solve_button.setVisible(is_open)
        self.pool.setEnabled(is_open)
        over = board is not None and not is_open
        self.print_button.setVisible(over or (is_open and self._effective >= MONTH_BESIDE))
        self.print_button.setProperty("kind", "primary" if over else "")
        self.publish_button.setProperty("kind", "" if waits else "primary")
        self.suggestions.take.setProperty("kind", "primary" if waits else "")

    def _follow_cell(self, *, anew: bool = False) -> None:
        board = self.board()
        here = self.table.place() if board is not None else None
        if here is None:
            self.pool.show_pool("", ())
            return
        post, shift, cell = here
        note, role = cell_note(cell)
        seat = self.table.seat()
        if cell is not None and seat is not None and len(cell.seats) > 1 and seat.clash:
            note, role = seat.clash, "err"
        self.foot.say(cell_name(post, shift), note, role)
        if board is not None and board.day.closed_at is not None:
            self.pool.show_pool("这一天已经结束，排班只能看", ())
        else:
            self.pooling.follow(anew=anew)

    # The pool

    def pick(self) -> None:
        """Enter: into the pool's box, its people read if they are not yet."""
        board = self.board()
        if board is None or board.day.closed_at is not None or self.table.cell() is None:
            self.act(self.acts.refuse_no_cell)
            return
        self.pooling.read_now()
        self.open_pool()

    def _take(self, volunteer_id: int) -> None:
        refused = self.acts.assign(volunteer_id)
        if refused:
            self.pool.say(refused)
            return
        self.pool.edit.clear()
        self.close_pool()

    # Acts

    def act(self, act: Callable[[], object]) -> None:
        """Do it; what refuses says so."""
        try:
            act()
        except UserError as error:
            self._context.desk.show_error(error)

    def act_by_name(self, name: str) -> None:
        """An act of the keys."""
        self.act(getattr(self.acts, name))

    def print_paper(self, words: str) -> None:
        """A paper of the chosen day."""
        row = self.shown_row()
        if row is not None and row.id is None and row.is_moved and words == "调整通知":
            self.papers.make(words, lambda made, at, _: made.issue_adjustment_of(at, row))
            return
        if row is None or row.id is None:
            raise UserError(
                "这一天还没有安排，没有可以打印的。先按 F9 自动排班，或照以前的日子复制"
            )
        issue = next(issue for name, _, issue in PAPERS if name == words)
        self.papers.make(words, issue(row.id))

    def open_menu(self) -> QMenu:
        """更多."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fill(menu, entries(self))
        menu.addSeparator()
        self._fill(menu.addMenu("打印"), papers(self))
        menu.popup(self.more_button.mapToGlobal(QPoint(0, self.more_button.height())))
        return menu

    def _fill(self, menu: QMenu, rows: Sequence[Entry]) -> None:
        for words, keys, act in rows:
            if act is None:
                menu.addSeparator()
            else:
                menu.addAction(f"{words}\t{keys}" if keys else words, partial(self.act, act))

    def show_other(self) -> None:
        """The next activity of the same date."""
        if self.shown is not None and self.shown.others:
            self.show_day(self.day, self.shown.others[0].id)

    def _take_solved(self, ids: tuple[int, ...], solved: "Solved") -> None:
        if len(ids) == 1:
            self._solved[ids[0]] = solved
        days = f" {len(ids)} 天" if len(ids) > 1 else ""
        self.refresh()
        words = f"自动排班{days}给出 {solved.placed} 条建议"
        short = f"，还缺 {solved.gaps} 人次" if solved.gaps else ""
        if days:  # of one day the strip above the board says it
            short += f"，{how_good(solved)}"
        acts = [solved.action_id] if solved.action_id is not None else []
        self.acts.tell(acts, words + short if solved.placed else f"没有新的建议{short}")
        if self.accept_when_solved and solved.placed:
            self.act(self.acts.accept)
        self.accept_when_solved = False

    def _warn(self, sentences: Sequence[str]) -> None:
        """What nobody can fill is said before the solver has begun."""
        strip, more = self.suggestions, "；".join(sentences)
        strip.offer(offered=False)
        strip.say(
            f"有 {len(sentences)} 格没有人能排满，其余照排", more, "amber", "\n".join(sentences)
        )
        self.show_banner()

    def _open_cell_menu(self, at: QPoint) -> None:
        """The right button: what can be done in the cell."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fill(menu, cell_entries(self))
        menu.popup(at)

    def _leave_board(self) -> None:
        """Esc: suggestions go; a sentence that only tells goes too."""
        board = self.board()
        if self.solver.is_busy:
            self.solver.stop()
        elif board is not None and board.suggestions:
            self.act(self.acts.drop)
        elif board is not None:
            self._solved.pop(board.day.id, None)
            self._show_suggestions()

    def _move_day(self, day: date) -> None:
        self.day, self._wanted = day, None
        self._day_settle.start()

    def _enter_day(self, _day: date) -> None:
        self._day_settle.stop()
        self.refresh()
        self.leave_month()
        if self.board() is not None:
            self.table.setFocus()
        else:
            shown = (self.copy_button, self.begin_button)
            next((one for one in shown if one.isVisible()), self.month.view).setFocus()

    def _go_next(self) -> None:
        after = self.shown.next if self.shown else None
        if after is not None and after.held_on is not None:
            self.show_day(after.held_on, after.id)

    def _connect(self) -> None:
        table, acts = self.table, self.acts
        self._day_settle.timeout.connect(self.refresh)
        self.month.view.moved.connect(self._move_day)
        self.month.view.entered.connect(self._enter_day)
        self.facts.next_wanted.connect(self._go_next)
        self.facts.other_wanted.connect(self.show_other)
        table.moved.connect(self._follow_cell)
        table.picked.connect(self.pick)
        table.removed.connect(lambda: self.act(acts.remove))
        table.why_wanted.connect(lambda: self.act(acts.why))
        table.leave_wanted.connect(lambda: self.act(acts.leave))
        table.escaped.connect(self._leave_board)
        self.pool.picked.connect(self._take)
        self.pool.left.connect(self.close_pool)
        self.pool.newcomer_wanted.connect(lambda: self.act(acts.newcomer))
        self.suggestions.accepted.connect(lambda: self.act(acts.accept))
        self.suggestions.dropped.connect(self._leave_board)
        self.solver.solved.connect(self._take_solved)
        self.solver.warned.connect(self._warn)
        self.solver.ended.connect(self._show_suggestions)
        table.menu_wanted.connect(self._open_cell_menu)
        for made, act in (
            (self.solve_button, acts.solve),
            (self.begin_button, acts.solve),
            (self.publish_button, acts.publish),
            (self.copy_button, acts.copy),
            (self.usual_button, acts.begin_usual),
        ):
            made.clicked.connect(partial(self.act, act))
        self.print_button.clicked.connect(
            partial(self.act, partial(self.print_paper, PAPERS[0][0]))
        )
        self.more_button.clicked.connect(self.open_menu)
