"""Transfers settled at once for everybody, and taken back only by another."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.registry import queries
from gridhall.registry.models import (
    Household,
    HukouTransfer,
    Membership,
    Person,
    PersonEvent,
    RegisterAction,
)
from gridhall.registry.queries import transfers as reads
from gridhall.registry.queries.monthly import monthly_table
from gridhall.registry.rules.changes import NEW, Change, Refused, Target
from gridhall.registry.rules.drafts import ResidentDraft
from gridhall.registry.rules.transfers import TransferDraft
from gridhall.registry.service import carry_out, undo
from gridhall.registry.service import transfers as service
from gridhall.registry.service.changes import take_back
from gridhall.registry.service.merging import merge_people
from tests.factories import (
    TODAY,
    make_dwelling,
    make_family,
    make_household,
    make_person,
)
from tests.registry.transfer_desk import ALL, Desk, by_name, family_in, moving, to_police


@pytest.fixture
def desk(db: Database, clerk: Clerk) -> Iterator[Desk]:
    with db.write() as session:
        yield Desk(session, clerk)


def test_a_family_of_three_moves_in_at_once(desk: Desk) -> None:
    card = desk.settle(to_police(desk, desk.open(family_in(desk))))
    home = desk.session.get_one(HukouTransfer, card.id).to_household_id
    assert desk.home(home) == {"李建军": "02", "王晓燕": "12", "李思涵": "32"}
    told = desk.session.execute(
        select(PersonEvent.kind, func.count())
        .where(PersonEvent.action_id == card.action_id)
        .group_by(PersonEvent.kind)
    ).all()
    assert {tuple(one) for one in told} == {("moved_in", 3), ("hukou_changed", 3)}
    action = desk.session.get_one(RegisterAction, card.action_id)
    assert (action.kind, action.paper) == ("moved_in", card.number)
    people = desk.session.scalars(select(Person)).all()
    assert {(one.status, one.hukou_kind) for one in people} == {("present", "local")}
    assert {one.came_here for one in people} == {"2026年11月24日由山东省烟台市芝罘区迁来"}
    november = monthly_table(desk.session, date(2026, 11, 1), TODAY)[0]
    assert (november.opening, november.came, november.closing) == (0, 3, 3)
    assert november.is_proved


def test_the_running_totals_count_households_and_people(desk: Desk) -> None:
    desk.settle(to_police(desk, desk.open(family_in(desk))))
    baby = {-1: ResidentDraft("李思远", sex="1", birth_date=date(2026, 11, 2))}
    home = desk.session.scalars(select(Household)).one()
    born = family_in(
        desk, category="IN_BIRTH", newcomers=baby, movers={-1: "22"}, target=Target(home.id),
        applicant_id=desk.session.scalars(select(Person.id).limit(1)).one(),
        effective_on=TODAY,
    )  # fmt: skip
    desk.settle(to_police(desk, desk.open(born)))
    totals = reads.running_totals(desk.session, 2026)
    assert [(one.month, one.households, one.people) for one in totals[9:]] == [
        (10, 0, 0),
        (11, 1, 3),
        (12, 0, 0),
    ]
    assert (totals[11].households_so_far, totals[11].people_so_far) == (1, 3)
    assert len(reads.move_ins(desk.session, 2026, 11, TODAY)) == 1


def test_a_settlement_looks_at_the_register_as_it_is_now(desk: Desk) -> None:
    """Between receipt and settlement the household got another head."""
    family = make_family(desk.session)
    who = by_name(desk, family)
    draft = family_in(
        desk,
        newcomers={-1: ResidentDraft("李建国", sex="1", birth_date=date(1982, 1, 1))},
        movers={-1: "02"},
        relations={who["张桂花"]: "52"},
        target=Target(family.id),
    )
    card = to_police(desk, desk.open(draft))
    change = {who["张桂花"]: "52", who["李建军"]: "02", who["王晓燕"]: "12", who["李思涵"]: "32"}
    carry_out(
        desk.session, desk.clerk, Change("head_changed", TODAY, TODAY, relations=change), TODAY
    )
    with pytest.raises(Refused, match="都是户主，一户只能有一位"):
        desk.settle(card)
    assert desk.session.get_one(HukouTransfer, card.id).state == "submitted"


def test_the_whole_household_leaves_and_ends(desk: Desk) -> None:
    family = make_family(desk.session)
    everybody = dict.fromkeys(by_name(desk, family).values(), "")
    card = desk.settle(to_police(desk, desk.open(moving(everybody))))
    assert card.row.state_label == "已迁出"
    assert desk.session.get_one(Household, family.id).ended_on == TODAY
    assert {one.status for one in desk.session.scalars(select(Person))} == {"left"}
    assert {one.hukou_address for one in desk.session.scalars(select(Person))} == {"山东省青岛市"}


def test_when_the_head_leaves_a_new_one_is_asked_for(desk: Desk) -> None:
    family = make_family(desk.session)
    who = by_name(desk, family)
    leaving = moving({who["张桂花"]: ""})
    with pytest.raises(Refused, match="户主迁出后，本户还剩 3 人，请选新户主"):
        desk.open(leaving)
    new = {who["李建军"]: "02", who["王晓燕"]: "12", who["李思涵"]: "32"}
    card = desk.settle(to_police(desk, desk.open(replace(leaving, relations=new))))
    assert card.row.people == 1
    assert desk.home(family.id) == {"李建军": "02", "王晓燕": "12", "李思涵": "32"}


def test_a_child_left_alone_needs_a_reason(desk: Desk) -> None:
    family = make_family(desk.session)
    who = by_name(desk, family)
    grown = {who[name]: "" for name in ("张桂花", "李建军", "王晓燕")}
    alone = moving(grown, relations={who["李思涵"]: "02"})
    with pytest.raises(Refused, match="李思涵（9 岁）独自留在户里：未成年人一般随监护人一同迁移"):
        desk.open(alone)
    desk.open(replace(alone, reason="随祖父就读，已委托监护"))


def test_two_households_become_one(desk: Desk) -> None:
    family = make_family(desk.session)
    uncle = make_person(desk.session, "李建国", sex="1", birth_date=date(1982, 1, 1))
    alone = make_household(desk.session, [(uncle, "02")], "御景小区 5-1-101")
    draft = TransferDraft(
        "merge", "MERGE", uncle.id, TODAY, movers={uncle.id: "20"}, target=Target(family.id),
        received=ALL,
    )  # fmt: skip
    card = desk.settle(to_police(desk, desk.open(draft)))
    assert desk.home(family.id)["李建国"] == "20"
    assert desk.session.get_one(Household, alone.id).ended_on == TODAY
    assert card.from_place == "御景小区 5-1-101"
    with pytest.raises(Refused, match="并户要并进已有的户"):
        desk.open(replace(draft, target=Target(NEW, alone.dwelling_id)))


def test_who_lives_here_already_only_gets_the_hukou(desk: Desk) -> None:
    """人在户不在: the family is in the register with a hukou elsewhere."""
    family = make_family(desk.session)
    who = by_name(desk, family)
    draft = family_in(
        desk, newcomers={}, target=Target(family.id), applicant_id=who["李建军"],
        movers={who["李建军"]: "20", who["王晓燕"]: "38"},
    )  # fmt: skip
    desk.settle(to_police(desk, desk.open(draft)))
    hukou = {
        name: kind for name, kind in desk.session.execute(select(Person.name, Person.hukou_kind))
    }
    assert hukou == {"张桂花": "outside", "李建军": "local", "王晓燕": "local", "李思涵": "outside"}
    assert desk.home(family.id)["李建军"] == "20"
    assert reads.running_totals(desk.session, 2026)[10].people == 2
    with pytest.raises(Refused, match="李建军的户口已在本社区，请改选“社区内迁移”"):
        desk.open(replace(draft, movers={who["李建军"]: "20"}))


def test_a_death_is_told_with_its_own_day(desk: Desk) -> None:
    family = make_family(desk.session)
    son = by_name(desk, family)["李建军"]
    day = date(2026, 11, 20)
    draft = moving({son: ""}, category="OUT_DEATH", effective_on=day)
    desk.settle(to_police(desk, desk.open(draft)))
    kept = desk.session.get_one(Person, son)
    assert (kept.status, kept.died_on, kept.hukou_kind) == ("died", day, "outside")


def test_a_new_name_is_a_transfer_of_nobody(desk: Desk) -> None:
    family = make_family(desk.session)
    son = by_name(desk, family)["李建军"]
    draft = TransferDraft(
        "inside", "NAME_CHANGE", son, TODAY, facts={son: {"name": "李建国"}}, received=ALL
    )
    card = desk.settle(to_police(desk, desk.open(draft)))
    assert [one.name for one in card.people] == ["李建国"]
    assert "李建国" in desk.home(family.id)


def test_a_reversal_puts_everything_back(desk: Desk) -> None:
    family = make_family(desk.session)
    everybody = dict.fromkeys(by_name(desk, family).values(), "")
    before = (desk.home(family.id), _people(desk))
    card = desk.settle(to_police(desk, desk.open(moving(everybody))))
    back = desk.reverse(card)
    assert (desk.home(family.id), _people(desk)) == before
    assert desk.session.get_one(Household, family.id).ended_on is None
    assert back.row.reverses_number == card.number
    assert (back.row.state_label, back.next_states) == ("冲回记录", ())
    old = reads.transfer_card(desk.session, card.id, TODAY)
    assert (old.state, old.row.reversed_by) == ("settled", back.number)
    assert not old.row.may_be_reversed
    with pytest.raises(UserError, match=f"已经由 {back.number} 撤回过了"):
        desk.reverse(card)
    with pytest.raises(UserError, match="本身是撤回的记录，不能再撤"):
        desk.reverse(back)


def _people(desk: Desk) -> list[tuple[Any, ...]]:
    desk.session.expire_all()
    fields = (Person.name, Person.status, Person.hukou_kind, Person.hukou_address, Person.came_here)
    return [tuple(row) for row in desk.session.execute(select(*fields).order_by(Person.id))]


def test_what_was_taken_back_does_not_count(desk: Desk) -> None:
    card = desk.settle(to_police(desk, desk.open(family_in(desk))))
    desk.reverse(card)
    assert reads.running_totals(desk.session, 2026)[10].people == 0
    assert monthly_table(desk.session, date(2026, 11, 1), TODAY)[0].is_proved


def test_what_was_built_on_it_is_told_instead(desk: Desk) -> None:
    card = desk.settle(to_police(desk, desk.open(family_in(desk))))
    child = card.people[2].person_id
    carry_out(desk.session, desk.clerk, Change("died", TODAY, TODAY, {child: ""}), TODAY)
    with pytest.raises(UserError, match=f"不能撤回迁入：之后又办了{TODAY} 去世"):
        desk.reverse(card)


def test_only_who_settled_it_or_a_supervisor_takes_it_back(desk: Desk, supervisor: Clerk) -> None:
    card = desk.open(family_in(desk))
    with pytest.raises(UserError, match="现在是“已收件”，还没有落户；不办了请登记“已撤回”"):
        desk.reverse(card)
    card = desk.settle(to_police(desk, card))
    with pytest.raises(UserError, match="请写明撤回这件迁移的原因"):
        desk.reverse(card, " ")
    other = replace(desk.clerk, id=9, name="李娜")
    with pytest.raises(UserError, match="撤回别人办的迁移要主管来做"):
        service.reverse_transfer(desk.session, other, card.id, "派出所退回", TODAY)
    service.reverse_transfer(desk.session, supervisor, card.id, "派出所退回", TODAY)


def test_a_settlement_pressed_twice_is_one(desk: Desk) -> None:
    card = to_police(desk, desk.open(family_in(desk)))
    assert desk.settle(card).action_id == desk.settle(card).action_id
    kinds = desk.session.scalars(select(RegisterAction.kind)).all()
    assert kinds.count("moved_in") == 1


def test_who_was_merged_meanwhile_settles_as_who_they_are(desk: Desk, supervisor: Clerk) -> None:
    card = to_police(desk, desk.open(family_in(desk)))
    twice = card.people[0].person_id
    known = make_person(desk.session, "李建军", sex="1", birth_date=date(1984, 5, 2))
    known.status = "left"
    desk.session.flush()
    merge_people(desk.session, supervisor, known.id, twice, TODAY)
    card = desk.settle(card)
    assert {one.person_id for one in card.people} >= {known.id}
    home = desk.session.get_one(HukouTransfer, card.id).to_household_id
    assert desk.home(home)["李建军"] == "02"
    assert desk.session.get_one(Person, known.id).status == "present"


def test_a_birth_is_asked_for_its_day(desk: Desk) -> None:
    family = make_family(desk.session)
    born = family_in(
        desk,
        category="IN_BIRTH",
        newcomers={-1: ResidentDraft("李思远", sex="1", birth_date=date(2026, 11, 2))},
        movers={-1: "41"},
        target=Target(family.id),
        applicant_id=by_name(desk, family)["李建军"],
    )
    plan = reads.draft_plan(desk.session, born, TODAY)
    assert [one.sentence for one in plan.soft] == [
        "李思远的出生日期是 2026-11-02，生效日期请填出生日期"
    ]
    there = replace(born, effective_on=date(2026, 11, 2))
    assert not reads.draft_plan(desk.session, there, TODAY).doubts
    card = desk.settle(to_police(desk, desk.open(there)))
    event = select(PersonEvent.happened_on).where(PersonEvent.action_id == card.action_id)
    assert set(desk.session.scalars(event.where(PersonEvent.kind == "born"))) == {date(2026, 11, 2)}


def test_what_a_transfer_settled_is_taken_back_by_a_transfer_only(desk: Desk) -> None:
    card = desk.settle(to_police(desk, desk.open(family_in(desk))))
    assert card.action_id is not None
    with pytest.raises(UserError, match=f"是迁移 {card.number} 落户时登记的"):
        undo(desk.session, desk.clerk, card.action_id, "登记错了", TODAY)
    assert reads.running_totals(desk.session, 2026)[10].people == 3


def test_a_change_taken_back_counts_no_more(desk: Desk) -> None:
    card = desk.settle(to_police(desk, desk.open(family_in(desk))))
    assert card.action_id is not None
    take_back(desk.session, desk.clerk, card.action_id, "登记错了", TODAY)
    assert reads.running_totals(desk.session, 2026)[10].people == 0
    row = reads.transfer_row(desk.session, card.id, TODAY)
    assert (row.state_label, row.may_be_reversed) == ("已冲回", False)
    with pytest.raises(UserError, match="登记变动已经撤回过了"):
        desk.reverse(card)


def _register(session: Session) -> list[tuple[Any, ...]]:
    """Who is in which household as what, and what every card says of the hukou."""
    session.expire_all()
    people = select(
        Person.id, Person.status, Person.hukou_kind, Person.hukou_address, Person.came_here
    )
    homes = select(Household.id, Household.ended_on, Household.dwelling_id)
    held = select(
        Membership.household_id, Membership.person_id, Membership.relation, Membership.since,
        Membership.until,
    )  # fmt: skip
    return [tuple(row) for query in (people, homes, held) for row in session.execute(query)]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_whoever_leaves_the_way_back_restores_the_register(db: Database, data: Any) -> None:
    """Any of a family goes anywhere with any relations: refused, or settled and restored whole."""
    clerk = Clerk(2, "王芳", Role.COUNTER, "2号窗口")
    with pytest.raises(_Rollback), db.write() as session:
        desk = Desk(session, clerk)
        family, other = make_family(session), make_family(session, "御景小区 5-1-101")
        members = by_name(desk, family)
        relation = st.sampled_from(["02", "12", "20", "30", "41", "52", "99"])
        leaving = data.draw(st.dictionaries(st.sampled_from(sorted(members)), relation, min_size=1))
        staying = data.draw(
            st.dictionaries(st.sampled_from(sorted(set(members) - set(leaving)) or [""]), relation)
        )
        direction, category = data.draw(
            st.sampled_from([("out", "OUT_STUDENT"), ("inside", "INNER_MOVE"), ("merge", "MERGE")])
        )
        draft = TransferDraft(
            direction, category, members["张桂花"], TODAY, reason="随监护人",
            movers={members[name]: said for name, said in leaving.items()},
            relations={members[name]: said for name, said in staying.items() if name},
            target=Target(other.id), received=ALL, one_stop=True,
        )  # fmt: skip
        before = _register(session)
        try:
            card = desk.settle(to_police(desk, desk.open(draft)))
        except Refused:
            assert _register(session) == before
            raise _Rollback from None
        homes = queries.home_standing(session, [family.id, other.id]).values()
        assert all(one.head for one in homes if one.members)
        assert _register(session) != before
        desk.reverse(card)
        assert _register(session) == before
        raise _Rollback


class _Rollback(Exception):
    """Nothing of an example stays in the hall."""


def test_a_household_that_goes_whole_inside_keeps_its_number(desk: Desk) -> None:
    home = make_family(desk.session)
    people = {one.person_id: one.relation for one in _members(desk, home.id)}
    door = make_dwelling(desk.session, "龙腾花园 7-2-301")
    draft = TransferDraft(
        "inside", "INNER_MOVE", next(iter(people)), TODAY, movers=people,
        target=Target(NEW, door.id, "龙腾花园 7-2-301"), received=ALL,
    )  # fmt: skip
    plan = reads.draft_plan(desk.session, draft, TODAY)
    assert [(one.id, one.address) for one in plan.after] == [(home.id, "龙腾花园 7-2-301")]
    card = desk.settle(to_police(desk, desk.open(draft)))
    after = queries.household(desk.session, home.id)
    assert (after.ended_on, len(after.members)) == (None, 4)
    assert after.address is not None
    assert after.address.short == "龙腾花园 7-2-301"
    desk.reverse(card)
    back = queries.household(desk.session, home.id)
    assert back.address is not None
    assert back.address.short == "御景小区 3-2-501"


def _members(desk: Desk, household_id: int) -> tuple[queries.MemberRow, ...]:
    return queries.household(desk.session, household_id).members
