"""The papers of a case beyond the one its state calls for, and of several cases at once."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from gridhall.papers.labels import kind_label
from gridhall.qt.buttons import Btn
from gridhall.qt.context import Context
from gridhall.service_desk.labels import state_label
from gridhall.service_desk.pages.acts import CaseActs, natural_paper
from gridhall.service_desk.queries import reads as queries
from gridhall.service_desk.queries.reads import CaseCard, QueueRow

if TYPE_CHECKING:
    from gridhall.papers.dialogs.batch import Maker

_ALWAYS = ("case-power-of-attorney",)  # handed out empty of an agent, to be filled in


class PaperActs(QObject):
    """出其他文书 of one case; 批量打印 of several."""

    def __init__(self, context: Context, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._acts = context, CaseActs(context)

    def offer(self, card: CaseCard, button: Btn) -> None:
        """Every paper that fits the case, the natural one first."""
        from gridhall.service_desk.documents import issuing  # drawing is loaded when it is needed

        issued = {paper.kind for paper in card.papers if paper.voided_at is None}
        menu = QMenu(button)
        menu.setObjectName("papersMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        guarded = card.case.agent_kind == "guardian"  # acts by law, without an authority
        blank = () if guarded or card.case.closed_at is not None else _ALWAYS
        for kind in dict.fromkeys((*issuing.kinds_for(card), *blank)):
            again = "（补打）" if kind in issued else ""
            act = partial(self._acts.print_paper, card.case.id, kind)
            menu.addAction(f"{kind_label(kind)}{again}", act)
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def print_many(self, rows: Sequence[QueueRow]) -> None:
        """批量打印: each case's paper is issued as its turn comes; those without one are told."""
        from gridhall.papers.dialogs.batch import print_made

        with self._context.db.read() as session:
            cards = [queries.case_card(session, row.id) for row in rows]
        page = self.parent()
        assert isinstance(page, QWidget)
        print_made(self._context, page, [self._maker(card) for card in cards])

    def _maker(self, card: CaseCard) -> "Maker":
        from gridhall.papers.dialogs.batch import Maker

        kind, case = natural_paper(card), card.case
        words = f"{kind_label(kind) if kind else '没有文书'}　{case.number} {case.applicant_name}"
        lacks = "" if kind else f"{state_label(case.state)}，没有要打印的文书"
        return Maker(words, partial(issue_one, self._context, case.id, kind), lacks)


def issue_one(context: Context, case_id: int, kind: str) -> int:
    """Issue one of a case's papers; its id. Said again it is the stored one."""
    from gridhall.service_desk.documents import issuing  # drawing is loaded when it is needed

    at = issuing.At(context.db, context.clerk, context.hall, context.today())
    return issuing.issue_for_case(at, kind, case_id).id
