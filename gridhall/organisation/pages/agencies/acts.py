"""What the clerk does about agencies: written down, put on the plate, printed."""

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

from gridhall.core.errors import UserError
from gridhall.core.progress import Progress
from gridhall.organisation.dialogs.agencies import AgencySheet
from gridhall.organisation.dialogs.organisation_act import Carried
from gridhall.organisation.documents.agencies import issue_directory
from gridhall.organisation.queries.agencies import AgencyRow
from gridhall.organisation.service import agencies as service
from gridhall.papers.queries import PaperRow
from gridhall.registry.documents.transfer_issue import At

if TYPE_CHECKING:
    from gridhall.organisation.pages.agencies.page import AgenciesPage


class AgencyActs(QObject):
    """Acts of the page of agencies."""

    def __init__(self, page: "AgenciesPage") -> None:
        super().__init__(page)
        self._context = page.context

    def found(self) -> None:
        """登记机构."""
        self._page.open_sheet(AgencySheet(self._page, self._context))

    def change(self) -> None:
        """修改机构."""
        self._page.open_sheet(AgencySheet(self._page, self._context, self._page.chosen()))

    def use(self) -> None:
        """停用, or use it again; the toast takes it back."""
        row, context = self._chosen(), self._context
        with context.db.write() as session:
            done = service.use_agency(
                session, context.clerk, row.id, active=not row.active, today=context.today()
            )
        words = f"已停用“{row.name}”" if row.active else f"“{row.name}”已恢复使用"
        self._page.tell(Carried(done.action_id, words))

    def plate(self) -> None:
        """印在服务牌 or taken down from it."""
        row, ids = self._chosen(), self._page.plate_ids()
        left = [one for one in ids if one != row.id]
        self._arrange(left if row.on_plate else [*left, row.id])

    def higher(self) -> None:
        """One place higher on the plate."""
        self._move(-1)

    def lower(self) -> None:
        """One place lower on the plate."""
        self._move(1)

    def print_directory(self) -> None:
        """办事机构电话表, previewed."""
        context = self._context
        at = At(context.db, context.clerk, context.hall, context.today())

        def work(_progress: Progress) -> PaperRow:
            return issue_directory(at)

        context.jobs.start(
            work,
            done=lambda paper: context.desk.preview(paper.id),
            failed=context.desk.show_error,
        )

    def _move(self, step: int) -> None:
        row, ids = self._chosen(), list(self._page.plate_ids())
        if row.id not in ids:
            raise UserError(f"“{row.name}”没有印在服务牌上，请先按 Alt+B")
        place = ids.index(row.id)
        other = place + step
        if not 0 <= other < len(ids):
            raise UserError(f"“{row.name}”已经在服务牌的{'最上面' if step < 0 else '最下面'}")
        ids[place], ids[other] = ids[other], ids[place]
        self._arrange(ids)

    def _arrange(self, ids: list[int]) -> None:
        context = self._context
        with context.db.write() as session:
            done = service.arrange_plate(session, context.clerk, ids, context.today())
        words = f"服务牌上印 {len(ids)} 个电话，以后做的服务牌照这个印"
        self._page.tell(Carried(done.action_id, words))

    def _chosen(self) -> AgencyRow:
        row: AgencyRow = self._page.chosen()
        return row

    def more_menu(self) -> None:
        """Import and export of the directory."""
        page = self._page
        page.open_menu(
            page.more_button,
            [
                ("导入办事机构…", "", partial(page.sheet_wanted.emit, "导入办事机构")),
                ("导出办事机构…", "", partial(page.sheet_wanted.emit, "导出办事机构")),
            ],
        )

    @property
    def _page(self) -> "AgenciesPage":
        return cast("AgenciesPage", self.parent())
