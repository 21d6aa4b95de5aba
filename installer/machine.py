"""What this machine is, and how another command is started on it (本机).

Everything beside `bootstrap.py` is read by Pythons down to 3.7, so that an old one is told what to
install instead of a syntax error.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple


class Stop(Exception):
    """Why the command cannot go on and what to do: Chinese, then English; exit code 1."""


class Python(NamedTuple):
    """An interpreter: the words that start it, its version, and whether it is a 64-bit build."""

    command: Sequence[str]
    version: tuple[int, int]
    wide: bool


def running_python() -> Python:
    """The interpreter that reads this line."""
    return Python((sys.executable,), sys.version_info[:2], sys.maxsize > 2**32)


class Machine:
    """This machine; tests put another one in its place."""

    def __init__(self) -> None:
        self.platform = sys.platform
        self.environ: Mapping[str, str] = dict(os.environ)
        self.root = hasattr(os, "geteuid") and os.geteuid() == 0
        self.python = running_python()

    @property
    def windows(self) -> bool:
        """True on Windows, whose .venv has other folders and which has no apt."""
        return self.platform == "win32"

    @property
    def linux(self) -> bool:
        """True on Linux, where Qt leans on the system's own libraries."""
        return self.platform.startswith("linux")

    def run(self, command: Sequence[str], **variables: str) -> int:
        """Run a command to its end with these variables added; its exit code."""
        environ = {**self.environ, **variables}
        try:
            return subprocess.run(list(command), env=environ, check=False).returncode
        except OSError:
            return 127

    def output(self, command: Sequence[str]) -> str | None:
        """What a command prints, or None when it is not there or ends with an error."""
        try:
            done = subprocess.run(
                list(command), env={**self.environ, "PYTHONIOENCODING": "utf-8"}, check=False,
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            )  # fmt: skip
        except OSError:
            return None
        return done.stdout.decode("utf-8", "replace").strip() if done.returncode == 0 else None

    def which(self, name: str) -> str | None:
        """Where a command is, or None."""
        return shutil.which(name)

    def loads(self, library: str) -> bool:
        """True if the system's loader finds this shared library."""
        try:
            ctypes.CDLL(library)
        except OSError:
            return False
        return True

    def is_running(self, name: str) -> bool:
        """True if a process of this name runs (Linux)."""
        for comm in Path("/proc").glob("[0-9]*/comm"):
            with contextlib.suppress(OSError):
                if comm.read_text(encoding="utf-8", errors="replace").strip() == name:
                    return True
        return False
