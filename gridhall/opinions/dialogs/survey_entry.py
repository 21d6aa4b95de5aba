"""录入调查表: household after household from printed forms, one key an answer."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from gridhall.core.errors import UserError
from gridhall.core.pinyin import name_keys
from gridhall.issues.rules.when import When
from gridhall.issues.service.taking_back import take_back
from gridhall.opinions.dialogs.fields_talks import line
from gridhall.opinions.dialogs.survey_pad import FormPad
from gridhall.opinions.labels import VISITS
from gridhall.opinions.queries.doors import door_typed
from gridhall.opinions.queries.surveys import SurveyRow, VisitRow, answers, questions, visits
from gridhall.opinions.rules.filling import Filling
from gridhall.opinions.rules.surveys import Answer, Filled
from gridhall.opinions.service.survey_visits import add_door, fill_in
from gridhall.qt.buttons import button
from gridhall.qt.context import Context
from gridhall.qt.dates import DateEdit
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.frames import Banner
from gridhall.qt.labels import label
from gridhall.qt.table import Column, RowsModel, Table

_TONES = {"done": "green", "absent": "amber", "refused": "purple"}
_DOORS: tuple[Column[VisitRow], ...] = (
    Column("门牌", lambda row: row.door.address.door, 96, "bold", stretch=True),
    Column("户主", lambda row: row.door.head or "—", 80),
    Column(
        "情况",
        lambda row: VISITS[row.state],
        72,
        "chip",
        tone=lambda row: _TONES.get(row.state, ""),
    ),
)


class SurveyEntrySheet(Sheet):
    """Digits answer, Enter saves and goes on, Backspace goes back; nothing is asked in between."""

    wrote = Signal()

    def __init__(self, parent: QWidget, context: Context, row: SurveyRow) -> None:
        super().__init__(parent, "录入调查表", "keyboard", (1120, 680))
        self._context, self._row = context, row
        with context.db.read() as session:
            self.asked, self.rows = questions(session, row.id), visits(session, row.id)
        self.shown: VisitRow | None = None
        self._done: list[tuple[int, int]] = []  # acts and their visits, for Ctrl+Z
        self._given: tuple[Answer, ...] = ()  # as the form on show is stored
        self._warned = False  # Esc was pressed once on a form that is not stored
        self.filter = line("门牌 3-2-501，或户主首字母", 40)
        self.day, self.visitor = DateEdit(), line("名单里的人，可改", 60)
        self.table, self.banner = Table(), Banner()
        self.model: RowsModel[VisitRow] = RowsModel(_DOORS, self)
        self.pad = FormPad(self.asked)
        self.door, self.told, self.said = label("", "xl"), label("", "sub"), label("", "warn")
        self._build()
        self._connect()
        self._list()
        self._start()

    # Moving

    def open_visit(self, row: VisitRow) -> None:
        """Show a household's form, as it was answered before."""
        self.shown = row
        with self._context.db.read() as session:
            given = answers(session, row.id) if row.state == "done" else ()
        self.pad.show_form(Filling(self.asked, given))
        self._given, self._warned = self.pad.filling.answers(), False
        who = f"  {row.door.head}" if row.door.head else ""
        self.door.setText(f"{row.door.address.door}{who}")
        self._say("" if row.state == "waiting" else f"已录：{VISITS[row.state]}，改完按 Enter")
        self.table.choose(row.id)
        self.pad.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell()

    def reject(self) -> None:
        """Esc: a form that is not stored is left only by a second Esc."""
        if self._changed() and not self._warned:
            self._warned = True
            self._say("这一户还没有存。按 Enter 存好；不要了再按一次 Esc")
            return
        super().reject()

    def next_household(self) -> None:
        """Enter: what was answered is saved; an empty form is only passed over."""
        filling = self.pad.filling
        if self._given and filling.is_empty():
            self._say("原来的回答都去掉了，还没有存。没人按 - ，拒答按 / ，要留就重新选")
            return
        if self.shown is not None and not filling.is_empty() and not self._save("done"):
            return
        passed = self.shown is not None and filling.is_empty() and self.shown.state == "waiting"
        self._go_on()
        if passed:
            self._say("上一户没有录，先跳过了。没人按 - ，拒答按 /")

    def away(self, state: str) -> None:
        """Nobody there, or they would not answer."""
        if self.shown is None:
            return
        if not self.pad.filling.is_empty():
            self._say(f"这一户选了答案，不能记成{VISITS[state]}。先按已选的键去掉")
            return
        if self._save(state):
            self._go_on()

    def back(self) -> None:
        """Backspace: the household before this one in the list."""
        if self.shown is None or self._refuse_unsaved():
            return
        place = self._place(self.shown.id)
        if place > 0:
            self.open_visit(self.rows[place - 1])
        else:
            self._say("已经是第一户")

    def undo(self) -> None:
        """Ctrl+Z: the last household that was typed in is as it was before."""
        if not self._done:
            self._say("没有可以撤的")
            return
        action_id, visit_id = self._done[-1]
        try:
            with self._context.db.write() as session:
                take_back(session, self._context.clerk, action_id)
        except UserError as error:
            self.banner.say("red", str(error))
            return
        self._done.pop()
        self._read()
        self.open_visit(self.rows[self._place(visit_id)])
        self._say("已撤回这一户")

    def look_up(self) -> None:
        """Enter in the box: the household that was typed; one not on the list joins it."""
        self.banner.hide()
        if self._refuse_unsaved():
            return
        typed, fits = self.filter.text().strip(), self._fitting()
        exact = [one for one in fits if typed in _doors_of(one)]
        if len(exact) > 1:
            same = f"例如 {exact[0].door.address.short}"
            self.banner.say("red", f"“{typed}”不止一处，请把小区名也写上，{same}")
            return
        try:
            if typed and fits:
                self.filter.clear()
                self.open_visit((exact or fits)[0])
            else:
                self._join(typed)
        except UserError as error:
            self.banner.say("red", str(error))

    def _join(self, typed: str) -> None:
        with self._context.db.write() as session:
            door = door_typed(session, typed, self._row.scope)
            done = add_door(session, self._context.clerk, self._row.id, door)
        self.wrote.emit()
        self._read()
        self.filter.clear()
        self.open_visit(self.rows[self._place(done.row_id)])
        self._say("不在名单里，已经加上")

    # Writing

    def _changed(self) -> bool:
        """Whether the form on show says something else than what is stored."""
        return self.shown is not None and self.pad.filling.answers() != self._given

    def _refuse_unsaved(self) -> bool:
        """Nothing that was typed is lost on the way to another household."""
        if self._changed():
            self._say("这一户还没有存。先按 Enter 存好；选错了按已选的键去掉")
        return self._changed()

    def _save(self, state: str) -> bool:
        row, context = self.shown, self._context
        assert row is not None
        told = self.pad.filling.answers() if state == "done" else ()
        filled = Filled(
            row.door.id, told, state, self.day.value(), self.visitor.text(), row.note,
            str(uuid4()),
        )  # fmt: skip
        when = When(context.today(), context.calendar)
        try:
            with context.db.write() as session:
                done = fill_in(session, context.clerk, row.id, filled, when)
        except UserError as error:
            self.banner.say("red", str(error))
            return False
        self.banner.hide()
        self._done.append((done.action_id, row.id))
        place = self._place(row.id)
        self.rows[place] = replace(row, state=state, visited_on=self.day.value())
        self._list()
        self.wrote.emit()
        return True

    def _go_on(self) -> None:
        """The next household that waits, round the end; none left is said."""
        here = self._place(self.shown.id) if self.shown is not None else -1
        after = [*self.rows[here + 1 :], *self.rows[: here + 1]]
        waiting = next((one for one in after if one.state == "waiting"), None)
        if waiting is not None and (self.shown is None or waiting.id != self.shown.id):
            self.open_visit(waiting)
        elif waiting is None:
            self.pad.show_form(Filling(self.asked))
            self.shown, self._given = None, ()
            self.door.setText("都录完了")
            self._say("按 Esc 回去，再按“结束调查”")
            self._tell()

    # Reading

    def _read(self) -> None:
        with self._context.db.read() as session:
            self.rows = visits(session, self._row.id)
        self._list()

    def _place(self, visit_id: int) -> int:
        return next((n for n, one in enumerate(self.rows) if one.id == visit_id), -1)

    def _fitting(self) -> Sequence[VisitRow]:
        typed = self.filter.text().strip().lower()
        if not typed:
            return self.rows
        return [one for one in self.rows if _fits(one, typed)]

    def _list(self) -> None:
        self.model.show_rows(list(self._fitting()))

    def _start(self) -> None:
        self.say(f"{self._row.number} {self._row.title}")
        self.day.set_value(self._context.today())
        waiting = next((one for one in self.rows if one.state == "waiting"), None)
        if waiting is not None or self.rows:
            self.open_visit(waiting or self.rows[0])
        self.first_focus = self.pad

    def _tell(self) -> None:
        done = sum(one.state != "waiting" for one in self.rows)
        self.told.setText(f"已录 {done} / {len(self.rows)} 户")

    def _say(self, words: str) -> None:
        self.said.setText(words)

    # Its look

    def _build(self) -> None:
        body, left, right = QWidget(), QVBoxLayout(), QVBoxLayout()
        row, head = QHBoxLayout(body), QHBoxLayout()
        row.setContentsMargins(20, 12, 20, 12)
        row.setSpacing(16)
        self.filter.setProperty("submits", True)
        self.filter.setAccessibleName("找一户")
        self.visitor.setAccessibleName("走访人")
        self.day.setAccessibleName("走访日期")
        self.table.setModel(self.model)
        self.table.setAccessibleName("走访名单")
        left.addWidget(self.filter)
        left.addWidget(self.table, 1)
        left.addLayout(self._facts())
        head.addWidget(self.door)
        head.addStretch(1)
        head.addWidget(self.told)
        right.addLayout(head)
        right.addWidget(self.banner)
        right.addWidget(self.pad, 1)
        right.addWidget(self.said)
        row.addLayout(left, 5)
        row.addLayout(right, 12)
        self.set_body(body)
        keys = label("数字、字母选 · Enter 下一户 · Backspace 上一户 · - 没人 · / 拒答", "meta")
        undo = foot_button("撤回上一户", "Ctrl+Z")
        undo.clicked.connect(self.undo)
        # The pad takes Enter itself: as a shortcut it would overtake answers, and be the box's too.
        onward = button("存好，下一户", "Enter", "primary", "check")
        onward.clicked.connect(self.next_household)
        self.set_foot([keys], [undo, onward])

    def _facts(self) -> QGridLayout:
        """When and by whom, kept for every household until it is changed."""
        grid = QGridLayout()
        for place, (words, field) in enumerate((("走访日期", self.day), ("走访人", self.visitor))):
            grid.addWidget(label(words, "label"), place, 0)
            grid.addWidget(field, place, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def _connect(self) -> None:
        self.pad.turned.connect(self.next_household)
        self.pad.back.connect(self.back)
        self.pad.away.connect(self.away)
        self.pad.said.connect(self._say)
        self.filter.textChanged.connect(lambda _: self._list())
        self.filter.returnPressed.connect(self.look_up)
        self.table.opened.connect(lambda _: self._open_current())
        self.table.clicked.connect(lambda _: self._open_current())
        QShortcut(QKeySequence("Ctrl+F"), self, self.filter.setFocus)

    def _open_current(self) -> None:
        row = self.table.current()
        if self.shown is not None and self._refuse_unsaved():
            self.table.choose(self.shown.id)
        elif row is not None:
            self.open_visit(row)


def _doors_of(row: VisitRow) -> tuple[str, str, str]:
    """How a door is typed in full: 3-2-501, 御景小区 3-2-501, 32501."""
    address = row.door.address
    return address.door.lower(), address.short.lower(), address.door.replace("-", "")


def _fits(row: VisitRow, typed: str) -> bool:
    address = row.door.address
    if typed in _doors_of(row):
        return True
    if any(char.isdigit() for char in typed):
        return address.door.lower().startswith(typed)
    return typed in row.door.head or any(typed in one for one in name_keys(row.door.head).initials)
