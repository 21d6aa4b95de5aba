"""The end of a shift: 交接工作 with its sheet printed."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from gridhall.clerks import queries as clerks
from gridhall.core.errors import UserError
from gridhall.core.progress import Progress
from gridhall.papers.queries import PaperRow
from gridhall.qt.context import Context
from gridhall.service_desk.dialogs.day_end import DayEndSheet
from gridhall.service_desk.queries.handovers import open_cases_of


def end_day(context: Context, parent: QWidget) -> DayEndSheet:
    """交接工作: one's open cases, a colleague, a word each; the sheet comes up for the printer."""
    with context.db.read() as session:
        cases = open_cases_of(session, context.clerk)
        others = [
            one for one in clerks.clerks(session) if one.active and one.id != context.clerk.id
        ]
    if not others:
        raise UserError("没有别的操作员可以接班。请管理员先登记。")
    sheet = DayEndSheet(parent, context, cases, others)
    sheet.carried.connect(partial(_print, context))
    sheet.open()
    return sheet


def _print(context: Context, done: Any) -> None:
    context.desk.toast(done.words)

    def work(_progress: Progress) -> PaperRow:
        from gridhall.service_desk.documents import closing  # drawing is loaded when it is needed

        at = closing.At(context.db, context.clerk, context.hall, context.today())
        return closing.issue_handover_sheet(at, done.organisation_id)

    context.jobs.start(
        work, done=lambda paper: context.desk.preview(paper.id), failed=context.desk.show_error
    )
