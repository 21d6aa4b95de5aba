"""一窗受理: tickets and lending; lending is imported when it is first shown."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from gridhall.clerks.rules import allowed
from gridhall.core.clerk import Role
from gridhall.core.errors import UserError
from gridhall.core.progress import Progress
from gridhall.qt.context import Context
from gridhall.qt.refreshing import Refreshing
from gridhall.qt.sub_views import SubViews, View
from gridhall.service_desk.pages.cases import CasesPage

TICKETS, QUEUE, LENDING, CATALOGUE = "工单", "叫号", "便民借用", "材料与时限"
REPORTS, ISSUES = "统计报表", "吹哨台账"


def counter_tab(context: Context) -> QWidget:
    """一窗受理: every view of it, each built when it is first shown."""
    views = SubViews(
        (
            View(TICKETS, partial(CasesPage, context)),
            View(ISSUES, partial(_issues, context)),
            View(QUEUE, partial(_queue, context)),
            View(LENDING, partial(_lending, context)),
            View(CATALOGUE, partial(_catalogue, context)),
            View(REPORTS, partial(_reports, context)),
        )
    )
    views.built.connect(partial(_connect, context, views))
    counting = Refreshing(views, context.bus, frozenset({"loan"}))
    counting.use(partial(_count_overdue, context, views))
    waiting = Refreshing(views, context.bus, frozenset({"queue_ticket"}))
    waiting.use(partial(_count_waiting, context, views))
    owing = Refreshing(views, context.bus, frozenset({"issue"}))
    owing.use(partial(_count_issues, context, views))
    reporting = Refreshing(views, context.bus, frozenset({"report_sending", "report_layout"}))
    reporting.use(partial(_count_reports, context, views))
    return views


def _connect(context: Context, views: SubViews, page: QWidget) -> None:
    """What a view wants of the window: 吹哨台账 its workbook, asked for as in Ctrl+K."""
    if page is views.page(ISSUES):
        ledger: Any = page
        ledger.export_wanted.connect(partial(_export_issues, context))


def _export_issues(context: Context) -> None:
    from gridhall.app.acts import export_of

    desk: Any = context.desk
    try:
        export_of("issues")(desk)
    except UserError as error:
        desk.show_error(error)


def _count_overdue(context: Context, views: SubViews) -> None:
    """便民借用 3: how many loans are overdue; none, no number."""
    db, today = context.db, context.today()

    def work(_progress: Progress) -> int:
        from gridhall.lending.queries.loans import counts

        with db.read() as session:
            return counts(session, today)["overdue"]

    def show(many: Any) -> None:
        views.set_count(LENDING, many or None)

    context.jobs.start(work, done=show, failed=context.desk.show_error)


def _count_issues(context: Context, views: SubViews) -> None:
    """吹哨台账 2: how many issues are overdue; none, no number."""
    db, today = context.db, context.today()

    def work(_progress: Progress) -> int:
        from gridhall.issues.queries.issues import counts

        with db.read() as session:
            return counts(session, today)["overdue"]

    def show(many: Any) -> None:
        views.set_count(ISSUES, many or None)

    context.jobs.start(work, done=show, failed=context.desk.show_error)


def _count_waiting(context: Context, views: SubViews) -> None:
    """叫号 5: how many wait today; nobody, no number."""
    db, today = context.db, context.today()

    def work(_progress: Progress) -> int:
        from gridhall.tickets.queries.waiting import lane_counts

        with db.read() as session:
            return sum(one.waiting for one in lane_counts(session, today))

    def show(many: Any) -> None:
        views.set_count(QUEUE, many or None)

    context.jobs.start(work, done=show, failed=context.desk.show_error)


def _count_reports(context: Context, views: SubViews) -> None:
    """统计报表 1: how many reports are due and not sent; for those who send them."""
    db, calendar, today = context.db, context.calendar, context.today()
    if not allowed(context.clerk, Role.SUPERVISOR):
        return

    def work(_progress: Progress) -> int:
        from gridhall.reports.queries.due import due_reports

        with db.read() as session:
            return len(due_reports(session, calendar, today))

    def show(many: Any) -> None:
        views.set_count(REPORTS, many or None)

    context.jobs.start(work, done=show, failed=context.desk.show_error)


def _issues(context: Context) -> QWidget:
    from gridhall.issues.pages.page import IssuesPage

    return IssuesPage(context)


def _queue(context: Context) -> QWidget:
    from gridhall.tickets.pages.page import TicketsPage

    return TicketsPage(context)


def _lending(context: Context) -> QWidget:
    from gridhall.lending.pages.page import LendingPage

    return LendingPage(context)


def _catalogue(context: Context) -> QWidget:
    from gridhall.service_desk.pages.catalogue import CataloguePage

    return CataloguePage(context)


def _reports(context: Context) -> QWidget:
    from gridhall.reports.pages.page import ReportsPage

    return ReportsPage(context)
