"""The search index kept in step with the things, in the same transaction."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.db import search
from gridhall.lending.models import Thing
from gridhall.lending.queries.entries import thing_entries


def index_touched(session: Session, noted: Iterable[Mapping[str, Any]]) -> None:
    """File the things an act has touched anew, by its images."""
    listed = list(noted)
    touched = {one["id"] for one in listed if one["table"] == "thing"}
    kinds = {one["id"] for one in listed if one["table"] == "thing_kind"}
    if kinds:
        touched |= set(session.scalars(select(Thing.id).where(Thing.kind_id.in_(kinds))))
    index_things(session, touched)


def index_things(session: Session, ids: Collection[int]) -> None:
    """File these things anew; those that are there no more are found no more."""
    if not ids:
        return
    entries = list(thing_entries(session, ids))
    search.remove(session, "thing", set(ids) - {entry.record_id for entry in entries})
    search.put(session, entries)
