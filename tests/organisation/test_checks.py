"""`gridhall check` finds what no act does to the organisation; a sound hall has none of it."""

from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from gridhall import parts
from gridhall.core.progress import Silent
from gridhall.db import search
from gridhall.db.database import Database
from gridhall.demo.filling import Filler
from gridhall.demo.grids import deal_grids
from gridhall.demo.organisations import OrganisationMaker
from gridhall.hall.labels import problem_label, remedy
from gridhall.organisation.queries.checks import problems
from gridhall.organisation.service.tree import dissolve, merge, take_back
from tests.factories import TODAY, make_dwelling, make_grid
from tests.organisation.tree_hall import ADMIN, TreeHall, appoint_outsider, make_tree

BEFORE = (TODAY - timedelta(days=400)).isoformat()
LONG_AGO = "2001-01-01"


def _broken(session: Session) -> dict[str, int]:
    return {one.rule: one.count for one in problems(session) if one.count}


def _whole(session: Session) -> TreeHall:
    hall = make_tree(session)
    make_dwelling(session, "御景小区 3-1-101", make_grid(session))
    appoint_outsider(session, hall.branch, 0, "周明")
    session.execute(
        text("INSERT INTO grid_holding (grid_id, organisation_id) VALUES (1, :one)"),
        {"one": hall.branch},
    )
    session.execute(
        text(
            "INSERT INTO party_member (id, outsider_id, version) SELECT 1, min(id), 1 FROM outsider"
        )
    )
    _relate(session, hall.branch)
    return hall


def _relate(session: Session, organisation_id: int, until: str | None = None) -> None:
    session.execute(
        text(
            "INSERT INTO party_relation (member_id, organisation_id, kind, until, came_from,"
            " went_to, letter_in, letter_out, why, recorded_at, clerk_name) VALUES"
            " (1, :one, 'member', :until, '', '', '', '', '', '2026-01-01 00:00:00.000000', '高明')"
        ),
        {"one": organisation_id, "until": until},
    )


BREAKS = {
    "organisation.circle": "UPDATE organisation SET parent_id = {group} WHERE id = {dragon}",
    "organisation.parent_ended": f"UPDATE organisation SET ended_on = '{BEFORE}'"
    " WHERE id = {group}",
    "organisation.before_parent": f"UPDATE organisation SET founded_on = '{LONG_AGO}'"
    " WHERE id = {home}",
    "organisation.days": f"UPDATE organisation SET term_until = '{LONG_AGO}' WHERE id = {{home}}",
    "seat.days": f"UPDATE tenure SET term_until = '{LONG_AGO}'",
    "seat.held_after_end": f"UPDATE seat SET ended_on = '{BEFORE}'"
    " WHERE id IN (SELECT seat_id FROM tenure)",
    "seat.two_holders": "INSERT INTO tenure (seat_id, outsider_id, source, since, until, why,"
    " recorded_at, clerk_name) SELECT seat_id, outsider_id, '', '2021-01-01', '2022-01-01', '',"
    " recorded_at, '高明' FROM tenure",
    "member.no_branch_kind": "UPDATE party_relation SET organisation_id = {dragon}",
    "grid.ended_with_entrances": f"UPDATE grid SET active_to = '{BEFORE}'",
    "grid.past_order": f"INSERT INTO past_grid (entrance_id, grid_id, until) VALUES"
    f" (1, NULL, '{BEFORE}'), (1, NULL, '{BEFORE}')",
    "grid.two_owners": "INSERT INTO grid_holding (grid_id, organisation_id, until) VALUES"
    " (1, {dragon}, '2022-01-01')",
    "unit.organisation_ended": "INSERT INTO partner_unit (name, short_name, kind, organisation_id,"
    " address, contact, phone, resources, note, version) SELECT '区税务局', '', 'both', id, '', '',"
    " '', '', '', 1 FROM organisation WHERE id = {home}",
    "search.organisations": "UPDATE organisation SET name = '改了名' WHERE id = {home}",
}


@pytest.mark.parametrize("rule", BREAKS)
def test_each_rule_finds_what_breaks_it(db: Database, rule: str) -> None:
    with db.write() as session:
        hall = _whole(session)
        assert _broken(session) == {}
        if rule == "unit.organisation_ended":
            dissolve(session, ADMIN, hall.home, TODAY, TODAY)
        ids = {name: getattr(hall, name) for name in TreeHall.__dataclass_fields__}
        session.execute(text(BREAKS[rule].format(**ids)))
        assert _broken(session).get(rule, 0) >= 1
        assert problem_label(rule) != rule
        assert remedy(rule)
        session.rollback()


def test_members_and_holders_of_a_branch_that_ended(db: Database) -> None:
    with db.write() as session:
        hall = _whole(session)
        ended = text("UPDATE organisation SET ended_on = :day WHERE id = :one")
        session.execute(ended, {"day": BEFORE, "one": hall.branch})
        found = _broken(session)
        assert found["member.branch_ended"] == found["grid.holder_ended"] == 1
        assert found["seat.held_after_end"] == found["organisation.parent_ended"] == 1
        _relate(session, hall.dragon, until=BEFORE)
        assert _broken(session)["member.two_branches"] == 1
        session.rollback()


def test_a_rebuild_puts_the_search_in_step(db: Database) -> None:
    with db.write() as session:
        hall = make_tree(session)
        renamed = text("UPDATE organisation SET name = '改了名' WHERE id = :one")
        session.execute(renamed, {"one": hall.home})
        search.remove(session, "organisation", [hall.group])
        assert _broken(session) == {"search.organisations": 2}
        search.rebuild(session, parts.entries(session))
        assert _broken(session) == {}


def test_acts_and_what_is_taken_back_break_nothing(db: Database) -> None:
    with db.write() as session:
        hall = make_tree(session)
        merged = merge(session, ADMIN, [hall.dragon], hall.sunset, TODAY, TODAY)
        assert _broken(session) == {}
        take_back(session, ADMIN, merged, TODAY)
        take_back(session, ADMIN, dissolve(session, ADMIN, hall.home, TODAY, TODAY), TODAY)
        assert _broken(session) == {}


@pytest.mark.parametrize("seed", [7, 8, 9])
def test_the_demonstration_is_sound(db: Database, seed: int) -> None:
    with db.write() as session:
        Filler(session, 700, 5, TODAY).fill(Silent(), 700)
        deal_grids(session, Random(7))
        OrganisationMaker(session, Random(seed), TODAY).make()
        search.rebuild(session, parts.entries(session))
        assert _broken(session) == {}
