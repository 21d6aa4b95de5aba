"""The editor's fields, made of what the rules say of each: text, lines, a number, codes."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)

from gridhall.qt.labels import PlainLabel, label, titled
from gridhall.service_desk.rules.catalogue import MATTER, MatterSpec, codes_of
from gridhall.service_desk.rules.catalogue.fields import Field

_WIDE_HEIGHT = 64  # px at 100 %
_HINTS = {
    "code": "字母、数字和短横，如 MZ01；以后不能改",
    "name": "例如 高龄津贴初审",
    "basis": "一条一行：法规名称（文号）第几条",
    "conditions": "一条一行，序号由程序加",
    "steps": "一步一行，序号由程序加：申请、受理、审核、办结……",
    "questions": "问：……\n答：……",
    "fee": "不收费",
    "authority_code": "18 位，末位是校验码",
    "limit_note": "例如 材料齐全的当天",
    "special": "例如 实地核查、公示",
}


_ORDER = (
    "code", "name", "category", "kind", "item_type", "level", "authority", "authority_code",
    "basic_code", "implementation_code", "partners", "audience", "limit_days", "legal_days",
    "limit_note", "special", "basis", "conditions", "steps", "quota", "scope", "place", "hours",
    "phone", "complaint_phone", "fee", "fee_basis", "result", "delivery", "ways", "questions",
)  # fmt: skip


class Ticks(QWidget):
    """Several codes, each a box to tick (服务对象、办理形式)."""

    def __init__(self, words: Mapping[str, str], across: int = 3) -> None:
        super().__init__()
        self.boxes = {code: QCheckBox(word) for code, word in words.items()}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        for place, box in enumerate(self.boxes.values()):
            grid.addWidget(box, place // across, place % across)
        self.setFocusProxy(next(iter(self.boxes.values())))

    def codes(self) -> str:
        """What is ticked: "1,2"."""
        return ",".join(code for code, box in self.boxes.items() if box.isChecked())

    def show_codes(self, text: str) -> None:
        """Tick these."""
        for code, box in self.boxes.items():
            box.setChecked(code in codes_of(text))


class MatterFields:
    """A field for everything a matter says but its materials; read and filled by name."""

    def __init__(self, categories: Sequence[str], *, is_new: bool) -> None:
        self.made = {name: _made(field) for name, field in MATTER.items() if _is_typed(name)}
        for name, one in self.made.items():
            one.setAccessibleName(MATTER[name].label)
            if isinstance(one, QLineEdit | QPlainTextEdit):
                one.setPlaceholderText(_HINTS.get(name, ""))
        self.notes = {name: _note() for name in self.made}
        self.made["code"].setEnabled(is_new)
        category = self.made["category"] = _typed_combo(categories)
        category.setAccessibleName(MATTER["category"].label)
        self.kind, self.limit = self.made["kind"], self.made["limit_days"]
        self._bind_limit()

    def show_matter(self, said: MatterSpec) -> None:
        """Fill every field."""
        for name, one in self.made.items():
            _fill(one, getattr(said, name))
        self._follow_kind()

    def entry(self) -> dict[str, Any]:
        """What was typed, as the rules read it."""
        return {name: _value(one) for name, one in self.made.items()}

    def borrow(self, name: str, words: str) -> None:
        """Say what counts while this field is empty: the hall's own."""
        one = self.made[name]
        if isinstance(one, QLineEdit) and words:
            one.setPlaceholderText(f"空着就用大厅的：{words}")

    def _bind_limit(self) -> None:
        assert isinstance(self.kind, QComboBox)
        self.kind.currentIndexChanged.connect(lambda _: self._follow_kind())

    def _follow_kind(self) -> None:
        """即办件 has no limit; 承诺件 at least a day."""
        instant = _value(self.kind) == "instant"
        assert isinstance(self.limit, QSpinBox)
        self.limit.setEnabled(not instant)
        if instant:
            self.limit.setValue(0)


def names_of(section: str) -> list[str]:
    """A section's fields in the order they are asked for."""
    return [name for name in _ORDER if MATTER[name].section == section]


def lay_out(names: Sequence[str], fields: MatterFields) -> QWidget:
    """A section of the editor: two columns, texts of several lines across both."""
    page = QWidget()
    grid = QGridLayout(page)
    grid.setContentsMargins(0, 4, 0, 4)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(4)
    for at in (1, 3):
        grid.setColumnStretch(at, 1)
    row = column = 0
    for name in names:
        wide = MATTER[name].lines
        if wide and column:
            row, column = row + 2, 0
        _place(grid, (row, column), name, fields)
        row, column = (row + 2, 0) if wide or column else (row, 2)
    if not any(MATTER[name].lines for name in names):
        grid.setRowStretch(row + 2, 1)
    return page


def _place(grid: QGridLayout, at: tuple[int, int], name: str, fields: MatterFields) -> None:
    """The title beside its field; what is wrong with it in the row below."""
    field, (row, column) = MATTER[name], at
    title = titled(field.label, needed=not field.may_be_empty and field.shape is str)
    span = 3 if field.lines else 1
    top = Qt.AlignmentFlag.AlignTop
    if field.lines or field.several:
        grid.addWidget(title, row, column, top)
    else:
        grid.addWidget(title, row, column)
    grid.addWidget(fields.made[name], row, column + 1, 1, span)
    grid.addWidget(fields.notes[name], row + 1, column + 1, 1, span)
    if field.lines:
        grid.setRowStretch(row, 1)


def _is_typed(name: str) -> bool:
    return name not in ("materials", "active")


def _note() -> PlainLabel:
    made = label("", "err", wrap=True)
    made.hide()
    return made


def _made(field: Field) -> QWidget:
    if field.several:
        return Ticks(field.codes)
    if field.codes:
        combo = QComboBox()
        for code, word in field.codes.items():
            combo.addItem(word, code)
        return combo
    if field.shape is int:
        return _days(field.most)
    return _lines() if field.lines else QLineEdit()


def _days(most: int) -> QSpinBox:
    made = QSpinBox()
    made.setRange(0, most)
    made.setSuffix(" 个工作日")
    return made


def _lines() -> QPlainTextEdit:
    made = QPlainTextEdit()
    made.setTabChangesFocus(True)
    made.setMinimumHeight(_WIDE_HEIGHT)
    return made


def _typed_combo(known: Sequence[str]) -> QComboBox:
    made = QComboBox()
    made.setEditable(True)
    made.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    made.addItems(list(known))
    made.setCurrentText("")
    return made


def _value(one: QWidget) -> Any:
    for kind, read in _READ:
        if isinstance(one, kind):
            return read(one)
    raise TypeError(type(one).__name__)


def _combo_value(one: QComboBox) -> Any:
    return one.currentText() if one.isEditable() else one.currentData()


_READ: tuple[tuple[type[QWidget], Callable[[Any], Any]], ...] = (
    (Ticks, Ticks.codes),
    (QComboBox, _combo_value),
    (QSpinBox, QSpinBox.value),
    (QPlainTextEdit, QPlainTextEdit.toPlainText),
    (QLineEdit, QLineEdit.text),
)


def _fill(one: QWidget, value: Any) -> None:
    if isinstance(one, Ticks):
        one.show_codes(value)
    elif isinstance(one, QComboBox) and one.isEditable():
        one.setCurrentText(value)
    elif isinstance(one, QComboBox):
        one.setCurrentIndex(max(0, one.findData(value)))
    elif isinstance(one, QSpinBox):
        one.setValue(value)
    elif isinstance(one, QPlainTextEdit):
        one.setPlainText(value)
    elif isinstance(one, QLineEdit):
        one.setText(value)


def row_of(*widgets: QWidget) -> QHBoxLayout:
    """Widgets beside each other, from the left."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for one in widgets:
        row.addWidget(one)
    row.addStretch(1)
    return row
