"""The foot of a case's card: one filled button, the usual steps, the rest in 更多, all by key."""

from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from gridhall.forms.ui_case_card import Ui_CaseCard
from gridhall.papers.labels import kind_label
from gridhall.qt.buttons import Btn, key_sequences
from gridhall.qt.labels import tip
from gridhall.service_desk.pages.card_steps import GLYPHS, KEYS, Offer, words
from gridhall.service_desk.queries.reads import CaseCard

KEEP = "补收材料"
_GUARD_MS = 600  # an impatient second click on the form falls on what has taken its place
_WHOLE, _TAIL = 4, 3  # 通知书, 告知书, 转办单: enough to know which; the whole name is read out


class CardFoot(QObject):
    """Keys are the panel's: dead while it is not on show, and where a step is not offered."""

    chosen = Signal(str)
    storing = Signal()  # what is ticked is to be kept first

    def __init__(self, panel: QWidget, ui: Ui_CaseCard) -> None:
        super().__init__(panel)
        self._ui, self._offer = ui, Offer("", (), ())
        self._card: CaseCard | None = None
        self._ticked = False
        self._keys = {key: self._bind(panel, key) for key in dict.fromkeys(KEYS.values())}
        ui.primaryButton.bind_key().clicked.connect(self._press_first)
        ui.moreButton.bind_key().clicked.connect(self.open_menu)
        for place, made in enumerate(self._usual_buttons()):
            made.clicked.connect(partial(self._press_usual, place))

    def show(self, card: CaseCard, offered: Offer, paper: str) -> None:
        """The steps of this case, and the paper that Ctrl+P prints ('' for none)."""
        self._card, self._offer, ui = card, offered, self._ui
        self._dress_first()
        for place, made in enumerate(self._usual_buttons()):
            self._dress(made, offered.usual[place] if place < len(offered.usual) else "")
        ui.moreButton.setVisible(bool(offered.rest))
        ui.printButton.setVisible(bool(paper))
        title = kind_label(paper).partition("（")[0] if paper else ""
        ui.printButton.setText(f"打印{title if len(title) <= _WHOLE else title[-_TAIL:]}")
        ui.printButton.setAccessibleName(f"打印{title} 快捷键 Ctrl+P")
        tip(ui.printButton, f"打印{title}")
        live = {KEYS.get(step, "") for step in offered.all()}
        for key, shortcut in self._keys.items():
            shortcut.setEnabled(key in live)

    def show_ticked(self, ticked: bool) -> None:
        """Materials just ticked are kept before anything else: no step may lose them."""
        if ticked != self._ticked:
            self._ticked = ticked
            self._dress_first()

    def rest(self) -> None:
        """Sleep a moment: a click meant for what stood here before must not close the case."""
        self._ui.primaryButton.setEnabled(False)
        QTimer.singleShot(_GUARD_MS, self, lambda: self._ui.primaryButton.setEnabled(True))

    def open_menu(self) -> None:
        """The further steps, each with its key."""
        if self._card is None:
            return
        more = self._ui.moreButton
        menu = QMenu(more)
        menu.setObjectName("stepsMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for step in self._offer.rest:
            said = f"{words(step, self._card)}\t{KEYS.get(step, '')}"
            menu.addAction(said, partial(self.chosen.emit, step))
        menu.popup(more.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def _bind(self, panel: QWidget, key: str) -> QShortcut:
        shortcut = QShortcut(key_sequences(key)[0], panel)
        shortcut.setEnabled(False)
        shortcut.activated.connect(partial(self._press_key, key))
        return shortcut

    def _press_key(self, key: str) -> None:
        step = next((one for one in self._offer.all() if KEYS.get(one) == key), None)
        if step is not None:
            self.chosen.emit(step)

    def _dress_first(self) -> None:
        made, first = self._ui.primaryButton, self._offer.first
        made.setVisible(bool(first) or self._ticked)
        if self._ticked:
            made.setText(KEEP)
            made.setProperty("glyph", "inventory_2")
        elif first and self._card is not None:
            made.setText(words(first, self._card))
            made.setProperty("glyph", GLYPHS.get(first, "task_alt"))

    def _press_first(self) -> None:
        if self._ticked:
            self.storing.emit()
        elif self._offer.first:
            self.chosen.emit(self._offer.first)

    def _press_usual(self, place: int) -> None:
        if place < len(self._offer.usual):
            self.chosen.emit(self._offer.usual[place])

    def _usual_buttons(self) -> tuple[Btn, Btn]:
        return self._ui.firstButton, self._ui.secondButton

    def _dress(self, made: Btn, step: str) -> None:
        made.setVisible(bool(step))
        if step and self._card is not None:
            made.setText(words(step, self._card))
            made.setProperty("hint", KEYS.get(step, ""))
