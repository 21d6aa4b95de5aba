"""What the lists' two views share: acts taken back, papers made behind the window."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

from gridhall.core.errors import UserError
from gridhall.organisation.dialogs.organisation_act import Carried
from gridhall.organisation.pages.listed import ListedPage, Manner
from gridhall.organisation.pages.side import SidePanel
from gridhall.qt.context import Context
from gridhall.volunteering.service.taking_back import take_back


class PledgeListed(ListedPage):
    """A view whose acts are acts of the service days (ServiceAction)."""

    def __init__(self, context: Context, manner: Manner, panel: SidePanel) -> None:
        super().__init__(context, manner, panel)
        ui = self.ui
        pills: list[QWidget] = list(ui.pills.findChildren(QAbstractButton))
        chain = [ui.filterEdit, *pills, ui.table]  # as they stand
        policies = [one.focusPolicy() for one in pills]
        for one in pills:
            one.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the order leaves out who takes none
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)
        for one, policy in zip(pills, policies, strict=True):
            one.setFocusPolicy(policy)

    def undo(self, session: Any, action_id: int) -> None:
        """An act of the service days."""
        take_back(session, self.context.clerk, action_id)

    def tell(self, done: Carried) -> None:
        """Say what was done; the item that was written is chosen once it is read."""
        super().tell(done)
        if done.organisation_id is not None:
            self._wanted = done.organisation_id
            self.ui.filterEdit.clear()

    def documents(self) -> Any:
        """The papers of the three lists."""
        from gridhall.pledges.documents import issuing

        return issuing

    def do(self, act: Callable[[Any, Any], Carried]) -> None:
        """An act without a sheet: at once, and told."""
        try:
            with self.context.db.write() as session:
                done = act(session, self.context.clerk)
        except UserError as error:
            self.context.desk.show_error(error)
        else:
            self.tell(done)
