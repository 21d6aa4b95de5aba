"""What one act of the desk did to rows: kept before and after, so that it can be taken back."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import Table, inspect
from sqlalchemy.orm import Session

from gridhall.db.base import Base

Row = TypeVar("Row", bound=Base)
Image = dict[str, Any]
_UNSEEN = frozenset({"version", "id"})  # no state of the records


class NotAsLeft(Exception):
    """A row is no longer as the act left it: something was built on it."""


class Images:
    """Writes rows and remembers what they were."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._noted: list[dict[str, Any]] = []

    def add(self, row: Row) -> Row:
        """Insert a row."""
        self.session.add(row)
        self.session.flush()
        self._note(row, None, image(row))
        return row

    def change(self, row: Row, **values: Any) -> Row:
        """Set columns of a row."""
        before = image(row)
        self._write(row, values)
        after = image(row)
        changed = [name for name in after if after[name] != before[name]]
        if changed:
            self._note(row, {n: before[n] for n in changed}, {n: after[n] for n in changed})
        return row

    def remove(self, row: Base) -> None:
        """Delete a row; only of tables nothing refers to."""
        before = image(row)
        self._note(row, before, None)
        self.session.delete(row)
        self.session.flush()

    def take_away(self, row: Base) -> None:
        """What taking back does to a row that the act had added."""
        self.remove(row)

    def kept(self) -> str:
        """The images as JSON, for the act's own row."""
        return json.dumps(self._noted, ensure_ascii=False)

    def put_back(self, kept: str) -> set[tuple[str, int]]:
        """Put every row of another act back as it was, the last first; says which (table, id).

        Raises NotAsLeft if a row is no longer as that act left it.
        """
        touched = set()
        for noted in reversed(json.loads(kept)):
            table = Base.metadata.tables[noted["table"]]
            row = self.session.get(mapped_to(table), noted["id"])
            if not _is_as_left(row, noted["after"]):
                raise NotAsLeft
            if row is not None and noted["before"] is None:
                self.take_away(row)
            elif row is None:
                self.add(mapped_to(table)(**{"id": noted["id"], **_values(table, noted["before"])}))
            else:
                self.change(row, **_values(table, noted["before"]))
            touched.add((noted["table"], noted["id"]))
        return touched

    def _write(self, row: Base, values: Mapping[str, Any]) -> None:
        for name, value in values.items():
            setattr(row, name, value)
        self.session.flush()

    def _note(self, row: Base, before: Image | None, after: Image | None) -> None:
        table = row.__table__.name  # type: ignore[attr-defined]
        key = inspect(row).identity
        assert key is not None
        self._noted.append({"table": table, "id": key[0], "before": before, "after": after})


def image(row: Base) -> Image:
    """A row's columns as JSON keeps them."""
    columns = inspect(row).mapper.columns
    return {
        column.key: _plain(getattr(row, column.key))
        for column in columns
        if column.key not in _UNSEEN
    }


def rows_in(kept: str, table: str) -> list[int]:
    """Which rows of a table an act touched."""
    return [noted["id"] for noted in json.loads(kept) if noted["table"] == table]


def mapped_to(table: Table) -> type[Base]:
    """The model whose rows a table keeps."""
    mappers = Base.registry.mappers
    return next(mapper.class_ for mapper in mappers if mapper.local_table is table)


def _is_as_left(row: Base | None, after: Mapping[str, Any] | None) -> bool:
    if row is None or after is None:
        return (row is None) == (after is None)
    now = image(row)
    return all(now[name] == value for name, value in after.items())


def _values(table: Table, kept: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _typed(table.c[name].type.python_type, value) for name, value in kept.items()}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _typed(kind: type, value: Any) -> Any:
    if value is None or not issubclass(kind, date):
        return value
    parsed: date = kind.fromisoformat(value)
    return parsed
