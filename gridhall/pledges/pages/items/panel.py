"""One item: what is wanted or given, who claimed it, what fits it."""

from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QWidget

from gridhall.organisation.pages.side import FactsPart, Section, ShortTable, SidePanel, buttons
from gridhall.organisation.pages.tall import TallTable
from gridhall.pledges.columns.claims import CLAIMS
from gridhall.pledges.columns.items import MATCHES, item_chips, item_facts, item_path
from gridhall.pledges.columns.projects import MONEY_ROWS, STEPS, percent_words, project_facts
from gridhall.pledges.queries.claims import ClaimRow
from gridhall.pledges.queries.items import ItemRow
from gridhall.pledges.queries.matching import MatchRow
from gridhall.pledges.queries.projects import MoneyRow, ProjectRow
from gridhall.pledges.rules.states import UNDERWAY
from gridhall.qt.buttons import button


@dataclass(frozen=True, slots=True)
class ItemCard:
    """An item with its claims and what fits it."""

    item: ItemRow
    claims: tuple[ClaimRow, ...]
    matches: tuple[MatchRow, ...]
    project: ProjectRow | None = None  # of a project


class ItemPanel(SidePanel):
    """Shows an item; what is pressed is told by its button, a match by its row."""

    matched = Signal(object)  # MatchRow
    claim_opened = Signal(object)  # ClaimRow

    def __init__(self) -> None:
        super().__init__()
        self.card: ItemCard | None = None
        self.facts = FactsPart()
        self.claims = TallTable(CLAIMS, "认领，Enter 办下一步", 6)
        self.matches = TallTable(MATCHES, "能对接的，Enter 对接认领", 4)
        self.claim_button = button("认领…", "F10", "", "handshake")
        self.deliver_button = button("交付…", "Alt+J", "", "task_alt")
        self.confirm_button = button("确认…", "Alt+Q", "", "stars")
        self.more_button = button("更多", "Alt+G", "text", "more_horiz")
        self.match_button = button("对接认领", "Alt+D", "", "swap_horiz")
        self.change_button = button("修改…", "Ctrl+E", "", "edit")
        self.withdraw_button = button("撤下…", "", "", "do_not_disturb_on")
        self.add_section("", [self.facts])
        row = buttons(self.claim_button, self.deliver_button, self.confirm_button)
        row.insertWidget(3, self.more_button)
        self.claims_part = self.add_section("认领", [self.claims, row])
        self.matches_part = self.add_section("能对接的", [self.matches, buttons(self.match_button)])
        self._add_project()
        self.set_foot([self.withdraw_button], [self.change_button])
        self.matches.opened.connect(self.matched)
        self.claims.opened.connect(self.claim_opened)
        self.claims.moved.connect(lambda _row: self._allow())

    def _add_project(self) -> None:
        """惠民实事: money, progress, photos, 公示; of projects alone."""
        self.project_facts = FactsPart()
        self.steps, self.money = ShortTable(STEPS, "进展", 4), ShortTable(MONEY_ROWS, "经费", 5)
        self.step_button = button("记进展…", "Alt+B", "", "event")
        self.money_button = button("记经费…", "Alt+W", "", "fact_check")
        self.photo_button = button("照片…", "Alt+Z", "", "visibility")
        self.post_button = button("出公示…", "Alt+K", "", "campaign")
        self.counter_button = button("冲正…", "", "text", "undo")
        acts = buttons(self.step_button, self.money_button)
        more = buttons(self.photo_button, self.post_button, self.counter_button)
        parts: list[QWidget | QLayout] = [self.project_facts, self.steps, self.money, acts, more]
        self.project_part = self.add_section("实事进展", parts)

    def chosen_money(self) -> MoneyRow | None:
        """The amount that is chosen."""
        row: MoneyRow | None = self.money.current()
        return row

    def show_item(self, card: ItemCard) -> None:
        """Another item, or the same anew."""
        is_other = self.card is None or self.card.item.id != card.item.id
        self.card, row = card, card.item
        self.show_head(item_path(row), row.title, item_chips(row))
        self.facts.show_facts(item_facts(row))
        self.claims.show_rows([_seen_from(row.id, one) for one in card.claims])
        if is_other:
            self._choose_waiting()
        live = sum(one.state != "given_up" for one in card.claims)
        self.claims_part.say(f"{live} 家" if live else "还没有人认领")
        self.matches.show_rows(card.matches)
        self._show_part(self.matches_part, shown=bool(row.left))
        found = f"{len(card.matches)} 项，最合适的在前" if card.matches else "没有找到合适的"
        self.matches_part.say(found)
        self.match_button.setVisible(bool(card.matches))
        self._show_project(card.project)
        self._allow()
        self.settle()

    def _show_part(self, part: Section, *, shown: bool) -> None:
        """A part with the line above it."""
        part.setVisible(shown)
        column = self.ui.column
        above = column.itemAt(column.indexOf(part) - 1)
        line = above.widget() if above is not None else None
        if line is not None:
            line.setVisible(shown)

    def _show_project(self, told: ProjectRow | None) -> None:
        self._show_part(self.project_part, shown=told is not None)
        if told is None:
            return
        self.project_part.say(percent_words(told))
        self.project_facts.show_facts(project_facts(told))
        self.steps.show_rows(told.steps)
        self.money.show_rows(told.money)
        self.counter_button.setVisible(bool(told.money))

    def claim(self) -> ClaimRow | None:
        """The claim that is chosen."""
        shown: ClaimRow | None = self.claims.current()
        known = self.card.claims if self.card else ()
        return next((one for one in known if shown and one.id == shown.id), None)

    def match(self) -> MatchRow | None:
        """What fits and is chosen; the best if none is."""
        row: MatchRow | None = self.matches.current()
        return row

    def _choose_waiting(self) -> None:
        """Of several claims the one that something is to be done about."""
        waiting = [one.id for one in self.claims.rows_model.rows if one.state in UNDERWAY]
        if waiting:
            self.claims.choose(waiting[0])

    def _allow(self) -> None:
        """Only what can be done next is offered."""
        row, claim = self.card.item if self.card else None, self.claim()
        state = claim.state if claim else ""
        self.claim_button.setVisible(bool(row and row.left))
        self.deliver_button.setVisible(state in ("claimed", "doing"))
        self.confirm_button.setVisible(state == "delivered")
        self.more_button.setVisible(state in ("claimed", "doing", "delivered"))
        withdrawn = bool(row and row.state == "withdrawn")
        self.withdraw_button.setText("恢复" if withdrawn else "撤下…")
        self.withdraw_button.setVisible(bool(row and (withdrawn or not row.taken)))
        self.change_button.setVisible(not withdrawn)


def _seen_from(item_id: int, one: ClaimRow) -> ClaimRow:
    """On a resource's card a claim that uses it says what for."""
    if one.matched_id != item_id:
        return one
    return replace(one, unit=f"用于“{one.title}”", member="", organisation="", matched="")
