"""轮值: who holds a seat in turn (第一书记轮值), planned ahead."""

from datetime import date, timedelta
from typing import Any

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from gridhall.core.errors import UserError
from gridhall.organisation.columns.tree import short
from gridhall.organisation.dialogs.organisation_act import ActSheet, Carried, Face
from gridhall.organisation.dialogs.organisation_pick import MaybeDay
from gridhall.organisation.dialogs.seat_holder import HolderPart
from gridhall.organisation.queries.seats import SeatRow
from gridhall.organisation.rules.seats import Turn
from gridhall.organisation.service import terms as service
from gridhall.qt.buttons import button
from gridhall.qt.context import Context
from gridhall.qt.dates import DateEdit
from gridhall.qt.labels import label
from gridhall.qt.scaling import refit

_FIRST, _MONTHS = 2, 3  # turns offered at first; how long one usually is
_ONE = timedelta(days=1)


class RotationSheet(ActSheet):
    """One line a turn: who, from, to; a gap between two is a vacancy, an overlap is refused."""

    def __init__(self, parent: QWidget, context: Context, row: SeatRow) -> None:
        face = Face(f"轮值 · {short(row.owner_name)} {row.name}", "history", (820, 560), "排定轮值")
        super().__init__(parent, context, face)
        self._row = row
        self.turns: list[tuple[HolderPart, DateEdit, MaybeDay]] = []
        self._lines = QGridLayout()
        self._lines.setHorizontalSpacing(10)
        self._lines.setVerticalSpacing(8)
        self._lines.setColumnStretch(1, 1)
        for column, title in enumerate(("", "人选", "从", "到（含）")):
            self._lines.addWidget(label(title, "label"), 0, column)
        self.add_wide(self._plan())
        if row.is_vacant or row.holder_name == "":
            begin = context.today()
        else:
            begin = row.until or context.today()
            self.say(f"现任 {row.holder_name}，{row.since} 起")
        for _ in range(_FIRST):
            begin = self._add_turn(begin)
        self.first_focus = self.turns[0][0]

    def carry_out(self, session: Any) -> Carried:
        """Write the plan."""
        context, row = self.context, self._row
        plan = [made for one in self.turns if (made := _turn(*one)) is not None]
        if not plan:
            raise UserError("轮值计划里还没有人，请至少排一位")
        done = service.rotate(session, context.clerk, row.id, plan, context.today())
        told = "；".join(done.told)
        words = f"已排定{row.owner_name}{row.name}轮值 {len(plan)} 人"
        return Carried(done.action_id, f"{words}。{told}" if told else words, row.organisation_id)

    def add_turn(self) -> None:
        """One more line, from the day after the last ends."""
        last = self.turns[-1][2].value()
        self._add_turn(last + _ONE if last is not None else self.context.today())
        self.turns[-1][0].setFocus()
        refit(self)

    def _plan(self) -> QWidget:
        whole = QWidget()
        column, row = QVBoxLayout(whole), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._lines)
        more = button("再加一位", "Alt+A", "text", "add").bind_key()
        more.clicked.connect(self.add_turn)
        row.addWidget(more)
        row.addStretch(1)
        column.addLayout(row)
        return whole

    def _add_turn(self, since: date) -> date:
        """A line of a quarter; the day on which the next may begin."""
        line = len(self.turns) + 1
        who, start, until = HolderPart(self.context, f"第 {line} 位"), DateEdit(), MaybeDay("到")
        until.unknown.setText("不定")
        after = _later(since)
        start.set_value(since)
        start.setAccessibleName(f"第 {line} 位从哪天起")
        until.set_value(after - _ONE, after - _ONE)
        until.edit.setAccessibleName(f"第 {line} 位到哪天")
        self._lines.addWidget(label(str(line), "b"), line, 0)
        for column, widget in enumerate((who, start, until), 1):
            self._lines.addWidget(widget, line, column)
        self.turns.append((who, start, until))
        return after


def _turn(who: HolderPart, start: DateEdit, until: MaybeDay) -> Turn | None:
    holder, last = who.holder(), until.value()
    if holder is None:
        return None
    return Turn(holder, start.value(), last + _ONE if last is not None else None)


def _later(day: date) -> date:
    """The same day a quarter later, or that month's first."""
    month = day.month - 1 + _MONTHS
    return date(day.year + month // 12, month % 12 + 1, min(day.day, 28))
