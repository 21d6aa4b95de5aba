"""What may be written about a resident, and what looks contradictory about a family."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from gridhall.core.codes import TableName, relation_fits, table
from gridhall.core.errors import UserError
from gridhall.core.identity import (
    DocumentKind,
    check_document,
    check_phone,
    mask_id_number,
    mask_phone,
    parse_id_number,
)
from gridhall.core.text import clean, clean_lines, clean_name, half_width
from gridhall.places.rules import EXAMPLE, parse_address
from gridhall.registry.labels import FIELDS, HUKOU_KINDS

HEAD = "02"
SPOUSES = frozenset({"10", "11", "12"})
PARTY_MEMBERS = ("01", "02")  # 中共党员, 中共预备党员
OLD_AGE = 60
NAME_LIMIT = 100
TEXT_LIMIT = 200
_NO_PHONE = ("无", "没有", "-")
_CARDS = frozenset(
    {DocumentKind.RESIDENT_ID, DocumentKind.HMT_RESIDENCE, DocumentKind.FOREIGN_RESIDENCE}
)
_PERSONAL_NUMBER = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|\d{15}|1\d{10})(?!\d)", re.ASCII)
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


@dataclass(frozen=True, slots=True)
class ResidentDraft:
    """A resident as typed at the desk, or as checked.

    In a change None means: leave what is stored. `request_key` makes a second press harmless.
    """

    name: str
    id_number: str | None = ""
    id_kind: str = "resident_id"
    sex: str = ""
    birth_date: date | None = None
    phone: str | None = ""
    address: str = ""
    relation: str = ""
    hukou_kind: str = "unknown"
    hukou_address: str = ""
    former_name: str = ""
    ethnicity: str = ""
    education: str = ""
    marital_status: str = ""
    political_status: str = ""
    workplace: str = ""
    note: str = ""
    household_id: int | None = None  # which one, when several live behind the door
    request_key: str = ""


class FieldProblem(NamedTuple):
    """One thing to put right: the draft's field and a sentence with the remedy."""

    field: str
    sentence: str

    @property
    def title(self) -> str:
        """The field as the form names it."""
        return FIELDS[self.field]


class DraftProblems(UserError):
    """What is wrong with a draft, field by field."""

    def __init__(self, problems: Sequence[FieldProblem]) -> None:
        named = "、".join(problem.title for problem in problems)
        told = problems[0].sentence if len(problems) == 1 else ""
        super().__init__(told or f"还有 {len(problems)} 处要改：{named}")
        self.problems = tuple(problems)


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


def refusal(field: str, sentence: str) -> DraftProblems:
    """One field's problem, to be raised."""
    return DraftProblems([FieldProblem(field, sentence)])


def check_draft(draft: ResidentDraft, today: date, *, registered: bool = False) -> ResidentDraft:
    """The draft in its stored form; sex and birth date come from the number if it has them.

    Raises DraftProblems with a sentence for each field that is wrong. Who is `registered` already
    may go without what an old ledger left out: number, birth date, household.
    """
    values: dict[str, Any] = {}
    problems: list[FieldProblem] = []
    for field, check in _CHECKS.items():
        try:
            values |= check(draft, registered)
        except UserError as error:
            problems.append(FieldProblem(field, str(error)))
    born = values.get("birth_date")
    if born is not None and born > today:
        problems.append(FieldProblem("birth_date", "出生日期还没有到，请再核对"))
    if problems:
        raise DraftProblems(problems)
    return replace(draft, **values)


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


def reveal_reason(text: str) -> str:
    """Why somebody's number is looked at (查看原因), fit for the trail: no numbers in it."""
    reason = clean(text)
    if len(reason) < 2:
        raise UserError("请写明查看原因，例如工单号或“核对原件”")
    return _PERSONAL_NUMBER.sub(lambda found: _masked(found[0]), half_width(reason))[:TEXT_LIMIT]


def _masked(number: str) -> str:
    return mask_phone(number) if len(number) == 11 else mask_id_number(number)


def _gap_words(younger: int) -> str:
    if younger == 0:
        return "与户主同岁"
    return f"只比户主小 {younger} 岁" if younger > 0 else f"比户主大 {-younger} 岁"


def _check_name(draft: ResidentDraft, _registered: bool) -> Mapping[str, Any]:
    name = clean_name(draft.name)
    if not name:
        raise UserError("请填写姓名")
    if any(char.isascii() and char.isdigit() for char in half_width(name)):
        raise UserError("姓名里有数字，请再核对；证件号填在“证件号”一栏")
    if len(name) > NAME_LIMIT:
        raise UserError(f"姓名最多 {NAME_LIMIT} 个字，现在是 {len(name)} 个")
    return {"name": name, "former_name": _text(clean_name(draft.former_name))}


def _check_number(draft: ResidentDraft, registered: bool) -> Mapping[str, Any]:
    typed = clean(draft.id_number or "")
    if not typed:
        if registered or (draft.birth_date and draft.sex in ("1", "2")):
            return {"id_number": None, "birth_date": draft.birth_date, "sex": draft.sex or "0"}
        raise UserError("请填写证件号；没有证件的，填性别和出生日期")
    kind = DocumentKind(draft.id_kind)
    if kind not in _CARDS:
        number = check_document(kind, typed)
        return {"id_number": number, "birth_date": draft.birth_date, "sex": draft.sex or "0"}
    found = parse_id_number(typed)
    return {
        "id_number": found.number,
        "id_kind": found.kind.value,
        "birth_date": found.birth_date,
        "sex": found.sex,
    }


def _check_birth(draft: ResidentDraft, _registered: bool) -> Mapping[str, Any]:
    """A birth date or sex typed beside the number must agree with it."""
    try:
        found = parse_id_number(draft.id_number or "")
    except UserError:
        return {}  # said at the number already
    if draft.birth_date not in (None, found.birth_date):
        raise UserError(f"证件号里的出生日期是 {found.birth_date}，请核对是哪一个写错了")
    return {}


def _check_sex(draft: ResidentDraft, _registered: bool) -> Mapping[str, Any]:
    try:
        found = parse_id_number(draft.id_number or "")
    except UserError:
        return {}
    if draft.sex in ("1", "2") and draft.sex != found.sex:
        label = table("sex").label(found.sex)
        raise UserError(f"证件号里的性别是{label}，请核对是哪一个写错了")
    return {}


def _check_phone(draft: ResidentDraft, _registered: bool) -> Mapping[str, Any]:
    typed = clean(draft.phone or "")
    return {"phone": "" if typed in ("", *_NO_PHONE) else check_phone(typed)}


def _check_address(draft: ResidentDraft, registered: bool) -> Mapping[str, Any]:
    typed = clean(draft.address)
    if typed:
        return {"address": parse_address(typed).short}
    if registered or draft.household_id is not None:
        return {"address": ""}
    raise UserError(f"请填写楼-单元-室，例如 {EXAMPLE}")


def _check_relation(draft: ResidentDraft, registered: bool) -> Mapping[str, Any]:
    if not draft.relation and not (registered and not draft.address):
        raise UserError("请选与户主关系；一户的第一位是户主")
    if draft.relation and draft.relation not in table("relation"):
        raise UserError("没有这种关系，请从列表里选")
    return {}


def _check_hukou(draft: ResidentDraft, _registered: bool) -> Mapping[str, Any]:
    if draft.hukou_kind not in HUKOU_KINDS:
        raise UserError("请选户籍状态")
    return {"hukou_address": _text(draft.hukou_address)}


def _check_rest(draft: ResidentDraft, _registered: bool) -> Mapping[str, Any]:
    return {"workplace": _text(draft.workplace), "note": clean_lines(draft.note)}


def _code_check(name: TableName, field: str) -> Callable[[ResidentDraft, bool], Mapping[str, Any]]:
    def check(draft: ResidentDraft, _registered: bool) -> Mapping[str, Any]:
        code = getattr(draft, field)
        if code and code not in table(name):
            raise UserError(f"没有这种{FIELDS[field]}，请从列表里选")
        return {}

    return check


def _text(text: str) -> str:
    cleaned = clean(text)
    if len(cleaned) > TEXT_LIMIT:
        raise UserError(f"最多 {TEXT_LIMIT} 个字，现在是 {len(cleaned)} 个")
    return cleaned


_CHECKS: Mapping[str, Callable[[ResidentDraft, bool], Mapping[str, Any]]] = {
    "id_number": _check_number,
    "name": _check_name,
    "sex": _check_sex,
    "birth_date": _check_birth,
    "phone": _check_phone,
    "address": _check_address,
    "relation": _check_relation,
    "hukou_kind": _check_hukou,
    "ethnicity": _code_check("ethnicity", "ethnicity"),
    "education": _code_check("education", "education"),
    "marital_status": _code_check("marital", "marital_status"),
    "political_status": _code_check("political", "political_status"),
    "note": _check_rest,
}
_GAP_BY_RELATION = {
    relation: (least, most) for codes, least, most in _GAPS for relation in codes.split()
}
