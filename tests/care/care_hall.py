"""People who are visited, and the acts of care in one call each."""

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.care.models import CareVisit
from gridhall.care.rules.drafts import TargetDraft, VisitDraft
from gridhall.care.service import register, targets, visits
from gridhall.core.calendar import shipped_calendar
from gridhall.core.clerk import Clerk
from gridhall.issues.rules.when import When
from gridhall.issues.service.acts import Done
from gridhall.volunteering.models import Volunteer
from gridhall.volunteering.service.index import index_volunteers
from tests.factories import TODAY, make_dwelling, make_grid, make_household, make_person

CALENDAR = shipped_calendar()
register.follow_register()


def when(today: date = TODAY, on: date | None = None) -> When:
    """Today, or a day before it."""
    return When(today, CALENDAR, on)


def make_target(session: Session, clerk: Clerk, name: str = "张桂花", **said: Any) -> int:
    """Somebody of 第1网格 who is visited; the target's id."""
    today = said.pop("today", TODAY)
    address = said.pop("address", "御景小区 3-2-501")
    person = said.pop("person", None) or make_person(session, name)
    make_dwelling(session, address, make_grid(session))
    make_household(session, [(person, "02")], address)
    draft = TargetDraft(person.id, said.pop("category", "empty_nest"), **said)
    return targets.save_target(session, clerk, draft, when(today)).row_id


def visited(session: Session, clerk: Clerk, target_id: int, day: date = TODAY, **said: Any) -> Done:
    """A visit was made."""
    today = said.pop("today", max(TODAY, day))
    draft = VisitDraft(target_id, day, **({"deeds": ("pressure", "talk")} | said))
    return visits.record_visit(session, clerk, draft, when(today))


def rows(session: Session, target_id: int) -> list[CareVisit]:
    """Every visit of somebody by its slot."""
    mine = select(CareVisit).where(CareVisit.target_id == target_id)
    return list(session.scalars(mine.order_by(CareVisit.due_on, CareVisit.id)))


def planned(session: Session, target_id: int) -> CareVisit:
    """The one that is planned."""
    (row,) = [one for one in rows(session, target_id) if one.state == "planned"]
    return row


def make_volunteer(session: Session, name: str = "林晓梅") -> int:
    """A resident who serves; the volunteer's id."""
    person = make_person(session, name)
    row = Volunteer(person_id=person.id, state="active", joined_on=date(2024, 1, 5))
    session.add(row)
    session.flush()
    index_volunteers(session, [row.id])
    return row.id
