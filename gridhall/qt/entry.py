"""The pages before the desk opens share a navy side and a white card (登录前的页面)."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from gridhall.qt.focus import EnterNext, FocusRing
from gridhall.qt.frames import Card
from gridhall.qt.labels import PlainLabel, label, set_look
from gridhall.qt.scaling import fit, set_width
from gridhall.qt.theme import current_theme

PASSWORD_LEAST = 10  # characters


class EntryPage(QWidget):
    """Brand at the left, one card at the right; subclasses fill `column`."""

    def __init__(self, parent: QWidget | None = None, *, width: int = 420) -> None:
        super().__init__(parent)
        self.setProperty("window", "true")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.hall_line, self.foot_line = label("", "b", wrap=True), label("", "meta")
        self.card = Card()
        self.card.setFixedWidth(width)
        self._card_width = width
        self.column = QVBoxLayout(self.card)
        self.column.setContentsMargins(32, 28, 32, 24)
        self.column.setSpacing(8)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self._left = self._side()
        row.addWidget(self._left)
        row.addWidget(_centred(self.card), 1)
        self._enter = EnterNext(self.card)
        self._ring = FocusRing(self)
        current_theme().changed.connect(self.finish)

    def show_hall(self, hall: str, foot: str) -> None:
        """Whose hall it is, and the version in small print."""
        self.hall_line.setText(hall)
        self.foot_line.setText(foot)

    def finish(self) -> None:
        """Scale what the subclass has built."""
        fit(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The navy side gives way where the window is narrow for the font scale."""
        effective = self.width() * 100 // current_theme().percent
        set_width(self._left, max(300, min(480, effective - self._card_width - 80)))
        super().resizeEvent(event)

    def _side(self) -> QFrame:
        side = QFrame()
        side.setProperty("entry", "true")
        side.setFixedWidth(480)
        column = QVBoxLayout(side)
        column.setContentsMargins(40, 48, 24, 32)
        column.setSpacing(4)
        tile = PlainLabel(text="网")
        tile.setProperty("tile", "big")
        tile.setFixedSize(56, 56)
        tile.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addStretch(1)
        column.addWidget(tile)
        column.addSpacing(16)
        column.addWidget(label("网格厅", "num"))
        column.addWidget(label("社区党群服务中心 窗口工作台", "md"))
        column.addSpacing(24)
        column.addWidget(self.hall_line)
        column.addWidget(label("离线可用 · 数据加密存在本机", "sub"))
        column.addStretch(1)
        column.addWidget(self.foot_line)
        return side


class Field(QWidget):
    """A title over an input, a remark at the right, and one line for what is wrong."""

    def __init__(self, title: str, edit: QWidget, remark: str = "") -> None:
        super().__init__()
        self.edit, self.note = edit, label("", "err", wrap=True)
        edit.setAccessibleName(title)
        head = QHBoxLayout()
        head.addWidget(label(title, "label"))
        head.addStretch(1)
        head.addWidget(label(remark, "meta"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(edit)
        column.addWidget(self.note)
        self.note.hide()

    def say(self, sentence: str, tone: str = "err") -> None:
        """Show one sentence under the field (`err` or `warn`); an empty one takes it away."""
        set_look(self.note, role=tone)
        self.note.setText(sentence)
        self.note.setVisible(bool(sentence))
        wrong = bool(sentence) and tone == "err"
        set_look(self.edit, state="error" if wrong else "")
        self.edit.setAccessibleDescription(sentence)


def password_problem(first: str, again: str) -> str:
    """What is wrong with a new password; empty when it will do."""
    if len(first) < PASSWORD_LEAST:
        return f"密码至少 {PASSWORD_LEAST} 个字符，现在是 {len(first)} 个；可以用一句话"
    if first != again:
        return "两次输入的密码不一样，请再输一遍"
    return ""


def _centred(card: QWidget) -> QScrollArea:
    """The card in the middle; it scrolls where the screen is low."""
    area, inner = QScrollArea(), QWidget()
    column = QVBoxLayout(inner)
    column.setContentsMargins(24, 16, 24, 16)
    row = QHBoxLayout()  # not an alignment: heights would be asked for the whole width
    row.addStretch(1)
    row.addWidget(card)
    row.addStretch(1)
    column.addStretch(1)
    column.addLayout(row)
    column.addStretch(1)
    area.setWidget(inner)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
