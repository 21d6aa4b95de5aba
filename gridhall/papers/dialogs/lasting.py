"""最后出来的是第几页: after a jam the clerk says which side came out last, and it goes on there."""

from PySide6.QtWidgets import QSpinBox, QVBoxLayout, QWidget

from gridhall.papers.queries import JobRow
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.entry import Field
from gridhall.qt.labels import label


class LastSideSheet(Sheet):
    """Of one job: how many sides of all its copies are out."""

    def __init__(self, parent: QWidget | None, job: JobRow) -> None:
        super().__init__(parent, "从卡纸处接着打", "print", (480, 300))
        self.side, self._job = QSpinBox(), job
        copies = f"，{job.copies} 份一份接一份数下去共 {job.sides} 页" if job.copies > 1 else ""
        said = f"{job.paper.number} 每份 {job.pages} 页{copies}。卡在打印机里的、印坏的都不算。"
        self.side.setRange(0, job.sides)
        self.side.setValue(job.pages_done)
        self.side.setPrefix("第 ")
        self.side.setSuffix(f" 页，共 {job.sides} 页")
        self.field = Field("最后一张好的是第几页", self.side)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(10)
        column.addWidget(label(said, "sub", wrap=True))
        column.addWidget(self.field)
        column.addStretch(1)
        self.set_body(body)
        self.go_on = foot_button("接着打", "Ctrl+Enter", "primary", "print")
        leave = foot_button("先不打", "Esc")
        self.go_on.clicked.connect(self.accept)
        leave.clicked.connect(self.reject)
        self.close_button.hide()
        self.set_foot([], [leave, self.go_on])
        self.first_focus = self.side
        self.side.valueChanged.connect(self._show)
        self._show()

    def _show(self) -> None:
        done, every = self.side.value(), self._job.sides
        self.go_on.setText("都出来了" if done == every else f"从第 {done + 1} 页接着打")


def ask_last_side(parent: QWidget | None, job: JobRow) -> int | None:
    """How many sides are out; None if the clerk left it."""
    sheet = LastSideSheet(parent, job)
    accepted = sheet.exec() == Sheet.DialogCode.Accepted
    return sheet.side.value() if accepted else None
