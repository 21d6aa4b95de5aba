"""A password field that shows itself on request and notices Caps Lock."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from gridhall.qt.field_icon import FieldIcon


class PasswordEdit(QLineEdit):
    """Dots until the eye is pressed; `caps_noticed` follows what the typed letters give away."""

    caps_noticed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self._eye = FieldIcon(self, "visibility", "显示密码")
        self._eye.clicked.connect(self._toggle)

    def hide_text(self) -> None:
        """Back to dots, as when the page is shown again."""
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self._paint_eye()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A capital without Shift, or a small letter with it, gives Caps Lock away."""
        text = event.text()
        if len(text) == 1 and text.isascii() and text.isalpha():
            shift = bool(event.modifiers() & event.modifiers().ShiftModifier)
            self.caps_noticed.emit(text.isupper() != shift)
        super().keyPressEvent(event)

    def _toggle(self) -> None:
        hidden = self.echoMode() == QLineEdit.EchoMode.Password
        self.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self._paint_eye()

    def _paint_eye(self) -> None:
        hidden = self.echoMode() == QLineEdit.EchoMode.Password
        glyph, words = ("visibility", "显示密码") if hidden else ("visibility_off", "隐藏密码")
        self._eye.show_glyph(glyph, words)
