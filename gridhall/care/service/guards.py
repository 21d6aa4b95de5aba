"""What every act on care refuses: who is gone, what somebody else just changed."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.care.models import CareTarget, CareVisit
from gridhall.care.rules.drafts import refusal
from gridhall.core.errors import UserError
from gridhall.organisation.models import PartnerUnit
from gridhall.registry.models import Person
from gridhall.volunteering.models import Volunteer

GONE = {
    "died": "已经去世",
    "left": "已经迁出",
    "void": "的登记已经作废",
    "merged": "的登记已经并入另一份",
}


def any_target(session: Session, target_id: int, version: int | None = None) -> CareTarget:
    """Somebody who is or was visited, still as the form saw them (`version`)."""
    row = session.get(CareTarget, target_id)
    if row is None:
        raise UserError("没有这位关爱对象，可能刚被撤回。请按 F5 看最新内容")
    if version is not None and row.version != version:
        raise UserError(f"这位对象别处刚改过（{row.clerk_name}）。请按 F5 看最新内容再改")
    return row


def standing_target(session: Session, target_id: int, version: int | None = None) -> CareTarget:
    """Somebody who is visited."""
    row = any_target(session, target_id, version)
    if row.until is not None:
        raise UserError(f"这位对象 {row.until} 起不再走访（{row.why}）。要再走访，请重新登记")
    return row


def planned_visit(session: Session, target: CareTarget) -> CareVisit:
    """The one visit that is planned."""
    mine = (CareVisit.target_id == target.id, CareVisit.state == "planned")
    return session.scalars(select(CareVisit).where(*mine)).one()


def known_person(session: Session, person_id: int) -> Person:
    """A resident who can be visited; one merged into another is the other."""
    person = session.get(Person, person_id)
    while person is not None and person.merged_into is not None:
        person = session.get(Person, person.merged_into)
    if person is None:
        raise refusal("person_id", "没有这位居民，可能刚被撤回。请重新选")
    if person.status in GONE:
        raise refusal("person_id", f"{person.name}{GONE[person.status]}，不能登记，请核对")
    return person


def check_visitor(
    session: Session, volunteer_id: int | None, unit_id: int | None, today: date
) -> None:
    """Refuse who is not there, or serves no more."""
    if volunteer_id is not None:
        volunteer = session.get(Volunteer, volunteer_id)
        if volunteer is None:
            raise refusal("visitor", "没有这位志愿者，可能刚被撤回。请重新选")
        if volunteer.state == "left":
            raise refusal("visitor", "这位志愿者已经退出，请另选一位，或直接写是谁去")
    unit = session.get(PartnerUnit, unit_id) if unit_id is not None else None
    if unit_id is not None and unit is None:
        raise refusal("visitor", "没有这个单位，可能刚被撤回。请重新选")
    if unit is not None and unit.active_to is not None and unit.active_to <= today:
        raise refusal("visitor", f"“{unit.name}”已经停止共建，请另选一个")
