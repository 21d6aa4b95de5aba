"""The papers of the meetings: made behind the screen, shown in the preview."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from gridhall.core.errors import UserError
from gridhall.core.progress import Progress
from gridhall.meetings.queries.agenda import AgendaRow
from gridhall.meetings.queries.cards import MeetingCard
from gridhall.meetings.queries.debriefs import DebriefRow
from gridhall.papers.labels import KINDS

if TYPE_CHECKING:
    from gridhall.meetings.pages.page import MeetingsPage


class MeetingPapers(QObject):
    """Each word prints the paper of the meeting on show."""

    def __init__(self, page: "MeetingsPage") -> None:
        super().__init__(page)

    @property
    def _page(self) -> "MeetingsPage":
        page: Any = self.parent()
        found: MeetingsPage = page
        return found

    def notice(self) -> None:
        """会议通知; a planned meeting is then noticed."""
        self._make("meeting-notice", self._meeting_id())

    def agenda(self) -> None:
        """议题清单, what was carried first."""
        self._make("meeting-agenda", self._meeting_id())

    def sign_in(self) -> None:
        """签到表 with a line for each who is invited."""
        self._make("meeting-sign-in", self._meeting_id())

    def minutes(self) -> None:
        """会议纪要; a held meeting is then minuted."""
        self._make("meeting-minutes", self._meeting_id())

    def slips(self) -> None:
        """交办单 of everything that the meeting assigned."""
        self._make("assignment-slip", self._meeting_id())

    def slip(self, row: AgendaRow) -> None:
        """交办单 of one item."""
        self._make("assignment-slip", row.meeting_id, item_id=row.item_id)

    def debrief(self) -> None:
        """述职评议表 of the debrief on show, else of all that the meeting heard."""
        told = self._page.panel.told
        if isinstance(told, DebriefRow):
            self._make("debrief-form", told.meeting_id, debrief_id=told.id)
        else:
            self._make("debrief-form", self._meeting_id())

    def rotation(self) -> None:
        """第一书记轮值表 of the meeting's organisation, else of the usual one."""
        told = self._page.panel.told
        self._make("duty-rotation", told.row.id if isinstance(told, MeetingCard) else None)

    def _meeting_id(self) -> int:
        told = self._page.panel.told
        if not isinstance(told, MeetingCard):
            raise UserError("请先在左边选一次会议")
        return told.row.id

    def _make(self, kind: str, meeting_id: int | None, **more: int | None) -> None:
        """Make a paper behind the screen and open its preview."""

        def issue(issuing: Any, at: Any, _progress: Progress) -> Any:
            return issuing.issue(at, kind, meeting_id, **more)

        self._page.make_paper(KINDS[kind], issue)
