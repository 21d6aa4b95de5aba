"""打印队列 on the desk: the status bar's count, the menu's sheet, what a crash left open."""

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from gridhall.app import menu
from gridhall.app.window import Window
from gridhall.papers import service
from gridhall.papers.rules import PrintWay
from tests.app.test_window import sign_in
from tests.modal import answer
from tests.papers.printing import make_paper

pytestmark = pytest.mark.gui


def _entry(words: str) -> menu.Entry:
    return next(one for one in menu.MENU if one is not None and one.words == words)


def test_what_waits_is_counted_in_the_status_bar_and_opened_from_the_menu(
    qtbot: QtBot, window: Window
) -> None:
    sign_in(qtbot, window)
    desk = window.desk
    assert desk is not None
    notes, context = desk.shell.status.notes, desk.context
    assert "print_queue" not in notes()
    papers = [make_paper(context.db, context.clerk) for _ in range(2)]
    with context.db.write() as session:
        jobs = service.ask_prints(session, context.clerk, [p.id for p in papers], PrintWay())
    assert notes()["print_queue"] == "打印队列 2"
    seen = list[Any]()

    def look(sheet: Any) -> None:
        seen.extend(row.paper.number for row in sheet.model.rows)
        sheet.drop.click()

    answer(look)
    _entry("打印队列").act(desk)
    assert seen == [paper.number for paper in papers]
    assert notes()["print_queue"] == "打印队列 1"
    with context.db.write() as session:
        service.begin_job(session, context.clerk, jobs[1].id, "HP M126")
    desk._prints.begin()
    assert "1 份文书上次没确认出纸" in desk.shell._toast.text()
    with context.db.write() as session:
        service.finish_jobs(session, context.clerk, [jobs[1].id])
    assert "print_queue" not in notes()
    answer(lambda sheet: seen.append(sheet.title.text()))
    _entry("打印机与校准").act(desk)
    assert seen[-1] == "打印机与校准"
