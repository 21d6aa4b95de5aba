"""A hand scanner that types (键盘口扫码枪), told from a person who types, anywhere in the program.

A scanner sends its code as a burst of keys, a few milliseconds apart, and Enter. Every printable
key is held back until the next one, or for `GAP_MS` at the most: a burst that ends with Enter is a
scan and reaches no field; whatever else it was goes on its way, in order, late by two frames.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from gridhall.qt.theme import application

GAP_MS = 35  # between two keys of a scanner; people need 60 and more
LEAST = 6  # characters of a scan: three initials and Enter are never one
TAKES_SCANS = "takesScans"  # property of a field that wants the code typed into itself
_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)  # as the scanner was set up
_HELD_DOWN = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock)
_POINTING = (QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.Wheel)


@dataclass(frozen=True, slots=True)
class _Kept:
    """A key event that is held back, and where it was going."""

    window: QWindow
    kind: QEvent.Type
    key: int
    modifiers: Qt.KeyboardModifier
    native: tuple[int, int, int]
    text: str
    at: int

    def sent_anew(self) -> QKeyEvent:
        """The same event once more: the first one is Qt's and gone."""
        event = QKeyEvent(self.kind, self.key, self.modifiers, *self.native, self.text)
        event.setTimestamp(self.at)
        return event


class Scanner(QObject):
    """Listens at the windows, where a key arrives once; `scanned` tells the text of a scan.

    A field with the property `takesScans` gets the code as if it was typed: an ID reader fills a
    form. While an input method composes, and for keys held down, nothing is held back.
    """

    scanned = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.listens: Callable[[], bool] = lambda: True  # not while the desk is locked
        self._kept: list[_Kept] = []
        self._releasing, self._composing = False, False
        self._swallow_until = 0  # the second of two line ends, and keys let go after a scan
        self._watched: QObject | None = None
        self._pause = QTimer(self, singleShot=True, interval=GAP_MS)
        self._pause.setTimerType(Qt.TimerType.PreciseTimer)
        self._pause.timeout.connect(self.release)
        app = application()
        app.focusWindowChanged.connect(self._listen)
        app.focusObjectChanged.connect(self._watch)
        self._listen(app.focusWindow())
        self._watch(app.focusObject())

    def release(self) -> None:
        """Let what is held back go on its way: it was typed."""
        self._pause.stop()
        kept, self._kept = self._kept, []
        self._releasing = True
        try:
            for one in kept:
                if isValid(one.window):
                    QCoreApplication.sendEvent(one.window, one.sent_anew())
        finally:
            self._releasing = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hold a key back, or let it through with all before it."""
        if isinstance(event, QInputMethodEvent):
            self._composing = bool(event.preeditString())
            self.release()
            return False
        if self._releasing or not isinstance(watched, QWindow) or not self.listens():
            return False
        if isinstance(event, QKeyEvent):
            return self._take(watched, event)
        if event.type() in _POINTING and self._kept:
            self.release()
        return False

    def _take(self, window: QWindow, event: QKeyEvent) -> bool:
        kind, at = event.type(), _when(event)
        if kind == QEvent.Type.KeyRelease:
            return self._take_release(window, event, at)
        if kind == QEvent.Type.ShortcutOverride:
            self._let_pass_before(event)
            return False
        if kind != QEvent.Type.KeyPress:
            return False
        if event.key() in _MODIFIERS:
            return False
        if event.key() in _ENDS and at <= self._swallow_until:
            return True
        if not self._may_be_scanned(event):
            return self._take_other(event, at)
        if self._kept and at - self._kept[-1].at > GAP_MS:
            self.release()  # the program was busy: by their own times they are apart
        self._kept.append(_kept(window, event, at))
        self._pause.start()
        return True

    def _let_pass_before(self, event: QKeyEvent) -> None:
        """A shortcut never overtakes what was typed before it; the Enter of a scan is none."""
        is_end = event.key() in _ENDS and not event.modifiers() & _HELD_DOWN
        may_end_scan = is_end and sum(1 for _ in self._presses()) >= LEAST
        is_plain = event.key() in _MODIFIERS or self._may_be_scanned(event)
        if self._kept and not (is_plain or may_end_scan):
            self.release()

    def _take_release(self, window: QWindow, event: QKeyEvent, at: int) -> bool:
        """A key let go follows its press; after a scan it has none to follow."""
        if self._kept and any(one.key == event.key() for one in self._kept):
            self._kept.append(_kept(window, event, at))
            return True
        return at <= self._swallow_until and event.key() not in _MODIFIERS

    def _take_other(self, event: QKeyEvent, at: int) -> bool:
        """Enter ends a scan; anything else, and an Enter too late, comes after what was typed."""
        text = "".join(self._presses())
        in_time = bool(self._kept) and at - self._kept[-1].at <= GAP_MS
        plain = not event.modifiers() & _HELD_DOWN and not event.isAutoRepeat()
        is_scan = event.key() in _ENDS and plain and in_time and len(text) >= LEAST
        if not is_scan or _wants_it(QApplication.focusWidget()):
            self.release()
            return False
        self._pause.stop()
        self._kept.clear()
        self._swallow_until = at + GAP_MS
        self.scanned.emit(text)
        return True

    def _presses(self) -> Iterator[str]:
        return (one.text for one in self._kept if one.kind == QEvent.Type.KeyPress)

    def _may_be_scanned(self, event: QKeyEvent) -> bool:
        return (
            event.text().isprintable()
            and len(event.text()) == 1
            and not event.isAutoRepeat()
            and not event.modifiers() & _HELD_DOWN
            and not self._composing
        )

    def _listen(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def _watch(self, new: QObject | None) -> None:
        """The field that is typed in, for the words an input method composes there."""
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._composing = False
        self._watched = new if isinstance(new, QWidget) else None
        if self._watched is not None:
            self._watched.installEventFilter(self)


def _when(event: QKeyEvent) -> int:
    """When the key was pressed, in milliseconds; by now's clock where the platform does not say."""
    return int(event.timestamp()) or int(time.monotonic() * 1000)


def _kept(window: QWindow, event: QKeyEvent, at: int) -> _Kept:
    native = (event.nativeScanCode(), event.nativeVirtualKey(), event.nativeModifiers())
    return _Kept(window, event.type(), event.key(), event.modifiers(), native, event.text(), at)


def _wants_it(field: QWidget | None) -> bool:
    return field is not None and bool(field.property(TAKES_SCANS))
