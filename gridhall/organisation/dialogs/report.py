"""登记报到 (在职党员报到) and 结束报到."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QComboBox, QWidget

from gridhall.core.errors import UserError
from gridhall.organisation.dialogs.organisation_act import ActSheet, Carried, Face
from gridhall.organisation.dialogs.organisation_pick import (
    MaybeDay,
    OrganisationPick,
    typed_combo,
)
from gridhall.organisation.dialogs.seat_holder import HolderPart
from gridhall.organisation.queries.members import MemberRow
from gridhall.organisation.queries.units import UnitRow
from gridhall.organisation.rules.members import ReportDraft
from gridhall.organisation.rules.seats import Leaving
from gridhall.organisation.rules.tree import Tree
from gridhall.organisation.service import members as service
from gridhall.qt.context import Context
from gridhall.qt.labels import label

_REASONS = ("本人申请", "工作调动", "搬离本社区", "退休转出")


class ReportSheet(ActSheet):
    """Who reports where, from which unit."""

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        known: tuple[Tree, Sequence[UnitRow]],
        unit: UnitRow | None = None,
    ) -> None:
        face = Face("登记报到", "how_to_reg", (620, 500), "登记报到")
        super().__init__(parent, context, face)
        tree, units = known
        self.holder, self.unit = HolderPart(context, "报到党员"), QComboBox()
        self.owner, self.joined = OrganisationPick(tree, "报到到"), MaybeDay("入党日期")
        self._units = {one.id: one for one in units}
        self.unit.addItem("没有填", None)
        for one in units:
            self.unit.addItem(one.name, one.id)
        self.unit.setMaxVisibleItems(16)
        if unit is not None:
            self.unit.setCurrentIndex(max(0, self.unit.findData(unit.id)))
        self.joined.set_value(None, context.today())
        self.add_row("党员", self.holder, "holder")
        self.add_row("所在单位", self.unit)
        self.add_row("报到到", self.owner)
        self.add_row("报到日期", self.day)
        self.add_row("入党日期", self.joined)
        note = "组织关系仍在单位；这里只登记他在社区报到，可以参加活动、认领岗位"
        self.add_wide(label(note, "sub", wrap=True))
        self.unit.currentIndexChanged.connect(self._follow)
        self._follow()
        self.first_focus = self.holder

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        context, holder, owner = self.context, self.holder.holder(), self.owner.value()
        if holder is None:
            raise UserError("请选报到的党员，不在册的输全名后选“登记为外部人员”")
        if owner is None:
            raise UserError("请选报到到哪个党组织")
        unit_id = self.unit.currentData()
        draft = ReportDraft(holder, owner, unit_id, self.on(), self.joined.value(), self.key)
        done = service.report_in(session, context.clerk, draft, context.today())
        return Carried(done.action_id, f"{self.holder.name()}的报到已登记", owner)

    def _follow(self) -> None:
        """The unit's community, unless another was chosen."""
        unit = self._units.get(self.unit.currentData() or 0)
        if unit is not None and self.owner.choice is None:
            self.owner.show_organisation(unit.organisation_id)


class EndReportSheet(ActSheet):
    """结束报到."""

    def __init__(self, parent: QWidget, context: Context, row: MemberRow) -> None:
        face = Face(f"结束报到 · {row.name}", "person_edit", (520, 340), "结束报到")
        super().__init__(parent, context, face)
        self._row, self.why = row, typed_combo(_REASONS, 100)
        self.add_row("报到在", label(row.organisation_name, "b", wrap=True))
        self.add_row("从哪天起", self.day)
        self.add_row("原因", self.why)
        self.first_focus = self.day

    def carry_out(self, session: Any) -> Carried:
        """End it."""
        context, row = self.context, self._row
        leaving = Leaving(self.on(), self.why.currentText(), self.key)
        done = service.end_report(session, context.clerk, row.relation_id, leaving, context.today())
        return Carried(done.action_id, f"{row.name}的报到已结束", row.organisation_id)
