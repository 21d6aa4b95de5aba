"""Ledgers kept as text (CSV): which encoding, which delimiter, and the cells."""

import codecs
import csv
import io
from pathlib import Path

from gridhall.core.errors import UserError
from gridhall.core.progress import Progress
from gridhall.core.text import map_private_use
from gridhall.exchange.rules.cells import Grid
from gridhall.exchange.rules.headings import SheetTable

MAX_ROWS = 300_000
_REPORT_EVERY = 5_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DELIMITERS = ",\t;，；|"
_UNKNOWN_ENCODING = "认不出这个文件的文字编码。请用记事本打开，另存为“UTF-8”编码再选，什么都没有存"
_NO_TABLE = (
    "这个文件不像表格：里面没有用逗号、分号或制表符分开的列。请核对选的是不是要导入的那个文件"
)
TOO_MANY_ROWS = "这个文件超过 {rows:,} 行。请拆成几个文件，一个一个导入，什么都没有存"


def read_text(path: Path, progress: Progress) -> SheetTable:
    """The one table of a text file; encodings by byte mark, then UTF-8, then GB18030."""
    text, encoding = decode(path.read_bytes())
    delimiter = _delimiter(text)
    rows: Grid = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for row in reader:
            rows.append([cell.strip() for cell in row])
            if len(rows) % _REPORT_EVERY == 0:
                progress.report(len(rows), len(rows) + _REPORT_EVERY)
            if len(rows) > MAX_ROWS:
                raise UserError(TOO_MANY_ROWS.format(rows=MAX_ROWS))
    except csv.Error:
        raise UserError(_NO_TABLE) from None
    return SheetTable(path.stem, rows, encoding=encoding)


def decode(data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding; refused if none fits."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data, (encoding,))
    return _decoded(data, ("utf-8", "gb18030"))


def _decoded(data: bytes, encodings: tuple[str, ...]) -> tuple[str, str]:
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return map_private_use(text).text, encoding
    raise UserError(_UNKNOWN_ENCODING)


def _delimiter(text: str) -> str:
    """The sign that stands most evenly in the first lines."""
    lines = [line for line in text.splitlines()[:50] if line.strip()]
    best = max(_DELIMITERS, key=lambda sign: sum(sign in line for line in lines))
    if not any(best in line for line in lines):
        raise UserError(_NO_TABLE)
    return best
