"""The nine commonest matters under the empty matter field: Ctrl and a digit takes one."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QGridLayout, QMenu, QWidget
from shiboken6 import isValid

from gridhall.qt.buttons import Btn
from gridhall.qt.labels import tip
from gridhall.qt.theme import application, current_theme
from gridhall.service_desk.queries.pins import Pin
from gridhall.service_desk.queries.reads import MatterRow

_NARROW, _WIDE = 5, 3  # chips in a column: two columns beside the queue, three alone
_ROOMY = 560  # px at 100 % from which there are three
_EDGE, _DIGIT = 8, 16  # px at 100 %
_HERE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


class PinChip(Btn):
    """A digit and a matter; a long name takes two lines."""

    def __init__(self, pin: Pin, matter: MatterRow) -> None:
        super().__init__()
        self.pin, self.matter = pin, matter
        self.setText(matter.name)
        self.setAccessibleName(f"{matter.name} 快捷键 Ctrl+{pin.place}")
        how = "大厅固定在这个键" if pin.fixed else "近 90 天办得多"
        tip(self, f"{matter.name}，{how}；右键或 Alt+C 可以固定")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def sizeHint(self) -> QSize:
        """As wide as its column, as high as a button."""
        theme = current_theme()
        return QSize(theme.px(150), theme.px(34))

    def _paint_content(self, painter: QPainter, ink: QColor) -> None:
        theme, height = current_theme(), self.height()
        edge, digit = theme.px(_EDGE), theme.px(_DIGIT)
        quiet = QColor(theme.color("primary" if self.pin.fixed else "text3"))
        painter.setPen(quiet)
        painter.setFont(theme.font("sm", True))
        painter.drawText(QRectF(edge, 0, digit, height), _HERE, str(self.pin.place))
        box = QRectF(edge + digit, 0, self.width() - 2 * edge - digit + 4, height)
        painter.setPen(ink)
        font = theme.font("sm")
        if QFontMetrics(font).horizontalAdvance(self.text()) > box.width():
            font = theme.font("xs")
        painter.setFont(font)
        painter.drawText(box, _HERE | int(Qt.TextFlag.TextWrapAnywhere), self.text())


class PinRow(QWidget):
    """The chips; away while none is known."""

    picked = Signal(object)  # MatterRow
    menu_wanted = Signal(object)  # where on the screen

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("常用事项")
        self.pins: Sequence[Pin] = ()
        self.chips: dict[int, PinChip] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(4)
        self._down = _NARROW

    def show_pins(self, pins: Sequence[Pin]) -> None:
        """Replace the chips."""
        for old in self.chips.values():
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.pins = pins
        self.chips = {pin.place: PinChip(pin, pin.matter) for pin in pins if pin.matter is not None}
        for chip in self.chips.values():
            chip.clicked.connect(partial(self.picked.emit, chip.matter))
            chip.customContextMenuRequested.connect(partial(self._ask_menu, chip))
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Three columns where the form has the whole window."""
        super().resizeEvent(event)
        if self._down != self._fitting():
            self._lay_out()

    def _fitting(self) -> int:
        return _WIDE if self.width() >= current_theme().px(_ROOMY) else _NARROW

    def _lay_out(self) -> None:
        """Down first, then across: the digits stand as they are counted."""
        self._down = self._fitting()
        for place, chip in self.chips.items():
            column, row = divmod(place - 1, self._down)
            self._grid.addWidget(chip, row, column)
        for column in range(3):
            self._grid.setColumnStretch(column, int(column * self._down < 9))

    def pick(self, place: int) -> None:
        """Take the matter of a digit; a free digit does nothing."""
        chip = self.chips.get(place)
        if chip is not None:
            self.picked.emit(chip.matter)

    def _ask_menu(self, chip: PinChip, at: QPoint) -> None:
        self.menu_wanted.emit(chip.mapToGlobal(at))


def pin_menu(
    parent: QWidget,
    pins: Sequence[Pin],
    matter: MatterRow | None,
    fix: Callable[[int, MatterRow | None], None],
) -> QMenu:
    """What may be fixed: a chosen matter to any digit, else each digit's own matter or none."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for pin in pins:
        key, held = f"Ctrl+{pin.place}", pin.matter.name if pin.matter is not None else "空"
        if matter is not None:
            entry, act = f"固定到 {key}（现在是 {held}）", partial(fix, pin.place, matter)
        elif pin.fixed:
            entry, act = f"{key} 取消固定 {held}", partial(fix, pin.place, None)
        elif pin.matter is not None:
            entry, act = f"{key} 固定 {held}", partial(fix, pin.place, pin.matter)
        else:
            continue
        menu.addAction(_entry(entry), act)
    return menu


def _entry(words: str) -> str:
    return words.replace("&", "&&")


class PinKeys(QObject):
    """Ctrl+1..9 inside a form is the form's while its chips are on show; elsewhere the tabs'.

    The key is claimed as Qt asks (ShortcutOverride), so no two shortcuts ever meet.
    """

    def __init__(self, form: QWidget, row: PinRow) -> None:
        super().__init__(form)
        self._row = row
        self._watched: QWidget | None = None
        application().focusChanged.connect(self._watch)

    def _watch(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        form = self.parent()
        ours = isinstance(form, QWidget) and new is not None and form.isAncestorOf(new)
        self._watched = new if ours else None
        if self._watched is not None:
            self._watched.installEventFilter(self)
            self._watched.destroyed.connect(self._lose)

    def _lose(self) -> None:
        self._watched = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Claim the key, then take it."""
        if not isinstance(event, QKeyEvent) or not self._row.isVisible():
            return False
        place = event.key() - int(Qt.Key.Key_0)
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held != Qt.KeyboardModifier.ControlModifier or not 1 <= place <= 9:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and not event.isAutoRepeat():
            self._row.pick(place)
        return event.type() in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease)


class PinsPart(QObject):
    """The chips, their keys and the menu that fixes them; Alt+C opens it."""

    picked = Signal(object)  # MatterRow
    fix_wanted = Signal(int, object)  # place, the matter's id or None

    def __init__(self, form: QWidget, matter: Callable[[], MatterRow | None]) -> None:
        super().__init__(form)
        self._matter = matter
        self.row = PinRow()
        self._keys = PinKeys(form, self.row)
        self.row.picked.connect(self.picked)
        self.row.menu_wanted.connect(self.open_menu)
        QShortcut(QKeySequence("Alt+C"), form, self.open_menu)

    def show_while(self, empty: bool) -> None:
        """On show only while the matter field is empty, and only if there is something."""
        self.row.setVisible(empty and bool(self.row.chips))

    def open_menu(self, at: QPoint | None = None) -> None:
        """Under the chips, or where the mouse asked."""
        form = self.parent()
        assert isinstance(form, QWidget)
        menu = pin_menu(form, self.row.pins, self._matter(), self._fix)
        menu.popup(at or form.mapToGlobal(QPoint(current_theme().px(100), current_theme().px(90))))

    def _fix(self, place: int, matter: MatterRow | None) -> None:
        self.fix_wanted.emit(place, matter.id if matter is not None else None)
