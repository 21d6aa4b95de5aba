"""HiGHS at work: it is heard whoever gives up, and it stops when the time is up."""

from typing import Any

from gridhall.organisation.rules.balance.clock import Clock


def run(highs: Any, clock: Clock) -> None:
    """Run the solver until it is done or the time is up; raises what the clock's tick raises."""
    highs.setOptionValue("time_limit", max(clock.left, 0.0))
    stop = _Stop(clock)
    highs.cbMipInterrupt.subscribe(stop.ask)
    try:
        highs.run()
    finally:
        highs.cbMipInterrupt.unsubscribe(stop.ask)
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
