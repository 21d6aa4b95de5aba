"""Compounds, buildings, entrances and doors as workbooks name them; read once for a ledger."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.places.models import Building, Compound, Dwelling, Entrance
from gridhall.places.queries import chunks
from gridhall.places.rules import compound_name, parse_address, place_number

_PARTS = re.compile(r"[、，,;；\n]+")
_NUMBER = r"(?:[甲乙丙丁戊己]?\d{1,4}[A-Za-z]?|[A-Za-z]\d{0,3})"
_PIECE = re.compile(
    rf"(?P<compound>.*?)\s*(?P<building>{_NUMBER})\s*(?:(?:号楼|栋|幢|座|楼|号)\s*|-|$)"
    rf"(?:(?P<entrance>{_NUMBER})\s*(?:单元|门)?)?"
)


class Stair(NamedTuple):
    """An entrance and whose it is."""

    id: int
    grid_id: int | None


class Doors:
    """The hall's places by their names."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._dwellings: dict[tuple[int, str], int] = {}

    @cached_property
    def compounds(self) -> dict[str, int]:
        """Compound by name."""
        rows = self._session.execute(select(Compound.name, Compound.id))
        return {compound_name(name): one for name, one in rows}

    @cached_property
    def buildings(self) -> dict[tuple[int, str], int]:
        """Building by compound and number."""
        rows = self._session.execute(select(Building.compound_id, Building.number, Building.id))
        return {(compound, number): one for compound, number, one in rows}

    @cached_property
    def entrances(self) -> dict[int, dict[str, Stair]]:
        """Entrances by building, then by number."""
        found: dict[int, dict[str, Stair]] = defaultdict(dict)
        query = select(Entrance.building_id, Entrance.number, Entrance.id, Entrance.grid_id)
        for building, number, one, grid in self._session.execute(query):
            found[building][number] = Stair(one, grid)
        return found

    def compound(self, text: str) -> int | None:
        """A compound by its name; without one the hall's only."""
        name = compound_name(text)
        if not name and len(self.compounds) == 1:
            return next(iter(self.compounds.values()))
        return self.compounds.get(name)

    def building(self, compound: str, number: str) -> int | None:
        """A building."""
        above = self.compound(compound)
        return None if above is None else self.buildings.get((above, place_number(number)))

    def house(self, text: str, compound: str = "") -> int | None:
        """A building by 御景小区 3号楼, or by its number beside a compound."""
        match = _PIECE.fullmatch(text)
        if match is None:
            return self.building(compound, text)
        return self.building(match["compound"] or compound, match["building"])

    def is_bare(self, text: str) -> bool:
        """Whether a building's cell names no compound."""
        match = _PIECE.fullmatch(text)
        return match is None or not match["compound"]

    def entrance(self, compound: str, building: str, number: str) -> int | None:
        """An entrance."""
        above = self.building(compound, building)
        return None if above is None else self.entrance_of(above, number)

    def entrance_of(self, building_id: int, number: str) -> int | None:
        """An entrance of a building."""
        known = self.entrances[building_id].get(place_number(number))
        return known.id if known else None

    def read_doors(self, texts: Iterable[str]) -> None:
        """Read the dwellings that these addresses may mean, all at once."""
        wanted = {where[0] for where in map(self._door, set(texts)) if where is not None}
        query = select(Dwelling.entrance_id, Dwelling.room, Dwelling.id)
        for some in chunks(sorted(wanted)):
            for entrance, room, one in self._session.execute(
                query.where(Dwelling.entrance_id.in_(some))
            ):
                self._dwellings[entrance, room] = one

    def dwelling(self, text: str) -> int | None:
        """The dwelling of an address that was read."""
        where = self._door(text)
        return None if where is None else self._dwellings.get(where)

    def pieces(self, text: str) -> list[Stair]:
        """The entrances a cell names: 御景小区 3-1、3-2、4号楼; raises UserError for an unknown."""
        found: dict[int, Stair] = {}
        compound = ""
        for part in filter(None, map(str.strip, _PARTS.split(text))):
            compound, stairs = self._piece(part, compound)
            found |= {stair.id: stair for stair in stairs}
        return list(found.values())

    def _piece(self, part: str, compound: str) -> tuple[str, list[Stair]]:
        """One entrance, a whole building, or a whole compound; the compound goes on."""
        known = self.compounds.get(compound_name(part))
        if known is not None:
            return part, [stair for one in self._of(known) for stair in one.values()]
        match = _PIECE.fullmatch(part)
        if match is None:
            raise UserError(f"看不出“{part}”是哪个单元")
        compound = match["compound"] or compound
        building = self.building(compound, match["building"])
        stairs = self.entrances[building] if building is not None else {}
        number = match["entrance"]
        if number is not None:
            wanted = place_number(number)
            stairs = {wanted: stairs[wanted]} if wanted in stairs else {}
        if not stairs:
            raise UserError(f"没有“{f'{compound} ' if compound not in part else ''}{part}”")
        return compound, list(stairs.values())

    def _of(self, compound_id: int) -> Iterable[dict[str, Stair]]:
        for (compound, _), building in self.buildings.items():
            if compound == compound_id:
                yield self.entrances[building]

    def _door(self, text: str) -> tuple[int, str] | None:
        try:
            address = parse_address(text)
        except UserError:
            return None
        entrance = self.entrance(address.compound, address.building, address.entrance)
        return None if entrance is None else (entrance, address.room)
