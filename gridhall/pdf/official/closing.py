"""After the text: attachments, who signs and when with room for the seal, the 版记."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from gridhall.pdf.lines import wrap
from gridhall.pdf.marks import MM, Block, Mark, Rule, Style, Text
from gridhall.pdf.official.measures import (
    BODY,
    CHARACTERS,
    FANG_SONG,
    LEFT,
    NARROWER,
    PITCH,
    RIGHT,
    SEAL,
    SMALL,
    WIDTH,
    Grid,
    around,
    ends_at,
    natural,
    set_width,
    written,
)
from gridhall.pdf.official.parts import AnyOfficial, OfficialMinutes, OfficialNotice
from gridhall.pdf.official.text import hanging_blocks

_LOWER: Final = 0.55  # of the seal: names and date stand a little under its middle (7.3.5.1)
_SEALED_INDENT, _PLAIN_INDENT = 4, 2  # 右空四字, 右空二字
_EDGE, _HAIR = 0.35 * MM, 0.25 * MM
_IMPRINT_LINE: Final = 22.0
_Free = tuple[float, float, float]  # below the date, below the seal, width beside the seal
_NOTE: Final = Style(FANG_SONG, SMALL)


class Signing(NamedTuple):
    """The signature's block and where the seal goes: its middle, from the block's top."""

    block: Block
    seal: tuple[float, float] | None


def attachment_blocks(names: Sequence[str], grid: Grid) -> list[Block]:
    """附件：1.… after a blank line, two characters in, no stop at the end (7.3.4)."""
    blocks: list[Block] = []
    for ordinal, name in enumerate(names, start=1):
        mark = f"{ordinal}." if len(names) > 1 else ""
        label = written(f"附件：{mark}", LEFT + 2 * PITCH, grid.base())
        if ordinal > 1:
            label = written(mark, LEFT + 5 * PITCH, grid.base())
        start = label.x + set_width(label.text) + NARROWER
        lines = wrap(name.rstrip("。；"), FANG_SONG, BODY, RIGHT - start)
        blocks += hanging_blocks(label, lines, grid)
    if blocks:
        blocks[0] = blocks[0]._replace(before=grid.leading)
    return [block._replace(keep=True) for block in blocks]


def signing(paper: AnyOfficial, grid: Grid) -> Signing | None:
    """The signature with its date and what is noted below them; None for minutes."""
    if isinstance(paper, OfficialMinutes):
        return None
    if isinstance(paper, OfficialNotice) and not paper.sealed:
        return _plain(paper, grid)
    return _sealed(paper, grid)


def _sealed(paper: AnyOfficial, grid: Grid) -> Signing:
    """The date four characters from the right, the issuer around its middle, a clear circle."""
    right = RIGHT - _SEALED_INDENT * PITCH
    middle = right - set_width(paper.day_text) / 2
    names = _issuer_lines(paper.issuer, 2 * (RIGHT - middle))
    above = (2 if len(names) == 1 else 1) * grid.leading
    marks: list[Mark] = [
        around(name, middle, above + n * grid.leading + grid.base()) for n, name in enumerate(names)
    ]
    low = above + len(names) * grid.leading
    marks.append(ends_at(paper.day_text, right, low + grid.base()))
    end = low + grid.leading
    top = (above + end) / 2 - _LOWER * SEAL
    room = middle - SEAL / 2 - LEFT
    notes, height = _contact(paper.contact, (end, top + SEAL, room), grid)
    return Signing(Block(max(height, top + SEAL), (*marks, *notes)), (middle, top + SEAL / 2))


def _issuer_lines(issuer: str, room: float) -> list[str]:
    """The issuer in lines of like length where one is too long."""
    lines = wrap(issuer, FANG_SONG, BODY, room)
    if len(lines) == 1:
        return lines
    each = (len(issuer) + len(lines) - 1) // len(lines)
    return wrap(issuer, FANG_SONG, BODY, min(room, (each + 0.5) * BODY))


def contact_block(contact: str, grid: Grid) -> Iterator[Block]:
    """附注 where no signature stands above it."""
    notes, height = _contact(contact, (0.0, 0.0, WIDTH), grid)
    if notes:
        yield Block(height, tuple(notes))


def _contact(
    contact: str, free: tuple[float, float, float], grid: Grid
) -> tuple[list[Mark], float]:
    """附注 in brackets on the line below the date if it fits beside the seal, else below it."""
    if not contact:
        return [], 0.0
    below_day, below_seal, room = free
    words = f"（{contact}）"
    y = below_day if 2 * PITCH + set_width(words) <= room else below_seal
    lines = wrap(words, FANG_SONG, BODY, CHARACTERS * BODY, 2 * BODY)
    marks: list[Mark] = [
        written(line, LEFT + (0.0 if n else 2 * PITCH), y + n * grid.leading + grid.base())
        for n, line in enumerate(lines)
    ]
    return marks, y + len(lines) * grid.leading


def _plain(paper: AnyOfficial, grid: Grid) -> Signing:
    """Without a seal (7.3.5.2): the issuer two characters in, the date two to its right."""
    issuer, day = set_width(paper.issuer), set_width(paper.day_text)
    x = RIGHT - _PLAIN_INDENT * PITCH - issuer
    day_x = x + 2 * PITCH
    if day > issuer:
        day_x = RIGHT - _PLAIN_INDENT * PITCH - day
        x = day_x - 2 * PITCH
    x = max(x, LEFT)
    end = 3 * grid.leading
    marks = (
        written(paper.issuer, x, grid.leading + grid.base()),
        written(paper.day_text, day_x, 2 * grid.leading + grid.base()),
    )
    notes, height = _contact(paper.contact, (end, end, WIDTH), grid)
    return Signing(Block(max(height, end), (*marks, *notes)), None)


def imprint(paper: AnyOfficial, addressee: str = "") -> Block | None:
    """The 版记 at the foot of the last page; `addressee` came from a full first page (7.3.2).

    In 信函 and minutes it is 抄送 alone without lines (10.1); the general form has thick and thin
    lines and says who printed it when.
    """
    rows = [*_row("主送", [addressee] if addressee else ()), *_row("抄送", paper.copies_to)]
    if not isinstance(paper, OfficialNotice):
        return _rows(rows) if rows else None
    marks = list(_rows(rows).typed) if rows else []
    y = _IMPRINT_LINE * len(rows)
    if paper.printed_by:
        if rows:
            marks.append(Rule(LEFT, y, RIGHT, y, _HAIR))
        marks += _printed(paper, y)
        y += _IMPRINT_LINE
    if not marks:
        return None
    edges = tuple(Rule(LEFT, at, RIGHT, at, _EDGE) for at in (0.0, y))
    return Block(y, (*marks, *edges))


def _row(label: str, names: Sequence[str]) -> Iterator[tuple[str, float]]:
    """抄送：… ending in 。, its later lines under the first name; each with its indent."""
    if not names:
        return
    words = f"{label}："
    indent = SMALL + len(words) * SMALL
    said = "，".join(name.rstrip("。，") for name in names) + "。"
    for n, line in enumerate(wrap(said, FANG_SONG, SMALL, WIDTH - indent - SMALL)):
        yield (line, indent) if n else (words + line, SMALL)


def _rows(rows: Sequence[tuple[str, float]]) -> Block:
    marks = [
        _small(line, LEFT + indent, n * _IMPRINT_LINE) for n, (line, indent) in enumerate(rows)
    ]
    return Block(_IMPRINT_LINE * len(rows), tuple(marks))


def _printed(paper: OfficialNotice, top: float) -> list[Mark]:
    day = f"{paper.printed_on}印发" if paper.printed_on else ""
    right = RIGHT - SMALL - natural(day, _NOTE)
    return [_small(paper.printed_by, LEFT + SMALL, top), _small(day, right, top)]


def _small(words: str, x: float, top: float) -> Text:
    return Text(x, top + _IMPRINT_LINE / 2 + 0.38 * SMALL, words, _NOTE)
