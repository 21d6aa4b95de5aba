"""Keyboard: a ring that shows the focus, Enter to the next field, F6 from region to region."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import (
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QRegion,
)
from PySide6.QtWidgets import QComboBox, QScrollArea, QTabBar, QWidget
from shiboken6 import isValid

from gridhall.qt.suggest import Suggest
from gridhall.qt.theme import application, current_theme

# These show their focus themselves, by a border or a row's frame.
# By name, for PySide builds a class at its first mention and sign-in needs few of them.
_OWN_FOCUS = (
    *("QLineEdit", "QComboBox", "QAbstractSpinBox", "QTextEdit", "QPlainTextEdit"),
    "QAbstractItemView",
)
_ENTER_MOVES = ("QLineEdit", "QComboBox", "QAbstractSpinBox", "QCheckBox", "QRadioButton")
_FOLLOW = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Hide, QEvent.Type.Show)


class FocusRing(QWidget):
    """One overlay draws a 2 px ring round whatever inside `host` has the keyboard focus.

    It ends where a scrolled form ends, and what takes the focus by keyboard is scrolled into view.
    """

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setProperty("ownSize", True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._around: QWidget | None = None
        self.hide()
        application().focusChanged.connect(self._move_to)

    def _host(self) -> QWidget:
        # Never an attribute: Python's collector deletes a widget that a child holds out of order.
        host = self.parentWidget()
        assert host is not None
        return host

    def target(self) -> QWidget | None:
        """The widget the ring is drawn round; None while it is hidden."""
        return self._around if self.isVisible() else None

    def _move_to(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._unfollow()
        if new is None or not self._host().isAncestorOf(new):
            self.hide()
            return
        QTimer.singleShot(0, self, self._scroll_to_focus)  # once a new layout has settled
        if _is_a(new, _OWN_FOCUS):
            self.hide()
            return
        self._follow(new)
        self._place()

    def _follow(self, new: QWidget) -> None:
        """A form that scrolls moves something round the field, not the field."""
        self._around = new
        for widget in (new, *_between(new, self._host())):
            widget.installEventFilter(self)
        new.destroyed.connect(self._lose)

    def _unfollow(self) -> None:
        around, self._around = self._around, None
        if around is not None and isValid(around):
            for widget in (around, *_between(around, self._host())):
                widget.removeEventFilter(self)

    def _scroll_to_focus(self) -> None:
        """Not under a pressed mouse: what is clicked must not run away."""
        now = application().focusWidget()
        if now is None or not self._host().isAncestorOf(now) or now.inherits("QAbstractItemView"):
            return
        if QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
            return
        for area in _between(now, self._host()):
            if isinstance(area, QScrollArea):
                area.ensureWidgetVisible(now, 0, current_theme().px(12))
        self._place()

    def _lose(self) -> None:
        self._unfollow()
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the focused widget."""
        if self._around is not None and event.type() in _FOLLOW:
            self._place()
        return False

    def _place(self) -> None:
        around = self._around
        if around is None or not isValid(around) or not around.isVisible():
            self.hide()
            return
        box = QRect(around.mapTo(self._host(), QPoint(0, 0)), around.size())
        if around.inherits("QTabBar"):
            assert isinstance(around, QTabBar)
            tab = around.tabRect(around.currentIndex())
            start = around.mapTo(self._host(), tab.topLeft())
            box = QRect(start, tab.size()).adjusted(5, 7, -5, -7)
        box = box.adjusted(-4, -4, 4, 4)
        seen = self._seen(around, box)
        if seen.isEmpty():
            self.hide()
            return
        self.setGeometry(box)
        self.setMask(QRegion(seen.translated(-box.topLeft())))
        self.show()
        self.raise_()

    def _seen(self, around: QWidget, box: QRect) -> QRect:
        """What of the ring lies inside every area that scrolls; in the host's px."""
        for outer in _between(around, self._host()):
            parent = outer.parentWidget()
            if isinstance(parent, QScrollArea) and parent.viewport() is outer:
                box = box.intersected(QRect(outer.mapTo(self._host(), QPoint(0, 0)), outer.size()))
        return box

    def paintEvent(self, event: QPaintEvent) -> None:
        """White on the dark header, the focus colour elsewhere."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = current_theme()
        pen = QPen(theme.color("on_header" if self._on_header() else "focus"))
        pen.setWidthF(2)
        painter.setPen(pen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 8, 8)

    def _on_header(self) -> bool:
        around = self._around
        while around is not None and around is not self._host():
            if around.property("hdr") or around.inherits("QTabBar"):
                return True
            around = around.parentWidget()
        return False


class EnterNext(QObject):
    """Enter moves to the next field, Shift+Enter back; Ctrl+Enter is left to the submit action.

    Works for every field inside `form`. Multi-line editors keep Enter, and so does a field in
    which an input method is composing, and the last field of a small form (property `submits`).
    """

    def __init__(self, form: QWidget) -> None:
        super().__init__(form)
        self._watched: QWidget | None = None
        self._composing = False
        application().focusChanged.connect(self._watch)

    def _watch(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched, self._composing = None, False
        if new is not None and _is_a(new, _ENTER_MOVES) and self._owns(new):
            self._watched = new
            new.installEventFilter(self)
            new.destroyed.connect(self._lose)

    def _owns(self, widget: QWidget) -> bool:
        form = self.parent()
        return isinstance(form, QWidget) and form.isAncestorOf(widget)

    def _lose(self) -> None:
        self._watched = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Swallow an Enter that moves; pass everything else."""
        if isinstance(event, QInputMethodEvent):
            self._composing = bool(event.preeditString())
            return False
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or self._is_busy(watched):
            return False
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier or self._watched is None:
            return False
        forward = not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        self._watched.focusNextPrevChild(forward)
        return True

    def _is_busy(self, field: QObject) -> bool:
        if self._composing or field.property("submits"):
            return True
        if field.inherits("QComboBox"):
            assert isinstance(field, QComboBox)
            return field.view().isVisible()
        return isinstance(field, Suggest) and field.is_open()


class Regions(QObject):
    """F6 goes from region to region: toolbar, list, detail, header (换区)."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._places: list[QWidget] = []

    def set_places(self, places: Sequence[QWidget]) -> None:
        """One widget in each region, in reading order; hidden ones are passed over."""
        self._places = list(places)

    def next(self) -> None:
        """To the region after the one that has the focus."""
        places = [place for place in self._places if place.isVisible() and place.isEnabled()]
        if not places:
            return
        now = application().focusWidget()
        here = next((at for at, place in enumerate(places) if _holds(place, now)), -1)
        target = places[(here + 1) % len(places)]
        if target.focusPolicy() == Qt.FocusPolicy.NoFocus and target.focusProxy() is None:
            target = target.nextInFocusChain() or target
        target.setFocus(Qt.FocusReason.TabFocusReason)


def _between(widget: QWidget, host: QWidget) -> list[QWidget]:
    """What the widget stands in, from the inside out, up to the host."""
    found, outer = list[QWidget](), widget.parentWidget()
    while outer is not None and outer is not host:
        found.append(outer)
        outer = outer.parentWidget()
    return found


def _is_a(widget: QWidget, names: Sequence[str]) -> bool:
    return any(widget.inherits(name) for name in names)


def _holds(place: QWidget, now: QWidget | None) -> bool:
    return now is not None and (place is now or place.isAncestorOf(now))
