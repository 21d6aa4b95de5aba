"""Breaking text into lines by the Chinese rules (避头尾): what may not begin or end a line."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from gridhall.pdf.fonts import house

NEVER_FIRST: Final = frozenset("，。、；：？！）》」』】〉〕〗”’…—·％‰℃〞,.;:?!)]}%~～々ー㎡％")
NEVER_LAST: Final = frozenset("（《「『【〈〔〖“‘([{￥¥$＄№〝")
_WORD = r"[0-9A-Za-z\u00C0-\u024F+\-−/_@#&'.,:*=%°]"
_MEASURES: Final = "年月日时分秒点号元份次个件人户岁页楼"  # a number and its measure stay together
_UNIT = re.compile(
    rf"{_WORD}*[0-9A-Za-z\u00C0-\u024F]{_WORD}*(?:(?<=[0-9])[{_MEASURES}])?|—+|…+|.", re.DOTALL
)


@lru_cache(maxsize=4096)
def chunks(text: str) -> tuple[str, ...]:
    """`text` in pieces between which a line may be broken; blanks stay at the end of a piece."""
    pieces: list[str] = []
    open_end = False  # the piece so far may not end a line
    for unit in _UNIT.findall(text):
        joins = unit == " " or unit[0] in NEVER_FIRST
        if pieces and (joins or open_end):
            pieces[-1] += unit
        else:
            pieces.append(unit)
        open_end = unit[-1] in NEVER_LAST or (open_end and unit == " ")
    return tuple(pieces)


def wrap(text: str, font: str, size: float, width: float, indent: float = 0.0) -> list[str]:
    """The lines of `text` in a column of `width` points, the first shorter by `indent` points.

    A piece wider than the column is cut where the column ends. A line break in the text is kept.
    """
    advances = house().widths(font)
    room = width * 1000 / size + 0.001
    first = room - indent * 1000 / size
    lines: list[str] = []
    for part in text.split("\n"):
        lines += fill(part, advances, room, first)
        first = room
    return lines


def fill(text: str, advances: Mapping[str, int], room: float, first: float) -> list[str]:
    """The lines of one paragraph; `room` and `first` in the unit of `advances`."""
    total = sum(map(advances.__getitem__, text))
    if total <= first:
        return [text]
    lines: list[str] = []
    line, free = "", first
    for chunk in chunks(text):
        size = _ink(chunk, advances)
        if line and size > free:
            lines.append(line.rstrip(" "))
            line, free = "", room
        while not line and size > free and len(chunk) > 1:
            cut = _cut(chunk, advances, free)
            lines.append(chunk[:cut])
            chunk, free = chunk[cut:], room
            size = _ink(chunk, advances)
        line += chunk
        free -= sum(map(advances.__getitem__, chunk))
    lines.append(line.rstrip(" "))
    return lines


def _ink(chunk: str, advances: Mapping[str, int]) -> int:
    """A piece's width without the blanks at its end, which may hang over the margin."""
    return sum(map(advances.__getitem__, chunk.rstrip(" ")))


def _cut(chunk: str, advances: Mapping[str, int], free: float) -> int:
    """How many characters of an overlong piece fit, at least one."""
    used, count = 0, 0
    for character in chunk:
        used += advances[character]
        if used > free and count:
            break
        count += 1
    return count
