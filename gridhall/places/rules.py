"""Addresses as people type and say them: 御景小区 3-2-501, 御景小区3号楼2单元501室."""

import re
from dataclasses import dataclass
from math import ceil, floor
from typing import NamedTuple

from gridhall.core.errors import UserError
from gridhall.core.text import clean, half_width
from gridhall.places.labels import building_label

EXAMPLE = "御景小区 3-2-501"
OK, UNDER, OVER, EMPTY = GRID_STATES = ("ok", "under", "over", "empty")
TARGET, TOLERANCE = 300, 10  # households, per cent: what a new hall begins with


class Address(NamedTuple):
    """小区, 楼栋, 单元, 室; a house without entrances has entrance "", a house alone no room."""

    compound: str
    building: str
    entrance: str = ""
    room: str = ""

    @property
    def door(self) -> str:
        """楼-单元-室 as the desk says it: 3-2-501; 3-501 without entrances; 12号 for a house."""
        if not self.room:
            return f"{self.building}号"
        return "-".join(filter(None, (self.building, self.entrance, self.room)))

    @property
    def short(self) -> str:
        """As lists show it: 御景小区 3-2-501."""
        return f"{self.compound} {self.door}".strip()

    @property
    def long(self) -> str:
        """As papers say it: 御景小区 3号楼2单元501."""
        if not self.room:
            return self.short
        entrance = f"{self.entrance}单元" if self.entrance else ""
        return f"{self.compound} {building_label(self.building)}{entrance}{self.room}".strip()


@dataclass(frozen=True, slots=True)
class GridSize:
    """How big a grid should be in this hall: households, and by how many per cent it may miss."""

    target: int = TARGET
    tolerance: int = TOLERANCE


def check_size(target: int, tolerance: int) -> GridSize:
    """A size a hall may choose; raises UserError."""
    if not 1 <= target <= 5000:
        raise UserError(f"每个网格的目标户数要在 1 到 5000 之间，现在写的是 {target}，请改一下")
    if not 0 <= tolerance <= 50:
        raise UserError(f"允许的偏差要在 0% 到 50% 之间，现在写的是 {tolerance}%，请改一下")
    return GridSize(target, tolerance)


def household_range(target: int, tolerance: int) -> tuple[int, int]:
    """The fewest and most households that are within the tolerance (per cent) of the target."""
    return ceil(target * (100 - tolerance) / 100), floor(target * (100 + tolerance) / 100)


def grid_state(households: int, target: int, tolerance: int) -> str:
    """One of GRID_STATES: ok is green, under and over amber, empty has nobody to look after."""
    least, most = household_range(target, tolerance)
    if not households:
        return EMPTY
    return UNDER if households < least else OVER if households > most else OK


_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63~/", "-"))
_HAN_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")}
_HAN_NUMBER = "[一二三四五六七八九十]{1,3}"
_NUMBER = rf"(?:[甲乙丙丁戊己]?\d{{1,4}}[A-Za-z]?|[A-Za-z]\d{{0,3}}|{_HAN_NUMBER})"
_ROOM = r"(?:负?\d{1,5}[A-Za-z]?|[A-Za-z]\d{1,4})[东中西南北]?"
_DOOR = re.compile(
    rf"(?<![\dA-Za-z])(?P<building>{_NUMBER})\s*(?:号楼|#楼|栋|幢|座|楼|#|-)\s*"
    rf"(?:(?P<entrance>{_NUMBER})\s*(?:单元|门|-)\s*)?"
    rf"(?P<room>{_ROOM})\s*(?:号房|室|号|户|房)?$"
)
_HOUSE = re.compile(r"(?<![\dA-Za-z])(?P<building>[甲乙丙丁]?\d{1,4})\s*号$")
_UNITS = re.compile(r"(?:号楼|#楼|栋|幢|座|楼|#|单元|门|号房|室|号|户|房)$")
_PLACE_MARKS = " ,，、;；:：-"


def parse_address(text: str) -> Address:
    """The address in what a clerk typed; without a 小区 in it the compound is "".

    Raises UserError with an example when building or room cannot be told.
    """
    typed = half_width(clean(text)).translate(_DASHES)
    if not typed:
        raise UserError(f"请填写楼-单元-室，例如 {EXAMPLE}")
    found = _DOOR.search(typed) or _HOUSE.search(typed)
    if found is None:
        raise UserError(f"看不出楼、单元和室，请写成“{EXAMPLE}”")
    parts = found.groupdict()
    compound = typed[: found.start()].strip(_PLACE_MARKS)
    return make_address(
        compound, parts["building"], parts.get("entrance") or "", parts.get("room") or ""
    )


def make_address(compound: str, building: str, entrance: str, room: str) -> Address:
    """An address out of separate columns; units and leading zeros are dropped from the numbers."""
    return Address(
        compound_name(compound),
        place_number(building),
        place_number(entrance),
        place_number(room),
    )


def compound_name(text: str) -> str:
    """A compound's name as it is kept: "御景 小区" and "御景小区" are one."""
    return re.sub(r"(?<=[^\x00-\xff]) | (?=[^\x00-\xff])", "", half_width(clean(text)))


def place_number(text: str) -> str:
    """A building's, entrance's or room's number: "０3号楼", "3.0" and "三" are all 3."""
    number = _UNITS.sub("", half_width(clean(text)).replace(" ", "").removesuffix(".0")).upper()
    if re.fullmatch(_HAN_NUMBER, number):
        return str(_han_value(number))
    return re.sub(r"(?<!\d)0+(?=\d)", "", number)


def natural_key(number: str) -> tuple[int, str]:
    """Sorts 2 before 10, and both before 甲3."""
    digits = re.match(r"\d+", number)
    return (int(digits[0]) if digits else 10**6, number)


def _han_value(number: str) -> int:
    tens, ten, ones = number.rpartition("十")
    if not ten:
        return int("".join(str(_HAN_DIGITS[char]) for char in number))
    return (_HAN_DIGITS[tens] if tens else 1) * 10 + (_HAN_DIGITS[ones] if ones else 0)
