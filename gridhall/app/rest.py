"""What the desk needs after its first page; imported behind it, on a thread of its own."""

from functools import partial

from PySide6.QtWidgets import QWidget

from gridhall.app.finding import Finder
from gridhall.papers.dialogs import show_paper
from gridhall.qt.context import Context
from gridhall.qt.sub_views import SubViews, View
from gridhall.registry.pages import ResidentsPage
from gridhall.service_desk import documents
from gridhall.service_desk.pages.cases import CasesPage
from gridhall.service_desk.queries.recent import matters_of

__all__ = ["CasesPage", "Finder", "documents", "registry_tab", "show_paper"]


def registry_tab(context: Context) -> QWidget:
    """居民登记: every view of it, each built when it is first shown."""
    return SubViews((View("查居民", partial(ResidentsPage, context, matters=(matters_of,))),))
