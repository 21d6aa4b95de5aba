"""What went out comes in: the fictional town's organisation in a hall that had none."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from gridhall import parts
from gridhall.cli.exchange import EXPORTS
from gridhall.core.clerk import Clerk
from gridhall.core.progress import Silent
from gridhall.db.database import Database
from gridhall.demo.filling import Filler
from gridhall.demo.grids import deal_grids
from gridhall.demo.organisations import OrganisationMaker
from gridhall.exchange.service.writing import write_workbook
from gridhall.organisation.models import (
    GridHolding,
    Organisation,
    Outsider,
    PartnerUnit,
    Seat,
    Tenure,
)
from gridhall.organisation.queries.counts import roll_up, tallies
from gridhall.organisation.queries.tree import tree
from gridhall.organisation.sheets.export import (
    grid_cells,
    organisation_cells,
    seat_cells,
    unit_cells,
)
from gridhall.places.models import Entrance, Grid
from tests.conftest import KEY
from tests.factories import TODAY
from tests.organisation.sheet_hall import Hall, told

ORDER = ("organisations", "grids", "units", "seats")
RESIDENTS = 700


@pytest.fixture
def town(db: Database, supervisor: Clerk, tmp_path: Path) -> Iterator[tuple[Hall, Hall]]:
    """One hall with its organisation, and another with the same people and doors alone."""
    with db.write() as session:
        Filler(session, RESIDENTS, 5, TODAY).fill(Silent(), RESIDENTS)
    copy = tmp_path / "copy.db"
    with db.write() as session:
        deal_grids(session, Random(7))
        OrganisationMaker(session, Random(8), TODAY).make()
    db.close()
    shutil.copy(db.path, copy)
    ours, other = Database(db.path, KEY), Database(copy, KEY)
    _emptied(other)
    yield Hall(ours, supervisor, tmp_path), Hall(other, supervisor, tmp_path)
    ours.close()
    other.close()


def _emptied(db: Database) -> None:
    from gridhall.organisation.models import PartyMember, PartyRelation

    with db.write() as session:
        session.execute(update(Entrance).values(grid_id=None))
        for table in (
            PartyRelation, PartyMember, Tenure, Seat, GridHolding, Outsider, PartnerUnit,
            Organisation, Grid,
        ):  # fmt: skip
            session.execute(delete(table))


def _cells(session: Session) -> dict[str, list[list[str]]]:
    return {
        "organisations": list(organisation_cells(session)),
        "grids": list(grid_cells(session)),
        "units": list(unit_cells(session)),
        "seats": list(seat_cells(session, TODAY)),
    }


def test_all_four_go_out_and_come_in_the_same(town: tuple[Hall, Hall], tmp_path: Path) -> None:
    ours, theirs = town
    with ours.db.read() as session:
        told_out = _cells(session)
        counted = _counts(session)
    assert all(told_out.values())
    for kind in ORDER:
        path = tmp_path / f"{kind}.xlsx"
        title, headings, _ = EXPORTS[kind]
        write_workbook(path, title, headings, told_out[kind])
        result = theirs.file(kind, path)
        assert not [one for one in told(result) if one[1] == "error"], told(result)[:5]
        assert result.stored == len(told_out[kind])
    with theirs.db.read() as session:
        came_in = _cells(session)
        for kind in ORDER:
            assert sorted(came_in[kind]) == sorted(told_out[kind])
        assert came_in["organisations"] == told_out["organisations"]  # in the tree's own order
        assert _counts(session) == counted
    for kind in ORDER:  # the same file once more doubles nobody
        again = theirs.file(kind, tmp_path / f"{kind}.xlsx")
        assert (again.ready, again.errors) == (0, 0), told(again)[:5]
    with theirs.db.read() as session:
        assert _cells(session) == came_in


def _counts(session: Session) -> dict[str, tuple[int, ...]]:
    """Organisation by its path -> households, people, grids, vacancies."""
    now = tree(session)
    counts = roll_up(now, tallies(session, TODAY))
    return {
        "/".join(now.nodes[each].name for each in now.path(one)): (
            found.households,
            found.people,
            found.grids,
            found.organisations,
        )
        for one, found in counts.items()
    }


def test_each_batch_is_taken_back_whole(town: tuple[Hall, Hall], tmp_path: Path) -> None:
    ours, theirs = town
    batches = {}
    for kind in ORDER:
        path = tmp_path / f"{kind}.xlsx"
        with ours.db.read() as session:
            write_workbook(path, "表", EXPORTS[kind][1], _cells(session)[kind])
        batches[kind] = theirs.file(kind, path)
    for kind in reversed(ORDER):
        assert theirs.undo(kind, batches[kind].batch) == batches[kind].stored
    with theirs.db.read() as session:
        for table in (Organisation, Grid, PartnerUnit, Seat, Tenure, Outsider, GridHolding):
            assert session.scalar(select(func.count()).select_from(table)) == 0
        assert set(session.scalars(select(Entrance.grid_id))) == {None}
        assert not list(parts.organisation_entries.all_entries(session))
