"""集中服务日: its views, each imported and built when it is first shown."""

from functools import partial

from PySide6.QtWidgets import QWidget

from gridhall.qt.context import Context
from gridhall.qt.sub_views import SubViews, View
from gridhall.volunteering.pages.board import BoardPage

ROSTER, SIGN_IN, VOLUNTEERS = "日程排班", "现场签到", "志愿者"
PLEDGES = "双报到认领"


def volunteering_tab(context: Context) -> QWidget:
    """集中服务日: every view of it."""
    return SubViews(
        (
            View(ROSTER, partial(BoardPage, context)),
            View(SIGN_IN, partial(_sign_in, context)),
            View(VOLUNTEERS, partial(_volunteers, context)),
            View(PLEDGES, partial(_pledges, context)),
        )
    )


def _volunteers(context: Context) -> QWidget:
    from gridhall.volunteering.pages.volunteers import VolunteersPage

    return VolunteersPage(context)


def _sign_in(context: Context) -> QWidget:
    from gridhall.volunteering.pages.sign_in import SignInPage

    return SignInPage(context)


def _pledges(context: Context) -> QWidget:
    from gridhall.pledges.pages import PledgesPage

    return PledgesPage(context)
