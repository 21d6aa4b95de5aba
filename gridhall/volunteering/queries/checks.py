"""Plausibility of the volunteers: a count for each rule."""

from typing import NamedTuple

from sqlalchemy import text
from sqlalchemy.orm import Session

from gridhall.db.search.entries import id_range
from gridhall.hall.service.checking import Problem


class Rule(NamedTuple):
    """A rule that no act of the program breaks; `sql` finds the rows that do."""

    name: str
    sql: str


RULES = (
    Rule(
        "volunteer.state",
        "SELECT id FROM volunteer WHERE state NOT IN ('active', 'paused', 'left')"
        " OR (left_on IS NOT NULL AND state <> 'left') OR left_on < joined_on",
    ),
    Rule(
        "volunteer.twice",
        "SELECT v.id FROM volunteer v JOIN person p ON p.id = v.person_id JOIN volunteer o"
        " ON o.person_id = p.merged_into WHERE p.status = 'merged' AND v.state <> 'left'"
        " AND o.state <> 'left'",
    ),
    Rule(
        "volunteer.number",
        "SELECT max(id) FROM volunteer WHERE number <> '' GROUP BY number HAVING count(*) > 1",
    ),
    Rule(
        "volunteer.times",
        "SELECT id FROM availability WHERE until < since OR weekday NOT BETWEEN 0 AND 6",
    ),
    Rule(
        "volunteer.wishes",
        "SELECT w.id FROM wish w LEFT JOIN squad s ON w.target_kind = 'squad'"
        " AND s.id = CAST(w.target AS INTEGER) LEFT JOIN grid g ON w.target_kind = 'grid'"
        " AND g.id = CAST(w.target AS INTEGER) WHERE (w.target_kind = 'squad' AND s.id IS NULL)"
        " OR (w.target_kind = 'grid' AND g.id IS NULL)",
    ),
)
_NAMED = (
    "SELECT v.id, coalesce(i.name, p.name, o.name) AS name FROM volunteer v"
    " LEFT JOIN person p ON p.id = v.person_id LEFT JOIN person i ON i.id = p.merged_into"
    " LEFT JOIN outsider o ON o.id = v.outsider_id"
)


def problems(session: Session) -> list[Problem]:
    """How often each rule of the volunteers is broken; rules that hold count 0."""
    found = [Problem(rule.name, _count(session, rule.sql)) for rule in RULES]
    return [*found, Problem("search.volunteers", _out_of_step(session))]


def _out_of_step(session: Session) -> int:
    """Volunteers the index lacks or names otherwise, and entries of who is there no more."""
    first, last = id_range("volunteer")
    wrong = (
        f"SELECT r.id FROM ({_NAMED}) r LEFT JOIN search_entry s ON s.id = r.id + {first}"
        " WHERE s.id IS NULL OR s.title <> r.name"
    )
    left = (
        f"SELECT s.id FROM search_entry s LEFT JOIN volunteer r ON r.id = s.id - {first}"
        f" WHERE s.id BETWEEN {first} AND {last} AND r.id IS NULL"
    )
    return _count(session, wrong) + _count(session, left)


def _count(session: Session, sql: str) -> int:
    return int(session.execute(text(f"SELECT count(*) FROM ({sql})")).scalar_one())
