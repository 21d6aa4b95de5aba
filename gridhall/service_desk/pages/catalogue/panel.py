"""The card of one matter: use, every field, materials, versions."""

from PySide6.QtCore import Signal

from gridhall.core.hall import Hall
from gridhall.organisation.pages.side import FactsPart, ShortTable, SidePanel
from gridhall.organisation.pages.tall import TallTable
from gridhall.qt.buttons import button
from gridhall.service_desk.pages.catalogue.rows import (
    MATERIALS,
    VERSIONS,
    chips,
    section_facts,
    shown_sections,
    use_facts,
)
from gridhall.service_desk.queries.catalogue_history import MatterCard, VersionRow


class CataloguePanel(SidePanel):
    """Shows a matter; a version that is opened is told."""

    version_wanted = Signal(object)  # VersionRow

    def __init__(self) -> None:
        super().__init__()
        self.card: MatterCard | None = None
        self.use, self.materials = FactsPart(), TallTable(MATERIALS, "材料", 12)
        self.versions: ShortTable = ShortTable(VERSIONS, "版本，Enter 看改了什么", 6)
        self.add_section("", [self.use])
        self.materials_part = self.add_section("材料", [self.materials])
        self.facts = {name: FactsPart() for name in shown_sections()}
        self.parts = {name: self.add_section(name, [one]) for name, one in self.facts.items()}
        self.versions_part = self.add_section("版本", [self.versions])
        self.ui.column.addStretch(1)
        self.more_button = button("更多", "Alt+M", "text", "more_horiz")
        self.guide_button = button("服务指南", "Ctrl+P", "", "print")
        self.edit_button = button("修改", "Ctrl+E", "primary", "edit")
        self.set_foot([self.more_button], [self.guide_button, self.edit_button])
        self.versions.opened.connect(self._open)

    def show_matter(self, card: MatterCard, hall: Hall) -> None:
        """Another matter, or the same anew."""
        self.card, matter = card, card.row.matter
        self.show_head(f"{matter.category} · {matter.code}", matter.name, chips(card.row))
        self.use.show_facts(use_facts(card))
        self.materials.show_rows(matter.materials)
        many = len(matter.materials)
        needed = sum(one.required for one in matter.materials)
        self.materials_part.say(f"{many} 份，必备 {needed} 份" if many else "不用提交材料")
        for name, facts in self.facts.items():
            told = section_facts(matter.said, name, hall)
            facts.show_facts(told)
            self.parts[name].setVisible(any(words for _, words in told))
        self.versions.show_rows(card.versions)
        self.versions_part.say("Enter 看改了什么")
        self.settle()

    def _open(self, row: VersionRow) -> None:
        self.version_wanted.emit(row)
