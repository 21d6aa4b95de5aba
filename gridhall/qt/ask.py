"""Saying and asking: verb buttons, plain text, a safe default (提示与确认)."""

from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gridhall.qt.buttons import Btn
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.labels import label


@dataclass(frozen=True)
class Question:
    """停用志愿者“陈桂英”？ 已记的 32 小时会保留。〔不停用｜停用〕

    `act` is the verb, `leave` the verb's opposite; `reason` names the reason to be written, if any.
    """

    title: str
    text: str
    act: str
    leave: str
    detail: str = ""
    danger: bool = False
    reason: str = ""
    glyph: str = ""


def say(parent: QWidget | None, text: str, detail: str = "", *, title: str = "请留意") -> None:
    """One sentence that the clerk must have seen; Enter or Esc puts it away."""
    sheet = _SmallSheet(parent, Question(title, text, "知道了", "", detail, glyph="warning-fill"))
    sheet.exec()


def ask(parent: QWidget | None, question: Question) -> bool:
    """Whether the clerk chose the act; Esc and Enter-by-habit leave things as they are."""
    return _SmallSheet(parent, question).exec() == Sheet.DialogCode.Accepted


def ask_reason(parent: QWidget | None, question: Question) -> str | None:
    """The reason for a legal act, never empty; None if the clerk left it."""
    sheet = _SmallSheet(parent, question)
    accepted = sheet.exec() == Sheet.DialogCode.Accepted
    return sheet.reason.text().strip() if accepted else None


class _SmallSheet(Sheet):
    """The small dialog behind say, ask and ask_reason."""

    def __init__(self, parent: QWidget | None, question: Question) -> None:
        glyph = question.glyph or ("error-fill" if question.danger else "help")
        super().__init__(parent, question.title, glyph, (440, 320 if question.reason else 240))
        if question.danger and not question.reason:
            self.tint(glyph, "red_fg")
        self.reason, self._note = QLineEdit(), label("", "err")
        self.set_body(self._body(question))
        self._act = foot_button(question.act, *_look_of(question))
        self._act.clicked.connect(self._accept)
        leave = foot_button(question.leave, "Esc")
        leave.clicked.connect(self.reject)
        self.close_button.hide()
        self.set_foot([], [leave, self._act] if question.leave else [self._act])
        if question.reason:  # Enter goes on from the reason: to the act, never past it to leaving
            QWidget.setTabOrder(self.reason, self._act)
            QWidget.setTabOrder(self._act, leave)
        self.first_focus = self._first(question, leave)

    def _body(self, question: Question) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(10)
        column.addWidget(label(question.text, "md", wrap=True))
        column.addWidget(label(question.detail, "sub", wrap=True))
        if question.reason:
            self.reason.setPlaceholderText(question.reason)
            self.reason.setAccessibleName(question.reason)
            column.addWidget(self.reason)
            row = QHBoxLayout()
            row.addWidget(self._note)
            column.addLayout(row)
        else:
            self.reason.setParent(body)
            self.reason.hide()
        column.addStretch(1)
        return body

    def _first(self, question: Question, leave: Btn) -> QWidget:
        if question.reason:
            return self.reason
        return leave if question.danger else self._act

    def _accept(self) -> None:
        if self.reason.placeholderText() and not self.reason.text().strip():
            self._note.setText(f"请写{self.reason.placeholderText()}，会记在案上")
            self.reason.setFocus()
            return
        self.accept()


def _look_of(question: Question) -> tuple[str, str]:
    if not question.leave:
        return "Enter", "primary"
    return "Ctrl+Enter", "danger" if question.danger else "primary"
