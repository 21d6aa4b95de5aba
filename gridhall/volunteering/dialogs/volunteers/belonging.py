"""改技能 with the papers' last days, and 改小分队."""

from typing import Any

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QWidget

from gridhall.core.clerk import Role
from gridhall.core.errors import UserError
from gridhall.organisation.dialogs.organisation_pick import MaybeDay
from gridhall.qt.context import Context
from gridhall.qt.labels import label
from gridhall.volunteering.dialogs.days_act import Carried, DayActSheet, Face
from gridhall.volunteering.dialogs.volunteers.parts import Ticks
from gridhall.volunteering.queries.card import VolunteerCard
from gridhall.volunteering.queries.lists import ListRow
from gridhall.volunteering.queries.offers import Offers
from gridhall.volunteering.service.belonging import SkillDraft, set_skills, set_squads

_PAPER = 60


class SkillLine:
    """One skill of the list: a tick, the paper's number, its last day."""

    def __init__(self, skill: ListRow, context: Context) -> None:
        self.skill, self.box = skill, QCheckBox(skill.name)
        self.paper, self.until = QLineEdit(), MaybeDay(f"{skill.name}有效期至", "长期")
        self.paper.setMaxLength(_PAPER)
        self.paper.setPlaceholderText("证件编号" if skill.needs_paper else "")
        self.paper.setAccessibleName(f"{skill.name}证件编号")
        today = context.today()
        self.until.set_value(today.replace(year=today.year + 1, day=1), today)
        if not skill.needs_paper:
            self.until.set_value(None, today)
        self.box.toggled.connect(self._follow)
        self._follow(False)

    def _follow(self, on: bool) -> None:
        for field in (self.paper, self.until):
            field.setVisible(on)

    def show(self, paper: str, until: Any, today: Any) -> None:
        """Somebody has it."""
        self.paper.setText(paper)
        self.until.set_value(until, today)
        self.box.setChecked(True)

    def draft(self) -> SkillDraft:
        """As ticked and typed."""
        until = self.until.value()
        if self.skill.needs_paper and until is None:
            raise UserError(f"“{self.skill.name}”要写有效期，到期那天起不再按它排岗")
        return SkillDraft(self.skill.id, self.paper.text(), until)


class SkillsSheet(DayActSheet):
    """Tick what somebody can; what needs a paper shows its number and last day."""

    def __init__(
        self, parent: QWidget, context: Context, offers: Offers, card: VolunteerCard
    ) -> None:
        face = Face(f"改技能 · {card.row.name}", "badge", (760, 560), "保存技能",
                    role=Role.COUNTER)  # fmt: skip
        super().__init__(parent, context, face)
        self._card = card
        held = {one.skill_id: one for one in card.row.skill_rows}
        ended = [
            ListRow(one.skill_id, one.name, one.needs_paper, 0, None, 0)
            for one in held.values()
            if one.skill_id not in {each.id for each in offers.skills}
        ]
        self.lines = [SkillLine(one, context) for one in (*offers.skills, *ended)]
        for line in self.lines:
            if line.skill.id in held:
                one = held[line.skill.id]
                line.show(one.paper, one.valid_until, context.today())
        self.add_wide(label("有效期那天也算有效；过期的技能不再按它排岗", "sub", wrap=True))
        self.add_wide(self._list())
        self.first_focus = self.lines[0].box if self.lines else self.save_button

    def write(self, session: Any) -> Carried:
        """Write all of them."""
        row = self._card.row
        drafts = [line.draft() for line in self.lines if line.box.isChecked()]
        done = set_skills(session, self.context.clerk, row.id, drafts)
        return Carried(done.action_id, f"{row.name}的技能已保存", row.id)

    def _list(self) -> QWidget:
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(4, 0, 4, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        for place, line in enumerate(self.lines):
            grid.addWidget(line.box, place, 0)
            grid.addWidget(line.paper, place, 1)
            grid.addWidget(line.until, place, 2)
            grid.setRowMinimumHeight(place, 34)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(self.lines), 1)
        return inner


class SquadsSheet(DayActSheet):
    """Tick the squads somebody belongs to."""

    def __init__(
        self, parent: QWidget, context: Context, offers: Offers, card: VolunteerCard
    ) -> None:
        face = Face(f"改小分队 · {card.row.name}", "diversity_3", (560, 340), "保存小分队",
                    role=Role.COUNTER)  # fmt: skip
        super().__init__(parent, context, face)
        self._card = card
        known = {one.id: one.name for one in offers.squads}
        mine = dict(zip(card.row.squad_ids, card.row.squads, strict=True))
        self.squads = Ticks((known | mine).items(), "小分队")
        self.squads.set_value(mine)
        self.add_wide(label("一个人可以在几个小分队里", "sub", wrap=True))
        self.add_wide(self.squads)
        self.first_focus = self.squads

    def write(self, session: Any) -> Carried:
        """Write all of them."""
        row = self._card.row
        done = set_squads(session, self.context.clerk, row.id, self.squads.value())
        return Carried(done.action_id, f"{row.name}的小分队已保存", row.id)
