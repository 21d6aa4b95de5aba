"""Fields that the sheets of a volunteer share: ticks, a pick by initials, lines to be added to."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from gridhall.core.errors import UserError
from gridhall.core.pinyin import name_keys
from gridhall.qt.buttons import button
from gridhall.qt.choice import Choice
from gridhall.qt.labels import label
from gridhall.qt.suggest import Suggest
from gridhall.qt.table import Column, RowsModel, Table

_COLUMNS, _OFFERED = 3, 12
Named = tuple[int, str]


class Ticks(QWidget):
    """Several of a list, each with its tick."""

    def __init__(self, of: Iterable[Named], name: str, columns: int = _COLUMNS) -> None:
        super().__init__()
        self._boxes: dict[int, QCheckBox] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        for place, (key, words) in enumerate(of):
            box = QCheckBox(words)
            box.setAccessibleName(f"{name}：{words}")
            grid.addWidget(box, *divmod(place, columns))
            self._boxes[key] = box
        self.setAccessibleName(name)

    def value(self) -> tuple[int, ...]:
        """Those that are ticked."""
        return tuple(key for key, box in self._boxes.items() if box.isChecked())

    def set_value(self, keys: Iterable[int]) -> None:
        """Tick these and no others."""
        wanted = set(keys)
        for key, box in self._boxes.items():
            box.setChecked(key in wanted)


class NamedPick(Suggest):
    """One of a list by its initials or a word of its name; may be left empty."""

    def __init__(self, of: Sequence[Named], name: str, what: str) -> None:
        super().__init__()
        self._of, self._what = of, what
        self.set_find(self._offers)
        self.setPlaceholderText("首字母或名称，可以空着")
        self.setAccessibleName(name)
        self.show_arrow()

    def value(self) -> int | None:
        """Which one; None if the field is empty."""
        if self.choice is None:
            if self.text().strip():
                raise UserError(f"没有{self._what}“{self.text().strip()}”，请从列表里选，或清空")
            return None
        key = self.choice.key
        return key if isinstance(key, int) else None

    def show_one(self, key: int | None) -> None:
        """Choose one without telling."""
        found = next((one for one in self._of if one[0] == key), None)
        self.choose(Choice(found[0], found[1]) if found else None)

    def _offers(self, typed: str) -> list[Choice]:
        wanted = typed.lower()
        found = [one for one in self._of if wanted in _known_as(one[1])]
        return [Choice(key, name) for key, name in found[:_OFFERED]]


def _known_as(name: str) -> str:
    return " ".join((name, *name_keys(name).initials)).lower()


class Lines(QWidget):
    """Lines that were added so far; Delete takes the chosen one out."""

    changed = Signal()

    def __init__(self, name: str, words: Callable[[Any], str], nothing: str) -> None:
        super().__init__()
        self.rows: list[Any] = []
        self.table, self.nothing = _LineTable(), label(nothing, "sub", wrap=True)
        self._model = RowsModel([Column("", words, 200, stretch=True)], self, key=id)
        self.table.setModel(self._model)
        self.table.setAccessibleName(f"{name}，Delete 删掉选中的")
        self.table.horizontalHeader().hide()
        self.remove_button = button("删掉选中的", "Delete", "text", "close")
        self.remove_button.clicked.connect(self.remove)
        self.table.unwanted.connect(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self.nothing, self.table):
            column.addWidget(widget, 1)
        column.addWidget(self.remove_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._show()

    def set_rows(self, rows: Iterable[Any]) -> None:
        """These and no others."""
        self.rows = list(rows)
        self._show()

    def add(self, row: Any) -> None:
        """One more, below."""
        self.rows.append(row)
        self._show()
        self.changed.emit()

    def remove(self) -> None:
        """Take the chosen one out."""
        row = self.table.current()
        if row is not None:
            self.rows = [one for one in self.rows if one is not row]
            self._show()
            self.changed.emit()

    def _show(self) -> None:
        self._model.show_rows(self.rows)
        if self.rows and self.table.current() is None:
            self.table.choose_first()
        self.table.setVisible(bool(self.rows))
        self.remove_button.setVisible(bool(self.rows))
        self.nothing.setVisible(not self.rows)


class _LineTable(Table):
    unwanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete."""
        if event.key() == Qt.Key.Key_Delete:
            self.unwanted.emit()
            return
        super().keyPressEvent(event)
