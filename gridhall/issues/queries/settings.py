"""Read of what the hall sets for its governance."""

from sqlalchemy.orm import Session

from gridhall.hall.queries import settings
from gridhall.issues.rules.settings import KEY, Governance, parse


def governance(session: Session) -> Governance:
    """The hall's choices; the usual ones where nothing was chosen."""
    return parse(settings(session).get(KEY, ""))
