"""A list goes out as a workbook (导出): masked, or whole by a supervisor who says why."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLineEdit, QRadioButton, QWidget

from gridhall.clerks.rules import allowed
from gridhall.core.clerk import Role
from gridhall.core.errors import UserError
from gridhall.exchange.dialogs.work import Doing
from gridhall.exchange.dialogs.working import WorkingSheet
from gridhall.qt.context import Context
from gridhall.qt.dialog import foot_button
from gridhall.qt.labels import label
from gridhall.registry.rules import reveal_reason
from gridhall.registry.service.lists import Takeout, export_list, may_take_out

NUMBERS = ("id_number", "phone")


class AskFile:
    """The system's own dialog; None when the clerk leaves it."""

    def to_save(self, parent: QWidget, proposed: str) -> Path | None:
        """Where the workbook goes; it always ends in .xlsx."""
        path, _ = QFileDialog.getSaveFileName(parent, "导出工作簿", proposed, "工作簿 (*.xlsx)")
        if not path:
            return None
        return Path(path if path.lower().endswith(".xlsx") else f"{path}.xlsx")


class ExportSheet(WorkingSheet):
    """Masked or whole, why, where to; then it writes, with a way to stop."""

    def __init__(
        self, context: Context, parent: QWidget, takeout: Takeout, files: AskFile | None = None
    ) -> None:
        super().__init__(context, parent, ("导出名单", "download"), (560, 400))
        self._takeout, self._files = takeout, files or AskFile()
        self.masked, self.whole = QRadioButton("遮住证件号和电话"), QRadioButton("带完整号码")
        self.reason, self._doing_it = QLineEdit(), False
        self.reason.setAccessibleName("导出原因，必填")
        self.reason.setPlaceholderText("例如“街道要的 80 岁以上补贴名单”")
        self.reason.setMaxLength(100)
        self.masked.setChecked(True)
        self.export_button = foot_button("选地方导出…", "Ctrl+Enter", "primary", "download")
        leave = foot_button("不导了", "Esc")
        leave.clicked.connect(self.reject)
        self.export_button.clicked.connect(self._export)
        self._lay_out()
        self.set_foot([], [leave, self.export_button])
        self.first_focus = self.reason

    def _lay_out(self) -> None:
        takeout = self._takeout
        self.say(f"{len(takeout.ids):,} 人，{len(takeout.columns)} 列，每格都是文字")
        for widget in (self.masked, self.whole, self.reason):
            self.body.addWidget(widget)
        told = "要写明原因，完整号码还要主管登录；谁、什么时候、为什么导出，记入查看记录。"
        self.body.addWidget(label(told, "sub", wrap=True))
        self.body.addStretch(1)
        self.body.addWidget(self.progress)
        may = allowed(self.context.clerk, Role.SUPERVISOR)
        numbers = any(column in NUMBERS for column in takeout.columns)
        self.whole.setEnabled(may and numbers)
        if not numbers:
            self.whole.setText("带完整号码（这些列里没有号码）")
        elif not may:
            self.whole.setText("带完整号码（请主管登录）")
        self.whole.toggled.connect(lambda on: self.reason.setFocus() if on else None)

    def _export(self) -> None:
        asked = replace(
            self._takeout,
            reason=self.reason.text() if self.whole.isChecked() else None,
            purpose=self.reason.text(),
        )
        try:
            takeout = may_take_out(self.context.clerk, asked)
            if takeout.reason is None:
                takeout = replace(takeout, purpose=reveal_reason(asked.purpose))
        except UserError as error:
            self.refuse(error)
            return
        path = self._files.to_save(self, f"名单 {self.context.today()}.xlsx")
        if path is not None:
            self._write(takeout, path)

    def _write(self, takeout: Takeout, path: Path) -> None:
        count = len(takeout.ids)
        doing = Doing("正在导出", "人", count, "停下就什么都不留", "已停下，没有导出", matters=True)
        context = self.context
        place = (path, context.today())
        work = partial(export_list, context.db, context.clerk, takeout, place)
        self.run(doing, work, partial(self._written, path))

    def _written(self, path: Path, rows: int) -> None:
        self.context.desk.toast(f"已导出 {rows:,} 人到“{path.name}”")
        if not self.gone:
            self.accept()

    def settled(self) -> None:
        """Another try is possible."""
        self.export_button.setEnabled(True)
