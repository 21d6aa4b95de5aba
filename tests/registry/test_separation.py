"""人户分离 on the register: places noted and taken back, one person's state, lists, counts."""

from datetime import date, timedelta
from random import Random

import pytest
from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.hall.models import HallSetting
from gridhall.registry import service
from gridhall.registry.models import (
    Person,
)
from gridhall.registry.queries import separation
from gridhall.registry.queries.separation import Wanted
from gridhall.registry.queries.standings import places_of, told
from gridhall.registry.rules.separation import APART, Facts, Span, Stay, household_state, judge
from gridhall.registry.service.places_of_people import (
    PlaceDraft,
    add_property,
    end_property,
    set_months,
    set_residence,
)
from tests.factories import TODAY, make_dwelling, make_grid, make_household, make_person
from tests.registry.separation_crowd import KUNMING, many_stories

LONG_AGO, LATELY = date(2025, 3, 1), date(2026, 9, 1)


@pytest.fixture
def zhang(db: Database) -> int:
    """张桂花, registered and living at 御景小区 3-2-501."""
    with db.write() as session:
        make_dwelling(session, grid=make_grid(session))
        person = make_person(session)
        make_household(session, [(person, "02")])
        return person.id


def state(db: Database, person_id: int, day: date = TODAY) -> str:
    with db.read() as session:
        found = separation.state_of(session, person_id, day)
        return found.state if found else ""


def live(db: Database, clerk: Clerk, person_id: int, address: str, day: date) -> int:
    with db.write() as session:
        draft = PlaceDraft(person_id, day, address=address)
        return set_residence(session, clerk, draft, TODAY).action_id


def test_who_moves_away_is_hollow_and_who_comes_back_is_not(
    db: Database, clerk: Clerk, zhang: int
) -> None:
    assert state(db, zhang) == "consistent"
    live(db, clerk, zhang, KUNMING, LONG_AGO)
    with db.read() as session:
        found = separation.state_of(session, zhang, TODAY)
        assert found is not None
        assert (found.state, found.verdict.since, found.counted) == (
            "hukou_not_resident",
            LONG_AGO,
            True,
        )
        assert found.lives_at == KUNMING
    with db.write() as session:
        home = make_dwelling(session).id
        set_residence(session, clerk, PlaceDraft(zhang, LATELY, home), TODAY)
    assert state(db, zhang) == "consistent"
    assert state(db, zhang, LATELY - timedelta(days=1)) == "hukou_not_resident"
    with db.read() as session:
        assert [(one.address, one.until) for one in places_of(session, zhang)] == [
            (KUNMING, LATELY)
        ]


def test_undo_takes_a_residence_back(db: Database, clerk: Clerk, zhang: int) -> None:
    first = live(db, clerk, zhang, KUNMING, LONG_AGO)
    second = live(db, clerk, zhang, "大理市", LATELY)
    with db.write() as session, pytest.raises(UserError, match="之后又办了"):
        service.undo(session, clerk, first, "登记错了", TODAY)
    with db.write() as session:
        service.undo(session, clerk, second, "登记错了", TODAY)
    with db.read() as session:
        rows = places_of(session, zhang)
        assert [(one.address, one.since, one.until) for one in rows] == [(KUNMING, LONG_AGO, None)]


def test_pressing_twice_notes_once(db: Database, clerk: Clerk, zhang: int) -> None:
    draft = PlaceDraft(zhang, LONG_AGO, address=KUNMING, request_key="k")
    with db.write() as session:
        first = set_residence(session, clerk, draft, TODAY)
        assert set_residence(session, clerk, draft, TODAY) == first
        assert len(places_of(session, zhang)) == 1


def test_an_owner_without_a_hukou_here(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        lodger = make_person(session, "李建军", sex="1", hukou_kind="outside")
        make_household(session, [(lodger, "02")], "御景小区 5-1-202")
        owner = make_person(session, "王晓燕", hukou_kind="outside", status="unsettled")
        at = make_dwelling(session, "御景小区 5-1-301").id
        add_property(session, clerk, PlaceDraft(lodger.id, LONG_AGO, at), TODAY)
        add_property(session, clerk, PlaceDraft(owner.id, LONG_AGO, at), TODAY)
        lodger_id, owner_id = lodger.id, owner.id
    assert state(db, lodger_id) == "property_no_hukou"
    assert state(db, lodger_id, LONG_AGO - timedelta(days=1)) == "resident_no_hukou"
    assert state(db, owner_id) == "property_only"
    assert state(db, owner_id, LONG_AGO - timedelta(days=1)) == ""
    with db.write() as session:
        place = places_of(session, owner_id)[0].id
        end_property(session, clerk, place, LATELY, TODAY)
    assert state(db, owner_id) == ""
    with db.write() as session, pytest.raises(UserError, match="已经注销或撤回"):
        end_property(session, clerk, place, TODAY, TODAY)


def test_an_unknown_hukou_is_not_judged(db: Database, zhang: int) -> None:
    with db.write() as session:
        session.get_one(Person, zhang).hukou_kind = "unknown"
    assert state(db, zhang) == "unknown"


def test_the_hall_says_from_when_on_it_counts(db: Database, clerk: Clerk, zhang: int) -> None:
    live(db, clerk, zhang, KUNMING, LATELY)
    with db.write() as session:
        found = separation.state_of(session, zhang, TODAY)
        assert found is not None
        assert not found.counted
        session.add(HallSetting(key=separation.MONTHS, value="2"))
        session.flush()
        found = separation.state_of(session, zhang, TODAY)
        assert found is not None
        assert found.counted


def test_only_the_administrator_says_when_it_counts(
    db: Database, clerk: Clerk, administrator: Clerk
) -> None:
    with db.write() as session:
        with pytest.raises(UserError, match="要管理员来做"):
            set_months(session, clerk, 3)
        with pytest.raises(UserError, match="月数请填 0 到 60"):
            set_months(session, administrator, 61)
        assert separation.months_required(session) == 6
        set_months(session, administrator, 3)
        assert separation.months_required(session) == 3


@pytest.mark.parametrize(
    ("draft", "sentence"),
    [
        ({"address": KUNMING, "since": date(2026, 11, 25)}, "日期 2026-11-25 还没有到"),
        ({"address": KUNMING, "since": date(1950, 1, 1)}, "早于张桂花的出生日期 1959-03-12"),
        ({}, "请选辖区内的房屋，或者写清外面的地址"),
        ({"address": "　"}, "请选辖区内的房屋，或者写清外面的地址"),
        ({"address": "云" * 201}, "地址最多 200 个字，现在是 201 个"),
        ({"address": KUNMING, "dwelling_id": 1}, "只填一处"),
        ({"dwelling_id": 999}, "没有这处房屋"),
        ({"dwelling_id": 1}, "就是户籍所在的家"),
    ],
)
def test_a_residence_that_cannot_be(
    db: Database, clerk: Clerk, zhang: int, draft: dict[str, object], sentence: str
) -> None:
    given = {"since": LATELY, **draft}
    with db.write() as session, pytest.raises(UserError, match=sentence):
        set_residence(session, clerk, PlaceDraft(zhang, **given), TODAY)  # type: ignore[arg-type]


def test_the_same_place_again_and_an_older_day_are_refused(
    db: Database, clerk: Clerk, zhang: int
) -> None:
    live(db, clerk, zhang, KUNMING, LATELY)
    with pytest.raises(UserError, match="现住地已经是 昆明市盘龙区"):
        live(db, clerk, zhang, KUNMING, TODAY)
    with pytest.raises(UserError, match="已有 2026-09-01 的居住登记，新的日期要晚于这一天"):
        live(db, clerk, zhang, "大理市", LONG_AGO)
    with db.write() as session:
        at = make_dwelling(session, "御景小区 5-1-301").id
        add_property(session, clerk, PlaceDraft(zhang, LATELY, at), TODAY)
        with pytest.raises(UserError, match="已经登记了 御景小区 5-1-301"):
            add_property(session, clerk, PlaceDraft(zhang, TODAY, at), TODAY)
        mine = next(one for one in places_of(session, zhang) if one.aspect == "property")
        with pytest.raises(UserError, match="转让日期要晚于这一天"):
            end_property(session, clerk, mine.id, LONG_AGO, TODAY)


def test_the_dead_are_frozen(db: Database, clerk: Clerk, zhang: int) -> None:
    with db.write() as session:
        person = session.get_one(Person, zhang)
        person.status, person.died_on = "died", LATELY
    with pytest.raises(UserError, match="张桂花已于 2026-09-01 去世，档案已冻结"):
        live(db, clerk, zhang, KUNMING, LATELY)
    assert state(db, zhang) == ""


def test_a_household_is_partly_away(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        mother, son = make_person(session), make_person(session, "李建军", sex="1")
        make_household(session, [(mother, "02"), (son, "20")])
        both = [mother.id, son.id]
        set_residence(session, clerk, PlaceDraft(son.id, LONG_AGO, address=KUNMING), TODAY)
        told = [
            household_state(one.state for one in separation.states_of(session, both, day).values())
            for day in (TODAY, LONG_AGO - timedelta(days=1))
        ]
    assert told == ["partly", "consistent"]


@pytest.mark.parametrize("seed", range(4))
def test_lists_and_counts_are_everybody_judged_one_by_one(db: Database, seed: int) -> None:
    """What SQL counts is what the rule says of each person, today and on past days."""
    with db.write() as session:
        ids = many_stories(session, Random(seed))
    for day in (TODAY, TODAY - timedelta(days=200)):
        with db.read() as session:
            survey = separation.survey(session, day)
            known = separation.states_of(session, ids, day)
            one_by_one = {one.person_id: one for one in told(session, ids, day)}
            listed: list[int] = []
            for name in (*APART, "consistent", "unknown", "elsewhere"):
                for fresh in (False, True):
                    mine = separation.listed(session, survey, Wanted((name,), fresh=fresh))
                    wanted = {
                        one
                        for one, found in known.items()
                        if found.state == name
                        and fresh is (found.verdict.apart and not found.counted)
                    }
                    assert set(mine) == wanted
                    assert len(mine) == len(wanted) == survey.people(name, fresh=fresh)
                    listed += mine
            assert sorted(listed) == sorted(known)
            apart = separation.listed(session, survey, Wanted())
            assert apart  # else nothing was compared
            spots = [survey.spots[one_by_one[one].entrance_id or 0].rank for one in apart]
            assert spots == sorted(spots)
            _check_counts(session, survey, day)


def _check_counts(session: Session, survey: separation.Survey, day: date) -> None:
    rows = separation.counts(session, day)
    assert [row.code for row in rows] == ["G01", "G02", ""]
    assert sum(row.apart for row in rows) == survey.people()
    for row in rows:
        in_grid = [one for one in separation.listed(session, survey, Wanted(grid_id=row.grid_id))]
        if row.grid_id is not None:
            assert len(in_grid) == row.apart
            homes = {one.household_id for one in told(session, in_grid, day)} - {None}
            assert row.households == len(homes)


@pytest.mark.parametrize("seed", range(3))
def test_whatever_was_noted_can_be_taken_back_one_by_one(
    db: Database, clerk: Clerk, zhang: int, seed: int
) -> None:
    """Undo, the last first, leaves every step as it was before: places, state and since."""
    rng = Random(seed)
    with db.write() as session:
        doors = [make_dwelling(session, f"御景小区 5-1-{n}01").id for n in range(1, 4)]
        before: list[tuple[object, int]] = []
        for _ in range(30):
            seen = (places_of(session, zhang), separation.state_of(session, zhang, TODAY))
            done = _random_act(session, clerk, zhang, doors, rng)
            if done is not None:
                before.append((seen, done))
        assert len(before) > 5
        for seen, action in reversed(before):
            service.undo(session, clerk, action, "试", TODAY)
            now = (places_of(session, zhang), separation.state_of(session, zhang, TODAY))
            assert now == seen


def _random_act(
    session: Session, clerk: Clerk, person: int, doors: list[int], rng: Random
) -> int | None:
    day = TODAY - timedelta(days=rng.randrange(0, 900))
    at = rng.choice([None, *doors])
    draft = PlaceDraft(person, day, at, "" if at else rng.choice([KUNMING, "大理市"]))
    owned = [one for one in places_of(session, person) if one.aspect == "property"]
    try:
        act = rng.randrange(3)
        if act == 0:
            return set_residence(session, clerk, draft, TODAY).action_id
        if act == 1 or not owned:
            return add_property(session, clerk, draft, TODAY).action_id
        return end_property(session, clerk, rng.choice(owned).id, day, TODAY).action_id
    except UserError:
        return None


def test_the_longest_first(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        people = [make_person(session, name) for name in ("甲", "乙", "丙")]
        make_household(session, [(one, "02" if one is people[0] else "20") for one in people])
        for one, day in zip(people, (date(2025, 5, 1), date(2024, 8, 1), LONG_AGO), strict=True):
            set_residence(session, clerk, PlaceDraft(one.id, day, address=KUNMING), TODAY)
        survey = separation.survey(session, TODAY)
        found = separation.listed(session, survey, Wanted(by_since=True))
        assert found == [people[1].id, people[2].id, people[0].id]


def test_one_facts_judgement_equals_the_registers(db: Database, clerk: Clerk, zhang: int) -> None:
    live(db, clerk, zhang, KUNMING, LONG_AGO)
    facts = Facts("local", (), (Span(date(2024, 6, 1)),), (Stay(Span(LONG_AGO), here=False),))
    with db.read() as session:
        found = separation.state_of(session, zhang, TODAY)
        assert found is not None
        assert found.verdict == judge(facts, TODAY)
