"""The dialog every other is made of: head, body, foot, over a dimmed window (弹窗)."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from gridhall.qt.buttons import Btn, button
from gridhall.qt.field_keys import FieldKeys
from gridhall.qt.focus import EnterNext, FocusRing
from gridhall.qt.frames import Line
from gridhall.qt.icons import IconLabel
from gridhall.qt.labels import label
from gridhall.qt.letters import PickByLetters
from gridhall.qt.scaling import fit
from gridhall.qt.theme import current_theme


class Sheet(QDialog):
    """A dialog with title, close button, scrolling body and a foot of buttons.

    Sizes in px at 100 %, clamped to the window. Esc closes; Enter never submits by surprise; Enter
    moves between fields. Set the first focus in `first_focus`, for tab order is a ring. Read what
    was typed as soon as `exec` returns: the dialog is gone with the next event.
    """

    def __init__(
        self, parent: QWidget | None, title: str, glyph: str, size: tuple[int, int]
    ) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self._icon = IconLabel()
        self.setModal(True)
        self.setProperty("sheet", "true")
        # Qt gives a window the least size of its layout, which is at this scale already.
        self.setProperty("ownSize", True)
        self.setAccessibleName(title)
        self._size, self._shade = size, _Shade(parent.window()) if parent else None
        self.first_focus: QWidget | None = None
        self.title, self.subtitle = label(title, "lg"), label("", "meta")
        self.close_button = button("关闭", "Esc", "ghost")
        self.close_button.clicked.connect(self.reject)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.setSpacing(0)
        self._column.addWidget(self._head(glyph))
        self._column.addWidget(Line())
        self._ring, self._enter = FocusRing(self), EnterNext(self)
        self._letters, self._field_keys = PickByLetters(self), FieldKeys(self)
        current_theme().changed.connect(self._fit)

    def set_body(self, body: QWidget) -> None:
        """What the dialog is about; it scrolls where the screen is small."""
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(body)
        self._column.addWidget(area, 1)

    def set_foot(self, left: Sequence[QWidget], right: Sequence[QWidget]) -> None:
        """The row of buttons; the act goes last at the right."""
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(20, 10, 20, 10)
        row.setSpacing(8)
        for widget in left:
            row.addWidget(widget)
        row.addStretch(1)
        for widget in right:
            row.addWidget(widget)
        self._column.addWidget(Line())
        self._column.addWidget(foot)

    def tint(self, glyph: str, ink: str) -> None:
        """Another icon at the head, in a token's colour."""
        self._icon.show_icon(glyph, ink, 22)

    def say(self, subtitle: str) -> None:
        """The quieter line under the title."""
        self.subtitle.setText(subtitle)
        self.subtitle.setVisible(bool(subtitle))

    def showEvent(self, event: QShowEvent) -> None:
        """Scale, place over the window, and put the focus where work begins."""
        self._fit()
        if self._shade:
            self._shade.spread()
        if self.first_focus:
            self.first_focus.setFocus(Qt.FocusReason.TabFocusReason)
        super().showEvent(event)

    def done(self, result: int) -> None:
        """Shown once: what was typed does not stay behind in a hidden dialog."""
        super().done(result)
        self.deleteLater()

    def hideEvent(self, event: QHideEvent) -> None:
        """Light up the window again."""
        if self._shade:
            self._shade.hide()
        super().hideEvent(event)

    def _head(self, glyph: str) -> QWidget:
        head = QWidget()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.subtitle)
        self.subtitle.hide()
        row = QHBoxLayout(head)
        row.setContentsMargins(20, 10, 12, 10)
        row.setSpacing(10)
        row.addWidget(self._icon.show_icon(glyph, "primary", 22))
        row.addLayout(words)
        row.addStretch(1)
        row.addWidget(self.close_button)
        return head

    def _fit(self) -> None:
        fit(self)
        self._column.activate()  # or the least size of the old scale would hold the window open
        px = current_theme().px
        wanted = QSize(px(self._size[0]), px(self._size[1]))
        parent = self.parentWidget()
        over = parent.window() if parent else None
        if over is None:
            self.resize(wanted)
            return
        self.resize(wanted.boundedTo(over.size() - QSize(px(24), px(16))))
        self.move(over.geometry().center() - self.rect().center())


class _Shade(QWidget):
    """Dims the window behind a dialog."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setProperty("shade", "true")
        self.setProperty("ownSize", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.hide()

    def spread(self) -> None:
        """Cover the whole window."""
        window = self.parentWidget()
        assert window is not None
        self.setGeometry(window.rect())
        window.installEventFilter(self)
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size."""
        if watched is self.parentWidget() and event.type() == QEvent.Type.Resize:
            self.setGeometry(watched.rect())
        return False


def reject_dialogs(window: QWidget) -> None:
    """Close what is open over `window`, as when it is locked; forms keep their drafts."""
    for dialog in reversed(window.findChildren(QDialog)):
        if dialog.isVisible():
            dialog.reject()


def foot_button(text: str, hint: str = "", kind: str = "", glyph: str = "") -> Btn:
    """A button for a dialog's foot whose key works from anywhere in the dialog."""
    made = button(text, hint, kind, glyph)
    return made.bind_key() if hint and hint != "Esc" else made
