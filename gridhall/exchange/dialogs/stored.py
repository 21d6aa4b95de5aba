"""导入: what was brought in, under which batch, and the way back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gridhall.exchange.service.workbench import ImportResult
from gridhall.qt.buttons import button
from gridhall.qt.frames import Card
from gridhall.qt.icons import IconLabel
from gridhall.qt.labels import label


class StoredPane(QWidget):
    """Alt+Z takes the batch back, Alt+E writes the rows that were left out."""

    undo_wanted = Signal()
    export_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._icon = IconLabel()
        self.sentence, self.batch = label("", "lg", wrap=True), label("", "b", wrap=True)
        self.backup, self.rest = label("", "sub", wrap=True), label("", "sub", wrap=True)
        self.undo = button("撤销这批", "Alt+Z", "", "undo").bind_key()
        self.export = button("导出错误表", "Alt+E", "", "download").bind_key()
        self.undo.clicked.connect(self.undo_wanted)
        self.export.clicked.connect(self.export_wanted)
        self._card = Card()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)
        column.addStretch(1)
        self._fill_card()
        self.wait()

    def wait(self) -> None:
        """Nothing is stored yet."""
        self._card.hide()

    def show_result(self, result: ImportResult, title: str, backup: str) -> None:
        """So many rows under this batch; what was left out can still be mended."""
        self._icon.show_icon("check_circle-fill", "green_fg", 28)
        new, updated = result.stored - result.updated, result.updated
        said = f"已导入{title} {new:,} 行" if new or not updated else ""
        changed = f"已更新 {updated:,} 人" if updated else ""
        self.sentence.setText("，".join(filter(None, (said, changed))))
        self.batch.setText(f"批次 {result.batch}")
        self.backup.setText(f"导入前的备份：{backup}")
        left = f"{result.errors:,} 行有错误，没有写入。导出错误表，改好再导入，不会重复。"
        self.rest.setText(left)
        self.rest.setVisible(bool(result.errors))
        self.export.setVisible(bool(result.errors))
        self.undo.show()
        self._card.show()

    def show_undone(self, sentence: str) -> None:
        """The batch was taken back."""
        self._icon.show_icon("undo", "text2", 28)
        self.sentence.setText(sentence)
        self.rest.hide()
        self.undo.hide()

    def _fill_card(self) -> None:
        row, lines, buttons = QHBoxLayout(self._card), QVBoxLayout(), QHBoxLayout()
        row.setContentsMargins(20, 18, 20, 18)
        row.setSpacing(14)
        lines.setSpacing(6)
        for words in (self.sentence, self.batch, self.backup, self.rest):
            lines.addWidget(words)
        buttons.setSpacing(8)
        buttons.addWidget(self.undo)
        buttons.addWidget(self.export)
        buttons.addStretch(1)
        lines.addSpacing(8)
        lines.addLayout(buttons)
        column = QVBoxLayout()
        column.addWidget(self._icon)
        column.addStretch(1)
        row.addLayout(column)
        row.addLayout(lines, 1)
