"""Taking a case in on the screen, key by key, beside its bare statements and a bare page.

Run in a process of its own. One turn: F2, the matter's code, Enter, the person's telephone, Enter,
Ctrl+A, Ctrl+Enter, until the issued notice is asked to be shown.
"""

import os
import sys
import time
from collections.abc import Callable
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

from sqlalchemy import event, text
from sqlalchemy.orm import Session

from gridhall.bench.desk_hall import CLERK
from gridhall.bench.search import percentile
from gridhall.bench.timing import Sent, driver_of
from gridhall.core.calendar import shipped_calendar
from gridhall.core.hall import Hall
from gridhall.db.database import Database

if TYPE_CHECKING:
    from gridhall.service_desk.pages.cases import CasesPage

_TURNS: Final = 30
_PATIENCE: Final = 30.0  # seconds
_SIZE: Final = (1366, 690)
_STEPS: Final = ("form", "found", "saved", "ready")

Numbers = dict[str, float]


class _Undone(Exception):
    """What was written is not kept: only its statements are wanted."""


class _Desk:
    """The window as the page sees it: it notes when the notice is there."""

    def __init__(self) -> None:
        self.shown: list[int] = []
        self.errors: list[BaseException] = []

    def preview(self, paper_id: int) -> None:
        """The notice is ready."""
        self.shown.append(paper_id)

    def show_error(self, error: BaseException) -> None:
        """Nothing may go wrong here."""
        self.errors.append(error)

    def __getattr__(self, _name: str) -> Callable[..., None]:
        return lambda *_given, **_named: None


def measure_screen(path: Path, key: bytes, today: date) -> Numbers:
    """Milliseconds of each step, of the whole, and of the two floors; medians."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from gridhall.qt.theme import apply_theme
    from gridhall.qt.tokens import Mode

    app = QApplication(sys.argv[:1])
    apply_theme(app, Mode.LIGHT, 100)
    db = Database(path, key)
    figures = _turns(db, today)
    figures["bare_sql_ms"] = _bare_sql(db, today)
    figures["bare_page_ms"] = _bare_page()
    db.close()
    return figures


def _turns(db: Database, today: date) -> Numbers:
    from gridhall.qt.context import Bus, Context
    from gridhall.qt.jobs import Jobs
    from gridhall.service_desk.pages.cases import CasesPage

    desk, bus, jobs = _Desk(), Bus(), Jobs()
    db.on_commit = bus.announce
    hall = Hall("测量社区党群服务中心", "测量社区", "测量")
    given: Any = desk
    context = Context(db, jobs, bus, CLERK, hall, shipped_calendar(), lambda: today, given)
    page = CasesPage(context)
    page.resize(*_SIZE)
    page.show()
    page.activateWindow()
    _until(page.isActiveWindow)
    phones = _phones(db)
    taken = [_take_in(page, desk, phones[turn]) for turn in range(_TURNS)]
    if desk.errors:
        raise desk.errors[0]
    jobs.shutdown()
    figures = {
        f"{name}_ms": percentile([one[place] for one in taken], 50)
        for place, name in enumerate(_STEPS)
    }
    figures["take_in_ms"] = percentile([sum(one) for one in taken], 50)
    figures["take_in_p99_ms"] = percentile([sum(one) for one in taken], 99)
    figures["refresh_shown_ms"] = percentile([_timed(page.refresh) for _ in range(_TURNS)], 50)
    page.hide()
    return figures


def _take_in(page: "CasesPage", desk: _Desk, phone: str) -> list[float]:
    """The four steps: the form is open, the person found, the case saved, the notice ready."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QWidget

    def focus() -> QWidget:
        return QApplication.focusWidget() or page

    def write(words: str) -> None:
        for char in words:
            QTest.keyClicks(focus(), char)
        QTest.keyClick(focus(), Qt.Key.Key_Return)

    before = len(desk.shown)
    marks = [time.perf_counter()]
    page.new_case()
    marks.append(time.perf_counter())
    write("hj01")
    write(phone)
    marks.append(time.perf_counter())
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(focus(), Qt.Key.Key_A, control)
    QTest.keyClick(focus(), Qt.Key.Key_Return, control)
    marks.append(time.perf_counter())
    _until(lambda: len(desk.shown) > before or bool(desk.errors))
    marks.append(time.perf_counter())
    return [1000 * (later - earlier) for earlier, later in pairwise(marks)]


def _phones(db: Database) -> list[str]:
    """Telephones that only one person has."""
    asked = "SELECT min(phone) FROM person WHERE phone <> '' GROUP BY phone HAVING count(*) = 1"
    with db.read() as session:
        return [str(row[0]) for row in session.execute(text(f"{asked} LIMIT {_TURNS}"))]


def _until(there: Callable[[], bool]) -> None:
    from PySide6.QtCore import QCoreApplication, QEventLoop

    end = time.monotonic() + _PATIENCE
    while not there():
        if time.monotonic() > end:
            raise TimeoutError("the notice did not come")
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)


def _bare_sql(db: Database, today: date) -> float:
    """The statements of one case taken in, sent and committed through the driver alone."""
    times = []
    for turn in range(_TURNS):
        sent = _statements(db, today, 1 + turn)
        started = time.perf_counter()
        with db.write() as session:
            driver = driver_of(session)
            for sql, values in sent:
                driver.execute(sql, values).fetchall()
        times.append(1000 * (time.perf_counter() - started))
    return percentile(times, 50)


def _statements(db: Database, today: date, person_id: int) -> Sent:
    """What taking one case in sends; the transaction itself is rolled back."""
    sent: Sent = []

    def note(_connection: Any, _cursor: Any, sql: str, values: Any, *_rest: Any) -> None:
        many = values if isinstance(values, list) else [values]
        sent.extend((sql, one) for one in many)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        with db.write() as session:
            _accept(session, today, person_id)
            raise _Undone
    except _Undone:
        pass
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return [one for one in sent if not one[0].upper().startswith(("BEGIN", "COMMIT", "ROLLBACK"))]


def _accept(session: Session, today: date, person_id: int) -> None:
    from gridhall.service_desk import service
    from gridhall.service_desk.queries import reads as queries
    from gridhall.service_desk.rules.draft import CaseDraftFields

    matter = queries.find_matter(session, "HJ01", today)
    draft = CaseDraftFields(
        request_key=str(uuid4()),
        matter=matter.name,
        item_id=matter.id,
        applicant_id=person_id,
        phone="13712345521",
        received=tuple(material.position for material in matter.materials),
    )
    now = datetime.combine(today, datetime.now().time()).astimezone()
    service.accept_case(session, CLERK, draft, now, shipped_calendar())


def _bare_page() -> float:
    """A notice drawn by a plain reportlab canvas that is handed its finished layout."""
    from gridhall.bench import paper_rivals

    seconds, _size, _memory = paper_rivals.timed("canvas", False, _TURNS)
    return 1000 * seconds / _TURNS


def _timed(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return 1000 * (time.perf_counter() - started)
