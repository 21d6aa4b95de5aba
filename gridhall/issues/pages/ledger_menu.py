"""台账 F10: what concerns the whole ledger - figures, its list on paper, categories, settings."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from gridhall.core.errors import UserError
from gridhall.core.periods import Span
from gridhall.issues.columns.issues import PILLS
from gridhall.issues.pages.board import asked_of
from gridhall.papers.queries import PaperRow

if TYPE_CHECKING:
    from gridhall.issues.pages.page import IssuesPage


class LedgerMenu(QObject):
    """Its sheets are imported when they are wanted."""

    def __init__(self, page: "IssuesPage") -> None:
        super().__init__(page)
        self._context = page.context

    @property
    def _page(self) -> "IssuesPage":
        page: Any = self.parent()
        found: IssuesPage = page
        return found

    def open(self) -> None:
        """Under its button."""
        page = self._page
        page.open_menu(
            page.more_button,
            (
                ("吹哨统计…", "", self.figures),
                ("打印这一类台账", "", self.print_list),
                ("导出台账…", "", page.export_wanted.emit),
                ("", "", None),
                ("全部列入议题…", "", page.acts.all_on_agenda),
                ("", "", None),
                ("问题类别…", "", self.categories),
                ("吹哨规则…", "", self.whistles),
                ("治理设置…", "", self.settings),
            ),
        )

    def figures(self) -> None:
        """漏斗, 分组, 热力, 考核."""
        from gridhall.issues.pages.figures import FiguresSheet

        FiguresSheet(self._page, self._context).open()

    def categories(self) -> None:
        """The categories a hall sorts by; the form learns the new ones."""
        from gridhall.issues.dialogs.settings.categories import CategoriesSheet

        CategoriesSheet(self._page, self._context).open()

    def whistles(self) -> None:
        """Who blows, who reports in."""
        from gridhall.issues.dialogs.settings.whistle import WhistleSheet

        WhistleSheet(self._page, self._context).open()

    def settings(self) -> None:
        """Rhythm of meetings, deadlines, points."""
        from gridhall.issues.dialogs.settings.governance import GovernanceSheet

        sheet = GovernanceSheet(self._page, self._context)
        sheet.carried.connect(self._page.tell)
        sheet.open()

    def print_list(self) -> None:
        """What the pill shows, as the ledger on paper."""
        page, context = self._page, self._context
        board, today = page.board, context.today()
        if board is None or not board.rows:
            raise UserError("这一类里没有问题，没有台账可印。请换一类")
        first = min(row.received_on for row in board.rows)
        asked, which = asked_of(board.pill, today), PILLS[board.pill]

        def work() -> PaperRow:
            from gridhall.issues.documents.listing import issue_list  # brings the drawing
            from gridhall.registry.documents.transfer_issue import At

            at = At(context.db, context.clerk, context.hall, today)
            return issue_list(at, Span(first, today, f"截至 {today}"), asked, which)

        page.acts.papers.draw("吹哨台账", work)
