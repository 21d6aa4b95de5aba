"""One category of transfer: name, what it ends in, its materials line by line (改迁移类别)."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from gridhall.qt.buttons import Btn, button
from gridhall.qt.labels import label
from gridhall.qt.scaling import refit
from gridhall.registry.labels import DIRECTIONS, event_label
from gridhall.registry.queries.transfers import CategoryRow
from gridhall.registry.rules.transfers import EVENTS_OF, CategorySpec, MaterialSpec

_HEADINGS = ("材料", "必备", "说明", "出具单位")


class CategoryForm(QWidget):
    """Reads and fills the fields; knows no database."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.version = 0
        self.code, self.name, self.basis = QLineEdit(), QLineEdit(), QLineEdit()
        self.direction, self.kind = QComboBox(), QComboBox()
        self.permit = QCheckBox("要准迁证、迁移证")
        self.active = QCheckBox("启用")
        self.add_button = button("加一样材料", "Alt+A", "text", "add")
        self.lines: list[_MaterialLine] = []
        self._lines = QVBoxLayout()
        for code, words in DIRECTIONS.items():
            self.direction.addItem(words, code)
        self.direction.currentIndexChanged.connect(self._offer_kinds)
        self.add_button.bind_key().clicked.connect(lambda: self._add_line(MaterialSpec(""), True))
        self._build()

    def show_row(self, row: CategoryRow | None) -> None:
        """A category, or an empty form for a new one."""
        self.version = row.version if row is not None else 0
        self.code.setText(row.code if row is not None else "")
        self.code.setReadOnly(row is not None)
        self.name.setText(row.name if row is not None else "")
        self.basis.setText(row.basis if row is not None else "")
        direction = row.direction if row is not None else "in"
        self.direction.setCurrentIndex(self.direction.findData(direction))
        self._offer_kinds()
        self.kind.setCurrentIndex(max(0, self.kind.findData(row.kind) if row is not None else 0))
        self.permit.setChecked(row.permit if row is not None else True)
        self.active.setChecked(row.active if row is not None else True)
        self._show_lines(row.materials if row is not None else (MaterialSpec(""),))

    def spec(self) -> CategorySpec:
        """What is filled in; lines without a name and a remark are left out."""
        lines = (line.material() for line in self.lines)
        return CategorySpec(
            code=self.code.text(),
            name=self.name.text(),
            direction=str(self.direction.currentData()),
            kind=str(self.kind.currentData() or ""),
            permit=self.permit.isChecked(),
            materials=tuple(one for one in lines if one.name or one.note or one.issuer),
            basis=self.basis.text().strip(),
            active=self.active.isChecked(),
        )

    def _build(self) -> None:
        grid, column = QGridLayout(), QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(8)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        fields = (
            ("编号", self.code, 0, 0),
            ("名称", self.name, 0, 2),
            ("类型", self.direction, 1, 0),
            ("办完登记为", self.kind, 1, 2),
            ("依据", self.basis, 2, 0),
        )
        for title, field, row, at in fields:
            field.setAccessibleName(title)
            grid.addWidget(label(title, "label"), row, at)
            grid.addWidget(field, row, at + 1, 1, 3 if title == "依据" else 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 2)
        flags = QHBoxLayout()
        flags.setSpacing(20)
        for flag in (self.permit, self.active):
            flags.addWidget(flag)
        flags.addStretch(1)
        column.addLayout(grid)
        column.addLayout(flags)
        column.addLayout(self._material_head())
        self._lines.setSpacing(6)
        column.addLayout(self._lines)
        column.addStretch(1)

    def _material_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.addWidget(label("要交的材料", "b"))
        head.addWidget(label("一样材料两行：名称、出具单位；下面是说明", "meta"))
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
        self.lines.append(line)
        self._lines.addWidget(line)
        if focus:
            refit(self)
            line.name.setFocus()

    def _drop_line(self, line: "_MaterialLine") -> None:
        self.lines.remove(line)
        self._lines.removeWidget(line)
        line.hide()
        line.deleteLater()


class _MaterialLine(QWidget):
    """One material: its name, whether it must be there, a remark, who issues it."""

    def __init__(self, material: MaterialSpec, place: int) -> None:
        super().__init__()
        self.name, self.note = QLineEdit(material.name), QLineEdit(material.note)
        self.issuer, self.required = QLineEdit(material.issuer), QCheckBox("必备")
        self.required.setChecked(material.required)
        self.drop: Btn = button("删", "", "text")
        self.drop.setAccessibleName(f"删去第 {place} 样材料")
        row, column = QHBoxLayout(), QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 6)
        column.setSpacing(4)
        row.setSpacing(8)
        fields = (self.name, self.required, self.note, self.issuer)
        for heading, field in zip(_HEADINGS, fields, strict=True):
            field.setAccessibleName(f"第 {place} 样{heading}")
            if isinstance(field, QLineEdit):
                field.setPlaceholderText(heading)
                field.setCursorPosition(0)
        row.addWidget(label(f"{place}", "meta"))
        row.addWidget(self.name, 3)
        row.addWidget(self.issuer, 2)
        row.addWidget(self.required)
        row.addWidget(self.drop)
        column.addLayout(row)
        column.addWidget(self.note)

    def material(self) -> MaterialSpec:
        """What is filled in."""
        return MaterialSpec(
            self.name.text().strip(),
            self.required.isChecked(),
            self.note.text().strip(),
            self.issuer.text().strip(),
        )
