"""Plausibility of the desk's records, for `gridhall check`: a count for each rule."""

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from gridhall.hall.service.checking import Problem
from gridhall.service_desk.models import CaseEvent, ServiceCase

_LAST_EVENT = """
SELECT count(*) FROM service_case c JOIN case_event e ON e.id = (
  SELECT max(id) FROM case_event
  WHERE case_id = c.id AND kind IN ('accepted', 'finished', 'reopened', 'revoked'))
WHERE (c.state = 'finished') <> (e.kind = 'finished')
   OR (c.state = 'revoked') <> (e.kind = 'revoked')
"""


def problems(session: Session) -> list[Problem]:
    """What must hold of cases: a first step, a state that follows from the steps, a number."""
    first = select(CaseEvent.case_id).where(CaseEvent.kind == "accepted")
    orphans = select(func.count()).where(ServiceCase.id.not_in(first))
    return [
        Problem("case.no_acceptance", session.scalar(orphans) or 0),
        Problem("case.state_against_events", session.execute(text(_LAST_EVENT)).scalar() or 0),
    ]
