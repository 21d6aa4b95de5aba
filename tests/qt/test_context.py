import threading

import shiboken6
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gridhall.qt.context import Bus


def test_an_announcement_of_ours_arrives_at_once(qtbot: QtBot) -> None:
    bus, told = Bus(), []
    bus.changed.connect(told.append)
    bus.announce(frozenset({"case"}))
    assert told == [frozenset({"case"})]


def test_a_workers_announcements_arrive_here_and_together(qapp: QApplication, qtbot: QtBot) -> None:
    bus, told = Bus(), []

    def hear(tables: frozenset[str]) -> None:
        told.append((tables, threading.get_ident()))

    bus.changed.connect(hear)
    worker = threading.Thread(
        target=lambda: [bus.announce(frozenset({name})) for name in ("paper", "audit", "paper")]
    )
    worker.start()
    worker.join()
    assert told == [], "nothing reaches a page from another thread"
    qtbot.waitUntil(lambda: bool(told))
    assert told == [(frozenset({"paper", "audit"}), threading.get_ident())]
    bus.announce(frozenset({"case"}))
    assert told[-1][0] == frozenset({"case"})


def test_the_bus_never_changes_under_a_worker(qapp: QApplication) -> None:
    # As in test_jobs: PySide reads this dictionary on the worker without Python's lock.
    assert "__METAOBJECT__" not in vars(Bus())


def test_the_screens_thread_belongs_to_no_bus(qapp: QApplication) -> None:
    # A bus that PySide takes for its parent is collected one day, and Qt's main thread with it:
    # the next event loop reads freed memory.
    bus = Bus()
    worker = threading.Thread(target=lambda: bus.announce(frozenset({"paper"})))
    worker.start()
    worker.join()
    bus.announce(frozenset({"case"}))
    assert "parent." not in shiboken6.dump(QThread.currentThread())
