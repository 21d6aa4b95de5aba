"""A field that is filled by choosing: two or three keys, Enter, done (联想输入)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from gridhall.qt.choice import ROWS, Choice, Find, loosely
from gridhall.qt.field_icon import FieldIcon
from gridhall.qt.theme import dress_fully

if TYPE_CHECKING:
    from gridhall.qt.offer_popup import OfferPopup

_CHOOSING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: ROWS - 1,
    Qt.Key.Key_PageUp: 1 - ROWS,
}


def _nothing(_typed: str) -> Sequence[Choice]:
    return ()


class Suggest(QLineEdit):
    """Type, see offers under the field, choose with Enter or Tab; Esc closes the list.

    Our own popup, for QCompleter's takes the focus and swallows Enter. While an input method
    composes, every key is its own.
    """

    picked = Signal(object)  # the Choice
    emptied = Signal()  # typed over: nothing is chosen any more

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._find: Find = _nothing
        self._composing = False
        self._popup: OfferPopup | None = None
        self.choice: Choice | None = None
        self.textEdited.connect(self._refresh)

    def set_find(self, find: Find) -> None:
        """Where offers come from; called with what is typed, stripped, at every key."""
        self._find = loosely(find)

    def choose(self, choice: Choice | None) -> None:
        """Fill the field without telling, as when a draft is restored."""
        self.choice = choice
        self.setText(choice.title if choice else "")
        self.close_list()

    def show_arrow(self) -> None:
        """An arrow for those who use the mouse: it shows everything there is."""
        self.arrow = FieldIcon(self, "keyboard_arrow_down", "展开名单")
        self.arrow.clicked.connect(self._toggle_all)

    def offers(self) -> Sequence[Choice]:
        """What the open list shows; empty when it is closed."""
        return self._popup.list.offers.choices if self._popup and self.is_open() else ()

    def is_open(self) -> bool:
        """Whether the list is on show."""
        return self._popup is not None and self._popup.isVisible()

    def is_unpicked(self) -> bool:
        """Whether initials or figures stand here that fit offers of which none was chosen."""
        said = self.text().strip()
        return self.choice is None and said.isascii() and bool(said and self._find(said))

    def is_composing(self) -> bool:
        """Whether an input method holds half a word."""
        return self._composing

    def close_list(self) -> None:
        """Put the list away; what is typed stays."""
        if self._popup:
            self._popup.hide()

    def open_list(self) -> None:
        """Show what fits what is typed now, everything if nothing is."""
        self._show_offers(self._find("" if self.choice else self.text().strip()))

    def _show_offers(self, offers: Sequence[Choice]) -> None:
        if not offers:
            self.close_list()
            return
        if self._popup is None or self._popup.parent() is not self.window():
            from gridhall.qt.offer_popup import OfferPopup  # not needed for the first window

            dress_fully()
            self._popup = OfferPopup(self.window())
            self._popup.list.clicked.connect(self._pick)
        self._popup.show_under(self, offers)

    def _toggle_all(self) -> None:
        if self.is_open():
            self.close_list()
            return
        self.setFocus()
        self._show_offers(self._find(""))

    def _refresh(self) -> None:
        if self.choice is not None:
            self.choice = None
            self.emptied.emit()
        if self.text().strip():
            self.open_list()
        else:
            self.close_list()

    def _pick(self) -> None:
        choice = self._popup.list.current() if self._popup else None
        if choice is not None:
            self.choose(choice)
            self.picked.emit(choice)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Remember whether half a word is open."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tab chooses while the list is open; it never reaches keyPressEvent."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and not self._composing
            and self._take(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def _take(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if not self.is_open():
            if key == Qt.Key.Key_Down and self.choice is None:
                self.open_list()
                return self.is_open()
            return False
        assert self._popup is not None
        if key in _STEPS:
            self._popup.list.step(_STEPS[key])
        elif key == Qt.Key.Key_Escape:
            self.close_list()
        elif key in _CHOOSING and event.modifiers() in _PLAIN:
            self._pick()
        else:
            return False
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The list belongs to the field that is typed in."""
        self.close_list()
        super().focusOutEvent(event)
