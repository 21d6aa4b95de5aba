"""The README's two commands: `run` opens the desk, `test` runs the whole suite (启动与自检).

python3 installer/bootstrap.py run [words for gridhall]
python3 installer/bootstrap.py test [words for pytest]
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from installer.desk import open_desk
from installer.environment import Environment
from installer.interpreter import fitting_python
from installer.machine import Machine, Stop
from installer.packages import install, missing_packages, venv_package

ROOT = Path(__file__).resolve().parents[1]
USAGE = (
    "用法 usage: python3 installer/bootstrap.py run [gridhall 的参数 words for gridhall]\n"
    "           python3 installer/bootstrap.py test [pytest 的参数 words for pytest]"
)
NO_TESTS = 5


def main(words: Sequence[str], machine: Machine, root: Path = ROOT) -> int:
    """Carry one of the two commands out; 1 when it cannot go on, 2 for any other words."""
    if not words or words[0] not in ("run", "test"):
        print(USAGE, file=sys.stderr)
        return 0 if words[:1] in (["-h"], ["--help"]) else 2
    try:
        python = prepare(machine, root, words[0])
        if words[0] == "run":
            return open_desk(machine, python, words[1:])
        return run_tests(machine, python, words[1:])
    except Stop as reason:
        print(f"\n{reason}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def prepare(machine: Machine, root: Path, purpose: str) -> Path:
    """Bring system packages and `.venv` up to date: its Python. Offline if nothing is missing."""
    environment = Environment(machine, root)
    if environment.is_whole():
        install(machine, missing_packages(machine))
    else:
        python = fitting_python(machine)
        install(machine, venv_package(machine, python) + missing_packages(machine))
        environment.make(python)
    if not environment.holds(purpose):
        environment.fill(purpose)
    return environment.python


def run_tests(machine: Machine, python: Path, words: Sequence[str]) -> int:
    """The whole suite, or what pytest's words choose, without a screen; no test is an error."""
    command = [str(python), "-m", "pytest", "-n", "2", "-q", *words]
    code = machine.run(command, QT_QPA_PLATFORM="offscreen")
    if code == NO_TESTS:
        print("没有运行任何测试 no test was run", file=sys.stderr)
    return code


def _speak_chinese() -> None:
    """Let a console that lacks Chinese show question marks, not an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


if __name__ == "__main__":
    _speak_chinese()
    os.chdir(ROOT)
    sys.exit(main(sys.argv[1:], Machine()))
