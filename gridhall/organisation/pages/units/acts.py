"""What the clerk does about partner units and who reports from them."""

from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QObject

from gridhall.core.errors import UserError
from gridhall.organisation.columns.members import REPORTS
from gridhall.organisation.dialogs.report import EndReportSheet, ReportSheet
from gridhall.organisation.dialogs.seat_lists import Listing, ListSheet
from gridhall.organisation.dialogs.unit import EndUnitSheet, UnitSheet
from gridhall.organisation.queries.units import UnitRow, unit_card

if TYPE_CHECKING:
    from gridhall.organisation.pages.units.page import UnitsPage


class UnitActs(QObject):
    """Acts of the page of units."""

    def __init__(self, page: "UnitsPage") -> None:
        super().__init__(page)
        self._context = page.context

    def found(self) -> None:
        """登记单位."""
        self._page.open_sheet(UnitSheet(self._page, self._context, self._page.told.tree))

    def change(self) -> None:
        """修改单位."""
        sheet = UnitSheet(self._page, self._context, self._page.told.tree, self._page.chosen())
        self._page.open_sheet(sheet)

    def end(self) -> None:
        """停止共建."""
        row: UnitRow = self._page.chosen()
        if row.active_to is not None:
            raise UserError(f"“{row.name}”{row.active_to} 已经停止共建，不用再办")
        self._page.open_sheet(EndUnitSheet(self._page, self._context, row))

    def report(self) -> None:
        """登记报到, from the chosen unit if there is one."""
        told = self._page.told
        units = [one for one in told.units if one.active_to is None]
        chosen: UnitRow | None = self._page.ui.table.current()
        sheet = ReportSheet(self._page, self._context, (told.tree, units), chosen)
        self._page.open_sheet(sheet)

    def end_report(self) -> None:
        """结束报到 of who is chosen on the card."""
        row = self._page.panel.member()
        if row is None:
            raise UserError("请先在“报到党员”里选一位")
        self._page.open_sheet(EndReportSheet(self._page, self._context, row))

    def history(self) -> None:
        """报到经过: everybody who reported from the unit, those whose report ended too."""
        row: UnitRow = self._page.chosen()
        with self._context.db.read() as session:
            card = unit_card(session, row.id, self._context.today())
        rows = (*card.reported, *card.past)
        said = f"在报到的 {len(card.reported)} 人，以前报到过的 {len(card.past)} 人"
        nothing = ("还没有人报到过", "按 Alt+R 登记报到")
        title = f"报到经过 · {row.short_name or row.name}"
        listing = Listing(title, "history", REPORTS, rows, nothing, said, _name)
        sheet = ListSheet(self._page, self._context, listing)
        sheet.row_wanted.connect(self.open_person)
        sheet.open()

    def open_person(self, row: Any) -> None:
        """Somebody's card in 居民登记."""
        if row.person_id is None:
            self._context.desk.show_error(UserError(f"{row.name}不是在册居民，没有居民卡片"))
        else:
            self._context.desk.open_resident(row.person_id)

    @property
    def _page(self) -> "UnitsPage":
        return cast("UnitsPage", self.parent())


def _name(row: Any) -> str:
    return str(row.name)
