from datetime import date
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db import search
from gridhall.db.database import Database
from gridhall.registry import queries, service
from gridhall.registry.models import Household, Membership
from gridhall.registry.queries import Which
from gridhall.registry.rules.changes import Change
from tests.factories import NOW, TODAY, make_family, make_grid, make_household, make_person


@pytest.fixture
def session(db: Database) -> Any:
    with db.write() as opened:
        make_grid(opened)
        opened.execute(text("UPDATE grid SET id = id"))
        yield opened


def _broken(session: Session) -> dict[str, int]:
    session.flush()
    return {one.rule: one.count for one in queries.problems(session, TODAY) if one.count}


def _family(session: Session) -> Household:
    home = make_family(session)
    session.execute(text("UPDATE entrance SET grid_id = (SELECT id FROM grid)"))
    service.index_home(session, home.id)
    return home


def test_a_sound_family_breaks_no_rule(session: Session) -> None:
    _family(session)
    assert _broken(session) == {}


@pytest.mark.parametrize(
    ("sql", "rule"),
    [
        ("UPDATE membership SET relation = '99' WHERE relation = '02'", "household.no_head"),
        ("UPDATE membership SET relation = '02' WHERE relation = '20'", "household.two_heads"),
        ("UPDATE membership SET until = '2026-01-01'", "household.empty"),
        (
            "UPDATE membership SET until = '2020-01-01' WHERE relation = '20'",
            "membership.order",
        ),
        ("UPDATE person SET birth_date = '1984-05-03' WHERE name = '李建军'", "person.birth"),
        ("UPDATE person SET sex = '2' WHERE name = '李建军'", "person.sex"),
        (
            "UPDATE person SET id_number = substr(id_number, 1, 17) || 'Y' WHERE name = '李建军'",
            "person.number",
        ),
        ("UPDATE membership SET relation = '30' WHERE relation = '20'", "relation.sex"),
        ("UPDATE membership SET relation = '51' WHERE relation = '20'", "relation.age"),
        ("UPDATE entrance SET grid_id = NULL", "dwelling.no_grid"),
        ("DELETE FROM search_entry WHERE title = '李建军'", "search.residents"),
        ("UPDATE person SET name = '李四' WHERE name = '李建军'", "search.residents"),
        ("UPDATE household SET number = '777777'", "search.households"),
    ],
)
def test_every_rule_is_found_when_it_is_broken(session: Session, sql: str, rule: str) -> None:
    _family(session)
    session.execute(text(sql))
    found = _broken(session)
    assert found.get(rule, 0) >= 1, found


def test_one_person_in_two_households_at_once(session: Session) -> None:
    home = _family(session)
    other = make_household(session, [(make_person(session, "王五", sex="1"), "02")], None)
    twice = queries.members(session, home.id)[1].person_id
    session.add(
        Membership(
            household_id=other.id,
            person_id=twice,
            relation="99",
            since=date(2025, 1, 1),
            until=date(2025, 6, 1),
            recorded_at=NOW,
        )
    )
    assert _broken(session)["membership.overlap"] == 1


def test_entries_of_records_that_are_gone_are_counted(session: Session) -> None:
    _family(session)
    search.put(session, [search.SearchEntry("resident", 999, "没有这个人")])
    assert _broken(session) == {"search.residents": 1}


def test_a_rebuild_holds_what_the_services_filed(session: Session) -> None:
    _family(session)
    asked = ("zgh", "张桂花 3-2-501", "御景", "5521", "ljj")
    before = [search.search(session, words) for words in asked]
    search.rebuild(session, queries.all_entries(session))
    assert [search.search(session, words) for words in asked] == before
    assert all(before)


@pytest.mark.parametrize("typed", ["3-2-501", "御景", "张桂花", "ljj"])
def test_a_home_is_offered_by_its_door_and_by_who_lives_there(session: Session, typed: str) -> None:
    family = _family(session)
    make_household(session, [(make_person(session, "王五", sex="1"), "02")], None)
    (home,) = queries.homes_found(session, typed)
    assert (home.record_id, home.address) == (family.id, "御景小区 3-2-501")
    assert (home.title, home.detail) == ("张桂花户", "4 人")


def test_a_household_is_found_by_its_numbers_alone(session: Session) -> None:
    family = _family(session)
    family.ledger_number = "HZ-7788"
    service.index_home(session, family.id)
    for typed in (family.number, family.number.lstrip("0"), "HZ-77", "7788"):
        hits = search.search(session, typed, kinds=("household",))
        assert [hit.record_id for hit in hits] == [family.id]
        assert hits[0].line == "御景小区 3-2-501 · 4 人"
    for typed in ("zgh", "张桂花", "御景", "3-2-501"):
        assert search.search(session, typed, kinds=("household",)) == []


def test_filters_hold_within_what_is_found(session: Session) -> None:
    _family(session)
    make_person(session, "张国辉", sex="1", birth_date=date(1985, 1, 2), political_status="01")
    old = queries.find_people(session, "zgh", Which.OLD, TODAY)
    party = queries.find_people(session, "zgh", Which.PARTY, TODAY)
    unsettled = queries.recent_people(session, Which.UNSETTLED, TODAY, 10)
    assert [row.name for row in old] == ["张桂花"]
    assert [row.name for row in party] == [row.name for row in unsettled] == ["张国辉"]


def test_a_past_day_shows_who_lived_there_then(session: Session, clerk: Clerk) -> None:
    home = _family(session)
    ids = {one.name: one.person_id for one in queries.members(session, home.id)}
    relations = {who: "99" for who in ids.values()} | {ids["李建军"]: "02"}
    day = date(2026, 5, 1)
    service.carry_out(session, clerk, Change("head_changed", day, day, relations=relations), TODAY)
    then = queries.resident_card(session, ids["李建军"], date(2026, 4, 30))
    now = queries.resident_card(session, ids["李建军"])
    assert (then.person.relation_label, now.person.relation_label) == ("子", "户主")
    assert then.household is not None
    assert then.household.head is not None
    assert then.household.head.name == "张桂花"
    assert queries.resident_card(session, ids["李建军"], date(2020, 1, 1)).household is None


def test_rows_for_a_workbook_are_whole(session: Session) -> None:
    home = _family(session)
    for status in ("died", "merged", "void"):
        make_person(session, "赵贵和", status=status)
    *rows, dead = queries.export_rows(session)
    assert (dead.name, dead.status, rows[0].status) == ("赵贵和", "已去世", "在册")
    assert [row.name for row in rows] == ["张桂花", "李建军", "王晓燕", "李思涵"]
    son = rows[1]
    assert (son.head_name, son.relation, son.sex) == ("张桂花", "子", "男")
    assert (son.compound, son.building, son.entrance, son.room) == ("御景小区", "3", "2", "501")
    assert len(son.id_number) == 18
    assert son.household_number == home.number
    assert (son.grid, son.hukou) == ("第1网格", "外地户籍")


def test_counts_of_the_register(session: Session) -> None:
    _family(session)
    make_household(session, [(make_person(session, "王五", sex="1"), "02")], None)
    make_person(session, "赵六", status="unsettled")
    assert queries.counts(session) == queries.RegistryCounts(5, 2)


def test_people_are_meant_by_id_or_number(session: Session) -> None:
    person = make_person(session, "王五", sex="1")
    number = person.id_number or ""
    assert queries.resolve_person(session, str(person.id)) == person.id
    assert queries.resolve_person(session, number.lower()) == person.id
    with pytest.raises(UserError, match="没有找到这位居民"):
        queries.resolve_person(session, "王五")


def test_a_household_number_may_lack_its_zeros(session: Session) -> None:
    home = make_household(session, [(make_person(session), "02")], number="000012")
    assert queries.household_numbered(session, "12") == home.id
    with pytest.raises(UserError, match="没有户号 99"):
        queries.household_numbered(session, "99")
