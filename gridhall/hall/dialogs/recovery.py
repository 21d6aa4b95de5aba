"""The recovery code (恢复码): shown once, printed from memory, kept nowhere."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from gridhall.hall.documents import recovery_sheet
from gridhall.qt.ask import say
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.labels import label
from gridhall.qt.preview import PreviewJob, PreviewSheet
from gridhall.qt.printing import Printers

_NOT_A_FILE = "恢复码不存成文件：谁拿到文件谁就能打开大厅。请打印，或照屏幕抄两遍。"


class RecoveryPreview(PreviewSheet):
    """The print preview without saving: the bytes live in this window only."""

    def __init__(self, parent: QWidget | None, pdf: bytes, printers: Printers | None) -> None:
        job = PreviewJob("大厅恢复码", "只打这一次，打完装进信封", "不编号", pdf)
        super().__init__(parent, job, printers)
        if not self.printer.isEnabled():
            self.warning.say("amber", "这台电脑没有打印机。请照屏幕抄两遍，核对后收好。")

    def set_foot(self, left: Sequence[QWidget], right: Sequence[QWidget]) -> None:
        """Without 另存为 PDF."""
        left[0].setEnabled(False)
        left[0].hide()
        super().set_foot(left, right)

    def save(self) -> None:
        """Said, not done."""
        say(self, _NOT_A_FILE)


class RecoveryCodeSheet(Sheet):
    """A new code, shown once; it closes only when the clerk says it is written down."""

    def __init__(self, parent: QWidget | None, hall: Path, name: str, code: str) -> None:
        super().__init__(parent, "新的恢复码", "key", (620, 330))
        self.code, self._note = label(code, "code", wrap=True), label("", "err")
        self.code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.code.setAccessibleName("恢复码")
        self.kept = QCheckBox("我已抄好或打印好，旧的那一张已销毁")
        self.kept.toggled.connect(lambda _: self._note.setText(""))
        print_it = foot_button("打印恢复码", "Ctrl+P", "", "print")
        self.leave = foot_button("收好了", "Ctrl+Enter", "primary")
        self.close_button.hide()
        print_it.clicked.connect(lambda: print_recovery_sheet(self, hall, code, name=name))
        self.leave.clicked.connect(self._leave)
        self._fill()
        self.set_foot([print_it], [self.leave])
        self.first_focus = self.kept

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc does not lose the code; a lock of the desk closes the sheet all the same."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            return
        super().keyPressEvent(event)

    def _fill(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(24, 16, 24, 12)
        column.setSpacing(12)
        sentence = "它只显示这一次。旧的恢复码已经失效。所有人都忘了密码时，只有它能打开大厅。"
        column.addWidget(label(sentence, "sub", wrap=True))
        for widget in (self.code, self.kept, self._note):
            column.addWidget(widget)
        column.addStretch(1)
        self.set_body(body)

    def _leave(self) -> None:
        if self.kept.isChecked():
            self.accept()
            return
        self._note.setText("请先抄好或打印，再勾选；关掉以后看不到了，只能另制一份")
        self.kept.setFocus(Qt.FocusReason.TabFocusReason)


def print_recovery_sheet(
    parent: QWidget | None,
    hall: Path,
    code: str,
    printers: Printers | None = None,
    *,
    name: str = "",
) -> None:
    """Preview and print the code's sheet; usable before anybody signed in, nothing is stored."""
    pdf = recovery_sheet(name or hall.stem, code, date.today())
    RecoveryPreview(parent, pdf, printers).exec()
