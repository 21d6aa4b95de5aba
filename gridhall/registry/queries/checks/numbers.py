"""Rules that SQL cannot tell: ID numbers, the search index, the month that proves itself."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import text
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.core.identity import parse_id_number
from gridhall.db.search.entries import id_range
from gridhall.registry.queries.monthly import monthly_table

NUMBER_RULES = ("person.number", "person.birth", "person.sex")
_FILED = "p.status NOT IN ('merged', 'void')"
_OUT_OF_STEP = {
    "search.residents": (
        "resident",
        "SELECT p.id FROM person p LEFT JOIN search_entry s ON s.id = p.id + :first"
        f" WHERE {_FILED} AND (s.id IS NULL OR s.title <> p.name"
        " OR ifnull(s.number, '') <> ifnull(p.id_number, ''))",
        f"SELECT count(*) FROM person p WHERE {_FILED}",
    ),
    "search.households": (
        "household",
        "SELECT h.id FROM household h LEFT JOIN search_entry s ON s.id = h.id + :first"
        " WHERE s.id IS NULL OR ifnull(s.number, '') <> h.number",
        "SELECT count(*) FROM household",
    ),
    "search.transfers": (
        "transfer",
        "SELECT t.id FROM hukou_transfer t LEFT JOIN search_entry s ON s.id = t.id + :first"
        " WHERE s.id IS NULL OR ifnull(s.number, '') <> t.number",
        "SELECT count(*) FROM hukou_transfer",
    ),
}
SEARCH_RULES = tuple(_OUT_OF_STEP)


def wrong_numbers(session: Session) -> Iterator[tuple[str, int]]:
    """Rule and person of numbers that cannot be right, or say another birth date or sex."""
    for person_id, number, born, sex in _numbered(session):
        try:
            known = parse_id_number(number)
        except UserError:
            yield "person.number", person_id
            continue
        if born != known.birth_date.isoformat():
            yield "person.birth", person_id
        if sex in ("1", "2") and sex != known.sex:
            yield "person.sex", person_id


def out_of_step(session: Session, rule: str) -> tuple[list[int], int]:
    """Records the index lacks or names otherwise, and how many entries are of records gone."""
    kind, wrong, records = _OUT_OF_STEP[rule]
    first, last = id_range(kind)
    ids = [row[0] for row in session.execute(text(wrong), {"first": first})]
    filed = "SELECT count(*) FROM search_entry WHERE id BETWEEN :first AND :last"
    entries = session.execute(text(filed), {"first": first, "last": last}).scalar_one()
    left_over = entries - session.execute(text(records)).scalar_one()
    return ids, max(left_over, 0)


def unproved_months(session: Session, today: date) -> list[date]:
    """Months of the last two years whose table does not add up."""
    first = today.replace(year=today.year - 2, day=1)
    return [row.month for row in monthly_table(session, first, today) if not row.is_proved]


def _numbered(session: Session) -> Iterator[tuple[int, str, str | None, str]]:
    """Numbers that follow GB 11643; an old 外国人永久居留证 has its own form of 15 characters."""
    query = text(
        "SELECT id, id_number, birth_date, sex FROM person WHERE id_number IS NOT NULL"
        " AND (id_kind = 'resident_id' OR id_kind IN ('hmt_residence', 'foreign_residence')"
        " AND length(id_number) = 18) AND status NOT IN ('merged', 'void')"
    )
    for row in session.execute(query).yield_per(2000):
        yield row[0], row[1], row[2], row[3]
