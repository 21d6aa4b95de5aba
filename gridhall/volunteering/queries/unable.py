"""Who stands on a day's roster and may not any more, as after the day was moved."""

from sqlalchemy.orm import Session

from gridhall.volunteering.queries.rota import problem
from gridhall.volunteering.rules.rota.roster import Roster


def unable(session: Session, day_id: int) -> list[str]:
    """A sentence for each confirmed place that a hard rule is now against."""
    asked = problem(session, [day_id])
    roster = Roster(asked)
    told = (roster.broken(cell, who) for cell, who in sorted(asked.fixed))
    return [sentence for sentence in told if sentence]
