"""A hall that holds joint meetings: issues, meetings and decisions in few words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from gridhall.core.calendar import shipped_calendar
from gridhall.core.clerk import Clerk, Role
from gridhall.db.database import Database
from gridhall.issues.queries.issues import IssueRow, issue_row
from gridhall.issues.rules.drafts import IssueDraft
from gridhall.issues.rules.orders import Owner, Word
from gridhall.issues.rules.when import When
from gridhall.issues.service import steps
from gridhall.issues.service.acts import Done
from gridhall.issues.service.intake import add_issue
from gridhall.issues.service.taking_back import take_back
from gridhall.meetings.queries.agenda import AgendaRow, agenda
from gridhall.meetings.queries.cards import MeetingCard, meeting_card
from gridhall.meetings.rules.decisions import Decision, On
from gridhall.meetings.rules.drafts import MeetingDraft
from gridhall.meetings.service import meetings as service
from gridhall.meetings.service.deciding import decide
from gridhall.photos.models import Photo

CALENDAR = shipped_calendar()
CLERK = Clerk(2, "王芳", Role.COUNTER, "2号窗口")
SECOND = Clerk(3, "高明", Role.SUPERVISOR, "1号窗口")
PROPERTY = Owner(name="红色物业服务公司")


def when(day: date) -> When:
    """Done and written down on a day."""
    return When(day, CALENDAR)


@dataclass
class Office:
    """The secretary's desk; each word is one transaction."""

    db: Database
    clerk: Clerk = CLERK

    def issue(self, title: str, day: date, **said: Any) -> int:
        """Somebody tells of a problem."""
        with self.db.write() as session:
            draft = IssueDraft(title, received_on=day, **said)
            return add_issue(session, self.clerk, draft, when(day)).row_id

    def plan(self, day: date, **said: Any) -> int:
        """A meeting is arranged."""
        with self.db.write() as session:
            draft = MeetingDraft(day, **said)
            return service.plan_meeting(session, self.clerk, draft, when(day)).row_id

    def begin(self, day: date, **said: Any) -> int:
        """A meeting is arranged and begins."""
        meeting = self.plan(day, **said)
        with self.db.write() as session:
            service.open_meeting(session, self.clerk, meeting, when(day))
        return meeting

    def end(self, meeting: int, day: date) -> Done:
        """A meeting ends."""
        with self.db.write() as session:
            return service.close_meeting(session, self.clerk, meeting, when(day))

    def cancel(self, meeting: int, why: str, day: date) -> Done:
        """A supervisor cancels a meeting."""
        with self.db.write() as session:
            return service.cancel_meeting(session, SECOND, meeting, why, when(day))

    def decide(
        self,
        meeting: int,
        issue: int,
        day: date,
        kind: str,
        version: int | None = None,
        **said: Any,
    ) -> Done:
        """A meeting decides on an issue."""
        if kind in ("route", "take_up"):
            said = {"owner": PROPERTY} | said
        if kind == "route":
            said = {"route": 1} | said
        with self.db.write() as session:
            on = On(meeting, issue, version=version)
            return decide(session, self.clerk, on, Decision(kind, **said), when(day))

    def back(self, action_id: int) -> Done:
        """Ctrl+Z."""
        with self.db.write() as session:
            return take_back(session, self.clerk, action_id)

    def solve(self, issue: int, day: date) -> None:
        """What was routed is solved, photographed, praised and closed."""
        with self.db.write() as session:
            steps.resolve(session, self.clerk, issue, "已经修好", when(day))
            session.add(
                Photo(
                    subject="issue",
                    subject_id=issue,
                    stage="after",
                    taken_on=day,
                    width=1,
                    height=1,
                    sha256=f"{issue:064}",
                    noted_at=datetime.now(UTC),
                    clerk_name="王芳",
                )
            )
            session.flush()
            steps.verify(session, self.clerk, issue, Word("satisfied", "楼栋居民"), when(day))
            steps.close_issue(session, self.clerk, issue, when(day))

    def agenda(self, meeting: int | None, day: date) -> list[AgendaRow]:
        """The agenda as it is read on a day."""
        with self.db.read() as session:
            return agenda(session, meeting, day)

    def titles(self, meeting: int | None, day: date) -> list[str]:
        """What the agenda names."""
        return [one.title for one in self.agenda(meeting, day)]

    def row(self, issue: int) -> IssueRow:
        """An issue as it is now."""
        with self.db.read() as session:
            return issue_row(session, issue)

    def card(self, meeting: int, day: date) -> MeetingCard:
        """A meeting with all of it."""
        with self.db.read() as session:
            return meeting_card(session, meeting, day)

    def states(self, issues: Sequence[int]) -> list[str]:
        """Where issues stand."""
        return [self.row(one).state for one in issues]
