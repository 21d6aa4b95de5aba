"""户数标准 from the view of grids: kept, refused in words, put back; a count ahead."""

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from gridhall.app.organisation import MEMBERS, PARTY, UNITS, organisation_tab
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.organisation.dialogs.grid_size import GridSizeSheet
from gridhall.organisation.dialogs.seat_lists import ListSheet
from gridhall.organisation.pages.grids import GridsPage
from gridhall.organisation.pages.units import UnitsPage
from gridhall.places.queries import grid_size
from gridhall.places.rules import GridSize
from gridhall.qt.context import Context
from tests.audit import Dress, audit, dressed  # noqa: F401 - a fixture
from tests.organisation.listed_hall import ListedHall, make_lists, shown


@pytest.fixture
def hall(db: Database) -> ListedHall:
    with db.write() as session:
        return make_lists(session)


@pytest.fixture
def page(qtbot: QtBot, context: Context, hall: ListedHall, administrator: Clerk) -> Any:
    context.clerk = administrator
    return shown(qtbot, context, GridsPage(context))


def sheet(page: Any, kind: type) -> Any:
    return page.findChildren(kind)[-1]


def size(db: Database) -> GridSize:
    with db.read() as session:
        return grid_size(session)


def test_the_size_is_seen_before_kept_and_put_back(page: Any, db: Database, context: Any) -> None:
    was = size(db)
    page.size_button.click()
    made: GridSizeSheet = sheet(page, GridSizeSheet)
    made.save()
    assert "都没有改" in made.banner.text()
    made.target.setValue(200)
    made.tolerance.setValue(50)
    assert made.range.text() == "新网格 100—300 户为正常"
    assert made.told.text() == "现有 2 个网格，户数正常的现在 0 个，改了以后 0 个"
    made.save()
    assert size(db) == GridSize(200, 50)
    assert context.desk.toasts[-1] == "户数标准已改为 200 户，上下 50%"
    context.desk.undos[-1]()
    assert size(db) == was
    with pytest.raises(UserError, match="后来又改过"):
        context.desk.undos[-1]()


@pytest.mark.parametrize(
    ("target", "tolerance", "said"), [(0, 10, "1 到 5000"), (6000, 10, "6000"), (300, 60, "60%")]
)
def test_a_size_nobody_can_keep_is_refused(
    page: Any, db: Database, target: int, tolerance: int, said: str
) -> None:
    was = size(db)
    page.acts.size()
    made: GridSizeSheet = sheet(page, GridSizeSheet)
    made.target.setValue(target)
    made.tolerance.setValue(tolerance)
    made.save()
    assert said in made.banner.text()
    assert made.isVisible()
    assert size(db) == was


def test_a_supervisor_sees_the_size_and_who_changes_it(
    qtbot: QtBot, context: Context, hall: ListedHall, supervisor: Clerk
) -> None:
    context.clerk = supervisor
    made = shown(qtbot, context, GridsPage(context))
    made.size_button.click()
    opened: GridSizeSheet = sheet(made, GridSizeSheet)
    assert not opened.save_button.isEnabled()
    assert "请找" in opened.who.text()


@pytest.mark.parametrize(("mode", "percent"), [("light", 100), ("dark", 150)])
def test_nothing_is_clipped(
    qtbot: QtBot,
    page: Any,
    dressed: Dress,  # noqa: F811
    mode: str,
    percent: int,
) -> None:
    dressed(mode, percent)
    page.acts.size()
    made = sheet(page, GridSizeSheet)
    qtbot.wait(50)
    assert audit(made).problems == []
    assert made.height() <= 768
    made.reject()


def test_units_are_counted_before_their_view_and_members_shown_in_theirs(
    qtbot: QtBot, context: Context, hall: ListedHall
) -> None:
    tab: Any = organisation_tab(context)
    qtbot.addWidget(tab)
    tab.resize(1366, 690)
    tab.start()
    tab.show()
    qtbot.waitUntil(lambda: f"{UNITS} 1" in tab.segments.titles())
    assert tab.page(UNITS) is None
    party = tab.page(PARTY)
    party.show_organisation(hall.tree.branch)
    qtbot.waitUntil(lambda: party.card() is not None)
    qtbot.waitUntil(lambda: party.card().row.id == hall.tree.branch)
    party.panel.members_wanted.emit()
    members = tab.current()
    assert members is tab.page(MEMBERS)
    qtbot.waitUntil(lambda: members.is_read)
    assert members.branch_on_show() == hall.tree.branch
    assert [row.name for row in members.model.rows] == ["柳建平", "张老师"]


def test_the_reports_of_a_unit_stay_to_be_read(
    qtbot: QtBot, context: Context, hall: ListedHall
) -> None:
    page = shown(qtbot, context, UnitsPage(context))
    page.choose(hall.unit)
    page.panel.history_button.click()
    made: ListSheet = sheet(page, ListSheet)
    assert [row.name for row in made.model.rows] == ["张老师"]
    assert [made.model.index(0, column).data() for column in (0, 4)] == ["张老师", "至今"]
    made.reject()
