"""An icon inside a line edit that scales, is large enough to hit, and has a name."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QToolButton

from gridhall.qt.icons import icon
from gridhall.qt.labels import tip
from gridhall.qt.theme import current_theme

_SIDE, _GLYPH = 28, 18  # px at 100 %


class FieldIcon(QToolButton):
    """At the end of the field, to be pressed; `leading` ones are only a picture at the start.

    Not QLineEdit.addAction: its buttons are 22 x 18 px at every font scale.
    """

    def __init__(
        self, edit: QLineEdit, glyph: str, words: str = "", *, leading: bool = False
    ) -> None:
        super().__init__(edit)
        self._leading, self._glyph = leading, glyph
        self.setProperty("ownSize", True)
        self.setProperty("inField", "true")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, leading)
        current_theme().changed.connect(self._refresh)
        self.show_glyph(glyph, words)

    def show_glyph(self, glyph: str, words: str = "") -> None:
        """Another icon and another name."""
        self._glyph = glyph
        self.setAccessibleName(words)
        tip(self, words)
        self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Stay at the field's end while there is something to see."""
        self._edit().installEventFilter(self)
        self._place()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """A dying field is not listened to: PySide would build every class to know what it is."""
        self._edit().removeEventFilter(self)
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The field has another size."""
        if watched is self.parent() and event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _edit(self) -> QLineEdit:
        edit = self.parent()
        assert isinstance(edit, QLineEdit)
        return edit

    def _refresh(self) -> None:
        side = current_theme().px(_GLYPH)
        self.setIcon(icon(self._glyph, "text3" if self._leading else "text2", _GLYPH))
        self.setIconSize(QSize(side, side))
        margins = self._edit().textMargins()
        room = current_theme().px(_SIDE - 4)
        if self._leading:
            margins.setLeft(room)
        else:
            margins.setRight(room)
        self._edit().setTextMargins(margins)
        self._place()

    def _place(self) -> None:
        px, edit = current_theme().px, self._edit()
        side = px(_SIDE)
        x = px(4) if self._leading else edit.width() - side - px(4)
        self.setGeometry(x, (edit.height() - side) // 2, side, side)
