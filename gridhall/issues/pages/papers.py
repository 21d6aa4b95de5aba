"""The letters of an issue: which one Ctrl+P makes, what else there is, what went out already."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from gridhall.core.progress import Progress
from gridhall.issues.queries.cards import IssueCard
from gridhall.issues.rules.states import ADMITTED, OWED, is_open
from gridhall.papers.labels import kind_label
from gridhall.papers.queries import PaperRow, papers_about

if TYPE_CHECKING:
    from gridhall.issues.documents.telling import More
    from gridhall.issues.pages.page import IssuesPage

_KINDS = (
    "whistle-letter", "supervision-letter", "consultation-letter", "consultation-minutes",
    "forwarding-letter", "accountability-letter",
)  # fmt: skip
# Whose number stands on the measure that the letter tells of.
_MEASURES = {
    "supervision-letter": "supervision",
    "consultation-letter": "consultation",
    "consultation-minutes": "consultation",
    "accountability-letter": "accountability",
}


def natural_paper(card: IssueCard) -> str:
    """The kind that fits the issue as it stands; "" if none does."""
    row = card.row
    if not is_open(row.state):
        return ""
    if row.state == ADMITTED and row.escalated_on is not None:
        return "forwarding-letter"
    letters = {"supervision": "supervision-letter", "consultation": "consultation-letter"}
    last = next((letters[one.kind] for one in card.measures if one.kind in letters), "")
    if last and row.state in OWED:
        return last
    return "whistle-letter" if row.state in OWED and row.whistled_on is not None else ""


def possible(card: IssueCard) -> list[str]:
    """The letters that have something to say of this issue now."""
    row, kinds = card.row, list[str]()
    if row.owner_name:
        kinds.append("whistle-letter")
    for kind in _KINDS[1:]:
        measure = _MEASURES.get(kind)
        if measure is not None and card.measures_of(measure):
            kinds.append(kind)
    kinds.append("forwarding-letter")
    return [kind for kind in _KINDS if kind in kinds]


class PaperActs(QObject):
    """Makes a letter behind the screen and opens its preview."""

    def __init__(self, page: "IssuesPage") -> None:
        super().__init__(page)
        self._context = page.context

    @property
    def _page(self) -> "IssuesPage":
        page: Any = self.parent()
        found: IssuesPage = page
        return found

    def make(self, kind: str, issue_id: int, more: "More | None" = None) -> None:
        """Issue it, or what the same letter said before; its number is noted where it counts."""
        context = self._context

        def work() -> PaperRow:
            from gridhall.issues.documents.issuing import issue_paper  # brings the drawing
            from gridhall.registry.documents.transfer_issue import At

            at = At(context.db, context.clerk, context.hall, context.today())
            return issue_paper(at, kind, issue_id, **(more or {}))

        self.draw(kind_label(kind), work)

    def draw(self, words: str, make: Callable[[], PaperRow]) -> None:
        """Make a paper as a job and open its preview."""
        context, strip = self._context, self._page.ui.jobStrip

        def work(_progress: Progress) -> PaperRow:
            return make()

        strip.begin(f"正在做{words}", "份", "停下就不出这份文书")
        job = context.jobs.start(
            work,
            done=lambda paper: context.desk.preview(paper.id),
            failed=context.desk.show_error,
            progressed=strip.report,
            finished=strip.end,
        )
        strip.stopped.connect(job.cancel)

    def offer(self, card: IssueCard, under: QWidget) -> None:
        """Every letter there is to make, and below them what went out."""
        with self._context.db.read() as session:
            gone = papers_about(session, "issue", card.row.id)
        menu = QMenu(under)
        menu.setObjectName("papersMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for kind in possible(card):
            menu.addAction(f"出{kind_label(kind)}", partial(self.make, kind, card.row.id))
        menu.addSeparator()
        for paper in gone:
            said = f"看 {paper.number} {paper.title}".replace("&", "&&")
            menu.addAction(said, partial(self._context.desk.preview, paper.id))
        menu.popup(under.mapToGlobal(QPoint(0, -menu.sizeHint().height())))
