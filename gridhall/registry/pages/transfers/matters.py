"""Somebody's transfers among the recent matters of their card."""

from typing import Any

from gridhall.qt.context import Context
from gridhall.registry.columns.transfers import transfer_matter
from gridhall.registry.queries import MatterRow
from gridhall.registry.queries.transfers import transfers_of


def transfer_matters(context: Context, session: Any, person_id: int) -> list[MatterRow]:
    """A source of matters for the residents' page (queries.MatterSource)."""
    return [transfer_matter(row) for row in transfers_of(session, person_id, context.today())]
