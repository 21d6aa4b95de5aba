"""A short note of what was done, with a way back for ten seconds (提示 + 撤销)."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from gridhall.qt.buttons import button
from gridhall.qt.icons import IconLabel
from gridhall.qt.labels import label
from gridhall.qt.scaling import fit, refit
from gridhall.qt.theme import current_theme

SHOWN = 10_000  # ms
WIDE = 1100  # effective window width from which the toast sits at the bottom left


class Toast(QFrame):
    """One per window; a new note takes the old one's place."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._undo: Callable[[], None] | None = None
        self.setProperty("toast", "true")
        self._text = label("")
        self._back, self._hint = button("撤销", "", "toast"), label("Ctrl+Z", "toastkey")
        self._back.clicked.connect(self._take_back)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 16, 4)
        row.setSpacing(8)
        row.addWidget(IconLabel(self).show_icon("check_circle-fill", "toast_link"))
        for widget in (self._text, self._back, self._hint):
            row.addWidget(widget)
        self._timer = QTimer(self, singleShot=True, interval=SHOWN)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def say(self, text: str, undo: Callable[[], None] | None = None) -> None:
        """Show the note; with `undo`, offer it."""
        self._undo = undo
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

    def place(self) -> None:
        """Bottom left above the list where it is wide, under the header where it is narrow."""
        fit(self)
        self.adjustSize()
        px, over = current_theme().px, self.parentWidget()
        assert over is not None
        wide = over.width() / (current_theme().percent / 100) >= WIDE
        x = px(32) if wide else (over.width() - self.width()) // 2
        y = over.height() - self.height() - px(26) - px(64) if wide else px(60)
        self.move(x, y)
        self.raise_()

    def _take_back(self) -> None:
        undo, self._undo = self._undo, None
        self.hide()
        if undo is not None:
            undo()
