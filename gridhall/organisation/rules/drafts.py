"""What may be written about an organisation: a draft checked field by field."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from gridhall.core.errors import UserError
from gridhall.core.phone import kept_phone
from gridhall.core.text import clean, clean_lines
from gridhall.organisation.labels import FIELDS
from gridhall.organisation.rules.kinds import KINDS

LIMITS = {"name": 80, "short_name": 40, "address": 200, "phone": 30, "note": 400}
EXAMPLE = "例如 御景小区党支部"


@dataclass(frozen=True, slots=True)
class OrganisationDraft:
    """An organisation as typed, or as checked.

    In a change `parent_id` is not read (service.tree.move does that); `changed_on` is the day of
    another name, kind or level (None: today); `correction` says that it had always been so.
    """

    name: str
    kind: str
    parent_id: int | None = None
    level: int | None = None
    short_name: str = ""
    founded_on: date | None = None  # None: before the register began, as long as its parent
    address: str = ""
    phone: str = ""
    note: str = ""
    compound_id: int | None = None
    building_id: int | None = None
    dwelling_id: int | None = None
    term_until: date | None = None
    changed_on: date | None = None
    correction: bool = False


class FieldProblem(NamedTuple):
    """One thing to put right: the draft's field and a sentence with the remedy."""

    field: str
    sentence: str

    @property
    def title(self) -> str:
        """The field as the form names it."""
        return FIELDS.get(self.field, self.field)


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


def check_organisation(draft: OrganisationDraft, today: date) -> OrganisationDraft:
    """The draft in its stored form; raises DraftProblems with a sentence for each wrong field."""
    kept = replace(
        draft,
        name=clean(draft.name),
        short_name=clean(draft.short_name),
        address=clean(draft.address),
        note=clean_lines(draft.note),
        phone=kept_phone(draft.phone)[0],
    )
    problems = [*_texts(kept), *_days(kept, today)]
    if kept.kind not in KINDS:
        problems.append(FieldProblem("kind", "请从列表里选组织类别"))
    if problems:
        raise DraftProblems(problems)
    return kept


def _texts(draft: OrganisationDraft) -> list[FieldProblem]:
    found = []
    if not draft.name:
        found.append(FieldProblem("name", f"请填写组织名称，{EXAMPLE}"))
    for field, most in LIMITS.items():
        long = len(getattr(draft, field))
        if long > most:
            said = f"{FIELDS[field]}最长 {most} 个字，现在是 {long} 个字，请写短一些"
            found.append(FieldProblem(field, said))
    return found


def _days(draft: OrganisationDraft, today: date) -> list[FieldProblem]:
    found = []
    for field in ("founded_on", "changed_on"):
        day = getattr(draft, field)
        if day is not None and day > today:
            found.append(FieldProblem(field, f"{FIELDS[field]}不能晚于今天（{today}）"))
    founded, term = draft.founded_on, draft.term_until
    if founded is not None and term is not None and term <= founded:
        found.append(FieldProblem("term_until", f"本届届满要晚于成立日期（{founded}），请核对"))
    return found
