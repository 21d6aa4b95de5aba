"""Changes on a real database: who is where afterwards, what is refused, what is taken back."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db import search
from gridhall.db.database import Database
from gridhall.registry import queries, service
from gridhall.registry.models import Household, Person
from gridhall.registry.queries.listed import listed
from gridhall.registry.queries.monthly import monthly_table
from gridhall.registry.rules.changes import NEW, Change, Refused, Target
from gridhall.registry.rules.lists import Flow, Wanted
from tests.factories import TODAY, make_dwelling, make_family, make_household, make_person

DAY = date(2026, 11, 20)


def _family(session: Session) -> dict[str, int]:
    home = make_family(session)
    people = {one.name: one.id for one in session.scalars(select(Person))}
    return people | {"home": home.id}


def _do(db: Database, clerk: Clerk, change: Change) -> service.Done:
    with db.write() as session:
        return service.carry_out(session, clerk, change, TODAY)


def _refusal(db: Database, clerk: Clerk, change: Change) -> Refused:
    with pytest.raises(Refused) as refused:
        _do(db, clerk, change)
    return refused.value


def test_a_family_splits_and_the_split_is_taken_back(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        who = _family(session)
        door = make_dwelling(session, "御景小区 5-1-1202").id
    movers = {who["李建军"]: "02", who["王晓燕"]: "12", who["李思涵"]: "32"}
    done = _do(db, clerk, Change("split", DAY, DAY, movers, Target(NEW, door), reason="结婚分户"))
    with db.read() as session:
        old = queries.household(session, who["home"])
        new = queries.household(session, done.household_id or 0)
        was = queries.household(session, who["home"], DAY - timedelta(days=1))
        hit = search.search(session, "李建军", kinds=("resident",))[0]
    assert [one.name for one in old.members] == ["张桂花"]
    assert [one.name for one in new.members] == ["李建军", "王晓燕", "李思涵"]
    assert len(was.members) == 4
    assert (hit.address, new.title) == ("御景小区 5-1-1202", "李建军户")
    with db.write() as session:
        service.undo(session, clerk, done.action_id, "分错了户", TODAY)
    with db.read() as session:
        assert len(queries.household(session, who["home"]).members) == 4
        empty = queries.household(session, done.household_id or 0)
        hit = search.search(session, "李建军", kinds=("resident",))[0]
        kinds = [one.kind for one in queries.events(session, who["李建军"])]
    assert (empty.members, empty.ended_on) == ((), DAY)
    assert hit.address == "御景小区 3-2-501"
    assert kinds == ["undone", "split"]


def test_taking_back_twice_is_told(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        who = _family(session)
    done = _do(db, clerk, Change("moved_out", DAY, DAY, {who["李建军"]: ""}))
    with db.write() as session:
        service.undo(session, clerk, done.action_id, "没有迁", TODAY)
    with pytest.raises(UserError, match="已经撤回过"), db.write() as session:
        service.undo(session, clerk, done.action_id, "没有迁", TODAY)


def test_what_never_was_cannot_be_taken_back(db: Database, clerk: Clerk) -> None:
    with pytest.raises(UserError, match="没有变动号 99，请在变动经过里核对"), db.write() as session:
        service.undo(session, clerk, 99, "错了", TODAY)


def test_what_was_built_on_a_change_is_named(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        who = _family(session)
        door = make_dwelling(session, "御景小区 5-1-1202").id
    moved = _do(db, clerk, Change("split", DAY, DAY, {who["李建军"]: "02"}, Target(NEW, door)))
    _do(db, clerk, Change("died", TODAY, TODAY, {who["李建军"]: ""}))
    with pytest.raises(UserError, match="之后又办了2026-11-24 去世"), db.write() as session:
        service.undo(session, clerk, moved.action_id, "错了", TODAY)


def test_who_died_is_frozen_and_not_in_the_lists(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        who = _family(session)
    _do(db, clerk, Change("died", DAY, TODAY, {who["李建军"]: ""}, paper="死亡证明 3706-12"))
    for kind, target in (("moved_out", None), ("moved_in", Target(who["home"]))):
        told = _refusal(db, clerk, Change(kind, TODAY, TODAY, {who["李建军"]: "20"}, target))
        assert "李建军已经去世，档案已冻结" in str(told)
    with db.read() as session:
        gone = session.get_one(Person, who["李建军"])
        shown = queries.recent_people(session, queries.Which.ALL, TODAY, 50)
    assert (gone.status, gone.died_on) == ("died", DAY)
    assert "李建军" not in [row.name for row in shown]


def test_a_head_who_leaves_needs_a_new_one_in_the_same_act(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        who = _family(session)
    out = {who["张桂花"]: ""}
    told = _refusal(db, clerk, Change("died", DAY, DAY, out))
    assert str(told) == "户主去世后，本户还剩 3 人，请选新户主"
    relations = {who["李建军"]: "02", who["王晓燕"]: "12", who["李思涵"]: "32"}
    _do(db, clerk, Change("died", DAY, DAY, out, relations=relations))
    with db.read() as session:
        home = queries.household(session, who["home"])
    assert [(one.name, one.relation) for one in home.members] == [
        ("李建军", "02"), ("王晓燕", "12"), ("李思涵", "32"),
    ]  # fmt: skip


def test_a_household_an_old_ledger_left_without_a_head_blocks_only_who_touches_it(
    db: Database, clerk: Clerk
) -> None:
    with db.write() as session:
        people = [make_person(session, name) for name in ("赵一", "赵二", "赵三")]
        home = make_household(session, [(people[0], "99"), (people[1], "99"), (people[2], "")]).id
        ids = [one.id for one in people]
        there = Target(home, make_dwelling(session, "龙腾花园 7-2-301").id, "龙腾花园 7-2-301")
    renamed = _do(db, clerk, Change("name_changed", DAY, DAY, facts={ids[0]: {"name": "赵甲"}}))
    moved = _do(db, clerk, Change("moved", DAY, DAY, moves={home: there}))
    assert all("没有户主，请选一位户主" in done.doubts[0] for done in (renamed, moved))
    told = str(_refusal(db, clerk, Change("moved_out", DAY, DAY, {ids[1]: ""})))
    assert told.startswith("户号 ")
    assert "没有户主，请选一位户主" in told
    relations = {ids[0]: "02", ids[2]: "99"}
    _do(db, clerk, Change("moved_out", DAY, DAY, {ids[1]: ""}, relations=relations))


def test_a_child_is_not_left_alone_without_a_reason(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        mother = make_person(session, "周敏", birth_date=date(1986, 1, 1))
        child = make_person(session, "周小满", birth_date=date(2016, 1, 1))
        make_household(session, [(mother, "02"), (child, "30")])
        ids = (mother.id, child.id)
    out = Change("moved_out", DAY, DAY, {ids[0]: ""}, relations={ids[1]: "02"})
    assert "周小满（10 岁）独自留在户里" in str(_refusal(db, clerk, out))
    done = _do(
        db, clerk,
        Change("moved_out", DAY, DAY, {ids[0]: ""}, relations={ids[1]: "02"}, reason="随祖母生活"),
    )  # fmt: skip
    assert "独自留在户里" in done.doubts[0]


def test_somebody_who_comes_back_is_the_same_person(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        who = _family(session)
    _do(db, clerk, Change("moved_out", DAY, DAY, {who["李建军"]: ""}))
    inside = Change("moved_inside", TODAY, TODAY, {who["李建军"]: "20"}, Target(who["home"]))
    assert "不在册，请办迁入" in str(_refusal(db, clerk, inside))
    back = Change("moved_in", TODAY, TODAY, {who["李建军"]: "20"}, Target(who["home"]))
    _do(db, clerk, back)
    assert "请办社区内迁移" in str(_refusal(db, clerk, back))
    with db.read() as session:
        before = queries.household(session, who["home"], TODAY - timedelta(days=1))
        now = queries.household(session, who["home"])
        assert session.query(Person).count() == 4
    assert (len(before.members), len(now.members)) == (3, 4)


def test_a_household_moves_whole_and_is_found_where_it_was(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        who = _family(session)
        there = Target(
            who["home"], make_dwelling(session, "龙腾花园 7-2-301").id, "龙腾花园 7-2-301"
        )
    move = Change("moved", DAY, DAY, moves={who["home"]: there})
    done = _do(db, clerk, move)
    with db.read() as session:
        now = queries.resident_card(session, who["李思涵"])
        then = queries.resident_card(session, who["李思涵"], DAY - timedelta(days=1))
        number = session.get_one(Household, who["home"]).number
    assert (now.person.home, then.person.home) == ("龙腾花园 7-2-301", "御景小区 3-2-501")
    assert now.person.household_number == number
    assert "和现在的一样" in str(_refusal(db, clerk, move))
    with db.write() as session:
        service.undo(session, clerk, done.action_id, "没有搬", TODAY)
    with db.read() as session:
        assert queries.person(session, who["李思涵"]).home == "御景小区 3-2-501"


def test_a_name_changes_with_the_day_and_the_old_one_still_finds(
    db: Database, clerk: Clerk
) -> None:
    with db.write() as session:
        who = _family(session)
    facts = {who["李思涵"]: {"name": "李沐涵"}}
    _do(db, clerk, Change("name_changed", DAY, DAY, facts=facts, paper="改名批准书"))
    with db.read() as session:
        now = queries.resident_card(session, who["李思涵"])
        then = queries.resident_card(session, who["李思涵"], DAY - timedelta(days=1))
        found = [hit.title for hit in search.search(session, "李思涵", kinds=("resident",))]
    assert (now.person.name, then.person.name) == ("李沐涵", "李思涵")
    assert found == ["李沐涵"]


def test_a_card_of_a_past_day_says_what_the_register_said_then(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        who = _family(session)
        was = session.get_one(Person, who["李建军"]).marital_status
        draft = queries.stored_draft(session, who["李建军"])
        new = replace(draft, marital_status="40", workplace="龙腾小学", political_status="01")
        service.change_person(session, clerk, who["李建军"], (new, 1), TODAY)
    _do(db, clerk, Change("died", TODAY, TODAY, {who["李建军"]: ""}))
    day_before = TODAY - timedelta(days=1)
    with db.read() as session:
        then = queries.resident_card(session, who["李建军"], day_before)
        now = queries.resident_card(session, who["李建军"], TODAY)
        home = queries.household(session, who["home"], day_before)
        wanted = Wanted(as_at=day_before, maritals=("40",))
        on_list = list(listed(session, clerk, wanted, TODAY))
    assert (then.marital_status, then.workplace, then.person.political_status) == (was, "", "")
    assert (now.marital_status, now.workplace, now.person.political_status) == (
        "40", "龙腾小学", "01",
    )  # fmt: skip
    assert (then.person.status, then.died_on) == ("present", None)
    assert (now.person.status, now.died_on) == ("died", TODAY)
    assert all(event.happened_on < TODAY for event in then.events)
    assert {one.political_status for one in home.members if one.name == "李建军"} == {""}
    assert on_list == []


def test_who_was_not_yet_here_or_gone_on_a_day_is_shown_so(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        who = _family(session)
    _do(db, clerk, Change("moved_out", DAY, DAY, {who["李建军"]: ""}))
    _do(db, clerk, Change("moved_in", TODAY, TODAY, {who["李建军"]: "20"}, Target(who["home"])))
    with db.read() as session:
        days = (date(2024, 5, 31), DAY - timedelta(days=1), DAY, TODAY)
        cards = [queries.resident_card(session, who["李建军"], day) for day in days]
    assert [one.person.status for one in cards] == ["unsettled", "present", "left", "present"]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (Change("moved_out", DAY, DAY), "请至少选一个人"),
        (Change("moved_out", date(2026, 11, 25), date(2026, 11, 25), {2: ""}), "还没有到"),
        (Change("moved_out", DAY, date(2026, 11, 19), {2: ""}), "申报日期早于发生日期"),
        (Change("moved_out", date(1980, 1, 1), DAY, {2: ""}), "生于 1984-05-02，发生日期不能更早"),
        (Change("moved_out", date(2024, 1, 1), DAY, {2: ""}), "从 2024-06-01 起是现在的登记"),
        (Change("moved_inside", DAY, DAY, {2: "20"}, Target(1)), "已经在这一户"),
        (Change("moved_inside", DAY, DAY, {2: "20"}), "社区内迁移要写明去哪一户，请选一户"),
        (Change("merged", DAY, DAY, {2: "20"}), "并户要写明去哪一户，请选一户"),
        (Change("moved_out", DAY, DAY, {2: ""}, Target(1)), "迁出的人不再入户"),
        (Change("split", DAY, DAY, {2: "20"}, Target(NEW)), "新户还没有户主"),
        (Change("split", DAY, DAY, {2: "02", 3: "02"}, Target(NEW)), "一户只能有一位"),
        (Change("split", DAY, DAY, {2: "02", 3: "ZZ"}, Target(NEW)), "请选王晓燕与户主的关系"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_do(
    db: Database, clerk: Clerk, change: Change, sentence: str
) -> None:
    with db.write() as session:
        _family(session)
    assert sentence in str(_refusal(db, clerk, change))
    with db.read() as session:
        assert len(queries.household(session, 1).members) == 4


def test_the_likely_is_coloured_and_not_blocked(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        who = _family(session)
        other = make_household(
            session, [(make_person(session, "赵六", sex="1"), "02")], "御景小区 5-1-1202"
        )
        door = other.dwelling_id
        movers = {who["李建军"]: "02", who["李思涵"]: "51"}
        change = Change("split", DAY, DAY, movers, Target(NEW, door))
        plan = queries.planned(session, change, TODAY)
    said = "；".join(one.sentence for one in plan.soft)
    assert not plan.hard
    assert "这套房里已有赵六户" in said
    assert "李思涵" in said
    done = _do(db, clerk, change)
    assert len(done.doubts) == len(plan.soft)


def test_pressing_twice_changes_once(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        who = _family(session)
    change = Change("moved_out", DAY, DAY, {who["李建军"]: ""}, request_key="k1")
    assert _do(db, clerk, change).action_id == _do(db, clerk, change).action_id


def test_the_month_proves_itself(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        who = _family(session)
        baby = make_person(session, "李新", birth_date=date(2026, 10, 3), status="unsettled")
        who["李新"] = baby.id
    home = Target(who["home"])
    _do(db, clerk, Change("born", date(2026, 10, 3), TODAY, {who["李新"]: "41"}, home))
    _do(db, clerk, Change("died", date(2026, 10, 9), TODAY, {who["李建军"]: ""}))
    left = _do(db, clerk, Change("moved_out", DAY, TODAY, {who["王晓燕"]: ""}))
    with db.read() as session:
        rows = monthly_table(session, date(2026, 9, 1), TODAY)
        born = listed(
            session, clerk, Wanted(flow=Flow(date(2026, 10, 1), TODAY, "gain", ("born",))), TODAY
        )
    assert [row.is_proved for row in rows] == [True, True, True]
    assert [(r.opening, r.born, r.came, r.died, r.left, r.closing) for r in rows] == [
        (4, 0, 0, 0, 0, 4), (4, 1, 0, 1, 0, 4), (4, 0, 0, 0, 1, 3),
    ]  # fmt: skip
    assert list(born) == [who["李新"]]
    with db.write() as session:
        service.undo(session, clerk, left.action_id, "没有迁", TODAY)
    with db.read() as session:
        assert monthly_table(session, DAY, TODAY)[0].closing == 4


def test_a_death_of_an_earlier_day_must_fit_what_came_since(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        who = _family(session)
        door = make_dwelling(session, "御景小区 5-1-1202").id
    rest = [who["李建军"], who["王晓燕"], who["李思涵"]]
    relations = {rest[0]: "02", rest[1]: "12", rest[2]: "32"}
    _do(db, clerk, Change("split", DAY, DAY, relations, Target(NEW, door)))
    earlier = DAY - timedelta(days=10)
    told = _refusal(db, clerk, Change("died", earlier, TODAY, {who["张桂花"]: ""}))
    assert f"在 {earlier} 就没有户主了" in str(told)
    _do(db, clerk, Change("died", DAY, TODAY, {who["张桂花"]: ""}))


def test_a_heads_name_taken_back_is_the_households_title_again(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        who = _family(session)
        number = session.get_one(Household, who["home"]).number
    facts = {who["张桂花"]: {"name": "张桂华"}}
    done = _do(db, clerk, Change("name_changed", DAY, DAY, facts=facts))
    with db.write() as session:
        titles = [hit.title for hit in search.search(session, number, kinds=("household",))]
        service.undo(session, clerk, done.action_id, "没有改名", TODAY)
        titles += [hit.title for hit in search.search(session, number, kinds=("household",))]
    assert titles == ["张桂华户", "张桂花户"]
