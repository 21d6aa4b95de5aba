"""The 26 px line at the bottom: how the hall file is, and the time (状态栏)."""

from PySide6.QtCore import QDateTime, QLocale, QTimer
from PySide6.QtWidgets import QHBoxLayout, QStatusBar, QWidget

from gridhall.qt.icons import IconLabel
from gridhall.qt.labels import PlainLabel, label, set_look
from gridhall.qt.theme import current_theme


class StatusLine(QStatusBar):
    """Named notes at the left; keys, font scale and clock at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._notes: dict[str, tuple[QWidget, IconLabel, PlainLabel]] = {}
        self._scale, self._clock = label(""), label("")
        for widget in (label("F1 快捷键"), self._scale, self._clock):
            self.addPermanentWidget(widget)
        self._minute = QTimer(self, interval=5_000)
        self._minute.timeout.connect(self._tick)
        self._minute.start()
        current_theme().changed.connect(self._tick)
        self._tick()

    def note(self, name: str, text: str, tone: str = "", glyph: str = "") -> None:
        """Say something under a name (database, backup, queue); an empty text takes it away."""
        if name not in self._notes:
            self._notes[name] = self._make(name)
        box, art, words = self._notes[name]
        words.setText(text)
        set_look(words, tone=tone)
        art.setVisible(bool(glyph))
        if glyph:
            art.show_icon(glyph, f"{tone}_fg" if tone else "text2", 16)
        box.setVisible(bool(text))

    def notes(self) -> dict[str, str]:
        """What is said now, by name."""
        return {name: words.text() for name, (_, _, words) in self._notes.items() if words.text()}

    def _make(self, name: str) -> tuple[QWidget, IconLabel, PlainLabel]:
        box, art, words = QWidget(), IconLabel(), label("")
        box.setObjectName(f"status_{name}")
        row = QHBoxLayout(box)
        row.setContentsMargins(6, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(art)
        row.addWidget(words)
        self.addWidget(box)
        return box, art, words

    def _tick(self) -> None:
        now = QDateTime.currentDateTime()
        self._clock.setText(QLocale().toString(now, "yyyy-MM-dd ddd HH:mm"))
        self._scale.setText(f"{current_theme().percent}%")
