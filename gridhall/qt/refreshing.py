"""A page on show is read anew when its tables change; one that is hidden, when it is shown."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

from gridhall.qt.context import Bus

Tables = frozenset[str]


class Refreshing(QObject):
    """Calls `refresh` when one of `tables` was written and the page is on show.

    A page makes one at the end of its __init__ and needs no reference to it:

        Refreshing(self, context.bus, frozenset({"issue", "issue_step"})).use(self.refresh)

    What is written while the page is hidden is remembered: `refresh` is called when it is shown,
    and in any case the first time. A page that need not read everything anew gives `hear` too:
    while the page is on show that is called instead, with the names of the tables.
    """

    # Signals hold a page weakly; a method kept here would be a ring that the collector breaks.
    _due = Signal()
    _heard = Signal(object)  # frozenset[str]

    def __init__(self, page: QWidget, bus: Bus, tables: Tables) -> None:
        super().__init__(page)
        self._tables, self._stale, self._is_heard = tables, True, False
        page.installEventFilter(self)
        bus.changed.connect(self._changed)

    def use(
        self, refresh: Callable[[], object], hear: Callable[[Tables], object] | None = None
    ) -> None:
        """Methods of the page: what reads everything anew, and what may do with less."""
        self._due.connect(refresh)
        if hear is not None:
            self._is_heard = True
            self._heard.connect(hear)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What changed meanwhile is read now."""
        if event.type() == QEvent.Type.Show and watched is self.parent() and self._stale:
            self._stale = False
            self._due.emit()
        return False

    def _changed(self, tables: Tables) -> None:
        page = self.parent()
        if not tables & self._tables:
            return
        if not isinstance(page, QWidget) or not page.isVisible():
            self._stale = True
        elif self._is_heard:
            self._heard.emit(tables)
        else:
            self._due.emit()
