"""A paper, printers, and what waits in the queue, for the tests of the queue's sheets."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.papers import queries, service
from gridhall.papers.queries import JobRow, PaperRow
from gridhall.papers.rules import PrintWay
from tests.papers.printing import FakePrinters, make_paper


@pytest.fixture(autouse=True)
def own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


@pytest.fixture
def printers() -> FakePrinters:
    return FakePrinters()


@pytest.fixture
def paper(db: Database, clerk: Clerk) -> PaperRow:
    return make_paper(db, clerk)


def queued(db: Database, clerk: Clerk, *papers: PaperRow, printer: str = "HP M126") -> None:
    with db.write() as session:
        service.ask_prints(session, clerk, [one.id for one in papers], PrintWay(printer))


def waiting(db: Database) -> list[JobRow]:
    with db.read() as session:
        return queries.jobs_in_queue(session)


def outcomes(db: Database, paper: PaperRow) -> list[str]:
    with db.read() as session:
        return [entry.outcome for entry in queries.prints_of(session, paper.id)]


def finish_when(qtbot: QtBot, act: Callable[[Any], None]) -> Callable[[Any], None]:
    """Begin the batch, wait until it asks, then do this."""

    def go(sheet: Any) -> None:
        sheet.begin_button.click()
        qtbot.waitUntil(lambda: not sheet._running)
        act(sheet)

    return go
