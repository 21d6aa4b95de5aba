"""What the letter says, and how one household reads it."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from gridhall.core.errors import UserError
from gridhall.core.hall import Hall
from gridhall.qt.buttons import button
from gridhall.qt.entry import Field
from gridhall.qt.frames import Card
from gridhall.qt.labels import label
from gridhall.registry.queries.letters import Addressee
from gridhall.registry.rules.letters import (
    HEAD_MARK,
    LONGEST_TITLE,
    PLACE_MARK,
    LetterText,
    check_text,
    check_title,
    filled,
    greeting,
)

_INDENT = "　　"


class TextPane(QWidget):
    """Title and text with their two placeholders; `changed` after every key."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title_edit, self.text_edit = QLineEdit(), QPlainTextEdit()
        self.title_edit.setMaxLength(LONGEST_TITLE)
        self.text_edit.setTabChangesFocus(True)
        self.text_edit.setMinimumHeight(150)
        self.title_field = Field("标题", self.title_edit)
        self.text_field = Field("正文", self.text_edit, "一行一段，称呼和落款自动加上")
        self.head_button = button("插入户主", "Alt+H", "text")
        self.place_button = button("插入住址", "Alt+Z", "text")
        self.usual_button = button("换回常用正文", "", "text")
        self.keep_button = button("存为常用", "Alt+S", "text")
        self._build()
        self.head_button.bind_key().clicked.connect(lambda: self._insert(HEAD_MARK))
        self.place_button.bind_key().clicked.connect(lambda: self._insert(PLACE_MARK))
        self.title_edit.textChanged.connect(self.changed)
        self.text_edit.textChanged.connect(self.changed)

    def letter(self) -> LetterText:
        """What is typed."""
        return LetterText(self.title_edit.text(), self.text_edit.toPlainText())

    def show_letter(self, letter: LetterText) -> None:
        """Fill the fields."""
        self.title_edit.setText(letter.title)
        self.text_edit.setPlainText(letter.text)

    def check(self) -> bool:
        """Whether the letter can go out; what is wrong is said under its field."""
        wrong = (
            _sentence(check_title, self.title_edit.text()),
            _sentence(check_text, self.text_edit.toPlainText()),
        )
        for field, sentence in zip((self.title_field, self.text_field), wrong, strict=True):
            field.say(sentence)
        return not any(wrong)

    def _insert(self, mark: str) -> None:
        self.text_edit.insertPlainText(mark)
        self.text_edit.setFocus()

    def _build(self) -> None:
        column, marks, saves = QVBoxLayout(self), QHBoxLayout(), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.title_field)
        column.addWidget(self.text_field, 1)
        for row, left, right in (
            (marks, self.head_button, self.place_button),
            (saves, self.usual_button, self.keep_button),
        ):
            row.setSpacing(8)
            row.addWidget(left)
            row.addWidget(right)
            row.addStretch(1)
            column.addLayout(row)


class LetterPreview(Card):
    """One household's letter as it will read; the arrows go through the list."""

    def __init__(self, hall: Hall, day: date) -> None:
        super().__init__()
        self._hall, self._day = hall, day
        self._letter, self._homes, self._at = LetterText("", ""), tuple[Addressee, ...](), 0
        self.title, self.told = label("", "md"), label("", wrap=True)
        self.place = label("", "meta")
        self.before = button("上一封", "Alt+[", "text").bind_key()
        self.after = button("下一封", "Alt+]", "text").bind_key()
        self.before.clicked.connect(lambda: self._turn(-1))
        self.after.clicked.connect(lambda: self._turn(1))
        self._build()

    def show_letter(self, letter: LetterText) -> None:
        """Another text for the household on show."""
        self._letter = letter
        self._refresh()

    def show_homes(self, homes: tuple[Addressee, ...]) -> None:
        """Another list; the first household's letter is on show."""
        self._homes, self._at = homes, 0
        self._refresh()

    def _turn(self, by: int) -> None:
        self._at = min(max(0, self._at + by), max(0, len(self._homes) - 1))
        self._refresh()

    def _refresh(self) -> None:
        """An example stands for the household while nobody is chosen."""
        one, count = Addressee(0, "张三", "御景小区 3-2-501"), len(self._homes)
        if self._homes:
            one = self._homes[self._at]
        text = LetterText("", filled(self._letter.text, one.head, one.address))
        lines = (
            greeting(one.head, one.address),
            *(f"{_INDENT}{paragraph}" for paragraph in text.paragraphs),
            "",
            f"{self._hall.name}　{self._day.year}年{self._day.month}月{self._day.day}日",
        )
        self.title.setText(self._letter.title)
        self.told.setText("\n".join(lines))
        self.place.setText(f"第 {self._at + 1} / {count:,} 封" if count else "样子（还没有选户）")
        self.before.setEnabled(self._at > 0)
        self.after.setEnabled(self._at + 1 < count)

    def _build(self) -> None:
        column, head = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(8)
        head.addWidget(self.place)
        head.addStretch(1)
        head.addWidget(self.before)
        head.addWidget(self.after)
        self.title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.told.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(self.title)
        column.addWidget(self.told)
        column.addStretch(1)


def _sentence(check: Callable[[str], str], typed: str) -> str:
    try:
        check(typed)
    except UserError as error:
        return str(error)
    return ""
