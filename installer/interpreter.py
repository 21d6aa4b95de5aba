"""Which Python the program is built on: 3.11, 3.12 or 3.13, 64-bit (选用的 Python)."""

from __future__ import annotations

import re

from installer.machine import Machine, Python, Stop

OLDEST, NEWEST = (3, 11), (3, 13)
APT_LINE = "apt-get install python3.11 python3.11-venv"
PROBE = "import sys; print(*sys.version_info[:2], int(sys.maxsize > 2**32))"
ANSWER = re.compile(r"^(\d+) (\d+) ([01])$", re.MULTILINE)  # a launcher may print before it


def fits(python: Python) -> bool:
    """True for a 64-bit 3.11, 3.12 or 3.13."""
    return python.wide and OLDEST <= python.version <= NEWEST


def fitting_python(machine: Machine) -> Python:
    """The running Python if it fits, else the newest one on this machine that does."""
    if fits(machine.python):
        return machine.python
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        python = _probe(machine, minor)
        if python is not None and fits(python):
            return python
    raise Stop(_advice(machine))


def _probe(machine: Machine, minor: int) -> Python | None:
    """The Python 3.`minor` that this machine's own launcher or path offers."""
    version = f"3.{minor}"
    command = ("py", "-" + version) if machine.windows else ("python" + version,)
    answer = ANSWER.search(machine.output([*command, "-c", PROBE]) or "")
    if answer is None:
        return None
    return Python(command, (int(answer[1]), int(answer[2])), answer[3] == "1")


def _advice(machine: Machine) -> str:
    major, minor = machine.python.version
    found = f"{major}.{minor}"
    if not machine.python.wide:
        found += " (32-bit)"
    if machine.windows:
        chinese = "请从 python.org 安装 64 位的 Python 3.12，再运行同一条命令。"
        english = "Install the 64-bit Python 3.12 from python.org, then run the same command again."
    else:
        chinese = f"请安装其中一个（Debian 12：{APT_LINE}），再运行同一条命令。"
        english = f"Install one of them (Debian 12: {APT_LINE}), then run the same command again."
    return (
        f"这台电脑的 Python 是 {found}，网格厅需要 64 位的 Python 3.11、3.12 或 3.13。{chinese}\n"
        f"This machine's Python is {found}; GridHall needs a 64-bit Python 3.11, 3.12 or 3.13. "
        f"{english}"
    )
