"""Many rows at once: what an import costs is decided here (100,000 rows in seconds)."""

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import Table, delete, false
from sqlalchemy.orm import Session

Value = str | int | None


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
    values = list(rows)
    if not values:
        return
    session.execute(delete(table).where(false()))  # removes nothing: tells the bus of the table
    marks = ", ".join("?" * len(names))
    statement = f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({marks})"
    session.connection().exec_driver_sql(statement, values)


def stored_moment(moment: datetime) -> str:
    """A moment as the hall file keeps it: UTC without its zone."""
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}"
