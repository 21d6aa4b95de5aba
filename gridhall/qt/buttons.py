"""Buttons that carry their icon and their key; the sub-view switch and the filter pills."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Property, QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from gridhall.qt.icons import pixmap
from gridhall.qt.labels import restyle
from gridhall.qt.theme import current_theme

_INK = {
    "primary": "on_primary",
    "danger": "on_red",
    "text": "primary",
    "ghost": "text2",
    "toast": "toast_link",
}
_GLYPH_SPACE, _HINT_SPACE = 24, 10  # px at 100 %


class Btn(QPushButton):
    """A button that paints icon, text and, quieter, its key.

    Designer sets `text` and the string properties `kind` (empty, primary, danger, text, ghost),
    `glyph` (an icon's name), `hint` (the key) and `secondary` (bool: in 更多 where it is narrow).
    """

    stow_changed = Signal()  # a page shows or hides it while it is stowed

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = self._kind = self._glyph = self._hint = ""
        self._shows_hint = self.wanted = True  # wanted: whether its page would show it
        self.is_stowed = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)

    def show_hint(self, shown: bool) -> None:
        """Hide the key where the window is narrow."""
        self._shows_hint = shown
        self.updateGeometry()
        self.update()

    def setVisible(self, visible: bool) -> None:
        """What is stowed stays so until there is room."""
        self.wanted = visible
        super().setVisible(visible and not self.is_stowed)
        if self.is_stowed:
            self.stow_changed.emit()

    def stow(self, stowed: bool) -> None:
        """Away into 更多, its key still at work; or back into its row."""
        self.is_stowed, row = stowed, self.parentWidget()
        for shortcut in self.findChildren(QShortcut):
            shortcut.setParent(row)  # the key of a hidden button is dead
        super().setVisible(self.wanted and not stowed)

    def bind_key(self, keys: str = "") -> "Btn":
        """Make the hint's key (or these keys) press the button from anywhere in its window."""
        for sequence in key_sequences(keys or self._hint):
            shortcut = QShortcut(sequence, self)
            shortcut.activated.connect(self._press_by_key)
        return self

    def _press_by_key(self) -> None:
        if self.wanted:
            self.click()

    def event(self, event: QEvent) -> bool:
        """Enter is for the button that has the focus, even where it is another one's key."""
        if event.type() == QEvent.Type.ShortcutOverride and _is_plain_enter(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses, as the space bar does; held down it presses once."""
        if not _is_plain_enter(event):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()

    def setText(self, text: str) -> None:
        """Also names the button, its key included, for screen readers."""
        self._text = text
        self._name()
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """The words; Qt's own text stays empty, so that the style draws only the box."""
        return self._text

    def sizeHint(self) -> QSize:
        """Room for icon, text and key at the scale in force."""
        self.ensurePolished()
        theme = current_theme()
        return QSize(round(self._content_width()) + 2 * theme.px(self._padding()), theme.px(34))

    def minimumSizeHint(self) -> QSize:
        """Never narrower than its words."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style draws the box, we draw what is in it."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_content(painter, self._ink())

    def _paint_content(self, painter: QPainter, ink: QColor) -> None:
        theme, height = current_theme(), self.height()
        left = (self.width() - self._content_width()) / 2
        if self._glyph:
            side = theme.px(18)
            art = pixmap(self._glyph, ink.name(), side)
            painter.drawPixmap(QPointF(left, (height - side) / 2), art)
            left += theme.px(_GLYPH_SPACE if self.text() else 18)
        wide = self.fontMetrics().horizontalAdvance(self.text())
        painter.setPen(ink)
        painter.setFont(self.font())
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(left, 0, wide + 2, height), middle, self.text())
        if self._hint_width():
            quiet = QColor(ink)
            quiet.setAlphaF(0.78)
            painter.setPen(quiet)
            painter.setFont(theme.font("xs"))
            left += wide + theme.px(_HINT_SPACE)
            painter.drawText(QRectF(left, 0, self._hint_width(), height), middle, self._hint)

    def _ink(self) -> QColor:
        if not self.isEnabled():
            return current_theme().color("disabled_text")
        return current_theme().color(_INK.get(self._kind, "text"))

    def _padding(self) -> int:
        return 8 if self._kind in ("text", "ghost") or not self.text() else 14

    def _content_width(self) -> float:
        px = current_theme().px
        wide = self.fontMetrics().horizontalAdvance(self.text())
        if self._hint_width():
            wide += self._hint_width() + px(_HINT_SPACE)
        return wide + px(_GLYPH_SPACE if self.text() else 18) * bool(self._glyph)

    def _hint_width(self) -> int:
        if not (self._hint and self._shows_hint):
            return 0
        return QFontMetrics(current_theme().font("xs")).horizontalAdvance(self._hint) + 2

    def _name(self) -> None:
        key = f" 快捷键 {self._hint}" if self._hint else ""
        if self.text():
            self.setAccessibleName(self.text() + key)

    def _get_kind(self) -> str:
        return self._kind

    def _set_kind(self, kind: str) -> None:
        self._kind = kind
        restyle(self)

    def _get_glyph(self) -> str:
        return self._glyph

    def _set_glyph(self, glyph: str) -> None:
        self._glyph = glyph
        self.updateGeometry()
        self.update()

    def _get_hint(self) -> str:
        return self._hint

    def _set_hint(self, hint: str) -> None:
        self._hint = hint
        self._name()
        self.updateGeometry()

    kind = Property(str, _get_kind, _set_kind)
    glyph = Property(str, _get_glyph, _set_glyph)
    hint = Property(str, _get_hint, _set_hint)


def _is_plain_enter(event: QEvent) -> bool:
    if not isinstance(event, QKeyEvent):
        return False
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not held


def key_sequences(hint: str) -> list[QKeySequence]:
    """A hint as printed on buttons, as Qt's sequences; Enter is both Return and the keypad's."""
    if hint.endswith("Enter"):
        stem = hint.removesuffix("Enter")
        return [QKeySequence(stem + "Return"), QKeySequence(stem + "Enter")]
    return [QKeySequence(hint.replace("←", "Left").replace("→", "Right"))]


def button(text: str, hint: str = "", kind: str = "", glyph: str = "") -> Btn:
    """A Btn in one line; `text` may be empty when the caller names the button itself."""
    made = Btn()
    made.setText(text)
    for name, value in (("hint", hint), ("kind", kind), ("glyph", glyph)):
        made.setProperty(name, value)
    return made


class _Choices(QWidget):
    """Buttons of which one is chosen; one tab stop, arrows move."""

    chosen = Signal(int)
    _property = ""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._choose_and_tell)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_items(self, titles: Sequence[str], current: int = 0) -> None:
        """Replace the choices."""
        for old in self._group.buttons():
            self._group.removeButton(old)
            old.hide()  # until Qt has time for it, it would take room beside the new ones
            old.deleteLater()
        for place, title in enumerate(titles):
            made = _Choice(title, self)
            made.setProperty(self._property, "true")
            made.setProperty("segpos", _place_name(place, len(titles)))
            self._group.addButton(made, place)
            self._row.addWidget(made)
        self.choose(current)

    def set_title(self, place: int, title: str) -> None:
        """Change one choice's words, such as its count."""
        self._group.button(place).setText(title)
        self._group.button(place).setAccessibleName(title)

    def titles(self) -> list[str]:
        """The words on the choices."""
        return [made.text() for made in self._group.buttons()]

    def current(self) -> int:
        """Which one is chosen; -1 when there are none."""
        return self._group.checkedId()

    def choose(self, place: int) -> None:
        """Choose without telling; -1 for none, and the first is then the tab stop."""
        self._group.setExclusive(place >= 0)  # an exclusive group never lets its last one go
        for made in self._group.buttons():
            ordinal = self._group.id(made)
            made.setChecked(ordinal == place)
            stop = ordinal == max(place, 0)
            policy = Qt.FocusPolicy.StrongFocus if stop else Qt.FocusPolicy.NoFocus
            made.setFocusPolicy(policy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right move the choice."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        target = self.current() + step
        if not step or self._group.button(target) is None:
            super().keyPressEvent(event)
            return
        self._choose_and_tell(target)
        self._group.button(target).setFocus(Qt.FocusReason.TabFocusReason)

    def _choose_and_tell(self, place: int) -> None:
        self.choose(place)
        self.chosen.emit(place)


class _Choice(QPushButton):
    """One choice; arrow keys are the group's."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setAccessibleName(title)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave left and right to the group; a plain button would move the focus."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
            return
        super().keyPressEvent(event)


class Segments(_Choices):
    """The switch between a tab's sub-views (子视图); those without room stand in a menu."""

    _property = "seg"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room: int | None = None
        self.other = _Choice("其他", self)
        self.other.setCheckable(False)
        self.other.setProperty("seg", "true")
        self.other.setProperty("segpos", "last")
        self.other.setAccessibleName("其他子视图")
        self.other.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrows reach every view
        self.other.clicked.connect(self._open_menu)
        self.other.hide()

    def fit_into(self, room: int) -> None:
        """Show as many as `room` px hold, from the first, and always the chosen one."""
        self._room = room
        buttons = self._group.buttons()
        wide = [made.sizeHint().width() for made in buttons]
        if sum(wide) > room:
            room -= self.other.sizeHint().width()
        shown, chosen = set[int](), max(self.current(), 0)
        for place in sorted(range(len(wide)), key=lambda place: (place != chosen, place)):
            room -= wide[place]
            if room < 0 and shown:
                break
            shown.add(place)
        for place, made in enumerate(buttons):
            made.setVisible(place in shown)
        self._row.removeWidget(self.other)
        self._row.addWidget(self.other)
        self.other.setVisible(len(shown) < len(buttons))

    def choose(self, place: int) -> None:
        """Choose without telling; the chosen one is seen."""
        super().choose(place)
        self._refit()

    def set_title(self, place: int, title: str) -> None:
        """Change one choice's words; the others make room."""
        super().set_title(place, title)
        self._refit()

    def _refit(self) -> None:
        if self._room is not None and self._group.buttons():
            self.fit_into(self._room)

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for place, made in enumerate(self._group.buttons()):
            if made.isHidden():
                words = made.text().replace("&", "&&")
                menu.addAction(f"{words}\tAlt+{place + 1}", partial(self._choose_and_tell, place))
        menu.popup(self.other.mapToGlobal(self.other.rect().bottomLeft()))


class FilterPills(_Choices):
    """Filters above a list, with their counts: 待办 12 · 超期 2."""

    _property = "filter"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row.setSpacing(6)

    def set_counts(self, titles: Sequence[str], counts: Sequence[int | None]) -> None:
        """Show each count after its word; None shows the word alone."""
        words = [
            title if count is None else f"{title} {count}"
            for title, count in zip(titles, counts, strict=True)
        ]
        if len(words) != len(self._group.buttons()):
            self.set_items(words)
            return
        for place, word in enumerate(words):
            self.set_title(place, word)


def _place_name(place: int, count: int) -> str:
    if count == 1:
        return "only"
    return {0: "first", count - 1: "last"}.get(place, "mid")
