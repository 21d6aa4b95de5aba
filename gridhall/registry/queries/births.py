"""What a birth would make of the parent's household, before the child is written down."""

from datetime import date

from sqlalchemy.orm import Session

from gridhall.registry.queries.standing import home_standing, standing
from gridhall.registry.rules.changes import Change, Member, Plan, Target, plan_change

UNBORN = -1  # the child's id in the plan


def planned_birth(
    session: Session, child: Member, household_id: int, days: tuple[date, date], today: date
) -> Plan:
    """The household with the child in it, and what speaks against it."""
    happened, reported = days
    change = Change("born", happened, reported, {UNBORN: child.relation}, Target(household_id))
    homes = home_standing(session, [household_id])
    people = standing(session, [one.person_id for one in homes[household_id].members])
    return plan_change(change, people | {UNBORN: child}, homes, today)
