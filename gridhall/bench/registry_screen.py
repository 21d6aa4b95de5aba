"""The list of the whole register on the screen, beside a bare QTableView of as many rows.

Run in a process of its own. A frame is: move the scroll bar, paint, let every timer have its turn.
"""

import gc
import os
import sys
import time
from array import array
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from gridhall.core.calendar import shipped_calendar
from gridhall.core.clerk import Clerk, Role
from gridhall.core.hall import Hall
from gridhall.db.database import Database
from gridhall.registry.queries.listed import listed
from gridhall.registry.rules.lists import USUAL, Wanted

_CLERK: Final = Clerk(1, "王芳", Role.SUPERVISOR)
FRAMES: Final = 300
_SIZE: Final = (1366, 640)
_FAR: Final = 7919 * 31  # a stride that visits everywhere
_PATIENCE: Final = 120.0  # seconds

Numbers = dict[str, float]


def measure_screen(path: Path, key: bytes, today: date, frames: int = FRAMES) -> Numbers:
    """First paint, whole list, frames, memory; milliseconds, seconds, megabytes."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from gridhall.qt.theme import apply_theme
    from gridhall.qt.tokens import Mode
    from gridhall.registry.pages.lists import ListsPage

    app = QApplication(sys.argv[:1])
    apply_theme(app, Mode.LIGHT, 100)
    db = Database(path, key)
    with db.read() as session:
        ids = listed(session, _CLERK, Wanted(), today)
    figures = {
        f"bare_{name}": value for name, value in _frames(_bare(len(ids)), ids, frames).items()
    }
    _warm(ListsPage(_context(db, today)), ids)
    del ids
    gc.collect()
    before = resident_mb()
    page = ListsPage(_context(db, today))
    figures |= _opened(page, before)
    figures |= _frames(page.ui.listTable, page.model.ids, frames)
    figures["memory_scrolled_mb"] = resident_mb() - before
    _frames(page.ui.listTable, page.model.ids, frames)
    figures["memory_scrolled_again_mb"] = resident_mb() - before
    figures["rows_held"] = float(len(page.model._rows))
    page._context.jobs.shutdown()
    db.close()
    return figures


def _warm(page: Any, ids: "array[int]") -> None:
    """Scroll through another such page: what the file's own caches take is no list's memory."""
    _opened(page, 0.0)
    _frames(page.ui.listTable, ids, 2 * FRAMES)
    page.hide()
    page._context.jobs.shutdown()
    page.deleteLater()
    _until(lambda: True)


def _context(db: Database, today: date) -> Any:
    """What the desk gives the page."""
    from gridhall.qt.context import Bus, Context
    from gridhall.qt.jobs import Jobs

    hall = Hall("测量", "测量", "测")
    desk: Any = None  # nothing is asked of the window
    return Context(db, Jobs(), Bus(), _CLERK, hall, shipped_calendar(), lambda: today, desk)


def _opened(page: Any, before: float) -> Numbers:
    """From the click on 名单统计 to the first people on the screen, and to the whole list."""
    started = time.perf_counter()
    page.resize(*_SIZE)
    page.show()
    _until(lambda: bool(page.model.ids))
    page.ui.listTable.viewport().repaint()
    painted = time.perf_counter() - started
    _until(lambda: bool(page.ui.countLabel.text()))
    page.ui.listTable.viewport().repaint()
    return {
        "first_paint_s": painted,
        "whole_list_s": time.perf_counter() - started,
        "memory_opened_mb": resident_mb() - before,
    }


def _until(there: Callable[[], bool]) -> None:
    from PySide6.QtCore import QCoreApplication, QEventLoop

    end = time.monotonic() + _PATIENCE
    while not there():
        if time.monotonic() > end:
            raise TimeoutError("the list did not come")
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


def _bare(count: int) -> Any:
    """Qt's own table with a model that makes a text up for each cell."""
    from PySide6.QtCore import QAbstractTableModel, Qt
    from PySide6.QtWidgets import QAbstractItemView, QTableView

    class Model(QAbstractTableModel):
        def rowCount(self, parent: Any = None) -> int:
            return count

        def columnCount(self, parent: Any = None) -> int:
            return len(USUAL)

        def data(self, index: Any, role: int = 0) -> Any:
            shown = role == Qt.ItemDataRole.DisplayRole
            return f"行 {index.row()} {index.column()}" if shown else None

    view = QTableView()
    view.setModel(Model(view))
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(34)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
    view.resize(1040, 580)
    view.show()
    return view


def _frames(view: Any, ids: "array[int]", frames: int) -> Numbers:
    """The wheel, page by page, and jumps anywhere: p50 and p99 of a frame."""
    ways: dict[str, Sequence[int]] = {
        "wheel": [3 * step for step in range(frames)],
        "page": [5000 + 15 * step for step in range(frames)],
        "jump": [step * _FAR % max(len(ids), 1) for step in range(frames)],
    }
    figures: Numbers = {}
    for name, places in ways.items():
        times = sorted(_frame(view, place) for place in places)
        figures[f"{name}_p50_ms"] = times[len(times) // 2]
        figures[f"{name}_p99_ms"] = times[len(times) * 99 // 100]
    return figures


def _frame(view: Any, place: int) -> float:
    from PySide6.QtCore import QCoreApplication

    bar = view.verticalScrollBar()
    started = _clock()
    bar.setValue(min(place, bar.maximum()))
    view.viewport().repaint()
    QCoreApplication.processEvents()
    return (_clock() - started) * 1000


def resident_mb() -> float:
    """This process's memory, 0 where the system does not say (Windows)."""
    statm = Path("/proc/self/statm")
    return int(statm.read_text().split()[1]) * 4096 / 1e6 if statm.exists() else 0.0


def _finest_clock() -> Callable[[], float]:
    fine = time.get_clock_info("thread_time").resolution < 1e-6
    return time.thread_time if fine else time.perf_counter


_clock: Final = _finest_clock()
