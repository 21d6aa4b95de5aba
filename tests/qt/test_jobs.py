import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gridhall.core.progress import Progress
from gridhall.qt.jobs import Jobs


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.shutdown()


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
    assert QThread.currentThread() is qapp.thread()
