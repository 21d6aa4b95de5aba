"""打印: the papers of the chosen day, made on the worker, then shown."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from gridhall.core.progress import Progress
from gridhall.organisation.dialogs.election_notice import at_now
from gridhall.papers.queries import PaperRow
from gridhall.qt.context import Context
from gridhall.qt.progress_bar import ProgressStrip

Issue = Callable[[Any, Any, Progress], PaperRow]  # the documents, where it is made, progress
# Words of the menu, key, how it is issued for a day's id.
PAPERS: tuple[tuple[str, str, Callable[[int], Issue]], ...] = (
    ("签到表", "Ctrl+P", lambda day: lambda made, at, _: made.issue_sign_in_sheet(at, day)),
    ("服务日安排通知", "", lambda day: lambda made, at, _: made.issue_notice(at, day)),
    ("岗位牌", "", lambda day: lambda made, at, p: made.issue_cards(at, day, progress=p)),
    ("调整通知", "", lambda day: lambda made, at, _: made.issue_adjustment(at, day)),
    ("志愿者招募公示", "", lambda day: lambda made, at, _: made.issue_recruitment(at, day)),
    ("服务日小结", "", lambda day: lambda made, at, _: made.issue_summary(at, day)),
    ("年度服务报告", "", lambda day: lambda made, at, _: made.issue_report_of(at, day)),
)


class PaperDesk(QObject):
    """Starts the making of a paper and opens its preview."""

    def __init__(self, context: Context, strip: ProgressStrip, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._strip = context, strip

    def make(self, words: str, issue: Issue) -> None:
        """Make a paper; nothing is kept if it is stopped."""
        context, strip, at = self._context, self._strip, at_now(self._context)

        def work(progress: Progress) -> PaperRow:
            from gridhall.volunteering.documents import day_issuing  # brings the drawing of papers

            return issue(day_issuing, at(), progress)

        strip.begin(f"正在做{words}", "项", "停下就不出这份文书")
        job = context.jobs.start(
            work,
            done=self._show,
            failed=context.desk.show_error,
            progressed=strip.report,
            finished=strip.end,
        )
        strip.stopped.connect(job.cancel)

    def _show(self, made: PaperRow) -> None:
        self._context.desk.preview(made.id)
