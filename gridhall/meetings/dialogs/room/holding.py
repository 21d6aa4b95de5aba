"""What the room's screen holds: the item as written down, what is typed now, what others write."""

from dataclasses import replace
from functools import partial
from typing import Any
from uuid import uuid4

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from gridhall.core.errors import UserError
from gridhall.core.progress import Progress
from gridhall.core.text import clean_lines
from gridhall.issues.queries.issues import IssueFilter, issues
from gridhall.issues.rules.states import OPEN_STATES
from gridhall.issues.rules.when import When
from gridhall.meetings.columns.agenda import decided_words, item_key
from gridhall.meetings.dialogs.room.frame import RoomFrame
from gridhall.meetings.dialogs.room.notes import Mark, Notes, merge, notes_of
from gridhall.meetings.dialogs.room.reading import Room, past_of, read_known, read_room
from gridhall.meetings.queries.agenda import AgendaRow
from gridhall.meetings.service.minuting import Overtaken, minute
from gridhall.qt.choice import Choice
from gridhall.qt.context import Context

_KEEP_MS, _LOOK_MS = 700, 4000  # after typing; for what the other secretary wrote
_DUPLICATES = 9
Key = tuple[str, int]
Parked = dict[Key, tuple[Notes, Notes]]  # item -> what it was, what was typed


class RoomNotes(RoomFrame):
    """Two may minute at once: whoever writes second sees what the first wrote, and keeps both."""

    row: AgendaRow | None

    def __init__(self, parent: QWidget, context: Context, meeting_id: int, parked: Parked) -> None:
        """`parked`: what was typed in items and not decided; it outlives this screen."""
        super().__init__(parent, self._find_issue)
        self.context, self.meeting_id, self._parked = context, meeting_id, parked
        self.row = None
        self._base, self._fresh, self._request = Notes(), Notes(), str(uuid4())
        self._keeping = QTimer(self, singleShot=True, interval=_KEEP_MS)
        self._looking = QTimer(self, interval=_LOOK_MS)
        self._round, self._is_filling, self._warned = 0, False, False
        with context.db.read() as session:
            self.known = read_known(session, context.today())
            self.room = read_room(session, meeting_id, context.today())
        self.details.owner.set_owners(self.known.owners)
        self._keeping.timeout.connect(self.keep)
        self._looking.timeout.connect(self.look)
        self.said.textChanged.connect(self._typing)
        self._looking.start()

    def when(self) -> When:
        """Now, on the hall's calendar."""
        return When(self.context.today(), self.context.calendar)

    def go_to(self, key: Key | None) -> None:
        """Show an item; what was typed for the one before is kept."""
        raise NotImplementedError

    # Filling

    def _fill(self, row: AgendaRow | None) -> None:
        self.row, self._warned = row, False
        self.problems.clear()
        self.said.setEnabled(row is not None)
        if row is None:
            self.head.show_nothing("没有议题。登记问题以后会自动列进来；别的事按 Alt+X 加")
            return
        base = notes_of(row)
        was, typed = self._parked.pop(item_key(row), (base, base))
        self.said.document().setModified(False)
        self._show_base(row)
        with self.context.db.read() as session:
            self.head.show_past(past_of(session, row, self.context.today()))
        merged = merge(was, typed, base).notes
        if merged != base:
            self._show_notes(merged)
        self._request = str(uuid4())

    def _show_base(self, row: AgendaRow) -> None:
        """The item as it is written down; what is typed from now on is ours."""
        self.row, self._base = row, notes_of(row)
        self.show_pad(row.issue_id is not None)
        place = (self._place(row), len(self.room.rows))
        self.head.show_row(row, place, self.context.today(), self.context.calendar)
        self._offer(row)
        self._show_notes(self._base)
        self._fresh = self._typed()

    def _show_notes(self, notes: Notes) -> None:
        self._is_filling = True
        if clean_lines(self.said.words()) != notes.said:
            self.said.show_words(notes.said)
        self.pad.choose(notes.mark)
        self.details.set_mark(notes.mark)
        self.details.show_notes(notes)
        self._usual_due(notes.mark)
        self._is_filling = False

    def _offer(self, row: AgendaRow) -> None:
        """Which keys are open; what was decided here may be decided anew."""
        kinds = {*row.decisions, *((row.decision,) if row.decision else ())}
        if row.is_decided and row.row is not None:
            kinds |= {_kind(mark.value) for mark in self.pad.marks}  # it is taken back first
        self.pad.offer([mark.value for mark in self.pad.marks if _kind(mark.value) in kinds])

    def _typed(self) -> Notes:
        """What the fields hold; a deadline that is only the usual one is not typed."""
        details, pad = self.details, self.pad
        mark: Any = pad.value()
        owner = details.owner.owner() if details.owner.text().strip() else None
        due = details.due_on.value() if details.due_by_hand else None
        refusal = details.needed_refusal()
        return Notes(
            clean_lines(self.said.words()), mark, owner, due, refusal, details.duplicate(),
            details.words.text().strip(), details.votes.text().strip(),
        )  # fmt: skip

    def _mine(self) -> Notes:
        """What was typed here; what was not touched is as it was written down."""
        now, fresh, base = self._typed(), self._fresh, self._base
        kept = {
            name: getattr(base if getattr(now, name) == getattr(fresh, name) else now, name)
            for name in Notes.__slots__
        }
        return Notes(**{**kept, "said": now.said, "mark": now.mark})

    def _park(self) -> None:
        """Choices that were not entered wait for the item to be shown again."""
        mine = self._mine()
        if self.row is not None and replace(mine, said="") != replace(self._base, said=""):
            self._parked[item_key(self.row)] = (self._base, mine)

    def _place(self, row: AgendaRow) -> int:
        key = item_key(row)
        return next((at for at, one in enumerate(self.room.rows, 1) if item_key(one) == key), 0)

    def _usual_due(self, mark: Mark | None) -> None:
        """The deadline that the route has, counted from the meeting's day."""
        row, settings = self.row, self.known.settings
        if mark is None or row is None:
            return
        held_on, until = self.room.meeting.held_on, row.row.due_on if row.row else None
        goes_on = mark[0] == "go_on" and until is not None
        if goes_on and until is not None and until >= held_on:
            self.details.show_due(until, "不改就是原来的期限")
            return
        usual = {"route": mark[1] or 0, "take_up": 0}
        if goes_on and row.row is not None:  # what is over cannot be the deadline any more
            usual["go_on"] = row.row.route or 0
        days = settings.route_days[usual[mark[0]]] if mark[0] in usual else settings.reply_days
        day = self.context.calendar.add_working_days(held_on, days).day
        over = f"原来的 {until:%m-%d} 已过，" if goes_on else ""
        self.details.show_due(day, f"{over}{days} 个工作日")

    # Keeping what is typed

    def _typing(self) -> None:
        if not self._is_filling:
            self._keeping.start()
            self._warned = False

    def keep(self) -> bool:
        """Write down what was said; False if it could not be, and the sentence says why."""
        self._keeping.stop()
        row, said = self.row, clean_lines(self.said.words())
        if row is None or said == self._base.said:
            return True
        try:
            with self.context.db.write() as session:
                clerk = self.context.clerk
                version = minute(session, clerk, row.on, self.said.words(), self.when())
        except Overtaken as other:
            self._meet(other.now)
            return self.keep()  # with both texts
        except UserError as error:
            self.banner.say("red", str(error))
            return False
        self.row = replace(row, version=version, said=said)
        self._base = replace(self._base, said=said)
        self.subtitle_now("已存")
        return True

    def _meet(self, now: AgendaRow) -> None:
        """The other secretary wrote on this item: put both together and say so."""
        mine, theirs = self._mine(), notes_of(now)
        merged = merge(self._base, mine, theirs)
        before = self.row
        now = replace(now, position=before.position if before else now.position)
        self._show_base(now)
        self._show_notes(merged.notes)
        who = now.clerk_name or "别的窗口"
        if "said" in merged.clashes:
            self.said.moveCursor(self.said.textCursor().MoveOperation.End)
            self.banner.say("amber", f"{who}刚才也写了这一项，两个人写的都留着，请看一眼")
        if set(merged.clashes) - {"said"}:
            what = decided_words(now)
            told = f"{who}已经定了“{what}”" if now.decision else f"{who}撤回了决定"
            self.banner.say("amber", f"{told}。您选的还在，没有写进去；要改成您的，再按一次 Enter")
        elif "said" not in merged.clashes:
            self.say_done(f"{who}刚写了这一项" + (f"：{decided_words(now)}" * now.is_decided))

    # What the others write

    def look(self) -> None:
        """Read behind the screen what was written elsewhere."""
        if self.is_composing() or not self.isVisible():
            return
        self._round += 1
        db, wanted, today = self.context.db, self.meeting_id, self.context.today()

        def work(_progress: Progress) -> Room:
            with db.read() as session:
                return read_room(session, wanted, today)

        taken, failed = partial(self._take, self._round), self.context.desk.show_error
        self.context.jobs.start(work, done=taken, failed=failed)

    def reread(self) -> None:
        """Read at once, after something was done here."""
        self._round += 1  # what is being read behind the screen is older
        with self.context.db.read() as session:
            self._show_room(read_room(session, self.meeting_id, self.context.today()))

    def is_composing(self) -> bool:
        """Half a word of an input method is open, or a list of offers."""
        return self.said.is_composing() or self.details.owner.is_open()

    def _take(self, round_: int, room: Room) -> None:
        if round_ != self._round or self.is_composing():
            return
        self._show_room(room)
        row = self.row
        if row is None:
            self.go_to(None)
            return
        now = next((one for one in room.rows if item_key(one) == item_key(row)), None)
        if now is not None and now.version > row.version:
            self._meet(now)

    def _show_room(self, room: Room) -> None:
        self.room, self._is_filling = room, True
        self.title.setText(f"{room.meeting.title} · 记录")
        self.model.show_rows(room.rows)
        self._is_filling = False
        self.subtitle_now()

    def subtitle_now(self, more: str = "") -> None:
        """已议 5 / 24 项 · 实到 11 / 14 人."""
        room, meeting = self.room, self.room.meeting
        parts = (
            f"已议 {room.decided} / {len(room.rows)} 项",
            f"实到 {meeting.present} / {meeting.invited} 人",
            "写的都已存好" if more or self._base.said else "",
        )
        self.say(" · ".join(filter(None, parts)))

    def _find_issue(self, typed: str) -> list[Choice]:
        asked = IssueFilter(states=OPEN_STATES, text=typed, limit=_DUPLICATES)
        with self.context.db.read() as session:
            found = issues(session, asked) if typed else []
        mine = self.row.issue_id if self.row else None
        return [Choice(one.id, one.title, one.place, one.number) for one in found if one.id != mine]


def _kind(value: object) -> str:
    """The decision that a key of the pad stands for."""
    mark: Any = value
    return str(mark[0])
