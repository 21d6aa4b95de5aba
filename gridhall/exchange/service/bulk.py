"""Many rows at once: what an import costs is decided here (100,000 rows in seconds)."""

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import chain, islice

from sqlalchemy import Table, delete, false
from sqlalchemy.orm import Session

from gridhall.db.behind import Behind

Value = str | int | None
_VALUES = 32_000  # SQLite takes 32,766 in one statement


@contextmanager
def collector_paused() -> Iterator[None]:
    """Spare the cyclic collector a ledger's millions of cells: it takes half the time of a check.

    Nothing of a ledger refers back to itself, so nothing is left over.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def insert_rows(
    session: Session, table: Table, names: Sequence[str], rows: Iterable[tuple[Value, ...]]
) -> None:
    """Insert plain values (days as ISO text, moments as `stored_moment`) as the driver takes them.

    SQLAlchemy's own bulk insert takes three times as long.
    """
    some = list(rows)
    if some:
        announce(session, table)
        with Behind(session) as behind:
            insert_behind(behind, table, names, some)


def announce(session: Session, *tables: Table) -> None:
    """Tell the bus of tables that get rows past the session: remove nothing from them."""
    for table in tables:
        session.execute(delete(table).where(false()))


def insert_behind(
    behind: Behind, table: Table, names: Sequence[str], rows: Iterable[tuple[Value, ...]]
) -> None:
    """Insert as `insert_rows` does, while the next rows are made; `announce` the table before."""
    marks = f"({', '.join('?' * len(names))})"
    insert = f"INSERT INTO {table.name} ({', '.join(names)}) VALUES "
    rest = iter(rows)
    while some := list(islice(rest, _VALUES // len(names))):
        behind.run(insert + ", ".join([marks] * len(some)), list(chain.from_iterable(some)))


def stored_moment(moment: datetime) -> str:
    """A moment as the hall file keeps it: UTC without its zone."""
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}"
