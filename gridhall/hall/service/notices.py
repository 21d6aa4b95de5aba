"""The yearly holiday notice (放假安排) out of a file: as text, web page, Word or JSON."""

import json
import re
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

from gridhall.core.calendar import Notice, parse_notice
from gridhall.core.errors import UserError
from gridhall.core.holiday_notice import refuse_odd
from gridhall.core.text import half_width

KINDS = "放假通知 (*.txt *.docx *.html *.htm *.json)"
_MOST = 4_000_000  # bytes; a notice has some kilobytes
_TITLE_YEAR = re.compile(r"(\d{4})年(?:部分)?(?:节假日|元旦)")
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BLOCKS = frozenset({"p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "title"})
_SILENT = frozenset({"script", "style"})


def read_notice(path: Path, year: int | None = None) -> Notice:
    """The notice in a file; its year is the title's unless one is given.

    JSON is `{"year": 2027, "off": [["2027-01-01", "2027-01-03"]], "work": ["2027-01-04"]}` or the
    shipped table's `{"years": {"2027": {"off": …, "work": …}}}`.
    """
    data = _bytes(path)
    if path.suffix.lower() == ".json":
        return _of_json(data, path, year)
    text = notice_text(path, data)
    known = year or notice_year(text)
    if known is None:
        raise UserError(f"“{path.name}”里没有写是哪一年的通知，请说明年份")
    return parse_notice(text, known)


def notice_year(text: str) -> int | None:
    """The year in a notice's title; None if it names none."""
    titled = _TITLE_YEAR.search(half_width(text))
    return int(titled[1]) if titled else None


def notice_text(path: Path, data: bytes | None = None) -> str:
    """What a text, web or Word file says, a paragraph to a line."""
    data = _bytes(path) if data is None else data
    if data[:4] == b"PK\x03\x04":
        return _of_word(path)
    if data[:4] in (b"%PDF", b"\xd0\xcf\x11\xe0"):
        raise UserError(f"“{path.name}”读不了。请另存为 .docx 或 .txt，或把文字粘贴进来")
    text = _decoded(data)
    return _of_page(text) if "<html" in text[:2000].lower() else text


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > _MOST:
            raise UserError(f"“{path.name}”太大，不像放假通知，请核对文件")
        return path.read_bytes()
    except OSError as error:
        raise UserError(f"打不开“{path.name}”，请核对文件在不在、有没有被别的程序占用") from error


def _decoded(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")


def _of_word(path: Path) -> str:
    try:
        with ZipFile(path) as book:
            if book.getinfo("word/document.xml").file_size > _MOST:
                raise UserError(f"“{path.name}”太大，不像放假通知，请核对文件")
            root = ElementTree.fromstring(book.read("word/document.xml"))
    except (BadZipFile, KeyError, ElementTree.ParseError) as error:
        raise UserError(f"“{path.name}”不是 Word 文件，请另存为 .docx 或 .txt 再试") from error
    lines = root.iter(f"{_WORD}p")
    return "\n".join("".join(t.text or "" for t in line.iter(f"{_WORD}t")) for line in lines)


class _Page(HTMLParser):
    """The words of a web page, a block to a line."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """A block begins a new line."""
        self._silent += tag in _SILENT
        if tag in _BLOCKS:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """A block ends its line."""
        self._silent -= tag in _SILENT
        self.handle_starttag(tag, None) if tag in _BLOCKS else None

    def handle_data(self, data: str) -> None:
        """Words that are shown; line ends of the source are none of the page."""
        if not self._silent:
            self.words.append(data.replace("\n", ""))


def _of_page(text: str) -> str:
    page = _Page()
    page.feed(text)
    return "".join(page.words)


def _of_json(data: bytes, path: Path, year: int | None) -> Notice:
    try:
        kept: dict[str, Any] = json.loads(_decoded(data))
        if "years" in kept:
            one = year or max(map(int, kept["years"]))
            kept = {"year": one, **kept["years"][str(one)]}
        notice = Notice(int(kept["year"]), _days(kept["off"]), _days(kept.get("work", [])))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UserError(
            f"“{path.name}”不是放假安排的 JSON，要有 year、off（放假）、work（上班）"
        ) from error
    if year not in (None, notice.year):
        raise UserError(f"文件写的是 {notice.year} 年，选的是 {year} 年，请核对年份")
    refuse_odd(notice)
    return notice


def _days(spans: list[Any]) -> frozenset[date]:
    """Single days, or spans by their first and last day."""
    found: set[date] = set()
    for span in spans:
        ends = [span, span] if isinstance(span, str) else span
        first, last = (date.fromisoformat(end) for end in ends)
        if not 0 <= (last - first).days <= 31:
            raise ValueError(span)
        found |= {first + timedelta(days=step) for step in range((last - first).days + 1)}
    return frozenset(found)
