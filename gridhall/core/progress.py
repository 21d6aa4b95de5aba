"""How a long job tells the screen how far it is, without knowing the screen."""

from typing import Protocol


class Cancelled(Exception):
    """Raised inside a job once the clerk pressed 停下."""


class Progress(Protocol):
    """What a job may say to whoever started it."""

    def report(self, done: int, total: int) -> None:
        """Say how far the job is; raises Cancelled when the clerk gave up."""


class Silent:
    """A Progress for tests and for callers who do not care."""

    def report(self, done: int, total: int) -> None:
        """Do nothing."""
