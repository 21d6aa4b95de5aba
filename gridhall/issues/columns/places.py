"""Places as a clerk types them: yj3 is 御景小区 3号楼, yj3-2-501 says the entrance and room too."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gridhall.core.pinyin import name_keys
from gridhall.core.text import half_width
from gridhall.issues.queries.places import PlaceRow
from gridhall.qt.choice import Choice

_MOST = 8
_SUFFIX = "小区"
_HOUSE = re.compile(r"(?<=[0-9a-z])(?:号楼|号院|号|栋|幢|座|楼)")
_DOOR = re.compile(r"^(?P<head>[^-]*\d[a-z]?)-(?P<door>.+)$")
_ENTRANCE = re.compile(r"^(?P<entrance>\d{1,2})(?:单元|门)?(?:-?(?P<room>\d{2,5}))?$")
_NUMBER = re.compile(r"[甲乙丙丁]?\d+[a-z]?|[a-z](?=座)")


@dataclass(frozen=True, slots=True)
class Spotted:
    """A place that was chosen, and what was typed beyond it (2单元501)."""

    row: PlaceRow
    spot: str = ""


class PlaceFinder:
    """Offers for what is typed, and the place that a sentence names."""

    def __init__(self, rows: Sequence[PlaceRow]) -> None:
        self._rows = tuple(rows)
        self._keys = [tuple(_keys(row)) for row in self._rows]

    def offers(self, typed: str) -> Sequence[Choice]:
        """What fits, exact ones first; each Choice's key is a Spotted."""
        if not typed.strip():
            return [_choice(Spotted(row)) for row in self._rows if not row.building][:_MOST]
        head, spot = _apart(typed)
        exact = [row for row, keys in self._known() if head in keys]
        begun = [
            row
            for row, keys in self._known()
            if head not in keys and any(one.startswith(head) for one in keys)
        ]
        return [_choice(Spotted(row, spot if row.building else "")) for row in (*exact, *begun)][
            :_MOST
        ]

    def named_in(self, sentence: str) -> PlaceRow | None:
        """The building, else the compound, that a sentence names: 御景小区3号楼门口垃圾没清."""
        said = _plain(sentence)
        best: PlaceRow | None = None
        for row in self._rows:
            if row.compound and not row.building and _behind(row.compound, said) is not None:
                best = row
                break
        if best is None:
            return None
        number = _NUMBER.match(_behind(best.compound, said) or "")
        if number is None:
            return best
        mine = (row for row in self._rows if row.compound == best.compound)
        return next((row for row in mine if row.building.lower() == number[0]), best)

    def _known(self) -> Iterator[tuple[PlaceRow, tuple[str, ...]]]:
        return zip(self._rows, self._keys, strict=True)


def _plain(typed: str) -> str:
    return half_width(typed).replace(" ", "").lower()


def _apart(typed: str) -> tuple[str, str]:
    """What names the place, and the entrance and room behind it as words."""
    plain = _plain(typed)
    door = _DOOR.match(_HOUSE.sub("-", plain).rstrip("-"))
    if door is None:
        return _HOUSE.sub("", plain), ""
    found = _ENTRANCE.match(door["door"])
    if found is None:
        return door["head"], door["door"]
    return door["head"], f"{found['entrance']}单元{found['room'] or ''}"


def _behind(compound: str, said: str) -> str | None:
    """What a sentence says after this compound's name; None if it does not name it."""
    short = compound.removesuffix(_SUFFIX)
    for name in (compound.lower(), short.lower() if len(short) > 1 else ""):
        if name and name in said:
            return said.split(name, 1)[1]
    return None


def _keys(row: PlaceRow) -> Iterator[str]:
    if row.building:
        number = row.building.lower()
        yield number
        yield from (name + number for name in _names(row.compound))
    elif row.compound:
        yield from _names(row.compound)
    else:
        yield from _names(row.grid)
        yield from _names(row.grid.removeprefix("第"))


def _names(name: str) -> Iterator[str]:
    for one in dict.fromkeys((name, name.removesuffix(_SUFFIX))):
        yield _plain(one)
        yield from name_keys(one).initials
        yield from name_keys(one).full


def _choice(spotted: Spotted) -> Choice:
    row = spotted.row
    words = f"{row.words}{spotted.spot and ' '}{spotted.spot}"
    return Choice(spotted, words, right=row.grid if row.compound else "")
