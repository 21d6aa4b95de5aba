"""The materials of a matter as boxes to tick: Ctrl+A all, digits one (收到材料)."""

from collections.abc import Collection, Iterable, Sequence
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from gridhall.qt.labels import tip
from gridhall.service_desk.labels import parts_label

_SHORT, _LONGEST = 6, 18  # characters: two columns up to the one, cut after the other


class Material(Protocol):
    """Whatever names a material and how much of it is wanted."""

    @property
    def position(self) -> int:
        """The digit that ticks it."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def originals(self) -> int:
        """Originals wanted."""

    @property
    def copies(self) -> int:
        """Copies wanted."""

    @property
    def required(self) -> bool:
        """Whether the matter needs it."""


class MaterialTicks(QWidget):
    """One box per material; a single tab stop would hide them from Enter, so each is one."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(4)
        self._grid.setVerticalSpacing(0)
        self.boxes: list[QCheckBox] = []
        self._materials: Sequence[Material] = ()
        self._put_back: set[int] = set()  # ticked, and unticked by hand
        self._roomy = False

    def show_materials(self, materials: Sequence[Material], ticked: Collection[int] = ()) -> None:
        """Replace the boxes."""
        for old in self.boxes:
            old.removeEventFilter(self)
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._materials = materials
        self._put_back.clear()
        self.boxes = [self._box(material, material.position in ticked) for material in materials]
        self._lay_out()
        for box in self.boxes:
            box.show()  # a layout shows it only later, and what is hidden takes no focus

    def spread(self, roomy: bool) -> None:
        """Two columns even for long names, where the form has the whole window."""
        if roomy != self._roomy:
            self._roomy = roomy
            self._lay_out()

    def ticked(self) -> tuple[int, ...]:
        """The positions of what is ticked."""
        return tuple(m.position for m, box in self._pairs() if box.isChecked())

    def lacking(self) -> int:
        """How many required materials are not ticked."""
        return sum(m.required and not box.isChecked() for m, box in self._pairs())

    def told_lacking(self) -> tuple[int, ...]:
        """What a one-time notice names: what is required, and whatever was unticked by hand."""
        return tuple(
            m.position
            for m, box in self._pairs()
            if not box.isChecked() and (m.required or m.position in self._put_back)
        )

    def first_open(self) -> QCheckBox | None:
        """The first box that is not ticked, else the first one."""
        unticked = (box for box in self.boxes if not box.isChecked())
        return next(unticked, self.boxes[0] if self.boxes else None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+A ticks all, a digit its own box; both only while a box has the focus."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        held, key = event.modifiers(), event.key()
        if key == Qt.Key.Key_A and held & Qt.KeyboardModifier.ControlModifier:
            self._set_all()
            return True
        place = key - Qt.Key.Key_1
        plain = not held & ~Qt.KeyboardModifier.KeypadModifier
        if plain and 0 <= place < min(9, len(self.boxes)):
            self.boxes[place].toggle()
            return True
        return False

    def _lay_out(self) -> None:
        short = all(len(material.name) <= _SHORT for material in self._materials)
        columns = 2 if short or self._roomy else 1
        for place, box in enumerate(self.boxes):
            self._grid.addWidget(box, place // columns, place % columns)

    def _set_all(self) -> None:
        for box in self.boxes:
            box.setChecked(box.isEnabled() or box.isChecked())

    def _pairs(self) -> Iterable[tuple[Material, QCheckBox]]:
        return zip(self._materials, self.boxes, strict=True)

    def _box(self, material: Material, ticked: bool) -> QCheckBox:
        box = QCheckBox(_words(material), self)
        box.setChecked(ticked)
        whole = f"{material.name}，{parts_label(material.originals, material.copies)}"
        box.setAccessibleName(whole if material.required else f"{whole}，可选")
        tip(box, whole)
        box.installEventFilter(self)
        box.toggled.connect(lambda on: self._note(material.position, on))
        return box

    def _note(self, position: int, ticked: bool) -> None:
        if ticked:
            self._put_back.discard(position)
        else:
            self._put_back.add(position)
        self.changed.emit()


def _words(material: Material) -> str:
    """The box's words: its digit, the name, cut if it is very long; & is no mnemonic here."""
    optional = "" if material.required else "（可选）"
    room = _LONGEST - len(optional)
    name = f"{material.name[: room - 1]}…" if len(material.name) > room else material.name
    digit = f"{material.position} " if material.position <= 9 else ""
    return f"{digit}{name}{optional}".replace("&", "&&")
