"""补签与纸质签到表录入: one line after the other by keyboard, stored all together."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from gridhall.core.clock import Span, overlap, parse_clock, say_clock
from gridhall.core.errors import UserError
from gridhall.qt.buttons import button
from gridhall.qt.choice import Choice
from gridhall.qt.context import Context
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.frames import Banner
from gridhall.qt.labels import label
from gridhall.qt.suggest import Suggest
from gridhall.qt.table import Column, RowsModel, Table
from gridhall.volunteering.queries.attendance import (
    EXPECTED,
    NO_SHOW,
    PRESENT,
    AttendRow,
    Candidate,
    DayAttendance,
    match_in,
)
from gridhall.volunteering.rules.hours import QUALITIES, refuse_odd_span
from gridhall.volunteering.service.attendance import SheetLine, type_sheet
from gridhall.volunteering.service.roster import latest_act

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class Typed:
    """A line of the sheet as it was typed."""

    place: int
    name: str
    post: str
    line: SheetLine


_COLUMNS: tuple[Column[Typed], ...] = (
    Column("行", lambda one: str(one.place), 44, "dim", right=True),
    Column("姓名", lambda one: one.name, 100, "bold"),
    Column("签到", lambda one: say_clock(one.line.signed_in), 72),
    Column("签退", lambda one: _clock(one.line.signed_out), 72),
    Column("岗位", lambda one: one.post or "—", 140, stretch=True),
    Column("评价", lambda one: QUALITIES.get(one.line.quality, ""), 70),
)


class PaperSheet(Sheet):
    """Name, in, out; Enter goes on and adds the line; Ctrl+Enter stores every line or none."""

    stored = Signal(int, str)  # the act, what to say
    left = Signal(list)  # lines that were not stored, to go on with later

    def __init__(
        self, parent: QWidget, context: Context, day: DayAttendance, first: AttendRow | None = None
    ) -> None:
        super().__init__(parent, "补签、录入纸质签到表", "edit", (820, 600))
        self._context, self._day = context, day
        held = day.day.held_on
        self.say(
            f"{held.month}月{held.day}日 {day.day.name}。时间写 8:30 或 0830，过了半夜写 次日1:30"
        )
        self.lines: list[Typed] = []
        self._who: Candidate | None = None
        self.banner, self.table = Banner(), Table()
        self.name, self.begins, self.ends = Suggest(), QLineEdit(), QLineEdit()
        self.post, self.quality = QComboBox(), QComboBox()
        self.model = RowsModel(_COLUMNS, self, key=lambda one: one.place)
        self.table.setModel(self.model)
        self.table.setAccessibleName("已录入的行，按 Del 删一行")
        self._dress()
        self.set_body(self._body())
        self._set_foot()
        self.first_focus = self.name
        if first is not None:
            self._begin(first)

    def go_on(self, lines: Sequence[Typed]) -> None:
        """Lines typed before, when the sheet was left without storing them."""
        if lines:
            self.lines = list(lines)
            self.model.show_rows(self.lines)
            said = f"上次录入的 {len(lines)} 行还没有存，可以接着录；不要的选中按 Del 删去"
            self.banner.say("blue", said)

    def reject(self) -> None:
        """Left, or the desk was locked: the lines are kept for the next time."""
        self.left.emit(self.lines)
        super().reject()

    def scanned(self, text: str) -> bool:
        """A volunteer's number or ID card is the next line's person."""
        found = self._find(text)
        one: Any = found[0].key if found else None
        if one is None or one.rank != 0:
            return False
        self.name.choose(found[0])
        self._take(found[0])
        return True

    def add(self) -> None:
        """The line that is typed goes below the others."""
        try:
            line = self._line()
        except UserError as error:
            self.banner.say("red", f"{error}；已录入的 {len(self.lines)} 行还在")
            return
        assert self._who is not None
        post = self.post.currentText() if self.post.currentData() is not None else ""
        post = post or (self._who.row.post if self._who.row is not None else "")
        self._append(Typed(len(self.lines) + 1, self._who.name, post, line))
        self.banner.hide()
        self._clear()

    def add_roster(self) -> None:
        """Everybody still awaited, by the roster's times: for a sheet where all have signed."""
        rows = [row for row in self._day.rows if row.state in {EXPECTED, NO_SHOW} and row.span]
        for row in rows:
            assert row.span is not None
            if not self._is_typed(row.volunteer_id, row.span):
                line = SheetLine(row.volunteer_id, *row.span, row.cell_id)
                self._append(Typed(len(self.lines) + 1, row.name, row.post, line))
        if not rows:
            self.banner.say("blue", "名单上的人都签过了")

    def _is_typed(self, volunteer_id: int, span: Span) -> bool:
        """Whether somebody's turn is among the lines already."""
        mine = (one.line for one in self.lines if one.line.volunteer_id == volunteer_id)
        return any(
            overlap(span, (line.signed_in, max(line.signed_out or 0, line.signed_in + 1)))
            for line in mine
        )

    def remove(self) -> None:
        """Del: the chosen line."""
        row: Typed | None = self.table.current()
        if row is not None:
            kept = [one for one in self.lines if one.place != row.place]
            self.lines = [Typed(n, o.name, o.post, o.line) for n, o in enumerate(kept, 1)]
            self.model.show_rows(self.lines)

    def store(self) -> None:
        """Every line in one act; what is wrong with one is said, and none is stored."""
        if self.name.text().strip():
            self.add()
            if self.name.text().strip():
                return
        context, day_id = self._context, self._day.day.id
        lines = [one.line for one in self.lines]
        try:
            with context.db.write() as session:
                type_sheet(session, context.clerk, day_id, lines)
                act = latest_act(session, "service_day", day_id)
        except UserError as error:
            self.banner.say("red", str(error))
            return
        self.accept()
        self.stored.emit(act, f"已录入 {len(lines)} 条签到")

    # The form

    def _find(self, typed: str) -> Sequence[Choice]:
        with self._context.db.read() as session:
            found = match_in(session, self._day, typed)
        return [_choice(one) for one in found]

    def _take(self, choice: Choice) -> None:
        key: Any = choice.key
        self._who = key
        row = self._who.row if self._who is not None else None
        self.post.setEnabled(row is None or not row.assignment_ids)
        self.post.setCurrentIndex(0)
        if row is not None and row.span is not None and not self.begins.text():
            begins = row.span[0] if row.signed_in is None else row.signed_in
            self.begins.setText(say_clock(begins))
            self.ends.setText(_clock(row.signed_out or row.span[1]))
        self.begins.setFocus()
        self.begins.selectAll()

    def _begin(self, row: AttendRow) -> None:
        """The line of somebody who was chosen at the desk."""
        one = Candidate(row.volunteer_id, row.name, row.phone_masked, 0, row)
        self.name.choose(_choice(one))
        self._take(_choice(one))
        self.first_focus = self.begins

    def _line(self) -> SheetLine:
        if self._who is None or not self.name.text().strip():
            self.name.setFocus()
            raise UserError("请先选人：输入首字母，回车选定")
        begins = self._clock_of(self.begins, "签到")
        ends = self._clock_of(self.ends, "签退") if self.ends.text().strip() else None
        if ends is not None and ends <= begins:
            self.ends.setFocus()
            self.ends.selectAll()
        if ends is not None:
            refuse_odd_span(begins, ends)
        cell = self.post.currentData() if self.post.isEnabled() else None
        return SheetLine(
            self._who.volunteer_id, begins, ends, cell, str(self.quality.currentData() or "")
        )

    def _clock_of(self, field: QLineEdit, title: str) -> int:
        try:
            return parse_clock(field.text())
        except UserError as error:
            field.setFocus()
            field.selectAll()
            raise UserError(f"{title}：{error}") from None

    def _append(self, one: Typed) -> None:
        self.lines = [*self.lines, one]
        self.model.show_rows(self.lines)
        self.table.scrollToBottom()

    def _clear(self) -> None:
        self._who = None
        self.name.choose(None)
        for field in (self.begins, self.ends):
            field.clear()
        self.quality.setCurrentIndex(0)
        self.post.setEnabled(True)
        self.post.setCurrentIndex(0)
        self.name.setFocus()

    # Its look

    def _dress(self) -> None:
        self.name.set_find(self._find)
        self.name.picked.connect(self._take)
        self.name.setPlaceholderText("首字母 / 手机尾号")
        self.begins.setPlaceholderText("8:30")
        self.ends.setPlaceholderText("可空着")
        self.post.addItem("按名单", None)
        for cell in self._day.cells:
            self.post.addItem(f"{cell.post} {cell.shift}", cell.id)
        self.quality.addItem("以后再评", "")
        for code, words in QUALITIES.items():
            self.quality.addItem(words, code)
        for field, words in (
            (self.name, "姓名"),
            (self.begins, "签到时间"),
            (self.ends, "签退时间"),
            (self.post, "岗位，名单外的人要选"),
            (self.quality, "服务评价"),
        ):
            field.setAccessibleName(words)
        self.quality.installEventFilter(self)
        self.table.installEventFilter(self)

    def _body(self) -> QWidget:
        body, form = QWidget(), QGridLayout()
        form.setHorizontalSpacing(8)
        form.setVerticalSpacing(2)
        titled = (
            ("姓名", self.name, 4),
            ("签到", self.begins, 2),
            ("签退", self.ends, 2),
            ("岗位", self.post, 4),
            ("评价", self.quality, 2),
        )
        for place, (title, field, stretch) in enumerate(titled):
            form.addWidget(label(title, "label"), 0, place)
            form.addWidget(field, 1, place)
            form.setColumnStretch(place, stretch)
        self.add_button = button("加这一行", "", "", "add")
        self.add_button.clicked.connect(self.add)
        form.addWidget(self.add_button, 1, len(titled))
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(10)
        column.addWidget(self.banner)
        column.addLayout(form)
        column.addWidget(self.table, 1)
        return body

    def _set_foot(self) -> None:
        every = foot_button("未到的按排班时间填入", "Alt+A", "", "group_add")
        every.clicked.connect(self.add_roster)
        leave = foot_button("先不存", "Esc")
        leave.clicked.connect(self.reject)
        store = foot_button("存签到表", "Ctrl+Enter", "primary", "check")
        store.clicked.connect(self.store)
        self.set_foot([every], [leave, store])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the last field adds the line; Del in the list takes one out."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if watched is self.quality and event.key() in _ENTER and plain:
                self.add()
                return True
            if watched is self.table and event.key() == Qt.Key.Key_Delete:
                self.remove()
                return True
        return super().eventFilter(watched, event)


def _choice(one: Candidate) -> Choice:
    row = one.row
    if row is None:
        return Choice(one, one.name, one.phone_masked, "不在名单")
    state = "已签到" if row.state == PRESENT else ""
    return Choice(one, one.name, f"{row.post} · {row.shifts}", state or one.phone_masked)


def _clock(minutes: int | None) -> str:
    return "" if minutes is None else say_clock(minutes)
