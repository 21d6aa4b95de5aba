"""Fixtures for everybody: a migrated encrypted hall, its clerks, a page's context."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pytestqt.qtbot import QtBot

from gridhall.core.clerk import Clerk, Role
from gridhall.core.hall import Hall
from gridhall.db import migrate
from gridhall.db.database import Database
from gridhall.hall.models import HallSetting
from tests.factories import TODAY, FakeDesk, make_clerk
from tests.garbage import quiet_garbage  # noqa: F401 - a fixture for everybody

if TYPE_CHECKING:
    from gridhall.qt.context import Context

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # no screen is needed, and none is used

KEY = bytes(range(32))
HALL = Hall("龙腾社区党群服务中心", "龙腾社区", "龙腾", "龙腾路 1 号", "0536-8888888", "12345")
_CLERKS = (
    ("管理员", Role.ADMINISTRATOR, ""),
    ("王芳", Role.COUNTER, "2号窗口"),
    ("高明", Role.SUPERVISOR, "1号窗口"),
)


class PatientBot(QtBot):
    """A slow machine is no failure: what is waited for may take a minute."""

    def waitUntil(self, callback: Any, *, timeout: int = 60_000) -> None:  # noqa: N802 - its name
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = 60_000, **more: Any) -> Any:  # noqa: N802
        return super().waitSignal(signal, timeout=timeout, **more)


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> QtBot:
    """pytest-qt's robot, with more patience."""
    return PatientBot(request)


@pytest.fixture(scope="session")
def _hall_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One migrated hall with its settings and clerks; each test gets a copy of the file."""
    path = tmp_path_factory.mktemp("hall") / "hall.db"
    database = Database(path, KEY)
    migrate.upgrade(database.engine)
    with database.write() as session:
        for key in Hall.__slots__:
            session.add(HallSetting(key=key, value=getattr(HALL, key)))
        for name, role, counter in _CLERKS:
            make_clerk(session, name, role, counter)
    database.close()
    return path


@pytest.fixture
def db(_hall_template: Path, tmp_path: Path) -> Iterator[Database]:
    """A fresh migrated hall in tmp_path, encrypted with a fixed key."""
    path = tmp_path / "hall.db"
    shutil.copy(_hall_template, path)
    database = Database(path, KEY)
    yield database
    database.close()


@pytest.fixture
def clerk() -> Clerk:
    """王芳 at the second counter."""
    return Clerk(2, "王芳", Role.COUNTER, "2号窗口")


@pytest.fixture
def supervisor() -> Clerk:
    """高明, who may do what a counter may not."""
    return Clerk(3, "高明", Role.SUPERVISOR, "1号窗口")


@pytest.fixture
def administrator() -> Clerk:
    """管理员, the hall's first account."""
    return Clerk(1, "管理员", Role.ADMINISTRATOR)


@pytest.fixture
def desk() -> FakeDesk:
    """The window as the context's pages see it."""
    return FakeDesk()


@pytest.fixture
def context(qapp: object, db: Database, clerk: Clerk, desk: FakeDesk) -> Iterator["Context"]:
    """What a page is given: `db`, `clerk`, `desk`, and a day that never changes."""
    from gridhall.core.calendar import shipped_calendar
    from gridhall.qt.context import Bus, Context
    from gridhall.qt.jobs import Jobs

    bus, jobs = Bus(), Jobs()
    db.on_commit = bus.announce
    yield Context(db, jobs, bus, clerk, HALL, shipped_calendar(), lambda: TODAY, desk)
    jobs.shutdown()
