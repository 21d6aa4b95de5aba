"""Who reported from a unit and who else served for it, with what the ledger says of each."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_
from sqlalchemy.orm import Session

from gridhall.organisation.models import PartyRelation
from gridhall.organisation.queries.members import MemberRow, relations
from gridhall.pledges.queries.served import Self, ledger_of, selves, volunteer_units
from gridhall.pledges.rules.spans import Span
from gridhall.volunteering.queries.hours import names_of


@dataclass(frozen=True, slots=True)
class Server:
    """Somebody of the unit with what they served within a span."""

    name: str
    branch: str  # where they reported; "" for a volunteer who did not
    since: date | None
    services: int
    minutes: int


class Servers:
    """Who reported from each unit, and who else served for it."""

    def __init__(
        self, session: Session, span: Span, today: date, unit_id: int | None = None
    ) -> None:
        day = min(span[1], today)
        self._ledger = ledger_of(session, span)
        self._of: dict[int, list[int]] = defaultdict(list)
        for volunteer, unit in volunteer_units(session, day).items():
            if volunteer in self._ledger and unit_id in (None, unit):
                self._of[unit].append(volunteer)
        served = [one for some in self._of.values() for one in some]
        self._selves, self._names = selves(session, served), names_of(session, served)
        self._members = _reported(session, span, today, unit_id)

    def of(self, unit_id: int) -> tuple[Server, ...]:
        """One unit's, members first, who served most before the others."""
        mine = {self._selves[one]: one for one in self._of.get(unit_id, ())}
        rows = []
        for member in self._members.get(unit_id, ()):
            served = self._ledger.get(mine.pop(_self(member), 0), (0, 0))
            rows.append(Server(member.name, member.organisation_name, member.since, *served))
        rows.sort(key=lambda row: (-row.minutes, row.name))
        others = [
            Server(self._names.get(one, ""), "", None, *self._ledger[one]) for one in mine.values()
        ]
        return (*rows, *sorted(others, key=lambda row: (-row.minutes, row.name)))


def _reported(
    session: Session, span: Span, today: date, unit_id: int | None
) -> dict[int, list[MemberRow]]:
    """Who was reported from each unit at any time within the span, each once."""
    since, until = span
    there = and_(
        PartyRelation.kind == "reported",
        PartyRelation.unit_id.is_not(None),
        PartyRelation.since.is_(None) | (PartyRelation.since <= until),
        PartyRelation.until.is_(None) | (PartyRelation.until > since),
    )
    if unit_id is not None:
        there = and_(there, PartyRelation.unit_id == unit_id)
    found: dict[int, dict[int, MemberRow]] = defaultdict(dict)
    for row in relations(session, there, today):
        found[row.unit_id or 0][row.member_id] = row
    return {unit: list(rows.values()) for unit, rows in found.items()}


def _self(row: MemberRow) -> Self:
    if row.person_id is not None:
        return "person", row.person_id
    return "outsider", row.outsider_id or 0
