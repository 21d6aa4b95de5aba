"""人户状态 as a filter, a column and a figure: the same people as the register's own judgement."""

from datetime import date, timedelta
from random import Random

import pytest
from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.registry.models import PersonPlace
from gridhall.registry.queries import separation
from gridhall.registry.queries.listed import listed
from gridhall.registry.queries.lists import Reading, list_rows
from gridhall.registry.queries.separation import Standing
from gridhall.registry.queries.statistics import figure
from gridhall.registry.rules.lists import (
    ANYHOW,
    APARTNESS,
    ListDefinition,
    Names,
    Wanted,
    check_wanted,
    in_words,
    read_definition,
    stored,
)
from gridhall.registry.rules.separation import FRESH
from tests.factories import NOW, TODAY, make_dwelling, make_person
from tests.registry.separation_crowd import many_stories

EARLIER = TODAY - timedelta(days=200)


def _crowd(session: Session, seed: int) -> list[int]:
    """Every kind of story, and two who own a home here and are in no household."""
    ids = many_stories(session, Random(seed))
    for since in (date(2020, 1, 1), TODAY - timedelta(days=20)):
        owner = make_person(session, hukou_kind="outside", status="unsettled")
        at = make_dwelling(session, "御景小区 2-1-101").id
        place = PersonPlace(person_id=owner.id, aspect="property", dwelling_id=at, since=since)
        place.recorded_at, place.clerk_name, place.address = NOW, "王芳", ""
        session.add(place)
        ids.append(owner.id)
    session.flush()
    return ids


def _state(one: Standing) -> str:
    return FRESH if one.verdict.apart and not one.counted else one.state


@pytest.mark.parametrize("day", [None, EARLIER])
@pytest.mark.parametrize("seed", range(3))
def test_a_state_lists_whom_the_register_judges_so(
    db: Database, clerk: Clerk, seed: int, day: date | None
) -> None:
    with db.write() as session:
        ids = _crowd(session, seed)
    with db.read() as session:
        judged = separation.states_of(session, ids, day or TODAY)
        seen: list[int] = []
        for state in APARTNESS:
            slow = {one for one, found in judged.items() if _state(found) == state}
            anyhow = Wanted(as_at=day, status=ANYHOW, separations=(state,))
            found = listed(session, clerk, anyhow, TODAY)
            assert sorted(found) == sorted(slow), state
            here = listed(session, clerk, Wanted(as_at=day, separations=(state,)), TODAY)
            housed = {one for one in slow if judged[one].household_id is not None}
            assert sorted(here) == sorted(housed), state
            seen += found
        assert sorted(seen) == sorted(judged)
        some = Wanted(as_at=day, separations=("property_only", FRESH), sexes=("1",))
        assert set(listed(session, clerk, some, TODAY)) <= set(seen)


@pytest.mark.parametrize("day", [None, EARLIER])
def test_each_bar_of_the_figure_opens_exactly_its_people(
    db: Database, clerk: Clerk, day: date | None
) -> None:
    with db.write() as session:
        ids = _crowd(session, 7)
    with db.read() as session:
        made = figure(session, "separation", day, TODAY)
        for row in made.rows:
            for value, wanted in zip(row.values, row.lists, strict=True):
                assert len(listed(session, clerk, wanted, TODAY)) == value, row.label
        judged = separation.states_of(session, ids, day or TODAY)
        assert sum(row.values[0] for row in made.rows) == len(judged)
        assert made.total == sum(one.household_id is not None for one in judged.values())
        counted = sum(row.apart for row in separation.counts(session, day or TODAY))
        apart = [row.values[0] for row in made.rows if row.lists[0].separations[0] in _APART]
        assert sum(apart) == counted > 0


_APART = separation.Wanted().states


def test_the_column_says_the_state_of_the_lists_day(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        ids = _crowd(session, 3)
    with db.read() as session:
        for day in (None, EARLIER):
            how = Reading.of(("name", "separation"), day, TODAY)
            judged = separation.states_of(session, ids, day or TODAY)
            said = {one: row.separation for one, row in list_rows(session, clerk, ids, how).items()}
            words = {
                one: APARTNESS[found.state] + ("（未满期限）" if _state(found) == FRESH else "")
                for one, found in judged.items()
            }
            assert {one: text for one, text in said.items() if text} == words
        unread = list_rows(session, clerk, ids, Reading.of(("name",), None, TODAY))
        assert {row.separation for row in unread.values()} == {""}


def test_the_filter_is_kept_and_said_in_words() -> None:
    wanted = Wanted(status=ANYHOW, separations=("property_only", "unknown"))
    kept = ListDefinition(wanted, ("name", "separation"))
    assert read_definition(stored(kept)) == kept
    assert in_words(wanted, Names()) == ["不论在册与否", "房在人不在、户籍待核"]


def test_who_is_in_no_household_is_in_no_grid() -> None:
    with pytest.raises(UserError, match="只能查在册的人"):
        check_wanted(Wanted(status=ANYHOW, grids=(1,)), TODAY)


def test_whoever_has_a_card_on_a_day_is_listed_whatever_the_state(
    db: Database, clerk: Clerk
) -> None:
    with db.write() as session:
        here = many_stories(session, Random(1))
        make_person(session, status="merged")
    with db.read() as session:
        assert set(listed(session, clerk, Wanted(status=ANYHOW), TODAY)) == set(here)
        long_ago = Wanted(as_at=date(1990, 1, 1), status=ANYHOW)
        unknown_start = listed(session, clerk, Wanted(as_at=long_ago.as_at), TODAY)
        assert set(unknown_start) <= set(listed(session, clerk, long_ago, TODAY)) < set(here)
