"""How somebody is visited, among the recent matters of their card."""

from typing import Any

from gridhall.care.queries.targets import target_of
from gridhall.qt.context import Context
from gridhall.registry.queries import MatterRow


def care_matters(context: Context, session: Any, person_id: int) -> list[MatterRow]:
    """A source of matters for the residents' page (queries.MatterSource)."""
    row = target_of(session, person_id)
    if row is None:
        return []
    words, tone = row.due(context.today())
    title = f"关爱走访 {row.category_label}，{row.rhythm_label}"
    day = row.last_on or row.until or row.since
    return [MatterRow(day, title, words, tone, row.clerk_name, "care", row.id, "", False)]
