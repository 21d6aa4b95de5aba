"""Nothing clipped, nameless or tiny at the sign-in desk and in its sheets."""

from collections.abc import Callable
from datetime import date, datetime, time

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.qt.context import Context
from gridhall.qt.scaling import refit
from gridhall.volunteering.dialogs.hours import HoursSheet
from gridhall.volunteering.dialogs.hours_entry import EntrySheet
from gridhall.volunteering.dialogs.merits import MeritsSheet
from gridhall.volunteering.dialogs.stars import StarsSheet
from gridhall.volunteering.pages.sign_in import SignInPage
from gridhall.volunteering.queries.hours import HoursRow, entry
from gridhall.volunteering.service.attendance import SheetLine, type_sheet
from gridhall.volunteering.service.closing import close_day
from gridhall.volunteering.service.hours import Correction, correct
from tests.audit import Dress, audit, dressed  # noqa: F401 - a fixture
from tests.factories import TODAY
from tests.volunteering.people import volunteer
from tests.volunteering.served import make_day, roster

pytestmark = pytest.mark.gui
LOOKS = (("light", 100), ("dark", 150))


@pytest.fixture
def page(
    qtbot: QtBot,
    db: Database,
    context: Context,
    administrator: Clerk,
    dressed: Dress,  # noqa: F811
) -> Callable[[str, int], SignInPage]:
    context.clerk = administrator
    with db.write() as session:
        past = make_day(session, date(2026, 11, 15))
        day = make_day(session, TODAY, ("义诊测压", "理发修面"))
        for name in ("林晓梅", "徐桂兰", "马超", "吕志强", "曹莉"):
            one = volunteer(session, name)
            if name != "曹莉":
                roster(session, day, one, ("理发修面", "上午一"), ("理发修面", "上午二"))
        type_sheet(session, administrator, past, [SheetLine(1, 510, 690, quality="5")])
        close_day(session, administrator, past, TODAY)
        correct(session, administrator, 1, Correction("提前走了", (510, 600)), TODAY)
        type_sheet(session, administrator, past, [SheetLine(2, 510, 600)])
        type_sheet(session, administrator, day, [SheetLine(1, 505, None), SheetLine(2, 510, 520)])

    def show(mode: str, percent: int) -> SignInPage:
        dressed(mode, percent)
        made = SignInPage(context)
        made.now = lambda: datetime.combine(TODAY, time(8, 26))
        qtbot.addWidget(made)
        made.resize(1366, 690)
        made.show_for_width(1366 * 100 // percent)
        refit(made)
        made.show()
        return made

    return show


@pytest.mark.parametrize(("mode", "percent"), LOOKS)
def test_the_page_and_its_sheets(
    page: Callable[[str, int], SignInPage], mode: str, percent: int
) -> None:
    made = page(mode, percent)
    assert audit(made).problems == []
    made.box.setText("mc")
    made.box.entered.emit()
    assert audit(made).problems == []
    for act in (made.acts.substitute, made.acts.choose_shift, made.acts.type_sheet):
        made.box.clear()
        act()
        assert _looked() == []
    made.acts.finish()
    assert _looked() == []
    made.box.setText("cl")
    made.acts.walk_in(made.model.rows[0])
    assert _looked() == []


@pytest.mark.parametrize(("mode", "percent"), LOOKS)
def test_the_ledger_and_what_is_written_in_it(
    page: Callable[[str, int], SignInPage], mode: str, percent: int
) -> None:
    made = page(mode, percent)
    context = made.context
    HoursSheet(made, context, 1).open()
    assert _looked() == []
    for wrong in (None, _row(context)):
        EntrySheet(made, context, (1, "林晓梅"), wrong).open()
        assert _looked() == []
    MeritsSheet(made, context, (1, "林晓梅")).open()
    assert _looked() == []
    StarsSheet(made, context).open()
    assert _looked() == []


def _row(context: Context) -> HoursRow | None:
    with context.db.read() as session:
        return entry(session, 3)


def _looked() -> list[str]:
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, QWidget)
    problems = audit(sheet).problems
    sheet.close()
    QApplication.processEvents()
    return problems
