"""A sheet whose long work shows how far it is and can be stopped with Esc."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from gridhall.core.progress import Progress
from gridhall.exchange.dialogs.work import Doing
from gridhall.hall.dialogs.telling import TellingSheet
from gridhall.qt.context import Context
from gridhall.qt.progress_bar import ProgressStrip
from gridhall.qt.scaling import refit

T = TypeVar("T")


class WorkingSheet(TellingSheet):
    """One job at a time; `run` starts it, `settled` follows however it ended."""

    def __init__(
        self, context: Context, parent: QWidget | None, head: tuple[str, str], size: tuple[int, int]
    ) -> None:
        super().__init__(context, parent, head, size)
        self.progress = ProgressStrip()
        self.progress.stopped.connect(self.stop)
        self._doing: Doing | None = None
        self._cut = False  # nothing has come of the job: the clerk stopped it

    def run(self, doing: Doing, job: Callable[[Progress], T], done: Callable[[T], object]) -> None:
        """Start the job unless another still runs; `done` gets what it made."""
        if self.busy:
            return
        self._doing, self._cut = doing, True
        self.progress.begin(doing.words, doing.unit, doing.kept)
        self.progress.stop.setVisible(bool(doing.stopped))
        self.start(job, partial(self._arrived, done), self._progressed)

    def settled(self) -> None:
        """For subclasses: the job is over and another may begin."""

    def refuse(self, error: Exception) -> None:
        """Nothing was stopped: it could not be done."""
        self._cut = False
        super().refuse(error)

    def show_busy(self) -> None:
        """Take the strip away; say what became of a job that was stopped."""
        if self.busy:
            return
        self.progress.end()
        if self._cut and self._doing is not None:
            self.strip.say("blue", self._doing.stopped)
            refit(self)
        self.settled()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc stops what runs, and closes only when nothing does."""
        if event.key() == Qt.Key.Key_Escape and self.busy:
            self.stop()
            return
        super().keyPressEvent(event)

    def _arrived(self, done: Callable[[T], object], value: T) -> None:
        self._cut = False
        done(value)

    def _progressed(self, done: int, total: int) -> None:
        if not self.gone and self._doing is not None:
            self.progress.report(self._doing.so_far(done, total), self._doing.count)

    def _ended(self) -> None:
        super()._ended()
        if self.gone and self._cut and self._doing is not None and self._doing.matters:
            self.context.desk.toast(self._doing.stopped)
