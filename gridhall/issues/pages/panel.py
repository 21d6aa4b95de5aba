"""The card of one issue: whose, until when, five marks, measures, people, photos, its story."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gridhall.issues.columns.issues import (
    RESPONSES,
    SHORT_MEASURES,
    TAKEN,
    card_facts,
    card_head,
    measure_marks,
)
from gridhall.issues.labels import PEOPLE
from gridhall.issues.pages.foot import IssueFoot
from gridhall.issues.pages.marks import MeasureMarks
from gridhall.issues.pages.offers import SUPERVISE, offer
from gridhall.issues.queries.cards import IssueCard, PersonRow, StoryLine
from gridhall.organisation.pages.side import (
    FactsPart,
    Section,
    ShortTable,
    SidePanel,
    buttons,
    said,
)
from gridhall.qt.buttons import button
from gridhall.qt.context import Context
from gridhall.qt.frames import Banner


class IssuePanel(SidePanel):
    """What is pressed is told to the page."""

    step_wanted = Signal(str)  # a step of rules.states, or of pages.offers
    resident_wanted = Signal(int)
    issue_wanted = Signal(int)
    measure_opened = Signal(object)  # MeasureRow

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.card: IssueCard | None = None
        self.heed, self.facts, self.marks = Banner(), FactsPart(), MeasureMarks([
            *SHORT_MEASURES.values()
        ])  # fmt: skip
        self.measures = ShortTable(TAKEN, "措施记录，回车登记回复", 5)
        self.responses = ShortTable(RESPONSES, "分派经过", 5)
        self.people, self.photos, self.story = said(), said(), said()
        self.into = button("", "", "text", "arrow_forward")
        self.resident = button("看居民档案", "", "text", "person")
        self.foot = IssueFoot(self)
        self._build()
        self.foot.chosen.connect(self.step_wanted)
        self.heed.acted.connect(lambda: self.step_wanted.emit(SUPERVISE))
        self.into.clicked.connect(self._go_into)
        self.resident.clicked.connect(self._open_resident)
        self.measures.opened.connect(self.measure_opened)

    def show_card(self, card: IssueCard, paper: str) -> None:
        """Fill it; `paper` is the kind that Ctrl+P prints."""
        self.card, context = card, self._context
        today = context.today()
        self.show_head(*card_head(card.row, today, context.calendar))
        self._show_heed(card)
        self.facts.show_facts(card_facts(card, today))
        marks = [(words, code == "ledger" or bool(day), day) for words, code, day in
                 measure_marks(card.measures)]  # fmt: skip
        self.marks.show_marks(marks)
        self._show_links(card)
        self._show_parts(card)
        self.foot.show_offer(card, offer(card, context.clerk, today), paper)
        self.settle()

    def _build(self) -> None:
        self.add_section("", [self.heed, self.facts, buttons(self.resident, self.into)])
        self.add_section("五项措施", [self.marks, self.measures])
        self.responses_section = self.add_section("分派经过", [self.responses])
        self.people_section = self.add_section("相关人员", [self.people])
        self.photos_section = self.add_section("照片和附件", [self.photos])
        self.add_section("经过", [self.story])
        self.ui.column.addStretch(1)
        self.ui.footRow.addLayout(self.foot.rows(), 1)

    def _show_heed(self, card: IssueCard) -> None:
        """Overdue: how long, how often supervised, and the letter by one key."""
        row, context = card.row, self._context
        self.heed.hide()
        if row.overdue(context.today()):
            many = len(card.measures_of("supervision"))
            told = f"，督办过 {many} 次" if many else "，还没有督办"
            late = row.due(context.today(), context.calendar).text
            self.heed.say("red", f"{late}{told}", "出督办函", "Alt+D")

    def _show_links(self, card: IssueCard) -> None:
        row = card.row
        self.resident.setVisible(row.person_id is not None)
        self.into.setVisible(row.duplicate_of is not None)
        self.into.setText(f"看 {card.into.number}" if card.into is not None else "")

    def _show_parts(self, card: IssueCard) -> None:
        self.measures.show_rows(card.measures)
        self.responses.show_rows(card.responses)
        self.people.setText("\n".join(_person(one) for one in card.people))
        self.photos.setText(photo_words(card))
        self.story.setText("\n".join(story_words(one) for one in card.story))
        for section, some in (
            (self.responses_section, len(card.responses) > 1),
            (self.people_section, bool(card.people)),
        ):
            self._show_section(section, shown=some)

    def _show_section(self, section: Section, *, shown: bool) -> None:
        """A section with the line above it."""
        section.setVisible(shown)
        column = self.ui.column
        above = column.itemAt(column.indexOf(section) - 1)
        line: QWidget | None = above.widget() if above is not None else None
        if line is not None:
            line.setVisible(shown)

    def _go_into(self) -> None:
        if self.card is not None and self.card.row.duplicate_of is not None:
            self.issue_wanted.emit(self.card.row.duplicate_of)

    def _open_resident(self) -> None:
        if self.card is not None and self.card.row.person_id is not None:
            self.resident_wanted.emit(self.card.row.person_id)


def _person(one: PersonRow) -> str:
    return " ".join(filter(None, (one.name, one.masked_phone, f"（{PEOPLE.get(one.role, '')}）")))


def photo_words(card: IssueCard) -> str:
    """照片 3 张（之后 1 张），附件 1 份; what closing still lacks is said."""
    after = sum(one.stage == "after" for one in card.photos)
    told = [f"照片 {len(card.photos)} 张" + (f"（之后 {after} 张）" if after else "")]
    if not card.photos:
        told = []
    told += [f"附件 {len(card.attachments)} 份"] if card.attachments else []
    return "，".join(told) or "还没有，按 Alt+Z 加；销号要有整改后的照片或附件"


def story_words(one: StoryLine) -> str:
    """11-20 王芳：分派给城管中队，12-01 前办完."""
    undone = "（已撤回）" if one.undone else ""
    told = one.detail if one.detail.startswith(one.words[:2]) else f"{one.words}：{one.detail}"
    return f"{one.on:%m-%d} {one.clerk_name}：{told}{undone}"
