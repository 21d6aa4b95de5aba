"""What storing any workbook of the organisation needs: the next id, many rows at once."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, cast

from sqlalchemy import Table, func, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from gridhall.exchange.service.bulk import Value, insert_rows


def next_id(session: Session, table: Any) -> int:
    """The id of the next row of a table."""
    return (session.scalar(select(func.max(table.id))) or 0) + 1


def iso(day: date | None) -> str | None:
    """A day as the file keeps it."""
    return None if day is None else day.isoformat()


def add_rows(
    session: Session, table: Any, names: Sequence[str], rows: Iterable[tuple[Value, ...]]
) -> None:
    """Insert rows of these columns; the others get what a new row of the table begins with."""
    rest = _beginning(cast(Table, table.__table__), set(names))
    more = tuple(rest.values())
    whole = ((*row, *more) for row in rows)
    insert_rows(session, cast(Table, table.__table__), (*names, *rest), whole)


def _beginning(table: Table, given: set[str]) -> Mapping[str, Value]:
    found: dict[str, Value] = {}
    for column in table.c:
        if column.name not in given and isinstance(column.default, ScalarElementColumnDefault):
            value = column.default.arg
            found[column.name] = int(value) if isinstance(value, bool) else value
    return found
