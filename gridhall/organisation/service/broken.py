"""What has to hold again after an act was taken back: one holder a seat and day, one branch."""

from datetime import date
from itertools import pairwise

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.organisation.models import OrganisationAction, PartyRelation, Seat, Tenure
from gridhall.organisation.queries.seats.terms import by_seat, tenures
from gridhall.organisation.rules.terms import clash
from gridhall.organisation.service.holding import refuse_outside_life

Touched = set[tuple[str, int]]


def check_seats(session: Session, action: OrganisationAction, touched: Touched) -> None:
    """No seat has two holders on a day, and none one before it was there."""
    ids = [row_id for table, row_id in touched if table == Tenure.__tablename__]
    changed = [row_id for table, row_id in touched if table == Seat.__tablename__]
    owned = select(Seat.id).where(
        Seat.organisation_id.in_(_of(touched, "organisation"))
        | Seat.grid_id.in_(_of(touched, "grid"))
    )
    seats = {*changed, *session.scalars(select(Tenure.seat_id).where(Tenure.id.in_(ids)))}
    seats |= set(session.scalars(owned))
    held = by_seat(tenures(session, Tenure.seat_id.in_(seats)))
    for seat_id, mine in held.items():
        pair = clash(one.term for one in mine)
        seat = session.get_one(Seat, seat_id)
        if pair is not None:
            raise UserError(
                f"不能撤回（{action.detail}）：撤回后“{seat.name}”会由{pair[0].holder}和"
                f"{pair[1].holder}同时担任，请先撤回后来的任命"
            )
        for one in mine:
            if not one.term.is_cancelled:
                _refuse_early(session, action, seat, (one.term.since, one.term.ends))


def _refuse_early(
    session: Session, action: OrganisationAction, seat: Seat, days: tuple[date, date | None]
) -> None:
    try:
        refuse_outside_life(session, seat, *days)
    except UserError as error:
        raise UserError(f"不能撤回（{action.detail}）：{error}") from None


def check_relations(session: Session, action: OrganisationAction, touched: Touched) -> None:
    """Nobody's relation is in two branches on a day."""
    ids = _of(touched, PartyRelation.__tablename__)
    members = set(session.scalars(select(PartyRelation.member_id).where(PartyRelation.id.in_(ids))))
    for member_id in members:
        rows = session.scalars(
            select(PartyRelation)
            .where(PartyRelation.member_id == member_id, PartyRelation.kind == "member")
            .order_by(PartyRelation.id)
        )
        spans = sorted((row.since or date.min, row.until or date.max) for row in rows)
        real = [span for span in spans if span[0] < span[1]]
        if any(one[1] > other[0] for one, other in pairwise(real)):
            raise UserError(
                f"不能撤回（{action.detail}）：撤回后会同时在两个支部，请先撤回后来的转接"
            )


def _of(touched: Touched, table: str) -> list[int]:
    return [row_id for name, row_id in touched if name == table]
