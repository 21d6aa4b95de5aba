"""Stores the good rows of a resident ledger, all in the import's one transaction."""

from collections.abc import Sequence
from itertools import chain
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from gridhall.core.progress import Progress
from gridhall.db import search
from gridhall.exchange.service.sheet import Batch
from gridhall.registry.models import Membership, Person
from gridhall.registry.queries import entries
from gridhall.registry.sheets.households import settle_households
from gridhall.registry.sheets.numbers import first_free_id
from gridhall.registry.sheets.ready import PersonFacts, ReadyPerson

_PARTS = 5
_PERSON: Any = Person.__table__
_MEMBERSHIP: Any = Membership.__table__


def store_people(
    session: Session, batch: Batch, ready: Sequence[ReadyPerson], progress: Progress
) -> int:
    """Places, households, people, memberships and the search index; says how many people."""
    progress.report(0, _PARTS)
    households = settle_households(session, batch, ready)
    first = first_free_id(session, Person)
    ids = range(first, first + len(ready))
    progress.report(1, _PARTS)
    session.execute(insert(_PERSON), _people(batch, ready, ids))
    progress.report(2, _PARTS)
    if memberships := _memberships(batch, ready, ids, households):
        session.execute(insert(_MEMBERSHIP), memberships)
    progress.report(3, _PARTS)
    people = entries.person_entries(session, ids)
    homes = entries.household_entries(session, set(households.values()))
    search.put(session, chain(people, homes))
    progress.report(_PARTS, _PARTS)
    return len(ready)


def _people(batch: Batch, ready: Sequence[ReadyPerson], ids: range) -> list[dict[str, Any]]:
    common = {"recorded_at": batch.at, "batch_id": batch.id, "version": 1}
    names = PersonFacts._fields
    return [
        {"id": row_id, **dict(zip(names, each.person, strict=True)), **common}
        for row_id, each in zip(ids, ready, strict=True)
    ]


def _memberships(
    batch: Batch,
    ready: Sequence[ReadyPerson],
    ids: range,
    households: dict[Any, int],
) -> list[dict[str, Any]]:
    """Since when is not known: the register begins with them."""
    return [
        {
            "household_id": households[each.home.key],
            "person_id": row_id,
            "relation": each.relation,
            "recorded_at": batch.at,
            "clerk_name": batch.clerk.name,
            "batch_id": batch.id,
        }
        for row_id, each in zip(ids, ready, strict=True)
        if each.home.is_told
    ]
