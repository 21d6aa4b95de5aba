"""The secretary's screen: what is typed is kept at once, one key decides, Enter goes on."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QWidget

from gridhall.core.errors import UserError
from gridhall.issues.labels import STATES
from gridhall.issues.service.taking_back import take_back
from gridhall.meetings.columns.agenda import decided_words, item_key
from gridhall.meetings.dialogs.room.holding import Key, Parked, RoomNotes
from gridhall.meetings.dialogs.room.tools import RoomTools
from gridhall.meetings.labels import DECISIONS
from gridhall.meetings.queries.agenda import AgendaRow
from gridhall.meetings.rules.decisions import Decision
from gridhall.meetings.service.deciding import decide
from gridhall.meetings.service.minuting import Overtaken
from gridhall.organisation.rules.drafts import DraftProblems
from gridhall.qt.context import Context
from gridhall.qt.fields import Problem
from gridhall.qt.suggest import Suggest

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PAGES: Final = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}


@dataclass(frozen=True, slots=True)
class Act:
    """What was done on this screen, and how it is taken back."""

    words: str
    undo: Callable[[], None]
    key: Key | None = None


class RoomSheet(RoomNotes):
    """One item after another, by keyboard alone."""

    left = Signal(object)  # [Act]: what can be taken back after it
    closed = Signal(object)  # Carried: the meeting ended
    slip_wanted = Signal(object)  # AgendaRow

    def __init__(self, parent: QWidget, context: Context, meeting_id: int, parked: Parked) -> None:
        """`parked`: what was typed in items and not decided; it outlives this screen."""
        super().__init__(parent, context, meeting_id, parked)
        self.acts, self._is_refused = list[Act](), False
        self.tools = RoomTools(self)
        self._connect()
        self._show_room(self.room)
        self.go_to(self._first_open(0))

    def _connect(self) -> None:
        self.said.entered.connect(lambda: self.pad.setFocus(Qt.FocusReason.TabFocusReason))
        self.table.moved.connect(self._walked)
        self.table.opened.connect(lambda _: self.said.setFocus())
        self.next_button.clicked.connect(self.commit)
        self.undo_button.clicked.connect(self.undo)
        for pad in self.pads.values():
            pad.chosen.connect(self._decided)
            pad.refused.connect(self._refused)
        for field in (self.said, *self.pads.values(), *self.details.fields(), self.table):
            field.installEventFilter(self)
        self.add_key("Ctrl+Enter", self.commit)
        for keys, step in (("PgDown", 1), ("PgUp", -1), ("Alt+Down", 1), ("Alt+Up", -1)):
            self.add_key(keys, partial(self.step, step))

    def do(self, act: Callable[[], None]) -> None:
        """Do it; what refuses says so."""
        try:
            act()
        except UserError as error:
            self.banner.say("red", str(error))

    def remember(self, words: str, undo: Callable[[], None]) -> None:
        """Something was done beside the items; Ctrl+Z takes it back."""
        self.acts.append(Act(words, undo))

    def forget(self) -> None:
        """The item on show is there no more; nothing of it is to be kept."""
        self._keeping.stop()
        self.row = None

    # Walking

    def go_to(self, key: Key | None) -> None:
        """Show an item; what was typed for the one before is kept."""
        if key is None or not self.table.choose(key):
            self.table.choose_first()
        self._walked(self.table.current())

    def step(self, by: int) -> None:
        """To the next item or back."""
        rows, here = self.model.rows, self.table.currentIndex().row()
        if rows:
            self.go_to(item_key(rows[max(0, min(len(rows) - 1, here + by))]))
            self.said.setFocus()

    def _walked(self, row: AgendaRow | None) -> None:
        if self._is_filling or (self.row and row and item_key(row) == item_key(self.row)):
            return
        if self.row is not None:
            if not self.keep():
                self._stay()
                return
            self._park()
        self.banner.hide()
        self._is_refused = False
        self._fill(row)

    def _stay(self) -> None:
        """What was typed cannot be kept: it stays on show, nothing else takes its place."""
        self._is_filling = True
        if self.row is not None:
            self.table.choose(item_key(self.row))
        self._is_filling = False

    def _first_open(self, after: int) -> Key | None:
        """The next item that nothing was decided on, from the top again if there is none."""
        rows = self.room.rows
        order = (*rows[after:], *rows[:after])
        return next((item_key(row) for row in order if not row.is_decided), None)

    # Deciding

    def _decided(self, value: object) -> None:
        mark: Any = value
        self._is_refused = False
        self.banner.hide()
        self.problems.clear()
        self.details.set_mark(mark)
        self._usual_due(mark)
        first = self.details.first()
        (first or self.pad).setFocus(Qt.FocusReason.TabFocusReason)
        if isinstance(first, Suggest):
            first.selectAll()

    def _refused(self, value: object) -> None:
        """A key that is not open in the item's state: why, and what is."""
        mark: Any = value
        row = self.row
        if row is not None:
            words = "、".join(DECISIONS[kind] for kind in row.decisions)
            where = STATES.get(row.row.state, "") if row.row is not None else ""
            said = f"这一项{where}，不能定“{DECISIONS[mark[0]]}”。可以定：{words}"
            self.banner.say("amber", said)
            self._is_refused = True

    def commit(self) -> None:
        """Enter: what was decided is carried out at once, then the next item."""
        self._keeping.stop()
        row, mark = self.row, self.pad.value()
        if row is None:
            self.banner.say("amber", "没有议题，按 Alt+X 加一项")
            return
        if mark is None and self._is_refused:
            return  # a key was pressed that is not open: the item waits for another
        if mark is None or self._mine() == self._base:
            self._pass_on(row)
            return
        self.problems.clear()
        try:
            decision = self._decision()
            with self.context.db.write() as session:
                done = decide(session, self.context.clerk, row.on, decision, self.when())
        except Overtaken as other:
            self._meet(other.now)
        except DraftProblems as wrong:
            self._mark(wrong)
        except UserError as error:
            self.banner.say("red", str(error))
        else:
            self._done(row, done.action_id)

    def _pass_on(self, row: AgendaRow) -> None:
        """Nothing new was decided: what was said is kept, the next item is shown."""
        if not self.keep():
            return
        self.reread()
        open_yet = not row.is_decided
        self.say_done(f"“{row.title[:14]}”还没有定" if open_yet else "")
        self._go_on(row)

    def _done(self, row: AgendaRow, action_id: int) -> None:
        self.banner.hide()
        key = item_key(row)
        self._parked.pop(key, None)
        self.row = None  # it is written; nothing is to be kept on the way
        self.reread()
        now = next((one for one in self.room.rows if item_key(one) == key), row)
        words = f"已定：{row.title[:14]} · {decided_words(now)}"
        self.acts.append(Act(words, partial(_undo, self.context, action_id), key))
        self.say_done(words)
        self._go_on(row)

    def _go_on(self, row: AgendaRow) -> None:
        following = self._first_open(self._place(row))
        if following is None:
            self.row = None
            self.go_to(item_key(row))
            self.banner.say("green", "都议完了，可以结束会议（Alt+E）")
        else:
            self.go_to(following)
        self.said.setFocus()

    def _decision(self) -> Decision:
        mark: Any = self.pad.value()
        details = self.details
        return Decision(
            mark[0],
            self.said.words(),
            mark[1],
            details.needed_owner(),
            details.needed_due(),
            details.votes.votes(),
            details.words.text(),
            details.needed_refusal(),
            details.duplicate(),
            request_key=self._request,
        )

    def _mark(self, wrong: DraftProblems) -> None:
        known = {**self.details.marked, "said": None, "kind": None, "route": None}
        told = [Problem(p.field, p.title, p.sentence) for p in wrong.problems if p.field in known]
        if len(told) == len(wrong.problems):
            self.problems.show(told)
        else:
            self.banner.say("red", str(wrong))

    def undo(self) -> None:
        """Take back what was done last on this screen, with the step it led to."""
        if not self.acts:
            self.banner.say("amber", "这一屏还没有定过，没有可以撤回的")
            return
        if not self.keep():
            return
        act = self.acts.pop()
        try:
            act.undo()
        except UserError as error:
            self.banner.say("red", str(error))
            return
        self.banner.hide()
        self.row = None
        self.reread()
        self.go_to(act.key)
        self.say_done(f"已撤回：{act.words.removeprefix('已定：')}")

    # Keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter decides from the keys and the fields; the page keys walk from everywhere."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        key, held = Qt.Key(event.key()), event.modifiers()
        if key in _PAGES and not self._is_choosing(watched):
            self.step(_PAGES[key])
            return True
        plain = not held & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        if key in _ENTER and plain and watched not in (self.said, self.table):
            if self._is_choosing(watched):
                return super().eventFilter(watched, event)
            self.commit()
            return True
        return super().eventFilter(watched, event)

    def _is_choosing(self, field: QObject) -> bool:
        """A list is open over this field, or an input method composes in it."""
        if isinstance(field, Suggest):
            return field.is_open() or field.is_composing()
        return isinstance(field, QComboBox) and field.view().isVisible()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves; Enter where nothing else takes it does nothing by surprise."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() not in _ENTER:
            super().keyPressEvent(event)

    # The end

    def leave(self) -> None:
        """Go away; what was chosen and not entered is told of once before."""
        kept = self.keep()
        self._park()
        open_yet = "、".join(f"“{title[:12]}”" for title in self._unentered()[:3])
        if (open_yet or not kept) and not self._warned:
            if kept:
                said = f"{open_yet}选了还没有按 Enter，没有写进去。再按一次 Esc 先放着，回来还在"
                self.banner.say("amber", said)
            self._warned = True
            return
        self.reject()

    def waiting(self) -> list[str]:
        """Titles of items on which something was chosen and not entered."""
        self._park()
        return self._unentered()

    def _unentered(self) -> list[str]:
        return [row.title for row in self.room.rows if item_key(row) in self._parked]

    def done(self, result: int) -> None:
        """Whatever closes it, what was said is kept and what was chosen waits."""
        self._looking.stop()
        self.keep()
        self._park()
        self.left.emit(list(self.acts))
        super().done(result)


def _undo(context: Context, action_id: int) -> None:
    with context.db.write() as session:
        take_back(session, context.clerk, action_id)
