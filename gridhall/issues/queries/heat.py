"""Where problems arise (热力图): how many of a period every building has, compound by compound."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from gridhall.core.periods import Span
from gridhall.issues.queries.figures import Behind
from gridhall.issues.queries.figures.sql import LISTED
from gridhall.issues.rules.heat import shade
from gridhall.issues.rules.states import OWED
from gridhall.places.labels import building_label
from gridhall.places.models import Building, Compound
from gridhall.places.rules import natural_key

_COUNTED = f"""SELECT i.compound_id, i.building_id, count(*),
sum(i.closed_on IS NULL AND i.declined_on IS NULL),
sum(i.due_on < :today AND i.state IN {OWED})
FROM issue i WHERE i.received_on BETWEEN :first AND :last GROUP BY 1, 2"""
ELSEWHERE = "公共部位"  # of a compound, at no building
NOWHERE = "不在小区"


@dataclass(frozen=True, slots=True)
class HeatCell:
    """A building, or what lies in a compound at no building: issues of the period."""

    label: str  # 3号楼
    building_id: int | None
    collected: int
    standing: int  # not over yet
    overdue: int

    def shade(self, most: int) -> int:
        """How dark it is drawn, 0 to SHADES."""
        return shade(self.collected, most)


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A compound with all its buildings."""

    name: str
    compound_id: int | None
    cells: tuple[HeatCell, ...]

    @property
    def collected(self) -> int:
        """All of the compound."""
        return sum(cell.collected for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Heat:
    """Every compound of the hall, the one with the most first."""

    span: Span
    rows: tuple[HeatRow, ...]

    @property
    def most(self) -> int:
        """The most that one building has."""
        return max((cell.collected for row in self.rows for cell in row.cells), default=0)

    @property
    def total(self) -> int:
        """All issues of the period, wherever they are."""
        return sum(row.collected for row in self.rows)


def heat(session: Session, span: Span, today: date) -> Heat:
    """The issues raised in a period, by building; one pass."""
    given = {"first": f"{span.first}", "last": f"{span.last}", "today": f"{today}"}
    found: dict[tuple[int | None, int | None], tuple[int, int, int]] = {
        (compound, building): (all_of, standing, overdue or 0)
        for compound, building, all_of, standing, overdue in session.execute(text(_COUNTED), given)
    }
    rows = [row for row in _rows(session, found) if row.cells]
    return Heat(
        span, tuple(sorted(rows, key=lambda row: (row.compound_id is None, -row.collected)))
    )


def issues_at(session: Session, span: Span, place: tuple[int | None, int | None]) -> list[Behind]:
    """The issues behind a tile: `place` is its compound and its building."""
    compound, building = place
    if building is not None:
        where = "i.building_id = :building"
    else:
        where = "i.building_id IS NULL AND i.compound_id IS :compound"
    given = {"compound": compound, "building": building}
    sql = text(
        f"SELECT {LISTED} FROM issue i WHERE i.received_on BETWEEN :first AND :last"
        f" AND {where} ORDER BY i.received_on DESC, i.id DESC"
    )
    days = {"first": f"{span.first}", "last": f"{span.last}"}
    known = {name: value for name, value in given.items() if f":{name}" in where}
    return [Behind(*row) for row in session.execute(sql, days | known)]


def _rows(
    session: Session, found: dict[tuple[int | None, int | None], tuple[int, int, int]]
) -> Iterator[HeatRow]:
    buildings: dict[int, list[tuple[int, str]]] = {}
    query = select(Building.compound_id, Building.id, Building.number)
    for compound_id, building_id, number in session.execute(query):
        buildings.setdefault(compound_id, []).append((building_id, number))
    names = session.execute(select(Compound.id, Compound.name).order_by(Compound.name))
    for compound_id, name in names:
        mine = sorted(buildings.get(compound_id, []), key=lambda one: natural_key(one[1]))
        cells = [
            HeatCell(building_label(number), at, *_numbers(found, compound_id, at))
            for at, number in mine
        ]
        if (compound_id, None) in found:
            cells.append(HeatCell(ELSEWHERE, None, *found[compound_id, None]))
        yield HeatRow(name, compound_id, tuple(cells))
    if (None, None) in found:
        yield HeatRow(NOWHERE, None, (HeatCell(NOWHERE, None, *found[None, None]),))


def _numbers(
    found: dict[tuple[int | None, int | None], tuple[int, int, int]], compound: int, building: int
) -> tuple[int, int, int]:
    """A building's numbers, also of issues that name it without its compound."""
    here = found.get((compound, building), (0, 0, 0))
    loose = found.get((None, building), (0, 0, 0))
    return here[0] + loose[0], here[1] + loose[1], here[2] + loose[2]
