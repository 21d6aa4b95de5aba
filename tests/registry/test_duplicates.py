"""Who may be recorded twice, told apart, made one, and taken apart again."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.progress import Cancelled, Silent
from gridhall.db import search
from gridhall.db.database import Database
from gridhall.registry import queries, service
from gridhall.registry.models import Person
from gridhall.registry.queries.changes import actions_of
from gridhall.registry.queries.duplicates import (
    all_duplicates,
    duplicates_of,
    duplicates_of_draft,
)
from gridhall.registry.queries.monthly import monthly_table
from gridhall.registry.rules.duplicates import (
    ENOUGH,
    Known,
    compare,
    eighteen,
    shared_keys,
    slips_of,
)
from gridhall.registry.service.merging import merge_people, plan_merge, tell_apart
from tests.factories import TODAY, id_number, make_family, make_household, make_person

BORN = date(1984, 5, 2)
HER = Known(1, "张桂花", "2", date(1959, 3, 12), id_number(date(1959, 3, 12), "2", 7), "1371", 1)


def test_fifteen_and_eighteen_digits_are_one_number() -> None:
    old = Known(2, "张桂花", "2", None, "110105491231002", "", None)
    new = replace(HER, id_number="11010519491231002X")
    pair = compare(old, new)
    assert pair is not None
    assert pair.signs == ("number",)
    assert eighteen("110105491231002") == "11010519491231002X"


@given(st.dates(date(1930, 1, 1), date(2020, 1, 1)), st.integers(1, 400), st.data())
def test_every_slip_of_a_number_is_found_and_nothing_else(
    born: date, serial: int, data: st.DataObject
) -> None:
    number = id_number(born, "1", serial)
    slips = slips_of(number)
    assert number not in slips
    assert all(len(slip) == 18 for slip in slips)
    place = data.draw(st.integers(0, 16))
    digit = data.draw(st.sampled_from([d for d in "0123456789" if d != number[place]]))
    assert number[:place] + digit + number[place + 1 :] in slips
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert swapped == number or swapped in slips


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"name": "张桂华"}, "同一个证件号（15 位和 18 位）、同音同生日"),
        ({"id_number": "", "phone": "1372"}, "同名同生日"),
        ({"id_number": "", "name": "张贵花"}, "同音同生日、电话一样、姓名同音"),
        ({"id_number": "", "birth_date": None}, "电话和姓名一样"),
    ],
)
def test_what_speaks_for_one_person_is_said(other: dict[str, object], words: str) -> None:
    alike = {"id": 2, "household_id": 2, "phone": "1371"} | other
    if other.get("name") == "张桂华":
        alike["phone"] = ""
    pair = compare(HER, replace(HER, **alike))  # type: ignore[arg-type]
    assert pair is not None
    assert pair.words == words


def test_twins_and_namesakes_are_two_people() -> None:
    first = Known(1, "李大双", "1", BORN, id_number(BORN, "1", 1), "1371", 5)
    twin = Known(2, "李小双", "1", BORN, id_number(BORN, "1", 2), "1371", 5)
    assert compare(first, twin) is None
    assert compare(replace(first, id_number=""), replace(twin, id_number="")) is None
    namesake = replace(HER, id=9, id_number=id_number(date(1960, 7, 1), "2", 3))
    assert compare(HER, namesake) is None
    assert compare(HER, HER) is None
    assert ENOUGH > 20


@pytest.fixture
def twice(db: Database) -> tuple[int, int]:
    """李建军 in his family, and once more, by a slip of the pen, with a case and a tag."""
    with db.write() as session:
        make_family(session)
        he = session.query(Person).filter_by(name="李建军").one()
        again = make_person(
            session, "李建君", sex="1", birth_date=BORN, id_number=None, id_kind="temporary",
            phone=he.phone, education="21", status="present",
        )  # fmt: skip
        make_household(session, [(again, "02")], "龙腾花园 7-2-301")
        session.execute(
            text(
                "INSERT OR IGNORE INTO tag_kind (code, name, visible_to, sensitive, active,"
                " version) VALUES ('x', '试', 'counter', 0, 1, 1)"
            )
        )
        session.execute(
            text(
                "INSERT INTO person_tag (person_id, tag, recorded_at, clerk_name) VALUES"
                " (:who, 'x', '2026-01-01 00:00:00.000000', '王芳')"
            ),
            {"who": again.id},
        )
        return he.id, again.id


def _people(session: Session) -> list[str]:
    rows = session.execute(text("SELECT * FROM person ORDER BY id")).mappings()
    return [str({k: v for k, v in row.items() if k != "version"}) for row in rows]


def test_a_second_record_is_found_from_either_side_and_in_the_whole(
    db: Database, twice: tuple[int, int]
) -> None:
    with db.read() as session:
        one, other = (duplicates_of(session, person_id) for person_id in twice)
        whole = all_duplicates(session, Silent())
        typed = Known(0, "李健军", "1", BORN, "", "", None)
        draft = duplicates_of_draft(session, typed)
    assert one == other == whole
    assert [(pair.one.id, pair.other.id) for pair in whole] == [twice]
    assert {pair.other.id for pair in draft} == set(twice)


def test_told_apart_is_remembered_until_one_changes(
    db: Database, clerk: Clerk, twice: tuple[int, int]
) -> None:
    with db.write() as session:
        tell_apart(session, clerk, *reversed(twice))
        assert duplicates_of(session, twice[0]) == []
        assert all_duplicates(session, Silent()) == []
        session.get_one(Person, twice[1]).phone = "13900009999"
        session.flush()
        assert len(duplicates_of(session, twice[0])) == 1


def test_a_merge_says_what_it_will_do_does_it_and_is_taken_back(
    db: Database, supervisor: Clerk, twice: tuple[int, int]
) -> None:
    kept, gone = twice
    with db.write() as session:
        before = _people(session)
        plan = plan_merge(session, kept, gone)
        assert plan.rows == {"person_tag": 1}
        assert plan.fields == {"education": "21"}
        assert "标签 1 条改到留下的档案" in plan.lines
        done = merge_people(session, supervisor, kept, gone, TODAY)
    with db.read() as session:
        tags = session.execute(text("SELECT person_id FROM person_tag")).scalars().all()
        found = [hit.record_id for hit in search.search(session, "lijianjun", kinds=("resident",))]
        stood = {one.rule: one.count for one in queries.problems(session, TODAY) if one.count}
        assert tags == [kept]
        assert found == [kept]
        assert "membership.overlap" not in stood
        assert "person.status" not in stood
        assert "household.empty" not in stood
        assert session.get_one(Person, gone).status == "merged"
        assert [row.is_proved for row in monthly_table(session, TODAY, TODAY)] == [True]
        assert "people_merged" in [row.kind for row in actions_of(session, kept)]
    with db.write() as session:
        service.undo(session, supervisor, done.action_id, "是两个人", TODAY)
        assert _people(session) == before
        assert len(search.search(session, "lijianjun", kinds=("resident",))) == 2
        assert [row.is_proved for row in monthly_table(session, TODAY, TODAY)] == [True]


def test_who_stands_nowhere_takes_the_others_place(
    db: Database, supervisor: Clerk, twice: tuple[int, int]
) -> None:
    with db.write() as session:
        new = make_person(session, "李建军", sex="1", birth_date=BORN, status="unsettled")
        merge_people(session, supervisor, new.id, twice[0], TODAY)
        home = queries.person(session, new.id)
        assert (home.home, home.relation) == ("御景小区 3-2-501", "20")
        assert [row.is_proved for row in monthly_table(session, TODAY, TODAY)] == [True]


@pytest.mark.parametrize(
    ("who", "sentence"),
    [((0, 0), "同一份档案，不用并"), ((0, 9), "没有找到其中一份档案")],
)
def test_a_merge_that_cannot_be(
    db: Database, supervisor: Clerk, twice: tuple[int, int], who: tuple[int, int], sentence: str
) -> None:
    ids = (*twice, *[999] * 8)
    with pytest.raises(UserError, match=sentence), db.write() as session:
        merge_people(session, supervisor, ids[who[0]], ids[who[1]], TODAY)
    told_apart = sentence.replace("，不用并", "")
    with pytest.raises(UserError, match=told_apart), db.write() as session:
        tell_apart(session, supervisor, ids[who[0]], ids[who[1]])


def test_merging_is_a_supervisors_act_and_a_head_is_not_merged_away(
    db: Database, clerk: Clerk, supervisor: Clerk, twice: tuple[int, int]
) -> None:
    with pytest.raises(UserError, match="主管"), db.write() as session:
        merge_people(session, clerk, *twice, TODAY)
    with db.write() as session:
        head = session.query(Person).filter_by(name="张桂花").one().id
    with pytest.raises(UserError, match="请先给那一户换户主"), db.write() as session:
        merge_people(session, supervisor, twice[1], head, TODAY)
    with db.write() as session:
        done = merge_people(session, supervisor, *twice, TODAY)
    with pytest.raises(UserError, match="已经并走"), db.write() as session:
        merge_people(session, supervisor, *twice, TODAY)
    with pytest.raises(UserError, match="撤回并档要主管来做"), db.write() as session:
        service.undo(session, clerk, done.action_id, "是两个人", TODAY)
    with db.read() as session:
        assert session.get_one(Person, twice[1]).status == "merged"


@given(st.dates(date(1930, 1, 1), date(2020, 1, 1)), st.integers(1, 400), st.data())
def test_whatever_two_records_have_in_common_brings_them_together(
    born: date, serial: int, data: st.DataObject
) -> None:
    """Who is enough alike shares a key, wherever the slip of the pen fell."""
    number = id_number(born, "1", serial)
    one = Known(1, "张桂花", "1", born, number, "1371", 1)
    slip = data.draw(st.sampled_from(slips_of(number)))
    other = replace(one, id=2, name="张贵花", id_number=slip, household_id=2, phone="")
    other = replace(other, birth_date=date(2000, 1, 1))
    assert compare(one, other) is not None
    assert set(shared_keys(one)) & set(shared_keys(other))


def test_the_old_fifteen_digits_and_a_slip_with_another_name_are_found(db: Database) -> None:
    with db.write() as session:
        old = make_person(session, "张桂花", id_number="110105491231002", phone="")
        new = make_person(session, "章蕙", id_number="11010519491231002X", phone="")
        right = id_number(BORN, "1", 5)
        wrong = right[:3] + str((int(right[3]) + 1) % 10) + right[4:]
        first = make_person(session, "赵一", sex="1", birth_date=BORN, id_number=right, phone="")
        slip = make_person(session, "钱二", sex="1", birth_date=BORN, id_number=wrong, phone="")
        found = {(pair.one.id, pair.other.id) for pair in all_duplicates(session, Silent())}
        assert found == {(old.id, new.id), (first.id, slip.id)}
        assert {pair.one.id for pair in duplicates_of(session, new.id)} == {old.id}
        assert {pair.other.id for pair in duplicates_of(session, first.id)} == {slip.id}


def test_looking_for_duplicates_stops_when_asked(db: Database, twice: tuple[int, int]) -> None:
    class Stopped:
        def report(self, done: int, total: int) -> None:
            raise Cancelled

    with pytest.raises(Cancelled), db.read() as session:
        all_duplicates(session, Stopped())


def test_what_both_have_already_is_not_doubled(
    db: Database, supervisor: Clerk, twice: tuple[int, int]
) -> None:
    """Open tags, the home lived in, guardianship of oneself, who was merged before."""
    kept, gone = twice
    at = "'2026-01-01 00:00:00.000000', '王芳'"
    with db.write() as session:
        session.execute(
            text(
                "INSERT INTO person_tag (person_id, tag, recorded_at, clerk_name)"
                f" VALUES ({kept}, 'x', {at})"
            )
        )
        for who in twice:
            session.execute(
                text(
                    "INSERT INTO person_place (person_id, aspect, address, recorded_at, clerk_name)"
                    f" VALUES ({who}, 'residence', '外市', {at})"
                )
            )
        session.execute(
            text(
                "INSERT INTO guardian (person_id, guardian_id, relation, recorded_at, clerk_name)"
                f" VALUES ({kept}, {gone}, '父亲', {at})"
            )
        )
        earlier = make_person(session, "李建钧", status="merged", merged_into=gone, id_number=None)
        before = _people(session)
        done = merge_people(session, supervisor, kept, gone, TODAY)
        stood = {one.rule for one in queries.problems(session, TODAY) if one.count}
        assert not stood & {"place.two_residences", "guardian.unfit", "person.merged"}
        assert session.get_one(Person, earlier.id).merged_into == kept
        assert session.execute(text("SELECT count(*) FROM person_tag")).scalar_one() == 1
        service.undo(session, supervisor, done.action_id, "是两个人", TODAY)
        assert _people(session) == before


def test_the_living_are_not_merged_with_the_dead(
    db: Database, supervisor: Clerk, twice: tuple[int, int]
) -> None:
    with db.write() as session:
        session.get_one(Person, twice[1]).died_on = date(2026, 5, 1)
    with pytest.raises(UserError, match="登记为去世，另一份没有"), db.read() as session:
        plan_merge(session, *twice)


def test_a_plan_says_what_becomes_of_the_households_and_the_head(
    db: Database, twice: tuple[int, int]
) -> None:
    kept, gone = twice
    with db.read() as session:
        assert any("留下的仍在户号" in line for line in plan_merge(session, kept, gone).lines)
        head = session.query(Person).filter_by(name="张桂花").one().id
        with pytest.raises(UserError, match="请先给那一户换户主"):
            plan_merge(session, gone, head)
        with pytest.raises(UserError, match="同一份档案"):
            plan_merge(session, gone, gone)


def test_a_number_of_the_halls_own_gives_way_to_a_real_one(
    db: Database, supervisor: Clerk, twice: tuple[int, int]
) -> None:
    he, again = twice
    with db.write() as session:
        real = session.get_one(Person, he).id_number
        session.get_one(Person, again).id_number = "临20261124001"
        session.flush()
        plan = plan_merge(session, again, he)
        assert plan.fields["id_number"] == real
        assert not any("证件号不同" in line for line in plan.lines)
        merge_people(session, supervisor, again, he, TODAY)
        assert session.get_one(Person, again).id_number == real
        assert session.get_one(Person, again).id_kind == "resident_id"
