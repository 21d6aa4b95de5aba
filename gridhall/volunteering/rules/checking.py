"""A volunteer's draft in its stored form, or what is wrong with it, field by field."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from gridhall.core.errors import UserError
from gridhall.core.identity import parse_id_number
from gridhall.core.phone import kept_phone
from gridhall.core.text import clean, clean_lines, clean_name
from gridhall.volunteering.labels import FIELDS
from gridhall.volunteering.rules.drafts import DraftProblems, FieldProblem
from gridhall.volunteering.rules.volunteers import VolunteerDraft

LIMITS = {
    "name": 100, "phone": 30, "number": 30, "area": 60, "category": 60, "consent_how": 60,
    "guardian_name": 50, "guardian_phone": 30, "note": 400,
}  # fmt: skip
_PAST = ("born_on", "joined_on", "consent_on", "guardian_consent_on")
_MOST_DAYS = 31


def check_volunteer(draft: VolunteerDraft, today: date) -> VolunteerDraft:
    """The draft in its stored form; raises DraftProblems with a sentence for each wrong field."""
    kept = replace(
        draft,
        name=clean_name(draft.name),
        phone=kept_phone(draft.phone)[0],
        number=clean(draft.number),
        area=clean(draft.area),
        category=clean(draft.category),
        consent_how=clean(draft.consent_how),
        guardian_name=clean_name(draft.guardian_name),
        guardian_phone=kept_phone(draft.guardian_phone)[0],
        note=clean_lines(draft.note),
    )
    problems: list[FieldProblem] = []
    if kept.person_id is None:
        kept = _by_number(kept, problems)
    problems += _problems(kept, today)
    if problems:
        raise DraftProblems(problems)
    return kept


def _by_number(kept: VolunteerDraft, problems: list[FieldProblem]) -> VolunteerDraft:
    """Sex and birth date follow from a right ID number."""
    if not kept.id_number.strip():
        return replace(kept, id_number="")
    try:
        number = parse_id_number(kept.id_number)
    except UserError as error:
        problems.append(FieldProblem("id_number", str(error)))
        return kept
    return replace(kept, id_number=number.number, sex=number.sex, born_on=number.birth_date)


def _problems(kept: VolunteerDraft, today: date) -> Iterator[FieldProblem]:
    if kept.person_id is None and not kept.name and kept.outsider_id is None:
        yield FieldProblem("name", "请填写姓名，或从居民里选")
    for field, most in LIMITS.items():
        if len(getattr(kept, field)) > most:
            yield FieldProblem(field, f"最长 {most} 个字，现在是 {len(getattr(kept, field))} 个字")
    for field in _PAST:
        day = getattr(kept, field)
        if day is not None and day > today:
            yield FieldProblem(field, f"{FIELDS[field]}不能晚于今天（{today}）")
    if kept.max_per_month is not None and not 1 <= kept.max_per_month <= _MOST_DAYS:
        yield FieldProblem("max_per_month", f"请填 1 到 {_MOST_DAYS}，不限就空着")
