"""联席会议认领: what waits for somebody, in large type; a unit by initials, Enter claims it."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from gridhall.core.errors import UserError
from gridhall.pledges.columns.items import amount, due_words
from gridhall.pledges.dialogs.fields import OneOf
from gridhall.pledges.queries.choices import unit_names
from gridhall.pledges.queries.items import ItemFilter, ItemRow, items
from gridhall.pledges.queries.months import brought_by
from gridhall.pledges.rules.drafts import ClaimDraft
from gridhall.pledges.service import claims as service
from gridhall.qt.buttons import button
from gridhall.qt.context import Context
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.frames import Banner
from gridhall.qt.labels import label
from gridhall.qt.table import Column, RowsModel, Table
from gridhall.volunteering.service.taking_back import take_back

_SIZE = (1320, 740)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}


def _where(row: ItemRow) -> str:
    """What stands below a title; a room full of people reads it, so nobody is named in full."""
    part = f"已认领 {amount(row)}" if row.taken else ""
    return " · ".join(filter(None, (row.number, part, brought_by(row), row.place, row.category)))


def _late(row: ItemRow) -> str:
    return "red" if row.is_late else ""


_COLUMNS: tuple[Column[ItemRow], ...] = (
    Column("等着认领的", lambda row: row.title, 300, "two-large", sub=_where, stretch=True),
    Column("还差", lambda row: f"{row.left} {row.measure}", 130, "large", right=True),
    Column("希望完成", due_words, 180, "large", tone=_late, right=True),
)


class MeetingSheet(Sheet):
    """The unit stays in its box; arrows there walk the list; Enter claims, Ctrl+Z takes it back."""

    ended = Signal(object)  # [(action id, words)]: what was claimed and not taken back

    def __init__(self, parent: QWidget, context: Context) -> None:
        super().__init__(parent, "联席会议认领", "handshake", _SIZE)
        self._context, self._acts = context, list[tuple[int, str, int]]()
        self.banner, self.table = Banner(), Table()
        self.model = RowsModel(_COLUMNS, self)
        self.table.setProperty("rowPx", 72)
        self.table.setModel(self.model)
        self.table.setAccessibleName("等着认领的需求和项目")
        with context.db.read() as session:
            units = unit_names(session, context.today())
        self.unit, self.quantity = OneOf("认领的单位", units, "单位"), QSpinBox()
        self.name, self.facts, self.told = label("", "num", wrap=True), label("", "md"), label("")
        # Its key is read by eventFilter: as a shortcut it would come before the list of offers.
        self.claim_button = button("认领", "Enter", "primary", "check")
        self.undo_button = button("撤回上一项", "Ctrl+Z", "", "undo").bind_key()
        self._lay_out()
        self.table.moved.connect(self._show)
        self.claim_button.clicked.connect(self.claim)
        self.undo_button.clicked.connect(self.undo)
        for box in (self.unit, self.quantity, self.table):
            box.setProperty("submits", True)  # Enter claims; it does not lead to the next field
            box.installEventFilter(self)
        self.first_focus = self.unit
        self.refresh()

    def done(self, result: int) -> None:
        """The meeting is over: what was claimed can be taken back after it, too."""
        if self._acts:
            self.ended.emit([(action, words) for action, words, _item in self._acts])
        self._acts.clear()
        super().done(result)

    def refresh(self) -> None:
        """Read what waits, the oldest first; needs before projects."""
        today = self._context.today()
        with self._context.db.read() as session:
            rows = items(session, today, ItemFilter(states=("open",)))
        waiting = [row for row in reversed(rows) if row.kind != "resource"]
        waiting.sort(key=lambda row: row.kind != "demand")
        self.model.show_rows(waiting)
        if self.table.current() is None:
            self.table.choose_first()
        self._show()
        done = f"，本次会上认领 {len(self._acts)} 项" if self._acts else ""
        self.say(f"还有 {len(waiting)} 项等着认领{done}")

    def claim(self) -> None:
        """The chosen unit takes the chosen item on; the list moves to the next."""
        row: ItemRow | None = self.table.current()
        try:
            if row is None:
                raise UserError("都认领完了，没有等着认领的项目")
            unit = self.unit.value()
            if unit is None:
                raise UserError("先输单位首字母，选好单位再按 Enter 认领")
            self._carry_out(row, unit)
        except UserError as error:
            self.banner.say("red", str(error))
            self.unit.setFocus()

    def undo(self) -> None:
        """Take the last claim of this meeting back."""
        if not self._acts:
            self.banner.say("amber", "这次会上还没有认领，没有可以撤回的")
            return
        action, words, item_id = self._acts.pop()
        context = self._context
        try:
            with context.db.write() as session:
                take_back(session, context.clerk, action)
        except UserError as error:
            self.banner.say("red", str(error))
            return
        self.banner.hide()
        self.refresh()
        self.table.choose(item_id)
        self.told.setText(f"已撤回：{words}")

    def _carry_out(self, row: ItemRow, unit: int) -> None:
        many, context = self.quantity.value(), self._context
        draft = ClaimDraft(row.id, many, unit, where="meeting")
        with context.db.write() as session:
            done = service.claim(session, context.clerk, draft, context.today())
        words = f"{self.unit.text()}认领“{row.title}” {many} {row.measure}"
        self._acts.append((done.action_id, words, row.id))
        self.banner.hide()
        self.told.setText(f"已{words[words.index('认领') :]}（{self.unit.text()}）")
        at = self.table.currentIndex().row()
        self.refresh()
        self._step_to(at + 1 if many < row.left else at)
        self.unit.setFocus()
        self.unit.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter claims as soon as the unit is chosen; arrows walk the list from every field."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        key = Qt.Key(event.key())
        if event.matches(QKeySequence.StandardKey.Undo):  # else the field would undo its typing
            self.undo()
            return True
        if self.unit.is_open() or self.unit.is_composing():
            return super().eventFilter(watched, event)
        if key in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.claim()
            return True
        if key in _STEPS and watched is self.unit:
            self._step_to(self.table.currentIndex().row() + _STEPS[key])
            return True
        return super().eventFilter(watched, event)

    def _step_to(self, place: int) -> None:
        rows: Sequence[Any] = self.model.rows
        if rows:
            self.table.choose(rows[max(0, min(place, len(rows) - 1))].id)

    def _show(self, _row: object = None) -> None:
        """The chosen item in large type, so that the table at the back can read it."""
        row: ItemRow | None = self.table.current()
        self.name.setText(row.title if row else "没有等着认领的了")
        said = "" if row is None else row.content.replace("\n", " ") or _where(row)
        self.facts.setText(said)
        self.quantity.setRange(1, max(1, row.left if row else 1))
        self.quantity.setValue(max(1, row.left if row else 1))
        self.quantity.setSuffix(f" {row.measure}" if row else "")

    def _lay_out(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(10)
        column.addWidget(self.banner)
        column.addWidget(self._now())
        column.addWidget(self.table, 1)
        self.set_body(body)
        leave = foot_button("散会", "Esc")
        leave.clicked.connect(self.reject)
        self.set_foot([self.undo_button, self.told], [leave, self.claim_button])

    def _now(self) -> QWidget:
        head = QFrame()
        head.setProperty("card", "true")
        column, row = QVBoxLayout(head), QHBoxLayout()
        column.setContentsMargins(16, 12, 16, 12)
        column.addWidget(self.name)
        column.addWidget(self.facts)
        self.unit.setPlaceholderText("单位首字母，例如 swj；↑ ↓ 换一项")
        self.unit.setMinimumWidth(360)
        self.quantity.setAccessibleName("认领多少")
        self.quantity.setMinimumWidth(140)
        row.setSpacing(10)
        for widget in (label("单位", "md"), self.unit, label("认领", "md"), self.quantity):
            row.addWidget(widget)
        row.addStretch(1)
        column.addLayout(row)
        return head
