"""The official letter (公文) of a party organisation: notice with red head, by GB/T 9704-2012.

Type area 156 x 225 mm, 22 lines of 28 characters, body of 16 pt, title of 22 pt, page numbers with
dashes. The standard's 小标宋 and 仿宋 are not free: the house's 宋 stands for them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from gridhall.core.text import clean
from gridhall.pdf.flow import Frame, fill_pages
from gridhall.pdf.fonts import HEI, SONG, SONG_BOLD, house
from gridhall.pdf.form_blocks import baseline, centred, flush_right
from gridhall.pdf.lines import wrap
from gridhall.pdf.marks import MM, Block, Ink, Mark, Rule, Style, Text
from gridhall.pdf.page import A4, About, Sheet

_LEFT, _TOP = 28 * MM, 37 * MM
_WIDTH, _LINES, _LEADING = 156 * MM, 22, 225 * MM / 22
_RIGHT, _BOTTOM = _LEFT + _WIDTH, _TOP + 225 * MM
_BODY: Final = 16.0
_NARROWER: Final = 156 * MM / 28 - _BODY  # 28 characters are a little wider than the type area
_TITLE: Final = 22.0
_PAGE_NUMBER: Final = 14.0
_RED: Final[Ink] = (0.80, 0.05, 0.05)
_HEADING = re.compile(r"[一二三四五六七八九十]+、[^。；]{1,24}$")


@dataclass(frozen=True, slots=True)
class OfficialLetter:
    """All that an official letter shows; plain text. A paragraph 一、… without 。 is a heading."""

    head: str  # 发文机关标志; "" on paper that has its red head printed already
    number: str  # 发文字号
    title: str
    addressee: str  # 主送机关
    paragraphs: Sequence[str]
    issuer: str
    day_text: str
    contact: str = ""  # 联系人、电话, after the text
    anchor: str = ""

    def texts(self) -> Iterator[str]:
        """Every text that the letter shows."""
        yield from (self.head, self.number, self.title, self.addressee, *self.paragraphs)
        yield from (self.issuer, self.day_text, self.contact, self.anchor)


def draw_letter(letter: OfficialLetter) -> bytes:
    """The letter as a PDF; UserError for a character that no font has."""
    house().require_glyphs(map(clean, letter.texts()))
    blocks = [*_heading(letter), *_text(letter)]
    blocks[-1] = blocks[-1]._replace(keep=True)  # the signature never stands alone (7.3.5.5)
    pages = fill_pages([*blocks, _signature(letter)], Frame(_TOP, _TOP, _BOTTOM + 1))
    sheet = Sheet(A4, About(clean(letter.title), clean(letter.issuer), clean(letter.number)))
    for at, page in enumerate(pages, start=1):
        sheet.add([*page, (0.0, Block(A4[1], tuple(_page_marks(at, letter))))])
    return sheet.finish()


def _heading(letter: OfficialLetter) -> Iterator[Block]:
    """Red head 35 mm under the type area's top, number, red line, two lines, title."""
    if letter.head:
        words, style = clean(letter.head), Style(SONG_BOLD, 40, ink=_RED)
        while house().width(words, style.font, style.size) > _WIDTH and style.size > 20:
            style = style._replace(size=style.size - 1)
        lines = wrap(words, style.font, style.size, _WIDTH)
        height = style.size * 1.35
        marks = [
            centred(line, A4[0] / 2, 24 * MM + baseline(height, style.size) + n * height, style)
            for n, line in enumerate(lines)
        ]
        yield Block(24 * MM + height * len(lines), (), tuple(marks), keep=True)
    number = centred(
        clean(letter.number), A4[0] / 2, _LEADING + baseline(_LEADING, _BODY), Style(SONG, _BODY)
    )
    bottom = 2 * _LEADING + 4 * MM
    rule = Rule(_LEFT, bottom, _RIGHT, bottom, 1.6, ink=_RED)
    yield Block(bottom + 0.6 * _LEADING, (number,), (rule,), keep=True)
    height = _TITLE * 1.55
    lines = _even(clean(letter.title), SONG_BOLD, _TITLE, _WIDTH)
    style = Style(SONG_BOLD, _TITLE)
    titles = [
        centred(line, A4[0] / 2, baseline(height, _TITLE) + n * height, style)
        for n, line in enumerate(lines)
    ]
    yield Block(height * len(lines) + 0.6 * _LEADING, tuple(titles), keep=True)


def _even(text: str, font: str, size: float, width: float) -> list[str]:
    """Lines of like length: a title is broken where it looks whole."""
    lines = wrap(text, font, size, width)
    while len(lines) > 1 and width > size * 6:
        width -= size
        closer = wrap(text, font, size, width)
        if len(closer) > len(lines):
            break
        lines = closer
    return lines


def _text(letter: OfficialLetter) -> Iterator[Block]:
    if letter.addressee:
        name = clean(letter.addressee)
        yield from _paragraph(name if name.endswith("：") else f"{name}：", 0.0, SONG)
    for paragraph in map(clean, letter.paragraphs):
        font = HEI if _HEADING.match(paragraph) else SONG
        yield from _paragraph(paragraph, 2 * _BODY, font)
    if letter.contact:
        yield from _paragraph(f"（{clean(letter.contact)}）", 2 * _BODY, SONG)


def _paragraph(text: str, indent: float, font: str) -> Iterator[Block]:
    style, y = Style(font, _BODY), baseline(_LEADING, _BODY)
    for n, line in enumerate(wrap(text, font, _BODY, 28 * _BODY, indent)):
        start = _LEFT + (0.0 if n else indent + 2 * _NARROWER)
        yield Block(_LEADING, (Text(start, y, line, style, _NARROWER),), keep=font == HEI)


def _signature(letter: OfficialLetter) -> Block:
    """The date four characters from the right, the issuer in the middle over it, room to seal."""
    style = Style(SONG, _BODY)
    above = 2 * _LEADING
    day = flush_right(
        letter.day_text, _RIGHT - 4 * _BODY, above + _LEADING + baseline(_LEADING, _BODY), style
    )
    middle = day.x + house().width(letter.day_text, SONG, _BODY) / 2
    marks: list[Mark] = [day]
    room = 2 * min(_RIGHT - middle, middle - _LEFT)
    lines = wrap(clean(letter.issuer), SONG, _BODY, room)
    for n, line in enumerate(reversed(lines)):
        y = above - n * _LEADING + baseline(_LEADING, _BODY)
        marks.append(centred(line, middle, y, style))
    return Block(above + 2 * _LEADING + 8 * MM, tuple(marks))


def _page_marks(at: int, letter: OfficialLetter) -> Iterator[Mark]:
    """— 1 —, 7 mm under the type area: odd pages right, even left, one character in."""
    style, y = Style(SONG, _PAGE_NUMBER), _BOTTOM + 7 * MM + _PAGE_NUMBER
    words = f"— {at} —"
    if at % 2:
        yield flush_right(words, _RIGHT - _PAGE_NUMBER, y, style)
    else:
        yield Text(_LEFT + _PAGE_NUMBER, y, words, style)
    if letter.anchor:
        yield flush_right(letter.anchor, _RIGHT, A4[1] - 8 * MM, Style(SONG, 7, 0.45))
