"""What a clerk does to a case from any page: finish, undo, receive, print.

Light, for 今日 uses it alone; the sheets of the other steps are `acts_steps`.
"""

from collections.abc import Collection
from functools import partial

from gridhall.core.errors import UserError
from gridhall.core.progress import Progress
from gridhall.papers.queries import PaperRow
from gridhall.qt.context import Context
from gridhall.service_desk import service
from gridhall.service_desk.dialogs.moments import local_now as local_now
from gridhall.service_desk.queries import reads as queries
from gridhall.service_desk.queries.reads import CaseCard, CaseRow
from gridhall.service_desk.rules import paper_kinds
from gridhall.service_desk.rules.draft import CaseDraftFields


def natural_paper(card: CaseCard) -> str:
    """The kind of paper that fits a case as it stands; '' if none does."""
    case = card.case
    return paper_kinds.natural_paper(case.state, accepted=case.accepted_at is not None)


class CaseActs:
    """The acts; each says what it did, and tells a UserError instead of raising it."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def accept(self, draft: CaseDraftFields) -> CaseRow:
        """Take a matter in; DraftRefused is the form's to show."""
        context = self._context
        with context.db.write() as session:
            return service.accept_case(
                session, context.clerk, draft, local_now(context), context.calendar
            )

    def finish(self, case_id: int, version: int) -> None:
        """办结 at once; it can be taken back by Ctrl+Z."""
        context = self._context
        try:
            with context.db.write() as session:
                done = service.finish_case(
                    session, context.clerk, case_id, local_now(context), version
                )
        except UserError as error:
            context.desk.show_error(error)
            return
        undo = partial(self.undo_finish, done.id, done.version)
        context.desk.toast(f"已办结 {done.number} {done.item_name}", undo)

    def undo_finish(self, case_id: int, version: int | None = None) -> None:
        """Take a finish back; whoever offers it shows the UserError."""
        context = self._context
        with context.db.write() as session:
            service.undo_finish(session, context.clerk, case_id, local_now(context), version)

    def receive(self, case_id: int, positions: Collection[int]) -> None:
        """补收材料: what was missing has come."""
        context = self._context
        try:
            with context.db.write() as session:
                row = service.receive_materials(
                    session, context.clerk, case_id, positions, local_now(context)
                )
        except UserError as error:
            context.desk.show_error(error)
            return
        context.desk.toast(f"已收到 {row.number} 的 {len(positions)} 项材料")

    def print_notice(self, case_id: int) -> None:
        """Print the paper that fits the case's state, as a job, and open its preview."""
        with self._context.db.read() as session:
            kind = natural_paper(queries.case_card(session, case_id))
        if not kind:
            self._context.desk.toast("这件工单现在没有要打印的文书")
            return
        self.print_paper(case_id, kind)

    def print_paper(self, case_id: int, kind: str) -> None:
        """Issue one of a case's papers; the same content again is a reprint of the stored one."""
        context = self._context

        def work(_progress: Progress) -> PaperRow:
            from gridhall.service_desk.documents import issuing  # drawing comes in behind 今日

            at = issuing.At(context.db, context.clerk, context.hall, context.today())
            return issuing.issue_for_case(at, kind, case_id)

        context.jobs.start(
            work,
            done=lambda paper: context.desk.preview(paper.id),
            failed=context.desk.show_error,
        )
