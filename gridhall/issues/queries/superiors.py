"""To whom the community writes upwards: the street's party committee (街道党工委) by its name."""

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from gridhall.organisation.models import Organisation

_KIND = "party_work_committee"


def street_committee(session: Session, today: date) -> str:
    """Its name as the organisation's tree has it; "" if it has none, or several."""
    one = Organisation
    standing = or_(one.ended_on.is_(None), one.ended_on > today)
    names = session.scalars(select(one.name).where(one.kind == _KIND, standing).limit(2)).all()
    return names[0] if len(names) == 1 else ""
