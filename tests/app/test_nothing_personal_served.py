"""No full number in the service days' views, whoever serves."""

from functools import partial
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from gridhall.app.volunteering import volunteering_tab
from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.qt.context import Context
from gridhall.registry.models import Person
from gridhall.volunteering.service.hours import append
from tests.app.secrets_hall import PEOPLE, Secrets, found_in, hall_of_secrets, texts_of
from tests.audit import Dress, dressed
from tests.volunteering.people import volunteer
from tests.volunteering.served import draft

__all__ = ["dressed"]
pytestmark = [
    pytest.mark.gui,
    pytest.mark.qt_log_ignore("propagateSizeHints", extend=True),
]
VIEWS = ("日程排班", "现场签到", "志愿者", "双报到认领", "服务证明")


@pytest.fixture
def secrets(db: Database, dressed: Dress, clerk: Clerk) -> Secrets:
    """Everybody of the hall of secrets is a volunteer with hours."""
    dressed("light", 100)
    found = hall_of_secrets(db, clerk)
    with db.write() as session:
        for person_id in session.scalars(select(Person.id)).all():
            append(session, clerk, draft(volunteer(session, person_id=person_id)))
    return found


def _shows(page: Any, name: str) -> bool:
    QApplication.processEvents()
    return any(name in text for _, text in texts_of(page))


def test_no_view_of_the_service_days_shows_a_full_number(
    qtbot: QtBot, context: Context, secrets: Secrets
) -> None:
    tab: Any = volunteering_tab(context)
    qtbot.addWidget(tab)
    tab.resize(1366, 700)
    tab.show()
    name = PEOPLE[0][0]
    for view in VIEWS:
        page = tab.go(view)
        if view in ("志愿者", "服务证明"):
            qtbot.waitUntil(partial(_shows, page, name))
        for _ in range(10):
            QApplication.processEvents()
        assert found_in(secrets, tab) == [], view
