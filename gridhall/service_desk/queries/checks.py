"""Plausibility of the cases, for `gridhall check`: a count for each rule."""

from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from gridhall.db.search.entries import id_range
from gridhall.hall.service.checking import Problem

_LAST_STEP = """
SELECT kind FROM case_event e WHERE e.case_id = c.id
AND kind IN ('accepted', 'finished', 'reopened', 'revoked') ORDER BY e.id DESC LIMIT 1
"""
_RULES: Final = {
    "case.no_acceptance": """
        SELECT count(*) FROM service_case c WHERE NOT EXISTS
        (SELECT 1 FROM case_event e WHERE e.case_id = c.id AND e.kind = 'accepted')
    """,
    "case.state_against_events": f"""
        SELECT count(*) FROM service_case c WHERE c.state <>
        CASE ifnull(({_LAST_STEP}), '') WHEN 'finished' THEN 'finished'
        WHEN 'revoked' THEN 'revoked' ELSE 'accepted' END
        OR (c.state = 'finished') <> (c.finished_at IS NOT NULL)
    """,
    # Numbers are taken in the transaction that inserts the case: as many cases as numbers.
    "case.number_gap": """
        SELECT count(*) FROM number_series s LEFT JOIN
        (SELECT substr(number, 3, 8) AS day, count(*) AS taken FROM service_case GROUP BY 1) c
        ON c.day = s.period WHERE s.kind = 'case' AND s.last_number <> ifnull(c.taken, 0)
    """,
}
_IN_FORCE = """
SELECT n.id, v.name, v.active FROM service_item n JOIN item_version v ON v.id =
(SELECT w.id FROM item_version w WHERE w.item_id = n.id AND w.since <= date('now', 'localtime')
ORDER BY w.since DESC, w.id DESC LIMIT 1)
"""
_FILED: Final = {
    "search.cases": (
        "case",
        """
        SELECT count(*) FROM service_case c LEFT JOIN search_entry s ON s.id = c.id + :first
        WHERE s.id IS NULL OR ifnull(s.number, '') <> c.number
        """,
        "SELECT count(*) FROM service_case",
    ),
    "search.matters": (
        "matter",
        f"""
        SELECT count(*) FROM ({_IN_FORCE}) i LEFT JOIN search_entry s ON s.id = i.id + :first
        WHERE i.active AND (s.id IS NULL OR s.title <> i.name)
        """,
        f"SELECT count(*) FROM ({_IN_FORCE}) WHERE active",
    ),
}


def problems(session: Session) -> list[Problem]:
    """How often each rule of the desk is broken; rules that hold count 0."""
    found = [Problem(rule, _count(session, sql)) for rule, sql in _RULES.items()]
    return found + [Problem(rule, _out_of_step(session, *how)) for rule, how in _FILED.items()]


def _out_of_step(session: Session, kind: str, wrong: str, records: str) -> int:
    """Records the index lacks or names otherwise, and entries of records that are gone."""
    first, last = id_range(kind)
    filed = "SELECT count(*) FROM search_entry WHERE id BETWEEN :first AND :last"
    gone = _count(session, filed, first=first, last=last) - _count(session, records)
    return _count(session, wrong, first=first) + max(0, gone)


def _count(session: Session, sql: str, **values: int) -> int:
    return int(session.execute(text(sql), values).scalar_one())
