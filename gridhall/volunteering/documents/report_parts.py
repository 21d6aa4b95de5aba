"""What the summary of a day and the report of a year are made of."""

from collections.abc import Iterable, Iterator, Sequence

from gridhall.core.clock import number_of_hours
from gridhall.pdf.fonts import HEI, SONG, house
from gridhall.pdf.form_blocks import baseline, centred
from gridhall.pdf.form_parts import Measures, Table
from gridhall.pdf.marks import MM, Block, Mark, Picture, Style, Text
from gridhall.photos.queries import Picture as Photo
from gridhall.volunteering.queries.papers.year import Line

_ACROSS, _GAP = 2, 5 * MM  # photos beside each other


def section(title: str, m: Measures) -> Block:
    """A heading between tables, kept with what follows."""
    style = Style(HEI, m.body)
    typed = (Text(m.left, baseline(m.leading, m.body), title, style),)
    return Block(m.leading, typed, before=0.6 * m.line, keep=True)


def lines_table(heading: str, lines: Iterable[Line], total: Line | None = None) -> Table:
    """People, turns and hours by `heading`, with the sum (people counted once) at the end."""
    rows = [_cells(line.name, line) for line in lines]
    if total is not None and rows:
        rows.append(_cells("合计", total))
    return Table((heading, "人数", "人次", "时长（小时）"), (4, 1.6, 1.6, 2), tuple(rows))


def _cells(name: str, line: Line) -> tuple[str, ...]:
    return (name, f"{line.people:,}", f"{line.turns:,}", number_of_hours(line.minutes))


def photo_blocks(photos: Sequence[Photo], m: Measures) -> Iterator[Block]:
    """Two photos beside each other, each with its caption."""
    width = (m.column - _GAP) / _ACROSS
    for at in range(0, len(photos), _ACROSS):
        pair = photos[at : at + _ACROSS]
        height = width * 0.75
        marks: list[Mark] = []
        for place, photo in enumerate(pair):
            left = m.left + place * (width + _GAP)
            marks.append(_fitted(photo, left, (width, height)))
            caption = photo.row.caption or f"{photo.row.taken_on}"
            y = height + baseline(m.line, m.note)
            marks.append(centred(caption, left + width / 2, y, Style(SONG, m.note)))
        yield Block(height + 1.2 * m.line, tuple(marks), before=0.4 * m.line)


def _fitted(photo: Photo, left: float, room: tuple[float, float]) -> Picture:
    """The photo whole and in the middle of its room."""
    pixels = (photo.row.width, photo.row.height)
    by = min(room[0] / pixels[0], room[1] / pixels[1])
    width, height = pixels[0] * by, pixels[1] * by
    x, y = left + (room[0] - width) / 2, (room[1] - height) / 2
    return Picture(x, y, width, height, photo.jpeg, pixels)


def require_glyphs(texts: Iterable[str]) -> None:
    """UserError that names the characters no font has."""
    house().require_glyphs(texts)
