"""Seats and party data of a resident: in their own copy, through a merge, when the term ends."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from gridhall import parts
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.organisation.models import OrganisationAction, PartyMember, Tenure
from gridhall.organisation.queries.members import member_history
from gridhall.organisation.queries.seats import seats_of_person
from gridhall.organisation.rules.members import MemberDraft
from gridhall.organisation.rules.seats import Holder
from gridhall.organisation.service.members import add_member
from gridhall.registry.models import Person
from gridhall.registry.queries.personal import personal_file
from gridhall.registry.rules.retention import ANONYMOUS
from gridhall.registry.service.changes import take_back
from gridhall.registry.service.merging import merge_people, plan_merge
from gridhall.registry.service.retention import anonymise
from tests.factories import TODAY, make_household, make_person
from tests.organisation.people_desk import Desk, at_desk

JOINED, SINCE = date(1999, 7, 1), date(2024, 3, 1)


@pytest.fixture
def desk(db: Database, administrator: Clerk) -> Iterator[Desk]:
    """A branch whose secretary is 李建军, a member of it."""
    with at_desk(db, administrator) as made:
        made.appoint("书记", "李建军", SINCE, source="党员", confirmed=True)
        _member(made, made.people["李建军"], "branch")
        yield made


def _member(desk: Desk, person_id: int, organisation: str) -> None:
    draft = MemberDraft(
        Holder(person_id=person_id), desk.organisations[organisation], SINCE, JOINED,
        came_from="临河区某支部",
    )  # fmt: skip
    add_member(desk.session, desk.clerk, draft, TODAY)


def test_their_own_copy_has_seats_and_relations(desk: Desk) -> None:
    file = personal_file(desk.session, desk.people["李建军"], TODAY, parts.PERSONAL)
    told = {section.title: list(section.lines()) for section in file.sections}
    assert told["任职"] == [
        "席位：书记；所属：御景小区党支部；来自：党员；任职：2024-03-01；经办：管理员"
    ]
    assert told["党员信息"][0].startswith(
        "党组织：御景小区党支部；关系：组织关系；入党：1999-07-01；从：2024-03-01"
    )
    other = personal_file(desk.session, desk.people["王晓燕"], TODAY, parts.PERSONAL)
    assert not [
        one.rows for one in other.sections if one.title in ("任职", "党员信息") and one.rows
    ]


def test_a_merge_carries_seats_and_party_data_and_gives_them_back(desk: Desk) -> None:
    session, gone = desk.session, desk.people["李建军"]
    kept = make_person(session, "李建军", sex="1", birth_date=date(1984, 5, 2)).id
    make_household(session, [(session.get_one(Person, kept), "02")], "御景小区 5-1-101")
    plan = plan_merge(session, kept, gone)
    assert (plan.rows["tenure"], plan.rows["party_member"]) == (1, 1)
    assert {"任职 1 条改到留下的档案", "党员信息 1 条改到留下的档案"} <= set(plan.lines)
    done = merge_people(session, desk.clerk, kept, gone, TODAY)
    assert session.scalars(select(Tenure.person_id)).all() == [kept]
    assert session.scalars(select(PartyMember.person_id)).all() == [kept]
    assert [row.name for row in seats_of_person(session, TODAY, kept)] == ["书记"]
    take_back(session, desk.clerk, done.action_id, "弄错了", TODAY)
    assert session.scalars(select(Tenure.person_id)).all() == [gone]
    assert session.scalars(select(PartyMember.person_id)).all() == [gone]


def test_two_party_records_are_told_and_read_as_one(desk: Desk) -> None:
    session, gone = desk.session, desk.people["李建军"]
    kept = make_person(session, "李建军", sex="1", birth_date=date(1984, 5, 2)).id
    make_household(session, [(session.get_one(Person, kept), "02")], "御景小区 5-1-101")
    _member(desk, kept, "other")
    plan = plan_merge(session, kept, gone)
    assert "party_member" not in plan.rows
    assert any("两份档案都登记了党员" in doubt for doubt in plan.doubts)
    merge_people(session, desk.clerk, kept, gone, TODAY)
    told = {row.organisation_name for row in member_history(session, TODAY, person_id=kept)}
    assert told == {"御景小区党支部", "霞光小区党支部"}


def _left_long_ago(desk: Desk) -> int:
    """李建军 is gone for longer than the term."""
    person = desk.people["李建军"]
    desk.leaves("李建军", date(2026, 11, 1))
    from gridhall.registry.models import Membership

    long_ago = TODAY - timedelta(days=12 * 365)
    gone = update(Membership).where(Membership.person_id == person)
    desk.session.execute(gone.values(since=long_ago - timedelta(days=9), until=long_ago))
    desk.session.expire_all()
    return person


def test_who_is_made_anonymous_is_so_in_seats_members_and_acts(desk: Desk) -> None:
    person = _left_long_ago(desk)
    tenure = desk.session.scalars(select(Tenure)).one()
    desk.relieve(tenure.id, date(2024, 6, 1), "迁往临河区")
    anonymise(desk.session, desk.clerk, [person], ("期满", TODAY), parts.KEEPERS)
    assert (tenure.source, tenure.why) == ("", "")
    member = desk.session.scalars(select(PartyMember)).one()
    assert (member.joined_on, member.full_on) == (None, None)
    acts = desk.session.scalars(select(OrganisationAction)).all()
    said = "".join(act.detail + act.images for act in acts)
    assert "李建军" not in said
    assert "临河区" not in said
    assert f"任职（{ANONYMOUS}）" in said


def test_who_is_kept_on_in_a_seat_keeps_their_record(desk: Desk) -> None:
    person = _left_long_ago(desk)
    tenure = desk.session.scalars(select(Tenure)).one()
    tenure.stays_on = date(2026, 11, 2)
    desk.session.flush()
    with pytest.raises(UserError, match="“御景小区党支部”书记还由这位担任"):
        anonymise(desk.session, desk.clerk, [person], ("期满", TODAY), parts.KEEPERS)
