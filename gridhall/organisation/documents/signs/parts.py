"""What signs are made of: a frame with its band, rows with a label, text as large as fits.

Places are in points of a lying A4 sheet; A3 is the same drawing 1.41 times as large.
"""

from collections.abc import Iterable, Iterator, Sequence
from math import ceil
from typing import Final

from gridhall.clerks.rules import Anchor
from gridhall.organisation.documents.missing import footnote
from gridhall.pdf.fonts import HEI, HEI_BOLD, SONG, house
from gridhall.pdf.form_blocks import baseline
from gridhall.pdf.lines import wrap
from gridhall.pdf.marks import Ink, Mark, Panel, Rule, Style, Text, scaled
from gridhall.pdf.page import A3, A4, Size, landscape

WIDTH, HEIGHT = landscape(A4)
EDGE: Final = 26.0  # printers leave about 6 mm of a sheet white
BAND: Final = 84.0
FOOT: Final = 40.0
RED: Final[Ink] = (0.72, 0.10, 0.11)
PINK: Final[Ink] = (0.99, 0.93, 0.92)
BROWN: Final[Ink] = (0.55, 0.29, 0.0)
WHITE: Final[Ink] = (1.0, 1.0, 1.0)
LEADING: Final = 1.3
SIZES: dict[str, tuple[Size, float]] = {
    "A4": (landscape(A4), 1.0),
    "A3": (landscape(A3), landscape(A3)[0] / WIDTH),
}
VACANT: Final = "空缺"
Place = tuple[float, float, float, float]  # x, y, width, height


def enlarged(marks: Iterable[Mark], by: float) -> tuple[Mark, ...]:
    """The marks for this size of sheet."""
    return tuple(marks) if by == 1.0 else tuple(scaled(mark, by) for mark in marks)


def frame() -> Iterator[Mark]:
    """The red frame with its band."""
    yield Panel(EDGE, EDGE, WIDTH - 2 * EDGE, HEIGHT - 2 * EDGE, WHITE, 2.2, RED)
    yield Panel(EDGE, EDGE, WIDTH - 2 * EDGE, BAND, RED)


def fit(
    text: str, font: str, size: float, room: tuple[float, float], lines: int = 1
) -> tuple[list[str], float]:
    """The text as large as it can be in a room (width, height) on at most this many lines.

    Below 45 % of its size the end is cut off by ….
    """
    width, height = room
    least, found = size * 0.45, wrap(text, font, size, width)
    while size > least and (len(found) > lines or len(found) * size * LEADING > height):
        size *= 0.95
        found = wrap(text, font, size, width)
    lines = max(1, min(lines, int(height / (size * LEADING))))
    if len(found) > lines:
        last = "".join(found[lines - 1 :])
        while house().width(f"{last}…", font, size) > width:
            last = last[:-1]
        found = [*found[: lines - 1], f"{last}…"]
    return found, round(size, 2)


def block(text: str, place: Place, style: Style, lines: int = 1) -> Iterator[Text]:
    """Text at the left of a place, in the middle of its height."""
    x, y, width, height = place
    found, size = fit(text, style.font, style.size, (width, height), lines)
    leading = size * LEADING
    top = y + (height - leading * len(found)) / 2
    for at, line in enumerate(found):
        yield Text(x, top + at * leading + baseline(leading, size), line, style._replace(size=size))


def columns(items: Sequence[str], place: Place, style: Style) -> Iterator[Text]:
    """Short texts in columns, all of them, as large as there is room; a long one is narrowed."""
    x, y, width, height = place
    size = style.size * 1.05
    while True:
        size *= 0.95
        widths = sorted(house().width(item, style.font, size) for item in items)
        step = widths[int(len(widths) * 0.7)] + size  # a few long ones do not widen every column
        across = max(1, int((width + size) / step))
        down = ceil(len(items) / across)
        if down * size * LEADING <= height or size < 3:
            break
    style, leading = style._replace(size=round(size, 2)), size * LEADING
    top = y + max(0.0, (height - down * leading) / 2)
    for at, item in enumerate(items):
        row, column = divmod(at, across)
        (line,), fitted = fit(item, style.font, style.size, (min(step, width), leading))
        place_y = top + row * leading + baseline(leading, style.size)
        yield Text(x + column * step, place_y, line, style._replace(size=fitted))


def middle(text: str, place: Place, style: Style) -> Text:
    """One line in the middle of a place."""
    x, y, width, height = place
    (line,), size = fit(text, style.font, style.size, (width, height))
    start = x + (width - house().width(line, style.font, size)) / 2
    return Text(start, y + baseline(height, size), line, style._replace(size=size))


def label(text: str, place: Place, size: float = 22) -> Iterator[Mark]:
    """A row's name on pink, a line under the row drawn by its neighbour."""
    yield Panel(*place, PINK, 0.8, RED)
    yield middle(
        text, (place[0] + 6, place[1], place[2] - 12, place[3]), Style(HEI_BOLD, size, ink=RED)
    )


def to_write(x: float, y: float, width: float) -> Mark:
    """A line for what is not known yet, to be written by hand."""
    return Rule(x, y, x + width, y, 0.8, ink=BROWN)


def foot(text: str, right: str = "") -> Iterator[Mark]:
    """The line under the rows: who put the sign up; at the right what to call."""
    y = HEIGHT - EDGE - FOOT
    style = Style(HEI, 15)
    yield from block(text, (EDGE + 16, y, WIDTH * 0.52, FOOT), style)
    if right:
        (line,), size = fit(right, HEI, 15, (WIDTH * 0.38, FOOT))
        start = WIDTH - EDGE - 16 - house().width(line, HEI, size)
        yield Text(start, y + baseline(FOOT, size), line, Style(HEI, size))


def margin(marks: tuple[str, Anchor | None], missing: frozenset[str]) -> Iterator[Mark]:
    """Number and trail, small, under the frame; and what could not be printed."""
    number, anchor = marks
    told = "　".join((*filter(None, (number, str(anchor or ""))), *footnote(missing)))
    if told:
        yield Text(EDGE, HEIGHT - 10, told, Style(SONG, 7, 0.4))
