"""One process per hall file: a second start is told who has it open."""

import contextlib
import json
import os
import platform
import sys
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from gridhall.core.errors import UserError
from gridhall.db.storage import unwritable

# The lock is on a byte far behind the text, so that others may read who holds it (Windows).
_BYTE = 1 << 20


class HallInUse(UserError):
    """Another process has the hall open."""


class HallLock:
    """Held while a process has the hall file open; a crash releases it at once."""

    def __init__(self, hall: Path, who: str = "") -> None:
        self._path = hall.with_name(hall.name + ".lock")
        self._who = who
        self._file: IO[bytes] | None = None

    def __enter__(self) -> Self:
        self.take()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.release()

    def take(self) -> None:
        """Take the lock or raise HallInUse naming who has the hall open, where, and since when."""
        file = self._open()
        try:
            _lock(file)
        except OSError:
            said = _told(file)
            file.close()
            raise HallInUse(said) from None
        self._file = file
        self.sign(self._who)

    def _open(self) -> IO[bytes]:
        try:
            return os.fdopen(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600), "r+b")
        except OSError:
            raise unwritable(self._path.parent) from None

    def sign(self, who: str) -> None:
        """Write who holds the lock, once somebody has signed in."""
        if self._file is None:
            return
        now = f"{datetime.now():%m月%d日 %H:%M}"
        note = {"who": who, "host": platform.node(), "process": os.getpid(), "since": now}
        self._file.seek(0)
        self._file.truncate()
        self._file.write(json.dumps(note, ensure_ascii=False).encode("utf-8"))
        self._file.flush()

    def release(self) -> None:
        """Let the next process in. The lock file stays: removing it would let two in."""
        if self._file is not None:
            self._file.close()
            self._file = None


def _told(file: IO[bytes]) -> str:
    note = {}
    with contextlib.suppress(ValueError, OSError):
        file.seek(0)
        note = json.loads(file.read(4096))
    who = note.get("who") or "有人"
    where = f"（{note['host']}，{note['since']} 起，进程 {note['process']}）" if note else ""
    return f"这个大厅正由{who}打开着{where}。请先在那边退出，这里没有改动任何东西。"


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        file.seek(_BYTE)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        file.seek(0)
else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
