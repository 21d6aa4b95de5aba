"""请评价: the five faces come up on the second screen; the clerk learns only that they answered."""

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from gridhall.core.errors import UserError
from gridhall.qt.context import Context
from gridhall.service_desk.dialogs.moments import desk_moment
from gridhall.service_desk.queries.reads import CaseRow
from gridhall.service_desk.rules.ratings import RatingDraft
from gridhall.service_desk.service.ratings import rate

if TYPE_CHECKING:
    from gridhall.service_desk.pages.rating_window import RatingWindow


class RatingActs(QObject):
    """Asks about one case at a time; a later question takes the earlier one's place."""

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context = context
        self.window: RatingWindow | None = None
        self._asked: tuple[CaseRow, str] | None = None  # the case, and the request's key

    def ask(self, case: CaseRow) -> None:
        """Put the question to the visitor; only the matter's name is shown."""
        from gridhall.service_desk.pages.rating_window import RatingWindow

        page = self.parent()
        assert isinstance(page, QWidget)
        if self.window is None:
            self.window = RatingWindow(page)
            self.window.said.connect(self._keep)
        self._asked = (case, str(uuid4()))
        self.window.ask(case.item_name)
        self._context.desk.toast(f"请办事人在评价屏上评价 {case.number}；没有副屏时把屏幕转过去")

    def _keep(self, said: Any) -> None:
        """Keep the answer; what it was is not told here."""
        if self._asked is None:
            return
        (case, key), self._asked, context = self._asked, None, self._context
        when = desk_moment(context)
        draft = RatingDraft(
            case.id, said.satisfaction, when.now, key, said.words, "window", said.is_named
        )
        try:
            with context.db.write() as session:
                rate(session, context.clerk, draft, when)
        except UserError as error:
            context.desk.show_error(error)
            return
        context.desk.toast(f"{case.number} 已评价，谢谢办事人")
