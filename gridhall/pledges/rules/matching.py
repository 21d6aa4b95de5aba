"""Which resource fits which need (供需对接): ranked, each with the reason in a sentence."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from gridhall.core.text import is_han, search_key

# Words that stand in every second title and tell nothing.
_COMMON = (
    "服务", "活动", "社区", "居民", "需要", "提供", "开展", "志愿", "免费", "帮助", "解决", "困难",
    "单位", "我们", "希望", "上门", "进行", "工作", "小区", "辖区", "群众", "每月", "一次", "可以",
)  # fmt: skip
_CATEGORY, _SKILL, _WORDS, _MOST_WORDS = 40, 10, 8, 32
_SAME_GRID, _NEAR_GRID, _ENOUGH, _PARTLY, _MEASURE, _OWN = 15, 8, 10, 4, 5, 3
LEAST = 8  # below it nothing is offered


@dataclass(frozen=True, slots=True)
class Side:
    """A need, project or resource as far as fitting goes."""

    id: int
    text: str  # title and content
    category_id: int | None
    category: str
    left: int
    measure: str
    grid_id: int | None
    grid: str
    skill_id: int | None
    skill: str
    organisation_id: int | None
    compounds: frozenset[int] = frozenset()  # of its grid, or its own


class Match(NamedTuple):
    """How well another item fits, and why."""

    id: int
    score: int
    why: str


def rank(one: Side, others: Iterable[Side], most: int = 20, *, gives: bool = False) -> list[Match]:
    """The others that fit, the best first; of equals the one that was there first.

    `gives`: `one` is the resource, and needs are looked for.
    """
    found = []
    for other in others:
        fitted = fit(other, one) if gives else fit(one, other)
        if fitted is not None:
            found.append(Match(other.id, *fitted))
    return sorted(found, key=lambda match: (-match.score, match.id))[:most]


def fit(need: Side, resource: Side) -> tuple[int, str] | None:
    """How well two fit, and why; None if only chance joins them, or nothing of either is left."""
    if need.left < 1 or resource.left < 1:
        return None
    score, reasons = _meaning(need, resource)
    if not reasons:
        return None
    for points, why in (_place(need, resource), _amount(need, resource)):
        score += points
        reasons += [why] if why else []
    return (score, "，".join(reasons)) if score >= LEAST else None


def best(needs: Sequence[Side], resources: Sequence[Side]) -> dict[int, Match]:
    """The best resource for each need; only pairs that share anything are tried."""
    by_key: dict[object, list[int]] = defaultdict(list)
    for place, resource in enumerate(resources):
        for key in _keys(resource):
            by_key[key].append(place)
    found = {}
    for need in needs:
        near = sorted({place for key in _keys(need) for place in by_key.get(key, ())})
        ranked = rank(need, (resources[place] for place in near), 1)
        if ranked:
            found[need.id] = ranked[0]
    return found


def _keys(side: Side) -> set[object]:
    keys: set[object] = set(_pairs(side.text))
    keys |= {("category", side.category_id)} if side.category_id is not None else set()
    return keys | ({("skill", side.skill_id)} if side.skill_id is not None else set())


def _meaning(one: Side, other: Side) -> tuple[int, list[str]]:
    """What joins them: category, skill, words."""
    score, reasons = 0, []
    if one.category_id is not None and one.category_id == other.category_id:
        score += _CATEGORY
        reasons.append(f"同属“{one.category}”")
    if one.skill_id is not None and one.skill_id == other.skill_id:
        score += _SKILL
        reasons.append(f"都要“{one.skill}”")
    shared = _pairs(one.text) & _pairs(other.text)
    if shared:
        score += min(_WORDS * len(shared), _MOST_WORDS)
        reasons.append(f"都写着“{_longest(one.text, other.text)}”")
    return score, reasons


def _place(one: Side, other: Side) -> tuple[int, str]:
    if one.grid_id is not None and one.grid_id == other.grid_id:
        return _SAME_GRID, f"同在{one.grid}"
    if one.compounds & other.compounds:
        return _NEAR_GRID, "同在一个小区"
    if one.organisation_id is not None and one.organisation_id == other.organisation_id:
        return _OWN, ""
    return 0, ""


def _amount(need: Side, resource: Side) -> tuple[int, str]:
    if need.measure != resource.measure:
        return 0, ""
    if resource.left >= need.left:
        return _MEASURE + _ENOUGH, f"够 {need.left} {need.measure}"
    return _MEASURE + _PARTLY, f"能给 {resource.left} {need.measure}"


@lru_cache(maxsize=16384)
def _pairs(text: str) -> frozenset[str]:
    """Every two characters that stand together in a word, without those that tell nothing."""
    pairs: set[str] = set()
    for run in _runs(text):
        pairs.update(a + b for a, b in pairwise(run))
    return frozenset(pairs.difference(_COMMON))


def _runs(text: str) -> list[str]:
    """Runs of Chinese characters, cut at words that tell nothing."""
    key = search_key(text)
    for word in _COMMON:
        key = key.replace(word, " ")
    return "".join(char if is_han(char) else " " for char in key).split()


def _longest(one: str, other: str) -> str:
    """The longest run of characters that both have."""
    found = ""
    theirs = _runs(other)
    for run in _runs(one):
        for start in range(len(run)):
            end = start + len(found) + 1
            while end <= len(run) and any(run[start:end] in their for their in theirs):
                found = run[start:end]
                end += 1
    return found
