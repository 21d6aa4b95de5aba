"""Step 3, 核对材料: one box per material; Ctrl+A all, digits one; who acts for them, flags."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gridhall.qt.frames import Banner, Card
from gridhall.qt.labels import label
from gridhall.qt.layouts import empty
from gridhall.registry.dialogs.transfer.form import Form
from gridhall.registry.rules.transfers import MaterialSpec, missing

_DIGITS = 9


class MaterialsPane(QWidget):
    """What has been brought, what is missing, and how the case goes (绿色通道, 一站式)."""

    changed = Signal()
    notice_wanted = Signal()  # F8

    def __init__(self) -> None:
        super().__init__()
        self._form: Form | None = None
        self._materials: Sequence[MaterialSpec] = ()
        self.boxes: list[QCheckBox] = []
        self.banner, self.basis = Banner(), label("", "meta", wrap=True)
        self.agent, self.green = QLineEdit(), QCheckBox("绿色通道（老人、残疾人、军人等优先办）")
        self.one_stop = QCheckBox("跨省通办 / 一站式（不用准迁证、迁移证）")
        self._grid = QGridLayout()
        self._build()
        self._connect()

    def show_form(self, form: Form, materials: Sequence[MaterialSpec], basis: str) -> None:
        """The materials of the category that was chosen."""
        self._form, self._materials = form, materials
        self.basis.setText(basis and f"依据：{basis}")
        self.basis.setVisible(bool(basis))
        self.agent.setText(form.agent)
        self.green.setChecked(form.green_channel)
        self.one_stop.setChecked(form.one_stop)
        self._show_boxes(form.received)
        self._count()

    def first_field(self) -> QWidget:
        """The first box that is not ticked, else the first."""
        unticked = (box for box in self.boxes if not box.isChecked())
        return next(unticked, self.boxes[0] if self.boxes else self.agent)

    def tick_all(self) -> None:
        """Ctrl+A: everything is there."""
        for box in self.boxes:
            box.setChecked(True)

    def lacking(self) -> list[MaterialSpec]:
        """The required materials that are not ticked."""
        return missing(self._materials, self._ticked())

    def _build(self) -> None:
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        head = QHBoxLayout()
        head.addWidget(label("收到的材料", "b"))
        head.addWidget(label("Ctrl+A 全选 · 数字键勾选一项", "meta"))
        head.addStretch(1)
        inner = QVBoxLayout()
        inner.setContentsMargins(14, 10, 14, 12)
        inner.addLayout(self._grid)
        card = Card(soft=True)
        card.setLayout(inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 12)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(card)
        column.addWidget(self.banner)
        column.addWidget(self.basis)
        column.addSpacing(4)
        column.addLayout(self._agent_row())
        column.addWidget(self.green)
        column.addWidget(self.one_stop)
        column.addStretch(1)

    def _agent_row(self) -> QHBoxLayout:
        row, caption = QHBoxLayout(), label("代办人", "label")
        caption.setMinimumWidth(76)
        self.agent.setPlaceholderText("本人来办可不填；代办的写姓名，并收委托书")
        self.agent.setAccessibleName("代办人")
        self.agent.setMaxLength(100)
        row.addWidget(caption)
        row.addWidget(self.agent, 1)
        return row

    def _connect(self) -> None:
        self._key("Ctrl+A", self.tick_all)
        for digit in range(1, _DIGITS + 1):
            self._key(str(digit), lambda place=digit - 1: self._toggle(place))
        self.banner.acted.connect(self.notice_wanted)
        self.agent.textEdited.connect(lambda _: self._read())
        self.green.toggled.connect(lambda _: self._read())
        self.one_stop.toggled.connect(lambda _: self._read())

    def _key(self, keys: str, act: object) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)

    def _toggle(self, place: int) -> None:
        if place < len(self.boxes):
            self.boxes[place].toggle()

    def _show_boxes(self, received: frozenset[int]) -> None:
        empty(self._grid)
        self.boxes = []
        for place, one in enumerate(self._materials, 1):
            box = _box(place, one)
            box.setChecked(place in received)
            box.toggled.connect(lambda _: self._read())
            self._grid.addWidget(box, place - 1, 0)
            self._grid.addWidget(label(_remark(one), "meta", wrap=True), place - 1, 1)
            self.boxes.append(box)
        before: QWidget | None = None
        for field in (*self.boxes, self.agent, self.green, self.one_stop):
            if before is not None:
                QWidget.setTabOrder(before, field)
            before = field

    def _ticked(self) -> frozenset[int]:
        return frozenset(place for place, box in enumerate(self.boxes, 1) if box.isChecked())

    def _read(self) -> None:
        if self._form is None:
            return
        self._form.received = self._ticked()
        self._form.agent = self.agent.text().strip()
        self._form.green_channel = self.green.isChecked()
        self._form.one_stop = self.one_stop.isChecked()
        self._count()
        self.changed.emit()

    def _count(self) -> None:
        lacking = self.lacking()
        if lacking:
            names = "、".join(one.name for one in lacking[:3])
            more = " 等" if len(lacking) > 3 else ""
            told = f"缺 {len(lacking)} 项：{names}{more}。可以先收件，补齐后再受理"
            self.banner.say("amber", told, "出一次性告知书", "F8")
        elif self.boxes:
            self.banner.say("green", "必备材料齐了")
        else:
            self.banner.say("blue", "这个类别没有规定材料，直接下一步")


def _box(place: int, one: MaterialSpec) -> QCheckBox:
    digit = f"{place} " if place <= _DIGITS else ""
    optional = "" if one.required else "（可选）"
    box = QCheckBox(f"{digit}{one.name}{optional}".replace("&", "&&"))
    box.setAccessibleName(f"{one.name}{optional}")
    return box


def _remark(one: MaterialSpec) -> str:
    issuer = f"出具：{one.issuer}" if one.issuer else ""
    return " · ".join(filter(None, (one.note, issuer)))
