"""A progress bar on standard error, when that is a terminal."""

import sys
import time

_EVERY = 0.1
_WIDTH = 30


class Bar:
    """A Progress that draws one line."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._shown = sys.stderr.isatty()
        self._next = 0.0

    def report(self, done: int, total: int) -> None:
        """Draw at most ten times a second."""
        now = time.monotonic()
        if not self._shown or (now < self._next and done < total):
            return
        self._next = now + _EVERY
        filled = _WIDTH * done // max(total, 1)
        bar = "█" * filled + "░" * (_WIDTH - filled)
        end = "\n" if done >= total else ""
        print(f"\r{self._what} {bar} {done}/{total}", end=end, file=sys.stderr, flush=True)
