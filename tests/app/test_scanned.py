"""A hand scanner anywhere in the program: the code goes where it belongs, and into no field."""

from datetime import date, datetime, time
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from gridhall.app.desk import OpenDesk
from gridhall.app.window import Window
from gridhall.clerks.queries import slip_mark
from gridhall.organisation.models import Outsider
from gridhall.qt.dialog import Sheet
from gridhall.service_desk.models import ServiceCase
from gridhall.service_desk.rules.slips import case_slip
from gridhall.volunteering.dialogs.verify import VerifySheet
from gridhall.volunteering.models import ServiceDay, Volunteer
from tests.app.test_window import sign_in
from tests.volunteering.people import volunteer
from tests.volunteering.served import make_day, roster

pytestmark = pytest.mark.gui


@pytest.fixture
def desk(qtbot: QtBot, window: Window) -> OpenDesk:
    sign_in(qtbot, window)
    window.activateWindow()
    assert window.desk is not None
    return window.desk


def scan(window: Window, text: str, start: int = 10_000) -> None:
    """A burst as the platform sends it to the window that has the focus."""
    handle = QApplication.focusWindow() or window.windowHandle()
    for at, char in enumerate([*text, "\r"]):
        key = Qt.Key.Key_Return if char == "\r" else Qt.Key(ord(char.upper()))
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, char)
            event.setTimestamp(start + at * 5)
            QCoreApplication.sendEvent(handle, event)
    QTest.qWait(120)


def told(desk: OpenDesk) -> list[str]:
    heard: list[str] = []
    desk.toast = lambda text, undo=None: heard.append(text)  # type: ignore[method-assign]
    return heard


def test_a_cases_number_opens_it_and_lands_in_no_field(
    qtbot: QtBot, window: Window, desk: OpenDesk
) -> None:
    with desk.context.db.read() as session:
        found = session.scalars(select(ServiceCase).order_by(ServiceCase.id)).first()
        assert found is not None
        number, case_id = found.number, found.id
    opened: list[int] = []
    desk.open_case = opened.append  # type: ignore[method-assign]
    desk.new_case(None)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    scan(window, number)
    assert field.text() == ""
    assert opened == [case_id]


def test_at_the_sign_in_desk_a_volunteers_number_signs_in(
    qtbot: QtBot, window: Window, desk: OpenDesk
) -> None:
    with desk.context.db.write() as session:
        for held in session.scalars(select(ServiceDay).where(ServiceDay.held_on == date.today())):
            held.held_on = None
        one = volunteer(session, "周签到", number="ZY990001")
        day = make_day(session, date.today())
        roster(session, day, one, ("义诊测压", "上午一"))
    desk.open_sign_in(date.today(), day)
    page: Any = desk.scans._page()
    page.now = lambda: datetime.combine(date.today(), time(8, 26))
    scan(window, "ZY990001")
    assert page.strip.title.text() == "周签到 已签到 08:26"
    assert page.box.text() == ""


def test_a_visitors_slip_opens_its_case_from_any_page(window: Window, desk: OpenDesk) -> None:
    with desk.context.db.read() as session:
        found = session.scalars(select(ServiceCase).order_by(ServiceCase.id)).first()
        assert found is not None
        code, case_id = case_slip(slip_mark(session), found.id), found.id
    desk.lend()  # the lending counter has codes of its own
    scan(window, code)
    page: Any = desk.scans._page()
    assert page.panel.card.case.id == case_id


def test_another_halls_slip_is_told(window: Window, desk: OpenDesk) -> None:
    errors: list[str] = []
    desk.show_error = lambda error: errors.append(str(error))  # type: ignore[method-assign]
    with desk.context.db.read() as session:
        mark = "0000" if slip_mark(session) != "0000" else "1111"
    scan(window, f"CG-{mark}-12")
    assert errors == [
        "这张暂存回执是别的大厅出的，本大厅没有这一笔。请对照单子上的大厅名称，到那里去办"
    ]


def test_what_is_not_known_is_told_without_the_number(window: Window, desk: OpenDesk) -> None:
    heard = told(desk)
    scan(window, "370686199901019999")
    assert len(heard) == 1
    assert "没有找到" in heard[0]
    assert "19990101" not in heard[0]


def test_an_open_dialog_is_not_filled(qtbot: QtBot, window: Window, desk: OpenDesk) -> None:
    heard, sheet = told(desk), Sheet(desk.shell, "试", "help", (300, 200))
    field = QLineEdit()
    sheet.set_body(field)
    sheet.first_focus = field
    sheet.open()
    desk.scans.route("SL20261124-012")
    assert heard == ["扫到的内容没有填进去。请先关上窗口，再扫一次"]
    assert field.text() == ""
    sheet.reject()


def test_a_certificates_code_is_verified(window: Window, desk: OpenDesk) -> None:
    desk.scans.route("GH1:NOT A CODE AT ALL")
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, VerifySheet)
    assert sheet.found is not None
    assert sheet.found.verdict == "forged"
    sheet.reject()


def test_while_locked_everything_is_typed(qtbot: QtBot, window: Window, desk: OpenDesk) -> None:
    window.lock()
    qtbot.waitUntil(lambda: not desk.shell.isVisible())
    scanned: list[str] = []
    desk.scans.scanner.scanned.connect(scanned.append)
    scan(window, "ZY990001")
    assert scanned == []


def test_the_number_of_a_volunteer_leads_to_the_card(window: Window, desk: OpenDesk) -> None:
    with desk.context.db.write() as session:
        one = volunteer(session, "吴编号", number="ZY990002")
        assert session.get_one(Volunteer, one).outsider_id is not None
        assert session.scalar(select(Outsider.name).where(Outsider.name == "吴编号"))
    opened: list[int] = []
    desk.open_volunteer = opened.append  # type: ignore[method-assign]
    scan(window, "ZY990002")
    assert opened == [one]
