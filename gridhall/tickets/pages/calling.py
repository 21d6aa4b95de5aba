"""What a counter does with the queue, from its page or, by Ctrl+T, from anywhere."""

from collections.abc import Callable
from datetime import datetime
from time import monotonic
from typing import Any

from PySide6.QtWidgets import QWidget

from gridhall.core.errors import UserError
from gridhall.qt.ask import Question, ask
from gridhall.qt.context import Context
from gridhall.tickets import service
from gridhall.tickets.columns import lasting
from gridhall.tickets.dialogs.pass_on import PassOnSheet
from gridhall.tickets.dialogs.settle import SettleSheet
from gridhall.tickets.queries.rows import TicketRow, counter_of, present
from gridhall.tickets.queries.waiting import before, lane_counts
from gridhall.tickets.service import Wish

_GUARD_S = 0.6  # a second press by impatience must not send the one just called away
Step = Callable[..., TicketRow]


def local_now(context: Context) -> datetime:
    """This moment on the desk's day."""
    return datetime.combine(context.today(), datetime.now().time()).astimezone()


class QueueActs:
    """The acts; each says what it did, and tells a UserError instead of raising it."""

    def __init__(self, context: Context, over: QWidget) -> None:
        self._context, self._over, self._awake_at = context, over, 0.0

    @property
    def counter(self) -> str:
        """The counter that this clerk calls to."""
        return counter_of(self._context.clerk)

    def present(self) -> TicketRow | None:
        """Who is at the counter."""
        with self._context.db.read() as session:
            return present(session, self.counter, self._context.today())

    def call_next(self) -> TicketRow | None:
        """叫下一位; whoever is still here is asked about first."""
        return self._call(service.call_next)

    def call_one(self, row: TicketRow, ahead: int) -> TicketRow | None:
        """Call a number out of turn, once the clerk has said so."""
        if ahead and not ask(self._over, _out_of_turn(row, ahead)):
            return None
        return self._call(lambda s, c, now, settle: service.call_one(s, c, row.id, now, settle))

    def take(self, lane_id: int, priority: str) -> tuple[TicketRow, int] | None:
        """取号; the ticket and how many come before it."""
        taken = self._do(lambda s, c, now: service.take(s, c, Wish(lane_id, priority), now))
        if taken is None:
            return None
        with self._context.db.read() as session:
            return taken, before(session, taken)

    def recall(self) -> None:
        """重呼."""
        row = self._step(service.recall)
        if row is not None:
            self._toast(f"再叫一遍：请 {row.number} 到{row.counter}（第 {row.calls} 遍）")

    def start(self) -> None:
        """开始办理: the case's form opens, and knows the ticket that is being served."""
        if self._step(service.start) is not None:
            self._context.desk.new_case(None)

    def no_show(self) -> None:
        """过号."""
        row = self._step(service.no_show)
        if row is not None:
            self._toast(f"{row.number} 过号", row)

    def finish(self) -> None:
        """办完."""
        row = self._step(service.finish)
        if row is not None:
            self._toast(f"{row.number} 办完，{lasting('用了', row.served_seconds)}", row)

    def put_back(self, row: TicketRow) -> None:
        """放回队列."""
        back = self._do(lambda s, c, now: service.put_back(s, c, row.id, now))
        if back is not None:
            self._toast(f"{back.number} 放回队列，排在下三位后面")

    def leave(self, row: TicketRow) -> None:
        """记离开."""
        gone = self._do(lambda s, c, now: service.leave(s, c, row.id, now))
        if gone is not None:
            self._toast(f"{gone.number} 已离开", gone)

    def pass_on(self, row: TicketRow | None) -> None:
        """转队列: the chosen number, or the one at the counter."""
        row = row or self.present()
        if row is None:
            self._nobody()
            return
        with self._context.db.read() as session:
            known = lane_counts(session, self._context.today())
        sheet = PassOnSheet(self._over, row, known)
        if not sheet.exec() or sheet.lane_id is None:
            return
        target = sheet.lane_id
        passed = self._do(lambda s, c, now: service.pass_on(s, c, row.id, target, now))
        if passed is not None:
            self._toast(f"{passed.number} 转到{passed.queue}，按取号时间排队")

    def _call(self, act: Callable[..., TicketRow | None]) -> TicketRow | None:
        if monotonic() < self._awake_at:
            return None
        settle, here = "", self.present()
        if here is not None:
            sheet = SettleSheet(self._over, here)
            if not sheet.exec():
                return None
            settle = sheet.settle
        done: list[bool] = []

        def call(session: Any, clerk: Any, now: datetime) -> TicketRow | None:
            found = act(session, clerk, now, settle)
            done.append(True)
            return found

        row = self._do(call)
        if row is not None:
            self._awake_at = monotonic() + _GUARD_S
            self._toast(said(row))
        elif done:
            self._toast(f"没有人在等{self.counter}的号")
        return row

    def _step(self, act: Step) -> TicketRow | None:
        """An act on whoever is at the counter."""
        here = self.present()
        if here is None:
            self._nobody()
            return None
        return self._do(lambda s, c, now: act(s, c, here.id, now))

    def _nobody(self) -> None:
        self._context.desk.show_error(UserError(f"{self.counter}手上没有号。请先叫下一位"))

    def _do(self, act: Callable[..., TicketRow | None]) -> TicketRow | None:
        context = self._context
        try:
            with context.db.write() as session:
                return act(session, context.clerk, local_now(context))
        except UserError as error:
            context.desk.show_error(error)
            return None

    def _toast(self, text: str, ended: TicketRow | None = None) -> None:
        """With a ticket that has ended: Ctrl+Z brings it back."""
        context = self._context

        def undo() -> None:
            assert ended is not None
            with context.db.write() as session:
                service.reopen(session, context.clerk, ended.id, local_now(context))

        context.desk.toast(text, None if ended is None else undo)


def said(row: TicketRow) -> str:
    """请 A012 到2号窗口（老年人优先，等了 12 分钟）."""
    facts = (row.priority_label, lasting("等了", row.waited_seconds))
    return f"请 {row.number} 到{row.counter}（{'，'.join(filter(None, facts))}）"


def _out_of_turn(row: TicketRow, ahead: int) -> Question:
    return Question(
        "不按次序叫号",
        f"{row.number} 前面还有 {ahead} 位。先叫 {row.number}？",
        "先叫",
        "不叫",
        "会记在案上。急难的事可以先叫，别的请按次序。",
    )
