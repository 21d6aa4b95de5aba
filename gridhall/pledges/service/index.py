"""The search index kept in step with the three lists, in the same transaction."""

from collections.abc import Collection

from sqlalchemy.orm import Session

from gridhall.db import search
from gridhall.pledges.queries.entries import item_entries


def index_items(session: Session, ids: Collection[int]) -> None:
    """File these items anew; those that are there no more are found no more."""
    if not ids:
        return
    entries = list(item_entries(session, ids))
    search.remove(session, "pledge", set(ids) - {entry.record_id for entry in entries})
    search.put(session, entries)
