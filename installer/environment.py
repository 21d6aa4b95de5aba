"""The `.venv` folder: made once, filled from a lock file, trusted only when it was finished.

The stamp inside is written last. A `.venv` without a stamp was interrupted and is made anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from pathlib import Path

from installer.machine import Machine, Python, Stop

LOCKS = {"run": "requirements.lock", "test": "requirements-dev.lock"}
COVERS = {"run": ("run",), "test": ("run", "test")}  # the dev lock holds all of the other one
STAMP = "gridhall-locks.json"
VERSION = "import sys; print(*sys.version_info[:2], sep='.')"


class Environment:
    """The `.venv` of one checkout."""

    def __init__(self, machine: Machine, root: Path) -> None:
        self._machine = machine
        self._root = root
        self.folder = root / ".venv"

    @property
    def python(self) -> Path:
        """The interpreter inside, whose place differs on Windows."""
        if self._machine.windows:
            return self.folder / "Scripts" / "python.exe"
        return self.folder / "bin" / "python"

    def is_whole(self) -> bool:
        """True if it was finished once, here, and its Python is still the one it was made with."""
        stamp = self._stamp()
        if stamp.get("folder") != str(self.folder):
            return False
        return self._machine.output([str(self.python), "-c", VERSION]) == stamp.get("python")

    def holds(self, purpose: str) -> bool:
        """True if it was filled from today's lock file for `run` or `test`."""
        return self._stamp().get(purpose) == self._digest(purpose)

    def make(self, python: Python) -> None:
        """An empty `.venv`; whatever stood there is cleared away."""
        print(f"建立 making {self.folder}", flush=True)
        if self._machine.run([*python.command, "-m", "venv", "--clear", str(self.folder)]) != 0:
            raise Stop(_not_made(self.folder))

    def fill(self, purpose: str) -> None:
        """Install what the lock names, by hash, wheels only; then write the stamp.

        A `.venv` that works is touched only after pip has seen and fetched all of it.
        """
        lock = self._lock(purpose)
        print(f"安装依赖 installing {lock.name}", flush=True)
        if self._stamp():
            self._pip(lock, "--dry-run", "--quiet")
        with contextlib.suppress(FileNotFoundError):
            (self.folder / STAMP).unlink()
        self._pip(lock)
        self.write_stamp(purpose)

    def write_stamp(self, purpose: str) -> None:
        """Record that the `.venv` holds this purpose's lock."""
        stamp = {name: self._digest(name) for name in COVERS[purpose]}
        version = self._machine.output([str(self.python), "-c", VERSION])
        stamp.update(folder=str(self.folder), python=str(version))
        (self.folder / STAMP).write_text(json.dumps(stamp, indent=1), encoding="utf-8")

    def _pip(self, lock: Path, *words: str) -> None:
        command = [str(self.python), "-m", "pip", "install", "--disable-pip-version-check"]
        command += ["--no-input", "--require-hashes", "--only-binary", ":all:", *words]
        if self._machine.run([*command, "-r", str(lock)], PIP_USER="0") != 0:
            raise Stop(_not_filled(lock))

    def _lock(self, purpose: str) -> Path:
        return self._root / "installer" / LOCKS[purpose]

    def _digest(self, purpose: str) -> str:
        return hashlib.sha256(self._lock(purpose).read_bytes()).hexdigest()

    def _stamp(self) -> dict[str, str]:
        try:
            stamp = json.loads((self.folder / STAMP).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return stamp if isinstance(stamp, dict) else {}


def _not_made(folder: Path) -> str:
    return (
        f"没能建立 {folder}。请关闭正在运行的网格厅，"
        "确认这个文件夹可写、磁盘有 1 GB 空间，再试一次。\n"
        f"{folder} could not be made. Close any running GridHall, check that the folder is "
        "writable and that 1 GB is free, then try again."
    )


def _not_filled(lock: Path) -> str:
    return (
        f"{lock.name} 里的依赖没有装全，原因见上面 pip 的输出。"
        "第一次安装需要网络；请检查网络后再试一次。\n"
        f"Not everything in {lock.name} was installed; pip says why above. The first time needs a "
        "network: check it and try again."
    )
