"""A volunteer's visit stands in the ledger of hours; a visit taken back is reversed there."""

import json
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.care.labels import deed_words
from gridhall.care.models import CareTarget, CareVisit
from gridhall.clerks.models import ClerkAccount
from gridhall.core.clerk import Clerk, Role
from gridhall.core.clock import parse_clock
from gridhall.core.errors import UserError
from gridhall.db.acts import Touched
from gridhall.issues.models import GovernanceAction
from gridhall.volunteering.queries.basics import homes_of
from gridhall.volunteering.queries.hours import entry, rounding
from gridhall.volunteering.rules.hours import rounded
from gridhall.volunteering.service.hours import HoursDraft, append, withdraw

ACTIVITY = "关爱走访"


def credit(session: Session, clerk: Clerk, visit: CareVisit, today: date) -> int | None:
    """The seq of the hours of a visit; None where nobody's hours follow, or too few minutes.

    Neither name nor door of who was visited stands in the ledger: certificates show its rows.
    """
    if visit.volunteer_id is None or visit.minutes is None or visit.visited_on is None:
        return None
    if not rounded(visit.minutes, rounding(session)):
        return None
    starts = parse_clock(visit.starts)
    draft = HoursDraft(
        volunteer_id=visit.volunteer_id,
        served_on=visit.visited_on,
        starts=starts,
        ends=starts + visit.minutes,
        activity=ACTIVITY,
        content=deed_words(visit.deeds) or "上门看望",
        recorded_on=today,
        spot=_spot(session, visit.target_id),
        leader=clerk.name,
        source="visit",
    )
    return append(session, clerk, draft)


def _spot(session: Session, target_id: int) -> str:
    """The compound, never the door."""
    person_id = session.get_one(CareTarget, target_id).person_id
    home = homes_of(session, [person_id]).get(person_id)
    return home.compound if home is not None else ""


def reverse_hours(session: Session, action: GovernanceAction, _touched: Touched) -> None:
    """After a taking back: the hours that the act had credited stand no more."""
    if action.kind != "care_visit":
        return
    for seq in _credited(action.images):
        row = entry(session, seq)
        if row is not None and row.is_standing:
            clerk, day = _who_takes_back(session, action)
            withdraw(session, clerk, seq, "撤回走访", day)


def _credited(images: str) -> list[int]:
    """Rows of the ledger that an act wrote."""
    notes = [one for one in json.loads(images) if one["table"] == "care_visit"]
    seqs = [(one["after"] or {}).get("hours_entry_id") for one in notes]
    return [seq for seq in seqs if isinstance(seq, int)]


def _who_takes_back(session: Session, action: GovernanceAction) -> tuple[Clerk, date]:
    undo = session.get(GovernanceAction, action.undone_by) if action.undone_by else None
    if undo is None:
        raise UserError("没有找到撤回的记录，请再撤一次")
    account = session.scalars(
        select(ClerkAccount).where(ClerkAccount.name == undo.clerk_name)
    ).first()
    role = Role(account.role) if account is not None else Role.COUNTER
    clerk = Clerk(account.id if account is not None else 0, undo.clerk_name, role)
    return clerk, undo.recorded_at.astimezone().date()
