"""Build the fault shim with the machine's C compiler, and speak to it once it is loaded."""

import ctypes
import os
import shutil
import subprocess
import sys
from enum import IntEnum
from pathlib import Path

SOURCE = Path(__file__).with_name("shim.c")
ROOT = Path(__file__).parents[2]


class Mode(IntEnum):
    """What happens at the fault point; the order is the C enum's."""

    OFF = 0
    KILL = 1
    TEAR = 2
    FAIL_ONCE = 3
    FAIL_FROM_HERE = 4
    COUNT = 5


def why_not() -> str:
    """The reason why no shim can be had here; '' when it can."""
    if not sys.platform.startswith("linux"):
        return "the fault shim is for Linux (LD_PRELOAD)"
    if shutil.which("cc") is None or not Path("/usr/include/stdlib.h").exists():
        return "no C compiler for the fault shim: apt-get install gcc libc6-dev"
    return ""


def build(folder: Path) -> Path:
    """Compile the shim into `folder`."""
    shim = folder / "shim.so"
    flags = ["-O2", "-Wall", "-Werror", "-shared", "-fPIC"]
    command = ["cc", *flags, "-o", str(shim), str(SOURCE), "-ldl"]
    subprocess.run(command, check=True, capture_output=True)
    return shim


def run(shim: Path, folder: Path, module: str, *words: str) -> str:
    """Run a module of these tests with the shim loaded over `folder`; what it printed."""
    ended = subprocess.run(
        [sys.executable, "-m", f"tests.faults.{module}", str(folder), *words],
        cwd=ROOT,
        env={**os.environ, "LD_PRELOAD": str(shim), "SHIM_FOLDER": str(folder)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    return ended.stdout


class Shim:
    """The shim inside a process that has it loaded."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(None)
        self._library.shim_arm.argtypes = [ctypes.c_int, ctypes.c_long, ctypes.c_int]
        self._library.shim_count.restype = ctypes.c_long
        self._library.shim_record.argtypes = [ctypes.c_char_p]
        self._library.shim_mark.argtypes = [ctypes.c_char_p, ctypes.c_uint32]

    def arm(self, mode: Mode, at: int = 0, error: int = 0) -> None:
        """Let the fault happen at the `at`-th call from now; counting begins anew."""
        self._library.shim_arm(mode, at, error)

    def count(self) -> int:
        """How many calls there were since arm()."""
        return int(self._library.shim_count())

    def record(self, path: Path) -> None:
        """Write every call down in `path` from now on."""
        self._library.shim_record(os.fsencode(path))

    def mark(self, word: str) -> None:
        """Put a word of ours into the record."""
        data = word.encode()
        self._library.shim_mark(data, len(data))
