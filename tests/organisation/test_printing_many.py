from typing import Any, cast

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.organisation.pages.tree.printing import PaperDesk
from gridhall.papers import queries
from gridhall.qt.context import Context
from gridhall.qt.progress_bar import ProgressStrip
from tests.factories import FakeDesk
from tests.modal import answer, window
from tests.papers.printing import make_paper

__all__ = ["window"]
pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]


def test_several_letters_are_printed_in_one_go_and_one_is_previewed(
    qtbot: QtBot, context: Context, window: QWidget, db: Database, clerk: Clerk, desk: FakeDesk
) -> None:
    papers = [make_paper(db, clerk) for _ in range(3)]
    at = PaperDesk(context, cast(Any, window), ProgressStrip(window))
    seen = list[str]()
    answer(lambda sheet: seen.extend(step.words for step in sheet.steps))
    at.show(papers)
    assert seen == [f"{paper.title} {paper.number}" for paper in papers]
    with db.read() as session:
        assert queries.queue_count(session).jobs == 3, "left unprinted, they wait"
    at.show(papers[:1])
    assert desk.previewed == [papers[0].id]
