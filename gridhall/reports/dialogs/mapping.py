"""填什么: which of our figures goes into which cell of a superior's workbook."""

from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from gridhall.clerks.rules import allowed
from gridhall.core.clerk import Role
from gridhall.core.errors import UserError
from gridhall.core.figures import Line
from gridhall.core.periods import period_of
from gridhall.hall.dialogs.telling import TellingSheet
from gridhall.qt.buttons import Segments, button
from gridhall.qt.context import Context
from gridhall.qt.dialog import foot_button
from gridhall.qt.labels import label
from gridhall.qt.table import RowsModel, Table
from gridhall.reports.columns import PLACES
from gridhall.reports.dialogs.workbook_view import WorkbookView
from gridhall.reports.queries.figures import Asked
from gridhall.reports.queries.layouts import LayoutRow, layout_book
from gridhall.reports.queries.lines import lines
from gridhall.reports.rules.figures import COLUMNS, DIMENSIONS
from gridhall.reports.rules.layouts import (
    BY_NAME,
    BY_ORDER,
    LABEL,
    FigurePlace,
    Mapped,
    TablePlace,
    TextPlace,
    check,
)
from gridhall.reports.rules.workbook import cell_name, open_book
from gridhall.reports.service.layouts import map_layout

_NUMBER, _WORDS, _TABLE = 0, 1, 2
_KEPT = "不填"
_SHORT = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon


class MappingSheet(TellingSheet):
    """The workbook at the left: choose a cell. What goes into it at the right: choose, 填上."""

    def __init__(self, context: Context, parent: QWidget, row: LayoutRow) -> None:
        super().__init__(context, parent, ("填什么", "fact_check"), (1180, 690))
        self.row, self.places = row, list(row.places)
        with context.db.read() as session:
            self._data = layout_book(session, row.id)
        self.book, self.view = open_book(self._data), WorkbookView()
        self.model, self.table = RowsModel(PLACES, self, key=lambda one: one), Table()
        self.kind, self.forms = Segments(), QStackedWidget()
        self.figure, self.by, self.line = QComboBox(), QComboBox(), QComboBox()
        self.words, self.table_by, self.match = QLineEdit(), QComboBox(), QComboBox()
        self.columns = [QComboBox() for _ in range(8)]
        self.where = label("", "label")
        self.put_button = button("填上", "Alt+T", "", "add")
        self.drop_button = button("去掉", "Alt+Q", "text", "remove")
        self.save_button = foot_button("保存", "Ctrl+Enter", "primary", "check")
        self._lay_out()
        self._connect()
        self.say(f"{row.receiver}　{row.name}")
        self.first_focus = self.view.grid
        self.save_button.setEnabled(allowed(context.clerk, Role.SUPERVISOR))
        self._show()

    # Layout

    def _lay_out(self) -> None:
        halves, right = QHBoxLayout(), QVBoxLayout()
        halves.setSpacing(16)
        halves.addWidget(self.view, 6)
        halves.addLayout(right, 5)
        self.table.setModel(self.model)
        self.table.setAccessibleName("已经定下的格子")
        self.kind.set_items(["数", "文字", "表"])
        self.kind.setAccessibleName("填数、文字还是表")
        for form in (self._number_form(), self._words_form(), self._table_form()):
            self.forms.addWidget(form)
        buttons = QHBoxLayout()
        buttons.addWidget(self.drop_button)
        buttons.addStretch(1)
        buttons.addWidget(self.put_button)
        head = QHBoxLayout()
        head.addWidget(self.where, 1)
        head.addWidget(self.kind)
        right.addLayout(head)
        right.addWidget(self.forms)
        right.addLayout(buttons)
        right.addWidget(self.table, 1)
        self.body.addLayout(halves, 1)
        leave = foot_button("不改了", "Esc")
        leave.clicked.connect(self.reject)
        self.set_foot([], [leave, self.save_button])

    def _number_form(self) -> QWidget:
        _fill(self.figure, {one.key: f"{one.label}（{one.unit}）" for one in COLUMNS.values()})
        _fill(self.by, DIMENSIONS)
        self.line.setEditable(True)
        _fill(self.line, {})
        return _form((("哪个数", self.figure), ("按什么分", self.by), ("其中哪一个", self.line)))

    def _words_form(self) -> QWidget:
        self.words.setPlaceholderText("例如 填报单位：{{大厅}}　{{期间}}　制表：{{制表人}}")
        self.words.setMaxLength(200)
        return _form((("写什么", self.words),))

    def _table_form(self) -> QWidget:
        _fill(self.table_by, {key: said for key, said in DIMENSIONS.items() if key != "all"})
        _fill(self.match, {BY_ORDER: "按我们的顺序往下填", BY_NAME: "按他们第一列的名称对行"})
        form = _form((("每行一个", self.table_by), ("怎么对行", self.match)))
        grid = form.layout()
        assert isinstance(grid, QGridLayout)
        inside = QGridLayout()
        inside.setHorizontalSpacing(6)
        inside.setVerticalSpacing(4)
        choices = {"": _KEPT, LABEL: "名称"} | {one.key: one.label for one in COLUMNS.values()}
        for at, combo in enumerate(self.columns):
            _fill(combo, choices)
            combo.setAccessibleName(f"第 {at + 1} 列")
            inside.addWidget(combo, at // 4, at % 4)
        grid.addWidget(label("往右各列", "label"), 2, 0)
        grid.addLayout(inside, 2, 1)
        self.columns[0].setCurrentIndex(1)
        return form

    def _connect(self) -> None:
        self.kind.chosen.connect(self.forms.setCurrentIndex)
        self.by.currentIndexChanged.connect(lambda _: self._offer_lines())
        self.put_button.bind_key().clicked.connect(self.put)
        self.drop_button.bind_key().clicked.connect(self.drop)
        self.save_button.clicked.connect(self.save)
        self.table.moved.connect(lambda _: self._show_place())
        self.view.grid.clicked.connect(lambda _: self._tell_where())
        self.view.sheets.currentIndexChanged.connect(lambda _: self._follow_grid())
        self._offer_lines()

    # Acts

    def put(self) -> None:
        """What is chosen goes into the cell the keys are on; what it held before is replaced."""
        sheet, cell = self.view.place()
        if not cell:
            self.refuse(UserError("请先在左边选一格"))
            return
        made = self._made(sheet, cell)
        at = self.book.locate(sheet, cell)[1]
        kept = [one for one in self.places if not self._is_at(one, sheet, at)]
        if self.attempt(lambda: check(self.book, [*kept, made])):
            self.places = [*kept, made]
            self._show()
            self.table.choose(made)

    def drop(self) -> None:
        """The chosen place is left as it is in the workbook."""
        row: Mapped | None = self.table.current()
        if row is not None:
            self.places.remove(row)
            self._show()

    def save(self) -> None:
        """Keep the mapping."""

        def write() -> None:
            with self.context.db.write() as session:
                map_layout(session, self.context.clerk, self.row.id, tuple(self.places))

        if self.attempt(write):
            self.accept()

    def _made(self, sheet: str, cell: str) -> Mapped:
        kind = self.kind.current()
        if kind == _WORDS:
            return TextPlace(sheet, cell, self.words.text())
        if kind == _NUMBER:
            by = str(self.by.currentData())
            return FigurePlace(sheet, cell, str(self.figure.currentData()), by, self._line_key(by))
        names = [str(combo.currentData() or "") for combo in self.columns]
        while names and not names[-1]:
            names.pop()
        by, match = str(self.table_by.currentData()), str(self.match.currentData())
        return TablePlace(sheet, cell, by, tuple(names), match)

    def _line_key(self, by: str) -> str:
        if by == "all":
            return ""
        typed = self.line.currentText().strip()
        at = self.line.findText(typed)
        return str(self.line.itemData(at)) if at >= 0 else typed

    def _is_at(self, one: Mapped, sheet: str, at: tuple[int, int]) -> bool:
        try:
            found, place = self.book.locate(one.sheet, one.cell)
        except UserError:
            return False
        return (found.name, place) == (sheet, at)

    # Showing

    def _show(self) -> None:
        self.model.show_rows(self.places)
        written = {(one.sheet, self._cell(one)): "" for one in self.places}
        sheet = self.view.sheets.currentText()
        self.view.show_book(self._data, dict(written), results=False)
        if sheet:
            self.view.sheets.setCurrentText(sheet)
        self._follow_grid()

    def _cell(self, one: Mapped) -> str:
        try:
            return cell_name(self.book.locate(one.sheet, one.cell)[1])
        except UserError:
            return one.cell

    def _follow_grid(self) -> None:
        selection = self.view.grid.selectionModel()
        if selection is not None:
            selection.currentChanged.connect(lambda *_: self._tell_where())
        self._tell_where()

    def _tell_where(self) -> None:
        sheet, cell = self.view.place()
        self.where.setText(f"{sheet} {cell} 填：")

    def _show_place(self) -> None:
        row: Mapped | None = self.table.current()
        if row is None:
            return
        sheet, (down, right) = self.book.locate(row.sheet, row.cell)
        if self.view.sheets.currentText() != sheet.name:
            self.view.sheets.setCurrentText(sheet.name)
        model = self.view.grid.model()
        self.view.grid.setCurrentIndex(model.index(down - 1, right - 1))
        self._show_form(row)

    def _show_form(self, row: Mapped) -> None:
        if isinstance(row, TextPlace):
            self._turn_to(_WORDS)
            self.words.setText(row.words)
        elif isinstance(row, FigurePlace):
            self._turn_to(_NUMBER)
            _choose(self.figure, row.figure)
            _choose(self.by, row.by)
            at = self.line.findData(row.key)
            self.line.setCurrentText(self.line.itemText(at) if at >= 0 else row.key)
        else:
            self._turn_to(_TABLE)
            _choose(self.table_by, row.by)
            _choose(self.match, row.match)
            names = (*row.columns, *("" for _ in self.columns))
            for combo, name in zip(self.columns, names, strict=False):
                _choose(combo, name)

    def _turn_to(self, kind: int) -> None:
        self.kind.choose(kind)
        self.forms.setCurrentIndex(kind)

    def _offer_lines(self) -> None:
        by = str(self.by.currentData())
        self.line.clear()
        self.line.setEnabled(by != "all")
        for one in self._lines(by):
            self.line.addItem(one.label, one.key or one.label)

    def _lines(self, by: str) -> list[Line]:
        if by == "all":
            return []
        today = self.context.today()
        asked = Asked(period_of("year", today), by)
        with self.context.db.read() as session:
            return lines(session, asked.span, by, today)


def _form(rows: tuple[tuple[str, QWidget], ...]) -> QWidget:
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 4, 0, 4)
    grid.setHorizontalSpacing(12)
    grid.setColumnStretch(1, 1)
    for at, (title, field) in enumerate(rows):
        field.setAccessibleName(title)
        grid.addWidget(label(title, "label"), at, 0)
        grid.addWidget(field, at, 1)
    grid.setRowStretch(len(rows) + 1, 1)
    return made


def _fill(combo: QComboBox, words: dict[str, str]) -> None:
    combo.setSizeAdjustPolicy(_SHORT)
    combo.setMinimumContentsLength(3)
    for key, said in words.items():
        combo.addItem(said, key)


def _choose(combo: QComboBox, key: str) -> None:
    combo.setCurrentIndex(max(0, combo.findData(key)))
