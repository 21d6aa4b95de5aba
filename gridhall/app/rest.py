"""What the desk needs after its first page; imported behind it, on a thread of its own."""

from functools import partial
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from gridhall.app.counter import counter_tab
from gridhall.app.finding import Finder
from gridhall.care.pages.matters import care_matters
from gridhall.organisation.pages.standing import standing_matters
from gridhall.papers.dialogs import show_paper
from gridhall.qt.context import Context
from gridhall.qt.sub_views import SubViews, View
from gridhall.registry.dialogs.transfer import TransferDialog
from gridhall.registry.pages import ResidentsPage
from gridhall.registry.pages.homes import HomesPage
from gridhall.registry.pages.rolls import RollsPage
from gridhall.registry.pages.separation import SeparationPage
from gridhall.registry.pages.transfers import TransfersPage, transfer_matters
from gridhall.service_desk.documents import issuing as documents
from gridhall.service_desk.queries.recent import matters_of

SEPARATION, TALKS, PEACE = "人户分离", "诉求民意", "调解排查"
CARE = "关爱走访"

__all__ = ["Finder", "TransferDialog", "counter_tab", "documents", "registry_tab", "show_paper"]


def registry_tab(context: Context) -> QWidget:
    """居民登记: every view of it, each built when it is first shown."""
    matters = (
        matters_of,
        partial(transfer_matters, context),
        partial(standing_matters, context),
        partial(care_matters, context),
    )
    views = SubViews(
        (
            View("查居民", partial(ResidentsPage, context, matters=matters)),
            View("户籍迁移", partial(TransfersPage, context)),
            View(SEPARATION, partial(SeparationPage, context)),
            View("户与房屋", partial(HomesPage, context)),
            View("名单统计", partial(RollsPage, context)),
            View(TALKS, partial(_talks, context)),
            View(CARE, partial(_care, context)),
            View(PEACE, partial(_peace, context)),
        )
    )
    views.built.connect(partial(_count_waiting, views))
    key = QShortcut(QKeySequence("Ctrl+M"), views)
    key.activated.connect(lambda: context.desk.open_transfer(_on_show(views)))
    return views


def _peace(context: Context) -> QWidget:
    from gridhall.opinions.pages.peace import PeacePage

    return PeacePage(context)


def _talks(context: Context) -> QWidget:
    from gridhall.opinions.pages.talks import TalksPage

    return TalksPage(context)


def _care(context: Context) -> QWidget:
    from gridhall.care.pages.page import CarePage

    return CarePage(context)


def _count_waiting(views: SubViews, page: QWidget) -> None:
    """人户分离 46, 诉求民意 2: how many wait or are late, once the page has counted them."""
    if isinstance(page, SeparationPage):
        page.counted.connect(partial(views.set_count, SEPARATION))
    for title in (TALKS, PEACE, CARE):
        if page is views.page(title):
            opinions: Any = page
            opinions.counted.connect(partial(_count_late, views, title))


def _count_late(views: SubViews, title: str, late: int) -> None:
    views.set_count(title, late or None)


def _on_show(views: SubViews) -> int | None:
    """The person whose card is open in the view on show."""
    shown = getattr(views.current(), "person_on_show", None)
    person_id: int | None = shown() if shown is not None else None
    return person_id
