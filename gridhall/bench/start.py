"""Process start to the first painted window, beside a bare PySide6 window in the same run.

Each start is a process of its own. It reports the system's monotonic clock and its resident
memory when a page is painted; the parent knows when it started it. The hall is a fresh
demonstration hall. Two kinds of start are measured: with the real password, as a clerk has it (the
data layer loads while the key is derived; the derivation, timed alone before each of them, is
taken out of the ratio), and with the derived key handed over: then nothing is hidden behind it.
The longest freeze is watched in starts of their own: the watching would slow the others by a tenth.
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
# As `gridhall.__main__` opens the desk.
_OURS = """
import sys
from gridhall.app.early import hold_collector
hold_collector()
from gridhall.bench.sign_in_once import child
child(*sys.argv[1:])
"""


def bench(_size: int | None = None) -> dict[str, dict[str, float]]:
    """Figures in milliseconds and MB, ratios over the bare window."""
    from gridhall.bench.sign_in_once import CLERK, PASSWORD
    from gridhall.core.progress import Silent
    from gridhall.db.unlock import unlock
    from gridhall.demo.making import make_demo

    with tempfile.TemporaryDirectory() as folder:
        hall = Path(folder) / "demo.gridhall"
        make_demo(hall, 2000, 1, date.today(), Silent())
        key = unlock(hall, CLERK, PASSWORD, datetime.now())
        given, real = [_OURS, str(hall), key.hex()], [_OURS, str(hall), ""]
        home = {"XDG_CONFIG_HOME": folder, "XDG_CACHE_HOME": folder, "XDG_DATA_HOME": folder}
        watched = [*given, "watched"]
        _run(given, home)  # builds the style sheet and .pyc files once, as any second start finds
        runs, derivations = [], []
        for _ in range(REPEATS):
            started = time.monotonic()
            unlock(hall, CLERK, PASSWORD, datetime.now())
            derivations.append((time.monotonic() - started) * 1000)
            runs.append(tuple(_run(kind, home) for kind in ([_BARE], real, given, watched)))
    bare, signed, handed, seen = (list(kind) for kind in zip(*runs, strict=True))
    made = _figures(bare, signed, handed, derivations)
    made["figures"]["longest_freeze_while_loading_ms"] = _median(seen, "freeze", "ms")
    return made


Run = dict[str, dict[str, float]]


def _figures(
    bare: list[Run], signed: list[Run], handed: list[Run], derivations: list[float]
) -> dict[str, dict[str, float]]:
    derivation = statistics.median(derivations)
    floor, floor_mb = _median(bare, "bare", "ms"), _median(bare, "bare", "mb")
    sign_in, today = _median(signed + handed, "sign-in", "ms"), _median(signed, "today", "ms")
    key_given = _median(handed, "today", "ms")
    sign_in_mb, today_mb = _median(handed, "sign-in", "mb"), _median(handed, "today", "mb")
    return {
        "figures": {
            "bare_ms": floor,
            "sign_in_ms": sign_in,
            "today_ms": today,
            "today_key_given_ms": key_given,
            "key_derivation_ms": round(derivation, 2),
            "bare_mb": floor_mb,
            "sign_in_mb": sign_in_mb,
            "today_mb": today_mb,
        },
        "ratios": {
            "sign_in_over_bare": sign_in / floor,
            "sign_in_memory_over_bare": sign_in_mb / floor_mb,
            "today_over_bare": (today - derivation) / floor,
            "today_key_given_over_bare": key_given / floor,
            "today_memory_over_bare": today_mb / floor_mb,
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
