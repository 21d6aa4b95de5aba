"""Long work off the screen's thread: one worker, progress, cancel."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from gridhall.core.progress import Cancelled, Progress
from gridhall.qt.collector import Collector

T = TypeVar("T")
Failed = Callable[[Exception], None]


class Job(QObject):
    """One running piece of work; whatever it tells arrives on the screen's thread."""

    progressed = Signal(int, int)
    finished = Signal()
    _ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cancel = Event()
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Ask the work to stop at its next report()."""
        self._cancel.set()

    def report(self, done: int, total: int) -> None:
        """Progress protocol, called on the worker's thread."""
        if self._cancel.is_set():
            raise Cancelled
        self.progressed.emit(done, total)

    def run(self, work: Callable[[Progress], T], done: Callable[[T], None], failed: Failed) -> None:
        """Do the work, on the worker's thread, and send home what is to be done about it."""
        try:
            result = work(self)
        except Cancelled:
            self._ended.emit(_nothing)
        except Exception as error:
            self._ended.emit(_calling(failed, error))
        else:
            self._ended.emit(_calling(done, result))

    def _deliver(self, ending: Callable[[], None]) -> None:
        try:
            ending()
        finally:
            self.finished.emit()


class Jobs(QObject):
    """Runs jobs one after another, so SQLite only ever sees one of our writers."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="job")
        self._collector = Collector(self)  # widgets must not be collected on the worker

    def start(
        self,
        work: Callable[[Progress], T],
        *,
        done: Callable[[T], None],
        failed: Failed,
        progressed: Callable[[int, int], None] | None = None,
        finished: Callable[[], None] | None = None,
    ) -> Job:
        """Queue `work`; `done` or `failed` follows (neither when cancelled), then `finished`."""
        job = Job(self)
        if progressed:
            job.progressed.connect(progressed, Qt.ConnectionType.QueuedConnection)
        if finished:
            job.finished.connect(finished)
        job.finished.connect(job.deleteLater)  # last: what is connected after it can be lost
        self._pool.submit(job.run, work, done, failed)
        return job

    def shutdown(self) -> None:
        """Wait for what is running; drop what is queued."""
        self._pool.shutdown(cancel_futures=True)
        self._collector.stop()


def _nothing() -> None:
    """The ending of a cancelled job."""


def _calling(then: Callable[[Any], None], value: Any) -> Callable[[], None]:
    return lambda: then(value)
