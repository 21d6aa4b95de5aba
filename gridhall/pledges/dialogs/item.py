"""登记 and 修改 an item: a need, a resource, a project."""

from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from gridhall.core.clerk import Role
from gridhall.organisation.dialogs.organisation_act import ActSheet, Carried, Face
from gridhall.organisation.dialogs.organisation_pick import MaybeDay, OrganisationPick
from gridhall.pledges.dialogs.fields import Amount, Money, OneOf, Proposer
from gridhall.pledges.labels import KINDS, LISTS
from gridhall.pledges.queries.choices import Choices
from gridhall.pledges.rules.drafts import ItemDraft
from gridhall.pledges.service import items as service
from gridhall.qt.context import Context
from gridhall.qt.labels import label

_EXAMPLES = {
    "demand": "例如 为独居老人量血压",
    "resource": "例如 会议室 80 座，周末可借",
    "project": "例如 小区北门道路硬化",
}


class ItemSheet(ActSheet):
    """An item, new in one of the lists or known."""

    def __init__(
        self, parent: QWidget, context: Context, known: Choices, told: tuple[ItemDraft, str]
    ) -> None:
        draft, proposer = told  # the item, and the resident's name that asked for it
        is_new = draft.item_id is None
        title = "登记清单项目" if is_new else f"修改{KINDS[draft.kind]}"
        act = "登记" if is_new else "保存修改"
        face = Face(title, "fact_check", (980, 620), act, role=Role.COUNTER)
        super().__init__(parent, context, face)
        self._draft, self._is_new = draft, is_new
        self.kind, self.name, self.amount = QComboBox(), QLineEdit(), Amount()
        self.content, self.money, self.spot = QPlainTextEdit(), Money(), QLineEdit()
        self.category = OneOf("服务类别", known.categories, "类别", "category_id")
        self.unit = OneOf("单位", known.units, "单位", "unit_id")
        self.compound = OneOf("小区", known.compounds, "小区", "compound_id")
        self.grid = OneOf("网格", known.grids, "网格", "grid_id")
        self.skill = OneOf("需要技能", known.skills, "技能", "skill_id")
        self.owner, self.proposer = OrganisationPick(known.tree, "所属组织"), Proposer(context)
        self.due = MaybeDay("希望完成", "不限")
        self.practical, self.own = QCheckBox("是惠民实事"), QCheckBox("由这个单位自己办")
        self.hint = label("", "sub", wrap=True)
        self._dress()
        self._rows_of()
        self._fill(draft, proposer)
        self.kind.currentIndexChanged.connect(self._follow)
        self._follow()
        self.first_focus = self.name

    def carry_out(self, session: Any) -> Carried:
        """Write it down."""
        draft = self.draft()
        done = service.save_item(session, self.context.clerk, draft, self.context.today())
        words = "已登记" if self._is_new else "已修改"
        return Carried(done.action_id, f"{words}“{self.name.text().strip()}”", done.row_id)

    def draft(self) -> ItemDraft:
        """The item as typed."""
        kind = str(self.kind.currentData())
        return ItemDraft(
            kind, self.name.text(), self.amount.number.value(),
            self.amount.measure.currentText(), self.content.toPlainText(), self.category.value(),
            self.owner.value(), self.unit.value(), self.proposer.person_id(),
            self.proposer.words(), self.compound.value(), self.grid.value(), self.spot.text(),
            self.skill.value(), self.practical.isChecked() and kind == "project",
            self.money.fen(), self.on(), self.due.value(),
            self.own.isChecked() and kind == "project" and self._is_new,
            self._draft.item_id, self._draft.version, self.key,
        )  # fmt: skip

    def _dress(self) -> None:
        for code, said in LISTS.items():
            self.kind.addItem(said, code)
        self.kind.setEnabled(self._is_new)
        self.name.setMaxLength(80)
        self.spot.setMaxLength(60)
        self.spot.setPlaceholderText("例如 3号楼前")
        self.content.setPlaceholderText("要什么、给谁、什么时候；写清楚，单位才好认领")
        self.content.setTabChangesFocus(True)
        self.content.setMinimumHeight(72)
        self.content.setMaximumHeight(110)

    def _rows_of(self) -> None:
        self.add_row("清单", self.kind, "kind")
        self.add_row("名称", self.name, "title", needed=True)
        self.add_row("数量", self.amount, "quantity", needed=True)
        self.add_row("服务类别", self.category, "category_id")
        self.add_row("内容", self.content, "content")
        self.add_row("单位", self.unit, "unit_id")
        self.add_row("", self.own)
        self.add_row("", self.practical, "is_practical")
        self.go_right()
        self.add_row("提出人", self.proposer, "proposer")
        self.add_row("所属组织", self.owner, "organisation_id")
        self.add_row("小区", self.compound, "compound_id")
        self.add_row("网格", self.grid, "grid_id")
        self.add_row("地点", self.spot, "spot")
        self.add_row("需要技能", self.skill, "skill_id")
        self.add_row("金额", self.money, "money")
        self.add_row("收集日期", self.day, "opened_on")
        self.add_row("希望完成", self.due, "due_on")
        self.add_row("", self.hint)

    def _fill(self, draft: ItemDraft, proposer: str) -> None:
        self.kind.setCurrentIndex(max(0, self.kind.findData(draft.kind)))
        self.name.setText(draft.title)
        self.amount.show_amount(draft.quantity, draft.measure)
        self.content.setPlainText(draft.content)
        for field, row_id in (
            (self.category, draft.category_id), (self.unit, draft.unit_id),
            (self.compound, draft.compound_id), (self.grid, draft.grid_id),
            (self.skill, draft.skill_id),
        ):  # fmt: skip
            field.show_id(row_id)
        self.owner.show_organisation(draft.organisation_id)
        self.proposer.show_proposer(draft.person_id, proposer or draft.proposer)
        self.spot.setText(draft.spot)
        self.money.show_fen(draft.money_fen)
        self.practical.setChecked(draft.is_practical)
        today = self.context.today()
        self.day.set_value(draft.opened_on or today)
        self.due.set_value(draft.due_on, today)

    def _follow(self) -> None:
        """What only a project has; what a resource needs."""
        kind = str(self.kind.currentData())
        self.name.setPlaceholderText(_EXAMPLES[kind])
        self.practical.setEnabled(kind == "project")
        self.own.setEnabled(kind == "project" and self._is_new)
        said = {
            "demand": "需求由单位或党员认领",
            "resource": "资源由社区认领；请选提供的单位",
            "project": "项目由单位认领；每个报到单位每年至少一件惠民实事",
        }
        self.hint.setText(said[kind])
