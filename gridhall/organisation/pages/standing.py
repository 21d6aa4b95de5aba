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
    title = f"{kind_words(row)} {row.organisation_name}"
    day = row.since or row.joined_on or date.min
    return MatterRow(
        day, title, member_state(row), member_tone(row), "", "party", row.relation_id, "", False
    )


def _seat(row: SeatRow) -> MatterRow:
    title = f"{row.owner_name} {row.name}"
    day = row.since or date.min
    return MatterRow(day, title, "在任", "blue", "", "seat", row.id, "", False)
