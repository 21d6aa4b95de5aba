"""One category of transfer: name, what it ends in, its materials line by line (改迁移类别)."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from gridhall.core.pinyin import name_keys
from gridhall.qt.buttons import Btn, button
from gridhall.qt.labels import PlainLabel, label, set_look, tip, titled
from gridhall.qt.scaling import refit
from gridhall.registry.labels import DIRECTIONS, event_label
from gridhall.registry.queries.transfers import CategoryRow
from gridhall.registry.rules.drafts import FieldProblem
from gridhall.registry.rules.transfers import EVENTS_OF, CategorySpec, MaterialSpec

_LONGEST_CODE = 20
_HEADINGS = ("材料", "必备", "说明", "出具单位")


class CategoryForm(QWidget):
    """Reads and fills the fields; knows no database."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.version: int | None = None  # None: a new one
        self.code, self.name, self.basis = QLineEdit(), QLineEdit(), QLineEdit()
        self.direction, self.kind = QComboBox(), QComboBox()
        self.permit = QCheckBox("要准迁证、迁移证")
        self.active = QCheckBox("启用")
        self.add_button = button("加一样材料", "Alt+A", "text", "add")
        self.lines: list[_MaterialLine] = []
        self._notes: Mapping[str, tuple[QLineEdit, PlainLabel]] = {
            "name": (self.name, label("", "err", wrap=True)),
            "code": (self.code, label("", "err", wrap=True)),
        }
        self._of_code = (titled("编号", needed=True), self.code)
        self.code.setPlaceholderText("由名称的首字母生成")
        self._proposed = ""
        self._lines = QVBoxLayout()
        self.name.textEdited.connect(self._propose_code)
        for code, words in DIRECTIONS.items():
            self.direction.addItem(words, code)
        self.direction.currentIndexChanged.connect(self._offer_kinds)
        self.add_button.bind_key().clicked.connect(lambda: self._add_line(MaterialSpec(""), True))
        self._build()
        self._shown = self.spec()

    def show_row(self, row: CategoryRow | None) -> None:
        """A category, or an empty form for a new one."""
        self.version = row.version if row is not None else None
        self.code.setText(row.code if row is not None else "")
        for one in self._of_code:
            one.setVisible(row is None)
        self._proposed = ""
        tip(self.name, f"编号 {row.code}" if row is not None else "")
        self.name.setText(row.name if row is not None else "")
        self.basis.setText(row.basis if row is not None else "")
        direction = row.direction if row is not None else "in"
        self.direction.setCurrentIndex(self.direction.findData(direction))
        self._offer_kinds()
        self.kind.setCurrentIndex(max(0, self.kind.findData(row.kind) if row is not None else 0))
        self.permit.setChecked(row.permit if row is not None else True)
        self.active.setChecked(row.active if row is not None else True)
        self._show_lines(row.materials if row is not None else (MaterialSpec(""),))
        self.tell(())
        self._shown = self.spec()

    @property
    def is_changed(self) -> bool:
        """Whether something was typed that is not kept yet."""
        return self.spec() != self._shown

    def tell(self, problems: Sequence[FieldProblem]) -> None:
        """What is wrong, each sentence under its field; the first one has the focus."""
        said = {one.field: one.sentence for one in problems}
        for field, (edit, note) in self._notes.items():
            _say(edit, note, said.get(field, ""))
        for place, line in enumerate(self._filled(), 1):
            _say(line.name, line.wrong, said.get(f"material:{place}", ""))
        wrong = [edit for field, (edit, _) in self._notes.items() if field in said]
        wrong += [
            line.name for at, line in enumerate(self._filled(), 1) if f"material:{at}" in said
        ]
        if wrong:
            wrong[0].setFocus()

    def spec(self) -> CategorySpec:
        """What is filled in; lines without a name and a remark are left out."""
        return CategorySpec(
            code=self.code.text(),
            name=self.name.text(),
            direction=str(self.direction.currentData()),
            kind=str(self.kind.currentData() or ""),
            permit=self.permit.isChecked(),
            materials=tuple(line.material() for line in self._filled()),
            basis=self.basis.text().strip(),
            active=self.active.isChecked(),
        )

    def _filled(self) -> list["_MaterialLine"]:
        return [line for line in self.lines if not line.is_blank]

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(8)
        flags = QHBoxLayout()
        flags.setSpacing(20)
        for flag in (self.permit, self.active):
            flags.addWidget(flag)
        flags.addStretch(1)
        self._lines.setSpacing(6)
        for part in (self._fields(), flags, self._material_head(), self._lines):
            column.addLayout(part)
        column.addStretch(1)

    def _fields(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        fields = (
            ("名称", self.name, 0, 0, 3),
            ("类型", self.direction, 2, 0, 1),
            ("办完登记为", self.kind, 2, 2, 1),
            ("依据", self.basis, 3, 0, 3),
        )
        for title, field, row, at, span in fields:
            needed = field is self.name
            field.setAccessibleName(f"{title}，必填" if needed else title)
            grid.addWidget(titled(title, needed=needed), row, at)
            grid.addWidget(field, row, at + 1, 1, span)
        self.code.setAccessibleName("编号，必填")
        for at, one in enumerate(self._of_code):
            grid.addWidget(one, 4, at)
        for row, key in ((1, "name"), (5, "code")):
            grid.addWidget(self._notes[key][1], row, 1, 1, 3)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 2)
        return grid

    def _propose_code(self, name: str) -> None:
        """A new category's number from the letters of its name, until another is typed."""
        if self.version is None and self.code.text() == self._proposed:
            spelt = "".join(name_keys(name).initials[:1]).upper()
            letters = "".join(one for one in spelt if one.isascii() and one.isalnum())
            direction = str(self.direction.currentData()).upper()
            self._proposed = f"{direction}_{letters}"[:_LONGEST_CODE] if letters else ""
            self.code.setText(self._proposed)

    def _material_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.addWidget(label("要交的材料", "b"))
        head.addWidget(label("Alt+↑ Alt+↓ 换顺序，Alt+Delete 删去这一样", "meta"))
        head.addStretch(1)
        head.addWidget(self.add_button)
        return head

    def _offer_kinds(self) -> None:
        """What a transfer of this direction may end in."""
        direction = str(self.direction.currentData())
        self.kind.clear()
        for kind in EVENTS_OF.get(direction, ()):
            self.kind.addItem(event_label(kind), kind)

    def _show_lines(self, materials: tuple[MaterialSpec, ...]) -> None:
        for line in list(self.lines):
            self._drop_line(line)
        for one in materials:
            self._add_line(one, False)
        refit(self)

    def _add_line(self, material: MaterialSpec, focus: bool) -> None:
        line = _MaterialLine(material, len(self.lines) + 1)
        line.drop.clicked.connect(lambda: self._drop_line(line))
        for keys, act in (
            ("Alt+Up", lambda: self._shift_line(line, -1)),
            ("Alt+Down", lambda: self._shift_line(line, 1)),
            ("Alt+Delete", lambda: self._drop_line(line)),
        ):
            line.bind(keys, act)
        self.lines.append(line)
        self._lines.addWidget(line)
        if focus:
            refit(self)
            line.name.setFocus()

    def _drop_line(self, line: "_MaterialLine") -> None:
        at = self.lines.index(line)
        self.lines.remove(line)
        self._lines.removeWidget(line)
        if line.isAncestorOf(self.focusWidget() or self):
            next_to = self.lines[min(at, len(self.lines) - 1)].name if self.lines else None
            (next_to or self.add_button).setFocus()
        line.hide()
        line.deleteLater()
        self._number()

    def _shift_line(self, line: "_MaterialLine", by: int) -> None:
        """上移, 下移: the focus goes with its line."""
        at = self.lines.index(line)
        if not 0 <= at + by < len(self.lines):
            return
        held = self.focusWidget()
        self.lines.insert(at + by, self.lines.pop(at))
        self._lines.removeWidget(line)
        self._lines.insertWidget(at + by, line)
        self._number()
        if held is not None:
            held.setFocus()

    def _number(self) -> None:
        """Places as they stand now; the keyboard goes through the lines in their order."""
        before: QWidget = self.add_button
        for place, line in enumerate(self.lines, 1):
            line.number(place)
            for field in (line.name, line.issuer, line.required, line.drop, line.note):
                QWidget.setTabOrder(before, field)
                before = field


class _MaterialLine(QWidget):
    """One material: its name, whether it must be there, a remark, who issues it."""

    def __init__(self, material: MaterialSpec, place: int) -> None:
        super().__init__()
        self.name, self.note = QLineEdit(material.name), QLineEdit(material.note)
        self.issuer, self.required = QLineEdit(material.issuer), QCheckBox("必备")
        self.required.setChecked(material.required)
        self.drop: Btn = button("删", "", "text")
        self.wrong, self._place = label("", "err", wrap=True), label("", "meta")
        row, column = QHBoxLayout(), QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 6)
        column.setSpacing(4)
        row.setSpacing(8)
        for heading, field in zip(_HEADINGS, self._fields(), strict=True):
            if isinstance(field, QLineEdit):
                field.setPlaceholderText(heading)
                field.setCursorPosition(0)
        self.number(place)
        self.wrong.hide()
        row.addWidget(self._place)
        row.addWidget(self.name, 3)
        row.addWidget(self.issuer, 2)
        row.addWidget(self.required)
        row.addWidget(self.drop)
        column.addLayout(row)
        column.addWidget(self.wrong)
        column.addWidget(self.note)

    @property
    def is_blank(self) -> bool:
        """Nothing is filled in: such a line is none."""
        said = self.material()
        return not (said.name or said.note or said.issuer)

    def number(self, place: int) -> None:
        """Where it stands in the list."""
        self._place.setText(str(place))
        self.drop.setAccessibleName(f"删去第 {place} 样材料")
        for heading, field in zip(_HEADINGS, self._fields(), strict=True):
            field.setAccessibleName(f"第 {place} 样{heading}")

    def bind(self, keys: str, act: Callable[[], object]) -> None:
        """A key that acts on this line while the focus is in it."""
        key = QShortcut(QKeySequence(keys), self)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(act)

    def _fields(self) -> tuple[QWidget, ...]:
        return (self.name, self.required, self.note, self.issuer)

    def material(self) -> MaterialSpec:
        """What is filled in."""
        return MaterialSpec(
            self.name.text().strip(),
            self.required.isChecked(),
            self.note.text().strip(),
            self.issuer.text().strip(),
        )


def _say(edit: QLineEdit, note: PlainLabel, sentence: str) -> None:
    """One sentence under a field; an empty one takes it away."""
    note.setText(sentence)
    note.setVisible(bool(sentence))
    set_look(edit, state="error" if sentence else "")
    edit.setAccessibleDescription(sentence)
