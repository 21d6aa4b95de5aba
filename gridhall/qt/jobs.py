"""Long work off the screen's thread: one worker, progress, cancel.

The worker is given an errand, which knows nothing of the screen. What a clerk's page handed over
(`work`, `done`, `failed`) is let go of on the screen's thread only: the last hold on a window may
be a job's, and a window that dies on the worker takes the program with it.
"""

from collections import deque
from collections.abc import Callable
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from gridhall.core.progress import Cancelled, Progress
from gridhall.qt.collector import Collector

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

T = TypeVar("T")
Failed = Callable[[Exception], None]
SoFar = tuple[int, int]


class _Errand:
    """The worker's share of a job: the work, and how it ended, until that is taken from it."""

    def __init__(
        self, work: Callable[[Progress], Any], tell: Callable[["_Errand", SoFar | None], None]
    ) -> None:
        self.work, self.tell = work, tell
        self.cancelled = Event()
        self.result: Any = None
        self.error: Exception | None = None

    def report(self, done: int, total: int) -> None:
        """Progress protocol, called on the worker's thread."""
        if self.cancelled.is_set():
            raise Cancelled
        self.tell(self, (done, total))

    def run(self) -> None:
        """Do the work, on the worker's thread."""
        try:
            self.result = self.work(self)
        except Exception as error:
            self.error = error
        self.tell(self, None)

    def empty(self) -> None:
        """Drop everything, on the screen's thread; the worker may still hold the shell."""
        del self.work, self.tell, self.result, self.error


class Job(QObject):
    """One piece of work as the screen knows it; it never leaves the screen's thread."""

    progressed = Signal(int, int)
    finished = Signal()

    def __init__(self, parent: QObject, cancelled: Event) -> None:
        super().__init__(parent)
        self._cancelled = cancelled

    @Slot()
    def cancel(self) -> None:
        """Ask the work to stop at its next report()."""
        self._cancelled.set()


class Jobs(QObject):
    """Runs jobs one after another, so SQLite only ever sees one of our writers."""

    _told = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool: ThreadPoolExecutor | None = None  # the first window needs none
        self._collector = Collector(self)  # widgets must not be collected on the worker
        self._news = deque[tuple[_Errand, SoFar | None]]()
        self._waiting: dict[_Errand, tuple[Job, Callable[[Any], None], Failed]] = {}
        self._told.connect(self._hear, Qt.ConnectionType.QueuedConnection)

    def start(
        self,
        work: Callable[[Progress], T],
        *,
        done: Callable[[T], None],
        failed: Failed,
        progressed: Callable[[int, int], None] | None = None,
        finished: Callable[[], None] | None = None,
    ) -> Job:
        """Queue `work`; `done` or `failed` follows (neither when cancelled), then `finished`.

        A page that is gone by then is not told what was done; that something failed is a bug.
        """
        errand = _Errand(work, self._tell)
        self._worker().submit(errand.run)
        job = Job(self, errand.cancelled)
        if progressed:
            job.progressed.connect(progressed)
        if finished:
            job.finished.connect(finished)
        self._waiting[errand] = job, done, failed
        return job

    def shutdown(self) -> None:
        """Wait for what is running; drop what is queued."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
        ended = {errand for errand, so_far in self._news if so_far is None}
        self._waiting = {errand: end for errand, end in self._waiting.items() if errand in ended}
        self._collector.stop()

    def _worker(self) -> "ThreadPoolExecutor":
        if self._pool is None:
            from concurrent.futures import ThreadPoolExecutor

            self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="job")
        return self._pool

    def _tell(self, errand: _Errand, so_far: SoFar | None) -> None:
        """On the worker: leave word and ring; one ring is one piece of news."""
        self._news.append((errand, so_far))
        self._told.emit()

    @Slot()
    def _hear(self) -> None:
        errand, so_far = self._news.popleft()
        if so_far:
            self._waiting[errand][0].progressed.emit(*so_far)
            return
        job, done, failed = self._waiting.pop(errand)
        error, result = errand.error, errand.result
        errand.empty()
        try:
            if error is None:
                if _is_there(done):
                    done(result)
            elif not isinstance(error, Cancelled):
                if not _is_there(failed):
                    raise error
                failed(error)
        finally:
            job.finished.emit()
            job.deleteLater()


def _is_there(told: Callable[..., object]) -> bool:
    """Whether the page whose method this is has not been deleted meanwhile."""
    while isinstance(told, partial):
        told = told.func
    owner = getattr(told, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)
