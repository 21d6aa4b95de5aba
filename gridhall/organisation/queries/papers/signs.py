"""What signs at doors say: grids, buildings, whom to call. Names and numbers of grid members whole.

A grid's public board must name the grid, its area, its member with a phone and the supervision
phone (滨州市网格化服务管理条例 §6): that is what the board is for, so nothing of it is masked.
Residents who serve a building (楼栋长、楼口长) are named without their own numbers.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from gridhall.organisation.models import GridHolding, Organisation, Outsider, Seat
from gridhall.organisation.queries.seats import SeatRow, seat_rows
from gridhall.organisation.queries.tallying import lasting
from gridhall.places.labels import building_label
from gridhall.places.models import Building, Compound, Entrance, Grid
from gridhall.places.queries import chunks
from gridhall.places.rules import natural_key
from gridhall.registry.models import Person


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody on a sign; `phone` is empty when none is known."""

    name: str
    phone: str = ""


@dataclass(frozen=True, slots=True)
class GridSign:
    """One grid's public board (网格公示牌)."""

    id: int
    code: str
    name: str
    area: str
    organisation: str  # whose grid it is; "" for nobody's
    main: Contact | None  # None: nobody is the grid member now
    assistants: tuple[Contact, ...]
    supervision_phone: str  # the grid's own; "" when only the hall's is known


@dataclass(frozen=True, slots=True)
class PlateGrid:
    """A grid on a building's plate: which entrances are its, whom to call."""

    name: str
    entrances: str  # 1、2单元; "" when the whole building is the grid's
    main: Contact | None


@dataclass(frozen=True, slots=True)
class Plate:
    """One building's service plate (楼栋便民服务牌)."""

    building_id: int
    building: str  # 御景小区 3号楼
    grids: tuple[PlateGrid, ...]
    heads: tuple[str, ...]  # 楼栋长
    entrance_heads: tuple[tuple[str, str], ...]  # (1单元, 楼口长's name)
    property_company: str
    property_phone: str


def grid_signs(
    session: Session, today: date, grid_ids: Collection[int] | None = None
) -> list[GridSign]:
    """The boards of these grids, or of every grid in use, by code."""
    query = select(Grid.id, Grid.code, Grid.name, Grid.area, Grid.supervision_phone)
    rows = session.execute(query.where(lasting(Grid.active_from, Grid.active_to, today))).all()
    wanted = [row for row in rows if grid_ids is None or row[0] in grid_ids]
    wanted.sort(key=lambda row: (natural_key(row[1].lstrip("Gg")), row[0]))
    ids = [row[0] for row in wanted]
    holders, areas = _holders(session, today), _areas(session, ids)
    members = _grid_members(session, today, ids)
    signs = []
    for grid_id, code, name, area, phone in wanted:
        mine = members.get(grid_id, {})
        main = mine.get("grid_main", [])
        signs.append(
            GridSign(
                grid_id,
                code,
                name,
                area or areas.get(grid_id, ""),
                holders.get(grid_id, ""),
                main[0] if main else None,
                tuple(mine.get("grid_assistant", ())),
                phone,
            )
        )
    return signs


def plates(
    session: Session, today: date, building_ids: Collection[int] | None = None
) -> list[Plate]:
    """The plates of these buildings, or of every building, as one walks past them."""
    buildings = _buildings(session, building_ids)
    doors = _doors(session)
    grids = {row[0]: row[1] for row in session.execute(select(Grid.id, Grid.name))}
    members = _grid_members(session, today, sorted(grids))
    heads = _house_heads(session, today)
    found = []
    for building_id, name, company, phone in buildings:
        mine = doors.get(building_id, [])
        entrance_heads = [
            (f"{number}单元" if number else "", "、".join(heads[1][one]))
            for one, number, _ in mine
            if one in heads[1]
        ]
        found.append(
            Plate(
                building_id,
                name,
                _plate_grids(mine, grids, members),
                tuple(heads[0].get(building_id, ())),
                tuple(entrance_heads),
                company,
                phone,
            )
        )
    return found


_Door = tuple[int, str, int | None]  # entrance, its number, its grid
_Members = Mapping[int, Mapping[str, Sequence[Contact]]]


def _plate_grids(
    doors: Sequence[_Door], grids: Mapping[int, str], members: _Members
) -> tuple[PlateGrid, ...]:
    by_grid: dict[int, list[str]] = {}
    for _, number, grid_id in doors:
        if grid_id is not None:
            by_grid.setdefault(grid_id, []).append(number)
    split = len(by_grid) > 1 or any(grid_id is None for *_, grid_id in doors)
    found = []
    for grid_id, numbers in by_grid.items():
        main = members.get(grid_id, {}).get("grid_main", ())
        words = f"{'、'.join(filter(None, numbers))}单元" if split and any(numbers) else ""
        found.append(PlateGrid(grids[grid_id], words, main[0] if main else None))
    return tuple(found)


def _buildings(
    session: Session, building_ids: Collection[int] | None
) -> list[tuple[int, str, str, str]]:
    query = select(
        Building.id,
        Compound.name,
        Building.number,
        Compound.property_company,
        Compound.property_phone,
    ).join_from(Building, Compound)
    rows = [row for row in session.execute(query) if building_ids is None or row[0] in building_ids]
    rows.sort(key=lambda row: (row[1], natural_key(row[2])))
    return [(row[0], f"{row[1]} {building_label(row[2])}", row[3], row[4]) for row in rows]


def _doors(session: Session) -> dict[int, list[_Door]]:
    """Each building's entrances in order."""
    found: dict[int, list[_Door]] = defaultdict(list)
    query = select(Entrance.building_id, Entrance.id, Entrance.number, Entrance.grid_id)
    for building_id, entrance_id, number, grid_id in session.execute(query):
        found[building_id].append((entrance_id, number, grid_id))
    for doors in found.values():
        doors.sort(key=lambda door: natural_key(door[1]))
    return found


def _house_heads(
    session: Session, today: date
) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
    """楼栋长 by building and 楼口长 by entrance."""
    of_houses: dict[int, list[str]] = defaultdict(list)
    of_doors: dict[int, list[str]] = defaultdict(list)
    which = or_(Seat.building_id.is_not(None), Seat.entrance_id.is_not(None))
    for row in seat_rows(session, which, today):
        if row.is_vacant:
            continue
        if row.title == "building_head" and row.building_id is not None:
            of_houses[row.building_id].append(row.holder_name)
        if row.title == "entrance_head" and row.entrance_id is not None:
            of_doors[row.entrance_id].append(row.holder_name)
    return of_houses, of_doors


def _grid_members(session: Session, today: date, grid_ids: Sequence[int]) -> _Members:
    """Who looks after each grid, by title, with the number to call."""
    rows: list[SeatRow] = []
    for some in chunks(grid_ids):
        rows += seat_rows(session, Seat.grid_id.in_(some), today)
    held = [row for row in rows if not row.is_vacant]
    numbers = phones(session, held)
    found: dict[int, dict[str, list[Contact]]] = defaultdict(lambda: defaultdict(list))
    for row in held:
        contact = Contact(row.holder_name, numbers.get(row.id, ""))
        found[row.grid_id or 0][row.title].append(contact)
    return found


def phones(session: Session, rows: Iterable[SeatRow]) -> dict[int, str]:
    """The whole numbers of whoever holds these seats, by seat; only for what the law publishes."""
    rows = list(rows)
    people = _numbers(session, Person, {row.person_id for row in rows})
    others = _numbers(session, Outsider, {row.outsider_id for row in rows})
    return {
        row.id: people.get(row.person_id or 0) or others.get(row.outsider_id or 0) or ""
        for row in rows
    }


def _numbers(
    session: Session, table: type[Person] | type[Outsider], ids: set[int | None]
) -> dict[int, str]:
    found: dict[int, str] = {}
    for some in chunks(sorted(one for one in ids if one is not None)):
        query = select(table.id, table.phone).where(table.id.in_(some))
        found.update((row[0], row[1]) for row in session.execute(query))
    return found


def _holders(session: Session, today: date) -> dict[int, str]:
    query = select(GridHolding.grid_id, Organisation.name).join(
        Organisation, Organisation.id == GridHolding.organisation_id
    )
    rows = session.execute(query.where(lasting(GridHolding.since, GridHolding.until, today)))
    return {row[0]: row[1] for row in rows}


def _areas(session: Session, grid_ids: Sequence[int]) -> dict[int, str]:
    """What a grid's entrances say of its area, for grids whose 四至 nobody has written down."""
    wanted, houses = set(grid_ids), dict[int, dict[str, dict[str, None]]]()
    query = (
        select(Entrance.grid_id, Compound.name, Building.number)
        .join_from(Entrance, Building)
        .join(Compound)
        .where(Entrance.grid_id.is_not(None))
    )
    for grid_id, compound, number in session.execute(query):
        if grid_id in wanted:
            houses.setdefault(grid_id, {}).setdefault(compound, {})[number] = None
    return {grid_id: "；".join(map(_area, found.items())) for grid_id, found in houses.items()}


def _area(of_compound: tuple[str, Mapping[str, None]]) -> str:
    """御景小区 1—4、7号楼."""
    compound, numbers = of_compound
    plain = sorted(int(one) for one in numbers if one.isdigit())
    runs: list[list[int]] = []
    for one in plain:
        if runs and runs[-1][-1] == one - 1:
            runs[-1].append(one)
        else:
            runs.append([one])
    said = [f"{run[0]}—{run[-1]}" if len(run) > 2 else "、".join(map(str, run)) for run in runs]
    words = [f"{'、'.join(said)}号楼"] if said else []
    words += [building_label(one) for one in sorted(numbers, key=natural_key) if not one.isdigit()]
    return f"{compound} {'、'.join(words)}"
