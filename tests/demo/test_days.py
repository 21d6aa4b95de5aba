"""The fictional hall's service days: by the rule, planned as picture 06, the next one too."""

from datetime import date

import pytest

from gridhall.core.calendar import shipped_calendar
from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.demo.days import DayMaker
from gridhall.volunteering.queries.days import day_row, policies, year_days
from gridhall.volunteering.queries.plan import plan
from gridhall.volunteering.rules.days import Policy, plan_days
from gridhall.volunteering.service.duties import install_duties
from gridhall.volunteering.service.lists import install_lists
from tests.factories import TODAY

CALENDAR = shipped_calendar()


@pytest.mark.parametrize("today", [TODAY, date(2026, 2, 20), date(2027, 1, 1)])
def test_two_years_of_days_by_the_rule(db: Database, administrator: Clerk, today: date) -> None:
    with db.write() as session:
        install_lists(session, administrator)
        install_duties(session, administrator)
        made = DayMaker(session, today).make()
    with db.read() as session:
        for year in (today.year - 1, today.year):
            rows = [row for row in year_days(session, CALENDAR, year) if row.nominal]
            told = [(row.nominal, row.held_on, row.reason) for row in rows]
            assert told == [
                (one.nominal, one.actual, one.reason) for one in plan_days(year, Policy(), CALENDAR)
            ]
        held = [day_row(session, day) for day in made.held]
        assert all(row.held_on and row.held_on < today and row.posts for row in held)
        assert {row.name for row in held} == {"集中服务日", "学雷锋志愿服务活动"}
        assert made.coming is not None
        coming = day_row(session, made.coming)
        assert coming.held_on is not None
        assert coming.held_on >= today
        assert (coming.posts, coming.shifts, coming.wanted) == (8, 4, 46)
        assert plan(session, made.coming).posts[0].name == "义诊测压"
        assert [row.policy for row in policies(session)] == [Policy()]
