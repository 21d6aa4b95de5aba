"""新增关爱对象, 修改, 停止走访; whose plan of which month."""

from datetime import date
from itertools import islice
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QVBoxLayout, QWidget

from gridhall.care.dialogs.fields import VisitorPick, note_field, one_of, usual
from gridhall.care.dialogs.pad import DeedPad
from gridhall.care.dialogs.visit import about
from gridhall.care.labels import CATEGORIES, ENDINGS, RHYTHMS
from gridhall.care.queries.board import plan_choices
from gridhall.care.queries.targets import TargetRow, target_draft
from gridhall.care.rules.clock import Plan, first_due, slots
from gridhall.care.rules.drafts import TargetDraft
from gridhall.care.service import targets as service
from gridhall.core.clerk import Role
from gridhall.issues.rules.when import When
from gridhall.organisation.dialogs.organisation_act import ActSheet, Carried, Face
from gridhall.qt.context import Context
from gridhall.qt.dates import DateEdit
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.labels import label, titled
from gridhall.registry.dialogs.who import ResidentOrWords

_SHOWN = 4  # days ahead in the preview
_MONTHS = 3


class TargetSheet(ActSheet):
    """Somebody to be visited: who, why, how often, by whom; the days come out below."""

    def __init__(self, parent: QWidget, context: Context, row: TargetRow | None) -> None:
        title, act = ("新增关爱对象", "登记") if row is None else ("修改关爱对象", "保存")
        face = Face(title, "elderly", (720, 640), act, role=Role.COUNTER)
        super().__init__(parent, context, face)
        self._row, self._draft = row, self._read(row)
        hint = "姓名首字母、电话、证件尾号"
        self.person = ResidentOrWords(context, "对象，必填", hint, 60)
        self.category = one_of(CATEGORIES, self._draft.category)
        self.rhythm = one_of(RHYTHMS, self._draft.rhythm)
        self.needs, self.visitor = DeedPad("需要什么", stars=False), VisitorPick(context)
        self.consents, self.consent_on = QCheckBox("本人同意记健康情况，同意书签在"), DateEdit()
        self.note, self.told = note_field(self._draft.note), label("", "sub", wrap=True)
        self._fill(row)
        self._rows_of()
        self._preview()
        self.first_focus = self.person if row is None else self.category

    def _read(self, row: TargetRow | None) -> TargetDraft:
        if row is None:
            return TargetDraft(None, "empty_nest", "week")
        with self.context.db.read() as session:
            return target_draft(session, row.id)

    def _fill(self, row: TargetRow | None) -> None:
        draft, today = self._draft, self.context.today()
        self.day.set_value(draft.since or today)
        self.consents.setChecked(draft.consent_on is not None)
        self.consent_on.set_value(draft.consent_on or today)
        self.consent_on.setEnabled(draft.consent_on is not None)
        self.needs.show_deeds(draft.needs)
        if row is not None:
            self.person.setText(row.name)
            self.person.setEnabled(False)
            self.visitor.show_visitor(row.volunteer_id, row.unit_id, row.who)
        self.consents.toggled.connect(self.consent_on.setEnabled)
        self.day.dateChanged.connect(lambda _: self._preview())
        self.rhythm.currentIndexChanged.connect(lambda _: self._preview())
        self.needs.submitted.connect(self.save)

    def _rows_of(self) -> None:
        self.add_row("对象", self.person, "person_id", needed=True)
        self.add_row("类别", self.category, "category", needed=True)
        self.add_row("多久一次", self.rhythm, "rhythm", needed=True)
        self.add_row("第一次", self.day, "since", needed=True)
        self.add_wide(self.told)
        self.add_row("谁去", self.visitor, "visitor")
        self.add_row("需要什么", self.needs, "needs")
        self.add_row("备注", self.note, "note")
        self.add_wide(self.consents)
        self.add_row("同意日期", self.consent_on, "consent_on")

    def _preview(self) -> None:
        """The days that come out, holidays left aside."""
        calendar, today = self.context.calendar, self.context.today()
        plan = Plan(self.day.value(), str(self.rhythm.currentData()))
        due, row, old = first_due(plan, calendar, today), self._row, self._draft
        if row is not None and row.due_on and plan == Plan(old.since or today, old.rhythm):
            due = row.due_on  # nothing was changed: it stays
        days = [due, *islice(slots(plan, calendar, due), _SHOWN - 1)]
        said = "、".join(f"{one.month}月{one.day}日" for one in days)
        self.told.setText(f"走访的日子：{said} …（逢节假日顺延）")

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        context, old = self.context, self._draft
        draft = TargetDraft(
            old.person_id if self._row is not None else self.person.person_id(),
            str(self.category.currentData()),
            str(self.rhythm.currentData()),
            self.needs.deeds(),
            self.visitor.volunteer_id(),
            self.visitor.unit_id(),
            self.visitor.words(),
            self.day.value(),
            self.consent_on.value() if self.consents.isChecked() else None,
            self.note.toPlainText(),
            old.target_id,
            old.version,
            self.key,
        )
        when = When(context.today(), context.calendar)
        done = service.save_target(session, context.clerk, draft, when)
        words = "已登记关爱对象" if self._row is None else f"已改好{self._row.name}"
        return Carried(done.action_id, words, done.row_id)


class EndSheet(ActSheet):
    """停止走访, with the reason."""

    def __init__(self, parent: QWidget, context: Context, row: TargetRow) -> None:
        face = Face("停止走访", "cancel", (540, 300), "停止走访", danger=True, role=Role.COUNTER)
        super().__init__(parent, context, face)
        self._row, self.why = row, usual(ENDINGS, "为什么停止，按 ↓ 选")
        self.say(about(row))
        self.add_row("从哪天停", self.day, "until", needed=True)
        self.add_row("原因", self.why, "why", needed=True)
        told = "去世、迁出不用在这里停：登记了户籍变动，走访会自己停"
        self.add_wide(label(told, "sub", wrap=True))
        self.first_focus = self.why

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        context, day = self.context, self.day.value()
        when = When(context.today(), context.calendar, day if day != context.today() else None)
        why = self.why.currentText()
        done = service.end_target(session, context.clerk, self._row.id, why, when)
        return Carried(done.action_id, f"已停止对{self._row.name}的走访", self._row.id)


class PlanSheet(Sheet):
    """走访计划表: of which month, for whom."""

    wanted = Signal(object, str)  # the month's first day, whose

    def __init__(self, parent: QWidget, context: Context, key: str = "") -> None:
        super().__init__(parent, "走访计划表", "print", (540, 300))
        self.month, self.whose = QComboBox(), QComboBox()
        first = context.today().replace(day=1)
        for _ in range(_MONTHS):
            self.month.addItem(f"{first.year}年{first.month}月", first)
            first = date(first.year + first.month // 12, first.month % 12 + 1, 1)
        with context.db.read() as session:
            for code, words in plan_choices(session):
                self.whose.addItem(words, code)
        self.whose.setCurrentIndex(max(0, self.whose.findData(key)))
        self._lay_out()
        self.first_focus = self.month

    def _lay_out(self) -> None:
        body, grid = QWidget(), QGridLayout()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(10)
        grid.setHorizontalSpacing(12)
        grid.setColumnStretch(1, 1)
        for at, (title, field) in enumerate((("月份", self.month), ("给谁", self.whose))):
            field.setAccessibleName(title)
            grid.addWidget(titled(title, needed=True), at, 0)
            grid.addWidget(field, at, 1)
        column.addLayout(grid)
        told = "带去走访的纸：每次一行，做了什么打勾，走访对象签字。不印电话和证件号"
        column.addWidget(label(told, "sub", wrap=True))
        column.addStretch(1)
        self.set_body(body)
        make = foot_button("印计划表", "Ctrl+Enter", "primary", "print")
        make.clicked.connect(self._make)
        leave = foot_button("先不印", "Esc")
        leave.clicked.connect(self.reject)
        self.set_foot([], [leave, make])

    def _make(self) -> None:
        self.accept()
        self.wanted.emit(self.month.currentData(), str(self.whose.currentData()))
