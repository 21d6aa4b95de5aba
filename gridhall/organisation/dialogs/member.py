"""登记党员, 转入, 修改 and 减员: who belongs to which branch or group since when."""

from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from gridhall.core.errors import UserError
from gridhall.organisation.columns.tree import Finder
from gridhall.organisation.dialogs.organisation_act import ActSheet, Carried, Face
from gridhall.organisation.dialogs.organisation_pick import (
    MaybeDay,
    OrganisationPick,
    typed_combo,
)
from gridhall.organisation.dialogs.seat_holder import HolderPart
from gridhall.organisation.queries.members import MemberRow
from gridhall.organisation.rules.members import KEEPERS, MemberDraft, MemberFacts
from gridhall.organisation.rules.seats import Leaving
from gridhall.organisation.rules.tree import Tree
from gridhall.organisation.service import members as service
from gridhall.qt.context import Context
from gridhall.qt.labels import label

_ENDS = ("去世", "出国（境）定居", "自行脱党", "退党", "除名", "开除党籍")


class BranchPick(OrganisationPick):
    """Only what keeps members: branches and groups."""

    def __init__(self, tree: Tree, name: str) -> None:
        super().__init__(tree, name)
        self.set_find(Finder(tree, lambda node: node.kind in KEEPERS))


class AddMemberSheet(ActSheet):
    """登记党员: somebody of the register, or from outside; 转入 with a letter."""

    def __init__(
        self, parent: QWidget, context: Context, tree: Tree, branch: int | None, *, comes: bool
    ) -> None:
        face = Face("登记党员", "group_add", (620, 500), "登记党员")
        if comes:
            face = Face("组织关系转入", "group_add", (620, 560), "办理转入")
        super().__init__(parent, context, face)
        self._comes = comes
        self.holder, self.branch = HolderPart(context, "党员"), BranchPick(tree, "所在支部")
        self.branch.show_organisation(branch if _keeps(tree, branch) else None)
        self.since = MaybeDay("从哪天起", "登记以前")
        self.joined, self.full = MaybeDay("入党日期"), MaybeDay("转正日期", "还没有转正或不清楚")
        self.source, self.letter = QLineEdit(), QLineEdit()
        for field in (self.joined, self.full):
            field.set_value(None, context.today())
        self.since.set_value(context.today(), context.today())
        self.source.setMaxLength(service.TEXT_LIMIT)
        self.letter.setMaxLength(service.LETTER_LIMIT)
        self.source.setPlaceholderText("例如 区税务局机关党支部")
        self.letter.setPlaceholderText("介绍信编号，电子介绍信可不填")
        self._rows_of()
        self.first_focus = self.holder

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        context, holder, branch = self.context, self.holder.holder(), self.branch.value()
        if holder is None:
            raise UserError("请选党员，不在册的输全名后选“登记为外部人员”")
        if branch is None:
            raise UserError("请选所在支部或党小组")
        draft = MemberDraft(
            holder, branch, self.on() if self._comes else self.since.value(),
            self.joined.value(), self.full.value(),
            self.source.text(), self.letter.text(), self.key,
        )  # fmt: skip
        act = service.transfer_in if self._comes else service.add_member
        done = act(session, context.clerk, draft, context.today())
        words = "的组织关系已转入" if self._comes else "已登记为党员"
        return Carried(done.action_id, f"{self.holder.name()}{words}", branch)

    def _rows_of(self) -> None:
        self.add_row("党员", self.holder, "holder")
        self.add_row("所在支部", self.branch)
        if self._comes:
            self.add_row("从哪里转来", self.source)
            self.add_row("介绍信", self.letter)
            self.add_row("转入日期", self.day)
        else:
            self.add_row("从哪天起", self.since)
        self.add_row("入党日期", self.joined)
        self.add_row("转正日期", self.full)


class ChangeMemberSheet(ActSheet):
    """修改: when somebody joined, when they became a full member (转正)."""

    def __init__(self, parent: QWidget, context: Context, row: MemberRow) -> None:
        face = Face(f"修改党员信息 · {row.name}", "person_edit", (560, 340), "保存修改")
        super().__init__(parent, context, face)
        self._row = row
        self.joined, self.full = MaybeDay("入党日期"), MaybeDay("转正日期", "还没有转正或不清楚")
        self.joined.set_value(row.joined_on, context.today())
        self.full.set_value(row.full_on, context.today())
        self.add_row("所在组织", label(row.organisation_name, "b", wrap=True))
        self.add_row("入党日期", self.joined)
        self.add_row("转正日期", self.full)
        self.first_focus = self.joined

    def carry_out(self, session: Any) -> Carried:
        """Write it."""
        context, row = self.context, self._row
        facts = MemberFacts(self.joined.value(), self.full.value(), row.version)
        done = service.change_member(session, context.clerk, row.member_id, facts, context.today())
        return Carried(done.action_id, f"已修改{row.name}的党员信息", row.organisation_id)


class EndMemberSheet(ActSheet):
    """减员: the relation ends without going elsewhere."""

    def __init__(self, parent: QWidget, context: Context, row: MemberRow) -> None:
        face = Face(f"减员 · {row.name}", "do_not_disturb_on", (540, 360), "办理减员", danger=True)
        super().__init__(parent, context, face)
        self.tint("do_not_disturb_on", "red_fg")
        self._row, self.why = row, typed_combo(_ENDS, 100)
        if row.gone_on is not None:
            self.day.set_value(row.gone_on)
        self.why.setCurrentText("去世" if row.state == "died" else "")
        self.add_row("所在组织", label(row.organisation_name, "b", wrap=True))
        self.add_row("从哪天起", self.day)
        self.add_row("原因", self.why)
        note = "组织关系转到别处去的，请办“转出”；减员以后记录还在，可以撤回"
        self.add_wide(label(note, "sub", wrap=True))
        self.first_focus = self.why

    def carry_out(self, session: Any) -> Carried:
        """End it."""
        context, row = self.context, self._row
        leaving = Leaving(self.on(), self.why.currentText(), self.key)
        done = service.end_member(session, context.clerk, row.relation_id, leaving, context.today())
        return Carried(done.action_id, f"{row.name}已减员", row.organisation_id)


def _keeps(tree: Tree, organisation_id: int | None) -> bool:
    return organisation_id in tree.nodes and tree.nodes[organisation_id].kind in KEEPERS
