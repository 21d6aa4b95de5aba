"""The strip below the box: who was last, or why not (64 px)."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gridhall.qt.buttons import button
from gridhall.qt.icons import IconLabel
from gridhall.qt.labels import label, set_look

_GLYPHS = {"green": "check_circle-fill", "amber": "warning-fill", "blue": "help"}


class LastStrip(QFrame):
    """Green: signed in or out, with the way back. Amber: what is in the way."""

    undo_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("banner", "green")
        self._icon, self.is_refusal = IconLabel(), False
        self.title, self.sub = label("", "lg", wrap=True), label("", "sub", wrap=True)
        self.undo = button("撤销", "Ctrl+Z", "text")
        self.undo.clicked.connect(self.undo_wanted)
        words, row = QVBoxLayout(), QHBoxLayout(self)
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.sub)
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(12)
        row.addWidget(self._icon)
        row.addLayout(words, 1)
        row.addWidget(self.undo)
        self.setMinimumHeight(64)
        self.hide()

    def say(self, tone: str, title: str, sub: str = "", *, undo: bool = False) -> None:
        """Show a sentence and a quieter line; screen readers are told."""
        self.is_refusal = tone == "amber"
        set_look(self, banner=tone)
        set_look(self.title, role="lg" if tone == "green" else "b", tone=tone)
        self._icon.show_icon(_GLYPHS[tone], f"{tone}_fg", 36 if tone == "green" else 24)
        self.title.setText(title)
        self.sub.setText(sub)
        self.sub.setVisible(bool(sub))
        self.undo.setVisible(undo)
        self.setAccessibleName(f"{title} {sub}".strip())
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.accessibleName()))

    def text(self) -> str:
        """What is on show; "" when nothing is."""
        return self.title.text() if not self.isHidden() else ""
