"""A workbook filled for one period: every cell's value, and the rows behind it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.figures import COUNT, SHARE, FigureRow, say
from gridhall.core.hall import Hall
from gridhall.core.periods import Span
from gridhall.reports.queries.figures import Asked, DeskFigures, desk_figures
from gridhall.reports.queries.tracing import ids_by_line
from gridhall.reports.rules.figures import COLUMNS, Column
from gridhall.reports.rules.layouts import (
    BY_NAME,
    LABEL,
    FigurePlace,
    Mapped,
    TablePlace,
    TextPlace,
    asked_in,
    figure_asked,
    replaced,
    word_asked,
)
from gridhall.reports.rules.workbook import Book, Sheet, Value, cell_name, filled
from gridhall.service_desk.rules.clock import DeskDay

_FEW = 1_000  # rows a table by name is looked through


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is filled: an opened workbook, its mapping, whose, for which days."""

    book: Book
    places: tuple[Mapped, ...]
    span: Span
    receiver: str
    hall: Hall


@dataclass(frozen=True, slots=True)
class Used:
    """One figure that went into a cell, and the rows it was counted from."""

    sheet: str
    cell: str
    figure: str
    by: str
    line: str  # the lasting key of its line; "" of everything
    words: str  # 收件（事项 居住证明）
    value: float
    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Filled:
    """A workbook filled: its bytes, each value, each figure."""

    data: bytes
    values: dict[tuple[str, str], Value]
    used: tuple[Used, ...]

    @property
    def is_zero(self) -> bool:
        """零报告: nothing at all happened."""
        return not any(one.value for one in self.used)


def fill(session: Session, clerk: Clerk, wanted: Wanted, on: DeskDay) -> Filled:
    """Fill the workbook; needs whoever may see ratings, for a layout may ask for them."""
    filler = _Filler(session, clerk, wanted, on)
    for mapped in wanted.places:
        filler.put(mapped)
    filler.put_texts()
    data = filled(wanted.book, filler.values)
    told = {(sheet, cell_name(at)): value for (sheet, at), (value, _) in filler.values.items()}
    return Filled(data, told, tuple(filler.used))


@dataclass
class _Filler:
    session: Session
    clerk: Clerk
    wanted: Wanted
    on: DeskDay
    values: dict[tuple[str, tuple[int, int]], tuple[Value, str]] = field(default_factory=dict)
    used: list[Used] = field(default_factory=list)
    _figures: dict[str, DeskFigures] = field(default_factory=dict)
    _ids: dict[tuple[str, str], dict[str, tuple[int, ...]]] = field(default_factory=dict)
    _texts: list[TextPlace] = field(default_factory=list)

    def put(self, mapped: Mapped) -> None:
        """Fill one place; texts wait, for they may say whether it is a zero report."""
        if isinstance(mapped, TextPlace):
            self._texts.append(mapped)
            return
        sheet, at = self.wanted.book.locate(mapped.sheet, mapped.cell)
        if isinstance(mapped, FigurePlace):
            self._put_figure(sheet, at, (mapped.figure, mapped.by, mapped.key))
        elif mapped.match == BY_NAME:
            self._put_named(sheet, at, mapped)
        else:
            self._put_ordered(sheet, at, mapped)

    def put_texts(self) -> None:
        """Fill the cells of words, the figures in them included."""
        for place in self._texts:
            sheet, at = self.wanted.book.locate(place.sheet, place.cell)
            say_ = {asked: self._said(sheet, at, asked) for asked in asked_in(place.words)}
            self.values[sheet.name, at] = (replaced(place.words, say_), "")

    def _said(self, sheet: Sheet, at: tuple[int, int], asked: str) -> str:
        figure, word = figure_asked(asked), word_asked(asked)
        if figure is None:
            return self._word(word or "")
        one, row = COLUMNS[figure.figure], self._row(figure.by, figure.key)
        self._use(sheet, at, one, (figure.by, row, figure.key))
        return say(one, (row.value(one) if row else 0) or 0)

    def _word(self, key: str) -> str:
        wanted, span = self.wanted, self.wanted.span
        return {
            "hall": wanted.hall.name,
            "community": wanted.hall.community,
            "receiver": wanted.receiver,
            "period": span.label,
            "first": _chinese(span.first),
            "last": _chinese(span.last),
            "preparer": self.clerk.name,
            "day": _chinese(self.on.today),
            "zero": "" if any(one.value for one in self.used) else "零报告",
        }[key]

    def _put_figure(
        self, sheet: Sheet, at: tuple[int, int], asked: tuple[str, str, str], style: str = ""
    ) -> None:
        name, by, key = asked
        one = COLUMNS.get(name)
        if one is None:
            raise UserError(f"“{sheet.name}”的 {cell_name(at)} 要的“{name[:20]}”没有这个数了")
        row = self._row(by, key)
        value = self._use(sheet, at, one, (by, row, key))
        cell = sheet.cells.get(at)
        if one.kind == SHARE and (cell.style if cell else style) not in self.wanted.book.percents:
            value = round(value * 100, 1)
        self.values[sheet.name, at] = (int(value) if one.kind == COUNT else value, style)

    def _use(
        self,
        sheet: Sheet,
        at: tuple[int, int],
        one: Column,
        line: tuple[str, FigureRow | None, str],
    ) -> float:
        by, row, key = line
        value = round((row.value(one) if row else 0) or 0, 4 if one.kind == SHARE else 1)
        ids = self._behind(by, one).get(row.line.at, ()) if row else ()
        words = one.label if by == "all" else f"{one.label}（{row.line.label if row else key}）"
        lasting = row.line.key if row else key
        where = (sheet.name, cell_name(at))
        self.used.append(Used(*where, one.key, by, lasting, words, value, ids))
        return value

    def _row(self, by: str, key: str) -> FigureRow | None:
        """A line's figures; a line that nothing is known of counts nothing."""
        if by not in self._figures:
            asked = Asked(self.wanted.span, by)
            self._figures[by] = desk_figures(self.session, self.clerk, asked, self.on)
        made = self._figures[by]
        return made.total if by == "all" else made.row(key)

    def _behind(self, by: str, one: Column) -> dict[str, tuple[int, ...]]:
        asked = (by, one.key)
        if asked not in self._ids:
            span = Asked(self.wanted.span, by)
            self._ids[asked] = ids_by_line(self.session, span, self.on, one)
        return self._ids[asked]

    def _put_ordered(self, sheet: Sheet, at: tuple[int, int], table: TablePlace) -> None:
        self._row(table.by, "")
        for down, row in enumerate(self._figures[table.by].rows):
            self._refuse_full(sheet, (at, down), table)
            for offset, name in enumerate(table.columns):
                place, model = (at[0] + down, at[1] + offset), (at[0], at[1] + offset)
                style = sheet.cells[model].style if model in sheet.cells else ""
                if name == LABEL:
                    self.values[sheet.name, place] = (row.line.label, style)
                elif name:
                    key = row.line.key or row.line.label
                    self._put_figure(sheet, place, (name, table.by, key), style)

    def _refuse_full(
        self, sheet: Sheet, at: tuple[tuple[int, int], int], table: TablePlace
    ) -> None:
        """What stands below a table is not written over."""
        (top, left), down = at
        for offset, name in enumerate(table.columns):
            cell = sheet.cells.get((top + down, left + offset))
            full = cell is not None and (cell.has_formula or self.wanted.book.words(cell).strip())
            if name and down and full:
                count = len(self._figures[table.by].rows)
                raise UserError(
                    f"“{sheet.name}”里 {cell_name((top, left))} 的表要 {count} 行，第 {top + down}"
                    " 行已经有内容。请在上级的表里多留几行，或者改成按名称对行"
                )

    def _put_named(self, sheet: Sheet, at: tuple[int, int], table: TablePlace) -> None:
        for number in range(at[0], min(max(sheet.rows, default=0), at[0] + _FEW) + 1):
            cell = sheet.cells.get(sheet.top_left((number, at[1])))
            name = "" if cell is None or cell.has_formula else self.wanted.book.words(cell).strip()
            if not name:
                break
            if name.replace(" ", "") in ("合计", "总计"):
                continue
            for offset, figure in enumerate(table.columns):
                if figure and figure != LABEL:
                    place = (number, at[1] + offset)
                    self._put_figure(sheet, place, (figure, table.by, name))


def told(used: tuple[Used, ...]) -> str:
    """The figures as a sending keeps them."""
    return json.dumps([_plain(one) for one in used], ensure_ascii=False)


def retold(text: str) -> Iterator[Used]:
    """The figures of a sending."""
    for one in json.loads(text):
        yield Used(**{**one, "ids": tuple(one["ids"])})


def _plain(one: Used) -> dict[str, Any]:
    return {name: getattr(one, name) for name in Used.__slots__}


def _chinese(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
