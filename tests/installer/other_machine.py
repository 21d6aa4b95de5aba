"""A machine that is not this one, and a fresh checkout on it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from installer.machine import Machine, Python

GOOD = Python(("/usr/bin/python3",), (3, 11), True)


class OtherMachine(Machine):
    """A machine of our choosing: it notes what would be started and starts nothing."""

    def __init__(self, platform: str = "linux", root: bool = False, **environ: str) -> None:
        self.platform = platform
        self.root = root
        self.environ = environ
        self.python = GOOD
        self.started: list[list[str]] = []
        self.variables: list[dict[str, str]] = []
        self.codes: dict[str, list[int]] = {}
        self.answers: dict[str, str] = {"import ensurepip, venv": "", "sys.version_info": "3.11"}
        self.commands = {"apt-get"}
        self.absent: set[str] = set()
        self.running: set[str] = set()

    def run(self, command: Sequence[str], **variables: str) -> int:
        self.started.append(list(command))
        self.variables.append(variables)
        line = " ".join(command)
        if "-m venv" in line:
            Path(command[-1]).mkdir(exist_ok=True)
        if line.endswith(" demo"):
            Path(command[command.index("--hall") + 1]).touch()
        for word, codes in self.codes.items():
            if word in line and codes:
                return codes.pop(0)
        if "apt-get install" in line:
            self.absent.clear()
        return 0

    def output(self, command: Sequence[str]) -> str | None:
        line = " ".join(command)
        return next((answer for word, answer in self.answers.items() if word in line), None)

    def which(self, name: str) -> str | None:
        return f"/usr/bin/{name}" if name in self.commands else None

    def loads(self, library: str) -> bool:
        return library not in self.absent

    def is_running(self, name: str) -> bool:
        return name in self.running

    def lines(self, word: str) -> list[str]:
        return [line for line in map(" ".join, self.started) if word in line]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "installer").mkdir()
    (tmp_path / "installer" / "requirements.lock").write_text("a==1\n")
    (tmp_path / "installer" / "requirements-dev.lock").write_text("a==1\nb==2\n")
    return tmp_path
