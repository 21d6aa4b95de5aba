"""Each rule finds what breaks it, opens as a list, and safe repairs can be taken back."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.hall.labels import PROBLEMS, remedy
from gridhall.registry import queries, service
from gridhall.registry.queries.checks import found
from gridhall.registry.queries.checks.rules import RULES
from gridhall.registry.queries.repairs import SAFE, repairs
from gridhall.registry.service.repairs import repair_register
from tests.factories import TODAY, make_family, make_grid

Spoil = Callable[[Session], None]
SPOILT: dict[str, str] = {
    "household.no_head": "UPDATE membership SET relation = '20' WHERE relation = '02'",
    "household.two_heads": "UPDATE membership SET relation = '02' WHERE relation = '20'",
    "household.empty": "UPDATE membership SET until = '2026-01-01'",
    "household.minors": "UPDATE person SET birth_date = '2015-01-01'",
    "household.no_address": "UPDATE household SET dwelling_id = NULL",
    "household.ended_with_members": "UPDATE household SET ended_on = '2026-01-01'",
    "household.order": "UPDATE household SET ended_on = '2001-01-01'",
    "household.two_spouses": "UPDATE membership SET relation = '11' WHERE relation <> '02'",
    "membership.overlap": (
        "INSERT INTO membership (household_id, person_id, relation, since, until, recorded_at)"
        " SELECT household_id, person_id, relation, since, '2026-01-01', recorded_at"
        " FROM membership LIMIT 1"
    ),
    "membership.order": "UPDATE membership SET until = '2020-01-01'",
    "membership.future": "UPDATE membership SET since = '2030-01-01'",
    "membership.before_birth": "UPDATE membership SET since = '1900-01-01'",
    "membership.relation": "UPDATE membership SET relation = 'ZZ' WHERE relation = '20'",
    "dwelling.no_grid": "UPDATE entrance SET grid_id = NULL",
    "relation.sex": "UPDATE person SET sex = '2' WHERE name = '李建军'",
    "relation.age": "UPDATE person SET birth_date = '1940-01-01' WHERE name = '李建军'",
    "person.no_birth": "UPDATE person SET birth_date = NULL",
    "person.no_sex": "UPDATE person SET sex = '0'",
    "person.future": "UPDATE person SET birth_date = '2030-01-01'",
    "person.very_old": "UPDATE person SET birth_date = '1880-01-01'",
    "person.died_before_birth": "UPDATE person SET died_on = '1900-01-01'",
    "person.code": "UPDATE person SET ethnicity = '77'",
    "person.status": "UPDATE person SET status = 'left'",
    "person.dead_in_household": "UPDATE person SET died_on = '2026-01-01', status = 'died'",
    "person.merged": "UPDATE person SET merged_into = id, status = 'merged'",
    "person.unsettled": (
        "UPDATE person SET status = 'unsettled', recorded_at = '2020-01-01 00:00:00.000000'"
    ),
    "person.child_married": "UPDATE person SET marital_status = '20'",
    "person.young_party_member": "UPDATE person SET political_status = '01'",
    "person.spouse_unmarried": ("UPDATE membership SET relation = '12' WHERE relation = '38'"),
    "person.number": "UPDATE person SET id_number = '370686195903120020' WHERE id = 1",
    "person.birth": "UPDATE person SET birth_date = '1970-01-01' WHERE id = 1",
    "person.sex": "UPDATE person SET sex = '1' WHERE id = 1",
    "tag.dead": "UPDATE person SET died_on = '2026-01-01', status = 'died'",
    "tag.order": "UPDATE person_tag SET since = '2026-02-01', until = '2026-01-01'",
    "guardian.unfit": "UPDATE guardian SET guardian_id = person_id",
    "person.no_guardian": "UPDATE guardian SET person_id = 1",
    "place.order": "UPDATE person_place SET since = '2026-02-01', until = '2026-01-01'",
    "place.nowhere": "UPDATE person_place SET address = ''",
    "place.two_residences": (
        "INSERT INTO person_place (person_id, aspect, address, recorded_at, clerk_name)"
        " SELECT person_id, aspect, '外市', recorded_at, clerk_name FROM person_place"
    ),
    "month.unproved": "UPDATE membership SET since = '2026-10-05' WHERE id = 1",
    "search.residents": "UPDATE person SET name = '无名'",
    "search.households": "UPDATE household SET number = '999999'",
}
NOT_SPOILT_HERE = {  # need a crowd or a transfer: theirs are tests of their own
    "household.crowd", "person.shared_phone",
    "transfer.stuck", "transfer.permit", "transfer.settled_without_event",
}  # fmt: skip


@pytest.fixture
def family(db: Database) -> None:
    with db.write() as session:
        make_grid(session)
        service.index_households(session, [make_family(session).id])
        session.execute(text("UPDATE entrance SET grid_id = 1"))
        session.execute(text("UPDATE person SET marital_status = '10' WHERE name = '王晓燕'"))
        session.execute(text("UPDATE person SET phone = '1390000' || id"))
        for sql in _BESIDE:
            session.execute(text(sql))


_BESIDE = (
    "INSERT OR IGNORE INTO tag_kind (code, name, visible_to, sensitive, active, version)"
    " VALUES ('x', '试', 'counter', 0, 1, 1)",
    "INSERT INTO person_tag (person_id, tag, recorded_at, clerk_name) VALUES"
    " (2, 'x', '2026-01-01 00:00:00.000000', '王芳')",
    "INSERT INTO guardian (person_id, guardian_id, relation, recorded_at, clerk_name) VALUES"
    " (4, 3, '母亲', '2026-01-01 00:00:00.000000', '王芳')",
    "INSERT INTO person_place (person_id, aspect, address, since, recorded_at, clerk_name) VALUES"
    " (2, 'residence', '外市', '2025-01-01', '2026-01-01 00:00:00.000000', '王芳')",
)


def _broken(session: Session) -> set[str]:
    return {one.rule for one in queries.problems(session, TODAY) if one.count}


def test_a_sound_register_breaks_no_rule(db: Database, family: None) -> None:
    with db.read() as session:
        assert _broken(session) == set()
        assert repairs(session, TODAY) == []


def test_every_rule_has_words_a_remedy_and_a_spoilt_register(family: None) -> None:
    names = {rule.name for rule in RULES}
    assert len(names) >= 30
    assert names <= set(SPOILT) | NOT_SPOILT_HERE
    assert names <= set(PROBLEMS)
    assert all(remedy(name) for name in names)


@pytest.mark.parametrize("rule", SPOILT)
def test_what_breaks_a_rule_is_counted_and_listed(db: Database, family: None, rule: str) -> None:
    with db.write() as session:
        session.execute(text(SPOILT[rule]))
        counts = {one.rule: one.count for one in queries.problems(session, TODAY)}
        rows = found(session, rule, TODAY)
    assert counts[rule] > 0
    assert 0 < len(rows) <= counts[rule]
    assert all(row.title for row in rows)


def test_a_crowd_is_asked_about(db: Database, family: None) -> None:
    with db.write() as session:
        session.execute(
            text("""
            INSERT INTO person (id, name, sex, id_kind, hukou_kind, recorded_at, version)
            WITH RECURSIVE many(n) AS (SELECT 100 UNION ALL SELECT n + 1 FROM many WHERE n < 130)
            SELECT n, '人' || n, '1', 'none', 'local', '2024-06-01 00:00:00.000000', 1 FROM many
        """)
        )
        session.execute(
            text("""
            INSERT INTO membership (household_id, person_id, relation, recorded_at)
            SELECT 1, id, '99', '2024-06-01 00:00:00.000000' FROM person WHERE id >= 100
        """)
        )
        session.execute(text("UPDATE person SET phone = '13900000000' WHERE id >= 100"))
        assert {"household.crowd", "person.shared_phone"} <= _broken(session)


@pytest.mark.parametrize("rule", SAFE)
def test_a_safe_repair_is_shown_done_and_taken_back(
    db: Database, supervisor: Clerk, family: None, rule: str
) -> None:
    with db.write() as session:
        session.execute(text(SPOILT[rule]))
        shown = repairs(session, TODAY, [rule])
        assert shown
        assert all(one.before != one.after for one in shown)
        done = repair_register(session, supervisor, [rule], TODAY)
        assert rule not in _broken(session)
        service.undo(session, supervisor, done.action_id, "再看看", TODAY)
        assert rule in _broken(session)
        assert repairs(session, TODAY, [rule]) == shown


def test_repairing_is_a_supervisors_act_and_nothing_is_said_so(
    db: Database, clerk: Clerk, supervisor: Clerk, family: None
) -> None:
    with pytest.raises(UserError, match="主管"), db.write() as session:
        repair_register(session, clerk, SAFE, TODAY)
    with pytest.raises(UserError, match="没有可以修复的"), db.write() as session:
        repair_register(session, supervisor, SAFE, TODAY)


def test_the_list_of_a_rule_is_opened_page_by_page(db: Database, family: None) -> None:
    with db.write() as session:
        session.execute(text(SPOILT["person.status"]))
        assert len(found(session, "person.status", date(2026, 11, 24), limit=2)) == 2


def test_a_repaired_death_is_counted_as_a_loss_of_its_month(
    db: Database, supervisor: Clerk, family: None
) -> None:
    with db.write() as session:
        session.execute(
            text("UPDATE person SET died_on = '2026-09-09', status = 'died' WHERE name = '李建军'")
        )
        assert "month.unproved" not in _broken(session)
        done = repair_register(session, supervisor, ["person.dead_in_household"], TODAY)
        assert _broken(session) <= {"guardian.unfit", "tag.dead"}
        service.undo(session, supervisor, done.action_id, "再看看", TODAY)
        assert "month.unproved" not in _broken(session)


def test_a_number_of_the_wrong_length_is_found_and_progress_is_told(
    db: Database, family: None
) -> None:
    told: list[int] = []

    class Heard:
        def report(self, done: int, total: int) -> None:
            assert done <= total
            told.append(done)

    with db.write() as session:
        session.execute(text("UPDATE person SET id_number = '3706861959031' WHERE id = 1"))
        rules = {one.rule for one in queries.problems(session, TODAY, Heard()) if one.count}
        assert "person.number" in rules
    assert len(told) > 30
