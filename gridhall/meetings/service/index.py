"""The search index kept in step with the meetings, in the same transaction."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from gridhall.db import search
from gridhall.issues.service.acts import FOLLOWERS
from gridhall.meetings.queries.entries import meeting_entries


def index_touched(session: Session, noted: Iterable[Mapping[str, Any]]) -> None:
    """File the meetings an act has touched anew, by its images."""
    ids = {one["id"] for one in noted if one["table"] == "joint_meeting"}
    if not ids:
        return
    entries = list(meeting_entries(session, ids))
    search.remove(session, "meeting", ids - {entry.record_id for entry in entries})
    search.put(session, entries)


FOLLOWERS.append(index_touched)
