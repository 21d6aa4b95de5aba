"""What speaks against an appointment without forbidding it: asked once, or only told."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from gridhall.organisation.models import Organisation, Outsider, PartyMember, Seat
from gridhall.organisation.queries.people import Branch, branches
from gridhall.organisation.rules.kinds import kind_of
from gridhall.organisation.rules.members import KEEPERS
from gridhall.organisation.rules.titles import OF_THE_BRANCH, title_of
from gridhall.organisation.service.holding import Who


def appointment_doubts(session: Session, seat: Seat, who: Who, day: date) -> tuple[str, ...]:
    """Doubts to be confirmed: a 书记 or 委员 whose relation is kept in another branch."""
    organisation = _party_organisation(session, seat)
    if organisation is None or organisation.kind not in KEEPERS:
        return ()
    branch = _branch(session, who, day) if seat.title in OF_THE_BRANCH else None
    if branch is None or _related(session, organisation.id, branch.organisation_id):
        return ()
    return (
        f"{who.name}的组织关系在“{branch.name}”，不在“{organisation.name}”，"
        f"请核对后再任{seat.name}",
    )


def appointment_notes(session: Session, seat: Seat, who: Who, day: date) -> tuple[str, ...]:
    """What is only told: a party seat for somebody who is not known as a party member."""
    organisation = _party_organisation(session, seat)
    group = title_of(seat.title).group
    if organisation is None or group not in ("committee", "below") or seat.title == "guide":
        return ()
    if _branch(session, who, day) is not None or _noted_as_party(session, who):
        return ()
    return (f"{who.name}还没有登记为党员，请在党员名册里补登",)


def _party_organisation(session: Session, seat: Seat) -> Organisation | None:
    if seat.organisation_id is None:
        return None
    row = session.get_one(Organisation, seat.organisation_id)
    return row if kind_of(row.kind).party else None


def _branch(session: Session, who: Who, day: date) -> Branch | None:
    kind, number = who.key
    column = PartyMember.person_id if kind == "person" else PartyMember.outsider_id
    return branches(session, day, column == number).get(who.key)


def _noted_as_party(session: Session, who: Who) -> bool:
    return who.outsider_id is not None and session.get_one(Outsider, who.outsider_id).is_party


def _related(session: Session, one: int, other: int) -> bool:
    """Whether one organisation is the other, above it or below it."""
    return other in _path(session, one) or one in _path(session, other)


def _path(session: Session, organisation_id: int) -> set[int]:
    return set(_upwards(session, organisation_id))


def _upwards(session: Session, organisation_id: int) -> Iterator[int]:
    seen: set[int] = set()
    current: int | None = organisation_id
    while current is not None and current not in seen:
        seen.add(current)
        yield current
        current = session.get_one(Organisation, current).parent_id
