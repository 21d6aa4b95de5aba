"""组织架构: its views; the first is imported behind the desk, the others when they are shown."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from gridhall.core.progress import Progress
from gridhall.organisation.pages.tree import PartyPage
from gridhall.organisation.queries.units import unit_count
from gridhall.qt.context import Context
from gridhall.qt.refreshing import Refreshing
from gridhall.qt.sub_views import SubViews, View

PARTY, GRIDS, UNITS, MEMBERS = "党组织", "网格", "驻区与双报到单位", "党员"
AGENCIES = "办事机构"
MEETINGS = "联席会议"
POSTINGS = "公示红黑榜"


def organisation_tab(context: Context) -> QWidget:
    """组织架构: every view of it, each built when it is first shown."""
    views = SubViews(
        (
            View(PARTY, partial(PartyPage, context)),
            View(GRIDS, partial(_grids, context)),
            View(MEMBERS, partial(_members, context)),
            View(UNITS, partial(_units, context)),
            View(AGENCIES, partial(_agencies, context)),
            View(MEETINGS, partial(_meetings, context)),
            View(POSTINGS, partial(_postings, context)),
        )
    )
    views.built.connect(partial(_connect, context, views))
    counting = Refreshing(views, context.bus, frozenset({"partner_unit"}))
    counting.use(partial(_count_units, context, views))
    posted = frozenset({"public_notice", "objection", "honor_entry"})
    waiting = Refreshing(views, context.bus, posted)
    waiting.use(partial(_count_postings, context, views))
    return views


def _count_postings(context: Context, views: SubViews) -> None:
    """公示红黑榜 3: what is to be posted, taken down, answered, approved; none, no number."""
    db, today = context.db, context.today()

    def work(_progress: Progress) -> int:
        from gridhall.opinions.queries.posting_board import todo

        with db.read() as session:
            return len(todo(session, today))

    def show(many: Any) -> None:
        views.set_count(POSTINGS, many or None)

    context.jobs.start(work, done=show, failed=context.desk.show_error)


def _count_units(context: Context, views: SubViews) -> None:
    """驻区与双报到单位 37 before that view was ever opened; then it counts for itself."""
    if views.page(UNITS) is not None:
        return
    db, today = context.db, context.today()

    def work(_progress: Progress) -> int:
        with db.read() as session:
            return unit_count(session, today)

    counted = partial(views.set_count, UNITS)
    context.jobs.start(work, done=counted, failed=context.desk.show_error)


def _show_members(views: SubViews, organisation_id: int) -> None:
    """The members of an organisation in their own view."""
    members: Any = views.go(MEMBERS)
    members.show_organisation(organisation_id)


def _grids(context: Context) -> QWidget:
    from gridhall.organisation.pages.grids import GridsPage  # brings the solver

    return GridsPage(context)


def _members(context: Context) -> QWidget:
    from gridhall.organisation.pages.members import MembersPage

    return MembersPage(context)


def _units(context: Context) -> QWidget:
    from gridhall.organisation.pages.units import UnitsPage

    return UnitsPage(context)


def _agencies(context: Context) -> QWidget:
    from gridhall.organisation.pages.agencies import AgenciesPage

    return AgenciesPage(context)


def _meetings(context: Context) -> QWidget:
    from gridhall.meetings.pages import MeetingsPage  # brings the ledger's fields

    return MeetingsPage(context)


def _postings(context: Context) -> QWidget:
    from gridhall.opinions.pages.postings import PostingsPage

    return PostingsPage(context)


def _show_plate(views: SubViews) -> None:
    """The numbers on the buildings' plates, in their own view."""
    page: Any = views.go(AGENCIES)
    page.show_plate()


def _command(context: Context, words: str) -> None:
    """A command of Ctrl+K, by its words."""
    from gridhall.app.menu import COMMANDS

    desk: Any = context.desk
    next(one for one in COMMANDS if one.words == words).act(desk)


def _import(context: Context, views: SubViews) -> None:
    """导入组织, as in Ctrl+K."""
    from gridhall import parts
    from gridhall.exchange.dialogs import ImportSheet

    ImportSheet(context, parts.SHEETS["organisations"], views.window()).exec()


def _connect(context: Context, views: SubViews, page: QWidget) -> None:
    """What one view wants of another; 驻区与双报到单位 37 as soon as they are counted."""
    if isinstance(page, PartyPage):
        page.grids_wanted.connect(lambda: views.go(GRIDS))
        page.import_wanted.connect(partial(_import, context, views))
        page.members_wanted.connect(partial(_show_members, views))
    if page is views.page(GRIDS):
        grids: Any = page
        grids.plate_wanted.connect(partial(_show_plate, views))
    if page is views.page(AGENCIES):
        agencies: Any = page
        agencies.sheet_wanted.connect(partial(_command, context))
    if page is views.page(UNITS):
        counted: Any = page
        counted.counted.connect(partial(views.set_count, UNITS))
