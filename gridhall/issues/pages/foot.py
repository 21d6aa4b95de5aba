"""The foot of an issue's card: one filled button, the usual steps, the rest in 更多, all by key."""

from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from gridhall.issues.pages.offers import GLYPHS, KEYS, PRINT, Offer, words
from gridhall.issues.queries.cards import IssueCard
from gridhall.papers.labels import kind_label
from gridhall.qt.buttons import Btn, button, key_sequences
from gridhall.qt.labels import tip

_GUARD_MS = 600  # an impatient second click on the form falls on what has taken its place


class IssueFoot(QObject):
    """Keys are the panel's: dead while it is not on show, and where a step is not offered."""

    chosen = Signal(str)

    def __init__(self, panel: QWidget) -> None:
        super().__init__(panel)
        self._card: IssueCard | None = None
        self._offer = Offer("", (), ())
        self.first = button("梳理", "Ctrl+Enter", "primary", "filter_list")
        self.usual = (button("就地办理", "Alt+J"), button("不纳入", "Alt+B"))
        self.more, self.print = button("更多", "Alt+M", "text"), button("打印", "Ctrl+P")
        self._keys = {key: self._bind(panel, key) for key in dict.fromkeys(KEYS.values())}
        self.first.bind_key().clicked.connect(self._press_first)
        self.more.bind_key().clicked.connect(self.open_menu)
        self.print.clicked.connect(partial(self.chosen.emit, PRINT))
        for place, made in enumerate(self.usual):
            made.clicked.connect(partial(self._press_usual, place))

    def rows(self) -> QVBoxLayout:
        """Two rows of buttons, the filled one below at the right edge of the card."""
        column = QVBoxLayout()
        column.setSpacing(8)
        above, below = QHBoxLayout(), QHBoxLayout()
        for row in (above, below):
            row.setSpacing(8)
        for made in self.usual:
            above.addWidget(made)
        above.addStretch(1)
        above.addWidget(self.more)
        below.addWidget(self.first, 1)
        below.addWidget(self.print)
        column.addLayout(above)
        column.addLayout(below)
        return column

    def show_offer(self, card: IssueCard, offered: Offer, paper: str) -> None:
        """The steps of this issue, and the paper that Ctrl+P prints ("" for none)."""
        self._card, self._offer = card, offered
        self._dress(self.first, offered.first)
        self.first.setProperty("hint", "Ctrl+Enter")
        self.first.setProperty("glyph", GLYPHS.get(offered.first, "check"))
        for place, made in enumerate(self.usual):
            self._dress(made, offered.usual[place] if place < len(offered.usual) else "")
        self.more.setVisible(bool(offered.rest))
        self.print.setVisible(bool(paper))
        title = kind_label(paper) if paper else ""
        self.print.setText(f"打印{title}")
        tip(self.print, f"打印{title}" if title else "")
        live = {KEYS.get(step, "") for step in offered.all()} | ({KEYS[PRINT]} if paper else set())
        for key, shortcut in self._keys.items():
            shortcut.setEnabled(key in live)

    def rest(self) -> None:
        """Sleep a moment: a key meant for the form must not carry the issue a step on."""
        self.first.setEnabled(False)
        QTimer.singleShot(_GUARD_MS, self, lambda: self.first.setEnabled(True))

    def open_menu(self) -> None:
        """The further steps, each with its key."""
        if self._card is None:
            return
        menu = QMenu(self.more)
        menu.setObjectName("stepsMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for step in self._offer.rest:
            said = f"{words(step, self._card)}\t{KEYS.get(step, '')}"
            menu.addAction(said, partial(self.chosen.emit, step))
        menu.popup(self.more.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def _bind(self, panel: QWidget, key: str) -> QShortcut:
        shortcut = QShortcut(key_sequences(key)[0], panel)
        shortcut.setEnabled(False)
        shortcut.activated.connect(partial(self._press_key, key))
        return shortcut

    def _press_key(self, key: str) -> None:
        if key == KEYS[PRINT]:
            self.chosen.emit(PRINT)
            return
        step = next((one for one in self._offer.all() if KEYS.get(one) == key), None)
        if step is not None:
            self.chosen.emit(step)

    def _press_first(self) -> None:
        if self._offer.first:
            self.chosen.emit(self._offer.first)

    def _press_usual(self, place: int) -> None:
        if place < len(self._offer.usual):
            self.chosen.emit(self._offer.usual[place])

    def _dress(self, made: Btn, step: str) -> None:
        made.setVisible(bool(step))
        if step and self._card is not None:
            made.setText(words(step, self._card))
            made.setProperty("hint", KEYS.get(step, ""))
