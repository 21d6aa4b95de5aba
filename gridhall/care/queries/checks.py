"""Plausibility of care: a count for each rule."""

from sqlalchemy import text
from sqlalchemy.orm import Session

from gridhall.hall.service.checking import Problem

RULES = {
    "care.planned": "SELECT t.id FROM care_target t WHERE (t.until IS NULL) <> (SELECT count(*)"
    " FROM care_visit v WHERE v.target_id = t.id AND v.state = 'planned')",
    "care.gone": "SELECT t.id FROM care_target t JOIN person p ON p.id = t.person_id"
    " LEFT JOIN person i ON i.id = p.merged_into"
    " WHERE t.until IS NULL AND coalesce(i.status, p.status) IN ('died', 'left', 'void')",
    "care.days": "SELECT v.id FROM care_visit v JOIN care_target t ON t.id = v.target_id"
    " WHERE (v.state IN ('done', 'absent')) <> (v.visited_on IS NOT NULL)"
    " OR v.visited_on < t.since OR v.visited_on > t.until",
    "care.twice": "SELECT target_id FROM care_visit WHERE state = 'done'"
    " GROUP BY target_id, visited_on HAVING count(*) > 1",
    "care.stars": "SELECT id FROM care_visit WHERE stars NOT BETWEEN 1 AND 10",
    "care.hours": "SELECT v.id FROM care_visit v LEFT JOIN hours_entry h"
    " ON h.seq = v.hours_entry_id WHERE v.hours_entry_id IS NOT NULL"
    " AND (h.seq IS NULL OR h.volunteer_id <> v.volunteer_id OR h.served_on <> v.visited_on)",
}


def problems(session: Session) -> list[Problem]:
    """How often each rule is broken; rules that hold count 0."""
    found = []
    for name, sql in RULES.items():
        counted = session.execute(text(f"SELECT count(*) FROM ({sql})"))
        found.append(Problem(name, int(counted.scalar_one())))
    return found
