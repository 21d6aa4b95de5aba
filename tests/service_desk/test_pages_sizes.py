"""The page of the cases fits the smallest screen at every scale, whatever stands at its side."""

import pytest
from pytestqt.qtbot import QtBot

from gridhall.qt.scaling import refit
from gridhall.service_desk.pages.cases import CasesPage
from tests.audit import Dress, dressed
from tests.service_desk.conftest import Desk
from tests.service_desk.hands import fill, open_page, page

__all__ = ["dressed", "open_page", "page"]
pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]


@pytest.mark.parametrize("percent", [100, 125, 150])
@pytest.mark.parametrize("scene", ["empty", "nothing found", "queue", "form", "more", "card"])
def test_the_page_asks_for_no_more_width_than_there_is(
    qtbot: QtBot, page: CasesPage, hall_at_work: Desk, dressed: Dress, percent: int, scene: str
) -> None:
    dressed("light", percent)
    if scene != "empty":
        case = hall_at_work.accept("HJ01", received=(1, 2), note="一家三口，购房落户")
    if scene in ("form", "more"):
        fill(page)
        page.form.more.fold(scene == "form")
    if scene == "card":
        page.show_case(case.id)
    page.refresh()
    if scene == "nothing found":
        page.cases.filters.choose("finished")
        page.ui.filterEdit.setText("zzz")
        qtbot.waitUntil(lambda: page.ui.queueEmpty.isVisible())
    refit(page)
    page.show_for_width(1366 * 100 // percent)
    qtbot.wait(50)
    least = page.minimumSizeHint()
    assert least.width() <= 1366
    assert least.height() <= 640
    assert not page.hasHeightForWidth(), "it scrolls at its least height, not at its best"
