"""Whose meeting it is, and who presides: 第一书记轮值 from the organisation's planned tenures."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from gridhall.hall.queries import hall
from gridhall.meetings.models import JointMeeting
from gridhall.organisation.models import Organisation, Outsider, PartnerUnit, Seat
from gridhall.organisation.queries.seats.terms import Held, tenures
from gridhall.organisation.rules.titles import title_of

_MAY_MEET: Final = ("joint_committee", "party_work_committee", "party_committee", "general_branch")
_PRESIDING: Final = ("first_secretary", "secretary")  # whoever there is, in this order


@dataclass(frozen=True, slots=True)
class Turn:
    """One stretch of a rotation: who holds the seat, from when until which day (inclusive)."""

    seat_id: int
    seat: str
    organisation_id: int
    organisation: str
    name: str
    workplace: str
    person_id: int | None
    outsider_id: int | None
    since: date
    until: date | None  # the first day it does not hold

    @property
    def last_day(self) -> date | None:
        """The last day of it; None: open."""
        return None if self.until is None else self.until - timedelta(days=1)

    @property
    def words(self) -> str:
        """市税务局 张志国."""
        return " ".join(filter(None, (self.workplace, self.name)))


@dataclass(frozen=True, slots=True)
class MeetingOf:
    """An organisation that may hold joint meetings."""

    organisation_id: int
    name: str
    kind: str


def meeting_organisations(session: Session, today: date) -> list[MeetingOf]:
    """Organisations that may hold joint meetings, the usual one first."""
    query = select(Organisation.id, Organisation.name, Organisation.kind).where(
        Organisation.kind.in_(_MAY_MEET),
        or_(Organisation.ended_on.is_(None), Organisation.ended_on > today),
    )
    found = [MeetingOf(*row) for row in session.execute(query)]
    last = session.scalar(
        select(JointMeeting.organisation_id)
        .where(JointMeeting.state != "cancelled")
        .order_by(JointMeeting.held_on.desc(), JointMeeting.id.desc())
        .limit(1)
    )
    community = hall(session).community
    return sorted(
        found,
        key=lambda one: (
            one.organisation_id != last,
            _MAY_MEET.index(one.kind),
            community not in one.name,
            one.organisation_id,
        ),
    )


def usual_organisation(session: Session, today: date) -> int | None:
    """Whose joint meeting it usually is; None in a hall that has no tree yet."""
    return next((one.organisation_id for one in meeting_organisations(session, today)), None)


def owner_name(session: Session, organisation_id: int | None) -> str:
    """As titles name whose meeting it is."""
    if organisation_id is None:
        return f"{hall(session).community}大党委"
    return session.get_one(Organisation, organisation_id).name


def turns(
    session: Session, today: date, organisation_id: int | None = None, past: bool = False
) -> list[Turn]:
    """The rotation of the 第一书记 seats: who presides now and who follows, the earliest first."""
    which = (Seat.title == "first_secretary") & Seat.organisation_id.is_not(None)
    if organisation_id is not None:
        which &= Seat.organisation_id == organisation_id
    return [
        one for one in _turns(session, tenures(session, which)) if past or _still(one.until, today)
    ]


def next_host(session: Session, day: date, organisation_id: int | None = None) -> Turn | None:
    """Who presides on a day: the first secretary whose turn it is, else the secretary."""
    whose = organisation_id or usual_organisation(session, day)
    for title in _PRESIDING:
        which = (Seat.title == title) & (Seat.organisation_id == whose)
        held = [one for one in tenures(session, which) if one.term.holds_on(day)]
        found = next(iter(_turns(session, held)), None)
        if found is not None:
            return found
    return None


def workplaces(session: Session, outsider_ids: Iterable[int]) -> dict[int, tuple[int | None, str]]:
    """Outsider -> the unit they come from and its name, or the workplace as written."""
    query = (
        select(Outsider.id, Outsider.unit_id, PartnerUnit.name, Outsider.workplace)
        .outerjoin(PartnerUnit, PartnerUnit.id == Outsider.unit_id)
        .where(Outsider.id.in_(set(outsider_ids)))
    )
    return {row[0]: (row[1], row[2] or row[3]) for row in session.execute(query)}


def _still(until: date | None, today: date) -> bool:
    return until is None or until > today


def _turns(session: Session, held: Iterable[Held]) -> list[Turn]:
    real = [one for one in held if not one.term.is_empty]
    owners = _owners(session, {one.seat_id for one in real})
    places = workplaces(session, (one.outsider_id for one in real if one.outsider_id is not None))
    found = [
        Turn(
            one.seat_id,
            *owners[one.seat_id],
            one.term.holder,
            places.get(one.outsider_id or 0, (None, ""))[1],
            one.person_id,
            one.outsider_id,
            one.term.since,
            one.term.ends,
        )
        for one in real
    ]
    return sorted(found, key=lambda one: (one.organisation_id, one.since))


def _owners(session: Session, seat_ids: Collection[int]) -> dict[int, tuple[str, int, str]]:
    """Seat -> its name, whose it is, and what that is called."""
    query = (
        select(Seat.id, Seat.name, Seat.title, Organisation.id, Organisation.name)
        .join(Organisation, Organisation.id == Seat.organisation_id)
        .where(Seat.id.in_(seat_ids))
    )
    return {
        row[0]: (row[1] or title_of(row[2]).name, row[3], row[4]) for row in session.execute(query)
    }
