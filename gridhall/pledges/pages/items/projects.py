"""What the clerk does about a benefit project: money, progress, photos, 公示, its paper."""

from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QObject

from gridhall.core.errors import UserError
from gridhall.photos.dialogs import Album, PhotoSheet
from gridhall.pledges.dialogs.project import CounterSheet, MoneySheet, StepSheet
from gridhall.pledges.queries.items import ItemRow
from gridhall.pledges.queries.projects import SUBJECT, ProjectRow, project
from gridhall.pledges.rules.states import ENDED

if TYPE_CHECKING:
    from gridhall.pledges.pages.items.page import ItemsPage


class ProjectActs(QObject):
    """Acts on the project that is chosen."""

    def __init__(self, page: "ItemsPage") -> None:
        super().__init__(page)
        self._context = page.context

    def money(self) -> None:
        """记经费."""
        self._page.open_sheet(MoneySheet(self._page, self._context, *self._told()))

    def step(self) -> None:
        """记进展."""
        self._page.open_sheet(StepSheet(self._page, self._context, *self._told()))

    def counter(self) -> None:
        """冲正 of the amount that is chosen."""
        row, _ = self._told()
        wrong = self._page.panel.chosen_money()
        if wrong is None:
            raise UserError("还没有登记经费，没有要冲正的")
        if not wrong.stands:
            raise UserError("这一笔已经冲正，或者本身就是冲正；请在经费里选中要冲正的那一笔")
        self._page.open_sheet(CounterSheet(self._page, self._context, row, wrong))

    def photos(self) -> None:
        """照片: before, until something is delivered; then after."""
        row, told = self._told()
        done = row.state in (*ENDED, "delivered") or told.percent == 100
        album = Album(SUBJECT, row.id, f"{row.number} {row.title}", "after" if done else "before")
        sheet = PhotoSheet(self._page, self._context, album)
        sheet.finished.connect(lambda _: self._page.refresh())
        sheet.open()

    def post(self) -> None:
        """出公示: the notice opens filled in, to be read and kept."""
        row, _ = self._told()
        self._context.desk.post_project(row.id)

    def print_report(self) -> None:
        """惠民实事进展表."""
        row, _ = self._told()
        self._page.make_paper(
            "惠民实事进展表", lambda papers, at, _: papers.issue_project(at, row.id)
        )

    def _told(self) -> tuple[ItemRow, ProjectRow]:
        row: ItemRow = self._page.chosen()
        if row.kind != "project":
            raise UserError(f"“{row.title}”不是项目。经费、进展和照片记在项目清单里")
        with self._context.db.read() as session:
            return row, project(session, row.id)

    @property
    def _page(self) -> "ItemsPage":
        page: Any = self.parent()
        return cast("ItemsPage", page)
