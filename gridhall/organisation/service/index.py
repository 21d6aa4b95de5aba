"""The search index kept in step with the organisation, in the same transaction."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.db import search
from gridhall.organisation.models import Agency, Organisation, PartnerUnit
from gridhall.organisation.queries.entries import (
    agency_entries,
    organisation_entries,
    unit_entries,
)
from gridhall.places.queries import chunks

# Subjects above that file outsiders too: called with those an act has touched.
FOLLOWERS: list[Callable[[Session, Collection[int]], None]] = []


def index_touched(session: Session, noted: Iterable[Mapping[str, Any]]) -> None:
    """File anew what an act has touched, by its images; below a new name the children too."""
    touched: dict[str, set[int]] = {
        "organisation": set(), "partner_unit": set(), "outsider": set(), "agency": set(),
    }  # fmt: skip
    renamed = set()
    for one in noted:
        if one["table"] in touched:
            touched[one["table"]].add(one["id"])
            if one["table"] == "organisation" and one["before"] and "name" in one["before"]:
                renamed.add(one["id"])
    index_organisations(session, touched["organisation"] | _children(session, renamed))
    index_units(session, touched["partner_unit"])
    index_agencies(session, touched["agency"])
    for follow in FOLLOWERS if touched["outsider"] else ():
        follow(session, touched["outsider"])


def index_organisations(session: Session, ids: Collection[int]) -> None:
    """File these organisations anew; those that ended are found no more."""
    if ids:
        _refile(session, "organisation", ids, Organisation, Organisation.ended_on)
        search.put(session, organisation_entries(session, ids))


def index_units(session: Session, ids: Collection[int]) -> None:
    """File these units anew; those that are no partners any more are found no more."""
    if ids:
        _refile(session, "unit", ids, PartnerUnit, PartnerUnit.active_to)
        search.put(session, unit_entries(session, ids))


def index_agencies(session: Session, ids: Collection[int]) -> None:
    """File these agencies anew; those no longer in use are found no more."""
    if ids:
        there = set(session.scalars(select(Agency.id).where(Agency.id.in_(ids), Agency.active)))
        search.remove(session, "agency", set(ids) - there)
        search.put(session, agency_entries(session, ids))


def _refile(session: Session, kind: str, ids: Collection[int], table: Any, ended: Any) -> None:
    """Take out what is there no more."""
    there: set[int] = set()
    for some in chunks(sorted(ids)):
        there.update(session.scalars(select(table.id).where(table.id.in_(some), ended.is_(None))))
    search.remove(session, kind, set(ids) - there)


def _children(session: Session, ids: Collection[int]) -> set[int]:
    found: set[int] = set()
    for some in chunks(sorted(ids)):
        query = select(Organisation.id).where(Organisation.parent_id.in_(some))
        found.update(session.scalars(query))
    return found
