"""What waits for a supervisor stands on 今日, and nobody else sees it."""

from dataclasses import replace

from pytestqt.qtbot import QtBot
from sqlalchemy import select

from gridhall.core.clerk import Clerk
from gridhall.qt.context import Context
from gridhall.registry.models import Person
from gridhall.service_desk.dialogs.moments import desk_moment
from gridhall.service_desk.rules.ratings import RatingDraft
from gridhall.service_desk.service.ratings import rate
from gridhall.today.pages import TodayPage
from tests.factories import make_case, make_family


def _shown(qtbot: QtBot, context: Context) -> TodayPage:
    page = TodayPage(context)
    qtbot.addWidget(page)
    page.show()
    return page


def test_a_bad_rating_stands_on_today_for_supervisors(
    qtbot: QtBot, context: Context, supervisor: Clerk
) -> None:
    with context.db.write() as session:
        make_family(session)
        who = session.scalars(select(Person)).first()
        assert who is not None
        case = make_case(session, who, state="finished", holder_name="王芳")
        when = desk_moment(context)
        rate(session, context.clerk, RatingDraft(case.id, 5, when.now, "bad", "等了很久"), when)
    page = _shown(qtbot, replace(context, clerk=supervisor))
    qtbot.waitUntil(lambda: page.bad_ratings.isVisible())
    assert page.bad_ratings.accessibleName() == "差评 1 快捷键 Alt+H"
    own = _shown(qtbot, context)
    qtbot.wait(400)
    assert own.bad_ratings.isHidden()
