"""Doors and number plates in typed words: what leads to one household or one car."""

import re
from collections.abc import Iterator
from typing import Final

from gridhall.core.text import half_width
from gridhall.opinions.rules.publishing.found import Found

_NUMBER = r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})"
_HOUSE = rf"(?P<house>{_NUMBER}\s*(?:号楼|栋|幢|座|号院))"
_TRIPLE = re.compile(r"(?<![\d\-])(?P<house>\d{1,3})-(\d{1,2})-(?P<room>\d{3,4})(?![\d\-])")
_ROOM = re.compile(
    rf"{_HOUSE}\s*{_NUMBER}\s*单元\s*(?:\d{{1,2}}\s*层\s*)?\d{{3,4}}\s*(?:室|号)?(?![\d户人年元月])"
)
_PLAIN_ROOM = re.compile(rf"{_HOUSE}\s*\d{{3,4}}\s*(?:室|号房)")
_ENTRANCE = re.compile(rf"{_HOUSE}\s*{_NUMBER}\s*单元(?:\s*{_NUMBER}\s*[层楼])?")
_LONE_ROOM = re.compile(r"(?<!\d)\d{3,4}\s*室")
_REGIONS: Final = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_PLATE = re.compile(
    rf"(?P<head>[{_REGIONS}][A-HJ-NP-Za-hj-np-z])[·\s]?[A-HJ-NP-Za-hj-np-z0-9]{{5,6}}(?![A-Za-z0-9])"
)


def doors(text: str, *, finest_house: bool) -> Iterator[Found]:
    """Doors, each shown as its building; `finest_house`: entrances are too fine as well."""
    plain = half_width(text)
    for found in _TRIPLE.finditer(plain):
        if not _is_day(found):
            yield Found("door", found.start(), found.end(), f"{found['house']}号楼")
    for shape in (_ROOM, _PLAIN_ROOM, *((_ENTRANCE,) if finest_house else ())):
        for found in shape.finditer(plain):
            yield Found("door", found.start(), found.end(), found["house"])
    if finest_house:
        for found in _LONE_ROOM.finditer(plain):
            yield Found("door", found.start(), found.end(), "")


def plates(text: str) -> Iterator[Found]:
    """Number plates of cars, without what tells one from another."""
    for found in _PLATE.finditer(half_width(text)):
        if any(char.isdigit() for char in found[0]):
            yield Found("plate", found.start(), found.end(), f"{found['head']}****")


def _is_day(found: re.Match[str]) -> bool:
    """24-11-2026 is a day."""
    return len(found["room"]) == 4 and found["room"][:2] in ("19", "20") and int(found[2]) <= 12
