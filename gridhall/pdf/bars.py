"""Bars for charts on paper: strokes in black, hollow on the left side, each with its number."""

from collections.abc import Iterator, Sequence

from gridhall.pdf.fonts import HEI, SONG, house
from gridhall.pdf.form_blocks import baseline, centred, flush_right
from gridhall.pdf.form_parts import Measures
from gridhall.pdf.marks import MM, Block, Box, Mark, Rule, Style, Text

_BAR, _STEP = 3.4 * MM, 5.4 * MM  # a bar's thickness; from one bar to the next
_LABEL, _VALUE = 34 * MM, 16 * MM  # widths kept for labels and figures


def bar_blocks(
    heads: Sequence[str], rows: Sequence[tuple[str, tuple[int, ...]]], m: Measures
) -> Iterator[Block]:
    """A strip for each bar, so that a long drawing goes on overleaf.

    `heads` name one series, or two that go to the left and to the right; a row has as many values.
    """
    most = max((max(values) for _, values in rows), default=0) or 1
    yield Block(_STEP, _heads(heads, m), before=0.8 * m.line, keep=True)
    for label, values in rows:
        mark = _two_sided if len(heads) > 1 else _one_sided
        yield Block(_STEP, tuple(mark(label, values, most, m)))


def _heads(heads: Sequence[str], m: Measures) -> tuple[Mark, ...]:
    style, y = Style(HEI, m.note), baseline(_STEP, m.note)
    if len(heads) == 1:
        return (Text(m.left, y, heads[0], style),)
    middle, half = m.left + m.column / 2, _LABEL / 2
    left = flush_right(heads[0], middle - half, y, style)
    return (left, Text(middle + half, y, heads[1], style))


def _one_sided(label: str, values: tuple[int, ...], most: int, m: Measures) -> Iterator[Mark]:
    style, y = Style(SONG, m.note), baseline(_STEP, m.note)
    start = m.left + 1.5 * _LABEL
    room = m.right - _VALUE - start
    yield Text(m.left, y, fitted(label, 1.45 * _LABEL, style), style)
    yield from _filled(start, start + room * values[0] / most)
    yield Text(start + room * values[0] / most + MM, y, f"{values[0]:,}", style)


def _two_sided(label: str, values: tuple[int, ...], most: int, m: Measures) -> Iterator[Mark]:
    style, y = Style(SONG, m.note), baseline(_STEP, m.note)
    middle, half = m.left + m.column / 2, _LABEL / 2
    room = m.column / 2 - half - _VALUE
    yield centred(label, middle, y, style)
    left, right = (room * value / most for value in values)
    if values[0]:
        yield Box(middle - half - left, (_STEP - _BAR) / 2, left, _BAR)
    yield flush_right(f"{values[0]:,}", middle - half - left - MM, y, style)
    yield from _filled(middle + half, middle + half + right)
    yield Text(middle + half + right + MM, y, f"{values[1]:,}", style)


def _filled(start: float, end: float) -> Iterator[Mark]:
    if end > start:
        yield Rule(start, _STEP / 2, end, _STEP / 2, _BAR)


def fitted(label: str, room: float, style: Style) -> str:
    """A label that would run beyond its room ends in …."""
    if house().width(label, style.font, style.size) <= room:
        return label
    while label and house().width(f"{label}…", style.font, style.size) > room:
        label = label[:-1]
    return f"{label}…"
