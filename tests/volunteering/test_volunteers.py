"""Volunteers registered, changed, found, and every act of it taken back."""

from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.organisation.models import Outsider, PartnerUnit
from gridhall.volunteering.models import Pairing, ServiceAction, Volunteer
from gridhall.volunteering.queries.finding import find_volunteers, who
from gridhall.volunteering.queries.volunteers import (
    VolunteerFilter,
    missing_basics,
    volunteer_row,
    volunteers,
)
from gridhall.volunteering.rules.drafts import DraftProblems
from gridhall.volunteering.rules.volunteers import VolunteerDraft
from gridhall.volunteering.service.belonging import SkillDraft, set_skills, set_squads
from gridhall.volunteering.service.hours import HoursDraft, append
from gridhall.volunteering.service.taking_back import take_back
from gridhall.volunteering.service.volunteers import (
    change,
    come_back,
    leave,
    pause,
    register,
    register_as_act,
)
from gridhall.volunteering.service.wishes import (
    TimeDraft,
    WishDraft,
    pair,
    set_availability,
    set_wishes,
)
from tests.factories import TODAY, id_number, make_family, make_person
from tests.volunteering.people import skill_id, squad_id, volunteer


def _unit(session: Session, name: str = "市第一中学") -> int:
    row = PartnerUnit(name=name, kind="reporting")
    session.add(row)
    session.flush()
    return row.id


def test_a_resident_is_registered_listed_and_found_as_the_register_knows_them(
    db: Database, clerk: Clerk
) -> None:
    with db.write() as session:
        make_family(session)
        person = make_person(session, "肖然怡", political_status="01", phone="13984022494")
        squads, skills = (squad_id(session, "困难关爱"),), (skill_id(session, "理发"),)
        draft = VolunteerDraft(person_id=person.id, category="助老", skills=skills, squads=squads)
        row_id = register(session, clerk, draft, TODAY)
    with db.read() as session:
        row = volunteer_row(session, row_id, TODAY)
        assert (row.name, row.is_party, row.skills, row.squads) == (
            "肖然怡", True, ("理发",), ("困难关爱",),
        )  # fmt: skip
        assert row.number == f"ZY{row_id:05}"
        assert row.phone_masked == "139****2494"
        for typed in ("xry", "xiaoranyi", "肖然怡", "2494", person.id_number or "", row.number):
            assert find_volunteers(session, typed) == [row_id], typed
        assert who(session, "肖然怡") == row_id


def test_the_same_request_registers_once(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        draft = VolunteerDraft(name="陈洋梓", phone="13812345678", unit_id=_unit(session))
        first = register(session, clerk, draft, TODAY, "key-1")
        assert register(session, clerk, draft, TODAY, "key-1") == first
        assert session.scalar(select(func.count()).select_from(Volunteer)) == 1
        with pytest.raises(DraftProblems, match="已经是志愿者"):
            register(session, clerk, draft, TODAY, "key-2")


def test_an_outsider_known_by_number_or_phone_is_not_written_twice(
    db: Database, clerk: Clerk
) -> None:
    number = id_number(date(1990, 4, 27), "2")
    with db.write() as session:
        known = Outsider(name="范玉丽", phone="13849824971", id_number=number)
        session.add(known)
        session.flush()
        draft = VolunteerDraft(name="范玉丽", id_number=number.lower())
        row_id = register(session, clerk, draft, TODAY)
        assert session.get_one(Volunteer, row_id).outsider_id == known.id


BAD = [
    (VolunteerDraft(), "请填写姓名"),
    (VolunteerDraft(name="甲", id_number="370686199004272950"), "最后一位对不上"),
    (VolunteerDraft(name="甲", born_on=date(2030, 1, 1)), "出生日期不能晚于今天"),
    (VolunteerDraft(name="甲", max_per_month=0), "请填 1 到 31"),
    (VolunteerDraft(name="甲", note="长" * 401), "最长 400 个字"),
    (VolunteerDraft(name="甲", unit_id=99), "没有这个单位"),
    (VolunteerDraft(name="甲", home_grid_id=99), "没有这个网格"),
    (VolunteerDraft(person_id=99), "没有这位居民"),
    (VolunteerDraft(outsider_id=99), "没有这位外部人员"),
    (VolunteerDraft(name="甲", skills=(99,)), "没有这项技能"),
    (VolunteerDraft(name="甲", squads=(99,)), "没有这个小分队"),
]


@pytest.mark.parametrize(("draft", "sentence"), BAD)
def test_a_draft_that_cannot_be_says_what_to_do(
    db: Database, clerk: Clerk, draft: VolunteerDraft, sentence: str
) -> None:
    with db.write() as session, pytest.raises(DraftProblems, match=sentence):
        register(session, clerk, draft, TODAY)


def test_a_residents_number_is_not_an_outsiders(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        person = make_person(session, "覃航")
        draft = VolunteerDraft(name="覃航", id_number=person.id_number or "")
        with pytest.raises(DraftProblems, match="请从居民里选"):
            register(session, clerk, draft, TODAY)


def test_every_act_is_taken_back_the_last_first(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        unit = _unit(session)
        other = volunteer(session, "另一位")
        done = register_as_act(session, clerk, VolunteerDraft(name="魏山", unit_id=unit), TODAY)
        one = done.row_id
        acts = [
            set_skills(session, clerk, one,
                       [SkillDraft(skill_id(session, "健康证", True), "K1", date(2026, 12, 1))]),
            set_squads(session, clerk, one, [squad_id(session, "环境治理")]),
            set_availability(session, clerk, one, [TimeDraft(weekday=5), TimeDraft(weekday=6)]),
            set_wishes(session, clerk, one, [WishDraft("refusal", "duty", "理发")]),
            pair(session, clerk, one, other, "apart"),
            pause(session, clerk, one, "住院"),
            come_back(session, clerk, one),
            leave(session, clerk, one, TODAY),
        ]  # fmt: skip
        assert volunteer_row(session, one, TODAY).state == "left"
        with pytest.raises(UserError, match="请先撤回后来的"):
            take_back(session, clerk, done.action_id)
        for act in reversed(acts):
            take_back(session, clerk, act.action_id)
        row = volunteer_row(session, one, TODAY)
        assert (row.state, row.skills, row.squads) == ("active", (), ())
        assert session.scalar(select(func.count()).select_from(Pairing)) == 0
        take_back(session, clerk, done.action_id)
        assert session.get(Volunteer, one) is None
        assert find_volunteers(session, "魏山") == []
        assert session.scalar(select(func.count()).where(Outsider.name == "魏山")) == 0
        with pytest.raises(UserError, match="已经撤回过"):
            take_back(session, clerk, done.action_id)


def test_who_has_served_cannot_be_taken_back_but_can_leave(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        done = register_as_act(session, clerk, VolunteerDraft(name="魏山"), TODAY)
        append(session, clerk, HoursDraft(done.row_id, TODAY, 510, 600, "服务", "理发", TODAY))
        with pytest.raises(UserError, match="已经有别的记录用到它"):
            take_back(session, clerk, done.action_id)
        leave(session, clerk, done.row_id, TODAY)
        assert volunteer_row(session, done.row_id, TODAY).minutes_this_year == 90


def test_an_outsiders_facts_are_changed_with_the_volunteer(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        one = volunteer(session, "邵丽桂", phone="18601905442", id_number=None, born_on=None)
        row = session.get_one(Volunteer, one)
        draft = VolunteerDraft(name="邵丽贵", phone="18601905443", category="助老",
                               version=row.version)  # fmt: skip
        done = change(session, clerk, one, draft, TODAY)
        found = volunteer_row(session, one, TODAY)
        assert (found.name, found.category) == ("邵丽贵", "助老")
        assert find_volunteers(session, "邵丽贵") == [one]
        with pytest.raises(UserError, match="别处刚改过"):
            change(session, clerk, one, draft, TODAY)
        take_back(session, clerk, done.action_id)
        assert volunteer_row(session, one, TODAY).name == "邵丽桂"


def test_the_list_is_narrowed_by_what_is_lacking_and_what_expires(db: Database) -> None:
    with db.write() as session:
        unit = _unit(session)
        old = volunteer(session, "甲", skills={"健康证": date(2026, 12, 10)}, unit_id=unit)
        volunteer(session, "乙", skills={"健康证": date(2027, 12, 10)}, squads=("民情调查",))
        resident = volunteer(
            session, "丙", category="助老", area="御景小区", skills=("理发",), state="paused"
        )
        expiring = volunteers(session, TODAY, VolunteerFilter(expiring=True))
        assert [row.id for row in expiring] == [old]
        assert expiring[0].warnings[0] == "健康证 2026-12-10 到期"
        lacking = volunteers(session, TODAY, VolunteerFilter(lacking=True))
        assert resident not in [row.id for row in lacking]
        assert missing_basics(session, old, TODAY) == ("居住区域", "服务类别")
        assert [r.name for r in volunteers(session, TODAY, VolunteerFilter(unit_id=unit))] == ["甲"]
        assert [r.name for r in volunteers(session, TODAY, VolunteerFilter(state="paused"))] == [
            "丙"
        ]
        squad = VolunteerFilter(squad_id=squad_id(session, "民情调查"))
        assert [r.name for r in volunteers(session, TODAY, squad)] == ["乙"]


def test_who_moved_away_or_died_is_told_and_not_eligible(db: Database) -> None:
    with db.write() as session:
        person = make_person(session, "覃航", status="died", died_on=date(2026, 11, 2))
        one = volunteer(session, "覃航", person_id=person.id)
        row = volunteer_row(session, one, TODAY)
        assert row.warnings[0] == "2026-11-02 已去世，不再排班"
        assert (row.gone, row.gone_on) == ("died", date(2026, 11, 2))


def test_who_says_when_several_are_meant(db: Database) -> None:
    with db.write() as session:
        volunteer(session, "王磊")
        second = volunteer(session, "王磊", phone="13812340000")
        with pytest.raises(UserError, match="有 2 位志愿者"):
            who(session, "王磊")
        assert who(session, "13812340000") == second
        assert who(session, str(second)) == second
        with pytest.raises(UserError, match="没有志愿者"):
            who(session, "张三丰")
        with pytest.raises(UserError, match="请写明"):
            who(session, " ")


def test_no_act_of_nothing_is_left_behind_by_a_refused_draft(db: Database, clerk: Clerk) -> None:
    with pytest.raises(DraftProblems), db.write() as session:
        register(session, clerk, VolunteerDraft(person_id=99), TODAY)
    with db.read() as session:
        assert session.scalar(select(func.count()).select_from(ServiceAction)) == 0
