"""What the counter writes down, checked field by field."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from gridhall.core.phone import kept_phone
from gridhall.core.text import clean, clean_name, half_width
from gridhall.lending.labels import CONDITIONS, FIELDS, NO_IDENTITY
from gridhall.organisation.rules.drafts import DraftProblems
from gridhall.organisation.rules.drafts import FieldProblem as Told

MOST = 9999
MOST_FEN = 10_000_000  # a hundred thousand yuan
_LIMITS = {
    "borrower": 100, "phone": 30, "address": 100, "note": 100, "name": 80, "code": 30, "spot": 60,
    "what": 60, "marks": 200, "finder": 50, "finder_phone": 30, "kept_at": 40, "owner": 100,
    "taken_by": 100, "proof": 200, "claimant": 100,
}  # fmt: skip
# Whatever names a document that proves who somebody is.
_IDENTITY = re.compile(
    r"身\s*份\s*证|身\s*分\s*证|户\s*口\s*[本簿]|护\s*照|社\s*保\s*卡|驾\s*[驶照]|居\s*住\s*证"
    r"|军\s*官\s*证|证\s*件|(?<![a-z])id\s*card|(?<!\d)\d{17}[\dx](?!\d)",
    re.IGNORECASE,
)


class FieldProblem(Told):
    """One thing to put right, named as the forms of the counter name it."""

    @property
    def title(self) -> str:
        """The field as the form names it."""
        return FIELDS.get(self.field, self.field)


def refusal(field: str, sentence: str) -> DraftProblems:
    """One field's problem, to be raised."""
    return DraftProblems([FieldProblem(field, sentence)])


def problems_of(found: Iterator[FieldProblem]) -> None:
    """Raise DraftProblems if anything was found."""
    listed = list(found)
    if listed:
        raise DraftProblems(listed)


@dataclass(frozen=True, slots=True)
class LendDraft:
    """A loan as typed, or as checked: one thing, or some of a counted kind."""

    thing_id: int | None = None
    kind_id: int | None = None
    quantity: int = 1
    person_id: int | None = None
    borrower: str = ""  # anybody else, with a phone
    phone: str = ""
    address: str = ""
    due_on: date | None = None  # None: the kind's usual days
    lent_on: date | None = None  # None: today; an earlier day is 补录
    deposit_fen: int | None = None
    pledge: str = ""  # what was left as security in words; never an identity document
    note: str = ""
    request_key: str = ""


@dataclass(frozen=True, slots=True)
class ReturnDraft:
    """What came back of a loan, and how."""

    loan_id: int
    quantity: int | None = None  # None: all that is out
    condition: str = "good"
    returned_on: date | None = None  # None: today
    note: str = ""
    deposit_back: bool = True
    request_key: str = ""


@dataclass(frozen=True, slots=True)
class DepositDraft:
    """What somebody leaves to be picked up."""

    what: str
    owner: str = ""
    phone: str = ""
    person_id: int | None = None
    slot_id: int | None = None
    until: date | None = None  # None: seven days
    note: str = ""
    request_key: str = ""


@dataclass(frozen=True, slots=True)
class FoundDraft:
    """What was found and brought to the counter."""

    what: str
    spot: str
    found_on: date
    marks: str = ""
    finder: str = ""
    finder_phone: str = ""
    kept_at: str = ""
    request_key: str = ""


def refuse_identity(text: str) -> None:
    """Refuse an identity document as a pledge: nobody may detain one (居民身份证法 §15)."""
    if _IDENTITY.search(half_width(text)):
        raise refusal("note", NO_IDENTITY)


def check_lend(draft: LendDraft, today: date) -> LendDraft:
    """The draft in its stored form; raises DraftProblems."""
    kept = replace(
        draft,
        borrower=clean_name(draft.borrower),
        phone=kept_phone(draft.phone)[0] if draft.phone.strip() else "",
        address=clean(draft.address),
        pledge=clean(draft.pledge),
        note=clean(draft.note),
        lent_on=draft.lent_on or today,
    )
    refuse_identity(f"{kept.pledge} {kept.note}")
    problems_of(_lend_problems(kept, today))
    return kept


def _lend_problems(kept: LendDraft, today: date) -> Iterator[FieldProblem]:
    if kept.thing_id is None and kept.kind_id is None:
        yield FieldProblem("code", "请先扫描或输入要借的东西")
    if kept.person_id is None and not kept.borrower:
        yield FieldProblem("borrower", "请写借用人：打姓名首字母选居民，或写姓名和电话")
    if kept.person_id is None and not kept.phone:
        yield FieldProblem("phone", "没有登记的人要留电话，过期才能联系上")
    if not 1 <= kept.quantity <= MOST:
        yield FieldProblem("quantity", f"数量要在 1 到 {MOST} 之间，现在是 {kept.quantity}")
    if (kept.lent_on or today) > today:
        yield FieldProblem("lent_on", f"借出日期不能晚于今天（{today}）")
    if kept.deposit_fen is not None and not 0 <= kept.deposit_fen <= MOST_FEN:
        yield FieldProblem("deposit", "押金要在 0 到 10 万元之间，请核对")
    yield from too_long(kept, ("borrower", "phone", "address", "note"))


def check_return(draft: ReturnDraft, lent_on: date, today: date) -> ReturnDraft:
    """What came back, in its stored form; raises DraftProblems."""
    kept = replace(draft, note=clean(draft.note), returned_on=draft.returned_on or today)
    problems_of(_return_problems(kept, lent_on, today))
    return kept


def _return_problems(kept: ReturnDraft, lent_on: date, today: date) -> Iterator[FieldProblem]:
    day = kept.returned_on or today
    if day < lent_on:
        yield FieldProblem("returned_on", f"{lent_on} 才借出，{day} 不会已经还了。请核对归还日期")
    if day > today:
        yield FieldProblem("returned_on", f"归还日期不能晚于今天（{today}）")
    if kept.condition not in CONDITIONS:
        yield FieldProblem("condition", "请选完好、损坏还是丢失")
    if kept.condition != "good" and not kept.note:
        yield FieldProblem("note", "损坏或丢失要写一句怎么回事，例如 伞骨断了两根")
    yield from too_long(kept, ("note",))


def check_deposit(draft: DepositDraft, today: date) -> DepositDraft:
    """What is left, in its stored form; raises DraftProblems."""
    kept = replace(
        draft,
        what=clean(draft.what),
        owner=clean_name(draft.owner),
        phone=kept_phone(draft.phone)[0] if draft.phone.strip() else "",
        note=clean(draft.note),
    )
    problems_of(_deposit_problems(kept, today))
    return kept


def _deposit_problems(kept: DepositDraft, today: date) -> Iterator[FieldProblem]:
    if not kept.what:
        yield FieldProblem("what", "请写寄存了什么，例如 快递 1 件")
    if kept.person_id is None and not kept.owner:
        yield FieldProblem("owner", "请写是谁的：打姓名首字母选居民，或写姓名")
    if kept.person_id is None and not kept.phone:
        yield FieldProblem("phone", "没有登记的人要留电话，才能通知来取")
    if kept.until is not None and kept.until < today:
        yield FieldProblem("until", f"取走期限不能早于今天（{today}）")
    yield from too_long(kept, ("what", "owner", "phone", "note"))


def check_found(draft: FoundDraft, today: date) -> FoundDraft:
    """What was found, in its stored form; raises DraftProblems."""
    kept = replace(
        draft,
        what=clean(draft.what),
        spot=clean(draft.spot),
        marks=clean(draft.marks),
        finder=clean_name(draft.finder),
        finder_phone=kept_phone(draft.finder_phone)[0] if draft.finder_phone.strip() else "",
        kept_at=clean(draft.kept_at),
    )
    problems_of(_found_problems(kept, today))
    return kept


def _found_problems(kept: FoundDraft, today: date) -> Iterator[FieldProblem]:
    if not kept.what:
        yield FieldProblem("what", "请写拾到什么，例如 黑色双肩包")
    if not kept.spot:
        yield FieldProblem("spot", "请写在哪里拾到，例如 3 号楼北门")
    if kept.found_on > today:
        yield FieldProblem("found_on", f"拾到日期不能晚于今天（{today}）")
    yield from too_long(kept, ("what", "spot", "marks", "finder", "finder_phone", "kept_at"))


def too_long(kept: object, fields: tuple[str, ...]) -> Iterator[FieldProblem]:
    """What is longer than it may be kept."""
    for field in fields:
        long, most = len(getattr(kept, field)), _LIMITS[field]
        if long > most:
            yield FieldProblem(
                field, f"{FIELDS.get(field, '内容')}最长 {most} 个字，现在是 {long} 个字"
            )
