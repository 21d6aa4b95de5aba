"""The letters of an issue: which one Ctrl+P makes, what else there is, what went out already."""

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from gridhall.core.progress import Progress
from gridhall.issues.queries.cards import IssueCard, issue_card
from gridhall.issues.rules.states import ADMITTED, OWED, is_open
from gridhall.issues.service.measures import number_measure
from gridhall.papers.labels import kind_label
from gridhall.papers.queries import PaperRow, papers_about
from gridhall.papers.service import issue
from gridhall.qt.context import Context

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
    if row.consulting_since is not None:
        return "consultation-letter"
    if row.state == ADMITTED and row.escalated_on is not None:
        return "forwarding-letter"
    if row.state in OWED and card.measures_of("supervision"):
        return "supervision-letter"
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

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context = context

    def make(self, kind: str, issue_id: int, *, numbers: bool = False) -> None:
        """Issue it; `numbers` writes its number on the measure that was just taken."""
        context = self._context

        def work(_progress: Progress) -> PaperRow:
            return _issue(context, kind, issue_id, numbers=numbers)

        context.jobs.start(
            work,
            done=lambda paper: context.desk.preview(paper.id),
            failed=context.desk.show_error,
        )

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


def _issue(context: Context, kind: str, issue_id: int, *, numbers: bool) -> PaperRow:
    from gridhall.issues.documents import issuing  # drawing comes in behind the page

    today, db, clerk = context.today(), context.db, context.clerk
    with db.read() as session:
        card = issue_card(session, issue_id, today)
    order, draw = issuing.paper_for(kind, card, context.hall, today)
    paper: Any = issue(db, clerk, order, draw)
    mine = card.measures_of(_MEASURES.get(kind, ""))
    if numbers and mine and not mine[0].number:
        with db.write() as session:
            number_measure(session, clerk, mine[0].id, paper.number)
    made: PaperRow = paper
    return made
