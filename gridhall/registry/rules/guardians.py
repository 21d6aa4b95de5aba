"""Guardians of minors (监护人): who may be one, and who of a household probably is.

Under 14 the law wants a guardian's consent to handling the child's data (个人信息保护法 §31);
parents are guardians, others by agreement or appointment (民法典 §27-31).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from gridhall.core.errors import UserError
from gridhall.core.phone import kept_phone
from gridhall.core.text import clean, clean_name
from gridhall.registry.rules.changes import ADULT, Member
from gridhall.registry.rules.kinship import HEAD, age_on

CHILD = 14  # under this age the law wants a guardian
RELATIONS = ("父亲", "母亲", "祖父", "祖母", "外祖父", "外祖母", "兄姐", "居委会", "其他")
_SONS = frozenset({"20", "21", "22", "23", "24", "25", "26", "27", "29", "28"})
_DAUGHTERS = frozenset({"30", "31", "32", "33", "34", "35", "36", "37", "39", "38"})
_CHILDREN = (_SONS | _DAUGHTERS) - {"28", "38"}
_BY_SON, _BY_DAUGHTER = frozenset({"41", "42"}), frozenset({"43", "44"})
_SPOUSES = frozenset({"10", "11", "12"})
_TEXT, _PHONE = 20, 30


@dataclass(frozen=True, slots=True)
class GuardianDraft:
    """A guardian as named at the desk: a resident, or somebody by name and phone."""

    relation: str
    guardian_id: int | None = None
    name: str = ""
    phone: str = ""
    since: date | None = None


def needs_guardian(birth_date: date | None, today: date) -> bool:
    """Whether the law wants a guardian to be known (不满 14 岁)."""
    return birth_date is not None and age_on(birth_date, today) < CHILD


def check_guardian(draft: GuardianDraft, child: Member, today: date) -> GuardianDraft:
    """The draft in its stored form; raises UserError."""
    relation = clean(draft.relation)
    if not relation:
        raise UserError("请选监护人与被监护人的关系")
    if len(relation) > _TEXT:
        raise UserError(f"关系最多 {_TEXT} 个字，现在是 {len(relation)} 个")
    if draft.guardian_id == child.person_id:
        raise UserError(f"{child.name}不能做自己的监护人，请另选一位")
    name, phone = clean_name(draft.name), kept_phone(draft.phone)[0]
    if draft.guardian_id is None and not name:
        raise UserError("请选一位居民，或填写监护人的姓名和电话")
    if draft.guardian_id is None and not phone:
        raise UserError("监护人不在册，请填写联系电话")
    if len(phone) > _PHONE:
        raise UserError(f"电话最多 {_PHONE} 个字")
    if draft.since is not None and draft.since > today:
        raise UserError(f"开始日期 {draft.since} 还没有到，请改成今天或以前")
    return GuardianDraft(relation, draft.guardian_id, name, phone, draft.since)


def refuse_unfit(guardian: Member, today: date) -> None:
    """A guardian is alive and of age (民法典 §17, §27)."""
    if guardian.status == "died":
        raise UserError(f"{guardian.name}已经去世，请另选一位监护人")
    if guardian.is_minor(today):
        assert guardian.birth_date is not None
        years = age_on(guardian.birth_date, today)
        raise UserError(f"{guardian.name}只有 {years} 岁，监护人要满 {ADULT} 岁，请另选一位")


def likely_guardians(
    child: Member, household: Sequence[Member], today: date
) -> list[tuple[Member, str]]:
    """The adults of the child's household, parents first, each with the probable relation."""
    found = [(one, _relation(child, one)) for one in _adults(child, household, today)]
    return sorted(found, key=lambda pair: (_rank(pair[1]), pair[0].person_id))


def _adults(child: Member, household: Sequence[Member], today: date) -> Iterator[Member]:
    for one in household:
        adult = one.birth_date is not None and age_on(one.birth_date, today) >= ADULT
        if adult and one.person_id != child.person_id:
            yield one


def _rank(relation: str) -> int:
    return RELATIONS.index(relation) if relation in RELATIONS else len(RELATIONS)


def _relation(child: Member, one: Member) -> str:
    """What an adult of the household is to the child, as far as both relations to the head say."""
    if child.relation in _CHILDREN and one.relation in _SPOUSES | {HEAD}:
        return _by_sex(one, "父亲", "母亲")
    if child.relation in _BY_SON | _BY_DAUGHTER | {"40"}:
        return _to_grandchild(child, one)
    if child.relation == HEAD and one.relation in ("51", "52"):
        return _by_sex(one, "父亲", "母亲")
    return "其他"


def _to_grandchild(child: Member, one: Member) -> str:
    parents = _DAUGHTERS | {"28"} if child.relation in _BY_DAUGHTER else _SONS | {"38"}
    if child.relation in _BY_SON:
        parents -= {"28"}
    elif child.relation in _BY_DAUGHTER:
        parents -= {"38"}
    if one.relation in parents:
        return _by_sex(one, "父亲", "母亲")
    if one.relation in _SPOUSES | {HEAD}:
        if child.relation in _BY_DAUGHTER:
            return _by_sex(one, "外祖父", "外祖母")
        return _by_sex(one, "祖父", "祖母")
    return "其他"


def _by_sex(one: Member, man: str, woman: str) -> str:
    return {"1": man, "2": woman}.get(one.sex, "其他")
