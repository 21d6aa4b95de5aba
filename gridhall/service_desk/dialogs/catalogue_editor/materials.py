"""The editor's materials: a list in the order they are checked at the counter, one beside it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from gridhall.qt.buttons import Btn, button
from gridhall.qt.labels import PlainLabel, label, titled
from gridhall.qt.table import Column, RowsModel, Table
from gridhall.service_desk.dialogs.catalogue_editor.fields import row_of
from gridhall.service_desk.rules.catalogue import MATERIAL, MATTER, MaterialSpec

_NEW: dict[str, Any] = asdict(MaterialSpec("", 1, 0, True, "", ""))
_TEXTS = ("name", "issuer", "issued_within", "note")
_HINTS = {
    "name": "例如 居民身份证",
    "issuer": "谁开的，如 公安派出所；自己写的写 本人",
    "issued_within": "例如 近三个月内",
    "note": "例如 正反面复印在一张纸上",
}


@dataclass(frozen=True, slots=True)
class _Line:
    """One material of the list; `id` is its place, from 1."""

    id: int
    said: dict[str, Any]


_COLUMNS: tuple[Column[_Line], ...] = (
    Column("序", lambda one: str(one.id), 40, right=True),
    Column("材料", lambda one: one.said["name"] or "（还没有写名称）", 160, stretch=True),
    Column("原件", lambda one: str(one.said["originals"] or "—"), 52, right=True),
    Column("复印", lambda one: str(one.said["copies"] or "—"), 52, right=True),
    Column("必备", lambda one: "必备" if one.said["required"] else "有的提供", 76),
)


class MaterialsPane(QWidget):
    """Alt+↑ and Alt+↓ move one, Alt+A adds below it, Alt+D takes it away."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._entries: list[dict[str, Any]] = []
        self._filling = False
        self.table, self.model = Table(), RowsModel(_COLUMNS, self)
        self.table.setModel(self.model)
        self.table.setAccessibleName("材料，Enter 修改这一份")
        self.texts = {name: QLineEdit() for name in _TEXTS}
        self.numbers = {name: QSpinBox() for name in ("originals", "copies")}
        self.ticks = {name: QCheckBox(words) for name, words in _TICKS}
        self.notes = {name: _note() for name in (*_TEXTS, "originals")}
        self.add, self.remove = button("加一份", "Alt+A", "", "add"), button("去掉", "Alt+D")
        self.up, self.down = button("上移", "Alt+↑"), button("下移", "Alt+↓")
        self._lay_out()
        self._connect()

    def show_materials(self, materials: Sequence[MaterialSpec]) -> None:
        """Another matter's."""
        self._entries = [asdict(one) for one in materials]
        self._relist(1)

    def entries(self) -> list[dict[str, Any]]:
        """As typed, in order."""
        return [dict(one) for one in self._entries]

    def marked(self) -> dict[str, tuple[QWidget, PlainLabel]]:
        """The fields an error may stand below, by name."""
        fields: dict[str, QWidget] = {**self.texts, "originals": self.numbers["originals"]}
        return {name: (fields[name], note) for name, note in self.notes.items()}

    def choose(self, place: int) -> None:
        """Go to the n-th material, from 1."""
        self.table.choose(place)
        self._show_current()

    # Acts

    def add_one(self) -> None:
        """An empty one below the chosen one; the name is typed next."""
        if len(self._entries) >= MATTER["materials"].most:
            return
        at = self._place()
        self._entries.insert(at, dict(_NEW))
        self._relist(at + 1)
        self.texts["name"].setFocus(Qt.FocusReason.TabFocusReason)

    def remove_one(self) -> None:
        """Take the chosen one away."""
        at = self._place()
        if at:
            del self._entries[at - 1]
            self._relist(min(at, len(self._entries)))

    def shift(self, by: int) -> None:
        """Up or down, and the choice with it."""
        at, to = self._place(), self._place() + by
        if at and 1 <= to <= len(self._entries):
            self._entries.insert(to - 1, self._entries.pop(at - 1))
            self._relist(to)

    # Within

    def _place(self) -> int:
        row = self.table.current()
        return row.id if row is not None else 0

    def _relist(self, place: int) -> None:
        self.model.show_rows([_Line(at, one) for at, one in enumerate(self._entries, 1)])
        self.table.choose(place)
        self._show_current()
        self.changed.emit()

    def _show_current(self) -> None:
        at = self._place()
        said = self._entries[at - 1] if at else _NEW
        self._filling = True
        for name, edit in self.texts.items():
            edit.setText(said[name])
        for name, spin in self.numbers.items():
            spin.setValue(said[name])
        for name, box in self.ticks.items():
            box.setChecked(said[name])
        for one in (*self.texts.values(), *self.numbers.values(), *self.ticks.values()):
            one.setEnabled(bool(at))
        self._filling = False
        self._enable_buttons(at)

    def _enable_buttons(self, at: int) -> None:
        self.remove.setEnabled(bool(at))
        self.up.setEnabled(at > 1)
        self.down.setEnabled(0 < at < len(self._entries))
        self.add.setEnabled(len(self._entries) < MATTER["materials"].most)

    def _take(self) -> None:
        at = self._place()
        if self._filling or not at:
            return
        said = self._entries[at - 1]
        said |= {name: edit.text() for name, edit in self.texts.items()}
        said |= {name: spin.value() for name, spin in self.numbers.items()}
        said |= {name: box.isChecked() for name, box in self.ticks.items()}
        self.model.show_rows([_Line(place, one) for place, one in enumerate(self._entries, 1)])
        self.changed.emit()

    def _connect(self) -> None:
        for edit in self.texts.values():
            edit.textEdited.connect(lambda _: self._take())
        for spin in self.numbers.values():
            spin.valueChanged.connect(lambda _: self._take())
        for box in self.ticks.values():
            box.toggled.connect(lambda _: self._take())
        self.table.moved.connect(lambda _: self._show_current())
        self.table.opened.connect(lambda _: self.texts["name"].setFocus())
        acts: tuple[tuple[Btn, str, Any], ...] = (
            (self.add, "", self.add_one),
            (self.remove, "", self.remove_one),
            (self.up, "Alt+Up", lambda: self.shift(-1)),
            (self.down, "Alt+Down", lambda: self.shift(1)),
        )
        for made, keys, act in acts:
            made.bind_key(keys).clicked.connect(act)

    def _lay_out(self) -> None:
        self.setFocusProxy(self.table)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addLayout(row_of(self.add, self.remove, self.up, self.down))
        left.addWidget(self.table, 1)
        form = QGridLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(4)
        form.setColumnStretch(1, 1)
        for row, name in enumerate(("name", "counts", "ticks", "issuer", "issued_within", "note")):
            self._add_row(form, row, name)
        form.setRowStretch(14, 1)
        both = QHBoxLayout(self)
        both.setContentsMargins(0, 4, 0, 4)
        both.setSpacing(20)
        both.addLayout(left, 11)
        both.addLayout(form, 9)

    def _add_row(self, form: QGridLayout, row: int, name: str) -> None:
        title = _TITLES.get(name) or MATERIAL[name].label
        form.addWidget(titled(title, needed=name == "name"), 2 * row, 0)
        if name == "counts":
            form.addLayout(self._counts(), 2 * row, 1)
            form.addWidget(self.notes["originals"], 2 * row + 1, 1)
        elif name == "ticks":
            form.addLayout(row_of(*self.ticks.values()), 2 * row, 1)
        else:
            edit = self.texts[name]
            edit.setAccessibleName(f"材料{title}")
            edit.setPlaceholderText(_HINTS[name])
            form.addWidget(edit, 2 * row, 1)
            form.addWidget(self.notes[name], 2 * row + 1, 1)

    def _counts(self) -> QHBoxLayout:
        for name, spin in self.numbers.items():
            spin.setRange(0, MATERIAL[name].most)
            spin.setAccessibleName(MATERIAL[name].label)
            spin.setSuffix(" 份")
        originals, copies = self.numbers["originals"], self.numbers["copies"]
        return row_of(label("原件", "label"), originals, label("复印件", "label"), copies)


_TITLES = {"counts": "份数", "ticks": "要求"}
_TICKS = (("required", "必备"), ("deferrable", "可容缺（以后补）"))


def _note() -> PlainLabel:
    made = label("", "err", wrap=True)
    made.hide()
    return made
