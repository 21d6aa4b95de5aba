"""Ages and family relations: what fits the head, what is doubted, what a new head makes of all."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from gridhall.core.codes import relation_fits, table

HEAD = "02"
SPOUSES = frozenset({"10", "11", "12"})
OLD_AGE = 60
# Full years that somebody is younger than the head: (at least, at most), by relation.
_GENERATION = 14
_GAPS: tuple[tuple[str, int | None, int | None], ...] = (
    ("20 21 22 23 24 25 26 29 30 31 32 33 34 35 36 39", _GENERATION, None),
    ("27 37", 1, None),
    ("40 41 42 43 44 47 48 49", 2 * _GENERATION, None),
    ("50 51 52 53 54 55 56 59", None, -_GENERATION),
    ("57 58", None, -1),
    ("60 61 62 63 64 65 66 67 68 69", None, -2 * _GENERATION),
)


class Kin(NamedTuple):
    """A person as far as family relations go."""

    name: str
    sex: str
    birth_date: date | None


def age_on(birth_date: date, day: date) -> int:
    """Full years of age on a day (周岁)."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


def born_before(age: int, today: date) -> date:
    """The last birthday of those who are at least `age` years old today."""
    try:
        return today.replace(year=today.year - age)
    except ValueError:  # 29 February, and no such day that year
        return today.replace(year=today.year - age, day=28)


def relation_doubts(relation: str, who: Kin, head: Kin | None) -> list[str]:
    """What looks wrong about `who` being that to the head; empty when nothing does."""
    label = table("relation").label(relation)
    doubts = []
    if not relation_fits(who.sex, relation):
        doubts.append(f"{who.name}的性别是{table('sex').label(who.sex)}，关系却是“{label}”")
    if head is None or relation == HEAD:
        return doubts
    if relation in SPOUSES and who.sex == head.sex and who.sex in ("1", "2"):
        doubts.append(f"{who.name}与户主{head.name}同性，关系却是“{label}”")
    if who.birth_date and head.birth_date:
        younger = age_on(head.birth_date, who.birth_date)
        if not gap_fits(relation, younger):
            doubts.append(f"{who.name}{_gap_words(younger)}，关系却是“{label}”")
    return doubts


def gap_fits(relation: str, younger: int) -> bool:
    """Whether somebody `younger` years younger than the head can be that to the head."""
    least, most = age_gap(relation)
    return (least is None or younger >= least) and (most is None or younger <= most)


def age_gap(relation: str) -> tuple[int | None, int | None]:
    """How many years younger than the head (at least, at most); None where anything goes."""
    return _GAP_BY_RELATION.get(relation, (None, None))


def bounded_relations() -> Iterator[tuple[str, int | None, int | None]]:
    """The relations whose age gap to the head is bounded, with their bounds."""
    for relation, (least, most) in _GAP_BY_RELATION.items():
        yield relation, least, most


def relations_of_sex(sex: str) -> list[str]:
    """The relations that only somebody of this sex can have."""
    return [item.code for item in table("relation").items if item.sex == sex]


def new_relations(members: Mapping[int, tuple[str, str]], new_head: int) -> dict[int, str]:
    """What each member would be to a new head (换户主), "" where only the clerk can know.

    `members` gives each person's relation to the old head and sex.
    """
    role = members[new_head][0]
    sex = members[new_head][1]
    if role in SPOUSES:
        found = {who: _to_spouse(was, own, sex) for who, (was, own) in members.items()}
    elif role in _CHILDREN:
        found = {who: _to_child(was, own) for who, (was, own) in members.items()}
    else:
        found = dict.fromkeys(members, "")
    return found | {new_head: HEAD}


def _to_spouse(was: str, sex: str, head_sex: str) -> str:
    """The old head's husband or wife takes over: children stay, parents become in-laws."""
    if was == HEAD:
        return _by_sex(sex, "11", "12")
    if was in ("51", "52"):
        men, women = ("55", "56") if head_sex == "1" else ("53", "54")
        return _by_sex(sex, men, women)
    return was if was in _CHILDREN or was in ("28", "38", "41", "42", "43", "44") else ""


def _to_child(was: str, sex: str) -> str:
    """A child of the old head takes over: everybody moves one generation."""
    if was == HEAD or was in SPOUSES:
        return _by_sex(sex, "51", "52")
    if was in ("28", "38"):
        return _by_sex(sex, "11", "12")
    if was in ("40", "41", "42", "43", "44"):
        return _by_sex(sex, "20", "30")
    if was in ("51", "52"):
        return _by_sex(sex, "61", "62")
    return "70" if was in _CHILDREN else ""


def _by_sex(sex: str, man: str, woman: str) -> str:
    return {"1": man, "2": woman}.get(sex, "")


def _gap_words(younger: int) -> str:
    if younger == 0:
        return "与户主同岁"
    return f"只比户主小 {younger} 岁" if younger > 0 else f"比户主大 {-younger} 岁"


_GAP_BY_RELATION = {
    relation: (least, most) for codes, least, most in _GAPS for relation in codes.split()
}
_CHILDREN = frozenset(map(str, (*range(20, 28), *range(29, 38), 39)))
