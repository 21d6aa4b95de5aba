"""导出清单 and 单位年度表: what for, and where to; numbers in the texts are masked."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from gridhall.clerks.rules import require
from gridhall.core.clerk import Role
from gridhall.core.errors import UserError
from gridhall.qt.context import Context
from gridhall.qt.dialog import Sheet, foot_button
from gridhall.qt.frames import Banner
from gridhall.qt.labels import label, titled
from gridhall.registry.dialogs.list_export import AskFile
from gridhall.registry.rules import reveal_reason

_LISTS = "三张清单"
_LISTS_SAID = "带认领、交付和满意度；证件号和电话遮住。导出的表可以照原样再导入"
YEARS_SAID = "每家一行：报到、服务、认领、完成、惠民实事和还缺什么；没有个人信息"


class ExportSheet(Sheet):
    """A supervisor says what for and chooses the file."""

    wanted = Signal(object, str)  # the file, what for

    def __init__(
        self,
        parent: QWidget,
        context: Context,
        what: tuple[str, str] = (_LISTS, _LISTS_SAID),
        files: AskFile | None = None,
    ) -> None:
        title, told = what
        super().__init__(parent, f"导出{title}", "download", (560, 320))
        self._context, self._files, self._title = context, files or AskFile(), title
        self.banner, self.reason = Banner(), QLineEdit()
        self.reason.setMaxLength(100)
        self.reason.setAccessibleName("导出原因，必填")
        self.reason.setPlaceholderText("例如 报街道党工委的年度清单")
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(10)
        column.addWidget(self.banner)
        column.addWidget(titled("为什么导出", needed=True))
        column.addWidget(self.reason)
        column.addWidget(label(told, "sub", wrap=True))
        column.addStretch(1)
        self.set_body(body)
        leave = foot_button("不导了", "Esc")
        leave.clicked.connect(self.reject)
        save = foot_button("选地方导出…", "Ctrl+Enter", "primary", "download")
        save.clicked.connect(self.save)
        self.set_foot([], [leave, save])
        self.first_focus = self.reason

    def save(self) -> None:
        """Ask where to, and tell."""
        try:
            require(self._context.clerk, Role.SUPERVISOR, f"导出{self._title}")
            reason = reveal_reason(self.reason.text())
        except UserError as error:
            self.banner.say("red", str(error))
            return
        path: Path | None = self._files.to_save(self, f"{self._title} {self._context.today()}.xlsx")
        if path is not None:
            self.accept()
            self.wanted.emit(path, reason)
