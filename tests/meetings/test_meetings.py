"""Joint meetings: planned, opened, decided, closed, cancelled; every refusal in its sentence."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.hall.queries import settings
from gridhall.issues.rules.orders import Owner
from gridhall.issues.rules.settings import Governance
from gridhall.issues.service.settings import set_governance
from gridhall.meetings.queries.meetings import due_meeting, meeting_row, meetings, next_meeting
from gridhall.meetings.rules.decisions import Decision, On, Votes
from gridhall.meetings.rules.drafts import Coming, Invited, MeetingDraft
from gridhall.meetings.service import meetings as service
from gridhall.meetings.service.attending import invite, note_came, uninvite
from gridhall.meetings.service.deciding import decide, undecide
from gridhall.meetings.service.minuting import Overtaken, add_item, drop_item, minute
from gridhall.meetings.service.taking_back import reopen_meeting
from gridhall.organisation.models import Organisation, Outsider, Seat, Tenure
from tests.factories import NOW
from tests.meetings.halls import CLERK, SECOND, Office, when

MAY, JUNE = date(2026, 5, 20), date(2026, 6, 24)


@pytest.fixture
def office(db: Database) -> Office:
    return Office(db)


@pytest.fixture
def committee(db: Database) -> int:
    """A 大党委 whose first secretaries take turns, with a member besides."""
    with db.write() as session:
        own = Organisation(kind="joint_committee", name="办头堰社区大党委")
        people = [
            Outsider(name=name, workplace=f"{name[0]}家单位") for name in ("张志国", "李建华")
        ]
        member = Outsider(name="周敏", workplace="市一中")
        session.add_all([own, *people, member])
        session.flush()
        seat = Seat(organisation_id=own.id, title="first_secretary", name="第一书记")
        other = Seat(organisation_id=own.id, title="part_time_member", name="兼职委员")
        session.add_all([seat, other])
        session.flush()
        spans = ((date(2026, 1, 1), date(2026, 6, 1)), (date(2026, 6, 1), None))
        for one, (since, until) in zip(people, spans, strict=True):
            session.add(_tenure(seat, one, since, until))
        session.add(_tenure(other, member, date(2026, 1, 1), None))
        return own.id


def _tenure(seat: Seat, one: Outsider, since: date, until: date | None) -> Tenure:
    return Tenure(
        seat_id=seat.id, outsider_id=one.id, since=since, until=until, recorded_at=NOW,
        clerk_name="王芳",
    )  # fmt: skip


def test_planning_fills_in_what_is_usual(office: Office, committee: int) -> None:
    may = office.plan(MAY)
    june = office.plan(JUNE)
    with office.db.read() as session:
        first, second = meeting_row(session, may), meeting_row(session, june)
    assert first.title == "办头堰社区大党委2026年5月份联席会议"
    assert (first.host, second.host) == ("张志国", "李建华")  # their turns
    assert (first.ordinal, second.ordinal) == (1, 2)
    assert first.organisation_id == committee
    card = office.card(may, MAY)
    assert [(one.name, one.role, one.workplace) for one in card.members] == [
        ("张志国", "host", "张家单位"),
        ("周敏", "member", "市一中"),
    ]
    assert card.attendance.words == "应到 2 人，实到 0 人"


def test_the_same_request_plans_once(office: Office) -> None:
    first = office.plan(MAY, request_key="a" * 36)
    assert office.plan(MAY, request_key="a" * 36) == first
    with pytest.raises(UserError, match="2026-05-20 已经安排了"):
        office.plan(MAY)


def test_a_month_without_a_meeting_is_told(office: Office) -> None:
    with office.db.read() as session:
        due = due_meeting(session, date(2026, 5, 12))
    assert due is not None
    assert due.words == "2026年5月还没有开联席会议，5月31日前要开一次"
    may = office.plan(MAY)
    with office.db.read() as session:
        due = due_meeting(session, date(2026, 5, 12))
    assert due is not None
    assert due.planned is not None
    assert due.planned.id == may
    with office.db.write() as session:
        service.open_meeting(session, CLERK, may, when(MAY))
    with office.db.read() as session:
        assert due_meeting(session, MAY) is None
        assert due_meeting(session, JUNE) is not None
    with office.db.write() as session:
        set_governance(session, SECOND, Governance(rhythm="quarter"))
        assert settings(session)["governance"]
    with office.db.read() as session:
        assert due_meeting(session, JUNE) is None
        told = due_meeting(session, date(2026, 7, 1))
    assert told is not None
    assert told.words == "2026年第三季度还没有开联席会议，9月30日前要开一次"


def test_the_agenda_answers_before_any_meeting_is_arranged(office: Office) -> None:
    first = office.issue("楼道灯不亮", date(2026, 5, 3))
    assert [one.issue_id for one in office.agenda(None, date(2026, 5, 4))] == [first]
    may = office.plan(MAY)
    late = office.issue("井盖松动", date(2026, 5, 21))
    assert office.titles(may, MAY) == ["楼道灯不亮"]  # told after its day
    with office.db.read() as session:
        found = next_meeting(session, date(2026, 5, 22))
    assert found is not None
    assert found.id == may
    assert [one.issue_id for one in office.agenda(None, date(2026, 5, 22))] == [first, late]


def test_opening_puts_what_was_collected_on_the_agenda(office: Office) -> None:
    issue = office.issue("楼道灯不亮", date(2026, 5, 3))
    may = office.plan(MAY)
    with (
        pytest.raises(UserError, match="还没到日子。提前开请先改日期"),
        office.db.write() as session,
    ):
        service.open_meeting(session, CLERK, may, when(date(2026, 5, 19)))
    with office.db.write() as session:
        done = service.open_meeting(session, CLERK, may, when(MAY))
    assert office.row(issue).state == "on_agenda"
    office.back(done.action_id)
    assert office.row(issue).state == "collected"
    assert office.card(may, MAY).row.state == "planned"


@pytest.mark.parametrize(
    ("kind", "said", "state"),
    [
        ("admit", {}, "admitted"),
        ("decline", {"refusal": "not_ours"}, "declined"),
        ("route", {"route": 4}, "routed"),
        ("take_up", {}, "in_progress"),
        ("escalate", {"words": "涉及供水管网"}, "on_agenda"),
        ("consult", {}, "on_agenda"),
        ("later", {"words": "等方案"}, "on_agenda"),
    ],
)
def test_each_decision_is_the_issues_next_step_and_is_taken_back_whole(
    office: Office, kind: str, said: dict[str, object], state: str
) -> None:
    issue = office.issue("楼道灯不亮", date(2026, 5, 3))
    may = office.begin(MAY)
    before = office.row(issue)
    done = office.decide(may, issue, MAY, kind, **said)
    now = office.row(issue)
    assert now.state == state
    item = office.agenda(may, MAY)[0]
    assert (item.decision, item.is_decided, item.action_id is not None) == (kind, True, True)
    assert office.card(may, MAY).row.issues == 1
    office.back(done.action_id)
    again = office.row(issue)
    same = {one: getattr(again, one) for one in ("state", "owner_name", "due_on", "level", "route")}
    assert same == {one: getattr(before, one) for one in same}
    assert office.agenda(may, MAY)[0].decision == ""


def test_the_ledger_cannot_take_a_decisions_step_back_alone(office: Office) -> None:
    issue = office.issue("楼道灯不亮", date(2026, 5, 3))
    may = office.begin(MAY)
    office.decide(may, issue, MAY, "take_up")
    step = office.agenda(may, MAY)[0].action_id
    assert step is not None
    with pytest.raises(UserError, match="的一部分，请把那一项整个撤回"):
        office.back(step)


def test_deciding_anew_takes_the_first_decision_back(office: Office) -> None:
    issue = office.issue("楼道灯不亮", date(2026, 5, 3))
    may = office.begin(MAY)
    office.decide(may, issue, MAY, "decline", refusal="done", said="物业说修好了")
    office.decide(may, issue, MAY, "route", route=1)
    row = office.row(issue)
    assert (row.state, row.declined_on, row.route) == ("routed", None, 1)
    item = office.agenda(may, MAY)[0]
    assert (item.decision, item.said) == ("route", "物业说修好了")


def test_two_secretaries_at_once_lose_nothing(office: Office) -> None:
    issue = office.issue("楼道灯不亮", date(2026, 5, 3))
    may = office.begin(MAY)
    seen = office.agenda(may, MAY)[0].on
    with office.db.write() as session:
        version = minute(session, SECOND, seen, "高明记的话", when(MAY))
    with pytest.raises(Overtaken, match=r"高明刚写过这一项（记录）。您写的还在") as told:
        office.decide(may, issue, MAY, "take_up", seen.version, said="王芳记的话")
    assert told.value.now.said == "高明记的话"
    assert office.row(issue).state == "on_agenda"
    office.decide(may, issue, MAY, "take_up", version, said="高明记的话\n王芳记的话")
    item = office.agenda(may, MAY)[0]
    assert (item.said, item.decision) == ("高明记的话\n王芳记的话", "take_up")
    with pytest.raises(Overtaken, match="就地办理"), office.db.write() as session:
        minute(session, SECOND, On(may, issue, version=version), "又一句", when(MAY))


def test_a_deadline_before_the_meeting_is_refused(office: Office) -> None:
    issue = office.issue("楼道灯不亮", date(2026, 5, 3))
    may = office.begin(MAY)
    with pytest.raises(UserError, match="期限 2026-05-19 早于开会的日子（2026-05-20）"):
        office.decide(may, issue, MAY, "route", due_on=date(2026, 5, 19))
    assert office.row(issue).state == "on_agenda"
    office.decide(may, issue, date(2026, 5, 22), "route", due_on=MAY)  # minuted two days later
    assert office.row(issue).due_on == MAY


def test_nothing_is_decided_on_a_closed_issue(office: Office) -> None:
    issue, other = (office.issue(f"楼道灯不亮{n}", date(2026, 5, 3)) for n in (1, 2))
    april = office.begin(date(2026, 5, 6))
    office.decide(april, issue, date(2026, 5, 6), "take_up")
    office.end(april, date(2026, 5, 6))
    may = office.begin(MAY)
    with office.db.write() as session:
        minute(session, CLERK, On(may, issue), "物业正在修", when(MAY))
    office.solve(issue, MAY)
    said = r"哨〔2026〕0001 已销号，不用再议定。确有反复请先在吹哨台账重新打开（Ctrl\+O）"
    with pytest.raises(UserError, match=said):
        office.decide(may, issue, MAY, "go_on")
    assert [one.said for one in office.agenda(may, MAY) if one.issue_id == issue] == ["物业正在修"]
    office.decide(may, other, MAY, "decline", refusal="done")
    office.decide(may, other, MAY, "admit")  # what this meeting declined it may decide anew


def test_a_meeting_cancelled_half_way_keeps_what_was_decided(office: Office) -> None:
    first, second = (office.issue(f"难题{n}", date(2026, 5, 3)) for n in (1, 2))
    may = office.begin(MAY)
    office.decide(may, first, MAY, "decline", refusal="done")
    with office.db.write() as session:
        minute(session, CLERK, On(may, second), "说到一半", when(MAY))
    with pytest.raises(UserError, match="原因"):
        office.cancel(may, " ", MAY)
    office.cancel(may, "停电", MAY)
    card = office.card(may, MAY)
    assert card.story[0].detail.endswith("已议定的 1 项照办，其余 1 项转下次会议（停电）")
    assert office.states([first, second]) == ["declined", "on_agenda"]
    assert [(one.title, one.said) for one in card.items] == [("难题1", ""), ("难题2", "说到一半")]
    assert [one.issue_id for one in office.agenda(None, MAY)] == [second]
    assert office.row(second).carry_count == 0  # it survived no meeting that was held
    office.begin(MAY)  # the same day is free again
    with pytest.raises(UserError, match="已取消，不能议定。请另安排一次"):
        office.decide(may, second, MAY, "admit")


def test_who_may_cancel(office: Office) -> None:
    may = office.plan(MAY)
    with pytest.raises(UserError, match="取消会议"), office.db.write() as session:
        service.cancel_meeting(session, CLERK, may, "停电", when(MAY))


def test_a_held_meeting_is_frozen(office: Office) -> None:
    issue = office.issue("难题", date(2026, 5, 3))
    may = office.begin(MAY)
    done = office.decide(may, issue, MAY, "take_up")
    office.end(may, MAY)
    with pytest.raises(UserError, match="已开，不能议定。议程已经定了，要改请用“重新记录”"):
        office.decide(may, issue, MAY, "admit")
    with pytest.raises(UserError, match="已经结束，不能再撤回决定"):
        office.back(done.action_id)
    office.solve(issue, JUNE)
    assert [(one.left_open, one.carried) for one in office.agenda(may, JUNE)] == [(True, 0)]
    with pytest.raises(UserError, match="已开，不能取消会议"):
        office.cancel(may, "停电", MAY)


def test_agendas_are_frozen_in_the_order_of_days(office: Office) -> None:
    early = office.plan(date(2026, 5, 6))
    office.end(office.begin(MAY), MAY)
    with pytest.raises(UserError, match="已经开过，不能再开更早的会"), office.db.write() as session:
        service.open_meeting(session, CLERK, early, when(MAY))
    june = office.begin(JUNE)
    other = office.plan(JUNE + timedelta(1))
    with (
        pytest.raises(UserError, match="还没有结束，请先按“结束会议”"),
        office.db.write() as session,
    ):
        service.open_meeting(session, CLERK, other, when(JUNE + timedelta(1)))
    assert june != other


def test_recording_anew_takes_the_close_back_with_its_reason(office: Office) -> None:
    issue = office.issue("难题", date(2026, 5, 3))
    may = office.begin(MAY)
    done = office.end(may, MAY)
    assert office.row(issue).carry_count == 1
    with office.db.write() as session:
        minutes = service.note_minutes(session, CLERK, may, when(MAY))
    with pytest.raises(UserError, match="要改请先作废纪要，再用“重新记录”写明原因"):
        office.back(minutes.action_id)
    with pytest.raises(UserError, match="之后又办了"):
        office.back(done.action_id)
    with pytest.raises(UserError, match="重新记录"), office.db.write() as session:
        reopen_meeting(session, CLERK, may, "漏记", when(MAY))
    with office.db.write() as session:
        reopen_meeting(session, SECOND, may, "漏记一项", when(MAY))
    assert office.card(may, MAY).row.state == "open"
    assert office.row(issue).carry_count == 0
    office.decide(may, issue, MAY, "decline", refusal="no_basis")
    office.end(may, MAY)
    assert office.agenda(None, JUNE) == []
    office.end(office.begin(JUNE), JUNE)
    with pytest.raises(UserError, match="议程接着这一次，不能再动"), office.db.write() as session:
        reopen_meeting(session, SECOND, may, "又漏一项", when(JUNE))


def test_an_issue_carried_a_hundred_times(office: Office) -> None:
    issue = office.issue("断头路", date(2015, 1, 5))
    day = date(2015, 1, 7)
    for _ in range(100):
        office.end(office.begin(day), day)
        day += timedelta(7)
    row = office.row(issue)
    assert row.carry_count == 100
    office.issue("新问题", day)
    listed = office.agenda(None, day)
    assert [one.carried for one in listed] == [100, 0]
    assert listed[0].carried_words == "已过 100 次会"
    last = office.begin(day)
    office.decide(last, issue, day, "route", route=4)
    office.end(last, day)
    assert office.row(issue).carry_count == 101
    with office.db.read() as session:
        rows = meetings(session)
    assert len(rows) == 101
    assert rows[0].id == last


def test_votes_of_more_people_than_came_are_refused(office: Office, committee: int) -> None:
    issue = office.issue("难题", date(2026, 5, 3))
    may = office.begin(MAY)
    first, second = office.card(may, MAY).members
    with office.db.write() as session:
        note_came(session, CLERK, first.id, Coming(), first.version, when(MAY))
        note_came(session, CLERK, second.id, Coming("sent", "赵强"), None, when(MAY))
    with pytest.raises(UserError, match="实到 2 人，表决合计 3 票，多出来了"):
        office.decide(may, issue, MAY, "admit", votes=Votes(3))
    office.decide(may, issue, MAY, "admit", votes=Votes(2, 0, 0))
    item = office.agenda(may, MAY)[0]
    assert item.votes is not None
    assert item.votes.words == "赞成 2 票，反对 0 票，弃权 0 票"


def test_signing_in_and_the_list(office: Office, committee: int) -> None:
    may = office.plan(MAY)
    first, second = office.card(may, MAY).members
    with (
        pytest.raises(UserError, match="才开，还不能签到；请假可以先记"),
        office.db.write() as session,
    ):
        note_came(session, CLERK, first.id, Coming(), None, when(date(2026, 5, 18)))
    with office.db.write() as session:
        note_came(session, CLERK, second.id, Coming("leave", why="出差"), None, when(MAY))
        invite(session, CLERK, may, [Invited("钱进", "guest", workplace="供电所")], when(MAY))
    with pytest.raises(UserError, match="钱进已经在名单里"), office.db.write() as session:
        invite(session, CLERK, may, [Invited("钱进", "guest", workplace="供电所")], when(MAY))
    with pytest.raises(UserError, match="请写谁替张志国来开会"), office.db.write() as session:
        note_came(session, CLERK, first.id, Coming("sent"), None, when(MAY))
    with office.db.write() as session:
        done = note_came(session, CLERK, first.id, Coming(), first.version, when(MAY))
    with (
        pytest.raises(UserError, match="张志国这一行别处刚改过（到会）"),
        office.db.write() as session,
    ):
        note_came(session, SECOND, first.id, Coming("absent"), first.version, when(MAY))
    with pytest.raises(UserError, match="已经签到，不能从名单里去掉"), office.db.write() as session:
        uninvite(session, CLERK, first.id, when(MAY))
    card = office.card(may, MAY)
    assert [one.came_words for one in card.members] == ["到会", "请假（出差）", ""]
    assert card.attendance.words == "应到 3 人，实到 1 人"
    office.back(done.action_id)
    assert office.card(may, MAY).members[0].came == ""


def test_other_items_and_changes(office: Office) -> None:
    may = office.begin(MAY)
    with office.db.write() as session:
        add_item(session, CLERK, may, "通报上月志愿服务", "other", when(MAY))
    item = office.agenda(may, MAY)[0]
    assert (item.number, item.decisions) == ("", ("agree", "refuse", "noted"))
    told = "不是台账里的问题，可以定：同意、不同意、已听取"
    with pytest.raises(UserError, match=told), office.db.write() as session:
        _decide(session, item.on, "admit")
    with office.db.write() as session:
        _decide(session, item.on, "noted")
    decided = office.agenda(may, MAY)[0]
    with pytest.raises(UserError, match="请先撤回决定"), office.db.write() as session:
        drop_item(session, CLERK, item.item_id or 0, when(MAY))
    with office.db.write() as session:
        undecide(session, CLERK, decided.on)
        drop_item(session, CLERK, item.item_id or 0, when(MAY))
    assert office.agenda(may, MAY) == []
    row = office.card(may, MAY).row
    with pytest.raises(UserError, match="不能改日期"), office.db.write() as session:
        service.change_meeting(session, CLERK, may, MeetingDraft(JUNE), row.version, when(MAY))
    with office.db.write() as session:
        draft = MeetingDraft(MAY, starts="下午2点", place="三楼")
        with pytest.raises(UserError, match="开始时间请写成 9:00 或 14:30 这样"):
            service.change_meeting(session, CLERK, may, draft, row.version, when(MAY))
        draft = MeetingDraft(MAY, starts="14点30分", place="三楼")
        service.change_meeting(session, CLERK, may, draft, row.version, when(MAY))
    now = office.card(may, MAY).row
    assert (now.starts, now.place) == ("14:30", "三楼")
    with pytest.raises(UserError, match="别处刚改过"), office.db.write() as session:
        service.summarise(session, CLERK, may, "抓紧办", row.version, when(MAY))


def _decide(session: Session, on: On, kind: str) -> None:
    decide(session, CLERK, on, Decision(kind), when(MAY))


def test_a_usual_title_follows_the_day(office: Office, committee: int) -> None:
    may = office.plan(MAY)
    row = office.card(may, MAY).row
    with office.db.write() as session:
        service.change_meeting(session, CLERK, may, MeetingDraft(JUNE), row.version, when(MAY))
    now = office.card(may, MAY).row
    assert (now.title, now.period) == ("办头堰社区大党委2026年6月份联席会议", "2026-06")


def test_two_meetings_of_a_month_are_not_named_alike(office: Office, committee: int) -> None:
    office.plan(MAY)
    again = office.plan(MAY + timedelta(days=3))
    row = office.card(again, MAY).row
    assert row.title == "办头堰社区大党委2026年5月份第2次联席会议"
    with office.db.write() as session:
        draft = MeetingDraft(JUNE, title=row.title)
        service.change_meeting(session, CLERK, again, draft, row.version, when(MAY))
    assert office.card(again, MAY).row.title == "办头堰社区大党委2026年6月份联席会议"


def test_an_owner_is_needed(office: Office) -> None:
    issue = office.issue("难题", date(2026, 5, 3))
    may = office.begin(MAY)
    with pytest.raises(UserError, match="请选由谁承办"):
        office.decide(may, issue, MAY, "route", owner=Owner())
    with pytest.raises(UserError, match="请选不纳入的原因"):
        office.decide(may, issue, MAY, "decline")
    with pytest.raises(UserError, match="不能定“同意销号”。可以定：纳入吹哨、"):
        office.decide(may, issue, MAY, "close")
