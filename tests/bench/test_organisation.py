"""The bench of the organisation on a small town: what it measures, and that the town is sound."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from gridhall.bench.main import BENCHES
from gridhall.bench.organisation import run
from gridhall.bench.organisation_town import Size, fill
from gridhall.organisation.models import GridHolding, Organisation, Seat
from gridhall.organisation.queries.checks import problems
from gridhall.organisation.queries.counts import roll_up, tallies
from gridhall.organisation.queries.tree import tree
from gridhall.places.models import Grid
from tests.factories import TODAY

SMALL = Size(communities=3, grids=12, organisations=200, seats=900)


def test_ratios_are_of_its_own_figures(capfd: pytest.CaptureFixture[str]) -> None:
    measured = run(SMALL)
    capfd.readouterr()  # the offscreen platform speaks in the screen's own process
    figures, ratios = measured["figures"], measured["ratios"]
    assert figures["rows"] == SMALL.organisations
    assert figures["moved_organisations"] > 1
    assert ratios["first_paint_view"] == figures["view_ms"] / figures["bare_view_ms"]
    assert ratios["first_paint_page"] > ratios["first_paint_view"]
    moved = figures["move_ms"] + figures["roll_ups_ms"]
    assert ratios["move_with_roll_ups"] == moved / figures["bare_updates_ms"]
    assert "organisation" in BENCHES


def test_the_town_is_as_big_as_it_says_and_sound(tmp_path: Path) -> None:
    database = fill(tmp_path / "hall.db", SMALL)
    with database.read() as session:
        counted = {
            table: session.scalar(select(func.count()).select_from(table))
            for table in (Organisation, Seat, Grid, GridHolding)
        }
        assert counted == {Organisation: 200, Seat: 900, Grid: 12, GridHolding: 12}
        assert not [one for one in problems(session) if one.count]
        counts = roll_up(tree(session), tallies(session, TODAY))
        street = counts[1]
        assert (street.grids, street.households, street.people) == (12, 48, 48)
        assert street.vacancies == 900 // 25
    database.close()


def test_a_town_of_another_size_keeps_its_proportions() -> None:
    half = Size().scaled(10_000)
    assert half == Size(36, 1251, 10_000, 50_000)
