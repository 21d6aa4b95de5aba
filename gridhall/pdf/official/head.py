"""Above the text (版头与标题): red head, number, title; places from the sheet's top edge."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from gridhall.pdf.lines import wrap
from gridhall.pdf.marks import Block, Mark, Rule, Style, Text
from gridhall.pdf.official.measures import (
    BIAO_SONG,
    BODY,
    HEAD_TOP,
    LEADING,
    LEFT,
    LETTER_HEAD_TOP,
    LETTER_RED,
    LETTER_RED_BOTTOM,
    MIDDLE,
    NUMBER_BELOW,
    PITCH,
    RED,
    RED_BELOW,
    RIGHT,
    TEXT_MIDDLE,
    TITLE_LEADING,
    WIDTH,
    Grid,
    around,
    ends_at,
    ink_reach,
    natural,
    written,
)
from gridhall.pdf.official.parts import AnyOfficial, OfficialLetter, OfficialMinutes
from gridhall.pdf.official.title import STYLE as TITLE_STYLE
from gridhall.pdf.official.title import title_lines

_LARGEST, _SMALLEST = 46.0, 26.0  # the red head's size
_SPACED: Final = 0.62  # of the type area: a short head is spaced out to so much
_LONG_HEAD = 1.3  # from one line of a long head to the next, in its size
_THICK, _THIN, _BETWEEN = 2.2, 0.8, 1.4  # the double line of 信函
_RED_LINE = 1.6
_EM_TOP: Final = 0.88  # of a character's body over its baseline (字身上沿)


def head_block(paper: AnyOfficial, grid: Grid) -> Block:
    """All that stands above the addressee on the first page, from the sheet's top edge."""
    if isinstance(paper, OfficialLetter):
        fixed, typed, y = _letter_head(paper)
    elif isinstance(paper, OfficialMinutes):
        fixed, typed, y = _minutes_head(paper)
    else:
        fixed, typed, y = _general_head(paper)
    y += 2 * grid.leading
    lines = title_lines(paper.title, tuple(paper.whole)) if paper.title else ()
    titles = tuple(_title(line, y + n * TITLE_LEADING) for n, line in enumerate(lines))
    y += TITLE_LEADING * len(lines) + (grid.leading if lines else 0.0)
    return Block(y, (*typed, *titles), fixed, keep=True)


_Head = tuple[tuple[Mark, ...], tuple[Mark, ...], float]  # printed, written, where it ends


def _letter_head(paper: OfficialLetter) -> _Head:
    """信函: a double line 4 mm under the head, the number right below it."""
    words, y = red_words(paper.head, LETTER_HEAD_TOP)
    y += RED_BELOW
    upper = _double(y, _THICK, _THIN)
    lower = _double(LETTER_RED_BOTTOM - _THICK - _BETWEEN - _THIN, _THIN, _THICK)
    y += _THICK + _BETWEEN + _THIN + NUMBER_BELOW
    number = ends_at(paper.number, RIGHT, y + _EM_TOP * BODY)
    return (*words, *upper, *lower), (number,), y + BODY


def _general_head(paper: AnyOfficial) -> _Head:
    """The number two lines under the head, the red line 4 mm below it."""
    words, y = red_words(paper.head, HEAD_TOP)
    y += 2 * LEADING
    number = around(paper.number, TEXT_MIDDLE, y + _EM_TOP * BODY)
    y += BODY + RED_BELOW
    return (*words, _red_line(y)), (number,), y


def _minutes_head(paper: OfficialMinutes) -> _Head:
    """The number under the head, then who met and when, each one character in, the red line."""
    words, y = red_words(paper.head, HEAD_TOP)
    y += LEADING
    number = around(paper.number, TEXT_MIDDLE, y + _EM_TOP * BODY)
    y += 2 * LEADING
    base = y + _EM_TOP * BODY
    issuer = written(paper.issuer, LEFT + PITCH, base)
    day = ends_at(paper.day_text, RIGHT - PITCH, base)
    y += BODY + RED_BELOW
    return (*words, _red_line(y)), (number, issuer, day), y


@lru_cache(maxsize=64)
def red_words(head: str, top: float) -> tuple[tuple[Mark, ...], float]:
    """发文机关标志, its ink's upper edge at `top`, and where its ink ends; no words, their room."""
    shown = head or "国"
    style = Style(BIAO_SONG, _fitting(shown), ink=RED)
    lines = wrap(shown, style.font, style.size, WIDTH)
    base = top + ink_reach(lines[0], style.font)[1] * style.size
    last = base + (len(lines) - 1) * _LONG_HEAD * style.size
    bottom = last - ink_reach(lines[-1], style.font)[0] * style.size
    marks = [_red(line, base + n * _LONG_HEAD * style.size, style) for n, line in enumerate(lines)]
    return tuple(marks) if head else (), bottom


def _fitting(head: str) -> float:
    """The largest size at which the head fits one line."""
    size = _LARGEST
    while size > _SMALLEST and natural(head, Style(BIAO_SONG, size)) > WIDTH:
        size -= 0.5
    return size


def _red(line: str, y: float, style: Style) -> Text:
    width = natural(line, style)
    gaps = len(line) - 1
    lacking = (_SPACED * WIDTH - width) / gaps if gaps else 0.0
    spread = round(min(max(lacking, 0.0), style.size * 0.7), 2)
    return Text(TEXT_MIDDLE - (width + spread * gaps) / 2, y, line, style, spread)


def _red_line(y: float) -> Rule:
    return Rule(LEFT, y + _RED_LINE / 2, RIGHT, y + _RED_LINE / 2, _RED_LINE, ink=RED)


def _double(top: float, first: float, second: float) -> Sequence[Rule]:
    """Two red lines of 170 mm; the upper edge of the first at `top`."""
    left, right = MIDDLE - LETTER_RED / 2, MIDDLE + LETTER_RED / 2
    low = top + first + _BETWEEN + second / 2
    return (
        Rule(left, top + first / 2, right, top + first / 2, first, ink=RED),
        Rule(left, low, right, low, second, ink=RED),
    )


def _title(line: str, top: float) -> Text:
    y = top + TITLE_LEADING / 2 + 0.38 * TITLE_STYLE.size
    return Text(TEXT_MIDDLE - natural(line, TITLE_STYLE) / 2, y, line, TITLE_STYLE)
