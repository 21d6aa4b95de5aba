"""Stores what stands beside the people of a ledger: their tags and guardians."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from gridhall.exchange.service.bulk import insert_rows, stored_moment
from gridhall.exchange.service.sheet import Batch
from gridhall.registry.models import Guardian, PersonTag
from gridhall.registry.service.tags import installed
from gridhall.registry.sheets.ready import ReadyPerson

_TAG: Any = PersonTag.__table__
_TAG_COLUMNS = ("person_id", "tag", "note", "recorded_at", "clerk_name", "batch_id")
_GUARDIAN: Any = Guardian.__table__
_GUARDIAN_COLUMNS = (
    "person_id",
    "guardian_id",
    "name",
    "phone",
    "relation",
    "recorded_at",
    "clerk_name",
)


def store_tags(session: Session, batch: Batch, ready: Sequence[ReadyPerson], first: int) -> None:
    """The tags, since when is not known; `first` is the id of the first row's person."""
    for code in sorted({code for each in ready for code in each.card.tags}):
        installed(session, code)
    said = ("", stored_moment(batch.at), batch.clerk.name, batch.id)
    rows = (
        (person_id, code, *said)
        for person_id, each in enumerate(ready, first)
        for code in each.card.tags
    )
    insert_rows(session, _TAG, _TAG_COLUMNS, rows)


def store_guardians(
    session: Session, batch: Batch, ready: Sequence[ReadyPerson], first: int
) -> None:
    """The guardians: other rows of the ledger, or people by name and phone."""
    with_one = [(at, each) for at, each in enumerate(ready, first) if each.card.guardian]
    if not with_one:
        return
    ids = {each.row: person_id for person_id, each in enumerate(ready, first)}
    rows = []
    for person_id, each in with_one:
        told = each.card.guardian
        assert told is not None
        who = ids.get(told.row) if told.row is not None else None
        name = told.name if who is None else ""
        said = (name, told.phone, told.relation, stored_moment(batch.at), batch.clerk.name)
        rows.append((person_id, who, *said))
    insert_rows(session, _GUARDIAN, _GUARDIAN_COLUMNS, rows)
