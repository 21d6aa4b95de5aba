"""红黑榜: a sheet to hang, good deeds in the left column, bad ones in the right."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from gridhall.core.errors import UserError
from gridhall.core.hall import Hall
from gridhall.opinions.documents.newspaper import (
    BLACK,
    RED,
    Column,
    Face,
    Placed,
    band,
    bottom_of,
    columns_of,
    fill,
    item_title,
    pages_of,
    paragraphs,
    photo,
)
from gridhall.pdf.business_form import chinese_day
from gridhall.pdf.fonts import KAI, SONG, SONG_BOLD, house
from gridhall.pdf.form_blocks import baseline, centred, flush_right
from gridhall.pdf.lines import wrap
from gridhall.pdf.marks import MM, Block, Mark, Rule, Style, Text
from gridhall.pdf.page import A4, About, Sheet
from gridhall.photos.queries import Picture as Photo

_MARGIN, _GUTTER = 15 * MM, 8 * MM
_WIDTH = (A4[0] - 2 * _MARGIN - _GUTTER) / 2
_LEFTS = (_MARGIN, _MARGIN + _WIDTH + _GUTTER)
_RIGHT = A4[0] - _MARGIN
_FIRST_TOP, _NEXT_TOP, _BOTTOM = 52 * MM, 24 * MM, 268 * MM
_SIZES: Final = (16.0, 15.0, 14.0, 12.0)  # the largest that needs no more pages
_BANDS: Final = {"red": ("红 榜", RED), "black": ("黑 榜", BLACK)}


@dataclass(frozen=True, slots=True)
class Deed:
    """An entry as it hangs on the board: what must not be shown is hidden already."""

    kind: str
    title: str
    shown: str
    story: str
    day: date
    photos: tuple[Photo, ...] = ()

    def texts(self) -> Iterator[str]:
        """Every text of it."""
        yield from (self.kind, self.title, self.shown, self.story)


@dataclass(frozen=True, slots=True)
class Board:
    """What hangs: of which compound, on which day."""

    where: str  # a compound, or the community
    deeds: tuple[Deed, ...]
    today: date


def board_pdf(board: Board, hall: Hall, marks: tuple[str, str]) -> bytes:
    """The sheet; `marks` are its number and the trail's head."""
    if not board.deeds:
        raise UserError("现在没有在榜的红黑榜，没有榜可印。请先发布")
    texts = [text for one in board.deeds for text in one.texts()]
    lines = [line for text in texts for line in text.split("\n")]
    house().require_glyphs([*lines, board.where, hall.name])
    placed = min((_laid(board.deeds, Face(_WIDTH, size)) for size in _SIZES), key=_last_page)
    pages, sheet = pages_of(placed), Sheet(A4, About("红黑榜", hall.name, marks[0]))
    for page in sorted(pages):
        middle = _LEFTS[1] - _GUTTER / 2
        top = _FIRST_TOP if page == 1 else _NEXT_TOP
        between = Rule(middle, top, middle, bottom_of(placed, page), 0.4)
        around = (*_head(board, page), between, *_foot(board, hall, marks, page == max(pages)))
        sheet.add([(0.0, Block(A4[1], around)), *pages[page]])
    return sheet.finish()


def _laid(deeds: Sequence[Deed], face: Face) -> list[Placed]:
    return [one for place, kind in enumerate(_BANDS) for one in _column(deeds, kind, place, face)]


def _last_page(placed: Sequence[Placed]) -> int:
    return max(one.column.page for one in placed)


def _column(deeds: Sequence[Deed], kind: str, place: int, face: Face) -> list[Placed]:
    """One side of the board, on as many pages as it needs."""
    mine = [one for one in deeds if one.kind == kind]
    words, ink = _BANDS[kind]
    blocks = [band(f"{words}　{len(mine)} 条", ink, face)]
    for one in mine:
        blocks += item_title(one.title, ink, face)
        who = f"{one.shown} {chinese_day(one.day)}"
        blocks += [*_quiet(who, face), *paragraphs(one.story, face)]
        blocks += [photo(each, face, 60 * MM) for each in one.photos[:2]]
    if not mine:
        blocks += paragraphs("本期没有。", face)
    columns: Iterator[Column] = columns_of((_LEFTS[place],), _FIRST_TOP, _NEXT_TOP, _BOTTOM)
    return fill(blocks, columns)


def _quiet(words: str, face: Face) -> Iterator[Block]:
    size = face.size - 1
    for line in wrap(words, KAI, size, face.width):
        mark = Text(0, baseline(face.leading, size), line, Style(KAI, size))
        yield Block(face.leading, (mark,), keep=True)


def _head(board: Board, page: int) -> list[Mark]:
    if page > 1:
        return [
            Text(_MARGIN, 16 * MM, f"{board.where}红黑榜（续）", Style(SONG_BOLD, 12)),
            Rule(_MARGIN, 18.5 * MM, _RIGHT, 18.5 * MM, 0.8, ink=RED),
        ]
    size = 34.0
    while house().width(f"{board.where}红黑榜", SONG_BOLD, size) > _RIGHT - _MARGIN:
        size -= 1
    return [
        centred(f"{board.where}红黑榜", A4[0] / 2, 30 * MM, Style(SONG_BOLD, size, ink=RED)),
        centred("弘扬好人好事　革除不文明行为", A4[0] / 2, 40 * MM, Style(KAI, 13)),
        Rule(_MARGIN, 45 * MM, _RIGHT, 45 * MM, 1.6, ink=RED),
    ]


def _foot(board: Board, hall: Hall, marks: tuple[str, str], last: bool) -> list[Mark]:
    number, anchor = marks
    small = "  ".join(filter(None, (number, anchor)))
    drawn: list[Mark] = [flush_right(small, _RIGHT, A4[1] - 8 * MM, Style(SONG, 7, 0.45))]
    if last:
        phone = f"，电话 {hall.phone}" if hall.phone else ""
        told = f"红榜经本人同意公开姓名；黑榜不公开个人信息。有意见请找{hall.name}{phone}。"
        drawn.append(Text(_MARGIN, A4[1] - 14 * MM, told, Style(SONG, 9)))
        signed = f"{hall.name}　{chinese_day(board.today)}"
        drawn.append(flush_right(signed, _RIGHT, A4[1] - 20 * MM, Style(SONG, 12)))
    return drawn
