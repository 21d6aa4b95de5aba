"""The rows of a ledger that stand for somebody: no blanks, totals, footers or second headings."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from operator import itemgetter
from typing import NamedTuple

from gridhall.core.text import search_key
from gridhall.exchange.rules.cells import Cell, is_blank
from gridhall.exchange.rules.headings import (
    ColumnSpec,
    Mapping,
    SheetTable,
    heading_key,
    heading_texts,
)

_TOTAL = re.compile(r"(?:本页|本表|本户|本栋|以上|累计)?(?:合计|小计|总计|共计|总数)(?:[:(\d].*)?")
_FOOTER = re.compile(
    r"(?:填表|制表|审核|填报|统计|经办|负责|复核|登记)(?:人|单位|日期|时间)(?:[:(].*)?"
    r"|(?:备注|附注|注|说明)[:\d].*|第\d+页.*|共\d+页.*|(?:打印|截止)(?:日期|时间).*"
)
_SUSPECT = frozenset("合小总共本以累 \u3000")  # a total may stand in a row that is well filled
_FEW = 3
_TITLE_LENGTH = 8

Cells = tuple[Cell, ...]


class SourceRow(NamedTuple):
    """One row of the ledger: its own number, its cells in the order of the sheet's columns."""

    number: int
    cells: Cells


def source_rows(
    table: SheetTable, mapping: Mapping, columns: Sequence[ColumnSpec]
) -> list[SourceRow]:
    """The rows below the heading that hold data, with carried-down values filled in."""
    width = max((len(row) for row in table.rows), default=0)
    pick = _picker([mapping.columns.get(spec.key, width) for spec in columns])
    rows = [
        SourceRow(number, pick((*row, "") if len(row) == width else _filled_up(row, width)))
        for number, row in _data_rows(table, mapping)
    ]
    carried = [
        at for at, spec in enumerate(columns) if spec.carry_down and spec.key in mapping.columns
    ]
    return _carried_down(rows, carried) if carried else rows


def _filled_up(row: Sequence[Cell], width: int) -> Sequence[Cell]:
    """A short row with blanks behind; one more stands for the columns the ledger has not."""
    return (*row, *[""] * (width - len(row) + 1))


def _picker(positions: Sequence[int]) -> Callable[[Sequence[Cell]], Cells]:
    if len(positions) == 1:  # itemgetter would give the cell itself
        return lambda row: (row[positions[0]],)
    return itemgetter(*positions)


def _data_rows(table: SheetTable, mapping: Mapping) -> Iterator[tuple[int, list[Cell]]]:
    headings = heading_texts(table, mapping)
    mapped = sorted(set(mapping.columns.values()))
    lead, half = mapped[0], len(mapped) // 2
    below = islice(table.rows, mapping.heading_row + 1 - table.first_row, None)
    for number, row in enumerate(below, mapping.heading_row + 1):
        cell = row[lead] if lead < len(row) else ""
        sparse = len(row) - row.count("") <= half
        suspect = isinstance(cell, str) and (cell[:1] in _SUSPECT or cell == headings[lead])
        if not (sparse or suspect) or not _is_furniture(row, headings):
            yield number, row


def _is_furniture(row: Sequence[Cell], headings: Sequence[str]) -> bool:
    """Whether the row is blank, a total, a footer, a title or the headings once more."""
    filled = [cell for cell in row if not is_blank(cell)]
    if not filled:
        return True
    first = search_key(filled[0]) if isinstance(filled[0], str) else ""
    if _TOTAL.fullmatch(first):
        return True
    if len(filled) <= _FEW and _FOOTER.fullmatch(first):
        return True
    if len(filled) == 1:
        return len(first) > _TITLE_LENGTH and not first.isascii() and "·" not in first
    return _repeats(row, headings, len(filled))


def _repeats(row: Sequence[Cell], headings: Sequence[str], filled: int) -> bool:
    same = sum(
        isinstance(cell, str) and cell != "" and heading_key(cell) == heading_key(heading)
        for cell, heading in zip(row, headings, strict=False)
    )
    return same * 2 > filled


def _carried_down(rows: list[SourceRow], carried: list[int]) -> list[SourceRow]:
    """Blank cells of the carried columns filled from above; the first of them is the leader."""
    pick = _picker(carried)
    above: Cells = ("",) * len(carried)
    for index, (number, cells) in enumerate(rows):
        here = pick(cells)
        if "" in here:
            here = _as_above(here, above)
            whole = list(cells)
            for at, cell in zip(carried, here, strict=True):
                whole[at] = cell
            rows[index] = SourceRow(number, tuple(whole))
        above = here
    return rows


def _as_above(here: Cells, above: Cells) -> Cells:
    """The carried cells, coarse to fine (户号, 小区, 楼栋, 单元, 室, 户主), blanks filled.

    With a new leader (a new household) a blank means "as above" only before a filled finer cell;
    below a coarser cell that changed it means nothing.
    """
    same_leader = here[0] in ("", above[0])
    filled = [above[0] if here[0] == "" else here[0]]
    changed = False
    for at in range(1, len(here)):
        cell = here[at]
        if cell != "":
            changed = changed or cell != above[at]
        elif not changed and (same_leader or any(later != "" for later in here[at + 1 :])):
            cell = above[at]
        filled.append(cell)
    return tuple(filled)
