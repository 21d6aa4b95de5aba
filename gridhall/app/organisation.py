"""组织架构: its views, imported well after the desk is up or when the tab is first shown."""

from functools import partial

from PySide6.QtWidgets import QWidget

from gridhall.organisation.pages.tree import PartyPage
from gridhall.qt.context import Context
from gridhall.qt.sub_views import SubViews, View

PARTY = "党组织"


def organisation_tab(context: Context) -> QWidget:
    """组织架构: every view of it, each built when it is first shown."""
    return SubViews((View(PARTY, partial(PartyPage, context)),))
