"""Breaking text into lines by the Chinese rules (避头尾): what may not begin or end a line."""

import re
from bisect import bisect_right
from collections.abc import Mapping
from functools import lru_cache
from itertools import accumulate
from typing import Final

from gridhall.pdf.fonts import house

NEVER_FIRST: Final = frozenset("，。、；：？！）》」』】〉〕〗”’…—·％‰℃〞,.;:?!)]}%~～々ー㎡％")
NEVER_LAST: Final = frozenset("（《「『【〈〔〖“‘([{￥¥$＄№〝")
_WORD = r"[0-9A-Za-z\u00C0-\u024F+\-−/_@#&'.,:*=%°]"
_MEASURES: Final = "年月日时分秒点号元份次个件人户岁页楼"  # a number and its measure stay together
_UNIT = re.compile(
    rf"{_WORD}*[0-9A-Za-z\u00C0-\u024F]{_WORD}*(?:(?<=[0-9])[{_MEASURES}])?|—+|…+|.", re.DOTALL
)


@lru_cache(maxsize=2048)
def breaks(text: str) -> tuple[int, ...]:
    """Before which characters a line may begin, from 0; blanks belong to the line they follow."""
    places, at = [], 0
    open_end = False  # what stands before may not end a line
    for unit in _UNIT.findall(text):
        if not at or not (open_end or unit == " " or unit[0] in NEVER_FIRST):
            places.append(at)
        open_end = unit[-1] in NEVER_LAST or (open_end and unit == " ")
        at += len(unit)
    return tuple(places)


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
    edges = list(accumulate(map(advances.__getitem__, text), initial=0))
    lines: list[str] = []
    start, end, places = 0, len(text), breaks(text) if edges[-1] > first else ()
    while start + 1 < end and edges[end] - edges[start] > first:
        reach = max(bisect_right(edges, edges[start] + first) - 1, start + 1)
        while reach < end and text[reach] == " ":  # blanks may hang over the margin
            reach += 1
        if reach == end:
            break
        cut = places[bisect_right(places, reach) - 1]
        if cut <= start:  # one piece wider than the line
            cut = reach
        lines.append(text[start:cut].rstrip(" "))
        start, first = cut, room
    lines.append(text[start:].rstrip(" "))
    return lines
