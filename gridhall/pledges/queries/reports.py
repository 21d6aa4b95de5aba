"""What a unit is told of its members' quarter (双报告): who reported, what was claimed and done."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.pledges.models import Claim
from gridhall.pledges.queries.claims import ClaimRow, claims
from gridhall.pledges.queries.servers import Server, Servers
from gridhall.pledges.queries.units import UnitFigures, unit_figures
from gridhall.pledges.rules.spans import Span, quarter_span


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
    people = Servers(session, span, today, unit_id)
    taken = _claims(session, span, today, unit_id)
    return [
        UnitReport(one, *quarter, people.of(one.id), tuple(taken.get(one.id, ())))
        for one in figures
    ]


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
