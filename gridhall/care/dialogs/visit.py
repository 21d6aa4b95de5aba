"""登记走访, 没人应门, 改走访, 漏访原因, 改期: the sheets about one visit."""

from datetime import datetime
from typing import Any, Final

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSpinBox, QWidget

from gridhall.care.dialogs.fields import VisitorPick, line, note_field, usual
from gridhall.care.dialogs.pad import DeedPad
from gridhall.care.labels import POSTPONED
from gridhall.care.queries.targets import TargetRow
from gridhall.care.queries.visits import VisitRow
from gridhall.care.rules.drafts import LONGEST, VisitDraft
from gridhall.care.service import targets, visits
from gridhall.care.service.visits import Absence
from gridhall.core.clerk import Role
from gridhall.core.clock import say_clock
from gridhall.issues.rules.when import When
from gridhall.organisation.dialogs.organisation_act import ActSheet, Carried, Face
from gridhall.qt.context import Context
from gridhall.qt.labels import label

_USUAL: Final = 30  # minutes of a visit
_STEP: Final = 5


def _face(title: str, glyph: str, size: tuple[int, int], act: str) -> Face:
    return Face(title, glyph, size, act, role=Role.COUNTER)


def about(row: TargetRow) -> str:
    """Who it is, as the sheets say it."""
    return " · ".join(filter(None, (row.name, row.address, row.category_label)))


class _VisitFields(ActSheet):
    """What a visit says: the deeds by one key each, stars, who, when, a note."""

    def __init__(self, parent: QWidget, context: Context, face: Face) -> None:
        super().__init__(parent, context, face)
        self.pad = DeedPad("做了什么", stars=True)
        self.visitor = VisitorPick(context)
        self.starts, self.minutes = QLineEdit(), QSpinBox()
        self.note = note_field()
        self.starts.setPlaceholderText("9:00")
        self.starts.setMaxLength(8)
        self.starts.setAccessibleName("几点开始")
        self.minutes.setRange(0, LONGEST)
        self.minutes.setSingleStep(_STEP)
        self.minutes.setSuffix(" 分钟")
        self.minutes.setSpecialValueText("没有记")
        self.minutes.setAccessibleName("多少分钟")
        self.pad.submitted.connect(self.save)
        self.first_focus = self.pad

    def lay_out(self) -> None:
        """The rows, in the order they are told."""
        self.add_row("走访日期", self.day, "visited_on", needed=True)
        self.add_row("做了什么", self.pad, "deeds", needed=True)
        self.add_row("谁去", self.visitor, "visitor")
        self.add_row("几点开始", self._times(), "starts")
        self.add_row("备注", self.note, "note")

    def _times(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.starts, 1)
        row.addWidget(self.minutes, 1)
        row.addWidget(label("志愿者的走访记进时长", "sub"), 2)
        return holder

    def draft(self, target_id: int) -> VisitDraft:
        """What was typed."""
        volunteer = self.visitor.volunteer_id()
        return VisitDraft(
            target_id,
            self.day.value(),
            self.pad.deeds(),
            self.pad.stars(),
            self.starts.text(),
            self.minutes.value() or None,
            volunteer,
            "" if volunteer is not None else self.visitor.name(),
            self.note.toPlainText(),
            self.key,
        )


class VisitSheet(_VisitFields):
    """登记走访: 1 血压 6 聊天 ↑ Enter, and it is written down."""

    def __init__(self, parent: QWidget, context: Context, row: TargetRow) -> None:
        super().__init__(parent, context, _face("登记走访", "check", (700, 500), "登记走访"))
        self._row = row
        self.say(about(row))
        self.visitor.show_visitor(row.volunteer_id, row.unit_id, row.who)
        self.minutes.setValue(_USUAL)
        self.starts.setText(say_clock(_begun()))
        if row.consent_on is not None:
            self.note.setPlaceholderText("本人同意记健康情况，例如 血压 140/90")
        self.lay_out()
        self.day.dateChanged.connect(lambda _: self._other_day())

    def _other_day(self) -> None:
        """Of a day that is past nobody knows when it was, until it is said."""
        if self.day.value() != self.context.today():
            self.starts.clear()

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        context = self.context
        when = When(context.today(), context.calendar)
        done = visits.record_visit(session, context.clerk, self.draft(self._row.id), when)
        return Carried(done.action_id, f"已登记对{self._row.name}的走访", self._row.id)


class ChangeVisitSheet(_VisitFields):
    """改走访: what was done, the stars, the note."""

    def __init__(self, parent: QWidget, context: Context, row: TargetRow, visit: VisitRow) -> None:
        super().__init__(parent, context, _face("改走访", "edit", (700, 500), "保存"))
        self._row, self._visit = row, visit
        self.say(about(row))
        self.day.set_value(visit.day)
        self.visitor.show_visitor(visit.volunteer_id, None, visit.who)
        self.starts.setText(visit.starts)
        self.minutes.setValue(visit.minutes or 0)
        self.pad.show_deeds(visit.deeds.split(","), visit.stars)
        self.note.setPlainText(visit.note)
        self.lay_out()
        for fixed in (self.day, self.visitor, self.starts, self.minutes):
            fixed.setEnabled(False)

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        clerk, visit = self.context.clerk, self._visit
        draft = self.draft(self._row.id)
        done = visits.change_visit(session, clerk, visit.id, draft, visit.version)
        return Carried(done.action_id, f"已改 {visit.day} 的走访", self._row.id)


class AbsenceSheet(ActSheet):
    """没人应门: who went, when; the visit stays due."""

    def __init__(self, parent: QWidget, context: Context, row: TargetRow) -> None:
        face = _face("没人应门", "do_not_disturb_on", (560, 330), "记下")
        super().__init__(parent, context, face)
        self._row, self.visitor = row, VisitorPick(context)
        self.visitor.show_visitor(row.volunteer_id, row.unit_id, row.who)
        self.why = line("例如 邻居说去女儿家了", 60, "敲门没人应")
        self.say(about(row))
        self.add_row("哪一天", self.day, "visited_on", needed=True)
        self.add_row("情况", self.why, "why", needed=True)
        self.add_row("谁去的", self.visitor, "visitor")
        self.add_wide(label("还要再去；连续两次没人应门，今日会提醒核实平安", "sub", wrap=True))
        self.first_focus = self.why

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        context, volunteer = self.context, self.visitor.volunteer_id()
        name = "" if volunteer is not None else self.visitor.name()
        told = Absence(self._row.id, self.day.value(), self.why.text(), volunteer, name)
        when = When(context.today(), context.calendar)
        done = visits.note_absence(session, context.clerk, told, when)
        return Carried(done.action_id, f"已记{self._row.name}没人应门，还要再去", self._row.id)


class PostponeSheet(ActSheet):
    """改期: another day for the next visit."""

    def __init__(self, parent: QWidget, context: Context, row: TargetRow) -> None:
        super().__init__(parent, context, _face("改期", "event", (540, 290), "改期"))
        self._row, self.why = row, usual(POSTPONED, "为什么改期，按 ↓ 选")
        self.say(f"{about(row)} · 本来 {row.due_on}")
        self.day.set_value(max(row.due_on or context.today(), context.today()))
        self.add_row("改到哪天", self.day, "due_on", needed=True)
        self.add_row("原因", self.why, "why", needed=True)
        self.add_wide(label("只改这一次，以后的日子不变", "sub"))
        self.first_focus = self.day

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        context, put_off = self.context, (self.day.value(), self.why.currentText())
        when = When(context.today(), context.calendar)
        done = targets.postpone(session, context.clerk, self._row.id, put_off, when)
        return Carried(done.action_id, f"{self._row.name}的走访改到 {put_off[0]}", self._row.id)


class MissedSheet(ActSheet):
    """漏访原因: it stays missed, and says why."""

    def __init__(self, parent: QWidget, context: Context, row: TargetRow, visit: VisitRow) -> None:
        super().__init__(parent, context, _face("漏访原因", "edit", (540, 250), "记下"))
        self._row, self._visit = row, visit
        self.why = usual(("志愿者请假，没有替换", "对象外出", "天气不好", "忘了"), "为什么没有去")
        self.why.setCurrentText(visit.why)
        self.say(f"{about(row)} · {visit.due_on} 漏访")
        self.add_row("原因", self.why, "why", needed=True)
        self.first_focus = self.why

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        context, why = self.context, self.why.currentText()
        when = When(context.today(), context.calendar)
        done = visits.explain_missed(session, context.clerk, self._visit.id, why, when)
        return Carried(done.action_id, f"已记 {self._visit.due_on} 漏访的原因", self._row.id)


def _begun() -> int:
    """When a visit began that has just ended, to the nearest five minutes."""
    now = datetime.now()
    minutes = now.hour * 60 + now.minute - _USUAL
    return max(0, minutes // _STEP * _STEP)
