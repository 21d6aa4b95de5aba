"""Which unit a volunteer serves for, and what the ledger of hours says they served."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from gridhall.organisation.models import PartyMember, PartyRelation
from gridhall.organisation.queries.people import open_on
from gridhall.pledges.rules.spans import Span
from gridhall.volunteering.models import HoursEntry, Volunteer

Self = tuple[str, int]  # ("person", id) or ("outsider", id)


@dataclass(frozen=True, slots=True)
class Served:
    """How many people served how often and how long."""

    people: int = 0
    services: int = 0  # rows of the ledger that stand (人次)
    minutes: int = 0

    def plus(self, other: "Served") -> "Served":
        """Both together."""
        return Served(
            self.people + other.people,
            self.services + other.services,
            self.minutes + other.minutes,
        )


def served_by(session: Session, span: Span, today: date) -> dict[int, Served]:
    """What each unit's volunteers served within a span."""
    units, ledger = volunteer_units(session, min(span[1], today)), ledger_of(session, span)
    found: dict[int, Served] = defaultdict(Served)
    for volunteer, (services, minutes) in ledger.items():
        unit = units.get(volunteer)
        if unit is not None:
            found[unit] = found[unit].plus(Served(1, services, minutes))
    return found


def volunteer_units(session: Session, day: date) -> dict[int, int]:
    """The unit each volunteer serves for: the one noted, or the one they reported from."""
    reported = _reported(session, day)
    query = select(Volunteer.id, Volunteer.unit_id, Volunteer.person_id, Volunteer.outsider_id)
    found = {}
    for one, unit, person, outsider in session.execute(query):
        own = unit if unit is not None else reported.get(_self(person, outsider))
        if own is not None:
            found[one] = own
    return found


def selves(session: Session, volunteer_ids: Iterable[int]) -> dict[int, Self]:
    """Who these volunteers are, in the register or outside it."""
    wanted = set(volunteer_ids)
    query = select(Volunteer.id, Volunteer.person_id, Volunteer.outsider_id)
    return {
        one: _self(person, outsider)
        for one, person, outsider in session.execute(query)
        if one in wanted
    }


def ledger_of(session: Session, span: Span) -> dict[int, tuple[int, int]]:
    """Services and minutes that stand to each volunteer's credit within a span."""
    stands = case((HoursEntry.reverses_seq.is_(None), 1), else_=-1)
    query = (
        select(HoursEntry.volunteer_id, func.sum(stands), func.sum(HoursEntry.minutes))
        .where(HoursEntry.served_on.between(*span))
        .group_by(HoursEntry.volunteer_id)
    )
    return {row[0]: (row[1], row[2]) for row in session.execute(query) if row[1]}


def _reported(session: Session, day: date) -> dict[Self, int]:
    query = (
        select(PartyMember.person_id, PartyMember.outsider_id, PartyRelation.unit_id)
        .join(PartyRelation, PartyRelation.member_id == PartyMember.id)
        .where(PartyRelation.kind == "reported", PartyRelation.unit_id.is_not(None))
        .where(open_on(PartyRelation, day))
    )
    return {_self(row[0], row[1]): row[2] or 0 for row in session.execute(query)}


def _self(person_id: int | None, outsider_id: int | None) -> Self:
    return ("person", person_id) if person_id is not None else ("outsider", outsider_id or 0)
