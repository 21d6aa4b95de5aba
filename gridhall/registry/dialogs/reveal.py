"""Why a full number is looked at: asked before it shows (查看原因)."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.labels import label


class RevealSheet(Sheet):
    """Asks for the reason, a case's number prefilled; `reasoned` carries it."""

    reasoned = Signal(str)

    def __init__(self, parent: QWidget, name: str, number: str) -> None:
        super().__init__(parent, "显示完整证件号和电话", "visibility", (460, 270))
        self.reason, self._note = QLineEdit(number), label("", "err", wrap=True)
        self.reason.setAccessibleName("查看原因，必填")
        self.reason.setPlaceholderText("例如工单号，或“核对原件”")
        self.reason.setMaxLength(100)
        self.reason.selectAll()
        self.reason.textEdited.connect(lambda: self._note.hide())
        self.set_body(self._body(name))
        show = foot_button("显示", "Ctrl+Enter", "primary", "visibility")
        show.clicked.connect(lambda: self.reasoned.emit(self.reason.text()))
        leave = foot_button("不看", "Esc")
        leave.clicked.connect(self.reject)
        self.set_foot([], [leave, show])
        self.first_focus = self.reason

    def refuse(self, sentence: str) -> None:
        """What is wrong with the reason."""
        self._note.setText(sentence)
        self._note.show()
        self.reason.setFocus()

    def _body(self, name: str) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(8)
        column.addWidget(label(f"为什么要看“{name}”的完整号码？", "b", wrap=True))
        column.addWidget(self.reason)
        column.addWidget(self._note)
        self._note.hide()
        said = "显示 10 秒后自动遮住。谁、什么时候、为什么看，会写入访问记录。"
        column.addWidget(label(said, "sub", wrap=True))
        column.addStretch(1)
        return body
