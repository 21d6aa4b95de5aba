"""Care on a real hall: taken on, visited, missed, ended; hours; every bad input."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from gridhall.care.models import CareTarget, CareVisit
from gridhall.care.queries import board as board_reads
from gridhall.care.queries.targets import target, target_draft, target_of
from gridhall.care.queries.todos import todos
from gridhall.care.queries.visits import visits_of
from gridhall.care.rules.drafts import TargetDraft, VisitDraft
from gridhall.care.service import clock, targets, visits
from gridhall.care.service.keeping import CareKeeper, personal_care
from gridhall.care.service.visits import Absence
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.issues.service.taking_back import take_back
from gridhall.parts import follow
from gridhall.registry.rules.changes import Change
from gridhall.registry.service.changes import carry_out
from gridhall.registry.service.changes import undo as undo_change
from gridhall.volunteering.queries.hours import entry, total_minutes
from gridhall.volunteering.queries.ledger import verify_chain
from tests.care.care_hall import (
    CALENDAR,
    make_target,
    make_volunteer,
    planned,
    rows,
    visited,
    when,
)
from tests.factories import TODAY, make_person

BEGUN = date(2026, 11, 2)  # a Monday
_DAY = timedelta(days=1)


def test_a_visit_ticks_its_slot_and_plans_the_next(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        one = make_target(session, clerk, rhythm="week", today=BEGUN)
        assert planned(session, one).due_on == BEGUN
        visited(session, clerk, one, BEGUN, today=BEGUN, stars=9)
        assert planned(session, one).due_on == date(2026, 11, 9)
        row = target(session, one)
        assert (row.visits, row.last_on, row.last_stars) == (1, BEGUN, 9)
        assert row.due(BEGUN) == ("还有 7 天", "green")
        assert row.who == ""


def test_what_nobody_visited_is_missed_and_stands_as_a_todo(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        one = make_target(session, clerk, rhythm="week", today=BEGUN)
    follow(db, TODAY)
    with db.read() as session:
        assert [row.state for row in rows(session, one)] == [*["missed"] * 3, "planned"]
        assert planned(session, one).due_on == date(2026, 11, 23)
        assert target(session, one).due(TODAY) == ("漏访 3 次", "red")
        assert todos(session, TODAY)[0].words == "漏访 1 人（3 次），要尽快补上"
    with db.write() as session:
        visited(session, clerk, one)
    with db.read() as session:
        assert target(session, one).due(TODAY) == ("还有 6 天", "green")
        assert todos(session, TODAY) == []
        assert [row.state for row in rows(session, one)].count("missed") == 3


def test_a_visit_written_down_late_puts_its_own_slot_right(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        one = make_target(session, clerk, rhythm="week", today=BEGUN)
        clock.roll_all(session, TODAY, CALENDAR)
        done = visited(session, clerk, one, date(2026, 11, 10))
        states = {row.due_on.day: row.state for row in rows(session, one)}
        assert states == {2: "missed", 9: "done", 16: "missed", 23: "planned"}
        take_back(session, clerk, done.action_id)
        assert {row.state for row in rows(session, one)} == {"missed", "planned"}


def test_due_today_and_past_its_day(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        make_target(session, clerk, rhythm="month")
        make_target(
            session, clerk, "李长海", rhythm="month", today=TODAY - 3 * _DAY,
            address="御景小区 3-2-502",
        )  # fmt: skip
        assert [one.words for one in todos(session, TODAY)] == [
            "今天要走访 1 人，另有 1 人过了日子"
        ]


def test_nobody_at_home_twice_asks_for_a_look(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        one = make_target(session, clerk, rhythm="month", today=TODAY - _DAY)
        for day in (TODAY - _DAY, TODAY):
            visits.note_absence(session, clerk, Absence(one, day), when())
        assert target(session, one).absent == 2
        assert planned(session, one).due_on == TODAY - _DAY
        assert "1 人连续两次没人应门，请核实平安" in [row.words for row in todos(session, TODAY)]
        visited(session, clerk, one)
        assert target(session, one).absent == 0


def test_put_off_keeps_the_grid(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        one = make_target(session, clerk, rhythm="week", today=BEGUN)
        done = targets.postpone(session, clerk, one, (date(2026, 11, 6), "住院"), when(BEGUN))
        assert planned(session, one).due_on == date(2026, 11, 6)
        visited(session, clerk, one, date(2026, 11, 6), today=date(2026, 11, 6))
        assert planned(session, one).due_on == date(2026, 11, 9)
        with pytest.raises(UserError, match="之后又办了走访"):
            take_back(session, clerk, done.action_id)


def test_ended_by_a_clerk_and_taken_back(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        one = make_target(session, clerk, rhythm="week")
        done = targets.end_target(session, clerk, one, "入住养老机构", when())
        assert [row.state for row in rows(session, one)] == ["cancelled"]
        assert target(session, one).due(TODAY) == ("已停止", "grey")
        take_back(session, clerk, done.action_id)
        assert planned(session, one).due_on == TODAY
        assert target(session, one).until is None


def test_a_death_in_the_register_ends_the_visits_until_it_is_undone(
    db: Database, clerk: Clerk, supervisor: Clerk
) -> None:
    with db.write() as session:
        one = make_target(session, clerk, rhythm="week", today=BEGUN)
        person = session.get_one(CareTarget, one).person_id
    with db.write() as session:
        gone = carry_out(session, supervisor, Change("died", TODAY, TODAY, {person: ""}), TODAY)
        row = target(session, one)
        assert (row.until, row.why) == (TODAY, "去世（随登记）")
        assert [one.state for one in rows(session, one)] == ["cancelled"]
        with pytest.raises(UserError, match="不再走访（去世（随登记））"):
            visits.note_absence(session, clerk, Absence(one, TODAY), when())
    with db.write() as session:
        undo_change(session, supervisor, gone.action_id, "登错了", TODAY)
        assert target(session, one).until is None
        assert planned(session, one).due_on == BEGUN


def test_a_volunteers_visit_becomes_hours_and_goes_with_it(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        who = make_volunteer(session)
        one = make_target(session, clerk, rhythm="week", volunteer_id=who)
        said = {"volunteer_id": who, "starts": "9点", "minutes": 60}
        done = visited(session, clerk, one, **said)
        made = visits_of(session, one)[0]
        row = entry(session, made.hours_entry_id or 0)
        assert row is not None
        assert (row.activity, row.content, row.spot) == ("关爱走访", "血压、聊天", "御景小区")
        assert (row.minutes, row.source, row.is_own) == (60, "visit", True)
        assert total_minutes(session, who) == 60
        other = make_target(session, clerk, "李长海", address="御景小区 3-2-502")
        with pytest.raises(UserError, match="时间重叠"), session.begin_nested():
            visited(session, clerk, other, **said)
        take_back(session, clerk, done.action_id)
        assert total_minutes(session, who) == 0
        assert verify_chain(session) is None
        visited(session, clerk, one, **said)
        assert total_minutes(session, who) == 60


def test_too_short_for_the_ledger_is_kept_without_hours(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        who = make_volunteer(session)
        one = make_target(session, clerk, volunteer_id=who)
        visited(session, clerk, one, volunteer_id=who, starts="9:00", minutes=10)
        assert visits_of(session, one)[0].hours_entry_id is None


def test_pressed_twice_is_one(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        one = make_target(session, clerk)
        twice = [visited(session, clerk, one, request_key="K" * 36) for _ in range(2)]
        assert twice[0] == twice[1]
        assert len(visits_of(session, one)) == 1


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"day": TODAY + _DAY}, "走访日期不能晚于今天"),
        ({"day": BEGUN - _DAY}, "从 2026-11-02 起走访，走访日期不能更早"),
        ({"stars": 11}, "满意度是 1 到 10 颗星，现在是 11"),
        ({"stars": 0}, "满意度是 1 到 10 颗星，现在是 0"),
        ({"deeds": ()}, "请记做了什么"),
        ({"deeds": ("dancing",)}, "没有“dancing”这一项"),
        ({"minutes": 0}, "一次走访要在 1 到 720 分钟之间"),
        ({"starts": "25点"}, "不是钟点"),
        ({"starts": "次日1:00"}, "走访当天的钟点"),
        ({"volunteer_id": 99, "starts": "9:00", "minutes": 30}, "没有这位志愿者"),
        ({"volunteer_id": 99, "minutes": 30}, "请写几点开始"),
        ({"volunteer_id": 99, "starts": "9:00"}, "请写用了多少分钟"),
        ({"note": "血压 150/95，偏高"}, "没有本人同意不能存"),
        ({"note": "长" * 201}, "备注最长 200 个字，现在是 201 个字"),
    ],
)
def test_a_bad_visit_is_refused(
    db: Database, clerk: Clerk, said: dict[str, object], sentence: str
) -> None:
    more = dict(said)
    day = more.pop("day", TODAY)
    assert isinstance(day, date)
    with db.write() as session:
        one = make_target(session, clerk, today=BEGUN)
        with pytest.raises(UserError, match=sentence):
            visited(session, clerk, one, day, today=TODAY, **more)


def test_two_visits_a_day_are_refused(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        one = make_target(session, clerk)
        visited(session, clerk, one)
        with pytest.raises(UserError, match="已经登记过走访（血压、聊天），一天只记一次"):
            visited(session, clerk, one, deeds=("hair",))


def test_bad_targets_are_refused(db: Database, clerk: Clerk) -> None:
    def refused(sentence: str, person_id: int | None, **said: object) -> None:
        draft = TargetDraft(person_id, **({"category": "empty_nest"} | said))  # type: ignore[arg-type]
        with pytest.raises(UserError, match=sentence):
            targets.save_target(session, clerk, draft, when())

    with db.write() as session:
        one = make_target(session, clerk)
        person = session.get_one(CareTarget, one).person_id
        other = make_person(session, "李长海").id
        refused("已经是关爱对象", person)
        refused("请打姓名首字母选居民", None)
        refused("没有这位居民", 9999)
        refused("已经去世", make_person(session, "王老", status="died").id)
        refused("请选类别", other, category="x")
        refused("请选多久一次", other, rhythm="daily")
        refused("没有这个单位", other, unit_id=77)
        refused("最多排到半年以后", other, since=TODAY + timedelta(days=200))
        refused("同意日期不能晚于今天", other, consent_on=TODAY + _DAY)
        refused("没有本人同意", other, note="糖尿病，腿脚不便")
        refused("谁去最长 60 个字", other, visitor="社" * 61)


def test_consent_lets_health_be_noted(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        one = make_target(session, clerk, consent_on=TODAY, note="高血压")
        visited(session, clerk, one, note="血压 150/95")
        draft = target_draft(session, one)
        assert draft.note == "高血压"
        made = session.get_one(CareVisit, visits_of(session, one)[0].id)
        said = VisitDraft(one, TODAY, ("pressure",), 10, note="血压 140/90")
        visits.change_visit(session, clerk, made.id, said, made.version)
        assert visits_of(session, one)[0].stars == 10
        with pytest.raises(UserError, match="别处刚改过"):
            visits.change_visit(session, clerk, made.id, said, made.version - 1)


@pytest.mark.parametrize(
    ("put_off", "sentence"),
    [
        ((TODAY - _DAY, "住院"), "不能改到今天"),
        ((TODAY + timedelta(days=200), "住院"), "最多改到半年以后"),
        ((TODAY, "住院"), "本来就排在"),
        ((TODAY + _DAY, " "), "请写原因"),
    ],
)
def test_a_bad_day_to_put_off_to(
    db: Database, clerk: Clerk, put_off: tuple[date, str], sentence: str
) -> None:
    with db.write() as session:
        one = make_target(session, clerk)
        with pytest.raises(UserError, match=sentence):
            targets.postpone(session, clerk, one, put_off, when())


def test_a_stale_form_and_a_gone_target(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        one = make_target(session, clerk)
        draft = target_draft(session, one)
        targets.save_target(session, clerk, replace(draft, rhythm="week"), when())
        with pytest.raises(UserError, match="别处刚改过（王芳）"):
            targets.save_target(session, clerk, draft, when())
        with pytest.raises(UserError, match="没有这位关爱对象"):
            visited(session, clerk, 404)
        with pytest.raises(UserError, match="这一次没有漏访"):
            visits.explain_missed(session, clerk, planned(session, one).id, "忘了", when())


def test_why_it_was_missed_stays_with_it(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        one = make_target(session, clerk, rhythm="week", today=BEGUN)
        clock.roll_all(session, TODAY, CALENDAR)
        lost = rows(session, one)[0]
        visits.explain_missed(session, clerk, lost.id, "志愿者请假", when())
        assert visits_of(session, one)[-1].done_words == "志愿者请假"
        assert target(session, one).missed == 3


def test_the_plan_of_a_month_by_visitor_and_grid(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        make_target(session, clerk, rhythm="week", visitor="社工小王")
        make_target(session, clerk, "李长海", address="御景小区 3-2-502", rhythm="month")
        keys = dict(board_reads.plan_choices(session))
        assert keys["words:社工小王"] == "社工小王"
        (line,) = board_reads.month_plan(session, CALENDAR, date(2026, 12, 1), "words:社工小王")
        assert [day.day for day in line.days] == [1, 8, 15, 22, 29]
        grid = next(key for key in keys if key.startswith("grid"))
        assert len(board_reads.month_plan(session, CALENDAR, date(2026, 12, 1), grid)) == 2


def test_what_is_kept_of_somebody_and_forgotten(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        one = make_target(session, clerk, consent_on=TODAY, note="高血压")
        visited(session, clerk, one, note="血压 150/95")
        person = session.get_one(CareTarget, one).person_id
        told = personal_care(session, person)
        assert [row[0] for row in told.rows] == ["关爱对象", "走访"]
        assert "血压 150/95" in told.rows[1][3]
        CareKeeper().forget(session, person)
        assert "150" not in str(personal_care(session, person).rows)
        row = target_of(session, person)
        assert row is not None
        assert (row.category_label, row.note) == ("其他", "")
