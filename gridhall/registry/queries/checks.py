"""Plausibility of the register as a whole, for `gridhall check`: a count for each rule."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.core.identity import parse_id_number
from gridhall.db.search.entries import id_range
from gridhall.hall.service.checking import Problem
from gridhall.registry.rules import SPOUSES, bounded_relations, relations_of_sex

_HOUSEHOLDS = """
SELECT count(*) FROM (
    SELECT h.id, count(m.id) AS members, sum(m.relation = '02') AS heads
    FROM household h LEFT JOIN membership m ON m.household_id = h.id AND m.until IS NULL
    WHERE h.ended_on IS NULL GROUP BY h.id
) WHERE {}
"""
_RELATED = """
SELECT count(*) FROM membership m JOIN person p ON p.id = m.person_id
JOIN membership hm ON hm.household_id = m.household_id AND hm.until IS NULL
    AND hm.relation = '02' AND hm.person_id <> m.person_id
JOIN person h ON h.id = hm.person_id
WHERE m.until IS NULL AND ({})
"""
_SIMPLE = {
    "household.no_head": _HOUSEHOLDS.format("members > 0 AND heads = 0"),
    "household.two_heads": _HOUSEHOLDS.format("heads > 1"),
    "household.empty": _HOUSEHOLDS.format("members = 0"),
    "membership.overlap": """
        SELECT count(*) FROM membership a JOIN membership b
        ON b.person_id = a.person_id AND b.id > a.id
        WHERE ifnull(a.since, '') < ifnull(b.until, '9999')
        AND ifnull(b.since, '') < ifnull(a.until, '9999')
    """,
    "membership.order": "SELECT count(*) FROM membership WHERE until < since",
    "dwelling.no_grid": """
        SELECT count(DISTINCT d.id) FROM household h JOIN dwelling d ON d.id = h.dwelling_id
        JOIN entrance e ON e.id = d.entrance_id
        WHERE h.ended_on IS NULL AND e.grid_id IS NULL AND EXISTS (SELECT 1 FROM grid)
    """,
}
_OUT_OF_STEP = {
    "search.residents": (
        "resident",
        """
        SELECT count(*) FROM person p LEFT JOIN search_entry s ON s.id = p.id + :first
        WHERE s.id IS NULL OR s.title <> p.name OR ifnull(s.number, '') <> ifnull(p.id_number, '')
        """,
        "SELECT count(*) FROM person",
    ),
    "search.households": (
        "household",
        """
        SELECT count(*) FROM household h LEFT JOIN search_entry s ON s.id = h.id + :first
        WHERE s.id IS NULL OR ifnull(s.number, '') <> h.number
        """,
        "SELECT count(*) FROM household",
    ),
}


def problems(session: Session) -> list[Problem]:
    """How often each rule of the register is broken; rules that hold count 0."""
    found = [Problem(rule, _count(session, sql)) for rule, sql in _SIMPLE.items()]
    found += [
        Problem("relation.sex", _count(session, *_sex_of_relations())),
        Problem("relation.age", _count(session, *_age_of_relations())),
    ]
    found += [Problem(rule, count) for rule, count in _numbers(session).items()]
    found += [Problem(rule, _out_of_step(session, *how)) for rule, how in _OUT_OF_STEP.items()]
    return found


def _count(session: Session, sql: str, values: Mapping[str, Any] | None = None) -> int:
    return int(session.execute(text(sql), values or {}).scalar_one())


def _sex_of_relations() -> tuple[str, dict[str, Any]]:
    """Relations that only the other sex can have, and couples of one sex."""
    spouses = _listed(sorted(SPOUSES))
    wrong = [
        f"(p.sex = '2' AND m.relation IN ({_listed(relations_of_sex('1'))}))",
        f"(p.sex = '1' AND m.relation IN ({_listed(relations_of_sex('2'))}))",
        f"(m.relation IN ({spouses}) AND p.sex = h.sex AND p.sex IN ('1', '2'))",
    ]
    return _RELATED.format(" OR ".join(wrong)), {}


def _age_of_relations() -> tuple[str, dict[str, Any]]:
    """Children not a generation younger than the head, parents not a generation older."""
    wrong = []
    for relation, least, most in bounded_relations():
        if least is not None:
            late = f"p.birth_date < date(h.birth_date, '{least:+} years')"
            wrong.append(f"(m.relation = '{relation}' AND {late})")
        if most is not None:
            early = f"h.birth_date < date(p.birth_date, '{-most:+} years')"
            wrong.append(f"(m.relation = '{relation}' AND {early})")
    return _RELATED.format(" OR ".join(wrong)), {}


def _listed(codes: Sequence[str]) -> str:
    return ", ".join(f"'{code}'" for code in codes)


def _numbers(session: Session) -> dict[str, int]:
    """Numbers that cannot be right, or that say another birth date or sex than the record."""
    found = dict.fromkeys(("person.number", "person.birth", "person.sex"), 0)
    for number, born, sex in _numbered(session):
        try:
            known = parse_id_number(number)
        except UserError:
            found["person.number"] += 1
            continue
        found["person.birth"] += born != known.birth_date.isoformat()
        found["person.sex"] += sex in ("1", "2") and sex != known.sex
    return found


def _numbered(session: Session) -> Iterator[tuple[str, str | None, str]]:
    query = text(
        "SELECT id_number, birth_date, sex FROM person WHERE id_number IS NOT NULL"
        " AND id_kind IN ('resident_id', 'hmt_residence', 'foreign_residence')"
    )
    for row in session.execute(query).yield_per(2000):
        yield row[0], row[1], row[2]


def _out_of_step(session: Session, kind: str, wrong: str, records: str) -> int:
    """Records the index lacks or names otherwise, and entries of records that are gone."""
    first, last = id_range(kind)
    filed = _count(
        session,
        "SELECT count(*) FROM search_entry WHERE id BETWEEN :first AND :last",
        {"first": first, "last": last},
    )
    left_over = filed - _count(session, records)
    return _count(session, wrong, {"first": first}) + max(left_over, 0)
