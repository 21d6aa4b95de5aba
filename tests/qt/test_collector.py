import ast
import gc
import threading
import weakref
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

import gridhall
from gridhall.qt.collector import Collector
from gridhall.qt.jobs import Jobs


class Page(QWidget):
    """A page in a cycle, which only the collector can take away."""

    def __init__(self) -> None:
        super().__init__()
        self.me = self


def test_nothing_is_collected_but_by_the_clock(qapp: QApplication, qtbot: QtBot) -> None:
    collector = Collector(qapp)
    collector._thresholds = (0, 10, 10)
    page = weakref.ref(Page())
    junk = [[] for _ in range(100_000)]
    for one in junk:
        one.append(one)
    del junk
    assert page() is not None, "memory was asked for, and nobody collected"
    collector._collect()
    assert page() is None
    collector.stop()
    assert not collector._timer.isActive()
    assert not gc.isenabled(), "no window is deleted in the middle of the program's end either"
    collector.deleteLater()


def test_jobs_keep_the_collector_off_the_worker(qtbot: QtBot) -> None:
    jobs, where = Jobs(), set[str]()

    def watch(phase: str, _info: object) -> None:
        where.add(threading.current_thread().name)

    gc.callbacks.append(watch)
    done: list[int] = []
    jobs.start(
        lambda _: len([[n] for n in range(200_000)]), done=done.append, failed=lambda _: None
    )
    qtbot.waitUntil(lambda: bool(done), timeout=10_000)
    gc.callbacks.remove(watch)
    jobs.shutdown()
    assert not any(name.startswith("job") for name in where)


def test_nobody_asks_an_object_for_what_is_qts_own() -> None:
    # Its wrapper would count as that object's child, and the thread or screen be deleted with it.
    ours = [*Path(gridhall.__file__).parent.rglob("*.py"), *Path(__file__).parents[1].rglob("*.py")]
    asked = [f"{path}:{line}" for path in ours for line in _askings(path)]
    assert len(ours) > 300
    assert asked == []


def _askings(path: Path) -> Iterator[int]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.Call(
                func=ast.Attribute(attr="thread" | "screen" | "eventDispatcher" | "baseStyle"),
                args=[],
            ):
                yield node.lineno
