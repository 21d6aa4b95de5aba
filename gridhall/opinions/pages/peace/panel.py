"""The card of one line of 调解排查: what it is, its parties, hazards or lines, what was done."""

from datetime import date
from typing import Any

from gridhall.opinions.columns.peace import FOUND, KEPT, PARTIES, body_of, facts, head
from gridhall.opinions.columns.postings import told
from gridhall.opinions.queries.inspections import HazardRow, InspectionRow
from gridhall.opinions.queries.mediations import MediationRow
from gridhall.opinions.queries.peace_board import PeaceCard
from gridhall.opinions.queries.themes import EntryRow
from gridhall.organisation.pages.side import FactsPart, Section, SidePanel, buttons, said
from gridhall.organisation.pages.tall import TallTable
from gridhall.qt.buttons import button

# What the three buttons of the foot say for each kind of line; "" is not there.
ACTS = {
    "mediation_accepted": ("达成协议", "调解不成", "终止调解"),
    "mediation_agreed": ("登记履行", "登记回访", "没有履行"),
    "mediation_performed": ("登记回访", "", ""),
    "mediation_failed": ("转吹哨台账", "重新调解", ""),
    "mediation_withdrawn": ("重新调解", "转吹哨台账", ""),
    "handed_on": ("看问题", "", ""),
    "hazard_open": ("登记复查", "转吹哨台账", "延期"),
    "hazard_handed_on": ("登记复查", "看问题", "延期"),
    "inspection": ("补记隐患", "", ""),
    "theme_kept": ("登记一户", "改情况", "结束台账"),
    "done": ("", "", ""),
}


class PeacePanel(SidePanel):
    """The buttons follow the line: 达成协议 of a dispute, 登记复查 of a hazard."""

    def __init__(self) -> None:
        super().__init__()
        self.card: PeaceCard | None = None
        self.facts, self.body, self.acts = FactsPart(), said(role=""), said()
        self.parties = TallTable(PARTIES, "当事人", 4)
        self.found = TallTable(FOUND, "发现的隐患，Enter 看这一处", 6)
        self.kept = TallTable(KEPT, "台账，Enter 改情况", 9)
        self.drop = button("退出台账", "Alt+K")
        self.photos = button("照片", "Alt+Z", "", "visibility")
        self.add_section("", [self.facts, buttons(self.photos)])
        self.parted = self.add_section("当事人", [self.parties])
        self.listed = self.add_section("发现的隐患", [self.found])
        self.lined = self.add_section("逐户", [self.kept, buttons(self.drop)])
        self.worded = self.add_section("纠纷和协议", [self.body])
        self.done = self.add_section("经过", [self.acts])
        self.ui.column.addStretch(1)
        self.first = button("达成协议", "Alt+R", "primary", "check")
        self.second = button("调解不成", "Alt+X")
        self.third = button("终止调解", "Alt+S")
        self.set_foot([], [self.third, self.second, self.first])

    def show_card(self, card: PeaceCard, today: date) -> None:
        """Fill it."""
        self.card = card
        self.show_head(*head(card, today))
        self.facts.show_facts(facts(card.row))
        self.body.setText(body_of(card.row))
        self.parties.show_rows(card.parties)
        self.found.show_rows(card.hazards)
        self.kept.show_rows(card.lines)
        self.acts.setText(told(card.story))
        for section, some in (
            (self.parted, card.parties),
            (self.listed, card.hazards),
            (self.lined, card.lines),
            (self.worded, self.body.text()),
            (self.done, card.story),
        ):
            self._show_section(section, shown=bool(some))
        for made, text in zip((self.first, self.second, self.third), ACTS[manner_of(card)],
                              strict=True):  # fmt: skip
            made.setText(text)
            made.setVisible(bool(text))
        self.photos.setVisible(card.kind != "theme")
        self.photos.setText(f"照片 {card.kept}" if card.kept else "照片")
        self.settle()

    def line(self) -> EntryRow | None:
        """The line of a register that is chosen."""
        row: EntryRow | None = self.kept.current()
        return row

    def _show_section(self, section: Section, *, shown: bool) -> None:
        """A section with the line above it."""
        section.setVisible(shown)
        column = self.ui.column
        above = column.itemAt(column.indexOf(section) - 1)
        line: Any = above.widget() if above is not None else None
        if line is not None:
            line.setVisible(shown)


def manner_of(card: PeaceCard) -> str:
    """Which acts a line has."""
    row = card.row
    if isinstance(row, MediationRow):
        return _of_mediation(row)
    if isinstance(row, HazardRow):
        if not row.is_open:
            return "done"
        return "hazard_handed_on" if row.issue_id else "hazard_open"
    if isinstance(row, InspectionRow):
        return "inspection"
    return "done" if row.ended_on else "theme_kept"


def _of_mediation(row: MediationRow) -> str:
    if row.issue_id is not None:
        return "handed_on"
    if row.state == "performed" and row.called_on is not None:
        return "done"
    known = f"mediation_{row.state}"
    return known if known in ACTS else "done"
