"""The demonstration's promise: its grids can always be balanced within 10 %."""

from random import Random

import pytest
from sqlalchemy import func, select

from gridhall.db.database import Database
from gridhall.demo.grids import deal_grids
from gridhall.organisation.queries.balancing import propose, town
from gridhall.places.models import Building, Compound, Dwelling, Entrance, Grid
from gridhall.registry.models import Household
from tests.factories import TODAY


def build(db: Database, households: int, rng: Random) -> None:
    """Streets with this many households behind their doors, some doors with none."""
    with db.write() as session:
        place = 0
        while households:
            place += 1
            compound = Compound(name=f"第{place}小区")
            session.add(compound)
            session.flush()
            for number in range(1, rng.randint(7, 11)):
                building = Building(compound_id=compound.id, number=str(number))
                session.add(building)
                session.flush()
                for stair in range(1, rng.randint(2, 4) + 1):
                    entrance = Entrance(building_id=building.id, number=str(stair))
                    session.add(entrance)
                    session.flush()
                    for room in range(2 * rng.choice((5, 6, 6, 6, 7))):
                        lived_in = bool(households) and rng.random() > 0.08
                        door = Dwelling(entrance_id=entrance.id, room=str(room))
                        session.add(door)
                        session.flush()
                        households -= lived_in
                        if lived_in:
                            number_ = f"H{households:06}"
                            session.add(Household(number=number_, dwelling_id=door.id))


@pytest.mark.parametrize(
    ("households", "seed"), [(25, 1), (420, 2), (700, 3), (1340, 4), (2600, 5)]
)
def test_whatever_the_size_every_grid_comes_within_a_tenth(
    db: Database, households: int, seed: int
) -> None:
    rng = Random(seed)
    build(db, households, rng)
    with db.write() as session:
        count = deal_grids(session, rng)
    with db.read() as session:
        assert session.scalar(select(func.count()).select_from(Grid)) == count
        assert not session.scalar(select(func.count()).where(Entrance.grid_id.is_(None)))
        made = propose(town(session, TODAY), seconds=120)
        targets = {grid.id: grid.household_target for grid in session.scalars(select(Grid))}
    assert sum(made.after.values()) == households
    for grid, many in made.after.items():
        assert abs(many - targets[grid]) <= 0.1 * targets[grid], (grid, many, targets[grid])
