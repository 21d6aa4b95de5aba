"""对应列: which sheet and heading row, and which of the file's columns is what."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from gridhall.core.errors import UserError
from gridhall.exchange.columns import masked
from gridhall.exchange.rules.cells import Cell, cell_text
from gridhall.exchange.rules.headings import (
    ColumnSpec,
    Mapping,
    SheetTable,
    guess_mapping,
    heading_key,
    heading_texts,
    known_headings,
)
from gridhall.exchange.rules.kinds import CHECK_SHEET, kind_doubt
from gridhall.exchange.service.reading import Ledger
from gridhall.qt.frames import Banner
from gridhall.qt.labels import label, set_look
from gridhall.qt.table import Column, RowsModel, Table
from gridhall.qt.theme import current_theme

_ABSENT = "（表里没有）"
_PREVIEW_ROWS = 8
_CELL = 240  # px at 100 % for one column's name and its combo
_NAMED = 6  # unused columns named in the line below

Row = list[Cell]


class ColumnsPane(QWidget):
    """The guess, to be corrected; `mapped` tells every change."""

    mapped = Signal(object)  # Mapping

    def __init__(self, specs: Sequence[ColumnSpec], title: str) -> None:
        super().__init__()
        self._specs, self._title, self.doubt = specs, title, Banner()
        self._tables: tuple[SheetTable, ...] = ()
        self.mapping = Mapping()
        self.sheets, self.heading = _Combo(), QSpinBox()
        self.combos = {spec.key: _Combo() for spec in specs}
        self._names = {spec.key: label(_title(spec), "label") for spec in specs}
        self._grid, self._across = QGridLayout(), 0
        self.told, self.preview = label("", "sub", wrap=True), Table()
        self._lay_out()
        self._connect()

    def show_ledger(self, ledger: Ledger, mapping: Mapping) -> None:
        """Show a file that was read, with what was guessed about it."""
        self._tables = ledger.tables
        names = [f"{table.name}（{len(table.rows):,} 行）" for table in ledger.tables]
        _fill(self.sheets, names)
        self._show(mapping)

    def show_for_width(self, effective: int) -> None:
        """As many columns of fields as have room in this width (px / font scale)."""
        across = max(1, effective // _CELL)
        if across == self._across:
            return
        self._across = across
        for place, key in enumerate(self.combos):
            for widget in (self._names[key], self.combos[key]):
                self._grid.removeWidget(widget)
            row, column = divmod(place, across)
            self._grid.addWidget(self._names[key], row, 3 * column)
            self._grid.addWidget(self.combos[key], row, 3 * column + 1)
        for column in range(3 * len(self.combos)):
            pair, part = divmod(column, 3)
            self._grid.setColumnStretch(column, 1 if part == 1 and pair < across else 0)
            gap = current_theme().px(8) if part == 2 and pair < across - 1 else 0
            self._grid.setColumnMinimumWidth(column, gap)

    def first_field(self) -> QWidget:
        """Where work begins: a required column that was not found, else the first."""
        missing = [self.combos[spec.key] for spec in self._missing()]
        return (missing or list(self.combos.values()))[0]

    def _lay_out(self) -> None:
        column, head = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        head.setSpacing(8)
        self.sheets.setAccessibleName("哪一张表")
        self.sheets.setMinimumWidth(200)
        self.heading.setAccessibleName("列名在第几行")
        self.heading.setMinimumWidth(90)
        for words, field in (("用哪张表", self.sheets), ("列名在第几行", self.heading)):
            head.addWidget(label(words, "label"))
            head.addWidget(field)
            head.addSpacing(12)
        head.addStretch(1)
        head.addWidget(label("* 必须对应", "meta"))
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(8)
        for spec in self._specs:
            self.combos[spec.key].setAccessibleName(f"{_title(spec)} 在文件的哪一列")
        self.preview.setMinimumHeight(150)
        self.preview.horizontalHeader().setProperty("ownSize", True)
        self.preview.setAccessibleName("文件里最前面的几行")
        column.addLayout(head)
        column.addWidget(self.doubt)
        column.addLayout(self._grid)
        column.addWidget(self.told)
        column.addWidget(self.preview, 1)
        self.show_for_width(4 * _CELL)

    def _connect(self) -> None:
        self.sheets.activated.connect(self._take_sheet)
        self.heading.valueChanged.connect(self._take_heading)
        for key, combo in self.combos.items():
            combo.activated.connect(lambda place, key=key: self._take_column(key, place - 1))

    def _take_sheet(self, place: int) -> None:
        """Guess anew on another sheet; one without known headings is left to the clerk."""
        table = self._tables[place]
        try:
            guess = replace(guess_mapping((table,), self._specs), sheet=place)
        except UserError:
            guess = Mapping(place, table.first_row)
        self._change(guess)

    def _take_heading(self, row: int) -> None:
        mapping = replace(self.mapping, heading_row=row)
        table = self._tables[mapping.sheet]
        self._change(replace(mapping, columns=_known_columns(table, mapping, self._specs)))

    def _take_column(self, key: str, position: int) -> None:
        self._change(self.mapping.with_column(key, position if position >= 0 else None))

    def _change(self, mapping: Mapping) -> None:
        self._show(mapping)
        self.mapped.emit(mapping)

    def _show(self, mapping: Mapping) -> None:
        self.mapping = mapping
        table = self._tables[mapping.sheet]
        headings = _headings(table, mapping)
        self.sheets.setCurrentIndex(mapping.sheet)
        self.heading.blockSignals(True)
        self.heading.setRange(table.first_row, table.first_row + len(table.rows) - 1)
        self.heading.setValue(mapping.heading_row)
        self.heading.blockSignals(False)
        for key, combo in self.combos.items():
            _fill(combo, [_ABSENT, *headings])
            combo.setCurrentIndex(mapping.columns.get(key, -1) + 1)
        self._show_preview(table, headings)
        self._tell(headings)
        self._say_doubt(kind_doubt(table, mapping, self._title))

    def _show_preview(self, table: SheetTable, headings: Sequence[str]) -> None:
        used = set(self.mapping.columns.values())
        start = self.mapping.heading_row + 1 - table.first_row
        rows = table.rows[start : start + _PREVIEW_ROWS]
        columns = []
        for at, words in enumerate(headings):
            read, kind = _reader(at), "plain" if at in used else "dim"
            columns.append(Column[Row](words, read, _width([words, *map(read, rows)]), kind=kind))
        model, old = RowsModel(columns, self.preview, key=id), self.preview.model()
        model.show_rows(rows)
        self.preview.setModel(model)
        if old is not None:
            old.deleteLater()

    def _tell(self, headings: Sequence[str]) -> None:
        missing, used = self._missing(), set(self.mapping.columns.values())
        unused = [words for at, words in enumerate(headings) if at not in used and " " in words]
        parts = [f"{len(self.mapping.columns)} 列已对应"]
        if missing:
            names = "”“".join(spec.label for spec in missing)
            parts = [f"还要指定“{names}”在哪一列", *parts]
        if unused:
            more = f"等 {len(unused)} 列" if len(unused) > _NAMED else ""
            parts.append(f"文件里没有用到：{'、'.join(unused[:_NAMED])}{more}")
        self.told.setText("；".join(parts))
        set_look(self.told, tone="red" if missing else "")

    def _say_doubt(self, doubt: str) -> None:
        """Another kind of sheet may have names and numbers too."""
        if doubt:
            self.doubt.say("amber", f"{doubt}。{CHECK_SHEET}；什么都还没有存。")
        else:
            self.doubt.hide()

    def _missing(self) -> list[ColumnSpec]:
        mapped = self.mapping.columns
        return [spec for spec in self._specs if spec.required and spec.key not in mapped]


class _Combo(QComboBox):
    """A choice that scrolling past does not change."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(5)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Left to the page, which scrolls."""
        event.ignore()


def _title(spec: ColumnSpec) -> str:
    return f"{spec.label} *" if spec.required else spec.label


def _fill(combo: QComboBox, items: Sequence[str]) -> None:
    combo.clear()
    combo.addItems(items)


def _headings(table: SheetTable, mapping: Mapping) -> list[str]:
    """The file's columns as workbooks name them: A 户号, B 姓名."""
    width = max((len(row) for row in table.rows), default=0)
    words = heading_texts(table, mapping)
    words += [""] * (width - len(words))
    return [f"{_letters(at)} {text}".rstrip() for at, text in enumerate(words)]


def _letters(at: int) -> str:
    more, last = divmod(at, 26)
    return (_letters(more - 1) if more else "") + chr(ord("A") + last)


def _known_columns(
    table: SheetTable, mapping: Mapping, specs: Sequence[ColumnSpec]
) -> dict[str, int]:
    known, columns = known_headings(specs), dict[str, int]()
    for at, text in enumerate(heading_texts(table, mapping)):
        key = known.get(heading_key(text)) if text else None
        if key is not None:
            columns.setdefault(key, at)
    return columns


def _width(texts: Sequence[str]) -> int:
    """Room for the longest text, within reason; px at 100 %."""
    longest = max(sum(9 if char.isascii() else 15 for char in text) for text in texts)
    return min(max(longest + 20, 70), 260)


def _reader(at: int) -> Callable[[Row], str]:
    return lambda row: masked(cell_text(row[at])) if at < len(row) else ""
