"""导出本人信息: who asks, why, and then the paper or the workbook (个人信息保护法 §45)."""

from pathlib import Path
from uuid import uuid4

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gridhall.qt.buttons import button
from gridhall.qt.labels import label
from gridhall.registry.dialogs.list_export import AskFile
from gridhall.registry.dialogs.privacy.asker import AskerForm
from gridhall.registry.dialogs.privacy.whose import Whose
from gridhall.registry.documents.privacy_issue import CopyWish, export_copy, issue_copy


class CopyPane(QWidget):
    """The form, and the two ways out; both are written into the trail first."""

    def __init__(self, whose: Whose, files: AskFile | None = None) -> None:
        super().__init__()
        self._whose, self._files, self._key = whose, files or AskFile(), str(uuid4())
        self.asker, self.reason = AskerForm(whose.about, whose.minor), QLineEdit()
        self.reason.setAccessibleName("用途，必填")
        self.reason.setPlaceholderText("例如“本人要求查阅”“办理继承”")
        self.reason.setMaxLength(100)
        self.issue_button = button("出个人信息副本", "Ctrl+Enter", "primary", "print").bind_key()
        self.export_button = button("导出工作簿…", "Alt+E", "", "download").bind_key()
        self.issue_button.clicked.connect(self.issue)
        self.export_button.clicked.connect(self.export)
        told = (
            "把登记卡、户内经历、登记变动、标签、居住和房产、监护人、办过的事、同意和申请、"
            "谁看过，全部交给本人，证件号和电话是完整的。"
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(10)
        column.addWidget(label(told, "sub", wrap=True))
        self.asker.add_row("用途", self.reason)
        column.addWidget(self.asker)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.export_button)
        row.addWidget(self.issue_button)
        column.addLayout(row)
        column.addWidget(label("谁申请、谁经手、什么用途，会写入查看记录。", "meta", wrap=True))
        column.addStretch(1)

    def issue(self) -> None:
        """The copy as a paper, and its preview."""
        whose, context = self._whose, self._whose.context

        def act() -> None:
            paper = issue_copy(context.db, context.clerk, context.hall, self._wish(), self._key)
            self._key = str(uuid4())
            whose.told(f"已出 {paper.number}")
            context.desk.preview(paper.id)

        whose.attempt(act)

    def export(self) -> None:
        """The same as a workbook; its name says nothing about anybody."""
        whose, context = self._whose, self._whose.context
        path = self._files.to_save(self, f"本人信息 {context.today()}.xlsx")
        if path is not None:
            whose.attempt(lambda: self._write(path))

    def _write(self, path: Path) -> None:
        context = self._whose.context
        rows = export_copy(context.db, context.clerk, self._wish(), path)
        self._whose.told(f"已导出 {rows} 行到“{path.name}”")

    def _wish(self) -> CopyWish:
        whose = self._whose
        today = whose.context.today()
        return CopyWish(
            whose.person_id, self.asker.asker(), self.reason.text(), today, whose.sources
        )
