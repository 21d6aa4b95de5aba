"""选择文件: a button, a place to drop a file on, and the imports so far."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gridhall.exchange.columns import BATCHES
from gridhall.exchange.queries import BatchRow
from gridhall.qt.buttons import button
from gridhall.qt.frames import Banner, Card
from gridhall.qt.icons import IconLabel
from gridhall.qt.labels import label
from gridhall.qt.table import RowsModel, Table

_HOW = "xlsx、xls、ods、csv 都可以，标题行、合并单元格、合计行不用先删；原文件只读取，不改动"


class FilePane(QWidget):
    """Ctrl+O chooses, Alt+J goes on with what was left, Alt+Z or Enter takes a batch back."""

    choose_wanted = Signal()
    dropped = Signal(object)  # list[Path]
    resume_wanted = Signal()
    undo_wanted = Signal(object)  # BatchRow

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self.choose = button("选择文件", "Ctrl+O", "primary", "upload_file").bind_key()
        self.undo = button("撤销这批", "Alt+Z", "", "undo").bind_key()
        self.left, self.none = Banner(), label("还没有导入过。", "sub")
        self.model, self.table = RowsModel(BATCHES), Table()
        self.table.setModel(self.model)
        self.table.horizontalHeader().setProperty("ownSize", True)
        self.table.setAccessibleName("导入记录")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.left)
        column.addWidget(self._drop_zone())
        column.addLayout(self._heading())
        column.addWidget(self.none)
        column.addWidget(self.table, 1)
        column.addStretch(0)
        self._connect()

    def show_batches(self, batches: Sequence[BatchRow]) -> None:
        """The imports so far, the latest first."""
        self.model.show_rows(batches)
        self.table.setVisible(bool(batches))
        self.undo.setVisible(bool(batches))
        self.none.setVisible(not batches)
        if self.table.current() is None:
            self.table.choose_first()

    def show_left(self, file_name: str, edits: int) -> None:
        """Offer to go on with a file; an empty name takes the offer away."""
        if not file_name:
            self.left.hide()
            return
        kept = f"，改过的 {edits} 处都还在" if edits else ""
        self.left.say(
            "blue", f"上次的“{file_name}”还没有导入{kept}。", "接着做", "Alt+J", "history"
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Only files of this machine."""
        if _files_of(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read what was dropped."""
        event.acceptProposedAction()
        self.dropped.emit(_files_of(event))

    def _connect(self) -> None:
        self.choose.clicked.connect(self.choose_wanted)
        self.left.acted.connect(self.resume_wanted)
        self.undo.clicked.connect(self._undo)
        self.table.opened.connect(self.undo_wanted)
        resume = QShortcut(QKeySequence("Alt+J"), self)
        resume.activated.connect(self._resume)

    def _drop_zone(self) -> Card:
        zone = Card(soft=True)
        inside = QVBoxLayout(zone)
        inside.setContentsMargins(16, 20, 16, 20)
        inside.setSpacing(10)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addStretch(1)
        row.addWidget(IconLabel().show_icon("description", "primary", 28))
        row.addWidget(label("把名册拖到这里，或者", "md"))
        row.addWidget(self.choose)
        row.addStretch(1)
        inside.addLayout(row)
        how = label(_HOW, "sub", wrap=True)
        how.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        inside.addWidget(how)
        return zone

    def _heading(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(label("导入记录", "b"))
        row.addStretch(1)
        row.addWidget(self.undo)
        return row

    def _undo(self) -> None:
        batch = self.table.current()
        if batch is not None:
            self.undo_wanted.emit(batch)

    def _resume(self) -> None:
        if self.left.isVisible():
            self.resume_wanted.emit()


def _files_of(event: QDropEvent) -> list[Path]:
    urls = event.mimeData().urls()
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
