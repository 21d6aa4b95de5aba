"""From the start to an open hall: found one, sign in, come back by the recovery code.

Nothing here imports the data layer at load: the sign-in page is up before it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget

from gridhall import __version__
from gridhall.app.preload import Preload
from gridhall.core.errors import UserError
from gridhall.core.progress import Progress
from gridhall.core.settings import MachineSettings, load_settings, save_settings
from gridhall.db import keyring
from gridhall.db.unlock import MustWait, unlock
from gridhall.qt.jobs import Jobs
from gridhall.qt.sign_in import Operator, SignInPage
from gridhall.qt.theme import current_theme, dress_fully

if TYPE_CHECKING:
    from gridhall.db.lock import HallLock
    from gridhall.hall.service import OpenHall
    from gridhall.qt.first_run import NewHall, NewHallPage, RecoverPage, Recovery


# The pinyin table waits until the page is painted; nobody has typed an initial by then.
_TEACH_MS = 150
_DRESS_MS = 20  # how often to look whether the data layer is in


@dataclass(frozen=True)
class SignedIn:
    """An open hall and the lock on its file."""

    opened: "OpenHall"
    lock: "HallLock"


class Entrance(QObject):
    """Shows the pages before the desk in `stack` and ends with `entered`."""

    entered = Signal(object)  # SignedIn

    def __init__(self, stack: QStackedWidget, hall: Path, jobs: Jobs, preload: Preload) -> None:
        super().__init__(stack)
        self._stack, self.hall, self._jobs, self._preload = stack, hall, jobs, preload
        self.sign_in: SignInPage | None = None

    def show_first(self) -> None:
        """The sign-in page, or 建大厅 when there is no hall yet."""
        if self.hall.exists():
            self.show_sign_in()
        else:
            self.show_new_hall()

    def show_sign_in(self) -> None:
        """Who, and the password."""
        page = self._show(SignInPage())
        self.sign_in = page
        page.show_hall(self.hall.stem, f"版本 {__version__} · {self.hall}")
        page.submitted.connect(self._sign_in)
        page.forgotten.connect(self._show_recover)
        page.restore_wanted.connect(self.choose_backup)
        self._dress()
        try:
            names = keyring.load(keyring.keyring_path(self.hall)).clerks
        except UserError as error:
            page.refuse(str(error))
            return
        last = load_settings().settings.last_clerk
        page.show_operators([Operator(name, name) for name in names], last)
        QTimer.singleShot(_TEACH_MS, self, lambda: self._teach(names))

    def _dress(self) -> None:
        """The rest of the style sheet when the data layer is in: both at once would stutter.

        Whoever has typed the password already gets it with the desk: this page is as good as gone.
        """
        if current_theme().is_full or self.sign_in is None:
            return
        if self._preload.is_in and not self.sign_in.is_busy():
            dress_fully()
        else:
            QTimer.singleShot(_DRESS_MS, self, self._dress)

    def _teach(self, names: Sequence[str]) -> None:
        """The pinyin table comes in behind the first paint."""
        if self.sign_in is None:
            return
        if self.sign_in.is_busy():  # after a refusal it is soon enough
            QTimer.singleShot(_TEACH_MS, self, lambda: self._teach(names))
        else:
            from gridhall.core.pinyin import name_keys

            self.sign_in.learn_initials({name: name_keys(name).initials for name in names})

    def show_new_hall(self) -> None:
        """建大厅."""
        from gridhall.qt.first_run import NewHallPage

        page = self._show(NewHallPage())
        page.show_hall("", f"版本 {__version__}")
        page.submitted.connect(lambda asked: self._create(page, asked))
        page.open_wanted.connect(self._choose_hall)
        page.restore_wanted.connect(self.choose_backup)

    def _sign_in(self, clerk: str, password: str) -> None:
        assert self.sign_in is not None
        self.sign_in.set_busy(True)
        self._jobs.start(
            lambda _: self._open(clerk, unlock(self.hall, clerk, password, _now())),
            done=self._enter,
            failed=self._refused,
        )

    def _open(self, clerk: str, key: bytes) -> SignedIn:
        """On the worker: wait for the data layer, take the lock, open the file."""
        self._preload.wait()
        from gridhall.db.lock import HallLock
        from gridhall.hall.service import open_hall

        lock = HallLock(self.hall, clerk)
        lock.take()
        try:
            return SignedIn(open_hall(self.hall, key, clerk), lock)
        except BaseException:
            lock.release()
            raise

    def _enter(self, signed: SignedIn) -> None:
        remembered = load_settings().settings
        name = signed.opened.clerk.name
        _remember(replace(remembered, last_clerk=name, last_hall=str(self.hall)))
        self.sign_in = None
        self._clear()
        dress_fully()
        self.entered.emit(signed)

    def _clear(self) -> None:
        """Take the page away at once: one that is only to be deleted would be dressed once more.

        Its field gives the focus up before: PySide builds every class to say what a dying one is.
        """
        page = self._stack.currentWidget()
        if page is not None:
            field = page.focusWidget()
            if field is not None:
                field.clearFocus()
            self._stack.removeWidget(page)
            page.deleteLater()
            QCoreApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete.value)

    def _refused(self, error: Exception) -> None:
        assert self.sign_in is not None
        self.sign_in.refuse(_sentence(error), seconds_left(error))
        if type(error).__name__ == "HallDamaged":
            self._offer_restore(error)

    def _offer_restore(self, error: Exception) -> None:
        from gridhall.hall.service import newest_backup
        from gridhall.qt.ask import Question, ask

        backup = newest_backup(self.hall)
        if backup is None:
            return
        made = backup.stem.removeprefix(f"{self.hall.stem}-")
        text = f"最近的备份是 {made}。恢复以后，从那时起记下的内容要重新录入；损坏的文件会另存。"
        question = Question("大厅文件损坏", str(error), "用备份恢复", "先不恢复", text)
        if ask(self._stack, question):
            self.restore(backup)

    def restore(self, backup: Path) -> None:
        """Sign in once more with the backup's password, then put it in place."""
        page = self._show(SignInPage())
        page.show_hall("从备份恢复", str(backup))
        names = keyring.load(keyring.keyring_path(backup)).clerks
        page.show_operators([Operator(name, name) for name in names])
        self.sign_in = page

        def submit(clerk: str, password: str) -> None:
            page.set_busy(True)
            self._jobs.start(
                lambda _: self._put_back(backup, clerk, password),
                done=lambda _: self._restored(),
                failed=self._refused,
            )

        page.submitted.connect(submit)

    def _put_back(self, backup: Path, clerk: str, password: str) -> Path | None:
        self._preload.wait()
        from gridhall.db.lock import HallLock
        from gridhall.hall.service import restore

        self.hall.parent.mkdir(parents=True, exist_ok=True)
        with HallLock(self.hall, clerk):
            return restore(self.hall, backup, clerk, password)

    def _restored(self) -> None:
        self.show_sign_in()
        _say(self._stack, "已从备份恢复", "请重新登录。原来的文件留在同一个文件夹里。")

    def _create(self, page: "NewHallPage", asked: "NewHall") -> None:
        page.set_busy(True)
        self._jobs.start(
            lambda progress: self._make(asked, progress),
            done=self._show_code,
            failed=lambda error: page.refuse(_sentence(error)),
        )

    def _make(self, asked: "NewHall", _progress: Progress) -> str:
        self._preload.wait()
        from gridhall import parts
        from gridhall.hall.service import HallFacts, create_hall

        facts = HallFacts(asked.name, asked.community, asked.administrator, asked.password)
        return create_hall(self.hall, facts, parts.seed)

    def _show_code(self, code: str) -> None:
        from gridhall.qt.first_run import RecoveryCodePage

        page = self._show(RecoveryCodePage())
        page.show_code(code)
        page.print_wanted.connect(lambda: self._print_code(code))
        page.kept.connect(self.show_sign_in)

    def _print_code(self, code: str) -> None:
        from gridhall.hall.dialogs import print_recovery_sheet

        print_recovery_sheet(self._stack, self.hall, code)

    def _show_recover(self) -> None:
        assert self.sign_in is not None
        choice = self.sign_in.operator.choice
        if choice is None:
            self.sign_in.refuse("请先从名单里选是谁忘了密码")
            return
        from gridhall.qt.first_run import RecoverPage

        page = self._show(RecoverPage())
        page.start(str(choice.key))
        page.back_wanted.connect(self.show_sign_in)
        page.submitted.connect(lambda asked: self._recover(page, str(choice.key), asked))

    def _recover(self, page: "RecoverPage", clerk: str, asked: "Recovery") -> None:
        self._jobs.start(
            lambda _: self._open(clerk, self._new_password(clerk, asked)),
            done=self._enter,
            failed=lambda error: page.refuse(_sentence(error)),
        )

    def _new_password(self, clerk: str, asked: "Recovery") -> bytes:
        self._preload.wait()
        from gridhall.db.lock import HallLock
        from gridhall.hall.service import recover

        with HallLock(self.hall, clerk):
            return recover(self.hall, asked.code, clerk, asked.password)

    def _choose_hall(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        path, _ = QFileDialog.getOpenFileName(
            self._stack, "打开已有的大厅", str(self.hall.parent), "大厅文件 (*.gridhall)"
        )
        if path:
            self.hall = Path(path)
            self.show_sign_in()

    def choose_backup(self) -> None:
        """从备份恢复: which file, then its password."""
        from PySide6.QtWidgets import QFileDialog

        dress_fully()
        path, _ = QFileDialog.getOpenFileName(
            self._stack, "选择备份", str(self.hall.parent), "大厅备份 (*.gridhall);;所有文件 (*)"
        )
        if path:
            _told(self._stack, lambda: self.restore(Path(path)))

    def _show(self, page: Any) -> Any:
        """Swap the page; the one before is gone with whatever was typed in it."""
        if not isinstance(page, SignInPage):
            dress_fully()
        before = self._stack.currentWidget()
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        if before is not None:
            self._stack.removeWidget(before)
            before.deleteLater()
        return page


def _told(parent: QStackedWidget, act: Callable[[], None]) -> None:
    try:
        act()
    except UserError as error:
        _say(parent, "打不开这份备份", str(error))


def _say(parent: QStackedWidget, text: str, detail: str) -> None:
    from gridhall.qt.ask import say

    dress_fully()
    say(parent, text, detail)


def _remember(settings: MachineSettings) -> None:
    """Remembering is a comfort: a read-only settings folder must not keep anybody out."""
    try:
        save_settings(settings)
    except UserError:
        return


def _sentence(error: Exception) -> str:
    if isinstance(error, UserError):
        return str(error)
    if isinstance(error, OSError):
        return "磁盘或文件夹读写不了。请检查磁盘是否已满、是否只读、有没有权限，再试一次。"
    return f"程序出了问题（{type(error).__name__}），大厅没有改动。请重新打开程序再试。"


def seconds_left(error: Exception) -> int:
    """How long the next try has to wait, in whole seconds; 0 for now."""
    if not isinstance(error, MustWait):
        return 0
    return int((error.until - _now()).total_seconds()) + 1


def _now() -> datetime:
    return datetime.now().astimezone()
