"""Nothing clipped, nameless or tiny on the page of the tree and in its sheets."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.organisation.dialogs.todo import TodoSheet
from gridhall.organisation.pages.tree import PartyPage
from gridhall.organisation.queries.seats import TodoRow
from gridhall.qt.context import Context
from gridhall.qt.scaling import refit
from tests.audit import Dress, audit, dressed  # noqa: F401 - a fixture
from tests.factories import TODAY
from tests.organisation.tree_hall import TreeHall, appoint_outsider, make_tree

LOOKS = (("light", 100), ("dark", 150))
DUE = (
    TodoRow("holder_gone", "刘凤英 2026-11-01 迁出", TODAY, "over", 1, can_stay=True),
    TodoRow("term", "“御景小区党支部”任期 2026-12-01 届满", TODAY, "amber", 1),
)


@pytest.fixture
def hall(db: Database, context: Context, administrator: Clerk) -> TreeHall:
    context.clerk = administrator
    with db.write() as session:
        made = make_tree(session)
        appoint_outsider(session, made.branch, 0, "柳建平")
    return made


@pytest.fixture
def page(
    qtbot: QtBot,
    context: Context,
    hall: TreeHall,
    dressed: Dress,  # noqa: F811
) -> Callable[[str, int], PartyPage]:
    def show(mode: str, percent: int) -> PartyPage:
        dressed(mode, percent)
        made = PartyPage(context)
        qtbot.addWidget(made)
        made.resize(1366, 690)
        made.show_for_width(1366 * 100 // percent)
        refit(made)
        made.show()
        qtbot.waitUntil(lambda: bool(made.outline.typed))
        made.show_organisation(hall.branch)
        qtbot.waitUntil(lambda: made.card() is not None and made.card().row.id == hall.branch)
        return made

    return show


@pytest.mark.parametrize(("mode", "percent"), LOOKS)
def test_the_page_and_its_sheets(
    qtbot: QtBot, page: Callable[[str, int], PartyPage], mode: str, percent: int
) -> None:
    made = page(mode, percent)
    assert audit(made).problems == []
    made._open_side()
    assert audit(made).problems == []
    acts, seat = made.acts, made.panel.seats.rows[0]
    for open_it in (
        acts.found,
        acts.change,
        acts.merge,
        acts.dissolve,
        acts.elect,
        acts.levels,
        acts.history,
        acts.past_members,
        lambda: TodoSheet(made, made._context, DUE).open(),
        acts.add_seat,
        lambda: acts.move([made.chosen()[0]], None),
        lambda: acts.appoint(seat),
        lambda: acts.relieve(seat),
        lambda: acts.rotate(seat),
        lambda: acts.tenures(seat),
        lambda: acts.person_seats(seat),
        lambda: acts.phone(seat),
    ):
        open_it()
        qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
        sheet: QWidget | None = QApplication.activeModalWidget()
        assert sheet is not None
        qtbot.wait(50)
        assert (open_it, audit(sheet).problems) == (open_it, [])
        sheet.close()
        qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
