"""The papers of the meetings: made behind the screen, shown in the preview."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from gridhall.core.errors import UserError
from gridhall.core.progress import Progress
from gridhall.issues.rules.when import When
from gridhall.meetings.queries.agenda import AgendaRow
from gridhall.meetings.queries.cards import MeetingCard
from gridhall.meetings.queries.debriefs import DebriefRow
from gridhall.meetings.queries.hosts import usual_organisation
from gridhall.papers.labels import KINDS

if TYPE_CHECKING:
    from gridhall.meetings.pages.page import MeetingsPage

Make = Callable[[Any, Any], Any]  # documents.issuing and where: a paper's row


class MeetingPapers(QObject):
    """Each word prints the paper of the meeting on show."""

    def __init__(self, page: "MeetingsPage") -> None:
        super().__init__(page)
        self._context = page.context

    @property
    def _page(self) -> "MeetingsPage":
        page: Any = self.parent()
        found: MeetingsPage = page
        return found

    def notice(self) -> None:
        """会议通知; a planned meeting is then noticed."""
        self._of_meeting("meeting-notice")

    def agenda(self) -> None:
        """议题清单, what was carried first."""
        self._of_meeting("meeting-agenda")

    def sign_in(self) -> None:
        """签到表 with a line for each who is invited."""
        self._of_meeting("meeting-sign-in")

    def minutes(self) -> None:
        """会议纪要."""
        self._of_meeting("meeting-minutes")

    def slips(self) -> None:
        """交办单 of everything that the meeting assigned."""
        self._of_meeting("assignment-slip")

    def slip(self, row: AgendaRow) -> None:
        """交办单 of one item."""
        kind, meeting_id, item_id, when = "assignment-slip", row.meeting_id, row.item_id, self._when
        self._make(
            kind,
            lambda issuing, at: issuing.meeting_paper(
                at, kind, meeting_id, when(), item_id=item_id
            ),
        )

    def debrief(self) -> None:
        """述职评议表 of the debrief on show."""
        told = self._page.panel.told
        if not isinstance(told, DebriefRow):
            raise UserError("请先在“述职”里选一份，再打印评议表")
        debrief_id = told.id
        self._make("debrief-form", lambda issuing, at: issuing.debrief_paper(at, debrief_id))

    def rotation(self) -> None:
        """第一书记轮值表 of the committee."""
        told = self._page.panel.told
        whose = told.row.organisation_id if isinstance(told, MeetingCard) else None
        if whose is None:
            with self._context.db.read() as session:
                whose = usual_organisation(session, self._context.today())
        if whose is None:
            raise UserError("还没有大党委。请先在“党组织”里建好，再排第一书记轮值")
        self._make("duty-rotation", lambda issuing, at: issuing.rotation_paper(at, whose))

    def _of_meeting(self, kind: str) -> None:
        told, when = self._page.panel.told, self._when
        if not isinstance(told, MeetingCard):
            raise UserError("请先在左边选一次会议")
        meeting_id = told.row.id
        self._make(kind, lambda issuing, at: issuing.meeting_paper(at, kind, meeting_id, when()))

    def _when(self) -> When:
        return When(self._context.today(), self._context.calendar)

    def _make(self, kind: str, work: Make) -> None:
        """Make a paper as a job and open its preview."""
        context, strip = self._context, self._page.ui.jobStrip

        def issue(_progress: Progress) -> Any:
            from gridhall.meetings.documents import issuing  # brings the drawing of papers
            from gridhall.registry.documents.transfer_issue import At

            at = At(context.db, context.clerk, context.hall, context.today())
            return work(issuing, at)

        strip.begin(f"正在做{KINDS[kind]}", "份", "停下就不出这份文书")
        job = context.jobs.start(
            issue,
            done=lambda paper: context.desk.preview(paper.id),
            failed=context.desk.show_error,
            progressed=strip.report,
            finished=strip.end,
        )
        strip.stopped.connect(job.cancel)
