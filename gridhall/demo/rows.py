"""Rows on their way into the fictional hall: numbered, kept by table, written all at once."""

from collections import defaultdict
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from gridhall.db.base import Base


class Rows:
    """Numbers rows table by table and writes them in the order the tables were first named."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._kept: dict[type[Base], list[dict[str, Any]]] = defaultdict(list)

    def add(self, table: type[Base], **values: Any) -> int:
        """Note a row down; its id."""
        rows = self._kept[table]
        rows.append({"id": len(rows) + 1, **values})
        return len(rows)

    def open(self, table: type[Base]) -> None:
        """Give a table its turn in the writing, before those that refer to it."""
        self._kept[table]

    def count(self, table: type[Base]) -> int:
        """How many rows of a table were noted down."""
        return len(self._kept[table])

    def of(self, table: type[Base]) -> list[dict[str, Any]]:
        """The rows of a table noted down so far; they may still be changed."""
        return self._kept[table]

    def write(self) -> None:
        """Store them; a table that others refer to has to be opened before them."""
        for table, rows in self._kept.items():
            if rows:
                self._session.execute(insert(table), rows)
