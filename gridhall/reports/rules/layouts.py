"""Which of our figures goes into which cell of a superior's workbook (映射)."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from gridhall.core.errors import UserError
from gridhall.reports.rules.figures import COLUMNS, DIMENSIONS
from gridhall.reports.rules.workbook import Book, Sheet, cell_name
from gridhall.reports.rules.workbook import cells as workbook_cells
from gridhall.reports.rules.workbook.book import refuse_protected

# What texts a workbook may ask for: {{大厅}}.
WORDS: Final = {
    "hall": "大厅",
    "community": "社区",
    "receiver": "接收单位",
    "period": "期间",
    "first": "开始日期",
    "last": "结束日期",
    "preparer": "制表人",
    "day": "制表日期",
    "zero": "零报告",
}
LABEL: Final = "label"  # a table's column with the lines' own names
BY_ORDER, BY_NAME = "order", "name"
_ASKED: Final = re.compile(r"\{\{([^{}]{1,60})\}\}")
_ODD_MAPPING: Final = "映射看不懂。请写 JSON 列表，每项有 kind、sheet、cell，见手册“报表”"
_EACH: Final = "每个"
_THIS_ROW: Final = "本行"
_FIGURE_KEYS: Final = {one.label: one.key for one in COLUMNS.values()}
_WORD_KEYS: Final = {label: key for key, label in WORDS.items()} | {"单位": "hall", "日期": "day"}
_DIMENSION_KEYS: Final = {label: key for key, label in DIMENSIONS.items()}


@dataclass(frozen=True, slots=True)
class FigurePlace:
    """One cell, one figure: of everything, or of one line (`key`) of a dimension."""

    sheet: str
    cell: str
    figure: str
    by: str = "all"
    key: str = ""


@dataclass(frozen=True, slots=True)
class TextPlace:
    """One cell of words, in which {{…}} are replaced."""

    sheet: str
    cell: str
    words: str


@dataclass(frozen=True, slots=True)
class TablePlace:
    """A row for each line from a cell down; its columns to the right, "" left alone.

    In our order, the lines are written one under the other; by name, the rows keep the names
    that stand in the workbook's first column.
    """

    sheet: str
    cell: str
    by: str
    columns: tuple[str, ...]
    match: str = BY_ORDER


Mapped = FigurePlace | TextPlace | TablePlace
_KINDS: Final = {"figure": FigurePlace, "text": TextPlace, "table": TablePlace}


def dump(places: Iterable[Mapped]) -> str:
    """The mapping as it is kept."""
    names = {kind: name for name, kind in _KINDS.items()}
    told = [{"kind": names[type(place)], **asdict(place)} for place in places]
    return json.dumps(told, ensure_ascii=False)


def load(text: str | bytes) -> tuple[Mapped, ...]:
    """The mapping that was kept or brought in; UserError for what is none."""
    try:
        return tuple(_loaded(dict(one)) for one in json.loads(text))
    except (ValueError, TypeError, KeyError):
        raise UserError(
            "映射看不懂。请写 JSON 列表，每项有 kind、sheet、cell，见手册“报表”"
        ) from None


def _loaded(said: dict[str, Any]) -> Mapped:
    kind = _KINDS[said.pop("kind")]
    if "columns" in said:
        said["columns"] = tuple(map(str, said["columns"]))
    made: Mapped = kind(**said)
    if not all(isinstance(value, str | tuple) for value in asdict(made).values()):
        raise ValueError("a place is told in words")
    return made


def asked_in(words: str) -> list[str]:
    """What a cell's words ask for, between {{ and }}."""
    return [found.strip() for found in _ASKED.findall(words)]


def replaced(words: str, say: dict[str, str]) -> str:
    """The words with every {{…}} replaced by what `say` knows of it."""
    return _ASKED.sub(lambda found: say.get(found[1].strip(), found[0]), words)


def figure_asked(asked: str, first_words: str = "") -> FigurePlace | None:
    """{{收件}}, {{收件|事项=居住证明}}, {{收件|本行事项}}; None if it is no figure."""
    name, _, rest = asked.replace("｜", "|").partition("|")
    figure = _FIGURE_KEYS.get(name.strip(), name.strip())
    if figure not in COLUMNS:
        return None
    if not rest:
        return FigurePlace("", "", figure)
    if rest.strip().startswith(_THIS_ROW):
        label, key = rest.strip().removeprefix(_THIS_ROW), first_words
    else:
        label, _, key = rest.replace("＝", "=").partition("=")
    by = _DIMENSION_KEYS.get(label.strip(), label.strip())
    return FigurePlace("", "", figure, by, key.strip()) if by in DIMENSIONS else None


def word_asked(asked: str) -> str | None:
    """{{大厅}} or {{hall}}; None if it is none of WORDS."""
    key = _WORD_KEYS.get(asked, asked)
    return key if key in WORDS else None


def recognised(book: Book) -> tuple[Mapped, ...]:
    """What the workbook itself asks for, by {{…}} in cells or by places named like a figure."""
    found: list[Mapped] = []
    for name in book.paths:
        found += _recognised_in(book, book.sheet(name))
    taken = {(place.sheet, place.cell) for place in found}
    for name, (sheet, place) in book.names.items():
        figure = figure_asked(name)
        if figure and (sheet, cell_name(place)) not in taken:
            found.append(replace(figure, sheet=sheet, cell=name))
    return tuple(found)


def _recognised_in(book: Book, sheet: Sheet) -> Iterator[Mapped]:
    for row in sheet.rows.values():
        said = [(cell.place, book.words(cell)) for cell in row.cells if not cell.has_formula]
        first = next((words for _, words in said if words and not asked_in(words)), "")
        table: TablePlace | None = None
        for place, words in said:
            asked = asked_in(words)
            each = _each(asked)
            if each:
                if table:
                    yield table
                table = TablePlace(sheet.name, cell_name(place), each, (LABEL,))
            elif asked and table:
                table = _with_column(table, place[1], asked[0])
            elif asked:
                yield _place(sheet.name, cell_name(place), (words, first))
        if table:
            yield table


def _each(asked: list[str]) -> str:
    """{{每个事项}}: the dimension a table is split by."""
    if len(asked) != 1 or not asked[0].startswith(_EACH):
        return ""
    return _DIMENSION_KEYS.get(asked[0].removeprefix(_EACH), "")


def _with_column(table: TablePlace, column: int, asked: str) -> TablePlace:
    at = column - workbook_cells.parse_cell(table.cell)[1]
    figure = figure_asked(asked)
    gap = ("",) * (at - len(table.columns))
    return replace(table, columns=(*table.columns, *gap, figure.figure if figure else asked))


def _place(sheet: str, cell: str, said: tuple[str, str]) -> Mapped:
    words, first = said
    asked = asked_in(words)
    whole = words.strip() == f"{{{{{asked[0]}}}}}" or len(words.strip()) == len(asked[0]) + 4
    figure = figure_asked(asked[0], first)
    if whole and figure:
        return replace(figure, sheet=sheet, cell=cell)
    return TextPlace(sheet, cell, words)


def check(book: Book, places: Iterable[Mapped]) -> None:
    """Refuse a mapping that cannot be filled, with the place and what to do."""
    refuse_protected(book)
    taken: dict[tuple[str, tuple[int, int]], str] = {}
    for mapped in places:
        sheet, at = book.locate(mapped.sheet, mapped.cell)
        where = f"“{sheet.name}”的 {cell_name(at)}"
        _check_asked(mapped, where)
        for target in _targets(mapped, at):
            shown = sheet.top_left(target)
            cell, here = sheet.cells.get(shown), f"“{sheet.name}”的 {cell_name(shown)}"
            if cell is not None and cell.has_formula:
                raise UserError(f"{here} 是公式，不能填数。请另选一格，公式会自己算")
            if (sheet.name, shown) in taken:
                raise UserError(f"{here} 映射了两次。请去掉一个")
            taken[sheet.name, shown] = here


def _targets(mapped: Mapped, at: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """The cells that are surely written; a table's further rows are known only when filled."""
    if isinstance(mapped, TablePlace):
        for offset, name in enumerate(mapped.columns):
            if name and not (name == LABEL and mapped.match == BY_NAME):
                yield at[0], at[1] + offset
    else:
        yield at


def _check_asked(mapped: Mapped, where: str) -> None:
    if isinstance(mapped, TextPlace):
        for asked in asked_in(mapped.words):
            if word_asked(asked) is None and figure_asked(asked) is None:
                raise UserError(f"{where} 要的“{asked}”没有这个数。请改成有的，例如 {{{{收件}}}}")
        return
    names = mapped.columns if isinstance(mapped, TablePlace) else (mapped.figure,)
    for name in names:
        if name and name != LABEL and name not in COLUMNS:
            raise UserError(f"{where} 要的“{name[:20]}”没有这个数。请重新选一个")
    if mapped.by not in DIMENSIONS:
        raise UserError(f"{where} 不能按“{mapped.by[:20]}”分。请重新选一个")
    if isinstance(mapped, FigurePlace) and mapped.by != "all" and not mapped.key:
        raise UserError(f"{where} 没有写是哪一个{DIMENSIONS[mapped.by]}。请填上")
    if isinstance(mapped, TablePlace) and mapped.match not in (BY_ORDER, BY_NAME):
        raise UserError(f"{where} 的表只能按顺序（order）或按名称（name）对行")


def in_words(mapped: Mapped) -> str:
    """What goes into a place, as the list of places says it."""
    if isinstance(mapped, TextPlace):
        return f"文字：{mapped.words}"
    if isinstance(mapped, FigurePlace):
        label = COLUMNS[mapped.figure].label if mapped.figure in COLUMNS else mapped.figure
        return label if mapped.by == "all" else f"{label}（{DIMENSIONS[mapped.by]} {mapped.key}）"
    names = [COLUMNS[one].label if one in COLUMNS else "" for one in mapped.columns]
    how = "按名称对行" if mapped.match == BY_NAME else "每行一个"
    return f"表：{how}{DIMENSIONS[mapped.by]}，{'、'.join(filter(None, names))}"
