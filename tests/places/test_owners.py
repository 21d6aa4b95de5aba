"""Whose an entrance was: by day, never two grids and never none between them."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.places import queries, service
from gridhall.places.models import Entrance, Grid, PastGrid
from gridhall.places.rules import grid_state, household_range
from tests.factories import make_dwelling, make_grid

MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)


def entrance(session: Session, grid: Grid | None = None) -> int:
    return make_dwelling(session, "御景小区 3-2-501", grid).entrance_id


def test_given_from_a_day_on_it_was_the_others_until_then(db: Database, supervisor: Clerk) -> None:
    with db.write() as session:
        one, two = make_grid(session), make_grid(session, "G02", "第2网格")
        here = entrance(session, one)
        service.give_entrances(session, supervisor, two.id, [here], MAY)
        assert queries.owners(session, date(2026, 4, 30)) == {here: one.id}
        assert queries.owners(session, MAY) == queries.owners(session) == {here: two.id}
        assert queries.last_changes(session, [here]) == {here: MAY}
        rows = queries.grids_at(session, date(2026, 4, 30))
        assert [(row.code, row.entrances, row.dwellings) for row in rows] == [
            ("G01", 1, 1), ("G02", 0, 0),
        ]  # fmt: skip


def test_without_a_day_it_is_a_correction(db: Database, supervisor: Clerk) -> None:
    with db.write() as session:
        one, two = make_grid(session), make_grid(session, "G02", "第2网格")
        here = entrance(session, one)
        service.give_entrances(session, supervisor, two.id, [here])
        assert session.scalars(select(PastGrid)).all() == []
        assert queries.owners(session, date(2020, 1, 1)) == {here: two.id}


def test_first_given_it_had_none_before(db: Database, supervisor: Clerk) -> None:
    with db.write() as session:
        here, one = entrance(session), make_grid(session)
        service.give_entrances(session, supervisor, one.id, [here], MAY)
        assert queries.owners(session, date(2026, 4, 30)) == {here: None}
        assert queries.owners(session, MAY) == {here: one.id}


def test_the_past_is_not_changed_behind_a_later_day(db: Database, supervisor: Clerk) -> None:
    with db.write() as session:
        one, two = make_grid(session), make_grid(session, "G02", "第2网格")
        here = entrance(session, one)
        service.give_entrances(session, supervisor, two.id, [here], JUNE)
        with pytest.raises(UserError, match="御景小区 3号楼2单元 2026-06-01 已经划过一次网格"):
            service.give_entrances(session, supervisor, one.id, [here], MAY)
        service.give_entrances(session, supervisor, one.id, [here], JUNE)
        assert queries.last_changes(session, [here]) == {}


def test_a_grid_that_was_not_there_yet_owned_nothing(db: Database, supervisor: Clerk) -> None:
    with db.write() as session:
        one = make_grid(session)
        one.active_from = JUNE
        here = entrance(session, one)
        assert queries.owners(session, MAY) == {here: None}
        assert queries.grids_at(session, MAY) == []
        with pytest.raises(UserError, match="“第1网格”2026-06-01 才有"):
            service.give_entrances(session, supervisor, one.id, [here], MAY)


def test_a_grid_that_is_gone_gets_nothing(db: Database, supervisor: Clerk) -> None:
    with db.write() as session:
        here = entrance(session)
        assert session.get(Entrance, here) is not None
        with pytest.raises(UserError, match="这个网格已经不在了"):
            service.give_entrances(session, supervisor, 99, [here])


@pytest.mark.parametrize(
    ("households", "state"),
    [(0, "empty"), (269, "under"), (270, "ok"), (300, "ok"), (330, "ok"), (331, "over")],
)
def test_within_a_tenth_is_green(households: int, state: str) -> None:
    assert household_range(300, 10) == (270, 330)
    assert grid_state(households, 300, 10) == state
