"""A hall with the shipped lanes and two counters; short ways to take, call and look."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from gridhall.core import settings
from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.tickets import service
from gridhall.tickets.queries import rows
from gridhall.tickets.queries.rows import TicketRow
from gridhall.tickets.queries.waiting import waiting
from gridhall.tickets.service import Wish
from tests.factories import NOW, TODAY


@dataclass
class Queue:
    """The queue of a test; `clerk` sits at 2号窗口."""

    db: Database
    clerk: Clerk
    lanes: dict[str, int]
    now: datetime = NOW

    def do(self, act: Callable[..., Any], *given: Any, clerk: Clerk | None = None) -> Any:
        """One act in a transaction of its own, now."""
        with self.db.write() as session:
            return act(session, clerk or self.clerk, *given, self.now)

    def take(self, prefix: str = "A", priority: str = "", key: str = "") -> TicketRow:
        """A visitor takes a number; the next comes a minute later."""
        made: TicketRow = self.do(service.take, Wish(self.lanes[prefix], priority, key))
        self.later(60)
        return made

    def call(self, counter: str = "2号窗口", settle: str = "finish") -> TicketRow | None:
        """A counter calls its next."""
        with self.db.write() as session:
            who = replace(self.clerk, counter=counter)
            return service.call_next(session, who, self.now, settle)

    def numbers(self, counter: str = "") -> list[str]:
        """Who waits, in order."""
        with self.db.read() as session:
            return [one.number for one in waiting(session, TODAY, counter)]

    def row(self, ticket_id: int) -> TicketRow:
        """The ticket as it stands."""
        with self.db.read() as session:
            return rows.ticket(session, ticket_id)

    def later(self, seconds: float) -> None:
        """Time passes, or is set back."""
        self.now += timedelta(seconds=seconds)


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where windows stood is kept in the test's folder."""
    monkeypatch.setattr(settings, "settings_folder", lambda: tmp_path / "settings")


@pytest.fixture
def queue(db: Database, clerk: Clerk) -> Queue:
    """The shipped lanes A B C D Z, nobody waiting."""
    with db.write() as session:
        service.install_lanes(session, clerk)
        lanes = {one.prefix: one.id for one in rows.lanes(session)}
    return Queue(db, clerk, lanes)
