"""Plausibility of the queue: a count for each rule.

Tickets hold nothing of anybody (a number, a lane, a kind of priority, times), so none is ever
cleared away by the retention of personal data: the figures of past years stay what they were.
"""

from sqlalchemy import text
from sqlalchemy.orm import Session

from gridhall.hall.service.checking import Problem

RULES = {
    "ticket.counter": "SELECT min(id) FROM queue_ticket WHERE state IN ('called', 'serving')"
    " GROUP BY day, counter HAVING count(*) > 1",
    "ticket.called": "SELECT id FROM queue_ticket WHERE called_at IS NULL"
    " AND state NOT IN ('waiting', 'left')",
    "ticket.times": "SELECT id FROM queue_ticket WHERE waited_seconds < 0 OR served_seconds < 0"
    " OR called_at < taken_at OR started_at < taken_at OR ended_at < started_at",
    "ticket.number": "SELECT id FROM queue_ticket WHERE ordinal NOT BETWEEN 1 AND 999"
    " OR substr(number, -3) <> printf('%03d', ordinal)",
    "ticket.put_back": "SELECT id FROM queue_ticket WHERE put_backs > 1",
}


def problems(session: Session) -> list[Problem]:
    """How often each rule of the queue is broken; rules that hold count 0."""
    return [
        Problem(name, int(session.execute(text(f"SELECT count(*) FROM ({sql})")).scalar_one()))
        for name, sql in RULES.items()
    ]
