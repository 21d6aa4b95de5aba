"""The text of an official paper (正文): paragraphs, headings in their faces, numbered decisions."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from gridhall.pdf.fonts import HEI, KAI
from gridhall.pdf.lines import wrap
from gridhall.pdf.marks import Block, Style, Text
from gridhall.pdf.official.measures import (
    BODY,
    CHARACTERS,
    FANG_SONG,
    LEFT,
    NARROWER,
    PITCH,
    WIDTH,
    Grid,
    natural,
    set_width,
    written,
)
from gridhall.pdf.official.parts import Decision, Roll

_NUMERAL = "[一二三四五六七八九十百]{1,5}"
_FIRST = re.compile(f"{_NUMERAL}、")
_SECOND = re.compile(f"[（(]{_NUMERAL}[）)]")
_LONGEST_HEADING = 40  # characters; more is a sentence, not a heading
_COLUMN: Final = CHARACTERS * BODY  # before the characters move together
_WIDEST = 0.15 * BODY  # a line that lacks more per character is left ragged
_DIGITS: Final = "零一二三四五六七八九"


class Heading(NamedTuple):
    """The part of a paragraph that is its heading, the rest, and the heading's face."""

    words: str
    rest: str
    font: str


def heading_of(paragraph: str) -> Heading:
    """一、 in 黑体, （一） in 楷体, up to the first 。; deeper levels are set as text (7.3.3)."""
    font = HEI if _FIRST.match(paragraph) else KAI if _SECOND.match(paragraph) else ""
    if not font:
        return Heading("", paragraph, FANG_SONG)
    stop = paragraph.find("。") + 1 or len(paragraph)
    if stop > _LONGEST_HEADING or (stop == len(paragraph) and paragraph.endswith("。")):
        return Heading("", paragraph, FANG_SONG)
    return Heading(paragraph[:stop], paragraph[stop:], font)


def paragraph_blocks(text: str, grid: Grid, indent: int = 2) -> list[Block]:
    """A paragraph's lines, the first `indent` characters in; a heading stays with what follows."""
    heading = heading_of(text)
    lines = wrap(text, FANG_SONG, BODY, _COLUMN, indent * BODY)
    blocks, left = [], len(heading.words)
    for n, line in enumerate(lines):
        faces = ((heading.font, line[: max(left, 0)]), (FANG_SONG, line[max(left, 0) :]))
        start = 0.0 if n else indent * PITCH
        spread = NARROWER if n == len(lines) - 1 else _spread(line, WIDTH - start)
        blocks.append(Block(grid.leading, _set(faces, LEFT + start, spread, grid)))
        left -= len(line)
    if heading.words and not heading.rest:
        blocks = [block._replace(keep=True) for block in blocks]
    return blocks


def _set(faces: Iterable[tuple[str, str]], x: float, spread: float, grid: Grid) -> tuple[Text, ...]:
    """Pieces of a line one after the other, each in its face."""
    marks = []
    for font, piece in faces:
        if piece:
            style = Style(font, BODY)
            marks.append(Text(x, grid.base(), piece, style, spread))
            x += natural(piece, style) + spread * len(piece)
    return tuple(marks)


def _spread(line: str, width: float) -> float:
    """Points after each character so that the line ends where the type area ends (撑满版心)."""
    spread = (width - natural(line)) / max(1, len(line) - 1)
    return round(spread, 3) if spread <= _WIDEST else NARROWER


def hanging_blocks(label: Text, lines: Sequence[str], grid: Grid) -> list[Block]:
    """A label and lines that all begin where the label ends (回行与冒号后的首字对齐)."""
    start = label.x + set_width(label.text, label.style) + NARROWER
    texts = [written(line, start, grid.base()) for line in lines] or [label]
    first = Block(grid.leading, (label, texts[0]) if lines else (label,))
    return [first, *(Block(grid.leading, (text,)) for text in texts[1:])]


def decision_blocks(decisions: Sequence[Decision], grid: Grid) -> Iterator[Block]:
    """Each decision under its number, 一、 in 黑体; without a heading the number opens its text."""
    for ordinal, decision in enumerate(decisions, start=1):
        if not decision.heading:
            yield from _unheaded(ordinal, decision, grid)
            continue
        heading = f"{chinese_ordinal(ordinal)}、{decision.heading}"
        lines = wrap(heading, HEI, BODY, _COLUMN, 2 * BODY)
        for n, line in enumerate(lines):
            x = LEFT + (0.0 if n else 2 * PITCH)
            keep = bool(decision.paragraphs) or n < len(lines) - 1
            yield Block(grid.leading, _set([(HEI, line)], x, NARROWER, grid), keep=keep)
        for paragraph in decision.paragraphs:
            yield from paragraph_blocks(paragraph, grid)


def _unheaded(ordinal: int, decision: Decision, grid: Grid) -> Iterator[Block]:
    first, *others = decision.paragraphs or ("",)
    for paragraph in (f"{chinese_ordinal(ordinal)}、{first}", *others):
        yield from paragraph_blocks(paragraph, grid)


def roll_blocks(rolls: Sequence[Roll], grid: Grid) -> Iterator[Block]:
    """出席, 请假, 列席 after a blank line (10.3): names whole, under each other."""
    for n, roll in enumerate(roll for roll in rolls if roll.names):
        label = written(f"{roll.label}：", LEFT + 2 * PITCH, grid.base(), Style(HEI, BODY))
        room = WIDTH - (2 + len(label.text)) * PITCH
        blocks = hanging_blocks(label, _names(roll.names, room), grid)
        yield blocks[0]._replace(before=0.0 if n else grid.leading)
        yield from blocks[1:]


def _names(names: Sequence[str], room: float) -> list[str]:
    """Names with 、 between them, broken between names where they fit a line."""
    lines = [""]
    for n, name in enumerate(names):
        piece = name + ("、" if n < len(names) - 1 else "")
        if lines[-1] and set_width(lines[-1] + piece) > room:
            lines.append("")
        *whole, last = wrap(lines[-1] + piece, FANG_SONG, BODY, room)
        lines[-1:] = [*whole, last]
    return lines


def chinese_ordinal(number: int) -> str:
    """1 to 99 as headings count: 一, 十, 十二, 二十, 二十三."""
    tens, ones = divmod(number, 10)
    head = {0: "", 1: "十"}.get(tens, f"{_DIGITS[tens]}十")
    return head + (_DIGITS[ones] if ones else "")
