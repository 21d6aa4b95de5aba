"""What the dialogs of a volunteer offer to choose from."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from gridhall.organisation.models import PartnerUnit
from gridhall.places.models import Compound, Grid
from gridhall.volunteering.models import Duty, Volunteer
from gridhall.volunteering.queries.lists import ListRow, skills, squads

Named = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Offers:
    """Units, squads, skills, grids, duties by name; areas and categories as used before."""

    units: tuple[Named, ...] = ()
    squads: tuple[ListRow, ...] = ()
    skills: tuple[ListRow, ...] = ()
    grids: tuple[Named, ...] = ()
    duties: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()


def offers(session: Session, today: date) -> Offers:
    """Everything that is in use on a day."""
    there = or_(PartnerUnit.active_to.is_(None), PartnerUnit.active_to > today)
    units = select(PartnerUnit.id, PartnerUnit.name).where(there).order_by(PartnerUnit.name)
    grids = select(Grid.id, Grid.name).where(Grid.active_to.is_(None)).order_by(Grid.code)
    used = select(Volunteer.category).where(Volunteer.category != "").distinct()
    return Offers(
        units=tuple((row[0], row[1]) for row in session.execute(units)),
        squads=tuple(squads(session)),
        skills=tuple(skills(session)),
        grids=tuple((row[0], row[1]) for row in session.execute(grids)),
        duties=tuple(session.scalars(select(Duty.name).order_by(Duty.id))),
        areas=tuple(session.scalars(select(Compound.name).order_by(Compound.name))),
        categories=tuple(session.scalars(used.order_by(Volunteer.category))),
    )
