"""The applicant's type-ahead and the strip that says who was chosen."""

from collections.abc import Sequence

from gridhall.core.codes import table
from gridhall.qt.choices import Choice
from gridhall.qt.context import Context
from gridhall.registry import queries as residents
from gridhall.registry.labels import HUKOU_KINDS
from gridhall.registry.queries import ResidentRow, Which
from gridhall.registry.rules import age_on

_OFFERS = 8


def find_applicants(context: Context, typed: str) -> Sequence[Choice]:
    """Residents by initials, ID tail, phone tail or 楼-单元-室; each Choice's key is the row."""
    if not typed:
        return ()
    today = context.today()
    with context.db.read() as session:
        rows = residents.find_people(session, typed, Which.ALL, today, _OFFERS)
    return [applicant_choice(context, row) for row in rows]


def applicant_choice(context: Context, row: ResidentRow) -> Choice:
    """A resident as the list offers them: people of one name are told apart by age and home."""
    facts = " ".join(filter(None, sex_and_age(context, row)))
    return Choice(row, f"{row.name}　{facts}".strip(), _second_line(row), tail_words(row))


def sex_and_age(context: Context, row: ResidentRow) -> tuple[str, str]:
    """女, 67 岁; empty where it is not known."""
    sex = table("sex").label(row.sex) if row.sex in ("1", "2") else ""
    age = f"{age_on(row.birth_date, context.today())} 岁" if row.birth_date else ""
    return sex, age


def tail_words(row: ResidentRow) -> str:
    """尾号 0027: enough of the number to compare with the card, no more."""
    return f"尾号 {row.masked_id[-4:]}" if row.masked_id else ""


def identity_lines(context: Context, row: ResidentRow) -> tuple[str, str]:
    """The strip's two lines: 女 67 岁 · 证件尾号 0027, and home, grid and hukou."""
    who = " ".join(filter(None, sex_and_age(context, row)))
    number = f"证件{tail_words(row)}" if row.masked_id else "没有登记证件号"
    hukou = HUKOU_KINDS.get(row.hukou_kind, "")
    where = (row.home or "没有登记住址", row.grid_name, hukou)
    return " · ".join(filter(None, (who, number))), " · ".join(filter(None, where))


def _second_line(row: ResidentRow) -> str:
    return " · ".join(filter(None, (row.line or "没有登记住址", row.grid_name)))
