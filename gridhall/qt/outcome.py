"""纸出来了吗？ Printers lie; the clerk has seen the paper."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.labels import label


class OutcomeSheet(Sheet):
    """Enter: it came out. Alt+R: it did not, print again. Esc: it did not, leave it."""

    def __init__(self, parent: QWidget | None, number: str) -> None:
        super().__init__(parent, "打印", "print", (460, 230))
        self.again = False
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(10)
        column.addWidget(label("纸出来了吗？", "md"))
        sentence = f"没出来可以用同一个文号 {number} 再打一次，不会多占号。"
        column.addWidget(label(sentence, "sub", wrap=True))
        column.addStretch(1)
        self.set_body(body)
        self.retry = foot_button("没出来，再打一次", "Alt+R")
        self.good = foot_button("出来了", "Enter", "primary")
        self.retry.clicked.connect(self._print_again)
        self.good.clicked.connect(self.accept)
        self.close_button.setText("没出来，先不打")
        self.set_foot([], [self.retry, self.good])
        self.first_focus = self.good

    def _print_again(self) -> None:
        self.again = True
        self.reject()


def ask_outcome(parent: QWidget, number: str) -> tuple[bool, bool]:
    """Whether the paper came out, and whether to print once more."""
    sheet = OutcomeSheet(parent, number)
    came_out = sheet.exec() == Sheet.DialogCode.Accepted
    return came_out, sheet.again
