"""The search index kept in step with the volunteers, in the same transaction."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from gridhall.db import search
from gridhall.organisation.service.index import FOLLOWERS as OUTSIDERS_FOLLOWERS
from gridhall.registry.service.index import FOLLOWERS
from gridhall.volunteering.queries.entries import (
    volunteer_entries,
    volunteers_from,
    volunteers_of,
)


def index_touched(session: Session, noted: Iterable[Mapping[str, Any]]) -> None:
    """File the volunteers an act has touched anew, by its images."""
    touched: dict[str, set[int]] = {"volunteer": set(), "outsider": set()}
    for one in noted:
        if one["table"] in touched:
            touched[one["table"]].add(one["id"])
    theirs = volunteers_from(session, touched["outsider"])
    index_volunteers(session, touched["volunteer"] | theirs)


def index_volunteers(session: Session, ids: Collection[int]) -> None:
    """File these volunteers anew; those that are there no more are found no more."""
    if not ids:
        return
    entries = list(volunteer_entries(session, ids))
    search.remove(session, "volunteer", set(ids) - {entry.record_id for entry in entries})
    search.put(session, entries)


def follow_people(session: Session, person_ids: Collection[int]) -> None:
    """Residents were filed anew: they are found as volunteers by the same name and number."""
    index_volunteers(session, volunteers_of(session, person_ids))


def follow_outsiders(session: Session, outsider_ids: Collection[int]) -> None:
    """Somebody from outside was changed: they are found by the new name and phone."""
    index_volunteers(session, volunteers_from(session, outsider_ids))


def follow_register() -> None:
    """From now on the volunteers' entries are kept in step with residents and outsiders."""
    if follow_people not in FOLLOWERS:
        FOLLOWERS.append(follow_people)
    if follow_outsiders not in OUTSIDERS_FOLLOWERS:
        OUTSIDERS_FOLLOWERS.append(follow_outsiders)
