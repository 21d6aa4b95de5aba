import threading
import weakref
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gridhall.core.progress import Progress
from gridhall.qt.jobs import Jobs


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.shutdown()


@pytest.fixture
def slow_to_let_go(jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """The worker keeps hold of what it was given, after all is told, until this is set."""
    jobs.start(lambda _: None, done=lambda _: None, failed=lambda _: None)  # there is a pool now
    gate, submit = threading.Event(), jobs._pool.submit

    def lingering(run: Callable[..., None], *given: Any) -> None:
        run(*given)
        gate.wait(60)

    monkeypatch.setattr(jobs._pool, "submit", lambda run, *given: submit(lingering, run, *given))
    return gate


def _window(died: list[int]) -> QWidget:
    """A window that belongs to nobody; tells on which thread it died."""
    window = QWidget()
    weakref.finalize(window, lambda: died.append(threading.get_ident()))
    return window


def test_the_work_is_elsewhere_and_its_news_here(qtbot: QtBot, jobs: Jobs) -> None:
    here, seen = threading.get_ident(), {}

    def work(progress: Progress) -> str:
        seen["work"] = threading.get_ident()
        progress.report(1, 2)
        return "46 份"

    jobs.start(
        work,
        done=lambda text: seen.update(done=(text, threading.get_ident())),
        failed=lambda error: seen.update(failed=error),
        progressed=lambda now, of: seen.update(progress=(now, of, threading.get_ident())),
        finished=lambda: seen.update(finished=threading.get_ident()),
    )
    qtbot.waitUntil(lambda: "finished" in seen)
    assert seen["work"] != here
    assert seen["done"] == ("46 份", here)
    assert seen["progress"] == (1, 2, here)
    assert seen["finished"] == here
    assert "failed" not in seen


def test_what_the_work_raised_is_told(qtbot: QtBot, jobs: Jobs) -> None:
    told: list[Exception] = []

    def work(_: Progress) -> None:
        raise ValueError("三")

    jobs.start(work, done=lambda _: None, failed=told.append)
    qtbot.waitUntil(lambda: len(told) == 1)
    assert str(told[0]) == "三"


def test_a_cancelled_job_tells_neither_but_that_it_is_over(qtbot: QtBot, jobs: Jobs) -> None:
    told: list[str] = []
    started, go_on = threading.Event(), threading.Event()

    def work(progress: Progress) -> None:
        started.set()
        go_on.wait(5)
        progress.report(1, 2)

    job = jobs.start(
        work,
        done=lambda _: told.append("done"),
        failed=lambda _: told.append("failed"),
        finished=lambda: told.append("finished"),
    )
    assert started.wait(5)
    job.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: "finished" in told)
    assert told == ["finished"]


def test_no_news_is_lost_over_a_thousand_jobs(qtbot: QtBot, jobs: Jobs) -> None:
    done: list[int] = []
    for number in range(1000):
        jobs.start(lambda _, n=number: n, done=done.append, failed=lambda _: None)
    qtbot.waitUntil(lambda: len(done) == 1000, timeout=20_000)
    assert done == list(range(1000)), "one worker keeps the order"


def test_shutting_down_drops_what_waits(qapp: QApplication) -> None:
    jobs, ran, gate = Jobs(), [], threading.Event()
    jobs.start(lambda _: gate.wait(5), done=lambda _: None, failed=lambda _: None)
    jobs.start(lambda _: ran.append(1), done=lambda _: None, failed=lambda _: None)
    gate.set()
    jobs.shutdown()
    assert ran in ([], [1])
    with pytest.raises(RuntimeError):
        jobs.start(lambda _: None, done=lambda _: None, failed=lambda _: None)


def test_what_is_dropped_at_the_end_is_let_go_of(
    qapp: QApplication, jobs: Jobs, slow_to_let_go: threading.Event
) -> None:
    died: list[int] = []
    started, told, window = threading.Event(), [], _window(died)
    jobs.start(lambda _: started.set(), done=told.append, failed=told.append)
    jobs.start(lambda _: None, done=lambda _, window=window: None, failed=told.append)
    del window
    assert started.wait(60)
    threading.Timer(0.05, slow_to_let_go.set).start()  # while shutdown waits for the first
    jobs.shutdown()
    assert died == [threading.get_ident()]
    qapp.processEvents()
    assert told == [None], "what had ended is told all the same"


def test_the_worker_rings_through_an_object_that_never_changes(jobs: Jobs) -> None:
    # A slot unknown to Qt gives its object a meta-object of its own, in the dictionary that PySide
    # reads on the worker without Python's lock.
    jobs.start(lambda _: None, done=lambda _: None, failed=lambda _: None)
    assert "__METAOBJECT__" not in vars(jobs)


@pytest.mark.parametrize("held", ["work", "done", "failed", "progressed", "finished"])
@pytest.mark.parametrize("fails", [False, True])
def test_a_window_that_only_a_job_holds_dies_here(
    qtbot: QtBot, jobs: Jobs, slow_to_let_go: threading.Event, held: str, fails: bool
) -> None:
    died: list[int] = []
    over: list[bool] = []
    window = {held: _window(died)}

    def holding(part: str, act: Callable[..., None]) -> Callable[..., None]:
        return partial(act, window.get(part))

    def work(_window: QWidget | None, progress: Progress) -> None:
        progress.report(1, 1)
        if fails:
            raise ValueError

    jobs.start(
        holding("work", work),
        done=holding("done", lambda *_: None),
        failed=holding("failed", lambda *_: None),
        progressed=holding("progressed", lambda *_: None),
        finished=holding("finished", lambda _: over.append(True)),
    )
    window.clear()
    qtbot.waitUntil(lambda: bool(over))
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    slow_to_let_go.set()
    jobs.shutdown()
    assert died == [threading.get_ident()]


class _Page(QWidget):
    """A page that is told of its work through a method."""

    told: tuple[str, ...] = ()

    def hear(self, turn: int, what: str) -> None:
        self.told = (*self.told, f"{turn} {what} {self.windowTitle()}")


def test_a_page_that_is_gone_is_not_told(qtbot: QtBot, jobs: Jobs) -> None:
    here, gone = _Page(), _Page()
    qtbot.addWidget(here)
    for page in (gone, here):
        jobs.start(lambda _: "46 份", done=partial(page.hear, 1), failed=lambda _: None)
    gone.deleteLater()
    QCoreApplication.sendPostedEvents(gone, QEvent.Type.DeferredDelete)
    qtbot.waitUntil(lambda: bool(here.told))
    assert gone.told == ()
