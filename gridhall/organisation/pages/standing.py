"""Somebody's branch and seats among the recent matters of their card."""

from datetime import date
from typing import Any

from gridhall.organisation.columns.members import kind_words, member_state, member_tone
from gridhall.organisation.queries.members import MemberRow, member_history
from gridhall.organisation.queries.seats import SeatRow, seats_of_person
from gridhall.qt.context import Context
from gridhall.registry.queries import MatterRow


def standing_matters(context: Context, session: Any, person_id: int) -> list[MatterRow]:
    """A source of matters for the residents' page (queries.MatterSource): branch and seats now."""
    today = context.today()
    relations = member_history(session, today, person_id=person_id)
    open_ones = [row for row in relations if row.until is None or row.state == "awaiting"]
    seats = [row for row in seats_of_person(session, today, person_id=person_id) if row.tenure_id]
    return [*(_relation(row) for row in open_ones), *(_seat(row) for row in seats)]


def _relation(row: MemberRow) -> MatterRow:
    title = f"{kind_words(row)} {row.organisation_name}{_from(row.since)}"
    state, tone = member_state(row), member_tone(row)
    day, to = row.since or row.joined_on or date.min, row.organisation_id
    return MatterRow(day, title, state, tone, "", "organisation", to, "", False)


def _seat(row: SeatRow) -> MatterRow:
    title = f"{row.owner_name} {row.name}{_from(row.since)}"
    kind = "organisation" if row.organisation_id is not None else "grid"
    to = row.organisation_id or row.grid_id or 0
    return MatterRow(row.since or date.min, title, "在任", "blue", "", kind, to, "", False)


def _from(day: date | None) -> str:
    """The line itself says month and day only."""
    return f"，{day} 起" if day is not None else ""
