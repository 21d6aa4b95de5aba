"""How long a balancer may take; whoever works for long looks at it."""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

Tick = Callable[[], None]  # called now and then; raises when the clerk gave up
_T = TypeVar("_T")
_OFTEN = 256  # looks at the clock while something is gone through


class TimeUp(Exception):
    """Raised in the middle of a work that proves and improves nothing unless it is finished."""


@dataclass(frozen=True, slots=True)
class Clock:
    """Until when (time.monotonic, seconds), and what is called now and then."""

    until: float
    tick: Tick

    @property
    def left(self) -> float:
        """The seconds left; below nought when it is late."""
        return self.until - time.monotonic()

    @property
    def is_over(self) -> bool:
        """Whether the time is up."""
        return self.left <= 0

    def part(self, seconds: float) -> "Clock":
        """No more than so many seconds of what is left."""
        return Clock(min(self.until, time.monotonic() + seconds), self.tick)

    def check(self) -> None:
        """Let the clerk give up; TimeUp when it is late."""
        self.tick()
        if self.is_over:
            raise TimeUp

    def watching(self, things: Iterable[_T]) -> Iterator[_T]:
        """The things one by one, with a look at the clock between them."""
        for place, thing in enumerate(things):
            if place % _OFTEN == 0:
                self.check()
            yield thing
