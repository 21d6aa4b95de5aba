"""What a newborn is to the head of the parent's household."""

from gridhall.registry.rules.kinship import HEAD, SPOUSES

_SONS = frozenset({"20", "21", "22", "23", "24", "25", "26", "27", "29", "38"})
_DAUGHTERS = frozenset({"30", "31", "32", "33", "34", "35", "36", "37", "39", "28"})


def newborn_relation(parent: str, sex: str) -> str:
    """The newborn's relation to the head, from the parent's; "" where only the clerk can know."""
    if parent == HEAD or parent in SPOUSES:
        return {"1": "20", "2": "30"}.get(sex, "")
    if parent in _SONS:
        return {"1": "41", "2": "42"}.get(sex, "")
    if parent in _DAUGHTERS:
        return {"1": "43", "2": "44"}.get(sex, "")
    return ""
