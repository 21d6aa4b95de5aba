"""Elections (换届) of an organisation as they were: who stayed, who went, who came."""

import json
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.organisation.models import OrganisationAction, Seat, Tenure
from gridhall.organisation.queries.seats.rows import ElectionLine, ElectionRow
from gridhall.organisation.queries.seats.terms import Held, tenures


def elections(session: Session, organisation_id: int) -> list[ElectionRow]:
    """Every election that was not taken back, the latest first."""
    query = (
        select(OrganisationAction)
        .where(OrganisationAction.organisation_id == organisation_id)
        .where(OrganisationAction.kind == "elect", OrganisationAction.undone_by.is_(None))
        .order_by(OrganisationAction.happened_on.desc(), OrganisationAction.id.desc())
    )
    actions = session.scalars(query).all()
    if not actions:
        return []
    mine = Seat.organisation_id == organisation_id
    held = {one.term.id: one for one in tenures(session, mine)}
    names = {row[0]: row[1] for row in session.execute(_NAMES.where(mine))}
    return [_election(action, held, names) for action in actions]


_NAMES = select(Seat.id, Seat.name).order_by(Seat.place, Seat.id)


def _election(
    action: OrganisationAction, held: dict[int, Held], names: dict[int, str]
) -> ElectionRow:
    before, after = _touched(json.loads(action.images), held)
    sat = {one.who for one in before.values()}
    lines = [
        ElectionLine(seat_id, name, _name(before.get(seat_id)), _name(after.get(seat_id)), what)
        for seat_id, name in names.items()
        if (what := _what(before.get(seat_id), after.get(seat_id), sat))
    ]
    terms = [one.term.term_until for one in after.values() if one.term.term_until]
    term = max(terms, default=None)
    return ElectionRow(action.id, action.happened_on, action.number, term, tuple(lines))


def _touched(
    images: list[dict[str, Any]], held: dict[int, Held]
) -> tuple[dict[int, Held], dict[int, Held]]:
    """By seat: whose tenure the election ended, and whose it began."""
    before: dict[int, Held] = {}
    after: dict[int, Held] = {}
    for noted in images:
        one = held.get(noted["id"]) if noted["table"] == Tenure.__tablename__ else None
        if one is not None:
            side = after if noted["before"] is None else before
            if not one.term.is_cancelled:
                side[one.seat_id] = one
    return before, after


def _what(before: Held | None, after: Held | None, sat: set[tuple[str, int]]) -> str:
    if after is None:
        return "离任" if before else ""
    if before is not None and before.who == after.who:
        return "连任"
    return "改任" if after.who in sat else "新任"


def _name(held: Held | None) -> str:
    return held.term.holder if held else ""
