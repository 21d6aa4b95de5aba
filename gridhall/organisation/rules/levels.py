"""The levels of the tree (层级): two pictures to begin with, and what the hall makes of them."""

from collections.abc import Sequence
from typing import NamedTuple

from gridhall.core.errors import UserError
from gridhall.core.text import clean
from gridhall.organisation.rules.kinds import KINDS

LEVEL_NAME_LIMIT = 30
MOST_LEVELS = 20


class Level(NamedTuple):
    """One level of the hall's picture; `place` 1 is the top."""

    place: int
    name: str
    kind: str  # rules.kinds.KINDS
    seats: tuple[str, ...] = ()  # titles a new one begins with; one said twice is two seats
    expected: int | None = None  # how many of the next level below one of these; a hint only


_COMMITTEE = ("secretary", "deputy_secretary", "member", "member", "member")
_BRANCH = ("secretary", "deputy_secretary", "member", "member")

PICTURES: dict[str, tuple[Level, ...]] = {
    "compound": (
        Level(1, "街道党工委", "party_work_committee", _COMMITTEE),
        Level(2, "社区党委", "party_committee", _COMMITTEE),
        Level(3, "小区党支部", "branch", _BRANCH),
        Level(4, "楼栋党小组", "group", ("group_leader",)),
        Level(5, "党员中心户", "center_household", ("center_household",)),
    ),
    "grid": (
        Level(1, "街道党工委", "party_work_committee", _COMMITTEE),
        Level(2, "社区党委", "party_committee", _COMMITTEE),
        Level(3, "网格党支部", "branch", _BRANCH, 3),
        Level(4, "楼院党小组", "group", ("group_leader",), 3),
        Level(5, "党员中心户", "center_household", ("center_household",)),
    ),
}
PICTURE_NAMES = {
    "compound": "街道—社区—小区—楼栋—中心户",
    "grid": "街道—社区—网格支部—楼院小组—中心户",
}


def check_level(level: Level) -> Level:
    """The level in its stored form; raises UserError."""
    name = clean(level.name)
    if not name:
        raise UserError("请填写层级名称，例如 小区党支部")
    if len(name) > LEVEL_NAME_LIMIT:
        raise UserError(
            f"层级名称最长 {LEVEL_NAME_LIMIT} 个字，现在是 {len(name)} 个字，请写短一些"
        )
    if level.kind not in KINDS:
        raise UserError("请从列表里选这一级的组织类别")
    if level.expected is not None and level.expected < 1:
        raise UserError("每个组织下有几个下级，请写 1 以上的数，或者留空")
    return level._replace(name=name)


def renumbered(levels: Sequence[Level]) -> tuple[Level, ...]:
    """The levels from the top, numbered 1, 2, 3 …"""
    return tuple(level._replace(place=place) for place, level in enumerate(levels, 1))
