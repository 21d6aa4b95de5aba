"""How long a rota may be solved; whoever works for long looks at it."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Tick = Callable[[], None]  # called now and then; raises when the clerk gave up


@dataclass(frozen=True, slots=True)
class Clock:
    """Until when (time.monotonic, seconds), and what is called now and then."""

    until: float
    tick: Tick

    @property
    def left(self) -> float:
        """The seconds left, never below nought."""
        return max(self.until - time.monotonic(), 0.0)

    @property
    def is_over(self) -> bool:
        """Whether the time is up."""
        return self.left <= 0

    def part(self, seconds: float) -> "Clock":
        """No more than so many seconds of what is left."""
        return Clock(min(self.until, time.monotonic() + seconds), self.tick)

    def run(self, highs: Any, *, is_long: bool = True) -> None:
        """Let HiGHS work until it is done or the time is up; raises what the tick raises."""
        self.tick()
        highs.setOptionValue("time_limit", highs.getRunTime() + self.left)
        stop = _Stop(self)
        heard = (highs.cbMipInterrupt, highs.cbSimplexInterrupt) if is_long else ()
        for event in heard:
            event.subscribe(stop.ask)
        try:
            highs.run()
        finally:
            for event in heard:
                event.unsubscribe(stop.ask)
        if stop.reason is not None:
            raise stop.reason


class _Stop:
    """Asks whether to go on, inside the solver; what was raised is kept for outside."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.reason: BaseException | None = None

    def ask(self, event: Any) -> None:
        """Called by the solver."""
        try:
            self._clock.tick()
        except BaseException as error:
            self.reason = error
        if self.reason is not None or self._clock.is_over:
            event.interrupt()
