"""A read of the file over its bare floor: the very statements it sends, through the driver alone.

Times are CPU time of the thread where the system counts it finely, in milliseconds.
"""

import gc
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import event
from sqlalchemy.orm import Session

_FEW: Final = 3
Sent = list[tuple[str, Any]]  # statements with their values


@dataclass(frozen=True)
class Reads:
    """A read of the register with the things it is asked about."""

    name: str
    act: Callable[[Session, Any], object]
    about: Sequence[Any]


def over_bare(session: Session, reads: Reads) -> tuple[list[float], list[float]]:
    """Milliseconds of the function, and of its statements through the driver alone."""
    ours: list[float] = []
    sent: list[Sent] = []
    for turn in range(2):
        ours = [timed(lambda one=one: reads.act(session, one)) for one in reads.about]  # type: ignore[misc]
        if not turn:
            sent = [_sent_by(session, reads, one) for one in reads.about]
    driver = driver_of(session)
    bare: list[float] = []
    for _ in range(2):
        bare = [timed(lambda every=every: _send(driver, every)) for every in sent]  # type: ignore[misc]
    return ours, bare


def _sent_by(session: Session, reads: Reads, one: Any) -> Sent:
    sent: Sent = []

    def note(_connection: Any, _cursor: Any, sql: str, values: Any, *_rest: Any) -> None:
        sent.append((sql, values))

    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    reads.act(session, one)
    event.remove(engine, "before_cursor_execute", note)
    return sent


def _send(driver: Any, every: Sent) -> None:
    for sql, values in every:
        driver.execute(sql, values).fetchall()


def driver_of(session: Session) -> Any:
    """The driver's own connection below a session."""
    return session.connection().connection.driver_connection


def best(act: Callable[[], object]) -> float:
    """The quickest of a few times."""
    return min(timed(act) for _ in range(_FEW))


def timed(act: Callable[[], object]) -> float:
    """How long it takes once."""
    started = _clock()
    act()
    return (_clock() - started) * 1000


@contextmanager
def quiet() -> Iterator[None]:
    """No collector in between."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _finest_clock() -> Callable[[], float]:
    fine = time.get_clock_info("thread_time").resolution < 1e-6
    return time.thread_time if fine else time.perf_counter


_clock: Final = _finest_clock()
