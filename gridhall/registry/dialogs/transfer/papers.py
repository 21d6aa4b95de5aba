"""The papers of a transfer: issued as a job, shown in the preview."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from gridhall.papers.queries import PaperRow
from gridhall.qt.context import Context
from gridhall.registry.queries.transfers import TransferCard
from gridhall.registry.rules.transfers import DONE

if TYPE_CHECKING:  # reportlab comes in with the first paper
    from gridhall.registry.documents.transfer_issue import At

RECEIPT, NOTICE = "transfer-receipt", "transfer-notice"
SETTLEMENT, ATTORNEY = "settlement-notice", "power-of-attorney"


def papers_for(card: TransferCard) -> list[tuple[str, str]]:
    """The papers that say something of a transfer now: kind and words, the likeliest first."""
    if card.row.reverses_number:
        return []
    offered = [(RECEIPT, "收件回执")]
    if card.state in DONE:
        offered.insert(0, (SETTLEMENT, "办结告知"))
    if card.missing and card.row.is_open:
        offered.append((NOTICE, "一次性告知书"))
    if card.agent:
        offered.append((ATTORNEY, "委托书"))
    return offered


def print_paper(context: Context, transfer_id: int, kind: str) -> None:
    """Issue one of a transfer's papers and open its preview."""

    def work(at: "At") -> PaperRow:
        from gridhall.registry.documents.transfer_issue import issue_transfer_paper

        return issue_transfer_paper(at, kind, transfer_id)

    _start(context, work)


def hand_over(context: Context, transfer_ids: Sequence[int]) -> None:
    """移交: one list with its number, and the transfers go to the police, all or none."""

    def work(at: "At") -> PaperRow:
        from gridhall.registry.documents.transfer_issue import issue_handover

        return issue_handover(at, transfer_ids)

    _start(context, work)


def _start(context: Context, work: Callable[["At"], PaperRow]) -> None:
    def issue() -> PaperRow:
        from gridhall.registry.documents.transfer_issue import At

        return work(At(context.db, context.clerk, context.hall, context.today()))

    context.jobs.start(
        lambda _: issue(),
        done=lambda paper: context.desk.preview(paper.id),
        failed=context.desk.show_error,
    )
