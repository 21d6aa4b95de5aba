"""转出, 移交经办, 关联办件, 记事: where a case goes and what belongs to it."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QComboBox, QWidget

from gridhall.clerks.queries import ClerkRow
from gridhall.core.errors import UserError
from gridhall.organisation.queries.agencies import AgencyRow
from gridhall.organisation.rules.drafts import refusal
from gridhall.qt.choice import Choice
from gridhall.qt.context import Context
from gridhall.qt.suggest import Suggest
from gridhall.service_desk import service
from gridhall.service_desk.dialogs.endings import case_lines
from gridhall.service_desk.dialogs.fields import AgencyPick, line, paragraph, usual
from gridhall.service_desk.dialogs.moments import desk_moment
from gridhall.service_desk.dialogs.step import (
    CaseSheet,
    Look,
    Stepped,
    StepSheet,
    lines,
)
from gridhall.service_desk.labels import state_label
from gridhall.service_desk.queries import reads as queries
from gridhall.service_desk.queries.reads import CaseCard, CaseRow
from gridhall.service_desk.rules.clock import DeskMoment
from gridhall.service_desk.service import HandOver, Passing

_TRANSFER = "QY"  # how the numbers of 户籍迁移 begin
WHY_ON = ("不属于本中心职责", "要由上级部门办理", "户籍地在其他社区", "申请人要求就近办理")


class PassOnSheet(StepSheet):
    """Not ours: to whom, with address, hours and phone; the slip follows."""

    def __init__(
        self, parent: QWidget, context: Context, card: CaseCard, agencies: Sequence[AgencyRow]
    ) -> None:
        look = Look("转出", "send", (640, 380), "转出")
        super().__init__(parent, context, card, look)
        self.agency = AgencyPick(agencies, "转给哪个机构，必填")
        self.reason = usual(WHY_ON, "为什么转，会写进转办单")
        self.add_row("转给", self.agency, "agency", needed=True)
        self.add_row("", self.agency.facts)
        self.add_row("原因", self.reason, "reason", needed=True)
        self.need("reason", self.reason, "请写转出的原因，例如“不属于本中心职责”")
        self.preview.setText("编号保留，这件到此为止。转办单交给申请人，上面有地址、电话和时间。")
        self.add_preview()
        self.first_focus = self.agency

    def step(self, session: Any, when: DeskMoment) -> Stepped:
        """Pass it on."""
        to, reason = self.agency.agency(), self.reason.currentText().strip()
        if to is None:
            raise refusal("agency", "请从列表里选一个机构；没有的请主管在“办事机构”里登记")
        order = Passing(to.id, reason)
        service.pass_on(session, self.context.clerk, self.card.case.id, order, when)
        accepted = self.card.case.accepted_at is not None
        slip = "forwarding-slip" if accepted else "referral-slip"
        return self.told(f"已转给{to.name}", slip)


class HandOverSheet(CaseSheet):
    """One case or several go to a colleague; who was asked first (首问) stays."""

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        cases: Sequence[CaseRow],
        colleagues: Sequence[ClerkRow],
    ) -> None:
        super().__init__(
            parent,
            context,
            Look("移交经办", "swap_horiz", (580, 290 + 18 * min(7, len(cases))), "移交"),
        )
        self._cases = cases
        self.say(
            f"{len(cases)} 件" if len(cases) > 1 else f"{cases[0].number} {cases[0].item_name}"
        )
        self.to, self.word = QComboBox(), line("交代一句，例如 房产证明天送来")
        for one in colleagues:
            self.to.addItem(f"{one.name} {one.counter}".strip(), one.id)
        self.to.setPlaceholderText("选一位同事，输首字母或按 ↓")
        self.to.setCurrentIndex(-1 if len(colleagues) > 1 else 0)
        self.add_row("移交给", self.to, "to", needed=True)
        self.add_row("交代", self.word, "word")
        self.add_wide(lines(case_lines(cases)))
        self.add_chain(cases)
        self.add_preview()
        self.first_focus = self.to

    def show_chain(self, card: CaseCard) -> None:
        """How the one case came to whom it is with now."""
        steps = [one.detail for one in card.events if one.kind == "handed_over"]
        if steps:
            self.preview.setText(f"{self.preview.text()}\n经过：{'；'.join(steps)}")

    def add_chain(self, cases: Sequence[CaseRow]) -> None:
        """Who has it now, and that the first receiver stays responsible."""
        first = "、".join(sorted({case.clerk_name for case in cases}))
        now = "、".join(sorted({case.holder_name or case.clerk_name for case in cases}))
        self.preview.setText(f"现在由{now}经办；首问{first}不变。移交会记在每件的办理经过里。")

    def carry_out(self, session: Any) -> Stepped:
        """All of them or none."""
        self.refuse_empty()
        to, ids = self.to.currentData(), [case.id for case in self._cases]
        if to is None:
            raise refusal("to", "请选择移交给哪位同事")
        when, clerk = desk_moment(self.context), self.context.clerk
        service.hand_over(session, clerk, ids, HandOver(int(to), self.word.text().strip()), when)
        told = self._cases[0].number if len(ids) == 1 else f"{len(ids)} 件"
        name = self.to.currentText().split(" ")[0]
        paper = "case-handover-list" if len(ids) == 1 else ""
        return Stepped(None, f"已把 {told} 移交给{name}", ids[0], paper=paper)


class CasePick(Suggest):
    """Another case by its number, its applicant or its matter."""

    def __init__(self, context: Context, own: CaseRow) -> None:
        super().__init__()
        self._context, self._own = context, own.id
        self.set_find(self._offers)
        self.setMaxLength(40)
        self.setPlaceholderText("编号、姓名或事项")

    def number(self) -> str:
        """The number chosen or typed."""
        key = self.choice.key if self.choice is not None else None
        return str(key) if key is not None else self.text().strip()

    def _offers(self, typed: str) -> Sequence[Choice]:
        if not typed:
            return ()
        context = self._context
        with context.db.read() as session:
            on = queries.desk_day(session, context.today(), context.calendar)
            rows = queries.queue(session, on, "open", typed)[:8]
            rows = rows + queries.queue(session, on, "finished", typed)[: 8 - len(rows)]
        return [
            Choice(r.number, r.item_name, f"{r.number} · {r.applicant_name}", state_label(r.state))
            for r in rows
            if r.id != self._own
        ]


class LinkSheet(StepSheet):
    """Two cases that belong together."""

    def __init__(self, parent: QWidget, context: Context, card: CaseCard) -> None:
        super().__init__(parent, context, card, Look("关联办件", "lan", (560, 250), "关联"))
        self.other = CasePick(context, card.case)
        self.add_row("另一件", self.other, "other", needed=True)
        self.need("other", self.other, "请输入另一件的编号，例如 SL20261124-012")
        self.preview.setText(
            "两件的卡片上都会看到对方，各自的期限不变。户籍迁移写迁移编号，例如 QY20261124-003。"
        )
        self.add_preview()
        self.first_focus = self.other

    def step(self, session: Any, when: DeskMoment) -> Stepped:
        """Link them."""
        number, case_id = self.other.number(), self.card.case.id
        is_transfer = number.upper().startswith(_TRANSFER)
        link = service.link_transfer if is_transfer else service.link_cases
        try:
            link(session, self.context.clerk, case_id, number, when)
        except UserError as wrong:
            raise refusal("other", str(wrong)) from wrong
        return self.told(f"已把 {number} 关联到")


class NoteSheet(StepSheet):
    """A remark that stays in the case's story."""

    def __init__(self, parent: QWidget, context: Context, card: CaseCard) -> None:
        super().__init__(parent, context, card, Look("记事", "edit", (560, 320), "记下"))
        self.words = paragraph("例如 已电话通知申请人明天来取", 110)
        self.add_row("记什么", self.words, "words", needed=True)
        self.need("words", self.words, "请写要记的事，例如“已电话通知申请人”")
        self.first_focus = self.words

    def step(self, session: Any, when: DeskMoment) -> Stepped:
        """Write it down."""
        words = self.words.toPlainText().strip()
        service.note_down(session, self.context.clerk, self.card.case.id, words, when)
        return self.told("已记下")
