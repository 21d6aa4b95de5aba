"""Plausibility of the cases, for `gridhall check`: a count for each rule."""

from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from gridhall.db.search.entries import id_range
from gridhall.hall.service.checking import Problem
from gridhall.service_desk.rules.states import AFTER, OPEN_STATES

_LEADING: Final = ", ".join(f"'{kind}'" for kind in AFTER)
_LEADING_BACK: Final = ", ".join(f"'{kind}'" for kind in AFTER if kind != "finished")
_LAST: Final = """
(SELECT e.kind FROM case_event e WHERE e.case_id = c.id AND e.kind IN ({kinds})
ORDER BY e.id DESC LIMIT 1)
"""
_STATE_OF: Final = " ".join(f"WHEN '{kind}' THEN '{state}'" for kind, state in AFTER.items())
# What a case's steps tell of its state: the last that leads anywhere, or if that was taking a
# finish back, the last before it.
_TOLD: Final = f"""
CASE {_LAST.format(kinds=_LEADING + ", 'reopened'")}
WHEN 'reopened' THEN CASE {_LAST.format(kinds=_LEADING_BACK)} {_STATE_OF} END
{_STATE_OF} ELSE '' END
"""
_WAITS: Final = ", ".join(f"'{state}'" for state in OPEN_STATES)
_RULES: Final = {
    "case.no_acceptance": """
        SELECT count(*) FROM service_case c WHERE
        (c.accepted_at IS NOT NULL) <> EXISTS (SELECT 1 FROM case_event e WHERE e.case_id = c.id
        AND e.kind IN ('accepted', 'deemed'))
    """,
    "case.state_against_events": f"SELECT count(*) FROM service_case c WHERE c.state <> {_TOLD}",
    "case.closing": f"""
        SELECT count(*) FROM service_case c WHERE
        (c.closed_at IS NULL) <> (c.state IN ({_WAITS}))
        OR (c.finished_at IS NOT NULL) <> (c.finish_kind IS NOT NULL)
        OR (c.state IN ('finished', 'delivered')) > (c.finished_at IS NOT NULL)
        OR (c.finished_at IS NOT NULL) > (c.state IN ('finished', 'delivered', 'archived'))
        OR (c.state = 'delivered') > (c.delivered_at IS NOT NULL)
        OR (c.state = 'archived') <> (c.archived_at IS NOT NULL)
    """,
    # The clock that runs has a deadline, and nothing else has one.
    "case.due": """
        SELECT count(*) FROM service_case c WHERE
        (c.due_on IS NOT NULL) <> (c.state IN ('received', 'accepted', 'decided'))
        OR (c.accepted_at IS NOT NULL) > (c.promised_on IS NOT NULL)
    """,
    "case.pause": """
        SELECT count(*) FROM service_case c WHERE (c.state = 'suspended') <>
        (SELECT count(*) FROM case_pause p WHERE p.case_id = c.id AND p.ended_on IS NULL)
    """,
    "case.pause_overlap": """
        SELECT count(*) FROM case_pause p JOIN case_pause q ON q.case_id = p.case_id
        AND q.id <> p.id AND q.began_on < ifnull(p.ended_on, '9999-12-31')
        AND q.began_on >= p.began_on AND ifnull(p.ended_on, '9999-12-31') > p.began_on
        AND ifnull(q.ended_on, '9999-12-31') > q.began_on
    """,
    "case.extended_twice": """
        SELECT count(*) FROM (SELECT case_id FROM case_extension
        WHERE state IN ('asked', 'approved') GROUP BY case_id HAVING count(*) > 1)
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
