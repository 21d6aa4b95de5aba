from collections.abc import Iterator

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk
from gridhall.core.progress import Silent
from gridhall.db.database import Database
from gridhall.demo.making import _Maker
from gridhall.organisation.models import GridHolding, PartnerUnit, PartyMember, Seat
from gridhall.organisation.queries.counts import roll_up, tallies
from gridhall.organisation.queries.seats import todo
from gridhall.organisation.queries.tree import tree
from gridhall.organisation.rules.credit_code import check_credit_code
from gridhall.places.models import Building, Grid
from gridhall.registry import queries
from gridhall.registry.models import Person
from tests.factories import TODAY


@pytest.fixture
def filled(db: Database, administrator: Clerk) -> Iterator[Session]:
    """A hall filled by the demo, without the cost of its passwords."""
    with db.write() as session:
        session.execute(text("DELETE FROM clerk WHERE name IN ('王芳', '高明')"))
        _Maker(1500, 7, TODAY, Silent()).fill(session, administrator)
    with db.read() as session:
        yield session


def test_the_street_counts_everybody_in_the_register(filled: Session) -> None:
    now = tree(filled)
    counted = roll_up(now, tallies(filled, TODAY))
    (street,) = now.roots
    register = queries.counts(filled)
    grids = filled.scalar(select(func.count()).select_from(Grid))
    assert counted[street].households == register.households
    assert counted[street].people == register.people
    assert counted[street].grids == grids == filled.scalar(
        select(func.count()).select_from(GridHolding)
    )  # fmt: skip
    assert counted[street].organisations == len(now.nodes)


def test_it_is_a_town_with_something_to_do(filled: Session) -> None:
    now = tree(filled)
    buildings = set(filled.scalars(select(Building.id)))
    assert {node.building_id for node in now.nodes.values()} - {None} == buildings
    assert max(now.depth(node) for node in now.nodes) == 5
    assert todo(filled, TODAY)
    for code in filled.scalars(select(PartnerUnit.credit_code)):
        assert check_credit_code(code or "") == code
    party = select(func.count()).where(Person.political_status.in_(("01", "02")))
    members = filled.scalar(select(func.count(PartyMember.person_id)))
    assert members == filled.scalar(party.where(Person.status == "present"))
    assert filled.scalar(select(func.count()).where(Seat.title == "building_head")) == len(
        buildings
    )
