"""What the lists' sheets offer: units, categories, places, skills, the tree of organisations."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from gridhall.organisation.models import Outsider, PartnerUnit, PartyMember, PartyRelation
from gridhall.organisation.queries.people import open_on
from gridhall.organisation.queries.tree import tree
from gridhall.organisation.rules.tree import Tree
from gridhall.places.models import Compound, Grid
from gridhall.pledges.queries.categories import categories
from gridhall.registry.models import Person
from gridhall.volunteering.models import Skill

Named = tuple[int, str, str]  # id, name, what stands below it


@dataclass(frozen=True, slots=True)
class Choices:
    """Everything a sheet lets one choose from."""

    units: tuple[Named, ...]
    categories: tuple[Named, ...]
    compounds: tuple[Named, ...]
    grids: tuple[Named, ...]
    skills: tuple[Named, ...]
    tree: Tree


def choices(session: Session, today: date) -> Choices:
    """Read them all: six statements."""
    grids = select(Grid.id, Grid.name, Grid.code).where(Grid.active_to.is_(None))
    skills = select(Skill.id, Skill.name).where(Skill.ended_on.is_(None)).order_by(Skill.place)
    compounds = select(Compound.id, Compound.name).order_by(Compound.name)
    return Choices(
        tuple(unit_names(session, today)),
        tuple((row.id, row.name, "") for row in categories(session)),
        tuple((row[0], row[1], "") for row in session.execute(compounds)),
        tuple((row[0], row[1], row[2]) for row in session.execute(grids.order_by(Grid.code))),
        tuple((row[0], row[1], "") for row in session.execute(skills)),
        tree(session),
    )


def unit_names(session: Session, today: date) -> list[Named]:
    """Units that are partners, by their short names; those that report before the others."""
    there = or_(PartnerUnit.active_to.is_(None), PartnerUnit.active_to > today)
    query = (
        select(PartnerUnit.id, PartnerUnit.name, PartnerUnit.short_name)
        .where(there)
        .order_by(PartnerUnit.kind == "resident", PartnerUnit.name)
    )
    return [
        (row.id, row.short_name or row.name, row.name if row.short_name else "")
        for row in session.execute(query)
    ]


def reported_members(session: Session, today: date) -> list[Named]:
    """Party members who have reported, with the unit they come from."""
    query = (
        select(PartyMember.id, Person.name, Outsider.name, PartnerUnit.short_name)
        .add_columns(PartnerUnit.name)
        .join(PartyRelation, PartyRelation.member_id == PartyMember.id)
        .outerjoin(Person, Person.id == PartyMember.person_id)
        .outerjoin(Outsider, Outsider.id == PartyMember.outsider_id)
        .outerjoin(PartnerUnit, PartnerUnit.id == PartyRelation.unit_id)
        .where(PartyRelation.kind == "reported", open_on(PartyRelation, today))
        .order_by(PartyMember.id)
    )
    found: dict[int, Named] = {}
    for member, person, outsider, short, unit in session.execute(query):
        found[member] = (member, person or outsider or "", short or unit or "")
    return list(found.values())
