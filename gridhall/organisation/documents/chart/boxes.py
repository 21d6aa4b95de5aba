"""One organisation's box: its text in lines, its height, its marks. All at scale 1."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from gridhall.organisation.documents.missing import printed
from gridhall.organisation.queries.papers.rows import ChartNode
from gridhall.pdf.fonts import HEI, HEI_BOLD, house
from gridhall.pdf.form_blocks import baseline
from gridhall.pdf.lines import wrap
from gridhall.pdf.marks import Ink, Mark, Panel, Style, Text

WIDTH: Final = 100.0
TAB: Final = 13.0  # below a box that goes on elsewhere: 接第3页 ①
_NAME, _SMALL = 10.0, 9.0
_SIDE, _TOP = 4.0, 3.5
_LEADING = 1.25

_RED: Ink = (0.69, 0.11, 0.12)
_PINK: Ink = (0.98, 0.90, 0.89)
_WHITE: Ink = (1.0, 1.0, 1.0)
_AMBER: Ink = (1.0, 0.94, 0.80)
_BROWN: Ink = (0.55, 0.29, 0.0)
_EDGE: Ink = (0.35, 0.35, 0.38)


class Line(NamedTuple):
    """One line of a box."""

    text: str
    style: Style


class Face(NamedTuple):
    """How a box looks: its lines and its height without a tab."""

    lines: tuple[Line, ...]
    height: float
    fill: Ink
    edge: Ink
    is_vacant: bool


def faces(nodes: Iterable[ChartNode], lacking: frozenset[str]) -> Mapping[int, Face]:
    """Every organisation's box; characters that no font has are drawn as 〓."""
    return {node.id: _face(node, lacking) for node in nodes}


def _face(node: ChartNode, lacking: frozenset[str]) -> Face:
    top = node.depth == 1
    ink = _WHITE if top else None
    lines = list(_named(printed(node.name, lacking), Style(HEI_BOLD, _NAME, ink=ink)))
    style = Style(HEI_BOLD, _SMALL, ink=_BROWN) if node.is_vacant else Style(HEI, _SMALL, ink=ink)
    if top and node.is_vacant:
        style = Style(HEI_BOLD, _SMALL, ink=(1.0, 0.88, 0.55))
    lines += _lines(printed(node.head, lacking), style)
    lines += _figures(node, ink)
    height = 2 * _TOP + sum(line.style.size * _LEADING for line in lines)
    fill = _RED if top else _AMBER if node.is_vacant else _PINK if node.depth == 2 else _WHITE
    edge = _RED if node.depth <= 2 else _BROWN if node.is_vacant else _EDGE
    return Face(tuple(lines), height, fill, edge, node.is_vacant)


def _figures(node: ChartNode, ink: Ink | None) -> Iterator[Line]:
    """The counts, and how many seats are vacant beside the head's, on one line if they fit."""
    style = Style(HEI, _SMALL, ink=ink)
    if node.vacancies <= node.is_vacant:
        yield from _lines(node.figures, style)
        return
    words, brown = f"缺 {node.vacancies} 席", style._replace(ink=ink or _BROWN)
    both = f"{node.figures}，{words}" if node.figures else words
    if house().width(both, style.font, style.size) <= WIDTH - 2 * _SIDE:
        yield Line(both, brown)
        return
    yield from _lines(node.figures, style)
    yield from _lines(words, brown)


def _named(text: str, style: Style) -> Iterator[Line]:
    """A name on one line if a slightly smaller size does it, else on lines of like length."""
    room = WIDTH - 2 * _SIDE
    if room < house().width(text, style.font, style.size) <= room * _NAME / _SMALL:
        style = style._replace(size=_SMALL)
    lines = wrap(text, style.font, style.size, room)
    narrow = room
    while len(lines) > 1 and narrow > room / 2:
        narrow -= style.size / 2
        closer = wrap(text, style.font, style.size, narrow)
        if len(closer) > len(lines):
            break
        lines = closer
    for line in lines:
        yield Line(line, style)


def _lines(text: str, style: Style) -> Iterator[Line]:
    if text:
        for line in wrap(text, style.font, style.size, WIDTH - 2 * _SIDE):
            yield Line(line, style)


def draw_box(face: Face, x: float, y: float, scale: float) -> Iterator[Mark]:
    """The box with its left top corner at a place of the page."""
    line, dash = (0.9, 2.4 * scale) if face.is_vacant else (0.7, 0.0)
    width, height = WIDTH * scale, face.height * scale
    yield Panel(x, y, width, height, face.fill, line, face.edge, 3 * scale, dash)
    at = y + _TOP * scale
    for text, style in face.lines:
        scaled = style._replace(size=round(style.size * scale, 2))
        leading = style.size * _LEADING * scale
        start = x + (width - house().width(text, style.font, scaled.size)) / 2
        yield Text(start, at + baseline(leading, scaled.size), text, scaled)
        at += leading


def draw_words(text: str, middle: float, y: float, scale: float) -> Mark:
    """A connector's words (接第3页 ①) around `middle`, their strip beginning at `y`."""
    style = Style(HEI, round(_SMALL * scale, 2), ink=_RED)
    start = middle - house().width(text, style.font, style.size) / 2
    return Text(start, y + baseline(TAB * scale, style.size), text, style)
