"""What one row of the workbook says, as an entry the rules of the catalogue can check."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from gridhall.core.text import half_width, search_key
from gridhall.exchange.rules.cells import Cell, cell_text, is_blank
from gridhall.exchange.rules.rows import SourceRow
from gridhall.service_desk.rules.catalogue import MATERIAL, MATTER
from gridhall.service_desk.sheets.workbook.columns import (
    COLUMNS,
    MATERIAL_COLUMNS,
    MATTER_COLUMNS,
    RETIRED,
)

_DAYS = re.compile(r"(\d{1,4})(?:个?工作日|日|天|份)?")
_ON_THE_SPOT = frozenset({"当日办结", "即办", "即时办结", "当场办结", "没有规定", "无"})
_YES = frozenset({"是", "有", "√", "✓", "y", "yes", "1", "true", "必备", "必要", "可容缺", "可"})
_NO = frozenset({"否", "不是", "×", "n", "no", "0", "false", "非必备", "有的提供", "不可"})
_PARTED = re.compile(r"[,，、;；/\s]+")


class Line(NamedTuple):
    """A row by its columns' keys, and what its cells mean; `bad` are keys that mean nothing."""

    row: int
    cells: dict[str, Cell]
    entry: dict[str, Any]
    bad: dict[str, str]  # key -> what is wrong

    @property
    def code(self) -> str:
        """The matter's code as written."""
        return cell_text(self.cells["code"])


def lines_of(rows: Sequence[SourceRow]) -> tuple[list[Line], list[Line]]:
    """The matters' rows and the materials' rows."""
    keys = [spec.key for spec in COLUMNS]
    found: tuple[list[Line], list[Line]] = ([], [])
    for row in rows:
        cells = dict(zip(keys, row.cells, strict=True))
        is_matter = any(not is_blank(cells[spec.key]) for spec in MATTER_COLUMNS)
        found[0 if is_matter else 1].append(
            (_matter if is_matter else _material)(row.number, cells)
        )
    return found


def _matter(row: int, cells: dict[str, Cell]) -> Line:
    line = Line(row, cells, {"code": half_width(cell_text(cells["code"]))}, {})
    for spec in MATTER_COLUMNS:
        if not is_blank(cells[spec.key]):
            line.entry[spec.key] = _value(line, spec.key, cells[spec.key])
    for key in ("basis", "authority", "fee", "result"):
        line.entry.setdefault(key, "")
    if "limit_days" not in line.entry and line.entry.get("kind") == "instant":
        line.entry["limit_days"] = 0
    return line


def _value(line: Line, key: str, cell: Cell) -> Any:
    field = MATTER[key]
    if key == "active":
        return search_key(cell_text(cell)) not in (RETIRED, "否", "停办", "0")
    if field.shape is int:
        return _number(line, key, cell)
    if field.codes:
        return _codes(field.codes, cell_text(cell), several=field.several)
    return cell if field.lines and isinstance(cell, str) else cell_text(cell)


def _material(row: int, cells: dict[str, Cell]) -> Line:
    line = Line(row, cells, {}, {})
    for spec in MATERIAL_COLUMNS:
        key = "name" if spec.key == "material" else spec.key
        cell, shape = cells[spec.key], MATERIAL[key].shape
        if shape is int:
            line.entry[key] = 0 if is_blank(cell) else _number(line, spec.key, cell)
        elif shape is bool:
            line.entry[key] = _yes(line, spec.key, cell)
        else:
            line.entry[key] = cell_text(cell)
    return line


def _number(line: Line, key: str, cell: Cell) -> int:
    text = search_key(cell_text(cell))
    if text in _ON_THE_SPOT:
        return 0
    match = _DAYS.fullmatch(text)
    if match is None:
        line.bad[key] = "应为数字"
        return 0
    return int(match[1])


def _yes(line: Line, key: str, cell: Cell) -> bool:
    """Blank: a material is needed, and cannot be brought later."""
    text = search_key(cell_text(cell))
    if text not in _YES | _NO and text:
        line.bad[key] = "应写 是 或 否"
    return text in _YES if text else key == "required"


def _codes(known: Any, text: str, *, several: bool) -> str:
    """Words or codes as codes; what is unknown stays as written, for the rules to tell."""
    by_word = {search_key(word): code for code, word in known.items()}
    parts: Iterable[str] = filter(None, _PARTED.split(text)) if several else [text]
    return ",".join(_code(part, known, by_word) for part in parts)


def _code(part: str, known: Any, by_word: dict[str, str]) -> str:
    if part in known:
        return part
    key = search_key(part)
    padded = f"0{part}"  # a workbook took 05 for the number 5
    return by_word.get(key, padded if padded in known else part)
