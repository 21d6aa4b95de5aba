"""The search index kept in step with the ledger, in the same transaction."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from gridhall.db import search
from gridhall.issues.queries.entries import issue_entries
from gridhall.issues.service.acts import FOLLOWERS


def index_touched(session: Session, noted: Iterable[Mapping[str, Any]]) -> None:
    """File the issues an act has touched anew, by its images."""
    index_issues(session, {one["id"] for one in noted if one["table"] == "issue"})


def index_issues(session: Session, ids: Collection[int]) -> None:
    """File these issues anew; those that are there no more are found no more."""
    if not ids:
        return
    entries = list(issue_entries(session, ids))
    search.remove(session, "issue", set(ids) - {entry.record_id for entry in entries})
    search.put(session, entries)


FOLLOWERS.append(index_touched)
