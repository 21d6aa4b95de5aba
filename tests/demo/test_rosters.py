"""The demonstration's service days: held ones rostered and published, the next one half done."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, text

from gridhall.core.calendar import shipped_calendar
from gridhall.core.clerk import Clerk
from gridhall.core.progress import Silent
from gridhall.db.database import Database
from gridhall.demo.making import _Maker
from gridhall.volunteering.models import Publication
from gridhall.volunteering.queries.board import board
from gridhall.volunteering.queries.days import days, next_day
from tests.factories import TODAY


@pytest.mark.slow
def test_the_coming_day_is_as_a_clerk_left_it(db: Database, administrator: Clerk) -> None:
    with db.write() as session:
        session.execute(text("DELETE FROM clerk WHERE name IN ('王芳', '高明')"))
        _Maker(3000, 7, TODAY, Silent()).fill(session, administrator)
    with db.read() as session:
        coming = next_day(session, shipped_calendar(), TODAY - timedelta(days=1))
        assert coming is not None
        assert coming.id is not None
        now = board(session, coming.id)
        before = days(session, shipped_calendar(), TODAY - timedelta(days=90), TODAY)
        published = session.scalar(select(func.count(Publication.id))) or 0
    assert (now.suggestions, now.clashes) == (2, 1)
    assert any(cell.gap for cell in now.cells.values())
    assert now.filled > 0.8 * now.wanted
    held = [day for day in before if day.held_on is not None and day.posts and day != coming]
    assert all(day.filled > 0.7 * day.wanted for day in held)
    assert published >= len(held) >= 5
