"""One party member: where the relation is, how it went from place to place, seats held."""

from dataclasses import dataclass
from datetime import date

from gridhall.organisation.columns.members import (
    GONE,
    RELATIONS,
    SEATS,
    kind_words,
    member_facts,
    member_state,
    member_tone,
)
from gridhall.organisation.pages.side import FactsPart, ShortTable, SidePanel, buttons
from gridhall.organisation.queries.members import MemberRow
from gridhall.organisation.queries.seats import SeatRow
from gridhall.qt.buttons import button


@dataclass(frozen=True, slots=True)
class MemberView:
    """Everything the card shows."""

    row: MemberRow
    history: tuple[MemberRow, ...]
    seats: tuple[SeatRow, ...]
    path: str


class MemberPanel(SidePanel):
    """Shows a member; the buttons are those that make sense for how they stand."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self.view: MemberView | None = None
        self._today, self.facts = today, FactsPart()
        self.relations = ShortTable(RELATIONS, "组织关系经过", 8)
        self.seats = ShortTable(SEATS, "担任的席位", 6)
        self.out_button = button("转出…", "Alt+O", "", "send")
        self.move_button = button("转支部…", "Alt+B", "", "swap_horiz")
        self.receipt_button = button("记回执…", "Alt+H", "primary", "assignment_turned_in")
        self.end_report_button = button("结束报到…", "Alt+L", "", "person_edit")
        self.change_button = button("修改…", "Ctrl+E", "", "edit")
        self.more_button = button("更多", "Alt+S", "", "more_horiz")
        row = buttons(
            self.out_button, self.move_button, self.receipt_button, self.end_report_button
        )
        self.add_section("", [self.facts, row])
        self._relations_part = self.add_section("组织关系经过", [self.relations])
        self._seats_part = self.add_section("担任的席位", [self.seats])
        self.set_foot([self.more_button], [self.change_button])

    def show_view(self, view: MemberView, *, may_change: bool) -> None:
        """Another member, or the same anew."""
        self.view, row = view, view.row
        chips = [(member_state(row), member_tone(row)), (_kind_chip(row), "grey")]
        self.show_head(view.path, row.name, chips)
        self.facts.show_facts(member_facts(row, self._today))
        self.relations.show_rows(view.history)
        self.seats.show_rows(view.seats)
        self._seats_part.say("" if view.seats else "没有")
        self._allow(row, may_change=may_change)
        self.settle()

    def _allow(self, row: MemberRow, *, may_change: bool) -> None:
        belongs = may_change and row.kind == "member" and row.until is None
        self.out_button.setVisible(belongs and row.state != "died")
        self.move_button.setVisible(belongs and row.state not in GONE)
        self.receipt_button.setVisible(may_change and row.state == "awaiting")
        self.end_report_button.setVisible(may_change and row.state == "reported")
        self.change_button.setVisible(may_change)


def _kind_chip(row: MemberRow) -> str:
    return kind_words(row) if row.kind == "reported" and row.state != "reported" else ""
