"""一次性告知 and 容缺受理: what lacks, what is wrong with it, by when it is to be brought."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QCheckBox, QGridLayout, QSpinBox, QWidget

from gridhall.core.clerk import Role
from gridhall.organisation.rules.drafts import refusal
from gridhall.qt.context import Context
from gridhall.qt.dates import DateEdit
from gridhall.qt.labels import label
from gridhall.service_desk import service
from gridhall.service_desk.dialogs.fields import line, usual
from gridhall.service_desk.dialogs.step import Look, Stepped, StepSheet
from gridhall.service_desk.queries.reads import CaseCard, CaseMaterialRow
from gridhall.service_desk.rules.clock import DeskMoment, spoken_day
from gridhall.service_desk.service import Deferral, Lack, NoticeOrder

PROBLEMS = ("没有带来", "没有原件", "复印件不清楚", "已过有效期", "信息不一致", "没有盖章或签字")
_DUE_DAYS, _MOST_DAYS = 10, 60  # working days to bring what lacks


class LackLine:
    """A material to be told: ticked if it lacks, and what is wrong with it."""

    def __init__(self, material: CaseMaterialRow, lacks: bool) -> None:
        self.position, self.name = material.position, material.name
        optional = "" if material.required else "（可选）"
        self.box = QCheckBox(f"{material.position} {material.name}{optional}".replace("&", "&&"))
        self.box.setChecked(lacks)
        self.box.setAccessibleName(f"缺 {material.name}")
        self.problem = usual(PROBLEMS, "哪里不对，不写就是没有带来", 100)
        self.problem.setAccessibleName(f"{material.name}的问题")
        self.problem.setEnabled(lacks)
        self.box.toggled.connect(self.problem.setEnabled)

    def lack(self) -> Lack | None:
        """What is told of it; None if it is not ticked."""
        if not self.box.isChecked():
            return None
        return Lack(self.position, self.problem.currentText().strip() or PROBLEMS[0])


class NoticeSheet(StepSheet):
    """Everything that lacks, told once (行政许可法 §32); a second time needs a supervisor."""

    def __init__(self, parent: QWidget, context: Context, card: CaseCard) -> None:
        again = bool(card.notices)
        title = f"第 {len(card.notices) + 1} 次告知" if again else "一次性告知"
        role = Role.SUPERVISOR if again else Role.COUNTER
        high = min(620, 250 + 38 * len(card.materials) + 42 * again)
        look = Look(title, "assignment_return", (680, high), "告知", role=role)
        super().__init__(parent, context, card, look)
        self.lines = [LackLine(m, _lacks(m)) for m in card.materials]
        self.days, self.reason = QSpinBox(), line("为什么要再告知一次，会记在案上")
        self.days.setRange(1, _MOST_DAYS)
        self.days.setValue(_DUE_DAYS)
        self.days.setSuffix(" 个工作日")
        self.add_wide(_grid(self.lines))
        self.add_row("补正期限", self.days, "due_days", needed=True)
        if again:
            self.add_row("再告知的原因", self.reason, "reason", needed=True)
            self.need("reason", self.reason, "请写再告知的原因，例如“补来的房产证是复印件”")
        self.add_preview()
        self.days.valueChanged.connect(self._foresee)
        self._foresee()
        ticked = (one.problem for one in self.lines if one.box.isChecked())
        self.first_focus = next(ticked, self.lines[0].box if self.lines else self.days)

    def step(self, session: Any, when: DeskMoment) -> Stepped:
        """Tell the applicant; the paper follows."""
        lacking = tuple(filter(None, (one.lack() for one in self.lines)))
        if not lacking:
            raise refusal("lacking", "请勾选缺的材料；材料都齐了就直接受理")
        order = NoticeOrder(lacking, self.days.value(), self.reason.text().strip())
        service.notify(session, self.context.clerk, self.card.case.id, order, when)
        return self.told("已一次性告知", "one-time-notice")

    def _foresee(self) -> None:
        context = self.context
        due = context.calendar.add_working_days(context.today(), self.days.value())
        self.preview.setText(
            f"补正期限到 {spoken_day(due.day)}。等补正的日子不计入办理期限；"
            "到期没有补来，可以按“补正不来办结”办结。"
        )


class DeferSheet(StepSheet):
    """What lacks is promised by a day; the matter is taken in meanwhile (容缺受理)."""

    def __init__(self, parent: QWidget, context: Context, card: CaseCard) -> None:
        accepts = card.case.accepted_at is None
        act = "容缺受理" if accepts else "改补交日期"
        size = (600, min(560, 210 + 42 * len(card.missing)))
        look = Look("容缺受理", "assignment_turned_in", size, act)
        super().__init__(parent, context, card, look)
        self._accepts, self.days = accepts, dict[int, DateEdit]()
        for material in card.missing:
            field = self.days[material.position] = DateEdit()
            field.set_value(material.deferred_until or _in_five_days(context))
            self.add_row(material.name, field, f"day{material.position}", needed=True)
        promise = card.case.promised_on
        until = f"，不晚于承诺期限 {spoken_day(promise)}" if promise else ""
        self.preview.setText(f"申请人书面承诺在上面的日期以前补交{until}。办结以前要补齐。")
        self.add_preview()
        self.first_focus = next(iter(self.days.values()), None)

    def step(self, session: Any, when: DeskMoment) -> Stepped:
        """Take it in if it is not yet, and keep the days."""
        clerk, case_id, today = self.context.clerk, self.card.case.id, self.context.today()
        for position, field in self.days.items():
            if field.value() < today:
                raise refusal(f"day{position}", f"补交日期不能早于今天（{spoken_day(today)}）")
        if self._accepts:
            service.accept_received(session, clerk, case_id, when)
        by_day: dict[date, list[int]] = {}
        for position, field in self.days.items():
            by_day.setdefault(field.value(), []).append(position)
        for until, positions in by_day.items():
            service.defer(session, clerk, case_id, Deferral(tuple(positions), until), when)
        return self.told("已容缺受理", "deferral-promise")


def _lacks(material: CaseMaterialRow) -> bool:
    return material.required and material.received_at is None


def _in_five_days(context: Context) -> date:
    return context.calendar.add_working_days(context.today(), 5).day


def _grid(made: Sequence[LackLine]) -> QWidget:
    """The materials, a line each: tick, problem."""
    body = QWidget()
    grid = QGridLayout(body)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    for place, one in enumerate(made):
        grid.addWidget(one.box, place, 0)
        grid.addWidget(one.problem, place, 1)
    if not made:
        grid.addWidget(label("这个事项没有登记要交的材料", "sub"), 0, 0)
    return body
