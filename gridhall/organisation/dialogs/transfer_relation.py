"""转出, 转到别的支部 and 记回执: where somebody's relation goes (组织关系转接)."""

from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from gridhall.core.errors import UserError
from gridhall.organisation.dialogs.member import BranchPick
from gridhall.organisation.dialogs.organisation_act import ActSheet, Carried, Face
from gridhall.organisation.queries.members import MemberRow
from gridhall.organisation.rules.members import RECEIPT_DAYS, MemberMove, TransferOut
from gridhall.organisation.rules.tree import Tree
from gridhall.organisation.service import members as service
from gridhall.qt.context import Context
from gridhall.qt.labels import label


class TransferOutSheet(ActSheet):
    """转出: where to, on which letter; the receipt is awaited."""

    def __init__(self, parent: QWidget, context: Context, row: MemberRow) -> None:
        face = Face(f"组织关系转出 · {row.name}", "send", (580, 420), "办理转出")
        super().__init__(parent, context, face)
        self._row, self.to, self.letter = row, QLineEdit(), QLineEdit()
        self.to.setMaxLength(service.TEXT_LIMIT)
        self.letter.setMaxLength(service.LETTER_LIMIT)
        self.to.setPlaceholderText("例如 芝罘区向阳街道党工委")
        self.letter.setPlaceholderText("介绍信编号，电子介绍信可不填")
        self.add_row("现在在", label(row.organisation_name, "b", wrap=True))
        self.add_row("转往", self.to)
        self.add_row("介绍信", self.letter)
        self.add_row("从哪天起", self.day)
        note = f"对方收到后寄回回执，回来了在这里“记回执”；介绍信最长 {RECEIPT_DAYS} 天有效"
        self.add_wide(label(note, "sub", wrap=True))
        self.first_focus = self.to

    def carry_out(self, session: Any) -> Carried:
        """Transfer it out."""
        context, row = self.context, self._row
        leaving = TransferOut(self.on(), self.to.text(), self.letter.text(), request_key=self.key)
        done = service.transfer_out(
            session, context.clerk, row.relation_id, leaving, context.today()
        )
        words = f"{row.name}的组织关系已转往“{self.to.text().strip()}”，等回执"
        return Carried(done.action_id, words, row.organisation_id)


class MoveMemberSheet(ActSheet):
    """转到别的支部 of this hall: no letter is needed."""

    def __init__(self, parent: QWidget, context: Context, tree: Tree, row: MemberRow) -> None:
        face = Face(f"转到别的支部 · {row.name}", "swap_horiz", (580, 380), "转到这个支部")
        super().__init__(parent, context, face)
        self._row, self._tree = row, tree
        self.branch, self.why = BranchPick(tree, "转到"), QLineEdit()
        self.why.setMaxLength(service.TEXT_LIMIT)
        self.why.setPlaceholderText("可不填，例如 搬到这个小区")
        self.add_row("现在在", label(row.organisation_name, "b", wrap=True))
        self.add_row("转到", self.branch)
        self.add_row("从哪天起", self.day)
        self.add_row("原因", self.why)
        self.first_focus = self.branch

    def carry_out(self, session: Any) -> Carried:
        """Move them."""
        context, row, branch = self.context, self._row, self.branch.value()
        if branch is None:
            raise UserError("请选转到哪个支部或党小组")
        move = MemberMove(branch, self.on(), self.why.text(), self.key)
        done = service.move_member(session, context.clerk, row.relation_id, move, context.today())
        words = f"{row.name}已转到“{self._tree.nodes[branch].name}”"
        return Carried(done.action_id, words, branch)


class ReceiptSheet(ActSheet):
    """记回执: the other side has confirmed."""

    def __init__(self, parent: QWidget, context: Context, row: MemberRow) -> None:
        face = Face(f"记回执 · {row.name}", "assignment_turned_in", (520, 320), "记下回执")
        super().__init__(parent, context, face)
        self._row = row
        self.add_row("转往", label(row.went_to, "b", wrap=True))
        self.add_row("转出日期", label(str(row.until or ""), "sub"))
        self.add_row("收到日期", self.day)
        self.first_focus = self.day

    def carry_out(self, session: Any) -> Carried:
        """Note it."""
        context, row = self.context, self._row
        done = service.note_receipt(
            session, context.clerk, row.relation_id, self.on(), context.today()
        )
        return Carried(done.action_id, f"已记下{row.name}的回执", row.organisation_id)
