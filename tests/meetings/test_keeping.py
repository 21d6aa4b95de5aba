"""Meetings in the search, in the hall's check, and what they keep of people."""

from datetime import date

import pytest
from sqlalchemy import select, text

from gridhall.core.errors import UserError
from gridhall.db import search
from gridhall.db.database import Database
from gridhall.issues.models import GovernanceAction
from gridhall.issues.service.keeping import IssueKeeper
from gridhall.meetings.models import Debrief, MeetingMember
from gridhall.meetings.queries import checks
from gridhall.meetings.queries.debriefs import debriefs
from gridhall.meetings.rules.drafts import DebriefDraft, Invited
from gridhall.meetings.service import meetings as service
from gridhall.meetings.service.attending import invite
from gridhall.meetings.service.debriefs import add_debrief, change_debrief
from gridhall.meetings.service.keeping import MeetingKeeper, personal_meetings
from tests.factories import make_person
from tests.meetings.halls import CLERK, Office, when

MAY = date(2026, 5, 20)


@pytest.fixture
def office(db: Database) -> Office:
    return Office(db)


def test_a_meeting_is_found_while_it_is_there(office: Office) -> None:
    meeting = office.plan(MAY, host="张志国", title="办头堰社区五月联席会议")
    with office.db.read() as session:
        hits = search.search(session, "五月联席", 5, kinds=("meeting",))
    assert [(hit.kind, hit.record_id) for hit in hits] == [("meeting", meeting)]
    assert hits[0].line == "联席会议 · 2026-05-20 · 已安排 · 张志国"
    with office.db.read() as session:
        planned = session.scalars(select(GovernanceAction)).one().id
    office.back(planned)
    with office.db.read() as session:
        assert search.search(session, "五月联席", 5, kinds=("meeting",)) == []


@pytest.mark.parametrize(
    ("rule", "broken"),
    [
        ("meeting.carried", "UPDATE issue SET carry_count = 7 WHERE id = 1"),
        ("meeting.survived", "UPDATE agenda_item SET carried = 3 WHERE issue_id = 1"),
        ("meeting.left_out", "DELETE FROM agenda_item WHERE issue_id = 1"),
        ("meeting.frozen", "UPDATE joint_meeting SET closed_at = NULL"),
        ("meeting.decision", "UPDATE agenda_item SET due_on = NULL WHERE issue_id = 2"),
        ("meeting.deadline", "UPDATE agenda_item SET due_on = '2026-05-01' WHERE issue_id = 2"),
        ("search.meetings", "UPDATE joint_meeting SET title = '别的会'"),
    ],
)
def test_the_check_finds_what_no_act_does(office: Office, rule: str, broken: str) -> None:
    _, second = (office.issue(f"难题{n}", date(2026, 5, 3)) for n in (1, 2))
    meeting = office.begin(MAY)
    office.decide(meeting, second, MAY, "take_up")
    office.end(meeting, MAY)
    with office.db.read() as session:
        assert [one for one in checks.problems(session) if one.count] == []
    with office.db.write() as session:
        session.execute(text(broken))
    with office.db.read() as session:
        assert rule in [one.rule for one in checks.problems(session) if one.count]


def test_who_leaves_the_register_is_named_no_more(office: Office) -> None:
    meeting = office.plan(MAY)
    with office.db.write() as session:
        person = make_person(session, "欧阳小兰").id
        told = [Invited("欧阳小兰", workplace="业委会", person_id=person)]
        invite(session, CLERK, meeting, told, when(MAY))
        draft = DebriefDraft("欧阳小兰", "2026年上半年", MAY, text="做了很多事", person_id=person)
        add_debrief(session, CLERK, draft, when(MAY))
        service.open_meeting(session, CLERK, meeting, when(MAY))
    issue = office.issue("欧阳家门口积水", date(2026, 5, 3), person_id=person)
    office.decide(meeting, issue, MAY, "admit", said="欧阳小兰到会说明")
    office.end(meeting, MAY)
    with office.db.read() as session:
        rows = personal_meetings(session, person).rows
    assert [row[1] for row in rows] == ["龙腾社区大党委2026年5月份联席会议", "2026年上半年述职"]
    with office.db.write() as session:
        IssueKeeper().forget(session, person)
        MeetingKeeper().forget(session, person)
    with office.db.read() as session:
        kept = [
            *session.scalars(select(MeetingMember.name)),
            *session.scalars(select(Debrief.name)),
        ]
        acts = [f"{one.images}{one.detail}" for one in session.scalars(select(GovernanceAction))]
    assert not [one for one in (*kept, *acts) if "欧阳" in one or "做了很多事" in one]


def test_a_debrief_is_judged_and_put_right(office: Office) -> None:
    with pytest.raises(UserError, match="还有 2 处要改：姓名、得分"), office.db.write() as session:
        add_debrief(session, CLERK, DebriefDraft("", "2026年上半年", MAY, score=101), when(MAY))
    with office.db.write() as session:
        draft = DebriefDraft("张志国", "2026年上半年", MAY, score=90)
        debrief = add_debrief(session, CLERK, draft, when(MAY)).row_id
    again = DebriefDraft("张志国", "2026年上半年", MAY, votes={"good": 12, "poor": 1}, version=1)
    with office.db.write() as session:
        done = change_debrief(session, CLERK, debrief, again, when(MAY))
    with office.db.read() as session:
        assert debriefs(session)[0].judged == "优秀 12 不称职 1"
    with pytest.raises(UserError, match="述职别处刚改过"), office.db.write() as session:
        change_debrief(session, CLERK, debrief, again, when(MAY))
    office.back(done.action_id)
    with office.db.read() as session:
        assert debriefs(session)[0].judged == "90 分"
