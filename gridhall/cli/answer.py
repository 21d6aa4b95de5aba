"""What a command answers: one JSON object, or the same as lines for people."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True)
class Answer:
    """`data` for --json; `lines` for a person at a terminal."""

    data: Mapping[str, Any]
    lines: Sequence[str] = ()

    def show(self, *, as_json: bool, quiet: bool) -> None:
        """Print the answer on standard output."""
        if as_json:
            print(json.dumps(self.data, ensure_ascii=False, default=_plain))
        elif not quiet:
            print("\n".join(self.lines or _lines(self.data)))


def _lines(data: Mapping[str, Any]) -> list[str]:
    """A field to a line; below a list's name each of its rows, with its cells by tabs."""
    told: list[str] = []
    for key, value in data.items():
        if isinstance(value, list):
            told += [key, *("\t".join(["", *map(_cell, _cells(row))]) for row in value)]
        else:
            told.append(f"{key}\t{_cell(value)}".rstrip())
    return told


def _cells(row: object) -> Iterable[object]:
    """A row's cells; a list of plain values has one in each."""
    return row.values() if isinstance(row, Mapping) else (row,)


def _cell(value: object) -> str:
    if value is None:
        return ""
    return _plain(value) if isinstance(value, date) else str(value)


def _plain(value: object) -> str:
    """Days are 2026-11-25, moments 2026-11-25T09:30 in local time."""
    if isinstance(value, datetime):
        return value.astimezone().isoformat(timespec="minutes")[:16]
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no JSON form")
