"""The pieces a newspaper is made of: bands, headlines, bylines, paragraphs, photos."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from gridhall.pdf.fonts import HEI_BOLD, KAI, SONG, SONG_BOLD, house
from gridhall.pdf.form_blocks import baseline, centred, flush_right
from gridhall.pdf.lines import wrap
from gridhall.pdf.marks import Block, Ink, Mark, Panel, Picture, Rule, Style, Text
from gridhall.photos.queries import Picture as Photo

INK: Final[Ink] = (0.10, 0.22, 0.36)
RED: Final[Ink] = (0.72, 0.10, 0.11)
BLACK: Final[Ink] = (0.13, 0.13, 0.15)
WHITE: Final[Ink] = (1.0, 1.0, 1.0)
_WIDEST_SPREAD = 0.12  # of the size; a line that lacks more is left ragged


class Face(NamedTuple):
    """A column's width and the size of its text, in points."""

    width: float
    size: float

    @property
    def leading(self) -> float:
        """From one line to the next."""
        return self.size * 1.55


def space(points: float) -> Block:
    """White, dropped where a column begins."""
    return Block(0.0, before=points)


def band(words: str, ink: Ink, face: Face) -> Block:
    """A coloured strip with a section's name, kept with what follows."""
    size = face.size + 2.5
    height = size * 1.7
    ground = Panel(0, 0, face.width, height, ink, radius=2)
    style = Style(HEI_BOLD, size, ink=WHITE)
    said = Text(0.9 * size, baseline(height, size), words, style, 2.0)
    return Block(height + 0.4 * face.leading, (ground, said), before=face.leading, keep=True)


def headline(words: str, size: float, face: Face, *, first: bool = False) -> Iterator[Block]:
    """A title in its lines, all kept with the text below; a line above unless it is the first."""
    lines = _even(words, SONG_BOLD, size, face.width)
    height = size * 1.35
    for at, line in enumerate(lines):
        marks: list[Mark] = [centred(line, face.width / 2, baseline(height, size),
                                     Style(SONG_BOLD, size))]  # fmt: skip
        before = 0.0
        if at == 0 and not first:
            before = 0.75 * face.leading
        yield Block(height, tuple(marks), before=before, keep=True)
    yield Block(0.25 * face.leading, keep=True)


def item_title(words: str, ink: Ink, face: Face) -> Iterator[Block]:
    """A short title of the board, a square before it."""
    size = face.size + 1
    indent = size * 1.2
    height = size * 1.45
    for at, line in enumerate(wrap(words, HEI_BOLD, size, face.width - indent)):
        marks: list[Mark] = [Text(indent, baseline(height, size), line, Style(HEI_BOLD, size))]
        if not at:
            side = size * 0.55
            marks.append(Panel(1, (height - side) / 2, side, side, ink))
        yield Block(height, tuple(marks), before=0.0 if at else 0.5 * face.leading, keep=True)


def byline(words: str, face: Face) -> Block:
    """Who wrote it, at the right end below the text."""
    style = Style(KAI, face.size)
    y = baseline(face.leading, face.size)
    return Block(face.leading, (flush_right(f"（{words}）", face.width, y, style),))


def paragraphs(text: str, face: Face, *, indent: bool = True) -> Iterator[Block]:
    """Lines of running text: no line of a paragraph stands alone at a column's end or start."""
    for paragraph in filter(None, text.split("\n")):
        start = 2 * face.size if indent else 0.0
        lines = wrap(paragraph, SONG, face.size, face.width, start)
        for at, line in enumerate(lines):
            alone = at == 0 or at == len(lines) - 2
            x = start if at == 0 else 0.0
            room = face.width - x
            spread = 0.0 if at == len(lines) - 1 else _spread(line, room, face.size)
            mark = Text(x, baseline(face.leading, face.size), line, Style(SONG, face.size), spread)
            yield Block(
                face.leading, (mark,), keep=alone and len(lines) > 1 and at < len(lines) - 1
            )


def photo(one: Photo, face: Face, most: float) -> Block:
    """A photo across the column with what it shows below; no higher than `most` points."""
    pixels = (one.row.width, one.row.height)
    by = min(face.width / pixels[0], most / pixels[1])
    width, height = pixels[0] * by, pixels[1] * by
    left = (face.width - width) / 2
    marks: list[Mark] = [Picture(left, 0, width, height, one.jpeg, pixels)]
    y = height + 2
    size = face.size - 1.5
    for line in wrap(one.row.caption, KAI, size, face.width) if one.row.caption else ():
        marks.append(
            centred(line, face.width / 2, y + baseline(1.4 * size, size), Style(KAI, size))
        )
        y += 1.4 * size
    return Block(y + 0.35 * face.leading, tuple(marks), before=0.4 * face.leading)


def rule(face: Face) -> Block:
    """A thin line between two articles."""
    gap = 0.55 * face.leading
    line = Rule(0, 0, face.width, 0, 0.4, 2.0)
    return Block(0.1, (line,), before=gap)


def _spread(line: str, width: float, size: float) -> float:
    """Points after each character that fill the line, unless too much is missing."""
    spread = (width - house().width(line, SONG, size)) / max(1, len(line) - 1)
    return round(spread, 3) if 0 < spread <= _WIDEST_SPREAD * size else 0.0


def _even(text: str, font: str, size: float, width: float) -> list[str]:
    """Lines of like length: a title is broken where it looks whole."""
    lines = wrap(text, font, size, width)
    while len(lines) > 1 and width > size * 4:
        width -= size / 2
        closer = wrap(text, font, size, width)
        if len(closer) > len(lines):
            break
        lines = closer
    return lines
