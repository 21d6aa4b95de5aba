"""The search finds matters as they stand today; a version whose day has come changes that."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from gridhall.db import search
from gridhall.db.search.entries import entry_id
from gridhall.service_desk.models import ItemVersion
from gridhall.service_desk.queries.catalogue import matter_by_id
from gridhall.service_desk.service.entries import matter_entry

_FILED = text("SELECT title, detail, number FROM search_entry WHERE id = :id")


def index_matter(session: Session, item_id: int, today: date) -> None:
    """Put one matter's entry as it stands today; none while it is not taken in."""
    entry = _wanted(session, item_id, today)
    if entry is None:
        search.remove(session, "matter", [item_id])
    else:
        search.put(session, [entry])


def late_matters(session: Session, today: date) -> list[int]:
    """Matters whose entry does not say what they say today, for a version's day has come."""
    ahead = select(ItemVersion.item_id).where(
        ItemVersion.since > func.date(ItemVersion.recorded_at), ItemVersion.since <= today
    )
    found = sorted(set(session.scalars(ahead)))
    return [item_id for item_id in found if not _is_filed(session, item_id, today)]


def follow_day(session: Session, item_ids: Iterable[int], today: date) -> None:
    """Bring their entries in step: what was written ahead counts from its day by itself."""
    for item_id in item_ids:
        index_matter(session, item_id, today)


def _wanted(session: Session, item_id: int, today: date) -> search.SearchEntry | None:
    row = matter_by_id(session, item_id, today)
    taken_in = row.active and row.since <= today
    return matter_entry(item_id, row.said) if taken_in else None


def _is_filed(session: Session, item_id: int, today: date) -> bool:
    wanted = _wanted(session, item_id, today)
    filed = session.execute(_FILED, {"id": entry_id("matter", item_id)}).first()
    if wanted is None or filed is None:
        return wanted is None and filed is None
    return tuple(filed) == (wanted.title, wanted.detail, wanted.number)
