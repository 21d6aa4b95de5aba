"""The card of one line: what it is, who has it, calls, contents, who had it, what was done."""

from datetime import date

from gridhall.lending.columns.counter import KIT, PAST, THINGS, card_facts, card_head
from gridhall.lending.queries.board import LineCard
from gridhall.lending.queries.loans import LoanRow
from gridhall.lending.queries.things import ThingRow
from gridhall.organisation.pages.side import (
    FactsPart,
    Section,
    ShortTable,
    SidePanel,
    buttons,
    said,
)
from gridhall.qt.buttons import button

# What the three buttons say for each kind of line; "" is not there.
_ACTS = {
    "loan": ("归还", "续借", "损坏、丢失"),
    "back": ("处理赔偿", "", ""),
    "kit": ("查过了", "放进内容", "取出"),
    "thing": ("借出", "改状态", ""),
    "deposit": ("取走", "", ""),
    "found": ("认领、移交", "出公告", "照片"),
    "stock": ("登记物品", "改种类", "看单件"),
    "counted": ("购入、发放", "改种类", ""),
    "done": ("", "", ""),
}


class LendingPanel(SidePanel):
    """The buttons follow the line: 归还 of a loan, 取走 of a parcel."""

    def __init__(self) -> None:
        super().__init__()
        self.card: LineCard | None = None
        self.facts, self.kit = FactsPart(), ShortTable(KIT, "药箱内容", 10)
        self.things, self.past = ShortTable(THINGS, "单件", 8), ShortTable(PAST, "借用经过", 6)
        self.calls, self.acts = said(), said()
        self.call = button("记催还", "Alt+C", "", "call")
        self.facts_section = self.add_section("", [self.facts])
        self.calls_section = self.add_section("催还", [self.calls, buttons(self.call)])
        self.kit_section = self.add_section("药箱内容", [self.kit])
        self.things_section = self.add_section("单件", [self.things])
        self.past_section = self.add_section("谁借过", [self.past])
        self.acts_section = self.add_section("经过", [self.acts])
        self.ui.column.addStretch(1)
        self.first = button("归还", "Alt+R", "primary", "check")
        self.second = button("续借", "Alt+X")
        self.third = button("损坏、丢失", "Alt+S")
        self.set_foot([], [self.third, self.second, self.first])

    def show_card(self, card: LineCard, today: date) -> None:
        """Fill it."""
        self.card = card
        self.show_head(*card_head(card, today))
        self.facts.show_facts(card_facts(card))
        self.kit.show_rows(card.kit)
        self.things.show_rows(card.things)
        self.past.show_rows(card.past)
        self.calls.setText(
            "\n".join(f"{c.called_on:%m-%d} {c.clerk_name}：{c.words}" for c in card.calls)
        )
        self.acts.setText("\n".join(card.acts))
        for section, some in (
            (self.calls_section, card.calls or manner_of(card) == "loan"),
            (self.kit_section, card.kit),
            (self.things_section, card.things),
            (self.past_section, card.past),
            (self.acts_section, card.acts),
        ):
            self._show_section(section, shown=bool(some))
        self._name_acts(card)
        self.settle()

    def manner(self) -> str:
        """Which acts the line on show has."""
        return "done" if self.card is None else manner_of(self.card)

    def _show_section(self, section: Section, *, shown: bool) -> None:
        """A section with the line above it."""
        section.setVisible(shown)
        column = self.ui.column
        above = column.itemAt(column.indexOf(section) - 1)
        line = above.widget() if above is not None else None
        if line is not None:
            line.setVisible(shown)

    def _name_acts(self, card: LineCard) -> None:
        manner = manner_of(card)
        words = _ACTS[manner]
        for made, said_ in zip((self.first, self.second, self.third), words, strict=True):
            made.setText(said_)
            made.setVisible(bool(said_))
        self.call.setVisible(manner == "loan")
        self.calls.setVisible(bool(card.calls))


def manner_of(card: LineCard) -> str:
    """Which acts a line has."""
    row = card.row
    if isinstance(row, LoanRow):
        if row.is_open:
            return "loan"
        return "back" if row.trouble and not row.settled else "done"
    if isinstance(row, ThingRow):
        return "kit" if row.subject == "kit" else "thing"
    if card.kind == "stock":
        return "counted" if getattr(row, "way", "") in ("counted", "given") else "stock"
    closed = getattr(row, "taken_on", None) or getattr(row, "closed_on", None)
    return "done" if closed is not None else card.kind
