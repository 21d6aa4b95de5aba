"""Writing values into a workbook: only the cells named change, to the byte."""

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Mapping
from html import escape
from typing import Final

from gridhall.core.text import clean_lines
from gridhall.reports.rules.workbook.book import Book
from gridhall.reports.rules.workbook.cells import Bytes, Place, Row, Sheet, cell_name
from gridhall.reports.rules.workbook.formulas import Results

Value = int | float | str
Edit = tuple[int, int, bytes]  # from, until, in place of it
_SPANS: Final = re.compile(rb"\s+spans=(\"[^\"]*\"|'[^']*')")
_CALC: Final = re.compile(rb"<((?:\w+:)?)calcPr\b([^>]*?)(/?)>")
_BEFORE_CALC: Final = re.compile(
    rb"(</(?:\w+:)?(?:definedNames|externalReferences|functionGroups|sheets)>)"
)
_LONGEST: Final = 32_767


def filled(book: Book, values: Mapping[tuple[str, Place], tuple[Value, str]]) -> bytes:
    """The workbook with these values; each comes with the style of a cell that had none.

    Texts stay texts, whatever they look like. Formulas stay; plain sums get their new result, the
    last results of others are taken out, and whoever opens the workbook works all of them out.
    """
    parts = dict(book.parts)
    by_sheet: dict[str, dict[Place, tuple[Value, str]]] = defaultdict(dict)
    for (name, place), value in values.items():
        by_sheet[name][place] = value
    for name, path in book.paths.items():
        sheet = book.sheet(name)
        ours = by_sheet.get(name, {})
        edits = _results(sheet, ours) + _edits(sheet, ours)
        parts[path] = _applied(sheet.data, edits)
    parts["xl/workbook.xml"] = _work_out_anew(parts["xl/workbook.xml"])
    return _packed(book.data, parts)


def _edits(sheet: Sheet, values: Mapping[Place, tuple[Value, str]]) -> list[Edit]:
    by_row: dict[int, dict[int, tuple[Value, str]]] = defaultdict(dict)
    for (down, right), value in values.items():
        by_row[down][right] = value
    edits, new_rows = list[Edit](), dict[int, bytes]()
    for number in sorted(by_row):
        row = sheet.rows.get(number)
        if row is None:
            cells = b"".join(
                _cell(sheet, (number, at), *by_row[number][at]) for at in sorted(by_row[number])
            )
            tag = _tag(sheet, "row")
            new_rows[number] = b'<%s r="%d">%s</%s>' % (tag, number, cells, tag)
        else:
            edits += _row_edits(sheet, row, by_row[number])
    return edits + _new_rows(sheet, new_rows)


def _row_edits(sheet: Sheet, row: Row, values: dict[int, tuple[Value, str]]) -> list[Edit]:
    known = {cell.place[1]: cell for cell in row.cells}
    edits: list[Edit] = []
    fresh: dict[int, list[bytes]] = defaultdict(list)
    for column in sorted(values):
        value, style = values[column]
        cell, place = known.get(column), (row.number, column)
        if cell is not None:
            written = _cell(sheet, place, value, cell.style)
            edits.append((cell.at.start, cell.at.end, written))
        else:
            fresh[_gap(row, column)].append(_cell(sheet, place, value, style))
    if not fresh:
        return edits
    opening = _SPANS.sub(b"", sheet.data[row.opening.start : row.opening.end])
    if row.is_closed:
        tag = row.tag.encode()
        cells = b"".join(cell for cells in fresh.values() for cell in cells)
        whole = opening.removesuffix(b"/>") + b">" + cells + b"</" + tag + b">"
        return [(row.at.start, row.at.end, whole)]
    edits.append((row.opening.start, row.opening.end, opening))
    return edits + [(at, at, b"".join(cells)) for at, cells in fresh.items()]


def _gap(row: Row, column: int) -> int:
    """Where a new cell of a row is written: before the next one, or at the row's end."""
    for cell in row.cells:
        if cell.place[1] > column:
            return cell.at.start
    return row.cells[-1].at.end if row.cells else row.opening.end


def _new_rows(sheet: Sheet, rows: dict[int, bytes]) -> list[Edit]:
    if not rows:
        return []
    body = sheet.body
    assert body is not None
    if body.is_closed:
        tag, opening = body.tag.encode(), sheet.data[body.opening.start : body.opening.end]
        whole = b"".join(rows[number] for number in sorted(rows))
        closed = opening.removesuffix(b"/>") + b">" + whole + b"</" + tag + b">"
        return [(body.at.start, body.at.end, closed)]
    at: dict[int, list[bytes]] = defaultdict(list)
    for number in sorted(rows):
        later = [row.at.start for known, row in sheet.rows.items() if known > number]
        ends = [row.at.end for row in sheet.rows.values()]
        at[min(later) if later else max(ends, default=body.opening.end)].append(rows[number])
    return [(place, place, b"".join(written)) for place, written in at.items()]


def _cell(sheet: Sheet, place: Place, value: Value, style: str) -> bytes:
    tag, looks = _tag(sheet, "c"), f' s="{style}"'.encode() if style else b""
    name = cell_name(place).encode()
    if isinstance(value, str):
        prefix = tag[:-1]
        words = escape(clean_lines(value)[:_LONGEST], quote=False).encode()
        inside = b'<%sis><%st xml:space="preserve">%s</%st></%sis>' % (
            prefix, prefix, words, prefix, prefix
        )  # fmt: skip
        return b'<%s r="%s"%s t="inlineStr">%s</%s>' % (tag, name, looks, inside, tag)
    number = repr(value).encode()
    return b'<%s r="%s"%s><%sv>%s</%sv></%s>' % (tag, name, looks, tag[:-1], number, tag[:-1], tag)


def _tag(sheet: Sheet, name: str) -> bytes:
    """A tag with the prefix the sheet uses."""
    assert sheet.body is not None
    prefix, colon, _ = sheet.body.tag.rpartition(":")
    return f"{prefix}{colon}{name}".encode()


def _results(sheet: Sheet, values: Mapping[Place, tuple[Value, str]]) -> list[Edit]:
    """A formula's last result is taken out, or replaced where it is a plain sum."""
    results = Results(sheet, {place: value for place, (value, _) in values.items()})
    edits: list[Edit] = []
    for place, cell in sheet.cells.items():
        if not cell.has_formula:
            continue
        value = results.of(place) if cell.formula and cell.kind in ("", "n") else None
        tag = _tag(sheet, "v")
        new = b"" if value is None else b"<%s>%s</%s>" % (tag, _plain(value), tag)
        at = cell.cached or Bytes(cell.formula_end, cell.formula_end)
        edits.append((at.start, at.end, new))
    return edits


def _plain(value: float) -> bytes:
    rounded = round(value, 10)
    return repr(int(rounded) if rounded == int(rounded) else rounded).encode()


def _applied(data: bytes, edits: list[Edit]) -> bytes:
    out, done = [], 0
    for start, end, new in sorted(edits, key=lambda edit: (edit[0], edit[1])):
        out += [data[done:start], new]
        done = end
    return b"".join([*out, data[done:]])


def _work_out_anew(data: bytes) -> bytes:
    """Tell whoever opens the workbook to work out every formula."""
    found = _CALC.search(data)
    if found:
        said = re.sub(rb"\s+fullCalcOnLoad=(\"[^\"]*\"|'[^']*')", b"", found[2])
        new = b'<%scalcPr%s fullCalcOnLoad="1"%s>' % (found[1], said, found[3])
        return data[: found.start()] + new + data[found.end() :]
    places = list(_BEFORE_CALC.finditer(data))
    if not places:
        return data
    at = max(place.end() for place in places)
    prefix = re.match(rb"</(\w+:)?", places[0][1])
    told = b'<%scalcPr fullCalcOnLoad="1"/>' % ((prefix[1] if prefix else b"") or b"")
    return data[:at] + told + data[at:]


def _packed(original: bytes, parts: dict[str, bytes]) -> bytes:
    """The same parts in the same order, with the same times: the same filling, the same bytes."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(original)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for one in old.infolist():
            entry = zipfile.ZipInfo(one.filename, one.date_time)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, one.external_attr
            new.writestr(entry, parts[one.filename])
    return out.getvalue()
