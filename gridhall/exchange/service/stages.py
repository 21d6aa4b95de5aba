"""Several stages of one job, shown as one progress bar."""

from dataclasses import dataclass

from gridhall.core.progress import Progress

WHOLE = 1_000


@dataclass(frozen=True, slots=True)
class Stage:
    """A Progress that fills the part from `start` to `end` of a whole of 1,000."""

    progress: Progress
    start: int
    end: int

    def report(self, done: int, total: int) -> None:
        """Say how far this stage is; raises Cancelled when the clerk gave up."""
        share = min(done, total) / total if total else 1.0
        self.progress.report(self.start + int((self.end - self.start) * share), WHOLE)
