"""特别程序 and 延期: each sheet shows what becomes of the promise before it is done."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QWidget

from gridhall.core.calendar import Deadline
from gridhall.core.clerk import Role
from gridhall.organisation.dialogs.organisation_pick import MaybeDay
from gridhall.organisation.rules.drafts import refusal
from gridhall.qt.context import Context
from gridhall.qt.dialog import foot_button
from gridhall.service_desk import service
from gridhall.service_desk.dialogs.fields import choices, chosen, line, usual
from gridhall.service_desk.dialogs.step import Look, Stepped, StepSheet, lines
from gridhall.service_desk.labels import PAUSES
from gridhall.service_desk.queries.reads import CaseCard
from gridhall.service_desk.rules.clock import (
    DeskMoment,
    Pause,
    counted_deadline,
    most_extension,
    spoken_day,
)
from gridhall.service_desk.service import ExtensionOrder, PauseOrder, Verdict

WHY_LONGER = (
    "需要向其他部门核实情况",
    "申请人要求推迟",
    "同期办件多，来不及办",
    "现场核查没有完成",
)
_ASKED, _WEEK = 5, timedelta(days=7)  # working days first offered; a usual pause


def promise_with(
    card: CaseCard, context: Context, pauses: Sequence[Pause], more_days: int = 0
) -> Deadline | None:
    """The promise if these were the pauses and so many days were added; None if it never comes."""
    case = card.case
    if case.accepted_at is None:
        return None
    accepted_on = case.accepted_at.astimezone().date()
    length = case.limit_days + _extended(card) + more_days
    return counted_deadline(context.calendar, accepted_on, length, pauses)


def _extended(card: CaseCard) -> int:
    return sum(one.days for one in card.extensions if one.state == "approved")


def _pauses(card: CaseCard) -> tuple[Pause, ...]:
    return tuple(Pause(one.began_on, one.ended_on) for one in card.pauses)


def _said(card: CaseCard, promised: Deadline | None) -> str:
    """承诺期限 12月1日 周二 → 12月8日 周二."""
    before = spoken_day(card.case.promised_on) if card.case.promised_on else "没有定"
    if promised is None:
        return f"承诺期限现在是 {before}，恢复以后再算"
    estimated = "（暂估）" if promised.provisional else ""
    return f"承诺期限 {before} → {spoken_day(promised.day)}{estimated}"


class SuspendSheet(StepSheet):
    """The clock stops from a day on: why, and when it should go on."""

    def __init__(self, parent: QWidget, context: Context, card: CaseCard) -> None:
        look = Look("转特别程序", "hourglass_top", (600, 380), "开始")
        super().__init__(parent, context, card, look)
        self.kind = choices(PAUSES, "site_visit")
        self.reason = line("例如 入户核查已约 11月26日；会写进告知书")
        self.expected = MaybeDay("预计恢复", "说不准")
        self.expected.set_value(context.today() + _WEEK, context.today() + _WEEK)
        self.add_row("种类", self.kind, "kind", needed=True)
        self.add_row("原因", self.reason, "reason", needed=True)
        self.add_row("从哪天起", self.day, "began_on", needed=True)
        self.add_row("预计恢复", self.expected, "expected_on")
        self.need("reason", self.reason, "请写原因，例如“等民政局数据核对结果”")
        self.add_preview()
        self.day.dateChanged.connect(lambda _: self._foresee())
        self.expected.changed.connect(self._foresee)
        self._foresee()
        self.first_focus = self.kind

    def step(self, session: Any, when: DeskMoment) -> Stepped:
        """Stop the clock."""
        expected, began = self.expected.value(), self.on()
        if expected is not None and expected < began:
            raise refusal("expected_on", "预计恢复要晚于开始那天，或勾选“说不准”")
        order = PauseOrder(chosen(self.kind), self.reason.text().strip(), began, expected)
        service.suspend(session, self.context.clerk, self.card.case.id, order, when)
        return self.told("已转特别程序", "special-procedure")

    def _foresee(self) -> None:
        expected = self.expected.value()
        pauses = (*_pauses(self.card), Pause(self.on(), expected))
        said = _said(self.card, promise_with(self.card, self.context, pauses))
        back = f"{spoken_day(expected)}恢复的话，{said}。" if expected else f"{said}。"
        self.preview.setText(f"特别程序的日子不计入期限。{back}恢复时要在这里登记。")


class ResumeSheet(StepSheet):
    """The clock goes on; what came of the procedure stays on the record."""

    def __init__(self, parent: QWidget, context: Context, card: CaseCard) -> None:
        look = Look("结束特别程序", "arrow_forward", (560, 280), "结束并继续办理")
        super().__init__(parent, context, card, look)
        self.outcome = usual(
            ("核查属实", "数据核对一致", "公示无异议", "没有结果"), "结果，会记在案上"
        )
        open_one = card.pause
        if open_one is not None:
            said = f"{PAUSES.get(open_one.kind, open_one.kind)}：{open_one.reason}"
            self.add_wide(lines((f"从 {spoken_day(open_one.began_on)} 起，{said}",)))
        self.add_row("结果", self.outcome, "outcome", needed=True)
        self.need("outcome", self.outcome, "请写特别程序的结果，例如“核查属实”")
        self.add_preview()
        ended = [Pause(p.began_on, p.ended_on or context.today()) for p in card.pauses]
        self.preview.setText(_said(card, promise_with(card, context, ended)) + "。")
        self.first_focus = self.outcome

    def step(self, session: Any, when: DeskMoment) -> Stepped:
        """Let the clock go on."""
        outcome = self.outcome.currentText().strip()
        service.resume(session, self.context.clerk, self.card.case.id, outcome, when)
        return self.told("特别程序已结束，继续办理")


class ExtendSheet(StepSheet):
    """Ask for the one extension; a supervisor approves it."""

    def __init__(self, parent: QWidget, context: Context, card: CaseCard) -> None:
        look = Look("申请延期", "schedule", (560, 300), "申请")
        super().__init__(parent, context, card, look)
        most = most_extension(card.case.legal_days)
        self.days, self.reason = QSpinBox(), usual(WHY_LONGER, "为什么要延，会写进告知书")
        self.days.setRange(1, most)
        self.days.setValue(min(_ASKED, most))
        self.days.setSuffix(" 个工作日")
        self.add_row("延长", self.days, "days", needed=True)
        self.add_row("原因", self.reason, "reason", needed=True)
        self.need("reason", self.reason, "请写延期的原因，例如“需要向民政局核实”")
        self.add_preview()
        self.days.valueChanged.connect(self._foresee)
        self._foresee()
        self.first_focus = self.days

    def step(self, session: Any, when: DeskMoment) -> Stepped:
        """Put it before the supervisor."""
        order = ExtensionOrder(self.days.value(), self.reason.currentText().strip())
        service.ask_extension(session, self.context.clerk, self.card.case.id, order, when)
        return self.told("已申请延期，等主管审批：")

    def _foresee(self) -> None:
        card, legal = self.card, self.card.case.legal_days
        most = f"，最多 {most_extension(legal)} 个工作日" if legal else ""
        promised = promise_with(card, self.context, _pauses(card), self.days.value())
        self.preview.setText(f"批准以后{_said(card, promised)}。一件只能延一次{most}，要主管批准。")


class ApproveSheet(StepSheet):
    """A supervisor approves or refuses the extension that was asked for."""

    def __init__(self, parent: QWidget, context: Context, card: CaseCard) -> None:
        look = Look("审批延期", "fact_check", (580, 320), "批准", role=Role.SUPERVISOR)
        super().__init__(parent, context, card, look)
        self.approves, self.opinion = True, usual(("同意", "理由不充分", "可以按期办结"), "意见")
        asked = card.extension
        if asked is not None:
            when = f"{asked.asked_at.astimezone():%m-%d %H:%M}"
            told = f"{asked.asked_by} {when} 申请延长 {asked.days} 个工作日"
            self.add_wide(lines((told, f"原因：{asked.reason}")))
            promised = promise_with(card, context, _pauses(card), asked.days)
            self.preview.setText(f"批准以后{_said(card, promised)}。")
        self.add_row("意见", self.opinion, "opinion")
        self.add_preview()
        self.refuse_button = foot_button("不批准", "Alt+B")
        self.refuse_button.setEnabled(self.save_button.isEnabled())
        self.refuse_button.clicked.connect(self._refuse)
        row = self.save_button.parentWidget()
        layout = row.layout() if row is not None else None
        if isinstance(layout, QHBoxLayout):
            layout.insertWidget(layout.indexOf(self.save_button), self.refuse_button)
        self.first_focus = self.opinion

    def step(self, session: Any, when: DeskMoment) -> Stepped:
        """Say yes or no."""
        opinion, case_id = self.opinion.currentText().strip(), self.card.case.id
        if not self.approves and not opinion:
            raise refusal("opinion", "请写不批准的理由，申请的同事会看到")
        said = Verdict(self.approves, opinion)
        service.decide_extension(session, self.context.clerk, case_id, said, when)
        if self.approves:
            return self.told("已批准延期", "extension-notice")
        return self.told("没有批准延期")

    def _refuse(self) -> None:
        self.approves = False
        try:
            self.save()
        finally:
            self.approves = True
