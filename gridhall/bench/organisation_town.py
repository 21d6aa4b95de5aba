"""A hall with nothing but an organisation of any size: tree, grids held, seats with holders."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final, NamedTuple

from sqlalchemy import insert
from sqlalchemy.orm import Session

from gridhall import parts
from gridhall.db import migrate, search
from gridhall.db.base import Base
from gridhall.db.database import Database
from gridhall.organisation.models import GridHolding, Organisation, Outsider, Seat, Tenure
from gridhall.places.models import Building, Compound, Dwelling, Entrance, Grid
from gridhall.registry.models import Household, Membership, Person

KEY: Final = bytes(range(32))
SINCE: Final = date(2021, 3, 1)
_AT: Final = datetime(2021, 3, 1, 2, tzinfo=UTC)
_KINDS: Final = (
    "party_work_committee", "party_committee", "branch", "group", "center_household",
)  # fmt: skip
_WORDS: Final = ("街道党工委", "社区党委", "网格党支部", "楼院党小组", "党员中心户")


class Size(NamedTuple):
    """How big the organisation is; of a city as domain.md 1.1 has it by default."""

    communities: int = 73
    grids: int = 2_502
    organisations: int = 20_000
    seats: int = 100_000

    def scaled(self, organisations: int) -> "Size":
        """As many organisations, everything else in proportion."""
        share = organisations / self.organisations
        small = (max(2, round(many * share)) for many in self)
        return Size(*small)._replace(organisations=organisations)


def fill(path: Path, size: Size) -> Database:
    """Write it all and its search entries."""
    database = Database(path, KEY)
    migrate.upgrade(database.engine)
    with database.write() as session:
        _grids(session, size)
        _tree(session, size)
        _seats(session, size)
        search.rebuild(session, parts.entries(session))
    return database


def _write(session: Session, table: type[Base], rows: list[dict[str, Any]]) -> None:
    if rows:
        session.execute(insert(table), rows)


def _grids(session: Session, size: Size) -> None:
    """Each grid with a compound, a building of four entrances, a home of one behind each."""
    grids = range(1, size.grids + 1)
    homes = range(1, 4 * size.grids + 1)
    _write(session, Compound, [{"id": one, "name": f"小区{one}"} for one in grids])
    _write(session, Building, [{"id": one, "compound_id": one, "number": "1"} for one in grids])
    _write(session, Grid, [{"id": g, "code": f"G{g:04}", "name": f"第{g}网格"} for g in grids])
    _write(session, Entrance, [
        {"id": one, "building_id": (one + 3) // 4, "number": str(one % 4 + 1),
         "grid_id": (one + 3) // 4}
        for one in homes
    ])  # fmt: skip
    _write(session, Dwelling, [{"id": one, "entrance_id": one, "room": "101"} for one in homes])
    _write(session, Household, [
        {"id": one, "number": f"{one:06}", "dwelling_id": one, "established_on": SINCE}
        for one in homes
    ])  # fmt: skip
    _write(session, Person, [
        {"id": one, "name": f"住户{one}", "sex": "1", "hukou_kind": "local", "recorded_at": _AT}
        for one in homes
    ])  # fmt: skip
    _write(session, Membership, [
        {"household_id": one, "person_id": one, "relation": "02", "since": SINCE,
         "recorded_at": _AT}
        for one in homes
    ])  # fmt: skip


def _tree(session: Session, size: Size) -> None:
    """Street, communities, a branch for each grid; the rest are groups and 中心户 below."""
    first_branch = 2 + size.communities
    first_group = first_branch + size.grids
    groups = min(3 * size.grids, max(0, size.organisations - first_group + 1) // 2 + 1)
    first_home = first_group + groups
    rows = [_one(1, None, 0)]
    rows += [_one(one, 1, 1) for one in range(2, first_branch)]
    rows += [
        _one(one, 2 + (one - first_branch) * size.communities // size.grids, 2)
        for one in range(first_branch, first_group)
    ]
    rows += [
        _one(one, first_branch + (one - first_group) % size.grids, 3)
        for one in range(first_group, first_home)
    ]
    rows += [
        _one(one, first_group + (one - first_home) % groups, 4)
        for one in range(first_home, size.organisations + 1)
    ]
    _write(session, Organisation, rows)
    _write(session, GridHolding, [
        {"grid_id": one, "organisation_id": first_branch + one - 1, "since": SINCE}
        for one in range(1, size.grids + 1)
    ])  # fmt: skip


def _one(row_id: int, parent: int | None, place: int) -> dict[str, Any]:
    return {
        "id": row_id, "parent_id": parent, "place": row_id, "kind": _KINDS[place],
        "level": place + 1, "name": f"第{row_id}{_WORDS[place]}", "founded_on": SINCE,
    }  # fmt: skip


def _seats(session: Session, size: Size) -> None:
    """Two of each grid, the rest dealt to the organisations; one in twenty-five is vacant."""
    people = max(1, size.seats // 5)
    _write(session, Outsider, [
        {"id": one, "name": f"干部{one}", "phone": f"139{one:08}"} for one in range(1, people + 1)
    ])  # fmt: skip
    blank: dict[str, int | None] = {"organisation_id": None, "grid_id": None}
    rows: list[dict[str, Any]] = [
        {**blank, "grid_id": grid, "title": title, "name": "网格员"}
        for grid in range(1, size.grids + 1)
        for title in ("grid_main", "grid_assistant")
    ]
    rows += [
        {**blank, "organisation_id": one % size.organisations + 1, "title": "member",
         "name": "委员"}
        for one in range(size.seats - len(rows))
    ]  # fmt: skip
    numbered = [{"id": one, "created_on": SINCE, **row} for one, row in enumerate(rows, 1)]
    _write(session, Seat, numbered)
    _write(session, Tenure, [
        {"seat_id": one, "outsider_id": one % people + 1, "since": SINCE,
         "term_until": date(2027, 3, 1), "recorded_at": _AT, "clerk_name": "高明"}
        for one in range(1, len(rows) + 1)
        if one % 25
    ])  # fmt: skip
