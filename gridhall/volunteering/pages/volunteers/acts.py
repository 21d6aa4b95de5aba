"""What the clerk does about volunteers."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

from gridhall.core.errors import UserError
from gridhall.db.storage import replace_file
from gridhall.exchange.dialogs import ImportSheet
from gridhall.organisation.dialogs.seat_lists import Listing, ListSheet
from gridhall.registry.documents.transfer_issue import At
from gridhall.volunteering.columns.volunteers import ACTS
from gridhall.volunteering.dialogs.days_act import Carried
from gridhall.volunteering.dialogs.hours import HoursSheet
from gridhall.volunteering.dialogs.volunteers.belonging import SkillsSheet, SquadsSheet
from gridhall.volunteering.dialogs.volunteers.calendar import ask_calendar_path
from gridhall.volunteering.dialogs.volunteers.lists import ListsSheet
from gridhall.volunteering.dialogs.volunteers.register import ChangeSheet, RegisterSheet
from gridhall.volunteering.dialogs.volunteers.state import LeaveSheet, PauseSheet
from gridhall.volunteering.dialogs.volunteers.times import TimesSheet
from gridhall.volunteering.dialogs.volunteers.wishes import PairsSheet, WishesSheet
from gridhall.volunteering.documents.day_issuing import duties_ics
from gridhall.volunteering.queries.card import VolunteerCard, volunteer
from gridhall.volunteering.service.volunteers import come_back
from gridhall.volunteering.sheets.volunteers import VolunteerSheet

if TYPE_CHECKING:
    from gridhall.volunteering.pages.volunteers.page import VolunteersPage


class VolunteerActs(QObject):
    """Acts of the page of volunteers."""

    def __init__(self, page: "VolunteersPage") -> None:
        super().__init__(page)
        self._context = page.context

    def register(self) -> None:
        """登记志愿者."""
        page = self._page
        page.open_sheet(RegisterSheet(page, self._context, page.told.offers))

    def change(self) -> None:
        """修改志愿者."""
        page = self._page
        page.open_sheet(ChangeSheet(page, self._context, page.told.offers, self._card()))

    def skills(self) -> None:
        """改技能."""
        page = self._page
        page.open_sheet(SkillsSheet(page, self._context, page.told.offers, self._card()))

    def squads(self) -> None:
        """改小分队."""
        page = self._page
        page.open_sheet(SquadsSheet(page, self._context, page.told.offers, self._card()))

    def times(self) -> None:
        """改可服务时段."""
        self._page.open_sheet(TimesSheet(self._page, self._context, self._card()))

    def wishes(self) -> None:
        """改意愿."""
        page = self._page
        page.open_sheet(WishesSheet(page, self._context, page.told.offers, self._card()))

    def pairs(self) -> None:
        """改搭档."""
        self._page.open_sheet(PairsSheet(self._page, self._context, self._card()))

    def state(self) -> None:
        """暂停 or 退出; of who is not there 恢复服务, at once."""
        page, row = self._page, self._page.chosen()
        if row.state != "active":
            self._come_back()
            return
        page.open_menu(
            page.panel.state_button,
            (
                ("暂停服务…", "", lambda: page.open_sheet(PauseSheet(page, self._context, row))),
                ("退出…", "", lambda: page.open_sheet(LeaveSheet(page, self._context, row))),
            ),
        )

    def hours(self) -> None:
        """时长台账: the ledger, trainings and awards."""
        HoursSheet(self._page, self._context, self._page.chosen().id).open()

    def certify(self) -> None:
        """开服务证明: on to 服务证明, with this volunteer chosen."""
        self._context.desk.open_certificate(self._page.chosen().id)

    def save_duties(self) -> None:
        """存日程: somebody's turns from today on, for the calendar of a phone."""
        page, context, row = self._page, self._context, self._page.chosen()
        data = duties_ics(At(context.db, context.clerk, context.hall, context.today()), row.id)
        path = ask_calendar_path(page, row.number)
        if path is None:
            return
        try:
            replace_file(path, data)
        except OSError as error:
            raise UserError(f"“{path.name}”写不进去，请换一个文件夹或 U 盘") from error
        context.desk.toast(f"日程已存成“{path.name}”，发到手机上点开就进日历")

    def history(self) -> None:
        """变动经过: every act on the volunteer."""
        card = self._card()
        nothing = ("还没有变动", "登记、修改以后会记在这里")
        said = "撤回最近一次变动请按 Ctrl+Z"
        listing = Listing(f"变动经过 · {card.row.name}", "history", ACTS, card.acts, nothing, said)
        ListSheet(self._page, self._context, listing).open()

    def resident(self) -> None:
        """The resident's card."""
        row = self._page.chosen()
        if row.person_id is None:
            raise UserError(f"{row.name}不是在册居民，没有居民卡片")
        self._context.desk.open_resident(row.person_id)

    def lists(self) -> None:
        """小分队与技能名单."""
        sheet = ListsSheet(self._page, self._context)
        sheet.finished.connect(lambda _: self._page.refresh())
        sheet.open()

    def bring(self) -> None:
        """导入志愿者."""
        ImportSheet(self._context, VolunteerSheet(self._context.today), self._page.window()).exec()

    def _come_back(self) -> None:
        row = self._page.chosen()
        with self._context.db.write() as session:
            done = come_back(session, self._context.clerk, row.id)
        self._page.tell(Carried(done.action_id, f"{row.name}已恢复服务", row.id))

    def _card(self) -> VolunteerCard:
        """As it is now: the sheets begin with what is kept."""
        row = self._page.chosen()
        with self._context.db.read() as session:
            return volunteer(session, row.id, self._context.today())

    @property
    def _page(self) -> "VolunteersPage":
        return cast("VolunteersPage", self.parent())
