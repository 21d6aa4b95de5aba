"""现场签到: the page; what is typed is matched, what is pressed is done by the acts."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import QModelIndex, QTimer
from PySide6.QtGui import QKeySequence, QShortcut

from gridhall.core.clock import DAY
from gridhall.core.errors import UserError
from gridhall.core.text import clean
from gridhall.qt.context import Context
from gridhall.qt.refreshing import Refreshing
from gridhall.volunteering.columns.attendance import (
    STRANGER,
    counts,
    day_said,
    todo_said,
    where_said,
)
from gridhall.volunteering.pages.sign_in.acts import SignActs
from gridhall.volunteering.pages.sign_in.frame import PILLS, SignInFrame
from gridhall.volunteering.pages.sign_in.menu import open_menu
from gridhall.volunteering.pages.sign_in.reading import Desk, Wanted, read, shift_now, shift_of
from gridhall.volunteering.queries.attendance import (
    EXPECTED,
    NO_SHOW,
    OUT,
    PRESENT,
    AttendRow,
    Candidate,
    DayAttendance,
    candidates,
    certified,
    match_in,
)
from gridhall.volunteering.queries.hours import names_of

_TABLES = frozenset(
    {"attendance", "assignment", "service_day", "shift", "post", "cell", "hours_entry"}
) | {"volunteer", "person", "outsider", "service_day_policy", "holiday_notice"}
_AWAITED, _HERE = frozenset({EXPECTED, NO_SHOW}), frozenset({PRESENT, OUT})
_STATES = (None, _AWAITED, _HERE)  # of the pills
_LEAST = 2  # characters before everybody on the books is searched
_LONGEST = 40  # characters of a name or a number
_TICK_MS = 30_000


class SignInPage(SignInFrame):
    """Initials, phone tail or scan, then Enter; Shift+Enter signs out, Ctrl+Enter ends the day.

    `scanned` takes what a hand scanner sent; `now` is this PC's clock.
    """

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context, self.now = context, datetime.now
        self.desk = Desk(None, None, (), ())
        self.wanted: Wanted | None = None
        self.shift_id: int | None = None
        self._shift_chosen = self._moved = self._asked = False
        self._found: list[Candidate] = []
        self.acts = SignActs(self)
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self._follow_clock)
        self._connect()
        Refreshing(self, context.bus, _TABLES).use(self.refresh)

    def _connect(self) -> None:
        box, do = self.box, self.act
        box.entered.connect(partial(do, self._enter))
        box.left.connect(partial(do, self._leave))
        box.stepped.connect(self._step)
        box.textChanged.connect(self._typed)
        self.table.clicked.connect(self._clicked)
        self.table.opened.connect(lambda _: self.box.setFocus())
        self.pills.chosen.connect(lambda _: self._list_rows())
        self.strip.undo_wanted.connect(self.acts.undo_last)
        self.todo.acted.connect(self.show_todo)
        self.side.missing.substitute_wanted.connect(partial(do, self.acts.substitute))
        self.shift_button.clicked.connect(partial(do, self.acts.choose_shift))
        self.sheet_button.clicked.connect(partial(do, self.acts.type_sheet))
        self.finish_button.clicked.connect(partial(do, self._finish))
        self.more_button.clicked.connect(lambda: open_menu(self))
        self.empty.acted.connect(partial(do, self._next_step))
        for keys, act in (
            ("F9", self.acts.substitute),  # its button is not there in a narrow window
            ("Alt+Q", self.acts.excuse),
            ("Alt+N", self.acts.register),
            ("Ctrl+H", self.acts.show_hours),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(partial(do, act))

    # What the window asks of the page

    def refresh(self) -> None:
        """Read the day anew; the shift follows the clock until one was chosen."""
        context = self.context
        with context.db.read() as session:
            self.desk = read(session, context.calendar, context.today(), self.wanted)
        self._follow_shift()
        self._show()

    def show_day(self, day: date, day_id: int | None = None) -> None:
        """Go to a day, as another page wants it."""
        self.wanted, self._shift_chosen = Wanted(day, day_id), False
        self.refresh()

    def show_todo(self) -> None:
        """The day whose hours are due first."""
        if self.desk.todo:
            one = self.desk.todo[0]
            self.show_day(one.held_on, one.day_id)
            self.box.setFocus()

    def scanned(self, text: str) -> bool:
        """What a hand scanner sent: somebody signs in at once. False if it is nobody's number."""
        found = self._scanned_as(clean(text))
        if found is None:
            return False
        row = found.row or _stranger(found)
        self.box.setText(found.name)
        if row.state == STRANGER:
            self.act(partial(self._refuse_stranger, row))
        else:
            self.act(partial(self.acts.sign_in, row, "scanned"))
        return True

    def _scanned_as(self, said: str) -> Candidate | None:
        """By a certificate of ours, else by a whole number; tails and initials are no scan."""
        if self.desk.day is None:
            return None
        with self.context.db.read() as session:
            one = certified(session, said)
            if one is not None:
                said = names_of(session, [one])[one]
            found = match_in(session, self.desk.day, said) if len(said) <= _LONGEST else []
        fitting = [who for who in found if one is None or who.volunteer_id == one]
        return fitting[0] if fitting and fitting[0].rank == 0 else None

    def show_for_width(self, effective: int) -> None:
        """As the frame; the day stands over the list where it has no room above."""
        super().show_for_width(effective)
        self._say_where()

    # What is on show

    def day(self) -> DayAttendance:
        """The day; a refusal where there is none."""
        if self.desk.day is None:
            raise UserError("这一天还没有安排，请按 Alt+B 换一天，或在“日程排班”里安排")
        return self.desk.day

    def held_on(self) -> date | None:
        """The date of the day on show."""
        return self.desk.row.held_on if self.desk.row is not None else None

    def minute(self) -> int:
        """Minutes after the midnight of the day on show, by this PC's clock."""
        now, held_on = self.now(), self.held_on()
        passed = (now.date() - held_on).days if held_on is not None else 0
        return passed * DAY + now.hour * 60 + now.minute

    def rows(self) -> list[AttendRow]:
        """Those of the shift on show."""
        day = self.desk.day
        return day.of_shift(self.shift_id) if day is not None else []

    def missing(self) -> list[AttendRow]:
        """Who is awaited in this shift, and whose turn nobody took over."""
        return [row for row in self.rows() if row.state in _AWAITED and not row.is_relieved]

    def chosen(self) -> AttendRow | None:
        """The row that is meant: typed, or moved to."""
        row: AttendRow | None = self.table.current()
        return row if self._moved or self.box.text().strip() else None

    def choose_shift(self, shift_id: int | None) -> None:
        """Show a shift, or all of them, until another is chosen."""
        self.shift_id, self._shift_chosen = shift_id, True
        self._show()
        self.box.setFocus()

    def act(self, act: Callable[[], object]) -> None:
        """Do it; what refuses says so in the strip, and the box keeps what was typed."""
        try:
            act()
        except UserError as error:
            self.strip.say("amber", str(error))

    def _follow_shift(self) -> None:
        day = self.desk.day
        known = {one.id for one in day.shifts} if day is not None else set()
        if self._shift_chosen and (self.shift_id is None or self.shift_id in known):
            return
        self._shift_chosen = False
        self.shift_id = shift_now(day, self.minute())

    def _follow_clock(self) -> None:
        before = self.shift_id
        self._follow_shift()
        if self.shift_id != before and self.isVisible() and not self.box.text():
            self._show()

    def _show(self) -> None:
        self._tick.start()
        self._say_where()
        self._say_todo()
        rows = self.rows()
        told = counts(rows)
        self.side.counts.show_counts(told)
        self.side.missing.show_missing(self.missing())
        self.pills.set_counts(PILLS, (None, told["missing"], told["came"]))
        self.acts.check_last()
        self._list_rows()

    def _say_where(self) -> None:
        row, day = self.desk.row, self.desk.day
        if row is None or row.held_on is None:
            self.where.setText("没有服务日")
        else:
            shift = shift_of(day, self.shift_id)
            self.where.setText(where_said(row.held_on, shift, "全天" if day else row.name))
        self.finish_button.setVisible(day is not None)
        here = "本班名单" if self.shift_id is not None else "全天名单"
        self.title.setText(here if self.is_wide else self.where.text())

    def _say_todo(self) -> None:
        """The most urgent day whose hours are not recorded, unless it is the one on show."""
        here = self.desk.day.day.id if self.desk.day is not None else None
        first = next(iter(self.desk.todo), None)
        if first is None:
            self.todo.hide()
        else:
            act = "" if first.day_id == here else "去办"
            self.todo.say("red" if first.days_left < 0 else "amber", todo_said(first), act)

    # The list

    def _typed(self, _text: str = "") -> None:
        self._moved = self._asked = False
        if self.strip.is_refusal:
            self.strip.hide()
        self._list_rows()

    def _match(self, text: str) -> list[Candidate]:
        """The day's people by what is typed; others on the books only where none of them fits."""
        day = self.desk.day
        if day is None or not text:
            return []
        found = candidates(day, text)
        if found or len(text) < _LEAST:
            return found
        with self.context.db.read() as session:
            return match_in(session, day, text)

    def _list_rows(self) -> None:
        typed = self.box.text().strip()
        self._found = self._match(typed)
        states = _STATES[max(0, self.pills.current())]
        if typed:
            rows = [one.row or _stranger(one) for one in self._found]
        else:
            rows = [row for row in self.rows() if states is None or row.state in states]
        self.model.show_rows(rows)
        self.count.setText(str(len(rows)))
        self._say_empty(typed)
        self.show_list(bool(rows))
        if typed and rows and not self._moved:
            self.table.selectRow(0)
        elif not typed and not self._moved:
            self.table.setCurrentIndex(QModelIndex())
            self.table.clearSelection()

    def _say_empty(self, typed: str) -> None:
        empty, day = self.empty, self.desk.day
        empty.offer("")
        if day is None:
            empty.say("这一天还没有安排", "在“日程排班”里排好岗位和人，或换一天", "event")
            empty.offer("换一天", "Alt+B")
        elif typed:
            empty.say(f"没有找到“{typed}”", "核对首字母或尾号；第一次来的先登记，再签到")
            empty.offer("登记志愿者", "Alt+N", "person_add")
        elif day.rows:
            empty.say("这一类没有人", "换上面的条件，或按 Alt+B 换班次", "task_alt")
        else:
            said = "还没有排人。来的人输入姓名后按 Ctrl+Enter，作为临时志愿者签到"
            empty.say("名单是空的", said, "group")

    def _next_step(self) -> None:
        """The button of the empty list."""
        if self.desk.day is None:
            self.acts.choose_shift()
        else:
            self.acts.register()

    def _step(self, by: int) -> None:
        rows = len(self.model.rows)
        if rows:
            here = self.table.currentIndex().row()
            place = max(0, min(rows - 1, here + by)) if here >= 0 else 0
            self.table.selectRow(place)
            self._moved = True

    def _clicked(self, _index: QModelIndex) -> None:
        self._moved = True
        self.box.setFocus()

    # What the keys mean

    def _enter(self) -> None:
        row = self._meant(_AWAITED)
        self._refuse_stranger(row)
        self.acts.sign_in(row)

    def _refuse_stranger(self, row: AttendRow) -> None:
        if row.state == STRANGER:
            raise UserError(f"{row.name}不在本班名单，按 Ctrl+Enter 作为临时志愿者签到")

    def _leave(self) -> None:
        self.acts.sign_out(self._meant(frozenset({PRESENT})))

    def _finish(self) -> None:
        """Ctrl+Enter: with a name in the box somebody walks in, else the day is ended."""
        if self.box.text().strip():
            row = self._meant(frozenset({STRANGER, OUT, EXPECTED, NO_SHOW}))
            self.acts.walk_in(row)
        else:
            self.acts.finish()

    def _meant(self, wanted: frozenset[str]) -> AttendRow:
        """Whose turn is meant: the chosen one, or the only one that fits best."""
        typed = self.box.text().strip()
        row = self.chosen()
        if row is None:
            nobody = f"没有找到“{typed}”，请核对；第一次来的按 Alt+N 登记"
            raise UserError(nobody if typed else "请先输入首字母或手机尾号，或用 ↑↓ 选人")
        if self._moved or not typed or self._asked:
            return row
        rows: Sequence[AttendRow] = self.model.rows
        fitting = [one for one in rows if one.state in wanted] or list(rows)
        best = self._best(fitting)
        people = {one.volunteer_id for one in best}
        if len(people) > 1:
            self._asked = True
            self.table.choose(best[0].key)
            names = "、".join(dict.fromkeys(one.name for one in best[:4]))
            raise UserError(f"{len(people)} 人符合“{typed}”：{names}，用 ↑↓ 选好再按一次")
        return best[0]

    def _best(self, rows: Sequence[AttendRow]) -> list[AttendRow]:
        """Those whose name fits what was typed best."""
        ranks = {one.volunteer_id: one.rank for one in self._found}
        least = min(ranks.get(row.volunteer_id, 9) for row in rows)
        best = [row for row in rows if ranks.get(row.volunteer_id, 9) == least]
        near = [row for row in best if self.shift_id in row.shift_ids]
        return near or best

    def said_where(self) -> str:
        """The day in words, for what is told of it."""
        held_on = self.held_on()
        return day_said(held_on) if held_on is not None else ""


def _stranger(one: Candidate) -> AttendRow:
    """Somebody on the books who is not on this day's list."""
    return AttendRow(
        one.volunteer_id, one.name, one.phone_masked, "", "", frozenset(), None, STRANGER, "walk_in"
    )
