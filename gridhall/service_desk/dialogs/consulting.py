"""答复 and 转为收件: what becomes of a question that was asked at the desk."""

from typing import Any

from PySide6.QtWidgets import QWidget

from gridhall.organisation.rules.drafts import refusal
from gridhall.qt.context import Context
from gridhall.registry.dialogs.who import ResidentOrWords
from gridhall.service_desk import service
from gridhall.service_desk.dialogs.fields import paragraph
from gridhall.service_desk.dialogs.step import Look, Stepped, StepSheet, lines
from gridhall.service_desk.queries.reads import CaseCard
from gridhall.service_desk.rules.clock import DeskMoment


class AnswerSheet(StepSheet):
    """What was told; with it the question is done."""

    def __init__(self, parent: QWidget, context: Context, card: CaseCard) -> None:
        super().__init__(parent, context, card, Look("答复", "check", (580, 360), "记下答复"))
        self.words = paragraph("例如 已告知办理地点、材料和时间，给了服务指南", 110)
        if card.case.note:
            self.add_wide(lines((f"问的是：{card.case.note}",)))
        self.add_row("答复内容", self.words, "words", needed=True)
        self.need("words", self.words, "请写答复的内容，例如“已告知要带的材料”")
        self.first_focus = self.words

    def step(self, session: Any, when: DeskMoment) -> Stepped:
        """Write it down."""
        words = self.words.toPlainText().strip()
        service.answer(session, self.context.clerk, self.card.case.id, words, when)
        return self.told("已答复")


class TakeInSheet(StepSheet):
    """A question becomes a matter that is received: whose it is."""

    def __init__(self, parent: QWidget, context: Context, card: CaseCard) -> None:
        super().__init__(parent, context, card, Look("转为收件", "inbox", (560, 300), "收件"))
        self.applicant = ResidentOrWords(context, "申请人", "首字母、电话、证件尾号", 100)
        if card.case.applicant_id is None:
            self.add_row("申请人", self.applicant, "applicant", needed=True)
            self.first_focus = self.applicant
        self.preview.setText("收件以后 5 个工作日内要受理、一次性告知或不予受理。")
        self.add_preview()

    def step(self, session: Any, when: DeskMoment) -> Stepped:
        """Receive it."""
        known = self.card.case.applicant_id or self.applicant.person_id()
        if known is None:
            raise refusal("applicant", "请从列表里选申请人；没有档案先按 Ctrl+N 登记")
        service.take_in(session, self.context.clerk, self.card.case.id, known, when)
        return self.told("已收件", "visitor-slip")
