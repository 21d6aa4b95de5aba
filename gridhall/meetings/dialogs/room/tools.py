"""What else happens while a meeting is held: who comes late, what a unit claims, the end."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from gridhall.core.errors import UserError
from gridhall.issues.service.taking_back import take_back
from gridhall.meetings.dialogs.attending import AttendSheet
from gridhall.meetings.dialogs.debrief import DebriefSheet
from gridhall.meetings.dialogs.items import ItemSheet, SummarySheet
from gridhall.meetings.service.meetings import close_meeting
from gridhall.meetings.service.minuting import drop_item
from gridhall.organisation.dialogs.organisation_act import ActSheet, Carried
from gridhall.pledges.dialogs.meeting import MeetingSheet
from gridhall.qt.ask import Question, ask
from gridhall.qt.context import Context
from gridhall.volunteering.service.taking_back import take_back as take_claim_back

if TYPE_CHECKING:
    from gridhall.meetings.dialogs.room.screen import RoomSheet

Undo = Callable[[], None]


class RoomTools(QObject):
    """Acts of the room besides deciding; each has its key."""

    def __init__(self, room: "RoomSheet") -> None:
        super().__init__(room)
        for _words, keys, act in self.entries():
            room.add_key(keys, partial(room.do, act))
        room.more_button.clicked.connect(self.open_menu)
        room.end_button.clicked.connect(partial(room.do, self.end))

    @property
    def _room(self) -> "RoomSheet":
        room: Any = self.parent()
        found: RoomSheet = room
        return found

    def entries(self) -> Sequence[tuple[str, str, Callable[[], None]]]:
        """Words, key, act."""
        return (
            ("签到…", "Alt+Q", self.sign_in),
            ("认领需求…", "Alt+R", self.claim),
            ("加议题…", "Alt+X", self.add),
            ("去掉这项议题", "Alt+D", self.drop),
            ("登记述职…", "Alt+J", self.debrief),
            ("会议强调…", "Alt+Y", self.summary),
            ("打印交办单", "Ctrl+P", self.print_slip),
        )

    def open_menu(self) -> None:
        """更多."""
        room = self._room
        menu = QMenu(room)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, keys, act in self.entries():
            menu.addAction(f"{words}\t{keys}", partial(room.do, act))
        under = room.more_button
        menu.popup(under.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def sign_in(self) -> None:
        """Who comes late is signed in without leaving the item."""
        room = self._room
        sheet = AttendSheet(room, room.context, room.room.meeting)
        sheet.changed.connect(room.reread)
        sheet.open()

    def claim(self) -> None:
        """Needs and projects that units claim in the meeting; the minutes tell of them."""
        room = self._room
        sheet = MeetingSheet(room, room.context)
        sheet.ended.connect(self._claimed)
        sheet.open()

    def add(self) -> None:
        """An item that is no issue; it is shown at once."""
        self._open(ItemSheet(self._room, self._room.context, self._room.room.meeting))

    def drop(self) -> None:
        """Take an item that is no issue off again; a problem stays until it is dealt with."""
        room, row = self._room, self._room.row
        if row is None or row.item_id is None or row.issue_id is not None:
            raise UserError("没办结的问题不能从议题里去掉；可以定“下次再议”或“不纳入”")
        context, words = room.context, f"已去掉议题“{row.title[:14]}”"
        with context.db.write() as session:
            done = drop_item(session, context.clerk, row.item_id, room.when())
        room.forget()
        self._carried(Carried(done.action_id, words))
        room.go_to(None)

    def debrief(self) -> None:
        """A debrief given in this meeting."""
        self._open(DebriefSheet(self._room, self._room.context, self._room.room.meeting))

    def summary(self) -> None:
        """What the meeting stressed."""
        room = self._room
        room.reread()
        self._open(SummarySheet(room, room.context, room.room.meeting))

    def print_slip(self) -> None:
        """交办单 of the item on show."""
        room, row = self._room, self._room.row
        if row is None or row.issue_id is None or not row.is_decided:
            raise UserError("这一项还没有分派给谁，定好以后再打印交办单")
        room.slip_wanted.emit(row)

    def end(self) -> None:
        """结束会议: what is left open goes to the next one."""
        room = self._room
        if not room.keep():
            return
        room.reread()
        if not ask(room, _question(room)):
            return
        context, meeting = room.context, room.room.meeting
        with context.db.write() as session:
            done = close_meeting(session, context.clerk, meeting.id, room.when())
        room.acts.clear()  # a decision of a meeting that ended stays
        room.accept()
        words = f"“{meeting.title}”已结束，没办结的转下次会议"
        room.closed.emit(Carried(done.action_id, words, meeting.id))

    def _open(self, sheet: ActSheet) -> None:
        sheet.carried.connect(self._carried)
        sheet.open()

    def _carried(self, done: Carried) -> None:
        room = self._room
        if done.action_id is not None:
            room.remember(done.words, partial(_undo, room.context, done.action_id))
        room.reread()
        room.say_done(done.words)

    def _claimed(self, told: Sequence[tuple[int, str]]) -> None:
        room = self._room
        for action, words in told:
            room.remember(words, partial(_undo_claim, room.context, action))
        room.said.setFocus()


def _question(room: "RoomSheet") -> Question:
    rows = room.room.rows
    undecided = [row for row in rows if not row.is_decided]
    open_yet = [row for row in rows if row.row is not None and row.row.is_open]
    text = f"{len(rows)} 项议题，议定 {len(rows) - len(undecided)} 项。"
    if undecided:
        names = "、".join(f"“{row.title[:14]}”" for row in undecided[:3])
        text += f"{len(undecided)} 项还没有定：{names}{'等' * (len(undecided) > 3)}。"
    waiting = room.waiting()
    if waiting:
        text += f"“{waiting[0][:14]}”{'等' * (len(waiting) > 1)}选了没有按 Enter，不会写进去。"
    detail = f"没办结的 {len(open_yet)} 项会列进下次会议，排在最前面。结束后按 Ctrl+Z 可以撤回。"
    return Question("结束会议？", text, "结束会议", "接着开", detail, danger=bool(undecided))


def _undo(context: Context, action: int) -> None:
    with context.db.write() as session:
        take_back(session, context.clerk, action)


def _undo_claim(context: Context, action: int) -> None:
    with context.db.write() as session:
        take_claim_back(session, context.clerk, action)
