"""Workbooks out (导出): every cell is text, so nothing typed becomes a formula or loses digits."""

import contextlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import xlsxwriter

from gridhall.core.errors import UserError
from gridhall.core.text import clean, clean_lines

_LONGEST_CELL = 32_767  # characters a workbook's cell may hold
_WIDTHS = range(8, 41)
_TAKEN = "“{name}”正在别处打开，或者这个文件夹不能写。请关掉它，或换一个文件夹再存"


class Page(NamedTuple):
    """One sheet of a workbook, with a fixed heading row."""

    title: str
    headings: Sequence[str]
    rows: Iterable[Sequence[str | int]]
    lines: bool = False  # cells keep their line breaks


def write_workbook(
    path: Path, title: str, headings: Sequence[str], rows: Iterable[Sequence[str | int]]
) -> int:
    """Write a workbook of one sheet; counts stay numbers. Says how many rows."""
    return write_pages(path, [Page(title, headings, rows)])


def write_pages(path: Path, pages: Iterable[Page]) -> int:
    """Write a workbook of these sheets; says how many rows in all."""
    part = path.with_name(path.name + ".part")
    try:
        with xlsxwriter.Workbook(str(part), {"in_memory": True}) as book:
            count = sum([_write(book, page) for page in pages])
        part.replace(path)
    except (OSError, xlsxwriter.exceptions.FileCreateError):
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise UserError(_TAKEN.format(name=path.name)) from None
    return count


def _write(book: xlsxwriter.Workbook, page: Page) -> int:
    tidy = clean_lines if page.lines else clean
    text = book.add_format({"num_format": "@"} | ({"text_wrap": True} if page.lines else {}))
    bold = book.add_format({"bold": True, "num_format": "@", "bg_color": "#E8EEF6"})
    sheet = book.add_worksheet(page.title[:31])
    sheet.freeze_panes(1, 0)
    widths = [len(heading) * 2 for heading in page.headings]
    for at, heading in enumerate(page.headings):
        sheet.write_string(0, at, clean(heading), bold)
    number = 0
    for number, row in enumerate(page.rows, 1):
        for at, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(number, at, tidy(value)[:_LONGEST_CELL], text)
                widths[at] = max(widths[at], len(value) + 2)
            else:
                sheet.write_number(number, at, value)
    for at, width in enumerate(widths):
        sheet.set_column(at, at, min(max(width, _WIDTHS.start), _WIDTHS.stop - 1), text)
    return number
