"""What a clerk does to a case from any page: finish, undo, revoke, receive, print."""

from collections.abc import Collection
from datetime import datetime
from functools import partial
from uuid import uuid4

from PySide6.QtWidgets import QWidget

from gridhall.core.errors import UserError
from gridhall.papers import service as papers
from gridhall.qt.ask import Question, ask_reason
from gridhall.qt.context import Context
from gridhall.service_desk import service
from gridhall.service_desk.queries import reads as queries
from gridhall.service_desk.queries.reads import CaseRow
from gridhall.service_desk.rules.draft import CaseDraftFields
from gridhall.service_desk.rules.states import FINISHED


def local_now(context: Context) -> datetime:
    """This moment on the desk's day."""
    return datetime.combine(context.today(), datetime.now().time()).astimezone()


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

    def revoke(self, parent: QWidget, case: CaseRow) -> None:
        """撤销受理 with a reason: the number stays, its papers are voided."""
        reason = ask_reason(parent, revoke_question(case))
        if reason is None:
            return
        context = self._context
        try:
            with context.db.write() as session:
                service.revoke_case(session, context.clerk, case.id, local_now(context), reason)
        except UserError as error:
            context.desk.show_error(error)
            return
        context.desk.toast(f"已撤销受理 {case.number}，编号保留")

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
        """Issue the notice that fits the case's state, as a job, and open its preview."""
        from gridhall.service_desk.documents import (
            notices as documents,  # reportlab comes in behind 今日
        )

        context, hall = self._context, self._context.hall
        with context.db.read() as session:
            card = queries.case_card(session, case_id)
        finished = card.case.state == FINISHED
        make_order = documents.completion_order if finished else documents.acceptance_order
        draw = documents.completion_notice if finished else documents.acceptance_notice
        order = make_order(card, hall, str(uuid4()))
        context.jobs.start(
            lambda _: papers.issue(context.db, context.clerk, order, partial(draw, card, hall)),
            done=lambda paper: context.desk.preview(paper.id),
            failed=context.desk.show_error,
        )


def revoke_question(case: CaseRow) -> Question:
    """What is asked before an acceptance is revoked (ux: a legal act asks for its reason)."""
    return Question(
        title="撤销受理",
        text=f"撤销受理 {case.number}？",
        detail="编号保留并标“已撤销”，已打印的通知书要收回作废。请写原因：",
        act="撤销受理",
        leave="不撤",
        danger=True,
        reason="撤销原因",
        glyph="undo",
    )
