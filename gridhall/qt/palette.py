"""Ctrl+K: people, cases and commands from one box (全局搜索)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gridhall.qt.choices import Choice, ChoiceList, Find, loosely
from gridhall.qt.dialog import Sheet
from gridhall.qt.field_icon import FieldIcon
from gridhall.qt.frames import Line
from gridhall.qt.labels import key_cap, label

COMMANDS = "命令"


@dataclass(frozen=True)
class Command:
    """Something the program can do, found by its words or their initials."""

    words: str
    keys: str
    act: Callable[[], None]
    initials: str = ""


class Palette(Sheet):
    """Type, Enter; a leading “>” looks among the commands only.

    `find` gives Choices with their `group` (居民, 工单 ...). A command is run here; anything else
    is told: `picked` for Enter, `direct` for Ctrl+Enter (直接办理).
    """

    picked = Signal(object)
    direct = Signal(object)

    def __init__(self, parent: QWidget | None, find: Find, commands: Sequence[Command]) -> None:
        super().__init__(parent, "全局搜索", "search", (620, 470))
        self._find, self._commands = loosely(find), commands
        self.edit, self.list = _Edit(self), ChoiceList(row=46)
        self.list.setAccessibleName("搜索结果")
        self.nothing = label("", "sub", wrap=True)
        self.nothing.setContentsMargins(16, 14, 16, 14)
        self.set_body(self._body())
        self.edit.textChanged.connect(self._refresh)
        self.edit.stepped.connect(self.list.step)
        self.edit.entered.connect(self._choose)
        self.list.clicked.connect(lambda _: self._choose(False))
        self.first_focus = self.edit
        self._refresh()

    def _body(self) -> QWidget:
        body, box, foot = QWidget(), QVBoxLayout(), QHBoxLayout()
        box.setContentsMargins(12, 12, 12, 10)
        box.addWidget(self.edit)
        foot.setContentsMargins(12, 6, 12, 8)
        foot.setSpacing(6)
        for keys, words in (("↑↓", "选择"), ("Enter", "打开"), ("Ctrl+Enter", "直接办理")):
            foot.addWidget(key_cap(keys))
            foot.addWidget(label(words, "meta"))
        foot.addStretch(1)
        foot.addWidget(label("数字开头=证件尾号/电话，“>”=命令", "meta"))
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(box)
        column.addWidget(Line())
        column.addWidget(self.nothing)
        column.addWidget(self.list, 1)
        column.addWidget(Line())
        column.addLayout(foot)
        return body

    def _refresh(self) -> None:
        words = self.edit.text().strip()
        only = words.startswith((">", "》", "＞"))
        found = [] if only or not words else list(self._find(words))
        bare = words.lstrip(">》＞").strip()
        choices = found + self._fitting(bare.lower())
        self.list.show_choices(choices)
        what = "命令里没有" if only else "没有找到"
        self.nothing.setText(f"{what}“{bare}”。换个说法、编号或首字母再试")
        self.nothing.setVisible(bool(bare) and not choices)

    def _fitting(self, words: str) -> list[Choice]:
        return [
            Choice(command, command.words, right=command.keys, group=COMMANDS)
            for command in self._commands
            if words in command.words.lower() or (words and command.initials.startswith(words))
        ]

    def _choose(self, direct: bool) -> None:
        choice = self.list.current()
        if choice is None:
            return
        self.accept()
        if isinstance(choice.key, Command):
            choice.key.act()
        else:
            (self.direct if direct else self.picked).emit(choice)


class _Edit(QLineEdit):
    """The box: up and down belong to the list, Enter chooses."""

    stepped = Signal(int)
    entered = Signal(bool)  # whether with Ctrl

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("big", "true")
        self.setProperty("submits", True)
        self.setPlaceholderText("搜居民 / 工单 / 命令")
        self.setAccessibleName("全局搜索")
        FieldIcon(self, "search", leading=True)
        self._composing = False

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Remember whether half a word is open."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys for the list first, then the box."""
        key = Qt.Key(event.key())
        if self._composing:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.stepped.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit(bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        else:
            super().keyPressEvent(event)
