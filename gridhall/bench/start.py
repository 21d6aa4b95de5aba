"""Process start to the first painted window, beside a bare PySide6 window in the same run.

Each start is a process of its own. It reports the system's monotonic clock and its resident
memory when a page is painted; the parent knows when it started it. The hall is a fresh
demonstration hall; the key derivation is measured apart: the child is handed the derived key.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date, datetime
from pathlib import Path

REPEATS = 7
_BARE = """
import sys, time, json, os
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Bare(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, told)
def told():
    pages = int(open("/proc/self/statm").read().split()[1])
    print(json.dumps({"page": "bare", "at": time.monotonic(),
                      "mb": pages * os.sysconf("SC_PAGE_SIZE") / 2**20}), flush=True)
    os._exit(0)
app = QApplication(sys.argv)
window = Bare()
window.resize(1280, 800)
window.show()
app.exec()
"""
_OURS = "import sys; from gridhall.bench.sign_in_once import child; child(*sys.argv[1:])"


def bench(_size: int | None = None) -> dict[str, dict[str, float]]:
    """Figures in milliseconds and MB, ratios over the bare window."""
    from gridhall.bench.sign_in_once import CLERK, PASSWORD
    from gridhall.core.progress import Silent
    from gridhall.db.unlock import unlock
    from gridhall.demo.making import make_demo

    with tempfile.TemporaryDirectory() as folder:
        hall = Path(folder) / "demo.gridhall"
        make_demo(hall, 2000, 1, date.today(), Silent())
        started = time.monotonic()
        key = unlock(hall, CLERK, PASSWORD, datetime.now())
        derivation = (time.monotonic() - started) * 1000
        ours = [_OURS, str(hall), key.hex()]
        home = {"XDG_CONFIG_HOME": folder, "XDG_CACHE_HOME": folder, "XDG_DATA_HOME": folder}
        _run(ours, home)  # builds the style sheet once, as on any second start
        runs = [(_run([_BARE], home), _run(ours, home)) for _ in range(REPEATS)]
    return _figures([bare for bare, _ in runs], [own for _, own in runs], derivation)


Run = dict[str, dict[str, float]]


def _figures(bare: list[Run], ours: list[Run], derivation: float) -> dict[str, dict[str, float]]:
    floor, floor_mb = _median(bare, "bare", "ms"), _median(bare, "bare", "mb")
    sign_in, today = _median(ours, "sign-in", "ms"), _median(ours, "today", "ms")
    memory = {page: _median(ours, page, "mb") for page in ("sign-in", "today")}
    return {
        "figures": {
            "bare_ms": floor,
            "sign_in_ms": sign_in,
            "today_ms": today,
            "key_derivation_ms": round(derivation, 2),
            "longest_freeze_while_loading_ms": _median(ours, "freeze", "ms"),
            "bare_mb": floor_mb,
            "sign_in_mb": memory["sign-in"],
            "today_mb": memory["today"],
        },
        "ratios": {
            "sign_in_over_bare": sign_in / floor,
            "sign_in_memory_over_bare": memory["sign-in"] / floor_mb,
            "today_over_bare": today / floor,
            "today_memory_over_bare": memory["today"] / floor_mb,
        },
    }


def _median(runs: list[Run], page: str, unit: str) -> float:
    return round(statistics.median(run[page][unit] for run in runs), 2)


def _run(arguments: list[str], home: dict[str, str]) -> Run:
    """One process; what it reported, with times since it was started."""
    environment = {**os.environ, "QT_QPA_PLATFORM": _platform(), **home}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its .pyc files
    started = time.monotonic()
    ended = subprocess.run(
        [sys.executable, "-c", *arguments],
        capture_output=True,
        text=True,
        env=environment,
        check=True,
        timeout=120,
    )
    told: Run = {}
    for line in ended.stdout.splitlines():
        report = json.loads(line)
        at = report.get("at")
        ms = report["ms"] if at is None else (at - started) * 1000
        told[report["page"]] = {"ms": ms, "mb": report.get("mb", 0.0)}
    return told


def _platform() -> str:
    return "xcb" if os.environ.get("DISPLAY") else "offscreen"
