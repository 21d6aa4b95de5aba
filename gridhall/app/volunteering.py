"""集中服务日: its views, each imported and built when it is first shown."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from gridhall.core.progress import Progress
from gridhall.qt.context import Context
from gridhall.qt.refreshing import Refreshing
from gridhall.qt.sub_views import SubViews, View
from gridhall.volunteering.pages.board import BoardPage
from gridhall.volunteering.queries.volunteers import volunteer_count

ROSTER, SIGN_IN, VOLUNTEERS = "日程排班", "现场签到", "志愿者"
PLEDGES, CERTIFICATES = "双报到认领", "服务证明"


def volunteering_tab(context: Context) -> QWidget:
    """集中服务日: every view of it."""
    views = SubViews(
        (
            View(ROSTER, partial(BoardPage, context)),
            View(SIGN_IN, partial(_sign_in, context)),
            View(VOLUNTEERS, partial(_volunteers, context)),
            View(PLEDGES, partial(_pledges, context)),
            View(CERTIFICATES, partial(_certificates, context)),
        )
    )
    views.built.connect(partial(_count_waiting, views))
    counting = Refreshing(views, context.bus, frozenset({"volunteer"}))
    counting.use(partial(_count_volunteers, context, views))
    return views


def _count_waiting(views: SubViews, page: QWidget) -> None:
    """双报到认领 8: what waits to be claimed, once the page has counted it."""
    if page is views.page(PLEDGES):
        counted: Any = page
        counted.counted.connect(partial(views.set_count, PLEDGES))


def _count_volunteers(context: Context, views: SubViews) -> None:
    """志愿者 184: who is on the list and has not left."""
    db = context.db

    def work(_progress: Progress) -> int:
        with db.read() as session:
            return volunteer_count(session)

    counted = partial(views.set_count, VOLUNTEERS)
    context.jobs.start(work, done=counted, failed=context.desk.show_error)


def _volunteers(context: Context) -> QWidget:
    from gridhall.volunteering.pages.volunteers import VolunteersPage

    return VolunteersPage(context)


def _sign_in(context: Context) -> QWidget:
    from gridhall.volunteering.pages.sign_in import SignInPage

    return SignInPage(context)


def _pledges(context: Context) -> QWidget:
    from gridhall.pledges.pages import PledgesPage

    return PledgesPage(context)


def _certificates(context: Context) -> QWidget:
    from gridhall.volunteering.pages.certificates import CertificatesPage

    return CertificatesPage(context)
