"""Compounds and their buildings, as the form of an organisation offers them."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.places.labels import building_label
from gridhall.places.models import Building, Compound
from gridhall.places.rules import natural_key


@dataclass(frozen=True, slots=True)
class Spot:
    """A compound (小区), or a building of it."""

    compound_id: int
    compound: str
    building_id: int | None = None
    number: str = ""

    @property
    def title(self) -> str:
        """御景小区, or 御景小区 3号楼."""
        number = f" {building_label(self.number)}" if self.building_id is not None else ""
        return f"{self.compound}{number}"


def spots(session: Session) -> list[Spot]:
    """Every compound, each followed by its buildings."""
    query = (
        select(Compound.id, Compound.name, Building.id, Building.number)
        .join_from(Compound, Building, Building.compound_id == Compound.id, isouter=True)
        .order_by(Compound.name)
    )
    found: dict[int, list[Spot]] = {}
    for compound_id, name, building_id, number in session.execute(query):
        some = found.setdefault(compound_id, [Spot(compound_id, name)])
        if building_id is not None:
            some.append(Spot(compound_id, name, building_id, number))
    for some in found.values():
        some[1:] = sorted(some[1:], key=lambda one: natural_key(one.number))
    return [spot for some in found.values() for spot in some]
