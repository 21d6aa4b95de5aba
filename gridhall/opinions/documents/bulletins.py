"""邻里报: two columns on A4 under a masthead, on one to four pages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from gridhall.core.errors import UserError
from gridhall.core.hall import Hall
from gridhall.opinions.documents.newspaper import (
    BLACK,
    INK,
    RED,
    Face,
    Placed,
    band,
    bottom_of,
    byline,
    columns_of,
    fill,
    headline,
    item_title,
    level,
    pages_of,
    paragraphs,
    photo,
    rule,
)
from gridhall.opinions.labels import ARTICLES
from gridhall.opinions.queries.bulletins import BulletinRow
from gridhall.opinions.rules.bulletins import ORDER, say_quarter
from gridhall.pdf.business_form import chinese_day
from gridhall.pdf.fonts import HEI, KAI, SONG, SONG_BOLD, house
from gridhall.pdf.form_blocks import baseline, centred, flush_right
from gridhall.pdf.marks import MM, Block, Mark, Rule, Style, Text
from gridhall.pdf.page import A4, About, Sheet
from gridhall.photos.queries import Picture as Photo

MOST_PAGES: Final = 4
_MARGIN, _GUTTER = 15 * MM, 8 * MM
_WIDTH = (A4[0] - 2 * _MARGIN - _GUTTER) / 2
LEFTS: Final = (_MARGIN, _MARGIN + _WIDTH + _GUTTER)
_RIGHT = A4[0] - _MARGIN
_FIRST_TOP, _NEXT_TOP, _BOTTOM = 62 * MM, 24 * MM, 280 * MM
_USUAL = 10.5  # points of the text: 五号
_LARGER, _SMALLER = (12.0, 11.5, 11.0), (10.0, 9.5, 9.0)
_SECTIONS: Final = {
    "red": ("红榜 · 身边好人好事", RED),
    "black": ("黑榜 · 不文明行为曝光", BLACK),
    "notice": ("公示公告", INK),
    "essay": ("居民来稿", INK),
}


@dataclass(frozen=True, slots=True)
class Story:
    """An article as it is printed: what must not be shown is hidden already."""

    kind: str
    title: str
    body: str
    author: str = ""
    photos: tuple[Photo, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """A quarter's paper as it is printed."""

    row: BulletinRow
    editor: str  # as it may be shown
    stories: tuple[Story, ...]

    def texts(self) -> Iterator[str]:
        """Every text, for telling two papers apart and for the fonts."""
        yield from (self.row.name, self.row.quarter, self.editor, self.row.organisation)
        for one in self.stories:
            yield from (one.title, one.body, one.author, *(p.row.caption for p in one.photos))


def bulletin_pdf(edition: Edition, hall: Hall, marks: tuple[str, str]) -> bytes:
    """The paper; `marks` are its number and the trail's head. UserError if it is too long."""
    lines = (line for text in edition.texts() for line in text.split("\n"))
    house().require_glyphs([*lines, hall.name, hall.phone])
    placed = lay_out(edition.stories)
    sheet = Sheet(A4, About(edition.row.title, hall.name, marks[0]))
    pages = pages_of(placed)
    for page in sorted(pages):
        head = _masthead(edition, hall) if page == 1 else _running_head(edition, page)
        low = bottom_of(placed, page)
        top = _FIRST_TOP if page == 1 else _NEXT_TOP
        middle = LEFTS[1] - _GUTTER / 2
        between = Rule(middle, top, middle, low, 0.4)
        around = (*head, between, *_foot(hall, marks))
        sheet.add([(0.0, Block(A4[1], around)), *pages[page]])
    return sheet.finish()


def lay_out(stories: Sequence[Story]) -> list[Placed]:
    """Pieces in their columns: the text as large as fits the pages that it needs anyhow."""
    usual = _placed(stories, _USUAL)
    need = usual[-1].column.page
    if need > MOST_PAGES or _is_scant(usual):
        for size in _SMALLER:
            tried = _placed(stories, size)
            if tried[-1].column.page < need and tried[-1].column.page <= MOST_PAGES:
                return level(tried, LEFTS)
    if need > MOST_PAGES:
        raise UserError(_too_long(stories))
    larger = (one for one in map(partial(_placed, stories), _LARGER) if _pages(one) <= need)
    return level(next(larger, usual), LEFTS)


def _placed(stories: Sequence[Story], size: float) -> list[Placed]:
    face = Face(_WIDTH, size)
    return fill(list(_pieces(stories, face)), columns_of(LEFTS, _FIRST_TOP, _NEXT_TOP, _BOTTOM))


def _pages(placed: Sequence[Placed]) -> int:
    return placed[-1].column.page


def _is_scant(placed: Sequence[Placed]) -> bool:
    """Whether the last page holds so little that a closer setting may save it."""
    last = placed[-1].column.page
    height = sum(one.block.height for one in placed if one.column.page == last)
    return last > 1 and height < 0.25 * 2 * (_BOTTOM - _NEXT_TOP)


def _too_long(stories: Sequence[Story]) -> str:
    placed = _placed(stories, _SMALLER[-1])
    over = sum(one.block.height for one in placed if one.column.page > MOST_PAGES)
    many = int(over / Face(_WIDTH, _SMALLER[-1]).leading * _WIDTH / _SMALLER[-1]) + 1
    return f"稿子排不下 {MOST_PAGES} 版，大约要删 {many} 个字，或者少放几张照片"


def _pieces(stories: Sequence[Story], face: Face) -> Iterator[Block]:
    """Section after section; news needs no band, for it comes first."""
    begun = False
    for kind in ORDER:
        mine = [one for one in stories if one.kind == kind]
        if mine and kind in _SECTIONS:
            yield band(*_SECTIONS[kind], face)
        for place, one in enumerate(mine):
            if kind in ("red", "black"):
                yield from _item(one, face)
            else:
                yield from _article(one, face, lead=not begun, first=place == 0)
            begun = True


def _article(one: Story, face: Face, *, lead: bool, first: bool) -> Iterator[Block]:
    size = face.size + (7 if lead else 3.5)
    if not lead and not first:
        yield rule(face)
    yield from headline(one.title, size, face, first=lead or first)
    yield from _photos(one.photos[:1], face)
    yield from paragraphs(one.body, face)
    if one.author:
        yield byline(one.author, face)
    yield from _photos(one.photos[1:], face)


def _item(one: Story, face: Face) -> Iterator[Block]:
    yield from item_title(one.title, _SECTIONS[one.kind][1], face)
    yield from paragraphs(one.body, face)
    yield from _photos(one.photos, face)


def _photos(photos: Sequence[Photo], face: Face) -> Iterator[Block]:
    for one in photos:
        yield photo(one, face, 70 * MM)


def _masthead(edition: Edition, hall: Hall) -> list[Mark]:
    """报头: the name large and red, beside it number, quarter and whose it is, rules below."""
    row = edition.row
    room = 0.60 * (_RIGHT - _MARGIN)
    size = 46.0
    while house().width(row.name, SONG_BOLD, size) > room - 10 and size > 18:
        size -= 1
    spread = min(10.0, (room - house().width(row.name, SONG_BOLD, size)) / max(1, len(row.name)))
    marks: list[Mark] = [
        Text(_MARGIN, 36 * MM, row.name, Style(SONG_BOLD, size, ink=RED), spread),
        Rule(_MARGIN, 44 * MM, _RIGHT, 44 * MM, 2.2, ink=RED),
        Rule(_MARGIN, 45.4 * MM, _RIGHT, 45.4 * MM, 0.6, ink=RED),
        Rule(_MARGIN, 54 * MM, _RIGHT, 54 * MM, 0.5),
    ]
    at, style = 22 * MM, Style(HEI, 11)
    left = _MARGIN + room + 4 * MM
    marks.append(Rule(left - 4 * MM, 17 * MM, left - 4 * MM, 41 * MM, 0.5))
    for line in (f"总第 {row.ordinal} 期", say_quarter(row.quarter), f"本期执笔：{edition.editor}"):
        for part in _fitted(line, _RIGHT - left, style):
            marks.append(Text(left, at + baseline(6 * MM, 11) - 3 * MM, part, style))
            at += 6.6 * MM
    owner = row.organisation or hall.name
    marks.append(Text(_MARGIN, 51 * MM, f"主办：{owner}", Style(KAI, 11)))
    out = row.published_on
    day = chinese_day(out) + " 印发" if out else "样报，尚未印发"
    marks.append(flush_right(day, _RIGHT, 51 * MM, Style(KAI, 11)))
    return marks


def _fitted(line: str, room: float, style: Style) -> list[str]:
    """One line, made of two if it is too long for its room."""
    if house().width(line, style.font, style.size) <= room:
        return [line]
    head, mark, tail = line.partition("：")
    return [f"{head}{mark}", tail]


def _running_head(edition: Edition, page: int) -> list[Mark]:
    row, y = edition.row, 16 * MM
    return [
        Text(_MARGIN, y, row.name, Style(SONG_BOLD, 13, ink=RED)),
        centred(say_quarter(row.quarter), A4[0] / 2, y, Style(SONG, 10)),
        flush_right(f"第 {page} 版", _RIGHT, y, Style(SONG, 10)),
        Rule(_MARGIN, 18.5 * MM, _RIGHT, 18.5 * MM, 0.8, ink=RED),
    ]


def _foot(hall: Hall, marks: tuple[str, str]) -> list[Mark]:
    number, anchor = marks
    style, y = Style(SONG, 8.5, 0.35), A4[1] - 8 * MM
    told = f"来稿和意见请交{hall.name}" + (f"，电话 {hall.phone}" if hall.phone else "")
    small = "  ".join(filter(None, (number, anchor)))
    return [
        Rule(_MARGIN, A4[1] - 13 * MM, _RIGHT, A4[1] - 13 * MM, 0.4),
        Text(_MARGIN, y, told, style),
        flush_right(small, _RIGHT, y, Style(SONG, 7, 0.45)),
    ]


def sections() -> dict[str, str]:
    """The sections as sheets offer them."""
    return dict(ARTICLES)
