"""The card of one line: what it is, how demands rank, who came, what was done."""

from datetime import date

from gridhall.opinions.columns.talks import RANKED, VISITORS, card_facts, card_head
from gridhall.opinions.queries.receptions import ReceptionRow
from gridhall.opinions.queries.surveys import SurveyRow
from gridhall.opinions.queries.talks import TalkCard
from gridhall.opinions.queries.topics import TopicRow
from gridhall.organisation.pages.side import FactsPart, Section, ShortTable, SidePanel, said
from gridhall.qt.buttons import button

# What the three buttons say for each manner; "" is not there.
ACTS = {
    "survey-draft": ("走访名单", "开始调查", "改调查"),
    "survey-ready": ("开始调查", "走访名单", "改调查"),
    "survey-open": ("录入调查表", "走访名单", "结束调查"),
    "survey-ended": ("处理诉求", "接着调查", ""),
    "survey-done": ("", "", ""),
    "topic-proposed": ("登记议事", "改议题", "不再议"),
    "topic-discussed": ("开始表决", "改议事", "不再议"),
    "topic-voting": ("录入表决", "结束表决", "不再议"),
    "topic-passed": ("登记办成", "转吹哨台账", "不再议"),
    "topic-finished": ("登记评议", "转吹哨台账", ""),
    "topic-failed": ("", "", "不再议"),
    "topic-over": ("", "", ""),
    "reception-ahead": ("出公告", "改接待日", "取消"),
    "reception-today": ("登记来访", "转吹哨台账", "结束接待"),
    "reception-held": ("登记来访", "转吹哨台账", "记答复"),
    "reception-over": ("", "", ""),
}


class TalksPanel(SidePanel):
    """The buttons follow the line: 录入调查表 of a survey, 录入表决 of a topic."""

    def __init__(self) -> None:
        super().__init__()
        self.card: TalkCard | None = None
        self._manner = "survey-done"
        self.facts, self.ranked = FactsPart(), ShortTable(RANKED, "诉求排序", 8)
        self.visitors = ShortTable(VISITORS, "来访", 6)
        self.words, self.acts = said(), said()
        self.facts_section = self.add_section("", [self.facts])
        self.ranked_section = self.add_section("诉求排序", [self.ranked])
        self.visitors_section = self.add_section("来访", [self.visitors])
        self.words_section = self.add_section("意见和建议", [self.words])
        self.acts_section = self.add_section("经过", [self.acts])
        self.ui.column.addStretch(1)
        self.first = button("录入调查表", "Alt+R", "primary", "check")
        self.second = button("走访名单", "Alt+X")
        self.third = button("结束调查", "Alt+S")
        self.set_foot([], [self.third, self.second, self.first])

    def manner(self) -> str:
        """Which acts the line on show has."""
        return self._manner

    def show_card(self, told: TalkCard, today: date) -> None:
        """Fill it."""
        before, self.card, self._manner = self.card, told, manner_of(told, today)
        self.show_head(*card_head(told, today))
        self.facts.show_facts(card_facts(told))
        self.ranked.show_rows([one for one in told.ranked if one.count])
        self.visitors.show_rows(told.visitors)
        if before is not None and _one_more(before, told):
            self.visitors.choose(told.visitors[-1].id)  # who just came is who a key is for
        self.words.setText("\n".join(f"· {one}" for one in told.words))
        self.acts.setText("\n".join(told.acts))
        for section, some in (
            (self.ranked_section, any(one.count for one in told.ranked)),
            (self.visitors_section, told.visitors),
            (self.words_section, told.words),
            (self.acts_section, told.acts),
        ):
            self._show_section(section, shown=bool(some))
        words = ACTS[self._manner]
        for made, named in zip((self.first, self.second, self.third), words, strict=True):
            made.setText(named)
            made.setVisible(bool(named))
        self.settle()

    def _show_section(self, section: Section, *, shown: bool) -> None:
        """A section with the line above it."""
        section.setVisible(shown)
        column = self.ui.column
        above = column.itemAt(column.indexOf(section) - 1)
        line = above.widget() if above is not None else None
        if line is not None:
            line.setVisible(shown)


def _one_more(before: TalkCard, told: TalkCard) -> bool:
    """Whether somebody came to the day on show."""
    same = (before.kind, before.row.id) == (told.kind, told.row.id)
    return same and len(told.visitors) > len(before.visitors)


def manner_of(told: TalkCard, today: date) -> str:
    """Which acts a line has."""
    row = told.row
    if isinstance(row, SurveyRow):
        if row.state == "draft":
            return "survey-ready" if row.households else "survey-draft"
        if row.state == "open":
            return "survey-open"
        return "survey-done" if row.outcomes else "survey-ended"
    if isinstance(row, TopicRow):
        return _topic_manner(row)
    return _reception_manner(row, today)


def _topic_manner(row: TopicRow) -> str:
    if row.stage == "proposed":
        return "topic-proposed"
    if row.stage == "discussed":
        return "topic-voting" if row.is_voting else "topic-discussed"
    if row.stage == "decided":
        if not row.passed:
            return "topic-failed"
        return "topic-finished" if row.done_on is not None else "topic-passed"
    return "topic-over"


def _reception_manner(row: ReceptionRow, today: date) -> str:
    if row.state == "cancelled":
        return "reception-over"
    if row.state == "held":
        return "reception-held"
    return "reception-today" if row.day <= today else "reception-ahead"
