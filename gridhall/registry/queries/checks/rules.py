"""The plausibility rules of the register: for each the statement that finds what breaks it.

Every statement selects ids of its subject's table; the count is what a check says, the ids are
the list it opens. `:today` is the day of the check.
"""

from collections.abc import Sequence
from typing import NamedTuple

from gridhall.core.codes import TableName, table
from gridhall.registry.rules import SPOUSES, bounded_relations, relations_of_sex


class Rule(NamedTuple):
    """One rule: its name, whose ids the statement selects (person, household, ...), the SQL."""

    name: str
    subject: str
    sql: str


_HOUSEHOLDS = """
SELECT id FROM (
    SELECT h.id, count(m.id) AS members, sum(m.relation = '02') AS heads,
    sum(p.birth_date > date(:today, '-18 years')) AS minors
    FROM household h LEFT JOIN membership m ON m.household_id = h.id AND m.until IS NULL
    LEFT JOIN person p ON p.id = m.person_id
    WHERE h.ended_on IS NULL AND h.kind {kind} GROUP BY h.id
) WHERE {wrong}
"""
_RELATED = """
SELECT p.id FROM membership m JOIN person p ON p.id = m.person_id
JOIN membership hm ON hm.household_id = m.household_id AND hm.until IS NULL
    AND hm.relation = '02' AND hm.person_id <> m.person_id
JOIN person h ON h.id = hm.person_id
WHERE m.until IS NULL AND ({})
"""
_HELD = "SELECT p.id FROM person p JOIN membership m ON m.person_id = p.id WHERE "
_PEOPLE = "SELECT p.id FROM person p WHERE "
_LIVING = "p.status IN ('present', 'unsettled')"
_FIELDS: tuple[tuple[str, TableName], ...] = (
    ("ethnicity", "ethnicity"),
    ("education", "education"),
    ("marital_status", "marital"),
    ("political_status", "political"),
)


def _listed(codes: Sequence[str]) -> str:
    return ", ".join(f"'{code}'" for code in codes)


def _households(wrong: str, kind: str = "IS NOT NULL") -> str:
    return _HOUSEHOLDS.format(wrong=wrong, kind=kind)


def _sex_of_relations() -> str:
    """Relations that only the other sex can have, and couples of one sex."""
    spouses = _listed(sorted(SPOUSES))
    wrong = [
        f"(p.sex = '2' AND m.relation IN ({_listed(relations_of_sex('1'))}))",
        f"(p.sex = '1' AND m.relation IN ({_listed(relations_of_sex('2'))}))",
        f"(m.relation IN ({spouses}) AND p.sex = h.sex AND p.sex IN ('1', '2'))",
    ]
    return _RELATED.format(" OR ".join(wrong))


def _age_of_relations() -> str:
    """Children not a generation younger than the head, parents not a generation older."""
    wrong = []
    for relation, least, most in bounded_relations():
        if least is not None:
            late = f"p.birth_date < date(h.birth_date, '{least:+} years')"
            wrong.append(f"(m.relation = '{relation}' AND {late})")
        if most is not None:
            early = f"h.birth_date < date(p.birth_date, '{-most:+} years')"
            wrong.append(f"(m.relation = '{relation}' AND {early})")
    return _RELATED.format(" OR ".join(wrong))


def _unknown_codes() -> str:
    wrong = [
        f"(p.{column} <> '' AND p.{column} NOT IN ({_listed([c.code for c in table(name).items])}))"
        for column, name in _FIELDS
    ]
    return _PEOPLE + " OR ".join(wrong)


_RELATIONS = _listed([item.code for item in table("relation").items])
_SPOUSES = _listed(sorted(SPOUSES))

RULES: tuple[Rule, ...] = (
    Rule("household.no_head", "household", _households("members > 0 AND heads = 0")),
    Rule("household.two_heads", "household", _households("heads > 1")),
    Rule("household.empty", "household", _households("members = 0")),
    Rule("household.crowd", "household", _households("members > 20", "= 'family'")),
    Rule("household.minors", "household", _households("members > 0 AND minors = members")),
    Rule(
        "household.no_address",
        "household",
        "SELECT id FROM household WHERE ended_on IS NULL AND dwelling_id IS NULL",
    ),
    Rule(
        "household.ended_with_members",
        "household",
        "SELECT h.id FROM household h WHERE h.ended_on IS NOT NULL AND EXISTS"
        " (SELECT 1 FROM membership m WHERE m.household_id = h.id AND m.until IS NULL)",
    ),
    Rule(
        "household.order", "household", "SELECT id FROM household WHERE ended_on < established_on"
    ),
    Rule(
        "household.two_spouses",
        "household",
        "SELECT household_id FROM membership WHERE until IS NULL"
        f" AND relation IN ({_SPOUSES}) GROUP BY household_id HAVING count(*) > 1",
    ),
    Rule(
        "membership.overlap",
        "person",
        "SELECT DISTINCT a.person_id FROM membership a JOIN membership b"
        " ON b.person_id = a.person_id AND b.id > a.id"
        " WHERE ifnull(a.since, '') < ifnull(b.until, '9999')"
        " AND ifnull(b.since, '') < ifnull(a.until, '9999')",
    ),
    Rule("membership.order", "person", _HELD + "m.until < m.since"),
    Rule("membership.future", "person", _HELD + "m.since > :today OR m.until > :today"),
    Rule("membership.before_birth", "person", _HELD + "m.since < p.birth_date"),
    Rule("membership.relation", "person", _HELD + f"m.relation NOT IN ({_RELATIONS})"),
    Rule(
        "dwelling.no_grid",
        "dwelling",
        """
        SELECT DISTINCT d.id FROM household h JOIN dwelling d ON d.id = h.dwelling_id
        JOIN entrance e ON e.id = d.entrance_id
        WHERE h.ended_on IS NULL AND e.grid_id IS NULL AND EXISTS (SELECT 1 FROM grid)
    """,
    ),
    Rule("relation.sex", "person", _sex_of_relations()),
    Rule("relation.age", "person", _age_of_relations()),
    Rule("person.no_birth", "person", _PEOPLE + f"{_LIVING} AND p.birth_date IS NULL"),
    Rule("person.no_sex", "person", _PEOPLE + f"{_LIVING} AND p.sex NOT IN ('1', '2')"),
    Rule("person.future", "person", _PEOPLE + "p.birth_date > :today OR p.died_on > :today"),
    Rule(
        "person.very_old",
        "person",
        _PEOPLE + f"{_LIVING} AND p.birth_date < date(:today, '-115 years')",
    ),
    Rule("person.died_before_birth", "person", _PEOPLE + "p.died_on < p.birth_date"),
    Rule("person.code", "person", _unknown_codes()),
    Rule(
        "person.status",
        "person",
        """
        SELECT p.id FROM person p LEFT JOIN membership m
        ON m.person_id = p.id AND m.until IS NULL WHERE p.status <> CASE
        WHEN p.merged_into IS NOT NULL THEN 'merged' WHEN p.died_on IS NOT NULL THEN 'died'
        WHEN m.id IS NOT NULL THEN 'present'
        WHEN p.status IN ('unsettled', 'void', 'left') THEN p.status ELSE '' END
    """,
    ),
    Rule("person.dead_in_household", "person", _HELD + "p.died_on IS NOT NULL AND m.until IS NULL"),
    Rule(
        "person.merged",
        "person",
        "SELECT p.id FROM person p JOIN person o ON o.id = p.merged_into"
        " WHERE o.status IN ('merged', 'void') OR o.id = p.id",
    ),
    Rule(
        "person.unsettled",
        "person",
        _PEOPLE + "p.status = 'unsettled' AND p.recorded_at < date(:today, '-90 days')",
    ),
    Rule(
        "person.child_married",
        "person",
        _HELD
        + f"""
        m.until IS NULL AND p.birth_date > date(:today, '-16 years')
        AND (p.marital_status IN ('20', '21', '22', '23', '30', '40')
        OR m.relation IN ({_SPOUSES}))
    """,
    ),
    Rule(
        "person.young_party_member",
        "person",
        _PEOPLE
        + f"""
        {_LIVING} AND p.political_status IN ('01', '02')
        AND p.birth_date > date(:today, '-18 years')
    """,
    ),
    Rule(
        "person.spouse_unmarried",
        "person",
        _HELD
        + f"""
        m.until IS NULL AND m.relation IN ({_SPOUSES}) AND p.marital_status = '10'
    """,
    ),
    Rule(
        "person.shared_phone",
        "person",
        f"""
        {_PEOPLE}{_LIVING} AND p.phone <> '' AND p.phone IN (
        SELECT phone FROM person WHERE phone <> '' GROUP BY phone HAVING count(*) > 5)
    """,
    ),
    Rule(
        "person.no_guardian",
        "person",
        f"""
        {_PEOPLE}p.status = 'present' AND p.birth_date > date(:today, '-14 years')
        AND NOT EXISTS (SELECT 1 FROM guardian g WHERE g.person_id = p.id AND g.until IS NULL)
        AND EXISTS (SELECT 1 FROM guardian)
    """,
    ),
    Rule(
        "guardian.unfit",
        "person",
        """
        SELECT g.person_id FROM guardian g LEFT JOIN person o ON o.id = g.guardian_id
        WHERE g.until IS NULL AND (g.guardian_id = g.person_id
        OR o.status IN ('died', 'merged', 'void') OR o.birth_date > date(:today, '-18 years'))
    """,
    ),
    Rule(
        "tag.dead",
        "person",
        """
        SELECT DISTINCT t.person_id FROM person_tag t JOIN person p ON p.id = t.person_id
        WHERE t.until IS NULL AND p.died_on IS NOT NULL
    """,
    ),
    Rule("tag.order", "person", "SELECT DISTINCT person_id FROM person_tag WHERE until < since"),
    Rule(
        "place.order", "person", "SELECT DISTINCT person_id FROM person_place WHERE until < since"
    ),
    Rule(
        "place.nowhere",
        "person",
        """
        SELECT DISTINCT person_id FROM person_place WHERE dwelling_id IS NULL AND address = ''
    """,
    ),
    Rule(
        "place.two_residences",
        "person",
        """
        SELECT person_id FROM person_place WHERE aspect = 'residence' AND until IS NULL
        GROUP BY person_id HAVING count(*) > 1
    """,
    ),
    Rule(
        "transfer.stuck",
        "transfer",
        """
        SELECT id FROM hukou_transfer WHERE settled_on IS NULL
        AND state NOT IN ('rejected', 'withdrawn', 'expired', 'returned', 'archived')
        AND received_on < date(:today, '-180 days')
    """,
    ),
    Rule(
        "transfer.permit",
        "transfer",
        """
        SELECT id FROM hukou_transfer WHERE state = 'permit_issued'
        AND permit_issued_on < date(:today, '-40 days')
    """,
    ),
    Rule(
        "transfer.settled_without_event",
        "transfer",
        """
        SELECT id FROM hukou_transfer
        WHERE state IN ('settled', 'notified', 'archived') AND action_id IS NULL
        AND reverses_id IS NULL
    """,
    ),
)
