"""What the page of meetings does: arrange, invite, notify, hold, minute, print."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from gridhall.clerks.rules import require
from gridhall.core.clerk import Role
from gridhall.core.errors import UserError
from gridhall.issues.rules.when import When
from gridhall.issues.service.acts import Done
from gridhall.meetings.dialogs.attending import AttendSheet
from gridhall.meetings.dialogs.debrief import DebriefSheet
from gridhall.meetings.dialogs.invite import InviteSheet
from gridhall.meetings.dialogs.items import ItemSheet
from gridhall.meetings.dialogs.plan import PlanSheet
from gridhall.meetings.dialogs.room.holding import Parked
from gridhall.meetings.dialogs.room.screen import Act, RoomSheet
from gridhall.meetings.pages.papers import MeetingPapers
from gridhall.meetings.queries.agenda import AgendaRow
from gridhall.meetings.queries.cards import MeetingCard, meeting_card
from gridhall.meetings.queries.debriefs import DebriefRow
from gridhall.meetings.queries.meetings import MeetingRow
from gridhall.meetings.rules.states import refuse
from gridhall.meetings.service import meetings as service
from gridhall.meetings.service.taking_back import refuse_reopening, reopen_meeting
from gridhall.organisation.dialogs.organisation_act import Carried
from gridhall.qt.ask import Question, ask_reason

if TYPE_CHECKING:
    from gridhall.meetings.pages.page import MeetingsPage


class MeetingActs(QObject):
    """Acts on the meeting or debrief that is chosen."""

    def __init__(self, page: "MeetingsPage") -> None:
        super().__init__(page)
        self._context, self.papers = page.context, MeetingPapers(page)
        self._parked = dict[int, Parked]()  # what was chosen in a room and not entered

    @property
    def _page(self) -> "MeetingsPage":
        page: Any = self.parent()
        found: MeetingsPage = page
        return found

    # The card's buttons

    def first(self) -> None:
        """Alt+R and Enter: what comes next."""
        manner = self._page.panel.manner()
        acts: dict[str, Callable[[], None]] = {
            "planned": self.hold, "noticed": self.hold, "open": self.hold,
            "held": self.papers.minutes, "minuted": self.papers.minutes,
            "debrief": self.change,
        }  # fmt: skip
        if manner not in acts:
            raise UserError("这次会议已取消，没有要办的。按 Ctrl+N 另安排一次")
        self._row()
        acts[manner]()

    def second(self) -> None:
        """Alt+T: the notice, the end, the slips of what was assigned."""
        acts: dict[str, Callable[[], None]] = {
            "planned": self.papers.notice, "noticed": self.papers.notice, "open": self.end,
            "held": self.papers.slips, "minuted": self.papers.slips,
            "debrief": self.papers.debrief,
        }  # fmt: skip
        manner = self._page.panel.manner()
        if manner in acts:
            acts[manner]()

    def third(self) -> None:
        """Alt+Q: 签到."""
        row = self._meeting()
        refuse(row.state, "attend", row.title)
        sheet = AttendSheet(self._page, self._context, row)
        sheet.open()

    def print_next(self) -> None:
        """Ctrl+P: the paper that the meeting needs next."""
        papers = self.papers
        ways: dict[str, Callable[[], None]] = {
            "planned": papers.notice, "noticed": papers.agenda, "open": papers.sign_in,
            "held": papers.minutes, "minuted": papers.minutes, "debrief": papers.debrief,
        }  # fmt: skip
        self._row()
        manner = self._page.panel.manner()
        if manner not in ways:
            raise UserError("这次会议已取消，没有要打印的")
        ways[manner]()

    # Arranging

    def plan(self) -> None:
        """安排会议."""
        sheet = PlanSheet(self._page, self._context)
        sheet.carried.connect(self._planned)
        self._page.open_sheet(sheet)

    def change(self) -> None:
        """Ctrl+E: the meeting or the debrief."""
        row = self._row()
        page, context = self._page, self._context
        if isinstance(row, DebriefRow):
            page.open_sheet(DebriefSheet(page, context, None, row))
            return
        refuse(row.state, "change", row.title)
        page.open_sheet(PlanSheet(page, context, row))

    def invite(self) -> None:
        """邀请."""
        row = self._meeting()
        refuse(row.state, "invite", row.title)
        self._page.open_sheet(InviteSheet(self._page, self._context, row))

    def add_item(self) -> None:
        """加议题."""
        row = self._meeting()
        refuse(row.state, "change", row.title)
        self._page.open_sheet(ItemSheet(self._page, self._context, row))

    def debrief(self) -> None:
        """登记述职, given in the chosen meeting if it is being held."""
        told = self._page.panel.told
        row = told.row if isinstance(told, MeetingCard) else None
        meeting = row if row is not None and (row.is_held or row.state == "open") else None
        sheet = DebriefSheet(self._page, self._context, meeting)
        self._page.open_sheet(sheet)

    def cancel(self) -> None:
        """取消会议: a supervisor's, with a reason; half way too."""
        row = self._meeting()
        refuse(row.state, "cancel", row.title)
        require(self._context.clerk, Role.SUPERVISOR, "取消会议")
        half_way = row.state == "open"
        stays = f"已议定的 {row.decided} 项照办，其余的转下次会议。" if half_way else ""
        text = f"{row.held_on} 的“{row.title}”不开了。{stays}"
        question = Question(
            "取消会议？", text, "取消会议", "不取消", danger=True, reason="取消原因"
        )
        why = ask_reason(self._page, question)
        if why is not None:
            self._do(partial(_cancel, row, why), f"已取消“{row.title}”。{stays}")

    def reopen(self) -> None:
        """重新记录: a supervisor's, with a reason."""
        row = self._meeting()
        with self._context.db.read() as session:
            refuse_reopening(session, self._context.clerk, row.id)
        text = f"“{row.title}”回到正在开的样子，可以改决定；改完要再结束一次。"
        question = Question("重新记录？", text, "重新记录", "不动", danger=True, reason="为什么")
        why = ask_reason(self._page, question)
        if why is not None:
            self._do(partial(_reopen, row, why), f"“{row.title}”可以重新记录")

    # The room

    def hold(self) -> None:
        """开会, or go on: the screen of the room."""
        row, context = self._meeting(), self._context
        if row.state != "open":
            with context.db.write() as session:
                when = When(context.today(), context.calendar)
                done = service.open_meeting(session, context.clerk, row.id, when)
            self._page.tell(Carried(done.action_id, f"“{row.title}”开始", row.id))
        self.enter(row.id)

    def enter(self, meeting_id: int) -> None:
        """Open the room of a meeting that is being held."""
        parked = self._parked.setdefault(meeting_id, {})
        room = RoomSheet(self._page, self._context, meeting_id, parked)
        room.left.connect(self._left)
        room.closed.connect(self._page.tell)
        room.slip_wanted.connect(self._slip)
        room.open()

    def end(self) -> None:
        """结束会议, from the room: it asks what is still open."""
        row = self._meeting()
        refuse(row.state, "close", row.title)
        self.enter(row.id)
        room = self._page.findChildren(RoomSheet)[-1]
        room.do(room.tools.end)

    def open_issue(self, row: AgendaRow) -> None:
        """Enter on an item of the card: the issue in the ledger."""
        if row.issue_id is None:
            raise UserError("这一项不是台账里的问题")
        desk: Any = self._context.desk
        desk.open_issue(row.issue_id)

    def _left(self, acts: list[Act]) -> None:
        """What was decided in the room can be taken back after it, the last first."""
        for act in acts:
            self._context.desk.toast(act.words, act.undo)

    def _slip(self, row: AgendaRow) -> None:
        self.papers.slip(row)

    # Reading and writing

    def _row(self) -> MeetingRow | DebriefRow:
        """What is chosen, as it stands now."""
        line = self._page.chosen()
        kind, row_id = line.key
        if kind == "debrief":
            row: DebriefRow = line.row
            return row
        with self._context.db.read() as session:
            return meeting_card(session, row_id, self._context.today()).row

    def _meeting(self) -> MeetingRow:
        row = self._row()
        if isinstance(row, DebriefRow):
            raise UserError("请先在左边选一次会议")
        return row

    def _planned(self, done: Carried) -> None:
        if done.organisation_id is not None:
            self._page.choose_meeting(done.organisation_id)

    def _do(self, act: Callable[[Any, Any, When], Done], words: str) -> None:
        context = self._context
        with context.db.write() as session:
            done = act(session, context.clerk, When(context.today(), context.calendar))
        legal = act.func in (_cancel, _reopen) if isinstance(act, partial) else False
        self._page.tell(Carried(None if legal else done.action_id, words, done.row_id))


def _cancel(row: MeetingRow, why: str, session: Any, clerk: Any, when: When) -> Done:
    return service.cancel_meeting(session, clerk, row.id, why, when)


def _reopen(row: MeetingRow, why: str, session: Any, clerk: Any, when: When) -> Done:
    return reopen_meeting(session, clerk, row.id, why, when)
