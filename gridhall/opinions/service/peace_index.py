"""The search index kept in step with mediations, inspections and registers."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy.orm import Session

from gridhall.db import search
from gridhall.issues.service.acts import FOLLOWERS
from gridhall.opinions.queries.peace_entries import KIND_OF, entries_of


def index_touched(session: Session, noted: Sequence[dict[str, Any]]) -> None:
    """File what an act has touched anew, by its images."""
    touched: dict[str, set[int]] = {}
    for one in noted:
        if one["table"] in KIND_OF:
            touched.setdefault(KIND_OF[one["table"]], set()).add(one["id"])
    for kind, ids in touched.items():
        index_peace(session, kind, ids)


def index_peace(session: Session, kind: str, ids: Collection[int]) -> None:
    """File these records anew; those that are there no more are found no more."""
    entries = list(entries_of(session, kind, ids))
    search.remove(session, kind, set(ids) - {entry.record_id for entry in entries})
    search.put(session, entries)


FOLLOWERS.append(index_touched)
