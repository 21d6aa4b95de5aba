"""组织架构·党组织 on the screen beside a bare QTreeView of as many rows, in the same process."""

import os
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Final

from gridhall.bench.registry_screen import resident_mb
from gridhall.core.calendar import shipped_calendar
from gridhall.core.clerk import Clerk, Role
from gridhall.core.hall import Hall
from gridhall.db.database import Database

_CLERK: Final = Clerk(1, "高明", Role.SUPERVISOR)
_SIZE: Final = (1366, 640)
_PATIENCE: Final = 120.0  # seconds
_ROUNDS: Final = 5

Numbers = dict[str, float]


class _Desk:
    """What the page may ask of the window here: to hear of what went wrong."""

    def show_error(self, error: Exception) -> None:
        """Nothing may go wrong in a measurement."""
        raise error


def measure_screen(path: Path, key: bytes, today: date) -> Numbers:
    """Milliseconds to the first painted tree: bare, our view alone, the page with its reading.

    The least of several rounds of each, taken in turns.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from gridhall.organisation.queries.tree import tree
    from gridhall.qt.theme import apply_theme
    from gridhall.qt.tokens import Mode

    app = QApplication(sys.argv[:1])
    apply_theme(app, Mode.LIGHT, 100)
    db = Database(path, key)
    with db.read() as session:
        found = tree(session)
    ways: dict[str, Callable[[], float]] = {
        "bare_view_ms": lambda: _bare(found),
        "view_ms": lambda: _view(found),
        "page_ms": lambda: _page(db, today),
    }
    figures: Numbers = {"rows": float(len(found.nodes))}
    for _ in range(_ROUNDS):
        for name, way in ways.items():
            figures[name] = min(figures.get(name, 1e9), way())
    figures["memory_mb"] = resident_mb()
    db.close()
    return figures


def _bare(found: Any) -> float:
    """Qt's own tree view with a model that says who stands under whom, its top two levels open."""
    from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
    from PySide6.QtWidgets import QTreeView

    started = time.perf_counter()
    kids: dict[int, list[int]] = {}
    rows: dict[int, int] = {}
    above: dict[int, int] = {}
    for one in found.order:
        parent = found.nodes[one].parent_id or 0
        mine = kids.setdefault(parent, [])
        rows[one], above[one] = len(mine), parent
        mine.append(one)

    class Model(QAbstractItemModel):
        def index(self, row: int, column: int, parent: Any = QModelIndex()) -> Any:
            under = kids.get(parent.internalId() if parent.isValid() else 0, [])
            if row < len(under):
                return self.createIndex(row, column, under[row])
            return QModelIndex()

        def parent(self, index: Any = None) -> Any:
            up = above[index.internalId()]
            return self.createIndex(rows[up], 0, up) if up else QModelIndex()

        def rowCount(self, parent: Any = QModelIndex()) -> int:
            return len(kids.get(parent.internalId() if parent.isValid() else 0, ()))

        def columnCount(self, parent: Any = None) -> int:
            return 2

        def data(self, index: Any, role: int = 0) -> Any:
            shown = role == Qt.ItemDataRole.DisplayRole
            return found.nodes[index.internalId()].name if shown else None

    view = QTreeView()
    view.setModel(Model(view))
    view.setUniformRowHeights(True)
    view.expandToDepth(0)
    return _painted(view, started)


def _view(found: Any) -> float:
    """The page's own tree widget with its own lines, the top open as well."""
    from gridhall.organisation.columns.tree import tree_line
    from gridhall.qt.tree_view import TreeModel, TreeView

    started = time.perf_counter()
    view = TreeView()
    model = TreeModel(
        ("组织", "党员"),
        lambda one: tree_line(found.nodes[one], found.depth(one), None, (0, "")),
        view,
    )
    view.setModel(model)
    nodes = found.nodes
    above = ((one, nodes[one].parent_id) for one in found.order)
    model.show_tree({one: up if up in nodes else None for one, up in above})
    view.fit_depth(found.levels)
    view.show_open(found.roots)
    return _painted(view, started)


def _page(db: Database, today: date) -> float:
    """From the click on 组织架构 to the tree on the screen: built, read on the worker, painted."""
    from gridhall.organisation.pages.tree import PartyPage
    from gridhall.qt.context import Bus, Context
    from gridhall.qt.jobs import Jobs

    started = time.perf_counter()
    desk: Any = _Desk()
    jobs = Jobs()
    hall = Hall("测量", "测量", "测")
    context = Context(db, jobs, Bus(), _CLERK, hall, shipped_calendar(), lambda: today, desk)
    page = PartyPage(context)
    page.resize(*_SIZE)
    page.show()
    _until(lambda: page.outline.outline is not None)
    page.ui.tree.viewport().repaint()
    painted = (time.perf_counter() - started) * 1000
    _until(lambda: bool(page.outline.typed))  # the rest is read behind what is on the screen
    jobs.shutdown()
    page.hide()
    page.deleteLater()
    return painted


def _painted(view: Any, started: float) -> float:
    view.resize(396, 580)
    view.show()
    view.viewport().repaint()
    painted = (time.perf_counter() - started) * 1000
    view.hide()
    view.deleteLater()
    return painted


def _until(there: Callable[[], bool]) -> None:
    from PySide6.QtCore import QCoreApplication, QEventLoop

    end = time.monotonic() + _PATIENCE
    while not there():
        if time.monotonic() > end:
            raise TimeoutError("the tree did not come")
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
