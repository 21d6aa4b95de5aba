"""The search index kept in step with surveys and topics, in the same transaction."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from gridhall.db import search
from gridhall.opinions.queries.entries_talks import TABLES, entries_of


def index_talks(session: Session, noted: Sequence[dict[str, Any]]) -> None:
    """File what an act has touched anew, by its images."""
    for kind, (table, *_) in TABLES.items():
        ids = {one["id"] for one in noted if one["table"] == table.__tablename__}
        if ids:
            entries = list(entries_of(session, kind, ids))
            search.remove(session, kind, ids - {entry.record_id for entry in entries})
            search.put(session, entries)
