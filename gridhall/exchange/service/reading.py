"""Opening a ledger of any kind (xls, xlsx, ods, csv) into plain tables, hostile ones included."""

import hashlib
import marshal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import IO, Any

from gridhall.core.errors import UserError
from gridhall.core.progress import Progress
from gridhall.exchange.rules.cells import Cell, Grid
from gridhall.exchange.rules.headings import SheetTable
from gridhall.exchange.service import guards, workbook_child
from gridhall.exchange.service.text_files import MAX_ROWS, TOO_MANY_ROWS, read_text

TIME_LIMIT = 60.0  # seconds for one workbook
CHILD_WORD = "--read-workbook"  # a frozen program is its own interpreter: see __main__
_EPOCH = datetime(1899, 12, 30)
_REASONS = {
    "encrypted": guards.ENCRYPTED,
    "damaged": guards.DAMAGED,
    "too_big": guards.TOO_BIG,
}


@dataclass(frozen=True, slots=True)
class Ledger:
    """A file as read: its name, its fingerprint and its tables."""

    file_name: str
    sha256: str
    tables: tuple[SheetTable, ...]


def read_ledger(path: Path, progress: Progress) -> Ledger:
    """Read a workbook or text file; refused with the reason if it cannot or must not be opened."""
    if guards.inspect(path) is guards.FileKind.TEXT:
        tables = [read_text(path, progress)]
    else:
        tables = list(_workbook_tables(path, progress))
    tables = [table for table in tables if any(any(row) for row in table.rows)]
    if not tables:
        raise UserError(guards.EMPTY)
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return Ledger(path.name, sha256, tuple(tables))


def _workbook_tables(path: Path, progress: Progress) -> Iterator[SheetTable]:
    name, height = "", 0
    rows: Grid = []
    merged: list[list[int]] = []
    with _child(path) as messages:
        guards.check_unpacked(path)
        for message in messages:
            if message[0] == "sheet":
                if rows:
                    yield SheetTable(name, _merged_filled(rows, merged))
                _, name, height, merged = message
                rows = []
            elif message[0] == "rows":
                rows.extend(_kept_once(_with_odd_cells(message[1], message[2])))
                progress.report(len(rows), max(height, len(rows)))
                if len(rows) > MAX_ROWS:
                    raise UserError(TOO_MANY_ROWS.format(rows=MAX_ROWS))
    if rows:
        yield SheetTable(name, _merged_filled(rows, merged))


@contextmanager
def _child(path: Path) -> Iterator[Iterator[Any]]:
    """A process that reads the workbook; ended when time runs out or the caller goes away."""
    process = subprocess.Popen(
        [*_command(), str(path.resolve())],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    clock = threading.Timer(TIME_LIMIT, process.kill)
    clock.start()
    try:
        assert process.stdout is not None
        with process.stdout as stream:
            yield _messages(stream)
    finally:
        clock.cancel()
        process.kill()
        process.wait()


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, CHILD_WORD]
    return [sys.executable, "-I", str(Path(workbook_child.__file__))]


def _messages(stream: IO[bytes]) -> Iterator[Any]:
    while True:
        try:
            length = int.from_bytes(stream.read(8), "big")
            message = marshal.loads(stream.read(length))
        except (EOFError, ValueError, TypeError):  # the process was ended, or ran out of memory
            raise UserError(guards.TOO_BIG) from None
        if message[0] == "end":
            return
        if message[0] == "refused":
            raise UserError(_REASONS[message[1]])
        yield message


def _with_odd_cells(rows: Grid, odd: list[workbook_child.Odd]) -> Grid:
    for number, at, kind, value in odd:
        rows[number][at] = _from_number(kind, value)
    return rows


def _kept_once(rows: Grid) -> Grid:
    """Texts that many of these rows say alike as one object: less memory, and found faster."""
    known: dict[str, str] = {}
    keep = known.setdefault
    return [[keep(cell, cell) if type(cell) is str else cell for cell in row] for row in rows]


def _from_number(kind: str, value: int) -> Cell:
    if kind == "day":
        return date.fromordinal(value)
    if kind == "moment":
        return _EPOCH + timedelta(seconds=value)
    if kind == "time":
        return time(value // 3600 % 24, value // 60 % 60, value % 60)
    return ""


def _merged_filled(rows: Grid, merged: list[list[int]]) -> Grid:
    """Cells merged over several rows: every row gets the value; over columns only: left alone."""
    for top, left, bottom, right in merged:
        if top == bottom or top >= len(rows) or left >= len(rows[top]):
            continue
        value = rows[top][left]
        for row in rows[top : bottom + 1]:
            for at in range(left, min(right + 1, len(row))):
                row[at] = value
    return rows
