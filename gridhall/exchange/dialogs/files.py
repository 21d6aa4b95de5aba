"""Asks the clerk for files: the ledger to read, the workbook of rows to mend to write."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

READABLE = (".xlsx", ".xls", ".ods", ".csv")
_LEDGERS = "名册 (*.xlsx *.xlsm *.xls *.et *.ods *.csv *.txt);;所有文件 (*)"


class AskFiles:
    """The system's own file dialogs; each gives None when the clerk leaves it."""

    def to_open(self, parent: QWidget, folder: Path) -> Path | None:
        """The ledger to bring in."""
        path, _ = QFileDialog.getOpenFileName(parent, "选择名册", str(folder), _LEDGERS)
        return Path(path) if path else None

    def to_save(self, parent: QWidget, proposed: Path) -> Path | None:
        """Where the workbook goes; it always ends in .xlsx."""
        kinds = "工作簿 (*.xlsx)"
        path, _ = QFileDialog.getSaveFileName(parent, "导出错误表", str(proposed), kinds)
        if not path:
            return None
        return Path(path if path.lower().endswith(".xlsx") else f"{path}.xlsx")
