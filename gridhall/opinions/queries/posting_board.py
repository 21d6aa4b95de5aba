"""What the view 公示红黑榜 shows: everything at once, and the card of one line."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from gridhall.issues.queries.cards import StoryLine, story
from gridhall.opinions.queries.bulletins import (
    ArticleRow,
    BulletinRow,
    articles,
    bulletin,
    bulletins,
    missing_quarter,
)
from gridhall.opinions.queries.compacts import CompactRow, compact, compacts, editions
from gridhall.opinions.queries.honors import HonorRow, honor, honors
from gridhall.opinions.queries.postings import (
    NoticeRow,
    ObjectionRow,
    notice,
    notices,
    objection,
    objections,
    open_objections,
)

Row = NoticeRow | HonorRow | CompactRow | BulletinRow
_TABLES = {
    "notice": "public_notice",
    "honor": "honor_entry",
    "compact": "compact",
    "bulletin": "bulletin",
}


@dataclass(frozen=True, slots=True)
class Postings:
    """Everything the list may show; `missing` is a quarter without its paper."""

    notices: list[NoticeRow]
    objections: list[ObjectionRow]
    honors: list[HonorRow]
    compacts: list[CompactRow]
    bulletins: list[BulletinRow]
    over: tuple[Row, ...]
    missing: str


@dataclass(frozen=True, slots=True)
class PostingCard:
    """What the card shows of one line; what does not apply is empty."""

    kind: str  # notice, honor, compact, bulletin
    row: Row
    objections: tuple[ObjectionRow, ...] = ()
    articles: tuple[ArticleRow, ...] = ()
    editions: tuple[CompactRow, ...] = ()
    story: tuple[StoryLine, ...] = ()
    chosen: int | None = None  # the objection that led here


def postings(session: Session, today: date) -> Postings:
    """What is posted as it stands."""
    over: list[Row] = [*notices(session, ended=True), *honors(session, ended=True)]
    return Postings(
        notices(session),
        open_objections(session),
        honors(session),
        compacts(session),
        bulletins(session),
        (*over, *compacts(session, ended=True)),
        missing_quarter(session, today),
    )


def posting_card(session: Session, kind: str, row_id: int) -> PostingCard:
    """The card of one line; an objection's is its notice's."""
    if kind == "objection":
        one = objection(session, row_id)
        told = posting_card(session, "notice", one.notice_id)
        return PostingCard("notice", told.row, told.objections, story=told.story, chosen=row_id)
    acts = tuple(story(session, _TABLES[kind], row_id)[:20])
    if kind == "notice":
        listed = tuple(objections(session, row_id))
        return PostingCard(kind, notice(session, row_id), listed, story=acts)
    if kind == "honor":
        return PostingCard(kind, honor(session, row_id), story=acts)
    if kind == "compact":
        row = compact(session, row_id)
        others = tuple(one for one in editions(session, row.compound_id) if one.id != row.id)
        return PostingCard(kind, row, editions=others, story=acts)
    written = tuple(articles(session, row_id))
    return PostingCard("bulletin", bulletin(session, row_id), articles=written, story=acts)


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to be done about what is posted, for 今日 and the view's count."""

    key: tuple[str, int]
    words: str
    tone: str


def todo(session: Session, today: date) -> list[Todo]:
    """Notices to post or take down, objections to answer, entries to approve or end."""
    found = []
    for one in notices(session):
        words, tone = one.due(today)
        if tone in ("red", "amber"):
            found.append(Todo(("notice", one.id), f"公示“{one.title}”{words}", tone))
    for two in open_objections(session):
        words, tone = two.due(today)
        found.append(Todo(("objection", two.id), f"异议{words}", tone))
    for three in honors(session):
        words, tone = three.due(today)
        waits = three.state == "pending" or tone == "amber"
        if waits:
            found.append(
                Todo(("honor", three.id), f"{three.kind_label}“{three.title}”{words}", tone)
            )
    rank = {"red": 0, "amber": 1}
    return sorted(found, key=lambda each: rank.get(each.tone, 2))
