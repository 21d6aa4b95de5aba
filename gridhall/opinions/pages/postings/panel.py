"""The card of one line of what is posted: its words as everybody sees them, and what was done."""

from datetime import date
from typing import Any

from gridhall.opinions.columns.postings import OBJECTED, PAST, WRITTEN, body_of, facts, head, told
from gridhall.opinions.queries.bulletins import ArticleRow, BulletinRow
from gridhall.opinions.queries.compacts import CompactRow
from gridhall.opinions.queries.honors import HonorRow
from gridhall.opinions.queries.posting_board import PostingCard
from gridhall.opinions.queries.postings import NoticeRow, ObjectionRow
from gridhall.organisation.pages.side import (
    FactsPart,
    Section,
    ShortTable,
    SidePanel,
    buttons,
    said,
)
from gridhall.organisation.pages.tall import TallTable
from gridhall.qt.buttons import button

# What the three buttons of the foot say for each kind of line; "" is not there.
ACTS = {
    "notice_draft": ("登记张贴", "修改", "撤回公示"),
    "notice_posted": ("登记异议", "撤回公示", ""),
    "notice_due": ("登记撤下", "登记异议", "撤回公示"),
    "notice_down": ("登记异议", "", ""),
    "honor_draft": ("定稿", "修改", ""),
    "black_draft": ("报批", "修改", ""),
    "honor_pending": ("审批", "撤回修改", ""),
    "honor_approved": ("发布上榜", "撤回修改", ""),
    "honor_published": ("下榜", "", ""),
    "compact_draft": ("登记通过", "修改", ""),
    "compact_in_force": ("拟新版", "废止", ""),
    "bulletin_draft": ("收稿", "引入红黑榜", "印发"),
    "done": ("", "", ""),
}


class PostingPanel(SidePanel):
    """The buttons follow the line: 登记张贴 of a notice, 审批 of a black entry."""

    def __init__(self) -> None:
        super().__init__()
        self.card: PostingCard | None = None
        self.facts, self.body, self.acts = FactsPart(), said(role=""), said()
        self.objections = TallTable(OBJECTED, "异议，Enter 答复", 4)
        self.articles = TallTable(WRITTEN, "稿子，Enter 改稿", 7)
        self.past = ShortTable(PAST, "其他版次", 4)
        self.photos = button("照片", "Alt+Z", "", "visibility")
        self.answer = button("答复", "Alt+A", "", "assignment_turned_in")
        self.slip = button("打印登记表", "", "", "print")
        self.up, self.down = button("上移", "Alt+↑"), button("下移", "Alt+↓")
        self.drop = button("撤稿", "Alt+K")
        self._sections()
        self.first = button("登记张贴", "Alt+R", "primary", "check")
        self.second = button("修改", "Alt+X")
        self.third = button("撤回公示", "Alt+S")
        self.set_foot([], [self.third, self.second, self.first])

    def _sections(self) -> None:
        self.add_section("", [self.facts, buttons(self.photos)])
        self.objected = self.add_section("异议", [self.objections, buttons(self.answer, self.slip)])
        row = buttons(self.up, self.down, self.drop)
        self.written = self.add_section("稿子", [self.articles, row])
        self.worded = self.add_section("公开的文字", [self.body])
        self.others = self.add_section("其他版次", [self.past])
        self.done = self.add_section("经过", [self.acts])
        self.ui.column.addStretch(1)

    def show_card(self, card: PostingCard, today: date) -> None:
        """Fill it."""
        self.card = card
        self.show_head(*head(card, today))
        self.facts.show_facts(facts(card))
        self.body.setText(body_of(card))
        self.objections.show_rows(card.objections)
        self.articles.show_rows(card.articles)
        self.past.show_rows(card.editions)
        self.acts.setText(told(card.story))
        if card.chosen is not None:
            self.objections.choose(card.chosen)
        for section, some in (
            (self.objected, card.objections),
            (self.written, card.articles),
            (self.worded, self.body.text()),
            (self.others, card.editions),
            (self.done, card.story),
        ):
            self._show_section(section, shown=bool(some))
        self._name_acts(card, today)
        self.settle()

    def manner(self, today: date) -> str:
        """Which acts the line on show has."""
        return "done" if self.card is None else manner_of(self.card, today)

    def objection(self) -> ObjectionRow | None:
        """The objection that is chosen."""
        row: ObjectionRow | None = self.objections.current()
        return row

    def article(self) -> ArticleRow | None:
        """The article that is chosen."""
        row: ArticleRow | None = self.articles.current()
        return row

    def _show_section(self, section: Section, *, shown: bool) -> None:
        """A section with the line above it."""
        section.setVisible(shown)
        column = self.ui.column
        above = column.itemAt(column.indexOf(section) - 1)
        line: Any = above.widget() if above is not None else None
        if line is not None:
            line.setVisible(shown)

    def _name_acts(self, card: PostingCard, today: date) -> None:
        words = ACTS[manner_of(card, today)]
        for made, text in zip((self.first, self.second, self.third), words, strict=True):
            made.setText(text)
            made.setVisible(bool(text))
        self.photos.setVisible(card.kind != "compact")
        waiting = any(one.is_open for one in card.objections)
        self.answer.setVisible(waiting)
        editing = isinstance(card.row, BulletinRow) and card.row.state == "draft"
        for made in (self.up, self.down, self.drop):
            made.setVisible(editing)


def manner_of(card: PostingCard, today: date) -> str:
    """Which acts a line has."""
    row = card.row
    if isinstance(row, NoticeRow):
        return _of_notice(row, today)
    if isinstance(row, HonorRow):
        if row.state in ("draft", "refused"):
            return "black_draft" if row.kind == "black" else "honor_draft"
        known = f"honor_{row.state}"
        return known if known in ACTS else "done"
    if isinstance(row, CompactRow):
        return "done" if row.state == "ended" else f"compact_{row.state}"
    return "bulletin_draft" if row.state == "draft" else "done"


def _of_notice(row: NoticeRow, today: date) -> str:
    if row.state == "posted":
        return "notice_due" if today >= row.down_on else "notice_posted"
    return {"draft": "notice_draft", "taken_down": "notice_down"}.get(row.state, "done")
