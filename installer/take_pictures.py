"""Take the manual's pictures from the real program: `python installer/take_pictures.py [FOLDER]`.

Makes a demonstration hall in a temporary folder, signs in, walks through the pages by keyboard and
saves what the window shows. Runs without a screen. `--all` adds every page in dark, at 150 % and
at 1920x1080, for looking at; those are not kept in the manual.
"""

import os
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt, QTimer  # noqa: E402
from PySide6.QtGui import QColor, QPainter, QPixmap  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from gridhall.app import acts  # noqa: E402
from gridhall.app.window import Window  # noqa: E402
from gridhall.core.progress import Silent  # noqa: E402
from gridhall.demo.making import make_demo  # noqa: E402
from gridhall.qt.theme import apply_theme  # noqa: E402
from gridhall.qt.tokens import Mode  # noqa: E402

PATIENCE = 30.0  # seconds until a page that does not come is given up
CLERK, PASSWORD = "demo", "gridhall-demo"
CTRL = Qt.KeyboardModifier.ControlModifier
_LOOK_MS = 700  # a sheet is looked for, and has this long to paint itself
SHEETS = {
    "import": acts.import_people,
    "papers": acts.papers,
    "backups": acts.backups,
    "hall": acts.hall,
    "clerks": acts.clerks,
    "trail": acts.audit,
    "settings": acts.settings,
}

VIEWS = (  # of 居民登记, by Alt+2 ...
    "transfers", "separation", "homes", "lists", "talks", "care", "peace",
)  # fmt: skip
SERVICE_DAYS = ("board", "sign_in_desk", "volunteers", "pledges", "certificates")  # by Alt+1 ...
COUNTER = ("issues", "queue", "lending", "catalogue", "reports")  # of 一窗受理, by Alt+2 ...
ORGANISATION = (  # by Alt+1 ...
    "organisation", "grids", "members", "units", "agencies", "meetings", "postings",
)  # fmt: skip


@dataclass(frozen=True)
class Look:
    """A window size, a face and a font scale; the first one is the manual's."""

    suffix: str
    size: tuple[int, int]
    mode: Mode
    percent: int


MANUAL = Look("", (1366, 768), Mode.LIGHT, 100)
LOOKS = (
    MANUAL,
    Look("_dark", (1366, 768), Mode.DARK, 100),
    Look("_150", (1366, 768), Mode.LIGHT, 150),
    Look("_1920", (1920, 1080), Mode.LIGHT, 100),
)


class Camera:
    """Drives one window and saves what it shows."""

    def __init__(self, window: Window, folder: Path) -> None:
        self._window, self._folder = window, folder
        self.suffix = ""

    def take(self, name: str) -> None:
        """Save the window, with the sheet that is open over it."""
        sheet = QApplication.activeModalWidget()
        if sheet is None:
            self.settle()
        picture = self._window.grab()
        if sheet is not None:
            picture = _over(picture, sheet.window().grab())
        picture.save(str(self._folder / f"{name}{self.suffix}.png"))

    def take_sheet(self, name: str, act: Callable[[], object]) -> None:
        """Do what opens a sheet, save it, close it."""
        done: list[bool] = []

        def look() -> None:
            sheet = QApplication.activeModalWidget()
            if sheet is None:
                QTimer.singleShot(_LOOK_MS, look)
                return
            self.take(name)
            done.append(True)
            sheet.window().close()

        QTimer.singleShot(_LOOK_MS, look)
        act()
        self.wait(lambda: done)
        self._window.activateWindow()  # without a screen nobody gives the focus back
        self.settle()

    def keys(self, text: str) -> None:
        """Type plain letters and digits, one key press each."""
        for letter in text:
            QTest.keyClick(self._focus(), Qt.Key(ord(letter.upper())))
            self.settle(1)

    def press(
        self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """One key or chord."""
        QTest.keyClick(self._focus(), key, held)
        self.settle()

    def wait(self, there: Callable[[], object]) -> None:
        """Until `there()`; the program runs meanwhile."""
        end = time.monotonic() + PATIENCE
        while not there():
            if time.monotonic() > end:
                raise TimeoutError("a page did not come")
            self.settle(2)

    def settle(self, rounds: int = 12) -> None:
        """Let timers, jobs and paints happen."""
        for _ in range(rounds):
            QApplication.processEvents()
            time.sleep(0.01)

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self._window


def _over(below: QPixmap, above: QPixmap) -> QPixmap:
    """A sheet in the middle of a darkened window."""
    painter = QPainter(below)
    painter.fillRect(below.rect(), QColor(0, 0, 0, 110))
    left, top = (below.width() - above.width()) // 2, (below.height() - above.height()) // 2
    painter.drawPixmap(left, top, above)
    painter.end()
    return below


@contextmanager
def signed_in(look: Look, hall: Path, folder: Path) -> Iterator[tuple[Window, Camera]]:
    """A window on the demonstration hall, at 今日."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    apply_theme(app, look.mode, look.percent)
    window = Window(hall, lambda _: None)
    camera = Camera(window, folder)
    camera.suffix = look.suffix
    window.show_first()
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.resize(*look.size)
    camera.take("sign_in")
    page = window.entrance.sign_in
    assert page is not None
    page.submitted.emit(CLERK, PASSWORD)
    camera.wait(lambda: window.desk is not None)
    try:
        yield window, camera
    finally:
        window.close()
        camera.settle()


def walk(window: Window, camera: Camera) -> None:
    """The pages of the manual, in a clerk's order."""
    camera.settle(40)
    camera.take("today")
    walk_cases(camera)
    walk_counter(camera)
    walk_residents(camera)
    walk_views(camera)
    walk_service_days(camera)
    walk_organisation(camera)
    walk_sheets(window, camera)
    window.lock()
    camera.take("locked")


def walk_cases(camera: Camera) -> None:
    """一窗受理: from F2 to the printed notice."""
    camera.press(Qt.Key.Key_F2)
    camera.take("case_empty")
    camera.keys("gl")
    camera.take("case_matter")
    camera.press(Qt.Key.Key_Return)
    camera.keys("z")
    camera.take("case_applicant")
    camera.press(Qt.Key.Key_Return)
    camera.take("case_form")
    camera.press(Qt.Key.Key_A, CTRL)
    camera.take("case_ready")
    camera.take_sheet("preview", lambda: camera.press(Qt.Key.Key_Return, CTRL))
    camera.settle(30)
    camera.take("case_card")
    camera.press(Qt.Key.Key_Escape)


def walk_counter(camera: Camera) -> None:
    """一窗受理: its other views."""
    for place, name in enumerate(COUNTER, 2):
        camera.press(Qt.Key(ord(str(place))), Qt.KeyboardModifier.AltModifier)
        camera.settle(80)
        camera.press(Qt.Key.Key_Down)
        camera.settle(60)
        camera.take(name)


def walk_residents(camera: Camera) -> None:
    """居民登记: search and card."""
    camera.press(Qt.Key.Key_F3)
    camera.take("residents")
    camera.keys("z")
    camera.settle(30)
    camera.take("residents_found")
    camera.press(Qt.Key.Key_Return)
    camera.settle(30)
    camera.take("resident")
    camera.take_sheet("transfer", lambda: camera.press(Qt.Key.Key_M, CTRL))


def walk_views(camera: Camera) -> None:
    """居民登记: its other views, the first record of each open."""
    for place, name in enumerate(VIEWS, 2):
        camera.press(Qt.Key(ord(str(place))), Qt.KeyboardModifier.AltModifier)
        camera.settle(80)
        camera.press(Qt.Key.Key_Down)
        if name in ("transfers", "homes"):
            camera.press(Qt.Key.Key_Return)
            camera.press(Qt.Key.Key_Return)
        camera.settle(40)
        camera.take(name)


def walk_service_days(camera: Camera) -> None:
    """集中服务日: the next day's board, sign-in, volunteers, the three lists, certificates."""
    camera.press(Qt.Key.Key_4, CTRL)
    for place, name in enumerate(SERVICE_DAYS, 1):
        camera.press(Qt.Key(ord(str(place))), Qt.KeyboardModifier.AltModifier)
        camera.settle(100)
        if name in ("volunteers", "pledges", "certificates"):
            camera.press(Qt.Key.Key_Down)
        camera.settle(60)
        camera.take(name)


def walk_organisation(camera: Camera) -> None:
    """组织架构: a branch on its card, grids, party members, units, the balancer."""
    camera.press(Qt.Key.Key_5, CTRL)
    for place, name in enumerate(ORGANISATION, 1):
        camera.press(Qt.Key(ord(str(place))), Qt.KeyboardModifier.AltModifier)
        camera.settle(80)
        for _ in range(3 if place == 1 else 1):
            camera.press(Qt.Key.Key_Down)
        camera.settle(60)
        camera.take(name)


def walk_sheets(window: Window, camera: Camera) -> None:
    """Ctrl+K, F1 and what the user's menu opens."""
    desk = window.desk
    assert desk is not None
    camera.take_sheet("palette", desk.show_palette)
    camera.take_sheet("keys", desk.shell.show_keys)
    for name, act in SHEETS.items():
        camera.take_sheet(name, partial(act, desk))


def main() -> int:
    """Make the hall, take the pictures."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "resources" / "manual")
    parser.add_argument("--all", action="store_true")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
            os.environ[name] = home
        hall = Path(home) / "demo.gridhall"
        make_demo(hall, 5850, 2026, date.today(), Silent())
        for look in LOOKS if asked.all else (MANUAL,):
            with signed_in(look, hall, asked.folder) as (window, camera):
                walk(window, camera)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
