"""Beside the plan: what the chosen post asks of people, and the times of the chosen shift."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

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

from gridhall.core.clock import parse_clock, say_clock
from gridhall.core.errors import UserError
from gridhall.qt.buttons import button
from gridhall.qt.frames import Line
from gridhall.qt.labels import label
from gridhall.volunteering.rules.plan import PostDraft, ShiftDraft, check_shift

Named = Sequence[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Lists:
    """What posts may ask for, by id: skills, squads, grids."""

    skills: Named
    squads: Named
    grids: Named


class PostPane(QWidget):
    """The chosen post; every change is told at once."""

    changed = Signal(object)  # PostDraft

    def __init__(self, lists: Lists) -> None:
        super().__init__()
        self.title, self.content, self.spot = label("", "b"), QLineEdit(), QLineEdit()
        self.skill, self.squad, self.grid = (
            _combo(rows, none)
            for rows, none in (
                (lists.skills, "不要求"), (lists.squads, "哪个都行"), (lists.grids, "不分网格"),
            )
        )  # fmt: skip
        self.party, self.danger = QCheckBox("至少一名党员"), QCheckBox("有危险，不排未成年人")
        self._post: PostDraft | None = None
        self._lay_out()
        for edit in (self.content, self.spot):
            edit.editingFinished.connect(self._tell)
        for combo in (self.skill, self.squad, self.grid):
            combo.activated.connect(lambda _: self._tell())
        for box in (self.party, self.danger):
            box.clicked.connect(lambda _: self._tell())

    def show_post(self, post: PostDraft | None) -> None:
        """Another post, or none."""
        self._post = post
        self.setEnabled(post is not None)
        shown = post or PostDraft("")
        self.title.setText(shown.name or "还没有岗位")
        self.content.setText(shown.content)
        self.spot.setText(shown.spot)
        self.content.setCursorPosition(0)
        for combo, key in (
            (self.skill, "skill_id"),
            (self.squad, "squad_id"),
            (self.grid, "grid_id"),
        ):
            combo.setCurrentIndex(max(0, combo.findData(getattr(shown, key))))
        self.party.setChecked(shown.needs_party)
        self.danger.setChecked(shown.is_dangerous)

    def _tell(self) -> None:
        if self._post is None:
            return
        post = replace(
            self._post,
            content=self.content.text(),
            spot=self.spot.text(),
            skill_id=self.skill.currentData(),
            squad_id=self.squad.currentData(),
            grid_id=self.grid.currentData(),
            needs_party=self.party.isChecked(),
            is_dangerous=self.danger.isChecked(),
        )
        if post != self._post:
            self._post = post
            self.changed.emit(post)

    def _lay_out(self) -> None:
        grid = _grid(self)
        grid.addWidget(self.title, 0, 0, 1, 2)
        fields = (
            ("服务内容", self.content), ("技能", self.skill), ("小分队", self.squad),
            ("网格", self.grid), ("地点", self.spot),
        )  # fmt: skip
        for row, (words, field) in enumerate(fields, start=1):
            field.setAccessibleName(words)
            grid.addWidget(label(words, "label"), row, 0)
            grid.addWidget(field, row, 1)
        grid.addWidget(self.party, 6, 1)
        grid.addWidget(self.danger, 7, 1)
        self.content.setMaxLength(100)
        self.spot.setMaxLength(60)
        self.spot.setPlaceholderText("空着就是服务日的地点")


class ShiftPane(QWidget):
    """The chosen shift: its name and times; told when the field is left."""

    changed = Signal(object)  # ShiftDraft
    removed = Signal()
    refused = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.title = label("", "b")
        self.name, self.starts, self.ends = QLineEdit(), QLineEdit(), QLineEdit()
        self.remove_button = button("删掉这一班", "", "text", "remove")
        self._shift: ShiftDraft | None = None
        self._lay_out()
        for edit in (self.name, self.starts, self.ends):
            edit.editingFinished.connect(self._tell)
        self.remove_button.clicked.connect(self.removed)

    def show_shift(self, shift: ShiftDraft | None) -> None:
        """Another shift, or none."""
        self._shift = shift
        self.setEnabled(shift is not None)
        self.title.setText(f"班次 {shift.name}" if shift else "选一个班次的格子，改它的时间")
        self.name.setText(shift.name if shift else "")
        self.starts.setText(say_clock(shift.starts) if shift else "")
        self.ends.setText(say_clock(shift.ends) if shift else "")

    def _tell(self) -> None:
        if self._shift is None:
            return
        try:
            starts, ends = parse_clock(self.starts.text()), parse_clock(self.ends.text())
            shift = check_shift(ShiftDraft(self.name.text(), starts, ends, self._shift.id))
        except UserError as error:
            self.refused.emit(str(error))
            return
        if shift != self._shift:
            self._shift = shift
            self.changed.emit(shift)

    def _lay_out(self) -> None:
        grid = _grid(self)
        times = QHBoxLayout()
        times.setSpacing(6)
        times.addWidget(self.starts, 1)
        times.addWidget(label("到", "sub"))
        times.addWidget(self.ends, 1)
        grid.addWidget(Line(), 0, 0, 1, 2)
        grid.addWidget(self.title, 1, 0, 1, 2)
        grid.addWidget(label("名称", "label"), 2, 0)
        grid.addWidget(self.name, 2, 1)
        grid.addWidget(label("时间", "label"), 3, 0)
        grid.addLayout(times, 3, 1)
        grid.addWidget(self.remove_button, 4, 1)
        self.name.setMaxLength(20)
        for edit, words in (
            (self.name, "班次名称"),
            (self.starts, "从几点"),
            (self.ends, "到几点"),
        ):
            edit.setAccessibleName(words)


class Details(QWidget):
    """Both, one above the other."""

    def __init__(self, lists: Lists) -> None:
        super().__init__()
        self.post, self.shift = PostPane(lists), ShiftPane()
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 14, 2)
        column.setSpacing(10)
        column.addWidget(self.post)
        column.addWidget(self.shift)
        column.addStretch(1)


def _combo(rows: Named, none: str) -> QComboBox:
    combo = QComboBox()
    combo.addItem(none, None)
    for key, name in rows:
        combo.addItem(name, key)
    return combo


def _grid(parent: QWidget) -> QGridLayout:
    grid = QGridLayout(parent)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    return grid
