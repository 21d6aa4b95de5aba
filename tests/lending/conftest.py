"""A counter with umbrellas, a wheelchair, a kit, vests, lockers; short ways to lend and return."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from gridhall.core.calendar import WorkCalendar, shipped_calendar
from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.lending.pages.page import LendingPage
from gridhall.lending.queries.loans import LoanRow, loan
from gridhall.lending.queries.scanning import Scan, decide
from gridhall.lending.queries.stock import kinds
from gridhall.lending.rules.drafts import LendDraft, ReturnDraft
from gridhall.lending.service import loans as service
from gridhall.lending.service.acts import Done
from gridhall.lending.service.install import install_things
from gridhall.lending.service.things import StockChange, ThingDraft, change_stock, save_thing
from gridhall.qt.context import Context
from tests.factories import TODAY, make_person


@dataclass
class Counter:
    """The counter of a test, with what stands there."""

    db: Database
    clerk: Clerk
    calendar: WorkCalendar
    kinds: dict[str, int]
    things: dict[str, int]

    def do(self, act: Callable[..., Any], *given: Any, **more: Any) -> Any:
        """One act in a transaction of its own."""
        with self.db.write() as session:
            return act(session, self.clerk, *given, **more)

    def read(self, query: Callable[..., Any], *given: Any) -> Any:
        """One read."""
        with self.db.read() as session:
            return query(session, *given)

    def scan(self, text: str) -> Scan:
        """What a scan decides."""
        found: Scan = self.read(decide, text, TODAY)
        return found

    def lend(self, code: str, today: date = TODAY, **more: Any) -> Done:
        """Lend the thing, or some of the kind, with this code to 李四."""
        what: dict[str, Any] = {"borrower": "李四", "phone": "13812345678"}
        if code in self.things:
            what["thing_id"] = self.things[code]
        else:
            what["kind_id"] = self.kinds[code]
        draft = LendDraft(**(what | more))
        done: Done = self.do(service.lend, draft, self.calendar, today)
        return done

    def take_in(self, loan_id: int, today: date = TODAY, **more: Any) -> Done:
        """It comes back."""
        done: Done = self.do(service.take_in, ReturnDraft(loan_id, **more), today)
        return done

    def loan(self, loan_id: int) -> LoanRow:
        """The loan as it stands."""
        row: LoanRow = self.read(loan, loan_id)
        return row


@pytest.fixture
def counter(db: Database, clerk: Clerk) -> Counter:
    """What ships, and YS-001 YS-002 LY-001 YX-001 GM-001 HJ-001, 10 vests MJ-ZY, 100 masks KZ."""
    things = {}
    with db.write() as session:
        install_things(session, clerk)
        known = {one.code: one.id for one in kinds(session)}
        for code in ("YS", "YS", "LY", "YX", "GM", "HJ"):
            done = save_thing(session, clerk, ThingDraft(known[code]))
            number = sum(name.startswith(code) for name in things) + 1
            things[f"{code}-{number:03}"] = done.row_id
        for code, many in (("MJ-ZY", 10), ("KZ", 100)):
            change_stock(session, clerk, StockChange(known[code], many, "bought"), TODAY)
        make_person(session, "张桂花")
    return Counter(db, clerk, shipped_calendar(), known, things)


@pytest.fixture
def page(qtbot: QtBot, context: Context, counter: Counter) -> Any:
    """便民借用 on the screen, read."""
    made = LendingPage(context)
    qtbot.addWidget(made)
    for action in made.actions_above():
        action.setParent(made)
    made.resize(1366, 690)
    made.show()
    qtbot.waitUntil(lambda: made.is_read)
    return made
