"""What the desk writes on the three lists, checked field by field."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from gridhall.core.text import clean, clean_lines
from gridhall.organisation.rules.drafts import DraftProblems
from gridhall.organisation.rules.drafts import FieldProblem as Told
from gridhall.pledges.labels import FIELDS, KINDS

MOST = 99_999  # of a quantity
MOST_FEN = 10_000_000_000  # a hundred million yuan
STARS = 10  # 十星点赞
MEASURES = ("次", "场", "人", "件", "个", "小时", "套", "份", "户", "米", "项")
_LIMITS = {"title": 80, "content": 2000, "measure": 8, "proposer": 60, "spot": 60}


class FieldProblem(Told):
    """One thing to put right, named as the forms of the three lists name it."""

    @property
    def title(self) -> str:
        """The field as the form names it."""
        return FIELDS.get(self.field, self.field)


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """A need, a resource or a project as typed, or as checked."""

    kind: str
    title: str
    quantity: int = 1
    measure: str = "次"
    content: str = ""
    category_id: int | None = None
    organisation_id: int | None = None
    unit_id: int | None = None
    person_id: int | None = None  # the resident who asked for it
    proposer: str = ""  # in words, where it is nobody of the register
    compound_id: int | None = None
    grid_id: int | None = None
    spot: str = ""
    skill_id: int | None = None
    is_practical: bool = False
    money_fen: int | None = None
    opened_on: date | None = None  # None: today
    due_on: date | None = None
    is_pledged: bool = False  # the unit that brings it does it itself: claimed as it is added
    item_id: int | None = None  # None: a new one
    version: int = 0
    request_key: str = ""


@dataclass(frozen=True, slots=True)
class ClaimDraft:
    """Who takes how much of an item on, until when."""

    item_id: int
    quantity: int | None = None  # None: all that is left
    unit_id: int | None = None
    member_id: int | None = None  # a party member who reported
    organisation_id: int | None = None  # the community that takes a unit's resource
    volunteer_id: int | None = None
    matched_id: int | None = None  # the resource that meets the need
    where: str = "desk"
    promised_on: date | None = None
    request_key: str = ""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What was done: how many came, how many were served, what it cost, in words."""

    delivered_on: date
    people: int | None = None
    served: int | None = None
    money_fen: int | None = None
    result: str = ""


@dataclass(frozen=True, slots=True)
class Confirmation:
    """That it was done, as who asked for it sees it."""

    confirmed_on: date
    confirmed_by: str = ""
    stars: int | None = None  # 满意度 1-10


def problems_of(found: Iterator[FieldProblem]) -> None:
    """Raise DraftProblems if anything was found."""
    listed = list(found)
    if listed:
        raise DraftProblems(listed)


def refusal(field: str, sentence: str) -> DraftProblems:
    """One field's problem, to be raised."""
    return DraftProblems([FieldProblem(field, sentence)])


def check_item(draft: ItemDraft, today: date) -> ItemDraft:
    """The draft in its stored form; raises DraftProblems."""
    kept = replace(
        draft,
        title=clean(draft.title),
        content=clean_lines(draft.content),
        measure=clean(draft.measure) or "次",
        proposer=clean(draft.proposer),
        spot=clean(draft.spot),
        opened_on=draft.opened_on or today,
    )
    problems_of(_item_problems(kept, today))
    return kept


def _item_problems(kept: ItemDraft, today: date) -> Iterator[FieldProblem]:
    if kept.kind not in KINDS:
        yield FieldProblem("kind", "请选需求、资源还是项目")
    if not kept.title:
        yield FieldProblem("title", "请填写名称，例如 为独居老人量血压")
    for field, most in _LIMITS.items():
        long = len(getattr(kept, field))
        if long > most:
            yield FieldProblem(field, f"{FIELDS[field]}最长 {most} 个字，现在是 {long} 个字")
    if not 1 <= kept.quantity <= MOST:
        yield FieldProblem("quantity", f"数量要在 1 到 {MOST} 之间，现在是 {kept.quantity}")
    yield from _item_days(kept, today)
    yield from _item_owner(kept)


def _item_days(kept: ItemDraft, today: date) -> Iterator[FieldProblem]:
    opened = kept.opened_on or today
    if opened > today:
        yield FieldProblem("opened_on", f"收集日期不能晚于今天（{today}）")
    if kept.due_on is not None and kept.due_on < opened:
        yield FieldProblem("due_on", f"希望完成的日子要在收集日期（{opened}）以后，请核对")


def _item_owner(kept: ItemDraft) -> Iterator[FieldProblem]:
    if kept.kind == "resource" and kept.unit_id is None and kept.organisation_id is None:
        yield FieldProblem("unit_id", "请选提供资源的单位，社区自己的资源选所属组织")
    if kept.kind != "project" and kept.is_practical:
        yield FieldProblem("is_practical", "惠民实事记在项目清单里，请把清单改成项目")
    if kept.is_pledged and (kept.kind != "project" or kept.unit_id is None):
        yield FieldProblem("unit_id", "本单位承办的要是项目，并选是哪个单位")
    if kept.money_fen is not None and not 0 <= kept.money_fen <= MOST_FEN:
        yield FieldProblem("money", "金额要在 0 到 1 亿元之间，请核对")


def check_delivery(draft: Delivery, claimed_on: date, today: date) -> Delivery:
    """What was done, in its stored form; raises DraftProblems."""
    kept = replace(draft, result=clean_lines(draft.result))
    problems_of(_delivery_problems(kept, claimed_on, today))
    return kept


def _delivery_problems(kept: Delivery, claimed_on: date, today: date) -> Iterator[FieldProblem]:
    if kept.delivered_on > today:
        yield FieldProblem("delivered_on", f"交付日期不能晚于今天（{today}）")
    if kept.delivered_on < claimed_on:
        yield FieldProblem("delivered_on", f"交付日期不能早于认领的日子（{claimed_on}），请核对")
    for field in ("people", "served"):
        many = getattr(kept, field)
        if many is not None and not 0 <= many <= MOST:
            yield FieldProblem(field, f"{FIELDS[field]}要在 0 到 {MOST} 之间，现在是 {many}")
    if kept.money_fen is not None and not 0 <= kept.money_fen <= MOST_FEN:
        yield FieldProblem("money", "金额要在 0 到 1 亿元之间，请核对")
    if len(kept.result) > 400:
        yield FieldProblem("result", f"办理结果最长 400 个字，现在是 {len(kept.result)} 个字")


def check_confirmation(draft: Confirmation, delivered_on: date, today: date) -> Confirmation:
    """The confirmation in its stored form; raises DraftProblems."""
    kept = replace(draft, confirmed_by=clean(draft.confirmed_by))
    problems_of(_confirmation_problems(kept, delivered_on, today))
    return kept


def _confirmation_problems(
    kept: Confirmation, delivered_on: date, today: date
) -> Iterator[FieldProblem]:
    if not delivered_on <= kept.confirmed_on <= today:
        yield FieldProblem("confirmed_on", f"确认日期要在交付（{delivered_on}）以后、今天以前")
    if kept.stars is not None and not 1 <= kept.stars <= STARS:
        yield FieldProblem("stars", f"满意度是 1 到 {STARS} 颗星，现在是 {kept.stars}")
    if len(kept.confirmed_by) > 50:
        yield FieldProblem("confirmed_by", "确认人最长 50 个字，请写短一些")
