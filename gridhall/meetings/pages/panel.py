"""The card of a meeting or a debrief: when and where, the agenda, who is invited, what was done."""

from datetime import date
from typing import Final

from gridhall.meetings.columns.agenda import CARD
from gridhall.meetings.columns.meetings import (
    agenda_words,
    card_chips,
    card_facts,
    debrief_facts,
)
from gridhall.meetings.columns.members import SHORT_MEMBERS
from gridhall.meetings.queries.cards import MeetingCard
from gridhall.meetings.queries.debriefs import DebriefRow
from gridhall.organisation.pages.side import FactsPart, Section, ShortTable, SidePanel, said
from gridhall.qt.buttons import button
from gridhall.qt.labels import set_look

# What the three buttons say in each state; "" is not there.
_ACTS: Final = {
    "planned": ("开会", "发通知", "签到"),
    "noticed": ("开会", "再打通知", "签到"),
    "open": ("继续记录", "结束会议", "签到"),
    "held": ("出会议纪要", "交办单", "签到"),
    "minuted": ("看会议纪要", "交办单", ""),
    "cancelled": ("", "", ""),
    "debrief": ("修改述职", "评议表", ""),
}
Told = MeetingCard | DebriefRow


class MeetingPanel(SidePanel):
    """The buttons follow the meeting: 发通知, 开会, 出会议纪要."""

    def __init__(self) -> None:
        super().__init__()
        self.told: Told | None = None
        self.facts, self.story = FactsPart(), said()
        self.agenda, self.members = (
            ShortTable(CARD, "议题", 8),
            ShortTable(SHORT_MEMBERS, "参会", 6),
        )
        self.debriefs, self.claims, self.text = said("", ""), said("", ""), said("", "")
        self.add_section("", [self.facts])
        self._agenda = self.add_section("议题", [self.agenda])
        self._members = self.add_section("参会人员", [self.members])
        self._debriefs = self.add_section("述职", [self.debriefs])
        self._claims = self.add_section("会上认领", [self.claims])
        self._text = self.add_section("内容", [self.text])
        self._story = self.add_section("经过", [self.story])
        self.ui.column.addStretch(1)
        self.first = button("开会", "Alt+R", "primary", "check")
        self.second = button("发通知", "Alt+T")
        self.third = button("签到", "Alt+Q", "", "how_to_reg")
        self.set_foot([], [self.third, self.second, self.first])

    def show_meeting(self, card: MeetingCard, today: date) -> None:
        """A meeting."""
        self.told, row = card, card.row
        self.show_head(f"联席会议 · {row.words}", row.title, card_chips(row, today))
        self.facts.show_facts(card_facts(card))
        self.agenda.show_rows(card.items)
        self._agenda.say(agenda_words(card))
        self.members.show_rows(card.members)
        self._members.say(card.attendance.words if card.members else "还没有请人，按 Alt+Y 邀请")
        self.debriefs.setText("\n".join(f"{one.name} {one.judged}" for one in card.debriefs))
        self.claims.setText("\n".join(one.words for one in card.claims))
        lines = (f"{one.on:%m-%d} {one.clerk_name} {one.detail}" for one in card.story)
        self.story.setText("\n".join(lines))
        early = row.state == "planned" and row.held_on > today
        self._finish(row.state, early=early)

    def show_debrief(self, row: DebriefRow) -> None:
        """A debrief."""
        self.told = row
        self.show_head("述职", f"{row.name} {row.duty}".strip(), [(row.judged, "green")])
        self.facts.show_facts(debrief_facts(row))
        self.text.setText(row.text)
        for part in (self.debriefs, self.claims, self.story):
            part.setText("")
        self._finish("debrief")

    def manner(self) -> str:
        """Which acts the record on show has."""
        if self.told is None:
            return "cancelled"
        return self.told.row.state if isinstance(self.told, MeetingCard) else "debrief"

    def _finish(self, manner: str, *, early: bool = False) -> None:
        is_debrief = manner == "debrief"
        for section, some in (
            (self._agenda, not is_debrief),
            (self._members, not is_debrief),
            (self._debriefs, self.debriefs.text()),
            (self._claims, self.claims.text()),
            (self._text, is_debrief and self.text.text()),
            (self._story, self.story.text()),
        ):
            self._show_section(section, shown=bool(some))
        for made, words in zip((self.first, self.second, self.third), _ACTS[manner], strict=True):
            made.setText(words)
            made.setVisible(bool(words))
        # Until the day has come what is next is the notice.
        set_look(self.first, kind="" if early else "primary")
        set_look(self.second, kind="primary" if early else "")
        self.settle()

    def _show_section(self, section: Section, *, shown: bool) -> None:
        """A section with the line above it."""
        section.setVisible(shown)
        column = self.ui.column
        above = column.itemAt(column.indexOf(section) - 1)
        line = above.widget() if above is not None else None
        if line is not None:
            line.setVisible(shown)
