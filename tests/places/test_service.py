import pytest
from sqlalchemy import func, select

from gridhall.clerks import queries as trail
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.places import queries, service
from gridhall.places.models import Building, Dwelling, Entrance
from gridhall.places.rules import Address
from tests.factories import make_dwelling, make_grid

HOME = Address("御景小区", "3", "2", "501")


def test_one_call_writes_a_dwelling_and_all_above_it(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        first = service.find_or_add_dwelling(session, clerk, HOME)
        again = service.find_or_add_dwelling(session, clerk, HOME)
        assert first == again
        assert first.address == HOME
        assert [row.action for row in trail.audit_rows(session)] == ["dwelling.add"]


def test_many_at_once_share_what_they_share(db: Database) -> None:
    addresses = [HOME._replace(room=str(room)) for room in range(101, 131)]
    with db.write() as session:
        before = make_dwelling(session, "御景小区 3-2-101").id
        ids = service.find_or_add_dwellings(session, [*addresses, HOME, HOME])
        assert ids[addresses[0]] == before
        assert session.scalar(select(func.count()).select_from(Dwelling)) == 31
        assert session.scalar(select(func.count()).select_from(Building)) == 1
        found = queries.dwellings(session, list(ids.values()))
        assert {row.address: row_id for row_id, row in found.items()} == ids


def test_the_same_number_elsewhere_is_another_place(db: Database) -> None:
    with db.write() as session:
        ids = service.find_or_add_dwellings(
            session, [HOME, HOME._replace(building="4"), HOME._replace(entrance="")]
        )
        assert len(set(ids.values())) == 3


def test_a_new_entrance_belongs_to_the_grid_of_its_building(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        make_dwelling(session, "御景小区 3-1-101", make_grid(session))
        row = service.find_or_add_dwelling(session, clerk, HOME)
        assert row.grid_name == "第1网格"
        make_dwelling(session, "御景小区 3-3-101", make_grid(session, "G02", "第2网格"))
        torn = service.find_or_add_dwelling(session, clerk, HOME._replace(entrance="4"))
        assert torn.grid_id is None


def test_a_door_in_several_compounds_asks_which(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        make_dwelling(session, "御景小区 3-2-501")
        make_dwelling(session, "龙腾花园 3-2-501")
        with pytest.raises(UserError, match="在御景小区、龙腾花园都有，请写上小区名"):
            service.find_or_add_dwelling(session, clerk, Address("", "3", "2", "501"))


def test_grids_own_entrances(db: Database, supervisor: Clerk) -> None:
    with db.write() as session:
        make_dwelling(session, "御景小区 3-1-101")
        make_dwelling(session, "御景小区 3-2-101")
        first, second = session.scalars(select(Entrance.id).order_by(Entrance.id))
        one = service.add_grid(session, supervisor, "G01", "第1网格")
        two = service.add_grid(session, supervisor, "G10", "第10网格")
        service.give_entrances(session, supervisor, one.id, [first, second])
        moved = service.give_entrances(session, supervisor, two.id, [second])
        assert (moved.entrances, moved.dwellings) == (1, 1)
        assert [grid.code for grid in queries.grids(session)] == ["G01", "G10"]
        assert [e.number for e in queries.entrances(session, one.id)] == ["1"]
        last = trail.audit_rows(session, limit=1)[0]
    assert (last.before, last.after) == ({str(second): one.id}, {str(second): two.id})


def test_a_counter_makes_no_grids_and_no_code_is_given_twice(
    db: Database, clerk: Clerk, supervisor: Clerk
) -> None:
    with db.write() as session:
        with pytest.raises(UserError, match="加网格要主管来做"):
            service.add_grid(session, clerk, "G01", "第1网格")
        service.add_grid(session, supervisor, "G01", "第1网格")
        with pytest.raises(UserError, match="已经给了“第1网格”"):
            service.add_grid(session, supervisor, "G01", "别的")
