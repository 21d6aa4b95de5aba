"""A short note of what was done, with a way back for ten seconds (提示 + 撤销)."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget
from shiboken6 import isValid

from gridhall.qt.buttons import button
from gridhall.qt.icons import IconLabel
from gridhall.qt.labels import label
from gridhall.qt.scaling import fit, refit
from gridhall.qt.theme import application, current_theme

SHOWN = 10_000  # ms
_STATUS = 26  # px at 100 %: the status line
WIDE = 1100  # effective window width from which the toast sits at the bottom left


class Toast(QFrame):
    """One per window; a new note takes the old one's place."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._undo: Callable[[], None] | None = None
        self.setProperty("toast", "true")
        self._text, self._row = label(""), QHBoxLayout(self)
        self._back, self._hint = button("撤销", "", "toast"), label("Ctrl+Z", "toastkey")
        self._back.clicked.connect(self._take_back)
        row = self._row
        row.setSpacing(8)
        row.addWidget(IconLabel(self).show_icon("check_circle-fill", "toast_link"))
        for widget in (self._text, self._back, self._hint):
            row.addWidget(widget)
        self._timer = QTimer(self, singleShot=True, interval=SHOWN)
        self._timer.timeout.connect(self.hide)
        self._key = _UndoKey(self)
        self.hide()

    def say(self, text: str, undo: Callable[[], None] | None = None) -> None:
        """Show the note; with `undo`, offer it."""
        self._undo = undo
        self._key.begin()
        self._text.setText(text)
        self._back.setVisible(undo is not None)
        self._hint.setVisible(undo is not None)
        self.setAccessibleName(text)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
        refit(self)
        self.show()
        self.place()
        self._timer.start()

    def text(self) -> str:
        """The note on show; empty when there is none."""
        return self._text.text() if self.isVisible() else ""

    def offers_undo(self) -> bool:
        """Whether the act on show can be taken back here."""
        return self._undo is not None and self.isVisible()

    def place(self) -> None:
        """Bottom left above the list where it is wide, over the status line where it is narrow.

        There every place of the page is needed: the note takes the line and the margin above it.
        """
        fit(self)
        px, over = current_theme().px, self.parentWidget()
        assert over is not None
        wide = over.width() / (current_theme().percent / 100) >= WIDE
        high = px(4) if wide else 0
        self._row.setContentsMargins(px(16), high, px(16), high)
        self.adjustSize()
        room = px(_STATUS + 64) if wide else 0
        x, y = px(32 if wide else 0), over.height() - self.height() - room
        self.move(x, y)
        self.raise_()

    def _take_back(self) -> None:
        undo, self._undo = self._undo, None
        self.hide()
        if undo is not None:
            undo()


class _UndoKey(QObject):
    """While a note offers it, Ctrl+Z is the act's and not a field's own; typing gives it back."""

    def __init__(self, toast: Toast) -> None:
        super().__init__(toast)
        self._watched: QWidget | None = None
        self._typed = False
        application().focusChanged.connect(self._watch)

    def begin(self) -> None:
        """A new note: nothing has been typed since."""
        self._typed = False
        self._watch(None, application().focusWidget())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep a field from claiming the key; the window's own shortcut then takes it."""
        if not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.KeyPress and event.text().isprintable():
            self._typed = self._typed or bool(event.text())
        toast = self.parent()
        claimed = event.type() == QEvent.Type.ShortcutOverride
        if claimed and event.matches(QKeySequence.StandardKey.Undo) and not self._typed:
            assert isinstance(toast, Toast)
            if toast.offers_undo():
                event.ignore()
                return True
        return False

    def _watch(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        toast = self.parent()
        assert isinstance(toast, Toast)
        ours = new is not None and new.window() is toast.window()
        self._watched = new if ours else None
        if self._watched is not None:
            self._watched.installEventFilter(self)
