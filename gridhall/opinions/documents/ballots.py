"""表决票: four to a sheet of A4, a door on each, or blank."""

from collections.abc import Iterator, Sequence
from typing import Final

from gridhall.core.errors import UserError
from gridhall.core.hall import Hall
from gridhall.core.text import clean
from gridhall.opinions.labels import VOTES
from gridhall.opinions.queries.topics import TopicRow
from gridhall.pdf.fonts import HEI, SONG, house
from gridhall.pdf.form_blocks import centred, flush_right
from gridhall.pdf.lines import wrap
from gridhall.pdf.marks import MM, Block, Box, Mark, Rule, Style, Text
from gridhall.pdf.page import A4, About, Sheet

_ACROSS, _DOWN = 2, 2
_WIDE, _HIGH = 105 * MM, 148.5 * MM
_SIDE: Final = 11 * MM
_LONGEST = 9  # lines of what is voted on


def ballots(row: TopicRow, doors: Sequence[str], hall: Hall) -> bytes:
    """The ballots in walking order; "" is a blank one."""
    if not doors:
        raise UserError("没有要印的表决票。请先登记门牌，或写空白票印几张")
    house().require_glyphs([clean(one) for one in (row.title, hall.name, row.number, *doors)])
    sheet = Sheet(A4, About(f"表决票（{len(doors)} 张）", hall.name, row.number))
    many, form = _ACROSS * _DOWN, tuple(_form(row, hall))
    for start in range(0, len(doors), many):
        page = [
            (float(place // _ACROSS * _HIGH), _ballot(form, door, place % _ACROSS * _WIDE))
            for place, door in enumerate(doors[start : start + many])
        ]
        sheet.add_alike([*page, (0.0, Block(A4[1], (), _cuts()))])
    return sheet.finish()


def _ballot(form: tuple[Mark, ...], door: str, by: float) -> Block:
    said = f"门牌：{clean(door)}" if door else "门牌：__________________"
    typed = Text(_SIDE + by, 34 * MM, said, Style(SONG, 11))
    return Block(_HIGH, (typed,), tuple(_moved(form, by)))


def _form(row: TopicRow, hall: Hall) -> Iterator[Mark]:
    room, body = _WIDE - 2 * _SIDE, Style(SONG, 12)
    yield centred("表决票", _WIDE / 2, 20 * MM, Style(HEI, 20))
    yield flush_right(row.number, _WIDE - _SIDE, 27 * MM, Style(SONG, 9))
    yield Rule(_SIDE, 37 * MM, _WIDE - _SIDE, 37 * MM, 0.8)
    y = 45 * MM
    lines = wrap(f"表决事项：{clean(row.title)}", SONG, body.size, room)[:_LONGEST]
    for line in lines:
        yield Text(_SIDE, y, line, body)
        y += 6.5 * MM
    y = max(y, 66 * MM) + 4 * MM
    for words in VOTES.values():
        yield Box(_SIDE + 4 * MM, y - 4.4 * MM, 5 * MM, 5 * MM, 0.8)
        yield Text(_SIDE + 13 * MM, y, words, Style(HEI, 15))
        y += 11 * MM
    yield Text(_SIDE, 114 * MM, "户代表签名：________________", body)
    yield Text(_SIDE, 123 * MM, "日期：______年____月____日", body)
    yield Rule(_SIDE, 128 * MM, _WIDE - _SIDE, 128 * MM, 0.5)
    small = Style(SONG, 8.5)
    yield Text(_SIDE, 133 * MM, "只选一项，打“√”。一户一票，多选、不选不计。", small)
    yield Text(_SIDE, 138 * MM, clean(hall.name), small)


def _cuts() -> tuple[Mark, ...]:
    """Where it is cut."""
    return (
        Rule(_WIDE, 0, _WIDE, A4[1], 0.3, 3),
        Rule(0, _HIGH, A4[0], _HIGH, 0.3, 3),
    )


def _moved(marks: Sequence[Mark], by: float) -> Iterator[Mark]:
    for one in marks:
        if isinstance(one, Rule):
            yield one._replace(x=one.x + by, to_x=one.to_x + by)
        elif isinstance(one, Text | Box):
            yield one._replace(x=one.x + by)
