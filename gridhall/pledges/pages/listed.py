"""What the lists' two views share: acts taken back, papers made behind the window."""

from collections.abc import Callable
from functools import partial
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

from gridhall.core.errors import UserError
from gridhall.core.progress import Progress
from gridhall.organisation.dialogs.organisation_act import Carried
from gridhall.organisation.pages.listed import ListedPage, Manner
from gridhall.organisation.pages.side import SidePanel
from gridhall.papers.queries import PaperRow
from gridhall.qt.context import Context
from gridhall.volunteering.service.taking_back import take_back

Make = Callable[[Any, Any, Progress], PaperRow]  # documents.issuing, where, how far


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

    def tell(self, done: Carried) -> None:
        """Say what was done, and how to take it back."""
        acts = [one for one in (done.action_id, *reversed(done.also)) if one is not None]
        context = self.context

        def undo() -> None:
            with context.db.write() as session:
                for one in acts:
                    take_back(session, context.clerk, one)

        context.desk.toast(done.words, undo if acts else None)
        if done.organisation_id is not None:
            self._wanted = done.organisation_id  # the item that was written; chosen once it is read
            self.ui.filterEdit.clear()

    def make(self, words: str, work: Make) -> None:
        """Make a paper as a job and open its preview."""
        context, strip = self.context, self.ui.jobStrip
        where = partial(_at, context)

        def issue(progress: Progress) -> PaperRow:
            from gridhall.pledges.documents import issuing  # brings the drawing of papers

            return work(issuing, where(), progress)

        strip.begin(f"正在做{words}", "份", "停下就不出这份文书")
        job = context.jobs.start(
            issue,
            done=lambda paper: context.desk.preview(paper.id),
            failed=context.desk.show_error,
            progressed=strip.report,
            finished=strip.end,
        )
        strip.stopped.connect(job.cancel)

    def do(self, act: Callable[[Any, Any], Carried]) -> None:
        """An act without a sheet: at once, and told."""
        try:
            with self.context.db.write() as session:
                done = act(session, self.context.clerk)
        except UserError as error:
            self.context.desk.show_error(error)
        else:
            self.tell(done)


def _at(context: Any) -> Any:
    from gridhall.registry.documents.transfer_issue import At

    return At(context.db, context.clerk, context.hall, context.today())
