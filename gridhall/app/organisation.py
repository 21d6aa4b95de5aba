"""组织架构: its views, imported well after the desk is up or when the tab is first shown."""

from functools import partial

from PySide6.QtWidgets import QWidget

from gridhall.organisation.pages.grids import GridsPage
from gridhall.organisation.pages.members import MembersPage
from gridhall.organisation.pages.tree import PartyPage
from gridhall.organisation.pages.units import UnitsPage
from gridhall.qt.context import Context
from gridhall.qt.sub_views import SubViews, View

PARTY, GRIDS, UNITS, MEMBERS = "党组织", "网格", "驻区与双报到单位", "党员"


def organisation_tab(context: Context) -> QWidget:
    """组织架构: every view of it, each built when it is first shown."""
    views = SubViews(
        (
            View(PARTY, partial(PartyPage, context)),
            View(GRIDS, partial(GridsPage, context)),
            View(MEMBERS, partial(MembersPage, context)),
            View(UNITS, partial(UnitsPage, context)),
        )
    )
    views.built.connect(partial(_connect, views))
    return views


def _connect(views: SubViews, page: QWidget) -> None:
    """What one view wants of another; 驻区与双报到单位 37 as soon as they are counted."""
    if isinstance(page, PartyPage):
        page.grids_wanted.connect(lambda: views.go(GRIDS))
    if isinstance(page, UnitsPage):
        page.counted.connect(partial(views.set_count, UNITS))
