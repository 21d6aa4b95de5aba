"""认领 and 修改认领: who takes how much of an item on, until when."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QComboBox, QSpinBox, QWidget

from gridhall.core.clerk import Role
from gridhall.core.errors import UserError
from gridhall.organisation.dialogs.organisation_act import ActSheet, Carried, Face
from gridhall.organisation.dialogs.organisation_pick import MaybeDay, OrganisationPick
from gridhall.organisation.rules.tree import Tree
from gridhall.pledges.dialogs.fields import OneOf
from gridhall.pledges.labels import KINDS, WHERE
from gridhall.pledges.queries.choices import Named
from gridhall.pledges.queries.claims import ClaimRow
from gridhall.pledges.queries.items import ItemRow
from gridhall.pledges.rules.drafts import ClaimDraft
from gridhall.pledges.service import claims as service
from gridhall.qt.context import Context
from gridhall.qt.labels import label


class ClaimSheet(ActSheet):
    """A unit or a member claims a need or project; the community claims a resource."""

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        row: ItemRow,
        known: tuple[Sequence[Named], Sequence[Named], Tree],
    ) -> None:
        face = Face("认领", "handshake", (600, 470), "认领", role=Role.COUNTER)
        super().__init__(parent, context, face)
        units, members, tree = known
        self._row = row
        self.say(f"{KINDS[row.kind]} {row.number} {row.title}")
        self.unit = OneOf("单位", units, "单位", "who")
        self.member = OneOf("报到党员", members, "党员", "member_id")
        self.owner = OrganisationPick(tree, "哪个组织来用")
        self.quantity, self.promised = QSpinBox(), MaybeDay("承诺日期", "没有说")
        self.where = QComboBox()
        for code, said in WHERE.items():
            self.where.addItem(said, code)
        self.quantity.setRange(1, max(1, row.left))
        self.quantity.setValue(max(1, row.left))
        self.quantity.setSuffix(f" {row.measure}")
        self.quantity.setAccessibleName("认领数量")
        self.promised.set_value(row.due_on, context.today())
        if row.due_on is not None and row.due_on < context.today():
            self.promised.set_value(None, context.today())
        self._rows_of()
        self.first_focus = self.owner if row.kind == "resource" else self.unit

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        row = self._row
        draft = ClaimDraft(
            row.id,
            self.quantity.value(),
            None if row.kind == "resource" else self.unit.value(),
            None if row.kind == "resource" else self.member.value(),
            self.owner.value() if row.kind == "resource" else None,
            where=str(self.where.currentData()),
            promised_on=self.promised.value(),
            request_key=self.key,
        )
        done = service.claim(session, self.context.clerk, draft, self.context.today())
        who = (self.unit if row.kind != "resource" else self.owner).text() or self.member.text()
        words = f"{who}已认领“{row.title}” {self.quantity.value()} {row.measure}"
        return Carried(done.action_id, words, row.id)

    def _rows_of(self) -> None:
        if self._row.kind == "resource":
            self.owner.show_organisation(self._row.organisation_id)
            self.add_row("由谁来用", self.owner, "who", needed=True)
        else:
            self.add_row("单位", self.unit, "who")
            self.add_row("报到党员", self.member, "member_id")
            note = "单位和党员填一个就行；填了党员，单位按他的报到带出来"
            self.add_wide(label(note, "sub", wrap=True))
        self.add_row("认领数量", self.quantity, "quantity")
        self.add_row("承诺日期", self.promised, "promised_on")
        self.add_row("在哪里认领", self.where)


class ChangeClaimSheet(ActSheet):
    """Another quantity or another promised day."""

    def __init__(self, parent: QWidget, context: Context, row: ClaimRow, most: int) -> None:
        face = Face("修改认领", "handshake", (520, 330), "保存修改", role=Role.COUNTER)
        super().__init__(parent, context, face)
        if row.state not in ("claimed", "doing"):
            raise UserError("这项认领已经交付或结束，数量和日期不能再改")
        self._row = row
        self.say(f"{row.who} · {row.title}")
        self.quantity, self.promised = QSpinBox(), MaybeDay("承诺日期", "没有说")
        self.quantity.setRange(1, max(row.quantity, most))
        self.quantity.setValue(row.quantity)
        self.quantity.setSuffix(f" {row.measure}")
        self.promised.set_value(row.promised_on, context.today())
        self.add_row("认领数量", self.quantity, "quantity")
        self.add_row("承诺日期", self.promised, "promised_on")
        self.first_focus = self.quantity

    def carry_out(self, session: Any) -> Carried:
        """Write it."""
        row, wanted = self._row, (self.quantity.value(), self.promised.value())
        done = service.change_claim(session, self.context.clerk, row.id, wanted, row.version)
        return Carried(done.action_id, f"已修改{row.who}的认领", row.item_id)
