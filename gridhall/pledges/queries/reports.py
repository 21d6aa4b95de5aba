"""What a unit is told of its members' quarter (双报告): who reported, what was claimed and done."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.organisation.models import PartyRelation
from gridhall.organisation.queries.members import MemberRow, relations
from gridhall.pledges.models import Claim
from gridhall.pledges.queries.claims import ClaimRow, claims
from gridhall.pledges.queries.served import Self, ledger_of, selves, volunteer_units
from gridhall.pledges.queries.units import UnitFigures, unit_figures
from gridhall.pledges.rules.spans import Span, quarter_span
from gridhall.volunteering.queries.hours import names_of


@dataclass(frozen=True, slots=True)
class Server:
    """Somebody of the unit with what they served within the quarter."""

    name: str
    branch: str  # where they reported; "" for a volunteer who did not
    since: date | None
    services: int
    minutes: int


@dataclass(frozen=True, slots=True)
class UnitReport:
    """One unit's quarter."""

    unit: UnitFigures
    year: int
    quarter: int
    servers: tuple[Server, ...]  # members who reported first, then other volunteers
    claims: tuple[ClaimRow, ...]  # open or ended within the quarter

    @property
    def is_empty(self) -> bool:
        """Nobody reported, nothing was claimed, nobody served."""
        return not (self.servers or self.claims)


def unit_report(
    session: Session, unit_id: int, quarter: tuple[int, int], today: date
) -> UnitReport:
    """A unit's report for a quarter that has begun."""
    found = unit_reports(session, quarter, today, unit_id)
    if not found:
        raise UserError("没有这个单位，可能刚被撤回。请按 F5 看最新内容")
    return found[0]


def unit_reports(
    session: Session, quarter: tuple[int, int], today: date, unit_id: int | None = None
) -> list[UnitReport]:
    """Every reporting unit's report: a fixed number of reads however many there are."""
    span = quarter_span(*quarter)
    if span[0] > today:
        raise UserError(f"{quarter[0]} 年第 {quarter[1]} 季度还没有开始，没有报告可出")
    figures = unit_figures(session, span, today, unit_id)
    people = _Servers(session, span, today)
    taken = _claims(session, span, today, unit_id)
    return [
        UnitReport(one, *quarter, people.of(one.id), tuple(taken.get(one.id, ())))
        for one in figures
    ]


class _Servers:
    """Who reported from each unit, and who else served for it."""

    def __init__(self, session: Session, span: Span, today: date) -> None:
        day = min(span[1], today)
        self._ledger = ledger_of(session, span)
        self._of: dict[int, list[int]] = defaultdict(list)
        for volunteer, unit in volunteer_units(session, day).items():
            if volunteer in self._ledger:
                self._of[unit].append(volunteer)
        served = [one for some in self._of.values() for one in some]
        self._selves, self._names = selves(session, served), names_of(session, served)
        self._members = _reported(session, span, today)

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


def _reported(session: Session, span: Span, today: date) -> dict[int, list[MemberRow]]:
    """Who was reported from each unit at any time within the span, each once."""
    since, until = span
    there = and_(
        PartyRelation.kind == "reported",
        PartyRelation.unit_id.is_not(None),
        PartyRelation.since.is_(None) | (PartyRelation.since <= until),
        PartyRelation.until.is_(None) | (PartyRelation.until > since),
    )
    found: dict[int, dict[int, MemberRow]] = defaultdict(dict)
    for row in relations(session, there, today):
        found[row.unit_id or 0][row.member_id] = row
    return {unit: list(rows.values()) for unit, rows in found.items()}


def _claims(
    session: Session, span: Span, today: date, unit_id: int | None
) -> dict[int, list[ClaimRow]]:
    """Claims that were open or ended within the span, the oldest first, by unit."""
    since, until = span
    which = and_(
        Claim.unit_id.is_not(None),
        Claim.claimed_on <= until,
        Claim.confirmed_on.is_(None) | (Claim.confirmed_on >= since),
        (Claim.state != "given_up") | (Claim.claimed_on >= since),
    )
    if unit_id is not None:
        which = and_(which, Claim.unit_id == unit_id)
    found: dict[int, list[ClaimRow]] = defaultdict(list)
    for row in reversed(claims(session, which, today)):
        found[row.unit_id or 0].append(row)
    return found


def _self(row: MemberRow) -> Self:
    if row.person_id is not None:
        return "person", row.person_id
    return "outsider", row.outsider_id or 0
