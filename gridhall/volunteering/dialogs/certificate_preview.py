"""预览: the certificate as it would look, before a number is taken."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.leaves import Leaves
from gridhall.qt.rendering import Pages


class CertificatePreview(Sheet):
    """Esc leaves it as it is; Ctrl+Enter issues it."""

    issue_wanted = Signal()

    def __init__(self, parent: QWidget | None, name: str, pdf: bytes) -> None:
        super().__init__(parent, f"预览 · {name}的志愿服务证明", "visibility", (820, 980))
        self.say("还没有编号，二维码出证时才生成；没有存下任何东西")
        leaves = Leaves()
        leaves.show_pages(Pages(pdf))
        self.set_body(leaves)
        self.issue_button = foot_button("出证并打印", "Ctrl+Enter", "primary", "print")
        self.issue_button.clicked.connect(self._issue)
        leave = foot_button("先不出", "Esc")
        leave.clicked.connect(self.reject)
        self.set_foot([], [leave, self.issue_button])
        self.first_focus = self.issue_button

    def _issue(self) -> None:
        self.accept()
        self.issue_wanted.emit()
