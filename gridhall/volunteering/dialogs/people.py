"""People beside a cell: the list sorted by fit, and the box above it that initials filter."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, cast

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from gridhall.core.pinyin import name_keys
from gridhall.qt.choice import Choice
from gridhall.qt.choices import ChoiceList, paint_pill
from gridhall.qt.field_icon import FieldIcon
from gridhall.qt.theme import current_theme
from gridhall.volunteering.queries.pool import BEST, HALF, PoolRow

_TONES = {BEST: "green", HALF: "amber"}  # else grey
_ROW, _AVATAR = 52, 30  # px at 100 %
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 6,
    Qt.Key.Key_PageUp: -6,
}


def choices(rows: Sequence[PoolRow], typed: str) -> list[Choice]:
    """Those whose name or initials hold what was typed, first who begin so; by fit as they were."""
    wanted = typed.strip().lower()
    found = [row for row in rows if wanted in _known_as(row.name)]
    if wanted:
        found.sort(key=lambda row: not _begins(row.name, wanted))
    return [
        Choice(row, row.name, row.sub, row.badge, tone=_TONES.get(row.badge, "grey"))
        for row in found
    ]


def _begins(name: str, wanted: str) -> bool:
    return any(key.startswith(wanted) for key in _known_as(name).split(" "))


@lru_cache(maxsize=16384)  # the same names come again with every cell
def _known_as(name: str) -> str:
    return " ".join((name, *name_keys(name).initials)).lower()


class PersonDelegate(QStyledItemDelegate):
    """First character in a circle, name over a quieter line, how well they fit at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: object) -> QSize:
        """Two lines."""
        return QSize(current_theme().px(120), current_theme().px(_ROW))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """One person."""
        theme, view = current_theme(), cast(ChoiceList, self.parent())
        choice = view.offers.choices[index.row()]
        box = QRectF(cast(Any, option).rect)  # Qt's stubs leave fields out
        selected = view.currentIndex().row() == index.row()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(box, theme.color("surface"))
        if selected:
            painter.setPen(theme.color("primary_line"))
            painter.setBrush(theme.color("sel"))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
        _paint_person(painter, box, choice, selected=selected)
        painter.restore()


def _paint_person(painter: QPainter, box: QRectF, choice: Choice, *, selected: bool) -> None:
    theme, px = current_theme(), current_theme().px
    quiet = "text2" if selected else "text3"
    ink = "text" if cast(PoolRow, choice.key).is_allowed else quiet  # who may not come steps back
    side = px(_AVATAR)
    circle = QRectF(box.left() + px(8), box.center().y() - side / 2, side, side)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("primary_soft"))
    painter.drawEllipse(circle)
    _words(painter, circle, choice.title[:1], ("base", True, "primary"), centre=True)
    painter.setFont(theme.font("xs"))
    small = painter.fontMetrics()
    wide = small.horizontalAdvance(choice.right) + px(16) if choice.right else 0
    right = box.right() - px(8) - wide
    if choice.right:
        pill = QRectF(right, box.center().y() - px(20), wide, px(20))
        paint_pill(painter, pill, choice.right, choice.tone)
    left, middle = circle.right() + px(8), box.center().y()
    room = right - left - px(4)
    _words(painter, QRectF(left, middle - px(20), room, px(20)), choice.title, ("base", True, ink))
    below = QRectF(left, middle, box.right() - px(6) - left, px(18))
    _words(painter, below, choice.sub, ("xs", False, quiet))


def _words(
    painter: QPainter, box: QRectF, words: str, look: tuple[str, bool, str], *, centre: bool = False
) -> None:
    size, bold, ink = look
    painter.setFont(current_theme().font(size, bold=bold))
    painter.setPen(current_theme().color(ink))
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(box.width()))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter if centre else _MIDDLE, shown)


class PersonList(ChoiceList):
    """The list of people below a box that keeps the focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, row=_ROW)
        self.setItemDelegate(PersonDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)


class PeopleEdit(QLineEdit):
    """The box: up and down move in the list, Enter takes, Esc empties it and then leaves."""

    taken = Signal()
    left = Signal()

    def __init__(self, people: PersonList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list, self._composing = people, False
        self.setPlaceholderText("首字母找人")
        self.setAccessibleName("找志愿者，输首字母")
        self.setProperty("submits", True)
        FieldIcon(self, "search", leading=True)

    def event(self, event: QEvent) -> bool:
        """Ctrl+Y is 全部采用 here too, not the box's own."""
        claimed = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if claimed and cast(QKeyEvent, event).matches(QKeySequence.StandardKey.Redo):
            event.ignore()
            return True
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Remember whether half a word is open."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What is not typing is offered to the list."""
        key = Qt.Key(event.key())
        with_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if self._composing or (with_ctrl and key in _ENTER):
            event.ignore() if with_ctrl else super().keyPressEvent(event)
        elif key in _STEPS:
            self._list.step(_STEPS[key])
        elif key in _ENTER:
            self.taken.emit()
        elif key == Qt.Key.Key_Escape:
            self.clear() if self.text() else self.left.emit()
        else:
            super().keyPressEvent(event)
