"""The kinds of organisation (组织类别): party organisations and a compound's governing bodies."""

from typing import NamedTuple


class Kind(NamedTuple):
    """What an organisation is; what it is called in the hall's picture is its level's name."""

    code: str
    name: str
    icon: str  # of resources/icons
    party: bool  # 党组织; else a governing body or something else
    keeps_members: bool  # 组织关系 may be kept there (党章 §8: a branch or a group)
    body: bool  # a compound's governing body (业委会 and the like)


_PARTY = (
    Kind("party_work_committee", "党工委", "domain", True, False, False),
    Kind("party_committee", "党委", "holiday_village", True, False, False),
    Kind("general_branch", "党总支", "lan", True, False, False),
    Kind("branch", "党支部", "apartment", True, True, False),
    Kind("group", "党小组", "home", True, True, False),
    Kind("center_household", "党员中心户", "person", True, False, False),
    Kind("joint_committee", "大党委", "handshake", True, False, False),
)
_BODIES = (
    Kind("owners_committee", "业主委员会", "gavel", False, False, True),
    Kind("self_management", "自管委员会", "diversity_3", False, False, True),
    Kind("council", "议事会", "group", False, False, True),
    Kind("self_governing_group", "自治小组", "family_restroom", False, False, True),
)
_OTHER = Kind("other", "其他组织", "account_tree", False, False, False)

KINDS: dict[str, Kind] = {kind.code: kind for kind in (*_PARTY, *_BODIES, _OTHER)}
UNKNOWN = _OTHER


def kind_of(code: str) -> Kind:
    """The kind by its code; one of a later version counts as something else."""
    return KINDS.get(code, UNKNOWN)
