"""What every page is given instead of globals."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from threading import Lock, get_ident
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt, Signal, Slot

from gridhall.core.clerk import Clerk
from gridhall.core.hall import Hall
from gridhall.qt.jobs import Jobs

if TYPE_CHECKING:  # the data layer comes in behind the first window
    from gridhall.core.calendar import WorkCalendar
    from gridhall.db.database import Database


class Bus(QObject):
    """Tells the pages which tables were written; always on the screen's thread."""

    changed = Signal(object)  # frozenset[str]
    _arrived = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock, self._waiting = Lock(), frozenset[str]()
        self._home = get_ident()
        self._arrived.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def announce(self, tables: frozenset[str]) -> None:
        """Give this to `Database(on_commit=...)`; a worker's announcements are gathered."""
        if get_ident() == self._home:  # no QThread wrapper is made on a thread that is not Qt's
            self.changed.emit(tables)
            return
        with self._lock:
            first, self._waiting = not self._waiting, self._waiting | tables
        if first:
            self._arrived.emit()

    @Slot()
    def _tell(self) -> None:
        with self._lock:
            tables, self._waiting = self._waiting, frozenset()
        if tables:
            self.changed.emit(tables)


class Desk(Protocol):
    """What the window offers to its pages."""

    def show_error(self, error: Exception) -> None:
        """A UserError as its sentence, anything else as a bug report that can be copied."""

    def toast(self, text: str, undo: Callable[[], None] | None = None) -> None:
        """Say what was done; with `undo`, offer to take it back for ten seconds and by Ctrl+Z."""

    def preview(self, paper_id: int) -> None:
        """Open the print preview on an issued paper."""

    def open_resident(self, person_id: int) -> None:
        """Go to 居民登记 and show this person's card."""

    def register_resident(self) -> None:
        """Go to 居民登记 and open the form for a new resident."""

    def new_case(self, person_id: int | None, transfer_id: int | None = None) -> None:
        """Go to 一窗受理 with an empty form, the applicant and a transfer filled in if given."""

    def open_case(self, case_id: int) -> None:
        """Go to 一窗受理 and show this case."""

    def open_transfer(self, person_id: int | None) -> None:
        """Open the dialog of a 户籍迁移 over the desk, for this person if one is given."""

    def show_transfer(self, transfer_id: int) -> None:
        """Go to 居民登记·户籍迁移 and show this transfer."""

    def open_privacy(self, person_id: int) -> None:
        """Open 个人信息 of this person: the copy, consents, requests, who looked."""

    def open_organisation(self, organisation_id: int) -> None:
        """Go to 组织架构·党组织 and choose this organisation in the tree."""

    def open_unit(self, unit_id: int) -> None:
        """Go to 组织架构 and show this partner unit."""

    def open_volunteer(self, volunteer_id: int) -> None:
        """Go to 集中服务日·志愿者 and show this volunteer's card."""

    def open_certificate(self, volunteer_id: int) -> None:
        """Go to 集中服务日·服务证明 and choose this volunteer."""

    def open_pledge(self, item_id: int) -> None:
        """Go to 集中服务日·双报到认领 and show this item of the three lists."""

    def open_thing(self, thing_id: int) -> None:
        """Go to 一窗受理·便民借用 and show this thing, or who has it."""

    def open_loan(self, loan_id: int | None) -> None:
        """Go to 一窗受理·便民借用 and show this loan; None shows what is overdue."""

    def open_issue(self, issue_id: int | None) -> None:
        """Go to 一窗受理·吹哨台账 and show this issue; None shows what is overdue."""

    def open_meeting(self, meeting_id: int | None) -> None:
        """Go to 组织架构·联席会议 and show this meeting; None shows the next one."""

    def open_matter(self, item_id: int) -> None:
        """Go to 一窗受理·材料与时限 and show this matter of the catalogue."""

    def open_peace(self, kind: str | None, row_id: int | None = None) -> None:
        """Go to 居民登记·调解排查: mediation, hazard, inspection or theme; None: what is due."""

    def open_talk(self, kind: str, row_id: int | None = None) -> None:
        """Go to 居民登记·诉求民意; kinds survey, topic, reception."""

    def open_posting(self, kind: str, row_id: int | None = None) -> None:
        """Go to 组织架构·公示红黑榜; kinds notice, objection, honor, compact, bulletin."""

    def post_project(self, item_id: int) -> None:
        """Go to 组织架构·公示红黑榜 with the sheet of a 公示 drawn up from this project."""

    def open_care(self, target_id: int | None) -> None:
        """Go to 居民登记·关爱走访, on this person; None: on who is to be visited."""

    def open_agency(self, agency_id: int) -> None:
        """Go to 组织架构·办事机构 and show this agency."""

    def open_sign_in(self, day: date, day_id: int) -> None:
        """Go to 集中服务日·现场签到 of this service day."""

    def go(self, tab_name: str) -> None:
        """Switch to a tab by its title, e.g. 居民登记."""


@dataclass
class Context:
    """The running program, as far as a page may know it.

    Only the window replaces a field: `hall` and `calendar`, when an administrator changed them.
    """

    db: "Database"
    jobs: Jobs
    bus: Bus
    clerk: Clerk
    hall: Hall
    calendar: "WorkCalendar"
    today: Callable[[], date]
    desk: Desk
