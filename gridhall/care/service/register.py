"""Visits follow the register: who died or moved away is visited no more, until that is undone."""

from collections.abc import Collection, Iterator
from datetime import UTC, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from gridhall.care.labels import REGISTER
from gridhall.care.models import CareTarget, CareVisit
from gridhall.care.service.holding import holds
from gridhall.care.service.hours import reverse_hours
from gridhall.issues.service.taking_back import CHECKS
from gridhall.places.queries import chunks
from gridhall.registry.models import Person
from gridhall.registry.service.index import FOLLOWERS

_Into = aliased(Person)


def follow_people(session: Session, person_ids: Collection[int]) -> None:
    """Residents were filed anew: end the visits of who is gone, begin those again of who is not."""
    for target, person in _targets(session, person_ids):
        gone = REGISTER.get(person.status)
        if gone is not None and target.until is None:
            _end(session, target, person, gone)
        elif gone is None and target.until is not None and target.why in REGISTER.values():
            _begin_again(session, target)


def _targets(session: Session, ids: Collection[int]) -> Iterator[tuple[CareTarget, Person]]:
    """Who is or was visited among these, or among those merged into them."""
    for some in chunks(sorted(ids)):
        query = (
            select(CareTarget, Person, _Into)
            .join(Person, Person.id == CareTarget.person_id)
            .outerjoin(_Into, _Into.id == Person.merged_into)
            .where(or_(Person.id.in_(some), Person.merged_into.in_(some)))
            .order_by(CareTarget.id)
        )
        for target, person, into in session.execute(query).all():
            yield target, _who(session, target, person, into)


def _who(session: Session, target: CareTarget, person: Person, into: Person | None) -> Person:
    """Whose status counts: the one merged into, unless that one is visited already."""
    if into is None:
        return person
    mine = (CareTarget.person_id == into.id, CareTarget.until.is_(None))
    return person if session.scalar(select(CareTarget.id).where(*mine)) is not None else into


def _end(session: Session, target: CareTarget, person: Person, why: str) -> None:
    day = person.died_on or datetime.now(UTC).astimezone().date()
    target.until, target.why = max(target.since, day), why
    mine = (CareVisit.target_id == target.id, CareVisit.state == "planned")
    for visit in session.scalars(select(CareVisit).where(*mine)).all():
        visit.state, visit.why = "cancelled", why
    session.flush()


def _begin_again(session: Session, target: CareTarget) -> None:
    """Its death or removal was taken back: the visit that was called off is planned again."""
    standing = (CareTarget.person_id == target.person_id, CareTarget.until.is_(None))
    if session.scalar(select(CareTarget.id).where(*standing)) is not None:
        return
    mine = (CareVisit.target_id == target.id, CareVisit.state == "cancelled")
    found = select(CareVisit).where(*mine, CareVisit.why == target.why)
    visit = session.scalars(found.order_by(CareVisit.due_on.desc())).first()
    if visit is None:
        return
    visit.state, visit.why = "planned", ""
    target.until, target.why = None, ""
    session.flush()


def follow_register() -> None:
    """From now on visits follow the residents' register, and hours what is taken back."""
    if follow_people not in FOLLOWERS:
        FOLLOWERS.append(follow_people)
    for check in (reverse_hours, holds):
        if check not in CHECKS:
            CHECKS.append(check)
