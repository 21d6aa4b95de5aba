"""A post that a claim stands behind is not dropped from a day's plan by an edit of the plan."""

from datetime import date

from gridhall.core.calendar import shipped_calendar
from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.pledges.service.posts import make_post
from gridhall.volunteering.queries.plan import plan
from gridhall.volunteering.rules.plan import PlanDraft
from gridhall.volunteering.service.days import open_day
from gridhall.volunteering.service.plan import set_plan
from tests.pledges.pledge_hall import at_desk


def test_a_claimed_post_stays_until_the_claim_lets_it_go(db: Database, supervisor: Clerk) -> None:
    with at_desk(db, supervisor) as desk:
        claim = desk.claim(desk.add("给老人量血压"), desk.hospital).row_id
        day = open_day(desk.session, supervisor, date(2026, 11, 25), shipped_calendar())
        make_post(desk.session, supervisor, claim, day, {0: (2, 1)})
        shifts = plan(desk.session, day).shifts
        with desk.refused("“给老人量血压”是双报到认领来的岗位"):
            set_plan(desk.session, supervisor, day, PlanDraft(shifts), drop_people=True)
        assert plan(desk.session, day).posts[0].cells == {0: (2, 1)}
