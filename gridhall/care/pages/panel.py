"""The card of somebody who is visited: how that stands, the visits, what was done."""

from datetime import date

from gridhall.care.columns.lines import VISITS, card_facts, card_head, stars_words
from gridhall.care.queries.board import CareCard
from gridhall.organisation.pages.side import FactsPart, ShortTable, SidePanel, said
from gridhall.qt.buttons import button


class CarePanel(SidePanel):
    """登记走访 is the first button; of who is visited no more there is nothing to do."""

    def __init__(self) -> None:
        super().__init__()
        self.card: CareCard | None = None
        self.facts, self.visits = FactsPart(), ShortTable(VISITS, "走访", 8)
        self.acts = said()
        self.add_section("", [self.facts])
        self.visits_section = self.add_section("走访", [self.visits])
        self.add_section("经过", [self.acts])
        self.ui.column.addStretch(1)
        self.visit_button = button("登记走访", "Alt+R", "primary", "check")
        self.absent_button = button("没人应门", "Alt+X")
        self.postpone_button = button("改期", "Alt+S")
        self.set_foot([], [self.postpone_button, self.absent_button, self.visit_button])

    def show_card(self, told: CareCard, today: date) -> None:
        """Fill it."""
        self.card = told
        self.show_head(*card_head(told, today))
        self.facts.show_facts(card_facts(told, today))
        self.visits.show_rows(told.visits)
        self.visits_section.say(stars_words(told.visits) or "还没有")
        self.acts.setText("\n".join(told.acts) or "还没有")
        for made in (self.visit_button, self.absent_button, self.postpone_button):
            made.setVisible(told.row.until is None)
        self.settle()
