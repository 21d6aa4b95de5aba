"""What is noted of a compound (小区情况): its kind, governing body, property company."""

from dataclasses import asdict, dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import changes, record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.phone import kept_phone
from gridhall.core.text import clean
from gridhall.organisation.labels import FIELDS
from gridhall.organisation.rules.drafts import DraftProblems, FieldProblem
from gridhall.organisation.service.acts import Acts
from gridhall.places.labels import BODIES, COMPOUND_KINDS
from gridhall.places.models import Compound


@dataclass(frozen=True, slots=True)
class CompoundDraft:
    """A compound's facts as typed, or as checked; "" is not said."""

    kind: str = ""  # places.labels.COMPOUND_KINDS
    governing_body: str = ""  # places.labels.BODIES
    property_company: str = ""
    property_phone: str = ""
    built_year: int | None = None


def change_compound(
    session: Session, clerk: Clerk, compound_id: int, draft: CompoundDraft, today: date
) -> int:
    """Note what a compound is and who manages it; the act's id."""
    require(clerk, Role.SUPERVISOR, "改小区情况")
    kept = check_compound(draft, today)
    row = session.get_one(Compound, compound_id)
    after = asdict(kept)
    said = changes({name: getattr(row, name) for name in after}, after)
    acts = Acts(session, clerk, "compound", today, today)
    acts.change(row, **after)
    record(session, clerk, "organisation.compound", ("compound", row.id), said)
    return acts.close(f"改“{row.name}”的小区情况")


def check_compound(draft: CompoundDraft, today: date) -> CompoundDraft:
    """The draft in its stored form; raises DraftProblems with a sentence for each wrong field."""
    kept = replace(
        draft,
        property_company=clean(draft.property_company),
        property_phone=kept_phone(draft.property_phone)[0],
    )
    problems = [
        FieldProblem(field, f"请从列表里选{FIELDS[field]}")
        for field, known in (("kind", COMPOUND_KINDS), ("governing_body", BODIES))
        if getattr(kept, field) not in ("", *known)
    ]
    for field, most in (("property_company", 100), ("property_phone", 30)):
        long = len(getattr(kept, field))
        if long > most:
            said = f"{FIELDS[field]}最长 {most} 个字，现在是 {long} 个字，请写短一些"
            problems.append(FieldProblem(field, said))
    year = kept.built_year
    if year is not None and not 1800 <= year <= today.year:
        problems.append(FieldProblem("built_year", f"建成年份请写 1800 到 {today.year} 之间的年份"))
    if problems:
        raise DraftProblems(problems)
    return kept
