"""Surveys and topics as the search index holds them: by number and title."""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import Session

from gridhall.core.mask import mask_numbers
from gridhall.db.search import SearchEntry
from gridhall.opinions.labels import STAGES, SURVEY_STATES
from gridhall.opinions.models import AutonomyTopic, DemandSurvey
from gridhall.places.models import Compound, Grid
from gridhall.places.queries import chunks

# A kind of entry: its table, the column that says where it stands, and those words.
TABLES: dict[str, tuple[Any, str, dict[str, str], str]] = {
    "survey": (DemandSurvey, "state", SURVEY_STATES, "诉求调查"),
    "topic": (AutonomyTopic, "stage", STAGES, "议事"),
}


def all_entries(session: Session) -> Iterator[SearchEntry]:
    """Everything the index should hold of both, for a rebuild."""
    for kind in TABLES:
        yield from _entries(session, kind, true())


def entries_of(session: Session, kind: str, ids: Collection[int]) -> Iterator[SearchEntry]:
    """Those of these rows that are there."""
    for some in chunks(sorted(ids)):
        yield from _entries(session, kind, TABLES[kind][0].id.in_(some))


def _entries(session: Session, kind: str, which: ColumnElement[bool]) -> Iterator[SearchEntry]:
    table, state, words, subject = TABLES[kind]
    query = (
        select(table.id, table.number, table.title, getattr(table, state))
        .add_columns(Compound.name, Grid.name)
        .select_from(table)
        .outerjoin(Compound, Compound.id == table.compound_id)
        .outerjoin(Grid, Grid.id == table.grid_id)
        .where(which)
        .order_by(table.id)
    )
    for row_id, number, title, stands, compound, grid in session.execute(query):
        shown = mask_numbers(title)
        place = compound or grid or ""
        yield SearchEntry(
            kind,
            row_id,
            shown,
            address=place,
            detail=f"{subject} · {words.get(stands, stands)}",
            number=number,
            names=(shown,),
        )
