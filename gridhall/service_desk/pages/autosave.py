"""Keeps what is typed: stored a moment after every change, so that a crash loses nothing."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from gridhall.core.errors import UserError
from gridhall.qt.context import Context
from gridhall.service_desk import service
from gridhall.service_desk.pages.acts import local_now
from gridhall.service_desk.rules.draft import CaseDraftFields

WAIT = 250  # ms after the last change


class DraftKeeper(QObject):
    """Saves the form's draft; `said` tells the line beside the form's title."""

    said = Signal(str)

    def __init__(
        self, context: Context, read: Callable[[], CaseDraftFields], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context, self._read, self._failing = context, read, False
        self._timer = QTimer(self, singleShot=True, interval=WAIT)
        self._timer.timeout.connect(self.keep)

    def touch(self) -> None:
        """Something was typed: save it in a moment."""
        self._timer.start()

    def flush(self) -> None:
        """Save now what waits to be saved."""
        if self._timer.isActive():
            self.keep()

    def forget(self) -> None:
        """What waits need not be saved any more: it has become a case."""
        self._timer.stop()

    def keep(self) -> None:
        """Store the draft; an emptied form is none. A full disk is told, the first time."""
        self._timer.stop()
        draft, context, now = self._read(), self._context, local_now(self._context)
        try:
            with context.db.write() as session:
                if draft.is_blank():
                    service.discard_draft(session, context.clerk, draft.request_key)
                else:
                    service.save_draft(session, context.clerk, draft, now)
        except UserError:
            self._complain()
            return
        self._failing = False
        self.said.emit("" if draft.is_blank() else f"草稿已存 {now:%H:%M}")

    def _complain(self) -> None:
        """The reason is told when the case is taken in; here it must not stop the typing."""
        self.said.emit("草稿没存上")
        if not self._failing:
            self._context.desk.toast("草稿没存上，填的都在屏幕上，请先不要关闭")
        self._failing = True
