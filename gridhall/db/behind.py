"""Statements that run behind, on a thread of their own, while the next ones are made.

SQLite works without the interpreter's lock, so a long statement keeps a second processor busy.
"""

import sys
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.orm import Session

# The thread that makes values gives the interpreter away after this long; the default of 5 ms
# would keep every statement waiting.
_SWITCH_SECONDS = 0.0005
_MOST = 8  # statements that may wait; each holds its values
Source = Session | Connection | Any  # Any: the driver's own connection


class Behind:
    """Runs statements one by one in the transaction of `source`; errors come out at the end.

    Until then nobody else may use the connection, unless `wait` has come back.
    """

    def __init__(self, source: Source) -> None:
        if isinstance(source, Session):
            source = source.connection()
        self._execute: Callable[..., Any] = (
            source.exec_driver_sql if isinstance(source, Connection) else source.execute
        )
        self._pool = ThreadPoolExecutor(1, "behind")
        self._waiting: deque[Future[Any]] = deque()
        self._usual = 0.0

    def run(self, statement: str, values: Sequence[str | int | None] = ()) -> None:
        """Run this after all before it; what went wrong with an earlier one is raised here."""
        if len(self._waiting) >= _MOST:
            self._waiting.popleft().result()
        self._waiting.append(self._pool.submit(self._execute, statement, tuple(values)))

    def wait(self) -> None:
        """Until everything has run; what went wrong is raised here."""
        while self._waiting:
            self._waiting.popleft().result()

    def __enter__(self) -> "Behind":
        self._usual = sys.getswitchinterval()
        sys.setswitchinterval(_SWITCH_SECONDS)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self.wait()
        finally:
            self._pool.shutdown(wait=True, cancel_futures=True)
            sys.setswitchinterval(self._usual)
