"""The one list of what is posted: 公示, objections, 红黑榜, 公约, 邻里报 as lines of one kind."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from gridhall.issues.queries.cards import StoryLine
from gridhall.opinions.queries.bulletins import ArticleRow, BulletinRow
from gridhall.opinions.queries.compacts import CompactRow
from gridhall.opinions.queries.honors import HonorRow
from gridhall.opinions.queries.posting_board import PostingCard, Postings, Row
from gridhall.opinions.queries.postings import NoticeRow, ObjectionRow
from gridhall.qt.table import Column

PILLS = ("要办", "公示", "异议", "红榜", "黑榜", "公约", "邻里报", "已结束")
TODO, NOTICES, OBJECTIONS, RED, BLACK, COMPACTS, BULLETINS, OVER = range(len(PILLS))
_URGENT: Final = {"red": 0, "amber": 1, "purple": 2, "blue": 3}


@dataclass(frozen=True, slots=True)
class Line:
    """One line; `key` is the kind of row and its id."""

    key: tuple[str, int]
    what: str
    below: str
    where: str
    when: str
    day: str
    tone: str


def lines(told: Postings, pill: int, today: date) -> list[Line]:
    """What a pill shows, the most urgent first where something is to be done."""
    known = (*told.notices, *(one for one in told.over if isinstance(one, NoticeRow)))
    titles = {one.id: one.title for one in known}
    if pill == TODO:
        found = list(_todo(told, titles, today))
        return sorted(found, key=lambda line: _URGENT.get(line.tone, 4))
    if pill == NOTICES:
        return [_notice(one, today) for one in told.notices]
    if pill == OBJECTIONS:
        return [_objection(one, titles, today) for one in told.objections]
    if pill in (RED, BLACK):
        kind = "red" if pill == RED else "black"
        return [_honor(one, today) for one in told.honors if one.kind == kind]
    if pill == COMPACTS:
        return [_compact(one) for one in told.compacts]
    if pill == BULLETINS:
        return [_bulletin(one, today) for one in told.bulletins]
    return [line_of(one, today) for one in told.over]


def counts(told: Postings, today: date) -> list[int | None]:
    """How many lines each pill has; what is over is not counted."""
    return [*(len(lines(told, pill, today)) for pill in range(OVER)), None]


def line_of(row: Row, today: date) -> Line:
    """A row as its line."""
    if isinstance(row, NoticeRow):
        return _notice(row, today)
    if isinstance(row, HonorRow):
        return _honor(row, today)
    if isinstance(row, CompactRow):
        return _compact(row)
    return _bulletin(row, today)


def pill_of(row: Row) -> int:
    """The pill under which a row is found."""
    if isinstance(row, NoticeRow):
        return NOTICES if row.is_open else OVER
    if isinstance(row, HonorRow):
        return OVER if not row.is_open else RED if row.kind == "red" else BLACK
    if isinstance(row, CompactRow):
        return OVER if row.state == "ended" else COMPACTS
    return BULLETINS


def _todo(told: Postings, titles: dict[int, str], today: date) -> Iterator[Line]:
    for one in told.notices:
        if one.due(today)[1] in ("red", "amber"):
            yield _notice(one, today)
    yield from (_objection(one, titles, today) for one in told.objections)
    for two in told.honors:
        if two.state != "published" or two.due(today)[1] == "amber":
            yield _honor(two, today)
    yield from (_compact(one) for one in told.compacts if one.state == "draft")
    yield from (_bulletin(one, today) for one in told.bulletins if one.state == "draft")


def _notice(row: NoticeRow, today: date) -> Line:
    words, tone = row.due(today)
    return Line(
        ("notice", row.id), row.title, f"公示 · {row.number} · {row.kind_label}", row.place, words,
        f"{row.posted_from:%m-%d} 至 {row.posted_to:%m-%d}", tone,
    )  # fmt: skip


def _objection(row: ObjectionRow, titles: dict[int, str], today: date) -> Line:
    words, tone = row.due(today)
    title = titles.get(row.notice_id, "")
    return Line(
        ("objection", row.id), row.words.split("\n")[0], f"异议 · {title}", row.who, words,
        f"{row.raised_on:%m-%d} 提出", tone,
    )  # fmt: skip


def _honor(row: HonorRow, today: date) -> Line:
    words, tone = row.due(today)
    where = row.compound or "全社区"
    return Line(
        ("honor", row.id), row.title, f"{row.kind_label} · {row.shown}", where, words,
        f"{row.happened_on:%m-%d}", tone,
    )  # fmt: skip


def _compact(row: CompactRow) -> Line:
    tone = {"draft": "blue", "in_force": "green"}.get(row.state, "grey")
    day = f"{row.adopted_on:%y-%m-%d} 通过" if row.adopted_on else "还没有表决"
    return Line(
        ("compact", row.id), row.title, f"公约 · 第 {row.edition} 版 · {len(row.listed)} 条",
        row.where, row.state_label, day, tone,
    )  # fmt: skip


def _bulletin(row: BulletinRow, today: date) -> Line:
    words, tone = row.due(today)
    return Line(
        ("bulletin", row.id), row.title, f"邻里报 · 总第 {row.ordinal} 期 · {row.articles} 篇",
        row.organisation or "—", words, f"执笔 {row.editor}", tone,
    )  # fmt: skip


LINES: tuple[Column[Line], ...] = (
    Column("事项", lambda one: one.what, 200, "two", sub=lambda one: one.below, stretch=True),
    Column("哪里", lambda one: one.where, 130, spread=True),
    Column("日期", lambda one: one.day, 128, "dim", from_width=1240),
    Column("情况", lambda one: one.when, 136, "due", tone=lambda one: one.tone),
)

OBJECTED: tuple[Column[ObjectionRow], ...] = (
    Column(
        "异议", lambda row: row.words.split("\n")[0], 150, "two", stretch=True,
        sub=lambda row: f"{row.who} {row.masked_phone}".strip(),
    ),
    Column(
        "情况", lambda row: _found(row), 110, "two", sub=lambda row: f"{row.raised_on:%m-%d} 提出"
    ),
)  # fmt: skip

WRITTEN: tuple[Column[ArticleRow], ...] = (
    Column("稿子", lambda row: row.title, 160, "two", stretch=True, sub=lambda row: _size(row)),
    Column("栏目", lambda row: row.kind_label, 92),
)

PAST: tuple[Column[CompactRow], ...] = (
    Column("版次", lambda row: f"第 {row.edition} 版", 80),
    Column("通过", lambda row: str(row.adopted_on or "没有通过"), 104, stretch=True),
    Column("废止", lambda row: str(row.ended_on or "—"), 104),
)


def _size(row: ArticleRow) -> str:
    photos = f"{row.photos} 张照片" if row.photos else ""
    return " · ".join(filter(None, (row.author, f"{len(row.body)} 字", photos)))


def _found(row: ObjectionRow) -> str:
    if row.is_open:
        return f"{row.answer_by:%m-%d} 前答复" if row.answer_by else "待答复"
    return "成立" if row.upheld else "不成立"


def head(card: PostingCard, today: date) -> tuple[str, str, list[tuple[str, str]]]:
    """What stands above the card: path, name, chips."""
    row = card.row
    if isinstance(row, NoticeRow):
        open_ = (f"异议 {row.unanswered} 条待答复", "amber") if row.unanswered else ("", "")
        due = row.due(today) if row.is_open else ("", "")
        return f"公示 · {row.number}", row.title, [(row.state_label, "grey"), due, open_]
    if isinstance(row, HonorRow):
        board = (row.kind_label, "grey" if row.kind == "black" else "green")
        chips = [(row.state_label, row.due(today)[1]), board]
        return f"{row.kind_label} · {row.compound or '全社区'}", row.title, chips
    if isinstance(row, CompactRow):
        return f"居民公约 · {row.where}", row.title, [
            (f"第 {row.edition} 版", "grey"), (row.state_label, _compact(row).tone),
        ]  # fmt: skip
    return f"邻里报 · 总第 {row.ordinal} 期", row.title, [row.due(today)]


def facts(card: PostingCard) -> list[tuple[str, str]]:
    """What the card says; empty values are left out."""
    row = card.row
    if isinstance(row, NoticeRow):
        return _notice_facts(row)
    if isinstance(row, HonorRow):
        return _honor_facts(row)
    if isinstance(row, CompactRow):
        return [
            ("通过", f"{row.adopted_on} {row.adopted_how}" if row.adopted_on else "还没有表决"),
            ("废止", str(row.ended_on or "")),
            ("前言", row.preface),
        ]
    return [
        ("主办", row.organisation),
        ("本期执笔", row.editor),
        ("印发", str(row.published_on or "还没有印发")),
        ("稿子", f"{row.articles} 篇"),
    ]


def _notice_facts(row: NoticeRow) -> list[tuple[str, str]]:
    span = f"{row.posted_from} 至 {row.posted_to}，共 {row.days} 天（两头都算）"
    photos = f"{row.photos} 张" if row.photos else "还没有，贴好拍一张，按 Alt+Z 加"
    down = f"{row.down_on}" if row.state in ("draft", "posted") else ""
    return [
        ("公示期", span),
        ("张贴地点", " · ".join(filter(None, (row.place, row.compound)))),
        ("张贴", str(row.posted_on or "还没有贴")),
        ("该撤下", down),
        ("撤下", str(row.taken_on or "")),
        ("张贴照片", photos),
        ("联系", " ".join(filter(None, (row.contact, row.phone)))),
        ("撤回原因", row.why),
        ("经办", row.clerk_name),
    ]


def _honor_facts(row: HonorRow) -> list[tuple[str, str]]:
    if row.kind == "black":
        inside = f"{row.about}（只在厅内看，不上榜）" if row.about else ""
    else:
        agreed = f"，{row.consent_on} 同意公开姓名" if row.consent_on else "，没有同意，姓名已遮住"
        inside = f"{row.about}{agreed}" if row.about else ""
    span = f"{row.publish_from} 至 {row.publish_to}" if row.publish_from else ""
    return [
        ("榜上写成", row.shown),
        ("是谁", inside),
        ("发生日期", str(row.happened_on)),
        ("吹哨问题", row.issue),
        ("审批", f"{row.approved_by} {row.opinion}".strip()),
        ("在榜", span),
        ("下榜", " ".join(filter(None, (str(row.ended_on or ""), row.why)))),
        ("照片", f"{row.photos} 张" if row.photos else ""),
        ("登记", row.clerk_name),
    ]


def body_of(card: PostingCard) -> str:
    """The words that are shown in public."""
    row = card.row
    if isinstance(row, NoticeRow):
        return row.body
    if isinstance(row, HonorRow):
        return row.story
    if isinstance(row, CompactRow):
        return "\n".join(f"{place}. {line}" for place, line in enumerate(row.listed, start=1))
    return ""


def told(story: Iterable[StoryLine]) -> str:
    """What was done, the latest first, a line each."""
    return "\n".join(
        f"{one.at.astimezone():%m-%d %H:%M} {one.clerk_name} {one.detail}"
        + ("（已撤回）" if one.undone else "")
        for one in story
    )
