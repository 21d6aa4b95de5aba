"""存日程: where somebody's duties go as an .ics file."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

_SUFFIX = ".ics"


def ask_calendar_path(parent: QWidget, number: str) -> Path | None:
    """The system's own dialog; the name bears the volunteer's number, never the person's name."""
    proposed = str(Path.home() / f"服务日程 {number}".strip()) + _SUFFIX
    path, _ = QFileDialog.getSaveFileName(parent, "存日程", proposed, f"日历文件 (*{_SUFFIX})")
    if not path:
        return None
    return Path(path if path.lower().endswith(_SUFFIX) else path + _SUFFIX)
