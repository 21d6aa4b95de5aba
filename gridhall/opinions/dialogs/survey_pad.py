"""The form of one household on the screen: every answer has its key, one question is in hand."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gridhall.opinions.rules.filling import Filling
from gridhall.opinions.rules.surveys import STARS, Asked
from gridhall.qt.labels import label, set_look

_ACROSS = ((7, 4), (14, 3), (99, 2))  # answers beside each other, by their longest words
_HELD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Tab: 1,
    Qt.Key.Key_Plus: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Backtab: -1,
}


class QuestionCard(QFrame):
    """A question with its answers as buttons, or a line for words."""

    pressed = Signal(str)  # an answer's key
    wanted = Signal()  # it is to be the question in hand

    def __init__(self, place: int, asked: Asked) -> None:
        super().__init__()
        self.asked, self.buttons = asked, list[QPushButton]()
        self.words = QLineEdit()
        self.setProperty("card", "soft")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(6)
        self.heading = label(f"{place}. {asked.title}{_hint(asked)}", "b", wrap=True)
        column.addWidget(self.heading)
        if asked.kind == "words":
            self.words.setMaxLength(200)
            self.words.setAccessibleName(asked.title)
            self.words.setPlaceholderText("按 Tab 到这里写；没有就空着")
            column.addWidget(self.words)
        else:
            column.addLayout(self._answers())

    def show_state(self, chosen: Sequence[int], *, in_hand: bool) -> None:
        """Which answers are on; the question in hand has a frame."""
        for place, one in enumerate(self.buttons):
            one.setChecked(place in chosen)
        set_look(self, card="on" if in_hand else "soft")

    def mousePressEvent(self, event: object) -> None:
        """A click takes the question in hand."""
        self.wanted.emit()

    def _answers(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(6)
        titles = [f"{n} 分" for n in range(1, STARS + 1)] if self.asked.kind == "stars" else [
            title for _, title in self.asked.options
        ]  # fmt: skip
        longest = max(map(len, titles))
        wide = next(many for most, many in _ACROSS if longest <= most)
        across = STARS if self.asked.kind == "stars" else wide
        for place, (key, title) in enumerate(zip(self.asked.keys(), titles, strict=True)):
            words = title if self.asked.kind == "stars" else f"{key.upper()}  {title}"
            made = QPushButton(words.replace("&", "&&"))
            made.setProperty("answer", "true")
            made.setCheckable(True)
            made.setAutoDefault(False)
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            made.setAccessibleName(f"{title}，按 {key.upper()}")
            made.clicked.connect(lambda _=False, one=key: self.pressed.emit(one))
            grid.addWidget(made, place // across, place % across)
            self.buttons.append(made)
        for column in range(across):
            grid.setColumnStretch(column, 1)
        return grid


class FormPad(QScrollArea):
    """Takes the keys: an answer, the next question, the next household, back."""

    turned = Signal()  # Enter: the next household
    back = Signal()
    away = Signal(str)  # absent, refused
    said = Signal(str)  # what is wrong with a key; "" takes it away

    def __init__(self, asked: Sequence[Asked]) -> None:
        super().__init__()
        self._asked = tuple(asked)
        self.filling = Filling(self._asked)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("调查表，按数字键选")
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        self.cards = [QuestionCard(place, one) for place, one in enumerate(self._asked, 1)]
        for place, card in enumerate(self.cards):
            card.pressed.connect(lambda key, at=place: self._click(at, key))
            card.wanted.connect(lambda at=place: self.go(at))
            card.words.textEdited.connect(lambda text, at=place: self._write(at, text))
            card.words.returnPressed.connect(self.turned)
            column.addWidget(card)
        column.addStretch(1)
        self.setWidget(body)

    def show_form(self, filling: Filling) -> None:
        """Another household's form."""
        self.filling = filling
        for card in self.cards:
            card.words.setText(filling.words[card.asked.id])
        self._show()
        self.verticalScrollBar().setValue(0)

    def go(self, place: int) -> None:
        """Take a question in hand."""
        self.filling.go(place)
        self._show()

    def press(self, key: str) -> None:
        """Answer the question in hand."""
        self.said.emit(self.filling.press(key))
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """One key an answer; no input method is in the way, for nothing is composed here."""
        key, typed = Qt.Key(event.key()), event.text()
        if event.modifiers() & _HELD:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.turned.emit()
        elif key == Qt.Key.Key_Backspace:
            self.back.emit()
        elif typed in ("-", "/"):
            self.away.emit("absent" if typed == "-" else "refused")
        elif key in _STEPS:
            self._step(_STEPS[key])
        elif len(typed) == 1 and typed.isalnum() and typed.isascii():
            self.press(typed)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab walks the questions; at the ends it leaves."""
        here = self.filling.at
        self._step(1 if forward else -1)
        return True if self.filling.at != here else super().focusNextPrevChild(forward)

    def _step(self, by: int) -> None:
        self.filling.step(by)
        self._show()
        card = self.cards[self.filling.at]
        if card.asked.kind == "words":
            card.words.setFocus(Qt.FocusReason.TabFocusReason)

    def _click(self, place: int, key: str) -> None:
        self.filling.go(place)
        self.press(key)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _write(self, place: int, text: str) -> None:
        self.filling.go(place)
        self.filling.write(text)

    def _show(self) -> None:
        for place, card in enumerate(self.cards):
            in_hand = place == self.filling.at
            card.show_state(self.filling.chosen[card.asked.id], in_hand=in_hand)
        self.ensureWidgetVisible(self.cards[self.filling.at], 0, 8)


def _hint(asked: Asked) -> str:
    if asked.kind == "many":
        return f"（最多选 {asked.most} 项）" if asked.most else "（可多选）"
    return {"one": "（选一项）", "stars": "（1-5 分）"}.get(asked.kind, "")
