"""The sheets about days: what is written of one, its date, its posts, the hall's rule."""

from datetime import date
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

from gridhall.core.errors import UserError
from gridhall.photos.dialogs import Album, PhotoSheet
from gridhall.qt.context import Context
from gridhall.volunteering.columns.board import day_title
from gridhall.volunteering.dialogs.days import DayCardSheet, MoveSheet
from gridhall.volunteering.dialogs.days_act import Carried, DayActSheet
from gridhall.volunteering.dialogs.days_policy import PolicySheet
from gridhall.volunteering.dialogs.duties import DutiesSheet
from gridhall.volunteering.dialogs.plan import PlanSheet
from gridhall.volunteering.queries.days import DayRow, day_card
from gridhall.volunteering.service.days import open_day

if TYPE_CHECKING:
    from gridhall.volunteering.pages.board.page import BoardPage


class DaySettings(QObject):
    """Each opens its sheet; what it did is told with the way back."""

    def __init__(self, context: Context, page: "BoardPage") -> None:
        super().__init__(page)
        self._context = context

    def change(self) -> None:
        """服务日的安排: name, place, leader, plans for rain."""
        day_id = self._stored()
        with self._context.db.read() as session:
            card = day_card(session, day_id)
        self._open(DayCardSheet(self._page, self._context, card))

    def move(self) -> None:
        """改期, or not at all this time."""
        sheet = MoveSheet(self._page, self._context, self._row())
        sheet.carried.connect(lambda _: self._follow(sheet.target()))
        self._open(sheet)

    def _follow(self, to: date | None) -> None:
        """The month goes along with a day that was moved."""
        if to is not None:
            self._page.show_day(to)

    def activity(self) -> None:
        """新建活动 on a day of its own."""
        self._open(DayCardSheet(self._page, self._context))

    def plan(self) -> None:
        """岗位与班次, begun from a template or an earlier day where there are none."""
        sheet = PlanSheet(self._page, self._context, self._stored())
        sheet.carried.connect(self._tell)
        sheet.open()

    def duties(self) -> None:
        """岗位目录."""
        sheet = DutiesSheet(self._page, self._context)
        sheet.carried.connect(self._tell)
        sheet.open()

    def policy(self) -> None:
        """服务日规则."""
        self._open(PolicySheet(self._page, self._context))

    def photos(self) -> None:
        """照片 of the day, for its 小结."""
        row = self._row()
        day = row.held_on or row.nominal or self._page.day
        album = Album("service_day", self._stored(), f"{day_title(day)} {row.name}")
        PhotoSheet(self._page, self._context, album).open()

    def _open(self, sheet: DayActSheet) -> None:
        sheet.carried.connect(self._tell)
        sheet.open()

    def _tell(self, done: Carried) -> None:
        acts = [one for one in (done.action_id, *done.also) if one is not None]
        self._page.acts.tell(acts, done.words)

    def _row(self) -> DayRow:
        row = self._page.shown_row()
        if row is None:
            raise UserError("这一天没有服务日，请在月历里选带底色的日子，或新建活动")
        return row

    def _stored(self) -> int:
        """The day's id; one that nobody touched yet is stored now."""
        row, context = self._row(), self._context
        if row.id is not None:
            return row.id
        if row.held_on is None:
            raise UserError("这一次不办，没有可以写的。要办请先改期")
        with context.db.write() as session:
            return open_day(session, context.clerk, row.held_on, context.calendar)

    @property
    def _page(self) -> "BoardPage":
        return cast("BoardPage", self.parent())
