"""A resident's records as a volunteer: in their own copy, through a merge, when the term ends."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from gridhall import parts
from gridhall.core.clerk import Clerk
from gridhall.db import search
from gridhall.db.database import Database
from gridhall.organisation.models import Outsider
from gridhall.organisation.rules.seats import OutsiderDraft
from gridhall.organisation.service.outsiders import change_outsider
from gridhall.registry.models import Person
from gridhall.registry.queries.personal import personal_file
from gridhall.registry.rules.retention import ANONYMOUS
from gridhall.registry.service.changes import take_back
from gridhall.registry.service.merging import merge_people, plan_merge
from gridhall.registry.service.retention import anonymise
from gridhall.volunteering.models import ServiceAction, Volunteer
from gridhall.volunteering.queries.checks import RULES, problems
from gridhall.volunteering.queries.finding import find_volunteers
from gridhall.volunteering.queries.volunteers import volunteer_row
from gridhall.volunteering.rules.volunteers import VolunteerDraft
from gridhall.volunteering.service.belonging import SkillDraft, set_skills
from gridhall.volunteering.service.hours import HoursDraft, append
from gridhall.volunteering.service.volunteers import register
from gridhall.volunteering.service.wishes import TimeDraft, set_availability
from tests.factories import TODAY, make_household, make_person
from tests.volunteering.people import skill_id, volunteer


@pytest.fixture
def one(db: Database, supervisor: Clerk) -> tuple[int, int]:
    """覃航, a resident and volunteer with a skill, times and hours."""
    with db.write() as session:
        person = make_person(session, "覃航", phone="13942168709")
        make_household(session, [(person, "02")])
        draft = VolunteerDraft(person_id=person.id, note="会拉二胡", area="御景小区")
        row_id = register(session, supervisor, draft, TODAY)
        skill = SkillDraft(skill_id(session, "健康证", True), "JK-1", date(2027, 1, 1))
        set_skills(session, supervisor, row_id, [skill])
        set_availability(session, supervisor, row_id, [TimeDraft(weekday=5)])
        hours = HoursDraft(row_id, date(2026, 11, 15), 510, 600, "集中服务日", "理发", TODAY)
        append(session, supervisor, hours)
        return person.id, row_id


def test_their_own_copy_has_card_wishes_and_hours(db: Database, one: tuple[int, int]) -> None:
    with db.read() as session:
        file = personal_file(session, one[0], TODAY, parts.PERSONAL)
    told = {section.title: list(section.lines()) for section in file.sections}
    assert "编号：ZY00001；状态：在册" in told["志愿者"][0]
    assert told["志愿服务意愿"] == [
        "种类：专业技能；内容：健康证 JK-1（至 2027-01-01）",
        "种类：可服务时段；内容：周六 00:00–24:00 有空",
    ]
    assert "小时：1.5" in told["志愿服务时长"][0]


def test_a_merge_carries_the_volunteer_and_gives_them_back(
    db: Database, supervisor: Clerk, one: tuple[int, int]
) -> None:
    gone, row_id = one
    with db.write() as session:
        kept = make_person(session, "覃航（二）", sex="1").id
        make_household(session, [(session.get_one(Person, kept), "02")], "御景小区 5-1-101")
        plan = plan_merge(session, kept, gone)
        assert "志愿者档案 1 条改到留下的档案" in plan.lines
        done = merge_people(session, supervisor, kept, gone, TODAY)
        assert session.get_one(Volunteer, row_id).person_id == kept
        assert volunteer_row(session, row_id, TODAY).name == "覃航（二）"
        assert find_volunteers(session, "覃航二") == [row_id]
        assert not any(one.count for one in problems(session))
        take_back(session, supervisor, done.action_id, "弄错了", TODAY)
        assert session.get_one(Volunteer, row_id).person_id == gone


def test_two_volunteers_of_one_person_are_told_before_and_after(
    db: Database, supervisor: Clerk, one: tuple[int, int]
) -> None:
    gone, row_id = one
    with db.write() as session:
        kept = make_person(session, "覃航", sex="1")
        make_household(session, [(kept, "02")], "御景小区 5-1-101")
        second = volunteer(session, "覃航", person_id=kept.id)
        plan = plan_merge(session, kept.id, gone)
        assert any("两份档案都是志愿者" in line for line in plan.lines)
        merge_people(session, supervisor, kept.id, gone, TODAY)
        counts = {found.rule: found.count for found in problems(session)}
        assert counts["volunteer.twice"] == 1
        for each in (row_id, second):
            assert "同一人有两份志愿者档案" in volunteer_row(session, each, TODAY).warnings


def test_a_new_name_is_found_at_once(db: Database, one: tuple[int, int]) -> None:
    from gridhall.registry.service.index import index_people

    with db.write() as session:
        session.get_one(Person, one[0]).name = "覃远航"
        session.flush()
        index_people(session, [one[0]])
        assert find_volunteers(session, "qyh") == [one[1]]
        assert not any(found.count for found in problems(session))


def test_an_outsiders_new_name_is_found_at_once(db: Database, supervisor: Clerk) -> None:
    with db.write() as session:
        row_id = volunteer(session, "邵丽桂")
        outsider = session.get_one(Volunteer, row_id).outsider_id or 0
        draft = OutsiderDraft("邵丽贵", version=session.get_one(Outsider, outsider).version)
        change_outsider(session, supervisor, outsider, draft, TODAY)
        assert find_volunteers(session, "邵丽贵") == [row_id]
        assert _broken(session) == set()


def test_when_the_term_is_over_nothing_of_them_is_left_but_the_hours(
    db: Database, administrator: Clerk, one: tuple[int, int]
) -> None:
    with db.write() as session:
        long_ago = TODAY - timedelta(days=4200)
        session.execute(
            update(Person).where(Person.id == one[0]).values(status="died", died_on=long_ago)
        )
        session.execute(text("UPDATE membership SET until = :d"), {"d": long_ago.isoformat()})
        session.expire_all()
        anonymise(session, administrator, [one[0]], ("期限已满", TODAY), parts.KEEPERS)
        row = session.get_one(Volunteer, one[1])
        assert (row.note, row.area, row.state) == ("", "", "left")
        found = volunteer_row(session, one[1], TODAY)
        assert (found.skills, found.minutes_this_year) == ((), 90)
        for act in session.scalars(select(ServiceAction)).all():
            assert "覃航" not in act.detail + act.images
            assert ANONYMOUS in act.detail
        assert find_volunteers(session, "覃航") == []


BROKEN = {
    "volunteer.state": "UPDATE volunteer SET left_on = '2020-01-01' WHERE id = 1",
    "volunteer.number": "UPDATE volunteer SET number = 'X'",
    "volunteer.times": "UPDATE availability SET weekday = 9",
    "volunteer.wishes": "INSERT INTO wish (volunteer_id, kind, target_kind, target)"
    " VALUES (1, 'wish', 'squad', '77')",
    "search.volunteers": "DELETE FROM search_entry WHERE title = '覃航'",
}


@pytest.mark.parametrize("rule", BROKEN)
def test_each_check_finds_what_it_names(db: Database, one: tuple[int, int], rule: str) -> None:
    with db.write() as session:
        volunteer(session, "另一位")
        assert _broken(session) == set()
        session.execute(text(BROKEN[rule]))
        assert _broken(session) >= {rule}


def _broken(session: Session) -> set[str]:
    return {one.rule for one in problems(session) if one.count}


def test_every_rule_has_its_words() -> None:
    from gridhall.hall.labels import problem_label, remedy

    for rule in [*(one.name for one in RULES), "search.volunteers"]:
        assert problem_label(rule) != rule
        assert remedy(rule)
    assert "volunteer" in search.KINDS
