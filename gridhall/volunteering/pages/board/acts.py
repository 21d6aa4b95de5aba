"""What the clerk does on the board; each act is told, with the way back."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QObject

from gridhall.core.errors import UserError
from gridhall.qt.context import Context
from gridhall.volunteering.columns.board import cell_name, day_words
from gridhall.volunteering.dialogs.days_act import Carried
from gridhall.volunteering.dialogs.leave import LeaveSheet
from gridhall.volunteering.dialogs.publish import PublishSheet
from gridhall.volunteering.dialogs.volunteers.register import RegisterSheet
from gridhall.volunteering.dialogs.why import HERE, WhySheet
from gridhall.volunteering.queries import pool as pools
from gridhall.volunteering.queries.board import SUGGESTED, Board, CellRow, SeatRow, changes
from gridhall.volunteering.queries.days import days_between
from gridhall.volunteering.queries.offers import offers
from gridhall.volunteering.queries.pool import PoolRow
from gridhall.volunteering.service import beginning, roster
from gridhall.volunteering.service.roster import Changes

if TYPE_CHECKING:
    from gridhall.volunteering.pages.board.page import BoardPage

_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
Work = Callable[[Any], tuple[Sequence[int], str]]  # what was done: acts, and what to say


class BoardActs(QObject):
    """Acts on the cell, the person and the day that are chosen."""

    def __init__(self, context: Context, page: "BoardPage") -> None:
        super().__init__(page)
        self._context = context

    # In a cell

    def assign(self, volunteer_id: int) -> str:
        """Put somebody into the chosen cell; what stands against it, "" if nothing does.

        In a full cell they take the place of who cannot stay there, or is only suggested.
        """
        cell, where = self._cell()
        row, out, clerk = self._page.pool.current(), self._gives_way(cell), self._context.clerk
        name = row.name if row is not None else ""

        def work(session: Any) -> tuple[Sequence[int], str]:
            acts = [roster.remove(session, clerk, out.assignment_id)] if out else []
            made = roster.assign(session, clerk, cell.id, volunteer_id)
            acts.append(roster.latest_act(session, "assignment", made))
            instead = f"，换下 {out.name}" if out else ""
            return acts, f"已排 {name}{instead}：{where}"

        try:
            self._do(work)
        except UserError as error:
            return str(error)
        return ""

    def _gives_way(self, cell: CellRow) -> SeatRow | None:
        """Who is chosen in a full cell, if a clash or a mere suggestion holds the place."""
        seat = self._page.table.seat()
        if cell.gap or seat is None:
            return None
        return seat if seat.fault is not None or seat.state == SUGGESTED else None

    def newcomer(self) -> None:
        """临时志愿者: somebody who is not known yet is registered and put into the cell."""
        cell, where = self._cell()
        context = self._context
        with context.db.read() as session:
            known = offers(session, context.today())
        sheet = RegisterSheet(self._page, context, known)
        sheet.carried.connect(lambda done: self._bring(done, cell, where))
        sheet.open()

    def _bring(self, done: Carried, cell: CellRow, where: str) -> None:
        """Who was just registered comes into the cell, if the rules let them."""
        registered = [one for one in (done.action_id, *done.also) if one is not None]
        if done.organisation_id is None:
            self.tell(registered, done.words)
            return
        try:
            with self._context.db.write() as session:
                made = roster.assign(session, self._context.clerk, cell.id, done.organisation_id)
                act = roster.latest_act(session, "assignment", made)
        except UserError as error:
            self.tell(registered, f"{done.words}，没有排进{where}：{error}")
        else:
            self.tell([*registered, act], f"{done.words}，已排{where}")

    def refuse_no_cell(self) -> None:
        """Say why nobody can be picked here; nothing if one can."""
        self._cell()
        if self._board().day.closed_at is not None:
            raise UserError("这一天已经结束并生成时长，排班只能看")

    def remove(self) -> None:
        """移除: whoever is chosen in the cell."""
        seat, where = self._seat("移除")

        def work(session: Any) -> tuple[Sequence[int], str]:
            act = roster.remove(session, self._context.clerk, seat.assignment_id)
            return [act], f"已移除 {seat.name}：{where}"

        self._do(work)

    def remove_clashing(self) -> None:
        """移除全部冲突: after a move many may have no time; F9 then fills what is free."""
        board = self._board()

        def work(session: Any) -> tuple[Sequence[int], str]:
            act = roster.remove_clashing(session, self._context.clerk, board.day.id)
            many = sum(seat.fault is not None and seat.state != SUGGESTED for seat in board.seats)
            return [act], f"已移除 {many} 处冲突，按 F9 补排"

        self._do(work)

    def confirm(self) -> None:
        """采用这一条: the suggestion that is chosen."""
        seat, where = self._seat("采用")
        if seat.state != SUGGESTED:
            raise UserError(f"{seat.name}已经是确认的，不用再采用")
        cell = self._cell()[0]

        def work(session: Any) -> tuple[Sequence[int], str]:
            made = roster.assign(session, self._context.clerk, cell.id, seat.volunteer_id)
            return [roster.latest_act(session, "assignment", made)], f"已排 {seat.name}：{where}"

        self._do(work)

    def leave(self) -> None:
        """请假, with who can take the place."""
        seat, where = self._seat("请假")
        context = self._context
        with context.db.read() as session:
            rows = pools.replacements(session, seat.assignment_id, context.today())
        able = [row for row in rows if row.is_allowed] + [row for row in rows if not row.is_allowed]
        sheet = LeaveSheet(self._page, context, (seat, where), able)
        sheet.done_with.connect(lambda act, words: self.tell([act], words))
        sheet.open()

    def why(self) -> None:
        """为什么: those in the cell, then everybody else."""
        cell, where = self._cell()
        context = self._context
        with context.db.read() as session:
            inside = [_seated(seat, pools.why(session, cell.id, seat.volunteer_id))
                      for seat in cell.seats]  # fmt: skip
            others = pools.pool(session, cell.id, context.today())
        seat, row = self._page.table.seat(), self._page.pool.current()
        typing = self._page.pool.edit.hasFocus() and row is not None
        first = row.volunteer_id if typing and row else seat.volunteer_id if seat else None
        sheet = WhySheet(self._page, where, [*inside, *others], first)
        sheet.open()

    # Of a day

    def accept(self) -> None:
        """全部采用."""
        solver, board = self._page.solver, self._board()
        if solver.is_busy:
            self._page.accept_when_solved = True
            return

        def work(session: Any) -> tuple[Sequence[int], str]:
            act = roster.accept_suggestions(session, self._context.clerk, board.day.id)
            return [act], f"已采用 {board.suggestions} 条建议"

        self._do(work)

    def drop(self) -> None:
        """放弃."""
        board = self._board()

        def work(session: Any) -> tuple[Sequence[int], str]:
            act = roster.drop_suggestions(session, self._context.clerk, board.day.id)
            return [act], f"已放弃 {board.suggestions} 条建议"

        self._do(work)

    def publish(self) -> None:
        """发布排班: shows what changed first."""
        if self._page.solver.is_busy:
            raise UserError("正在自动排班，排完再发布；按 Esc 可以停下")
        board = self._board()
        with self._context.db.read() as session:
            rows = changes(session, board.day.id)
        sheet = PublishSheet(self._page, self._context, board, rows)
        sheet.published.connect(self._say_published)
        sheet.open()

    def solve(self) -> None:
        """自动排班 of the chosen day; one that nobody planned gets the usual posts first."""
        row, day = self._page.shown_row(), self._page.day
        if row is not None and row.id is not None and row.posts:
            day_id = row.id
        else:
            day_id = self._begin(usual=True)
        self._page.solver.start([day_id], f"正在给 {day_words(day)} 自动排班")

    def solve_month(self) -> None:
        """The days of the month that are planned and not over, together: fair over all of them."""
        day = self._page.day
        last = (day.replace(day=28) + _WEEK).replace(day=1) - _DAY
        self._solve_span(day.replace(day=1), last, f"{day.month}月")

    def solve_year(self) -> None:
        """The same for the rest of the year."""
        day = self._page.day
        self._solve_span(day.replace(month=1, day=1), day.replace(month=12, day=31), "全年")

    def _solve_span(self, first: date, last: date, words: str) -> None:
        first = max(first, self._context.today())
        with self._context.db.read() as session:
            rows = [row for row in days_between(session, first, last) if row.posts]
        ids = [row.id for row in rows if row.id is not None and row.state != "closed"]
        if not ids:
            raise UserError(f"{words}还没有设好岗位、没有结束的服务日，先从模板或以前的日子照排")
        self._page.solver.start(ids, f"正在给{words}的 {len(ids)} 天一起排班")

    def copy(self) -> None:
        """从某日复制: posts, shifts and people of the latest day before."""
        self._begin(usual=False)

    def begin_usual(self) -> None:
        """The posts and shifts of the usual day, without people."""
        self._begin(usual=True)

    def _begin(self, *, usual: bool) -> int:
        context, shown = self._context, self._page.shown
        earlier = shown.earlier if shown else None
        day = self._page.day
        with context.db.write() as session:
            given = (session, context.clerk, day, context.calendar)
            if usual or earlier is None:
                begun = beginning.begin_usual(*given)
                words = f"{day_words(day)}的岗位与班次已照排"
            else:
                begun = beginning.begin_like(*given, earlier.id)
                words = f"已照 {day_words(earlier.held_on)} 排好 {begun.people} 人次"
        if begun.refused:
            words += f"，{len(begun.refused)} 人这一天不能排：{begun.refused[0]}"
        self.tell(begun.action_ids, words)
        return begun.day_id

    # How it does it

    def tell(self, acts: Sequence[int], words: str) -> None:
        """Say what was done, and how to take it back."""
        context = self._context

        def undo() -> None:
            with context.db.write() as session:
                beginning.take_back_all(session, context.clerk, acts)

        context.desk.toast(words, undo if acts else None)

    def _do(self, work: Work) -> None:
        with self._context.db.write() as session:
            acts, words = work(session)
        self.tell(acts, words)

    def _say_published(self, done: Changes) -> None:
        short = done.wanted - done.filled
        more = f"，还缺 {short} 人次" if short else ""
        self._context.desk.toast(f"排班已发布，{done.filled} / {done.wanted} 人次{more}")

    def _board(self) -> Board:
        board = self._page.board()
        if board is None:
            raise UserError("这一天还没有排班，先按 F9 自动排班，或照以前的日子复制")
        return board

    def _cell(self) -> tuple[CellRow, str]:
        """The chosen cell and its name."""
        self._board()
        here = self._page.table.place()
        if here is None or here[2] is None:
            raise UserError("这一班不开，请换一格")
        return here[2], cell_name(here[0], here[1])

    def _seat(self, act: str) -> tuple[SeatRow, str]:
        """Who is chosen in the cell, and the cell's name."""
        where, seat = self._cell()[1], self._page.table.seat()
        if seat is None:
            raise UserError(f"{where}还没有人，没有可以{act}的")
        return seat, where

    @property
    def _page(self) -> "BoardPage":
        return cast("BoardPage", self.parent())


def _seated(seat: SeatRow, why: str) -> PoolRow:
    sub = "建议" if seat.state == SUGGESTED else "已确认"
    return PoolRow(seat.volunteer_id, seat.name, sub, 0, HERE, True, why)
