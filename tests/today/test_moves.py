"""今日 tells of transfers that run out or wait for materials, and of no others."""

from datetime import date

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.qt.context import Context
from gridhall.registry.rules.drafts import ResidentDraft
from gridhall.today.pages import TodayPage
from gridhall.today.queries.moves import pressing_moves
from gridhall.today.rules import waiting_words
from tests.factories import TODAY, FakeDesk
from tests.registry.transfer_desk import DAY, Desk, family_in, to_police

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("propagateSizeHints")]
_NAMES = "周吴郑王冯陈"


def _alone(counter: Desk, place: int, day: date, *, received: bool = False) -> int:
    """A newcomer of one, taken in on a day; their materials are still asked for."""
    counter.today = day
    born = date(1980, 1, 1 + place)
    typed = {-1: ResidentDraft(f"{_NAMES[place]}全", sex="1", birth_date=born)}
    there = frozenset(range(1, 7)) if received else frozenset[int]()
    said = {"newcomers": typed, "movers": {-1: "02"}, "applicant_id": -1, "received": there}
    card = counter.open(family_in(counter, effective_on=day, **said))
    return card.id if received else counter.step(card, "material_notice").id


@pytest.fixture
def moves(db: Database, clerk: Clerk) -> list[int]:
    """One whose 准迁证 has 5 days left, one expired, two that wait, one that nobody waits for."""
    with db.write() as session:
        counter = Desk(session, clerk, TODAY - 35 * DAY)
        soon = counter.open(family_in(counter, one_stop=False, effective_on=counter.today))
        counter.step(to_police(counter, soon), "permit_issued")
        waits = [_alone(counter, at, TODAY - days * DAY) for at, days in ((0, 2), (1, 6))]
        _alone(counter, 2, TODAY, received=True)
        return [soon.id, waits[1], waits[0]]


def _page(qtbot: QtBot, context: Context) -> TodayPage:
    page = TodayPage(context)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    return page


def _buttons(page: TodayPage) -> list[QPushButton]:
    column = page.ui.transfersColumn
    lines = [column.itemAt(at).widget() for at in range(column.count())]
    found = [one if isinstance(one, QPushButton) else one.findChild(QPushButton) for one in lines]
    return [one for one in found if isinstance(one, QPushButton)]


def test_what_runs_out_comes_first_then_who_waits_longest(db: Database, moves: list[int]) -> None:
    with db.read() as session:
        rows = pressing_moves(session, TODAY)
        assert [row.id for row in rows] == moves
        assert rows[0].clock is not None
        assert rows[0].clock.word == "准迁证还剩 5 天"
        late = pressing_moves(session, TODAY + 10 * DAY)[0]
    assert late.clock is not None
    assert (late.clock.word, late.clock.tone) == ("准迁证已过期 5 天", "red")
    assert [waiting_words(TODAY - days * DAY, TODAY) for days in (0, 6)] == [
        "等材料",
        "等材料 6 天",
    ]


def test_a_line_opens_its_transfer(
    qtbot: QtBot, context: Context, desk: FakeDesk, moves: list[int]
) -> None:
    page = _page(qtbot, context)
    qtbot.waitUntil(lambda: page.ui.transfersTitle.text() == "户籍迁移 3")
    first = _buttons(page)[0]
    assert first.text() == "李建军等 3 人"
    assert "准迁证还剩 5 天" in first.accessibleName()
    first.click()
    assert desk.opened == [("show_transfer", moves[0])]


def test_nothing_to_tell_takes_no_room_and_news_appear(
    qtbot: QtBot, context: Context, db: Database, clerk: Clerk
) -> None:
    page = _page(qtbot, context)
    qtbot.waitUntil(lambda: page.ui.transfersTitle.text() == "户籍迁移 0")
    assert not page.ui.transfersCard.isVisible()
    with db.write() as session:
        counter = Desk(session, clerk)
        for at in range(6):
            _alone(counter, at, TODAY)
    qtbot.waitUntil(page.ui.transfersCard.isVisible)
    assert [one.text() for one in _buttons(page)][-2:] == ["郑全", "还有 3 件"]
