"""Reads one workbook in a process of its own, so that a hostile file can only end that process.

Run as a script: `workbook_child.py FILE`. It writes marshalled messages with their lengths:
("sheet", name, height, merged), then ("rows", [[cell, ...], ...], [(row, column, kind, value)])
and at last ("end",), or ("refused", reason). Days and times cannot be marshalled: they are sent
beside the rows, as (place, kind, number). Nothing of ours is imported: starting must stay cheap.
"""

import io
import marshal
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import Any, BinaryIO

import python_calamine as calamine

MEMORY = 1536 * 1024 * 1024  # bytes of address space; a full ledger of 300,000 rows takes 1 GB
BLANK_ROWS = 200  # this many blank rows in a row end a sheet
CHUNK = 4_000
_EPOCH = datetime(1899, 12, 30)

Odd = tuple[int, int, str, int]


def main(path: str, out: BinaryIO) -> None:
    """Send every visible sheet of the workbook."""
    _limit_memory()
    for message in _messages(path):
        data = marshal.dumps(message, 2)  # version 2: no back references, twice as fast to load
        out.write(len(data).to_bytes(8, "big"))
        out.write(data)
    out.flush()


def _messages(path: str) -> Iterator[tuple[Any, ...]]:
    try:
        yield from _sheets(_open(path))
    except calamine.PasswordError:
        yield ("refused", "encrypted")
    except (calamine.CalamineError, OSError, ValueError):
        yield ("refused", "damaged")
    except MemoryError:
        yield ("refused", "too_big")
    else:
        yield ("end",)


def _open(path: str) -> Any:
    """By the name's ending first, which tells a password apart; then by the bytes: names lie."""
    try:
        return calamine.CalamineWorkbook.from_path(path)
    except calamine.PasswordError:
        raise
    except calamine.CalamineError:
        with open(path, "rb") as file:
            return calamine.CalamineWorkbook.from_filelike(io.BytesIO(file.read()))


def _sheets(book: Any) -> Iterator[tuple[Any, ...]]:
    for index, about in enumerate(book.sheets_metadata):
        if about.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        if about.visible != calamine.SheetVisibleEnum.Visible:
            continue
        sheet = book.get_sheet_by_index(index)
        yield ("sheet", sheet.name, sheet.total_height, _merged(sheet))
        for chunk in _chunks(sheet):
            yield ("rows", chunk, _odd_cells(chunk))


def _merged(sheet: Any) -> list[Any]:
    return [[*first, *last] for first, last in sheet.merged_cell_ranges or ()]


def _chunks(sheet: Any) -> Iterator[list[list[Any]]]:
    """The sheet's rows from its row 1 on, up to a long stretch of blank ones."""
    blank, chunk = 0, []
    if sheet.start is None or sheet.start[0] >= BLANK_ROWS:
        return
    for row in sheet.iter_rows():
        blank = blank + 1 if row.count("") == len(row) else 0
        if blank >= BLANK_ROWS:
            break
        chunk.append(row)
        if len(chunk) >= CHUNK:
            yield chunk
            chunk = []
    yield chunk


def _odd_cells(chunk: list[list[Any]]) -> list[Odd]:
    """Blank the cells that hold only spaces, and take out what cannot be marshalled."""
    odd: list[Odd] = []
    for number, row in enumerate(chunk):
        for at, cell in enumerate(row):
            kind = type(cell)
            if kind is str:
                if cell.isspace():
                    row[at] = ""
            elif kind is not float and kind is not int and kind is not bool:
                odd.append((number, at, *_as_number(cell)))
                row[at] = ""
    return odd


def _as_number(cell: Any) -> tuple[str, int]:
    if isinstance(cell, datetime):
        return "moment", int((cell - _EPOCH).total_seconds())
    if isinstance(cell, date):
        return "day", cell.toordinal()
    if isinstance(cell, time):
        return "time", cell.hour * 3600 + cell.minute * 60 + cell.second
    if isinstance(cell, timedelta):
        return "time", int(cell.total_seconds()) % 86_400
    return "nothing", 0


def _limit_memory() -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource  # not on Windows: there only the time limit and the checks before hold

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    main(sys.argv[1], sys.stdout.buffer)
