"""Where a page may ask the window to go: every tab's views by name, and what stands in them."""

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from gridhall.core.errors import UserError
from gridhall.qt.context import Context
from gridhall.qt.shell import Shell

if TYPE_CHECKING:
    from gridhall.tickets.pages.calling import QueueActs

TODAY, CASES, RESIDENTS = "今日", "一窗受理", "居民登记"
SERVICE_DAYS, ORGANISATION = "集中服务日", "组织架构"
# The views of 居民登记 are named in rest.py, those of 组织架构 in organisation.py, of 集中服务日 in
# volunteering.py: modules that are not loaded when the desk opens.
FIND_RESIDENT, TRANSFERS, HOMES, PARTY = "查居民", "户籍迁移", "户与房屋", "党组织"
TALKS = "诉求民意"
CARE = "关爱走访"
UNITS, SIGN_IN, VOLUNTEERS = "驻区与双报到单位", "现场签到", "志愿者"
AGENCIES, MEETINGS = "办事机构", "联席会议"
POSTINGS = "公示红黑榜"
PEACE = "调解排查"
PLEDGES, CERTIFICATES = "双报到认领", "服务证明"
# Of 一窗受理, named in counter.py:
TICKETS, QUEUE, LENDING, CATALOGUE = "工单", "叫号", "便民借用", "材料与时限"
ISSUES = "吹哨台账"


class Going(QObject):
    """The ways through the window; part of the `Desk` of the pages' context."""

    context: Context
    shell: Shell
    _queue: "QueueActs | None" = None

    def open_resident(self, person_id: int) -> None:
        """居民登记, on this person's card."""
        self._registry_view(FIND_RESIDENT).show_person(person_id)

    def find_resident(self) -> None:
        """F3: the search box of 居民登记, its text selected."""
        self._registry_view(FIND_RESIDENT).start_search()

    def register_resident(self) -> None:
        """居民登记, with the form for a new resident open."""
        self._registry_view(FIND_RESIDENT).register()

    def open_transfer(self, person_id: int | None) -> None:
        """Ctrl+M: the dialog of a 户籍迁移 over what is on show."""
        from gridhall.app import rest

        dialog = rest.TransferDialog(self.shell, self.context, person_id)
        dialog.opened.connect(self.show_transfer)
        dialog.open()

    def open_privacy(self, person_id: int) -> None:
        """个人信息 of this person, with what every subject keeps of them."""
        from gridhall import parts
        from gridhall.registry.dialogs.privacy import PrivacySheet

        PrivacySheet(self.context, self.shell, person_id, parts.PERSONAL).exec()

    def show_transfer(self, transfer_id: int) -> None:
        """居民登记·户籍迁移, on this transfer's card."""
        self._registry_view(TRANSFERS).show_transfer(transfer_id)

    def open_found(self, row: Any) -> None:
        """A record that 核对数据 found: the person, the household's door, the transfer."""
        if row.subject == "transfer":
            self.show_transfer(row.id)
        elif row.subject == "dwelling":
            self._registry_view(HOMES).show_dwelling(row.id)
        elif row.subject == "household":
            self._open_household(row.id)
        else:
            self.open_resident(row.id)

    def _open_household(self, household_id: int) -> None:
        """户与房屋 at its door; without one, the card of the first who lives there."""
        from gridhall.registry import queries

        with self.context.db.read() as session:
            dwelling_id = queries.home_standing(session, [household_id])[household_id].dwelling_id
            members = queries.household(session, household_id).members
        if dwelling_id is not None:
            self._registry_view(HOMES).show_dwelling(dwelling_id)
        elif members:
            self.open_resident(members[0].person_id)
        else:
            raise UserError("这一户没有住址，也没有人。请按“修复”销户，或到户与房屋里核对")

    def _registry_view(self, title: str) -> Any:
        """居民登记, one of its views."""
        return self._view(RESIDENTS, title)

    def new_case(self, person_id: int | None, transfer_id: int | None = None) -> None:
        """F2: an empty form at 一窗受理, the applicant and a transfer filled in if given."""
        self._view(CASES, TICKETS).new_case(person_id, transfer_id)

    def open_case(self, case_id: int) -> None:
        """一窗受理, on this case's card."""
        self._view(CASES, TICKETS).show_case(case_id)

    def take_up(self, brought: Any) -> None:
        """一窗受理, with what a visitor's slip names: the case, or the parked form."""
        self._view(CASES, TICKETS).take_up(brought)

    def call_next(self) -> None:
        """Ctrl+T: the next number comes to this counter, whatever page is on show."""
        from gridhall.tickets.pages.calling import QueueActs

        if self._queue is None:
            self._queue = QueueActs(self.context, self.shell)
        self._queue.call_next()

    def queue_view(self) -> Any:
        """一窗受理·叫号."""
        return self._view(CASES, QUEUE)

    def lend(self) -> None:
        """F4: the box of 便民借用, for the next scan."""
        self._view(CASES, LENDING).start()

    def open_thing(self, thing_id: int) -> None:
        """一窗受理·便民借用, on this thing."""
        self._view(CASES, LENDING).show_thing(thing_id)

    def open_loan(self, loan_id: int | None) -> None:
        """一窗受理·便民借用, on this loan; None: on what is overdue."""
        self._view(CASES, LENDING).show_loan(loan_id)

    def open_issue(self, issue_id: int | None) -> None:
        """一窗受理·吹哨台账, on this issue; None: on what is overdue."""
        page = self._view(CASES, ISSUES)
        if issue_id is None:
            page.show_overdue()
        else:
            page.show_issue(issue_id)

    def new_issue(self) -> None:
        """一窗受理·吹哨台账, with the form for a problem open."""
        self._view(CASES, ISSUES).new_issue()

    def open_meeting(self, meeting_id: int | None) -> None:
        """组织架构·联席会议, on this meeting; None: on the next one."""
        page = self._view(ORGANISATION, MEETINGS)
        if meeting_id is None:
            page.show_next()
        else:
            page.choose_meeting(meeting_id)

    def open_matter(self, item_id: int) -> None:
        """一窗受理·材料与时限, on this matter."""
        self._view(CASES, CATALOGUE).show_item(item_id)

    def _view(self, tab: str, title: str) -> Any:
        """One of a tab's views."""
        views: Any = self.shell.go(tab)
        return views.go(title)

    def open_organisation(self, organisation_id: int) -> None:
        """组织架构·党组织, on this organisation."""
        self._view(ORGANISATION, PARTY).show_organisation(organisation_id)

    def open_unit(self, unit_id: int) -> None:
        """组织架构·驻区与双报到单位, on this unit."""
        self._view(ORGANISATION, UNITS).choose(unit_id)

    def open_volunteer(self, volunteer_id: int) -> None:
        """集中服务日·志愿者, on this volunteer."""
        self.service_view(VOLUNTEERS).choose(volunteer_id)

    def open_certificate(self, volunteer_id: int) -> None:
        """集中服务日·服务证明, with this volunteer chosen."""
        self.service_view(CERTIFICATES).choose(volunteer_id)

    def open_pledge(self, item_id: int) -> None:
        """集中服务日·双报到认领, on this item of the three lists."""
        self.service_view(PLEDGES).choose(item_id)

    def open_peace(self, kind: str | None, row_id: int | None = None) -> None:
        """居民登记·调解排查, on a mediation, hazard, inspection or register; None: what is due."""
        page = self._registry_view(PEACE)
        if kind is None:
            page.show_due()
        elif row_id is not None:
            page.show_found(kind, row_id)

    def open_talk(self, kind: str, row_id: int | None = None) -> None:
        """居民登记·诉求民意, on a survey, topic or reception day."""
        page = self._registry_view(TALKS)
        if row_id is not None:
            page.show_found(kind, row_id)

    def open_posting(self, kind: str, row_id: int | None = None) -> None:
        """组织架构·公示红黑榜, on a notice, objection, honor, compact or bulletin."""
        page = self._view(ORGANISATION, POSTINGS)
        if row_id is not None:
            page.show_posting(kind, row_id)

    def post_project(self, item_id: int) -> None:
        """组织架构·公示红黑榜, with a 公示 drawn up from this project."""
        self._view(ORGANISATION, POSTINGS).acts.post_project(item_id)

    def open_care(self, target_id: int | None) -> None:
        """居民登记·关爱走访, on this person; None: on who is to be visited."""
        self._registry_view(CARE).show_target(target_id)

    def open_agency(self, agency_id: int) -> None:
        """组织架构·办事机构, on this agency."""
        self._view(ORGANISATION, AGENCIES).choose(agency_id)

    def agencies(self) -> None:
        """组织架构·办事机构."""
        self._view(ORGANISATION, AGENCIES)

    def open_sign_in(self, day: date, day_id: int) -> None:
        """集中服务日·现场签到, on this service day."""
        self.service_view(SIGN_IN).show_day(day, day_id)

    def service_view(self, title: str) -> Any:
        """集中服务日, one of its views."""
        return self._view(SERVICE_DAYS, title)

    def go(self, tab_name: str) -> None:
        """Switch to a tab by its title; 一窗受理 is its tickets."""
        if tab_name == CASES:
            self._view(CASES, TICKETS)
        else:
            self.shell.go(tab_name)
