"""自动排班 on the worker: how far it is, a way to stop it, what it came to."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from gridhall.qt.context import Context
from gridhall.qt.jobs import Job
from gridhall.qt.progress_bar import ProgressStrip

if TYPE_CHECKING:
    from gridhall.core.progress import Progress
    from gridhall.volunteering.service.solving import Solved

_SECONDS = 60  # at most; a day takes less than one


class Solver(QObject):
    """One run at a time; `solved` tells the days and what was found."""

    warned = Signal(object)  # sentences: what nobody can fill, said before anything is solved
    solved = Signal(object, object)  # tuple[int, ...], Solved
    ended = Signal()

    def __init__(self, context: Context, strip: ProgressStrip, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._strip = context, strip
        self._job: Job | None = None
        self.is_busy = False

    def start(self, day_ids: Sequence[int], words: str) -> None:
        """Say what nobody can fill, then solve these days together; what is confirmed stays."""
        if self.is_busy:
            return
        self.is_busy, ids = True, tuple(day_ids)
        self._strip.begin(words, "秒", "已确认的不会变；停下就什么也不改")
        look: Callable[[Progress], list[str]] = partial(_look, self._context, ids)
        self._run(look, partial(self._solve, ids), self._end_if_stopped)

    def stop(self) -> None:
        """Give up; nothing is changed."""
        if self._job is not None:
            self._job.cancel()

    def _solve(self, ids: tuple[int, ...], sentences: list[str]) -> None:
        if sentences:
            self.warned.emit(sentences)
        work: Callable[[Progress], Solved] = partial(_work, self._context, ids)
        self._run(work, partial(self._tell, ids), self._end)

    def _run(
        self,
        work: Callable[["Progress"], Any],
        done: Callable[[Any], None],
        finished: Callable[[], None],
    ) -> None:
        job = self._context.jobs.start(
            work,
            done=done,
            failed=self._context.desk.show_error,
            progressed=self._report,
            finished=finished,
        )
        self._job = job
        self._strip.stopped.connect(job.cancel)

    def _report(self, done: int, total: int) -> None:
        self._strip.report(round(_SECONDS * done / max(total, 1)), _SECONDS)

    def _tell(self, ids: tuple[int, ...], solved: "Solved") -> None:
        self.is_busy = False
        self.solved.emit(ids, solved)

    def _end_if_stopped(self) -> None:
        """The first look is over; unless the solving has begun, so is the whole."""
        if self.sender() is self._job:
            self._end()

    def _end(self) -> None:
        self.is_busy, self._job = False, None
        self._strip.end()
        self.ended.emit()


def _look(context: Context, ids: tuple[int, ...], progress: "Progress") -> list[str]:
    from gridhall.volunteering.service.solving import unfillable  # brings the solver

    progress.report(0, 1)
    with context.db.read() as session:
        return unfillable(session, ids)


def _work(context: Context, ids: tuple[int, ...], progress: "Progress") -> "Solved":
    from gridhall.volunteering.service.solving import suggest  # brings the solver

    return suggest(context.db, context.clerk, ids, _SECONDS, progress)


def proof_words(solved: "Solved") -> str:
    """How good the plan is; then why seats stay open."""
    return "。".join((how_good(solved), *solved.sentences[:1]))


def how_good(solved: "Solved") -> str:
    """Proven, or how far from the bound."""
    if solved.is_proven:
        return "已证明没有更好的排法"
    return f"{solved.seconds:.0f} 秒内没有证明到底，离最好的排法最多差 {solved.gap:.2%}"
