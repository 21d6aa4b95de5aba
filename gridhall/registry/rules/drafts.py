"""What may be written about a resident: a draft checked field by field, reasons, birth dates."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from gridhall.core.codes import TableName, table
from gridhall.core.errors import UserError
from gridhall.core.identity import (
    DocumentKind,
    check_document,
    parse_id_number,
)
from gridhall.core.mask import mask_numbers
from gridhall.core.phone import kept_phone
from gridhall.core.text import clean, clean_lines, clean_name, half_width, is_han
from gridhall.places.rules import EXAMPLE, parse_address
from gridhall.registry.labels import FIELDS, HUKOU_KINDS

PARTY_MEMBERS = ("01", "02")  # 中共党员, 中共预备党员
NAME_LIMIT = 100
TEXT_LIMIT = 200
PHONE_LIMIT = 30
_SHORT = {"workplace": 100, "occupation": 60, "military_service": 20, "birth_place": 100}
_SHORT |= {"native_place": 100}
CARD_TEXTS = (
    "workplace",
    "occupation",
    "military_service",
    "birth_place",
    "native_place",
    "other_address",
    "came_to_city",
    "came_here",
)  # 常住人口登记卡
NO_PHONE = ("无", "没有", "-")
_CARDS = frozenset(
    {DocumentKind.RESIDENT_ID, DocumentKind.HMT_RESIDENCE, DocumentKind.FOREIGN_RESIDENCE}
)
_BIRTH = re.compile(r"(\d{4})(?:(\d\d)(\d\d)|[-./年](\d{1,2})[-./月](\d{1,2})日?)", re.ASCII)


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
    occupation: str = ""
    military_service: str = ""
    birth_place: str = ""
    native_place: str = ""
    other_address: str = ""
    came_to_city: str = ""
    came_here: str = ""
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


def parse_birth(text: str) -> date | None:
    """A birth date as typed: 1990-5-6, 1990.5.6, 1990年5月6日, 19900506; nothing for nothing."""
    typed = half_width(clean(text)).replace(" ", "")
    if not typed:
        return None
    found = _BIRTH.fullmatch(typed)
    if found is None:
        raise UserError("出生日期写成年-月-日，例如 1990-05-06")
    year, month, day = (int(part) for part in found.groups() if part)
    try:
        return date(year, month, day)
    except ValueError:
        raise UserError(f"出生日期 {month} 月 {day} 日不存在") from None


def draft_from_search(typed: str) -> ResidentDraft:
    """What was looked for in vain, put where it belongs in the form: 登记新居民 prefilled."""
    text = half_width(clean(typed))
    digits = text.upper().replace(" ", "")
    if re.fullmatch(r"\d{15}|\d{17}[\dX]", digits, re.ASCII):
        return ResidentDraft("", id_number=digits)
    if re.fullmatch(r"1\d{10}", digits, re.ASCII):
        return ResidentDraft("", phone=digits)
    try:
        return ResidentDraft("", address=parse_address(text).short)
    except UserError:
        return ResidentDraft(clean_name(typed) if any(map(is_han, typed)) else "")


def reveal_reason(text: str) -> str:
    """Why somebody's number is looked at (查看原因), fit for the trail: no numbers in it."""
    return _reason(text, 2, "请写明查看原因，例如工单号或“核对原件”")


def undo_reason(text: str) -> str:
    """Why a change is taken back (撤回原因), without numbers of people."""
    return _reason(text, 1, "请写明撤回的原因，例如“登错了人”")


def _reason(text: str, least: int, sentence: str) -> str:
    reason = clean(text)
    if len(reason) < least:
        raise UserError(sentence)
    return mask_numbers(reason)[:TEXT_LIMIT]


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
    kind = DocumentKind(draft.id_kind)
    if not typed:
        facts = {"id_number": None, "birth_date": draft.birth_date, "sex": draft.sex or "0"}
        if registered:
            return facts
        if draft.birth_date and draft.sex in ("1", "2"):
            return facts | {"id_kind": DocumentKind.TEMPORARY.value}
        raise UserError("请填写证件号；没有证件的，填性别和出生日期")
    has_paper_now = kind is DocumentKind.TEMPORARY and not typed.startswith("临")
    if kind not in _CARDS and not has_paper_now:
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
    """An odd number is stored as it was said; only what does not fit the column is refused."""
    typed = clean(draft.phone or "")
    stored = "" if typed in ("", *NO_PHONE) else kept_phone(typed)[0]
    if len(stored) > PHONE_LIMIT:
        raise UserError(f"电话最多 {PHONE_LIMIT} 个字，其余的写在备注里")
    return {"phone": stored}


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


def _check_note(draft: ResidentDraft, _registered: bool) -> Mapping[str, Any]:
    return {"note": clean_lines(draft.note)}


def _text_check(field: str) -> Callable[[ResidentDraft, bool], Mapping[str, Any]]:
    limit = field_limit(field)

    def check(draft: ResidentDraft, _registered: bool) -> Mapping[str, Any]:
        return {field: _text(getattr(draft, field), limit)}

    return check


def _code_check(name: TableName, field: str) -> Callable[[ResidentDraft, bool], Mapping[str, Any]]:
    def check(draft: ResidentDraft, _registered: bool) -> Mapping[str, Any]:
        code = getattr(draft, field)
        if code and code not in table(name):
            raise UserError(f"没有这种{FIELDS[field]}，请从列表里选")
        return {}

    return check


def field_limit(field: str) -> int:
    """How long a text of the card may be."""
    return _SHORT.get(field, TEXT_LIMIT)


def _text(text: str, limit: int = TEXT_LIMIT) -> str:
    cleaned = clean(text)
    if len(cleaned) > limit:
        raise UserError(f"最多 {limit} 个字，现在是 {len(cleaned)} 个")
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
    **{field: _text_check(field) for field in CARD_TEXTS},
    "note": _check_note,
}
