"""不予受理, 撤回, 作出决定, 办结, 送达, 归档: the sheets that end a matter."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from PySide6.QtWidgets import QWidget

from gridhall.core.errors import UserError
from gridhall.organisation.dialogs.organisation_pick import MaybeDay
from gridhall.organisation.queries.agencies import AgencyRow
from gridhall.organisation.rules.drafts import refusal
from gridhall.qt.context import Context
from gridhall.service_desk import service
from gridhall.service_desk.dialogs.fields import (
    AgencyPick,
    MomentEdit,
    choices,
    chosen,
    line,
    paragraph,
    usual,
)
from gridhall.service_desk.dialogs.moments import desk_moment, local_now
from gridhall.service_desk.dialogs.step import (
    CaseSheet,
    Look,
    Stepped,
    StepSheet,
    lines,
)
from gridhall.service_desk.labels import DELIVERY_WAYS, FINISH_KINDS
from gridhall.service_desk.queries.reads import CaseCard, CaseRow
from gridhall.service_desk.rules.clock import DeskMoment
from gridhall.service_desk.rules.orders import tidy_ending
from gridhall.service_desk.rules.states import finish_kinds
from gridhall.service_desk.service import Delivery, Ending, Refusal

WHY_NOT = (
    "不属于本机关职权范围",
    "事项已经取消",
    "不符合受理条件",
    "申请人不是本辖区居民",
    "材料不真实",
)
LAW = (
    "《中华人民共和国行政许可法》第三十二条",
    "民发〔2020〕20号 不应由基层群众性自治组织出具证明事项清单",
    "本事项的受理条件",
)
WHY_BACK = ("申请人改日再办", "申请人不办了", "已经在网上办好", "改到其他窗口办")
_YEAR, _SHOWN = timedelta(days=365), 6


class DeclineSheet(StepSheet):
    """不予受理: the reason, the law, and where to go instead; the notice follows."""

    def __init__(
        self, parent: QWidget, context: Context, card: CaseCard, agencies: Sequence[AgencyRow]
    ) -> None:
        look = Look("不予受理", "do_not_disturb_on", (640, 400), danger=True)
        super().__init__(parent, context, card, look)
        self.reason, self.basis = usual(WHY_NOT, "为什么不能受理"), usual(LAW, "依据的法条或文件")
        self.where = AgencyPick(agencies, "应当到哪里办")
        self.add_row("理由", self.reason, "reason", needed=True)
        self.add_row("依据", self.basis, "basis", needed=True)
        self.add_row("应到哪里办", self.where, "where_to")
        self.add_row("", self.where.facts)
        self.need("reason", self.reason, "请写不予受理的理由，会写进通知书")
        self.need("basis", self.basis, "请写依据，例如“《行政许可法》第三十二条”")
        self.preview.setText("编号保留，这件到此为止。要出不予受理通知书，盖专用章并写日期。")
        self.add_preview()
        self.first_focus = self.reason

    def step(self, session: Any, when: DeskMoment) -> Stepped:
        """Decline it."""
        reason, basis = self.reason.currentText().strip(), self.basis.currentText().strip()
        order = Refusal(reason, basis, self.where.words())
        service.decline(session, self.context.clerk, self.card.case.id, order, when)
        return self.told("已决定不予受理", "not-accepted")


class WithdrawSheet(StepSheet):
    """The applicant takes the matter back before it is finished."""

    def __init__(self, parent: QWidget, context: Context, card: CaseCard) -> None:
        look = Look("登记撤回", "undo", (540, 260), danger=True)
        super().__init__(parent, context, card, look)
        self.reason = usual(WHY_BACK, "申请人为什么撤回")
        self.add_row("原因", self.reason, "reason", needed=True)
        self.need("reason", self.reason, "请写撤回的原因，例如“申请人不办了”")
        self.preview.setText("编号保留，这件到此为止。收下的原件要退还申请人。")
        self.add_preview()
        self.first_focus = self.reason

    def step(self, session: Any, when: DeskMoment) -> Stepped:
        """Take it back."""
        reason = self.reason.currentText().strip()
        service.withdraw(session, self.context.clerk, self.card.case.id, reason, when)
        return self.told("已登记撤回")


class DecideSheet(StepSheet):
    """作出决定: the opinion that the matter is ended by."""

    def __init__(self, parent: QWidget, context: Context, card: CaseCard) -> None:
        look = Look("作出决定", "gavel", (560, 260), "记下决定")
        super().__init__(parent, context, card, look)
        self.opinion = usual(("同意", "符合条件，同意办理", "不符合条件，不同意"), "审核意见")
        self.add_row("意见", self.opinion, "opinion", needed=True)
        self.need("opinion", self.opinion, "请写审核意见，例如“符合条件，同意办理”")
        self.preview.setText("记下决定以后还要办结。")
        self.add_preview()
        self.first_focus = self.opinion

    def step(self, session: Any, when: DeskMoment) -> Stepped:
        """Write the decision down."""
        opinion = self.opinion.currentText().strip()
        service.decide(session, self.context.clerk, self.card.case.id, opinion, when)
        return self.told("已作出决定")


class FinishSheet(StepSheet):
    """办结 with its kind and what the applicant receives (GB/T 39046 办结信息)."""

    def __init__(self, parent: QWidget, context: Context, card: CaseCard) -> None:
        look = Look("办结并登记结果", "task_alt", (620, 460), "办结")
        super().__init__(parent, context, card, look)
        known = {kind: FINISH_KINDS[kind] for kind in finish_kinds(card.case.state)}
        self.kind = choices(known, "issued" if "issued" in known else "")
        self.name = line("证照或证明的名称", 100, card.matter.result[:100])
        self.number, self.note = line("没有就空着", 60), paragraph("结果说明，可以不写", 70)
        self.until = MaybeDay("有效期到", "长期或没有")
        self.until.set_value(None, context.today() + _YEAR)
        self.add_row("办结类型", self.kind, "kind", needed=True)
        self.add_row("结果名称", self.name, "result_name")
        self.add_row("结果编号", self.number, "result_number")
        self.add_row("有效期到", self.until, "result_until")
        self.add_row("说明", self.note, "result_note")
        if card.missing:
            names = "、".join(m.name for m in card.missing)
            self.preview.setText(f"还缺{names}，会记在案上。")
            self.add_preview()
        self.first_focus = self.kind

    def step(self, session: Any, when: DeskMoment) -> Stepped:
        """Finish it this way."""
        until = self.until.value()
        if until is not None and until < when.today:
            raise refusal("result_until", "有效期已经过了，请核对；长期有效就勾选“长期或没有”")
        told = self.name.text().strip(), self.number.text().strip()
        note = self.note.toPlainText().strip()
        ending = Ending(chosen(self.kind), *told, note, until)
        self._refuse_wordless(ending, when)
        service.finish_as(session, self.context.clerk, self.card.case.id, ending, when)
        return self.told("已办结", "completion")

    @staticmethod
    def _refuse_wordless(ending: Ending, when: DeskMoment) -> None:
        """Some endings want to be explained; what is wrong is told beside the words."""
        try:
            tidy_ending(ending, when.today)
        except UserError as wrong:
            unnamed = ending.kind == "issued" and not ending.result_name
            raise refusal("result_name" if unnamed else "result_note", str(wrong)) from wrong


class DeliverSheet(StepSheet):
    """The result goes to the applicant: how, to whom, when."""

    def __init__(self, parent: QWidget, context: Context, card: CaseCard) -> None:
        look = Look("登记送达", "how_to_reg", (580, 330))
        super().__init__(parent, context, card, look)
        case = card.case
        self.way = choices(DELIVERY_WAYS)
        known = tuple(filter(None, (case.applicant_name, case.agent_name)))
        self.to, self.at = usual(known, "谁领走的", 100), MomentEdit("送达时间", local_now(context))
        self.to.setCurrentText(case.agent_name or case.applicant_name)
        self.add_row("方式", self.way, "way", needed=True)
        self.add_row("签收人", self.to, "to", needed=True)
        self.add_row("时间", self.at, "at", needed=True)
        self.need("to", self.to, "请写签收人，一般是申请人或代理人")
        self.preview.setText("本人或代理人领取时请核对证件，并在领取单或送达回证上签字。")
        self.add_preview()
        self.first_focus = self.way

    def step(self, session: Any, when: DeskMoment) -> Stepped:
        """Write it down."""
        to = self.to.currentText().strip()
        at = self.at.value()
        if at > when.now:
            raise refusal("at", "送达时间还没有到，请填已经送达的时间")
        told = Delivery(chosen(self.way), to, at if self.at.changed else None)
        service.deliver(session, self.context.clerk, self.card.case.id, told, when)
        return self.told("已登记送达", "delivery-receipt")


class ArchiveSheet(CaseSheet):
    """One or several finished cases go to one place."""

    last_place = ""  # where the last ones went, as long as the program runs

    def __init__(self, parent: QWidget, context: Context, cases: Sequence[CaseRow]) -> None:
        super().__init__(
            parent, context, Look("归档", "inventory_2", (540, 270 + 18 * min(7, len(cases))))
        )
        self._cases = cases
        self.say(
            f"{len(cases)} 件" if len(cases) > 1 else f"{cases[0].number} {cases[0].item_name}"
        )
        self.place = line("例如 2026 年第 3 盒、3 号柜", 60, ArchiveSheet.last_place)
        self.add_row("放在哪里", self.place, "place", needed=True)
        self.need("place", self.place, "请写存放位置，例如“2026 年第 3 盒”")
        self.add_wide(lines(case_lines(cases)))
        self.preview.setText("归档以后只能看，不能再改。")
        self.add_preview()
        self.first_focus = self.place

    def carry_out(self, session: Any) -> Stepped:
        """All of them or none."""
        self.refuse_empty()
        place, ids = self.place.text().strip(), [case.id for case in self._cases]
        service.archive(session, self.context.clerk, ids, place, desk_moment(self.context))
        ArchiveSheet.last_place = place
        told = self._cases[0].number if len(ids) == 1 else f"{len(ids)} 件"
        return Stepped(None, f"已归档 {told}，放在{place}", ids[0])


def case_lines(cases: Sequence[CaseRow]) -> list[str]:
    """The cases of an act on several, a line each, the rest counted."""
    told = [f"{c.number}　{c.item_name}　{c.applicant_name}" for c in cases[:_SHOWN]]
    left = len(cases) - _SHOWN
    return [*told, f"还有 {left} 件"] if left > 0 else told
