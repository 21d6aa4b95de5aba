"""The titles of seats (职务): committee, part-time, below it, governing body, house, grid."""

from typing import NamedTuple


class Title(NamedTuple):
    """What the holder of a seat is."""

    code: str
    name: str
    group: str  # committee, part_time, below, body, house, grid
    single: bool = False  # an organisation (or grid) has one such seat


_ALL = (
    Title("first_secretary", "第一书记", "committee", single=True),
    Title("secretary", "书记", "committee", single=True),
    Title("deputy_secretary", "副书记", "committee"),
    Title("member", "委员", "committee"),
    Title("part_time_member", "兼职委员", "part_time"),
    Title("group_leader", "党小组长", "below", single=True),
    Title("center_household", "中心户", "below", single=True),
    Title("guide", "党建指导员", "below"),
    Title("director", "主任", "body", single=True),
    Title("deputy_director", "副主任", "body"),
    Title("body_member", "委员", "body"),
    Title("building_head", "楼栋长", "house"),
    Title("lane_head", "街巷长", "house"),
    Title("entrance_head", "楼口长", "house"),
    Title("grid_main", "网格员", "grid", single=True),
    Title("grid_assistant", "网格助理员", "grid"),
)
TITLES: dict[str, Title] = {title.code: title for title in _ALL}

PARTY_GROUPS = frozenset({"committee", "part_time"})
# Whoever leads or sits in a branch or group belongs to it.
OF_THE_BRANCH = frozenset({"secretary", "deputy_secretary", "member", "group_leader"})


def title_of(code: str) -> Title:
    """The title by its code; one of a later version is shown as it is called."""
    return TITLES.get(code, Title(code, code, "committee"))
