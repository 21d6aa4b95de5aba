"""The one window: first the entrance, then the desk, and the lock page in the desk's place."""

import contextlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QWindow
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from gridhall.app.entrance import Entrance, SignedIn, seconds_left
from gridhall.app.preload import Preload
from gridhall.core.errors import UserError
from gridhall.core.settings import MachineSettings, load_geometry, load_settings, save_geometry
from gridhall.db.unlock import unlock
from gridhall.qt.jobs import Jobs
from gridhall.qt.sign_in import LockPage
from gridhall.qt.theme import application

if TYPE_CHECKING:
    from gridhall.app.desk import OpenDesk

_USED = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.InputMethod,
        QEvent.Type.TouchBegin,
    }
)
SMALLEST = (800, 560)
# The ciphers first: a password typed at once is stretched while the rest comes in.
_BEHIND = ("gridhall.db.wrapping", "gridhall.app.desk")


class Window(QMainWindow):
    """Holds one page at a time: the entrance, or the desk on an open hall."""

    def __init__(self, hall: Path, painted: Callable[[str], None]) -> None:
        super().__init__()
        self.setWindowTitle("网格厅")
        self.setMinimumSize(*SMALLEST)
        self.jobs, self.preload = Jobs(self), Preload(*_BEHIND)
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self._painted = FirstPaint(self, painted)
        self.entrance = Entrance(self._stack, hall, self.jobs, self.preload)
        self.entrance.entered.connect(self._enter)
        self.desk: OpenDesk | None = None
        self._signed: SignedIn | None = None
        self._lock_page: LockPage | None = None
        self._idle = IdleWatch(self, lambda: self.lock("离开时自动锁屏"))
        _place(self)

    def show_first(self, notice: str = "") -> None:
        """Show the first page; the data layer starts loading when it is painted."""
        self.entrance.show_first()
        self._painted.watch(self._stack.currentWidget(), "sign-in", self.preload.start)
        self.show()
        if notice:
            QTimer.singleShot(0, lambda: self._notice(notice))

    def _notice(self, sentence: str) -> None:
        from gridhall.qt.ask import say

        say(self, sentence)

    def lock(self, why: str = "已锁屏") -> None:
        """Put the lock page in the desk's place: nothing behind it stays reachable."""
        if self.desk is None or self._signed is None or self._lock_page is not None:
            return
        self.desk.leave()
        clerk = self._signed.opened.clerk
        page = self._lock_page = LockPage(clerk.name, clerk.counter)
        page.submitted.connect(self._unlock)
        page.switch_wanted.connect(self.sign_out)
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        page.start(f"{datetime.now():%H:%M} {why}，没写完的草稿还在")

    def _enter(self, signed: SignedIn) -> None:
        from gridhall.app.desk import OpenDesk

        self._signed = signed
        desk = self.desk = OpenDesk(signed.opened, self.jobs)
        desk.shell.lock_wanted.connect(self.lock)
        desk.sign_out_wanted.connect(self.sign_out)
        desk.quit_wanted.connect(self.close)
        desk.restore_wanted.connect(self._restore)
        desk.settings_saved.connect(self._idle.follow)
        desk.scans.scanner.scanned.connect(lambda _: self._idle.used())
        self._stack.addWidget(desk.shell)
        self._stack.setCurrentWidget(desk.shell)
        self.setWindowTitle(f"网格厅 — {signed.opened.hall.name}")
        desk.shell.start()
        self._painted.watch(desk.shell.page("今日"), "today", desk.settle)

    def _unlock(self, password: str) -> None:
        assert self._signed is not None
        hall, clerk = self.entrance.hall, self._signed.opened.clerk.name
        self.jobs.start(
            lambda _: unlock(hall, clerk, password, datetime.now().astimezone()),
            done=lambda _: self._unlocked(),
            failed=self._still_locked,
        )

    def _unlocked(self) -> None:
        page, self._lock_page = self._lock_page, None
        if page is None or self.desk is None:
            return
        self._stack.setCurrentWidget(self.desk.shell)
        self._stack.removeWidget(page)
        page.deleteLater()
        self._idle.used()
        self.desk.shell.focus_work()

    def _still_locked(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        if self._lock_page is not None:
            self._lock_page.refuse(str(error), seconds_left(error))

    def sign_out(self) -> None:
        """换人登录: back up, close the file, and begin at the sign-in page."""
        self._end_desk()
        self._lock_page = None
        self.setWindowTitle("网格厅")
        self.entrance.show_sign_in()

    def _restore(self, backup: Path | None) -> None:
        """Sign out, then ask for the backup's password; without a backup, which one it is."""
        self.sign_out()
        if backup is None:
            self.entrance.choose_backup()
        else:
            self.entrance.restore(backup)

    def _end_desk(self) -> None:
        """Close the hall after its backup; the lock goes last."""
        desk, self.desk = self.desk, None
        signed, self._signed = self._signed, None
        if desk is None or signed is None:
            return
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        desk.finish()
        QApplication.restoreOverrideCursor()
        self._stack.removeWidget(desk.shell)
        desk.shell.deleteLater()
        desk.deleteLater()
        signed.opened.close()
        signed.lock.release()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the drafts, back up, close the file."""
        geometry = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        with contextlib.suppress(UserError):  # where the window stood is not worth a word
            save_geometry({**load_geometry(), "window": geometry})
        self._end_desk()
        self.jobs.shutdown()
        event.accept()


class IdleWatch(QObject):
    """Locks after the idle minutes of the settings; every key and click counts as use.

    It listens at the windows, where input arrives once: a filter on the whole program would pass
    every paint and move of every widget through Python.
    """

    def __init__(self, parent: QObject, act: Callable[[], None]) -> None:
        super().__init__(parent)
        minutes = load_settings().settings.lock_minutes
        self._timer = QTimer(self, interval=minutes * 60_000, singleShot=True)
        self._timer.timeout.connect(act)
        self._timer.start()
        application().focusWindowChanged.connect(self._listen)

    def used(self) -> None:
        """Somebody is there: begin to count anew."""
        self._timer.start()

    def follow(self, settings: MachineSettings) -> None:
        """Other minutes were chosen."""
        self._timer.setInterval(settings.lock_minutes * 60_000)

    def _listen(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Watch only; every event goes on its way."""
        if event.type() in _USED:
            self.used()
        return False


class FirstPaint(QObject):
    """Calls back once a page has really been painted."""

    def __init__(self, parent: QObject, heard: Callable[[str], None]) -> None:
        super().__init__(parent)
        self._heard = heard
        self._waiting: dict[int, tuple[str, Callable[[], None]]] = {}

    def watch(self, page: QWidget | None, name: str, then: Callable[[], None]) -> None:
        """When `page` is first painted, report `name` and go on with `then`."""
        if page is not None:
            self._waiting[id(page)] = (name, then)
            page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the paint go through, then report it from the event loop."""
        if event.type() == QEvent.Type.Paint and id(watched) in self._waiting:
            name, then = self._waiting.pop(id(watched))
            watched.removeEventFilter(self)
            QTimer.singleShot(0, lambda: (self._heard(name), then()))
        return False


def _place(window: QMainWindow) -> None:
    """Where it stood last time; the first time as large as the screen."""
    kept = load_geometry().get("window", "")
    if not kept or not window.restoreGeometry(QByteArray.fromBase64(kept.encode("ascii"))):
        window.resize(1366, 768)
        window.setWindowState(Qt.WindowState.WindowMaximized)
