"""A drop-down takes what is typed: a letter or two of an entry's sound (首字母选项)."""

import time

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QWidget
from shiboken6 import isValid

from gridhall.core.text import search_key
from gridhall.qt.theme import application

PAUSE = 1.0  # seconds after which another letter begins another word
_HELD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class PickByLetters(QObject):
    """For every drop-down inside `form`: n chooses 男, n again 女, nv 女, bd 本地户籍.

    Qt compares what is typed with the words themselves, which needs an input method.
    """

    def __init__(self, form: QWidget) -> None:
        super().__init__(form)
        self._watched: QComboBox | None = None
        self._typed, self._at = "", 0.0
        application().focusChanged.connect(self._watch)

    def _watch(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched, self._typed = None, ""
        form = self.parent()
        assert isinstance(form, QWidget)
        if isinstance(new, QComboBox) and not new.isEditable() and form.isAncestorOf(new):
            self._watched = new
            new.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Swallow a letter that chooses; pass everything else."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.modifiers() & _HELD or not isinstance(watched, QComboBox):
            return False
        letter = event.text().lower()
        return letter.isascii() and letter.isalnum() and self._choose(watched, letter)

    def _choose(self, box: QComboBox, letter: str) -> bool:
        now = time.monotonic()
        fresh = now - self._at > PAUSE or self._typed == letter
        typed = letter if fresh else self._typed + letter
        self._at = now
        found = _fitting(box, typed, box.currentIndex() + (len(typed) == 1))
        if found is None:
            return False
        self._typed = typed
        box.setCurrentIndex(found)
        return True


def _fitting(box: QComboBox, typed: str, start: int) -> int | None:
    """The first entry from `start` on, round the end, that sounds like what is typed."""
    count = box.count()
    for step in range(count):
        place = (start + step) % count
        if any(word.startswith(typed) for word in _sounds(box.itemText(place))):
            return place
    return None


def _sounds(words: str) -> list[str]:
    from gridhall.core.pinyin import name_keys  # its tables are not needed to start

    return [search_key(words), *(sound for sounds in name_keys(words) for sound in sounds)]
