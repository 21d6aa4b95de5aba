"""What an organisation is by its name: 党委, 党支部, 党小组, 中心户, 业委会 ... and its level."""

from collections.abc import Sequence

from gridhall.core.text import search_key
from gridhall.organisation.rules.kinds import KINDS
from gridhall.organisation.rules.levels import Level

OUTSIDE = "图外"  # an organisation that stands outside the hall's picture of levels
_OUTSIDE = frozenset({OUTSIDE, "无", "不在图内", "层级图外"})
# The first that is at the end of the name, or in it, tells the kind.
_ENDINGS = (
    ("大党委", "joint_committee"), ("大工委", "joint_committee"), ("综合党委", "joint_committee"),
    ("联合党委", "joint_committee"), ("党工委", "party_work_committee"),
    ("工作委员会", "party_work_committee"), ("党总支", "general_branch"),
    ("总支部", "general_branch"), ("总支", "general_branch"), ("党支部", "branch"),
    ("支部", "branch"), ("支部委员会", "branch"), ("总支部委员会", "general_branch"),
    ("业主委员会", "owners_committee"), ("业委会", "owners_committee"),
    ("物管会", "owners_committee"), ("自管委员会", "self_management"),
    ("自管会", "self_management"), ("自管委", "self_management"), ("议事会", "council"),
    ("自治小组", "self_governing_group"), ("党小组", "group"), ("中心户", "center_household"),
    ("党委", "party_committee"), ("党委会", "party_committee"), ("委员会", "party_committee"),
    ("小组", "group"),
)  # fmt: skip
_WORDS = {search_key(kind.name): code for code, kind in KINDS.items()} | dict(_ENDINGS)


def kind_of_words(text: str) -> str | None:
    """The kind by its word in a cell; None if there is no such kind."""
    key = search_key(text)
    return _WORDS.get(key) or (key if key in KINDS else kind_by_name(key))


def kind_by_name(name: str) -> str | None:
    """The kind by the name's ending, else by what stands in it; None if nothing tells."""
    key = search_key(name)
    longest = sorted(_ENDINGS, key=lambda ending: -len(ending[0]))
    ends = next((kind for word, kind in longest if key.endswith(word)), None)
    return ends or next((kind for word, kind in longest if word in key and len(word) > 2), None)


def level_of_words(text: str, levels: Sequence[Level]) -> int | None:
    """The level by its name or number; None if there is no such level."""
    key = search_key(text).removeprefix("第").removesuffix("级").removesuffix("层")
    numbers = {str(one.place): one.place for one in levels}
    names = {search_key(one.name): one.place for one in levels}
    return names.get(search_key(text)) or numbers.get(key)


def is_outside(text: str) -> bool:
    """Whether a cell says that it stands outside the picture."""
    return text in _OUTSIDE


def level_by_kind(kind: str, above: int | None, levels: Sequence[Level]) -> int | None:
    """The only level of this kind, or the one below the parent's; None outside the picture."""
    alike = [one.place for one in levels if one.kind == kind]
    if len(alike) == 1:
        return alike[0]
    return next((place for place in alike if above is not None and place > above), None)
