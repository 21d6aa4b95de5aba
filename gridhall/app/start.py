"""Start the desk: the first window before anything heavy is loaded."""

import os
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication

from gridhall.app.window import Window
from gridhall.core.settings import default_hall, load_settings
from gridhall.qt.theme import apply_theme
from gridhall.qt.tokens import SCALES, Mode

Painted = Callable[[str], None]


def main(argv: Sequence[str] | None = None, painted: Painted | None = None) -> int:
    """Open the desk; `painted` hears the name of each page when it is first on the screen."""
    parser = ArgumentParser(prog="gridhall", description="网格厅")
    parser.add_argument("--hall", metavar="FILE", help="大厅文件")
    asked = parser.parse_args(argv)
    _harden()
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontShowIconsInMenus, False)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("GridHall")
    app.setApplicationDisplayName("网格厅")
    settings, notice = load_settings()
    scale = min(SCALES, key=lambda known: abs(known - settings.font_scale))
    hall = (
        Path(asked.hall).expanduser().absolute() if asked.hall else _last_hall(settings.last_hall)
    )
    apply_theme(app, Mode(settings.theme), scale, first=hall.exists() and not notice)
    window = Window(hall, painted or (lambda _: None))
    window.show_first(notice)
    return app.exec()


def _last_hall(remembered: str) -> Path:
    last = Path(remembered) if remembered else default_hall()
    return last if last.exists() else default_hall()


def _harden() -> None:
    """No core dumps: the process holds the hall's key."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.environ.setdefault("QT_ENABLE_HIGHDPI_SCALING", "1")
