"""A door of a building: which floor it is on, and what its people make of it (楼层、房屋状态)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from gridhall.registry.rules.separation import (
    HUKOU_NOT_RESIDENT,
    PROPERTY_NO_HUKOU,
    RESIDENT_NO_HUKOU,
    UNKNOWN,
)

VACANT, USUAL, AWAY, OUTSIDE, CARE, UNCHECKED = (
    "vacant",
    "usual",
    "apart",
    "outside",
    "care",
    "unchecked",
)
DOORS = (CARE, AWAY, OUTSIDE, UNCHECKED, USUAL, VACANT)  # the first that holds is shown
CARED_TAGS = frozenset(
    (
        *("empty_nest", "alone_old", "living_alone", "very_old", "disabled", "seriously_ill"),
        *("dementia", "mental_illness", "pregnant", "destitute", "lost_only_child"),
        *("left_behind_child", "child_in_need", "orphan"),
    )
)

_ROOM = re.compile(r"(?P<below>负|地下|-)?[A-Z]?(?P<digits>\d{3,4})[A-Z]?[东中西南北]?")
OTHER = "其他"


def floor_of(room: str) -> int | None:
    """501 is the 5th floor, 1202 the 12th, 负101 the first below ground; None: it does not say."""
    found = _ROOM.fullmatch(room.upper())
    if found is None:
        return None
    floor = int(found["digits"][:-2])
    if floor == 0:
        return None
    return -floor if found["below"] else floor


def floor_label(floor: int | None) -> str:
    """5层, 负1层; 其他 where the number does not say."""
    if floor is None:
        return OTHER
    return f"{floor}层" if floor > 0 else f"负{-floor}层"


@dataclass(frozen=True, slots=True)
class Behind:
    """One person registered or living behind a door, as far as its colour is concerned."""

    state: str  # of rules.separation
    counted: bool  # separated for long enough
    lives_here: bool  # behind this very door
    cared: bool = False  # bears a tag that asks for care


def door_state(people: Iterable[Behind]) -> str:
    """What a door is shown as: the first of DOORS that holds."""
    known = list(people)
    if not known:
        return VACANT
    if any(one.cared and one.lives_here for one in known):
        return CARE
    if any(one.state == HUKOU_NOT_RESIDENT and one.counted for one in known):
        return AWAY
    living = [one for one in known if one.lives_here]
    if not living:
        return AWAY
    if any(one.state in (RESIDENT_NO_HUKOU, PROPERTY_NO_HUKOU) for one in living):
        return OUTSIDE
    return UNCHECKED if any(one.state == UNKNOWN for one in living) else USUAL
