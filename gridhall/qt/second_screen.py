"""A window that visitors look at: full screen on a second screen, plain where there is only one."""

from contextlib import suppress

from PySide6.QtCore import QByteArray, QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QWidget

from gridhall.core.errors import UserError
from gridhall.core.settings import load_geometry, save_geometry

_PLAIN = (960, 600)  # px, where there is no second screen


class SecondScreen(QWidget):
    """Opens again where it stood; Esc closes, F11 fills the screen or gives it back.

    It goes with its owner: when that is hidden (locked, signed out) or deleted, so is this; give
    `outlives_page` to a window that shows nothing of anybody and may stay while the desk is locked.
    """

    closed = Signal()

    def __init__(
        self, owner: QWidget, name: str, title: str, *, outlives_page: bool = False
    ) -> None:
        super().__init__(owner, Qt.WindowType.Window)
        self._name = name
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setProperty("ownSize", True)
        self.setMinimumSize(480, 320)
        if not outlives_page:
            owner.installEventFilter(self)

    def open_up(self) -> None:
        """Show it, without taking the keyboard from the clerk."""
        if self.isVisible():
            return
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.resize(*_PLAIN)
        kept = load_geometry().get(self._name, "").encode("ascii", "ignore")
        known = bool(kept) and self.restoreGeometry(QByteArray.fromBase64(kept))
        other = second_screen(self.parentWidget())
        if other is None:
            self.setWindowState(self.windowState() & ~Qt.WindowState.WindowFullScreen)
        elif not known:
            self.setGeometry(other)
            self.setWindowState(Qt.WindowState.WindowFullScreen)
        self.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes, F11 switches full screen."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() == Qt.Key.Key_F11:
            self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember where it stood."""
        stood = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        with suppress(UserError):  # where a window stood is not worth a word
            save_geometry({**load_geometry(), self._name: stood})
        self.closed.emit()
        super().closeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The owner is no longer on show: neither is what it showed to a visitor."""
        if event.type() == QEvent.Type.Hide and not event.spontaneous():
            self.close()
        return super().eventFilter(watched, event)


def second_screen(owner: QWidget | None) -> QRect | None:
    """The first screen that the clerk's window is not on; None when there is one screen."""
    places = [one.geometry() for one in QGuiApplication.screens()]
    if owner is None:
        return places[1] if len(places) > 1 else None
    middle = owner.window().frameGeometry().center()
    return next((one for one in places if not one.contains(middle)), None)
