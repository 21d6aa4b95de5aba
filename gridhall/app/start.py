"""Start the desk: the first window before anything heavy is loaded."""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt

from gridhall.app.window import Window
from gridhall.core.settings import default_hall, load_settings
from gridhall.qt.theme import apply_theme, make_application
from gridhall.qt.tokens import SCALES, Mode

Painted = Callable[[str], None]


def main(argv: Sequence[str] | None = None, painted: Painted | None = None) -> int:
    """Open the desk; `painted` hears the name of each page when it is first on the screen."""
    asked = _asked(sys.argv[1:] if argv is None else argv)
    _harden()
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontShowIconsInMenus, False)
    app = make_application(sys.argv[0])
    app.setApplicationName("GridHall")
    settings, notice = load_settings()
    scale = min(SCALES, key=lambda known: abs(known - settings.font_scale))
    hall = Path(asked).expanduser().absolute() if asked else _last_hall(settings.last_hall)
    apply_theme(app, Mode(settings.theme), scale, first=hall.exists() and not notice)
    window = Window(hall, painted or (lambda _: None))
    window.show_first(notice)
    return app.exec()


def _asked(given: Sequence[str]) -> str:
    """The hall file of `--hall FILE`; the parser, 4 ms of the first paint, reads anything else."""
    if not given:
        return ""
    if len(given) == 2 and given[0] == "--hall" and not given[1].startswith("-"):
        return given[1]
    from argparse import ArgumentParser

    parser = ArgumentParser(prog="gridhall", description="网格厅")
    parser.add_argument("--hall", metavar="FILE", help="大厅文件", default="")
    hall: str = parser.parse_args(given).hall
    return hall


def _last_hall(remembered: str) -> Path:
    last = Path(remembered) if remembered else default_hall()
    return last if last.exists() else default_hall()


def _harden() -> None:
    """No core dumps: the process holds the hall's key."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.environ.setdefault("QT_ENABLE_HIGHDPI_SCALING", "1")
