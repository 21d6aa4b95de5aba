"""Stores the good rows of a resident ledger, all in the import's one transaction."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from operator import attrgetter, itemgetter
from typing import Any

from sqlalchemy.orm import Session

from gridhall.core.progress import Progress
from gridhall.db import search
from gridhall.db.behind import Behind
from gridhall.exchange.service.bulk import Value, announce, insert_behind, stored_moment
from gridhall.exchange.service.sheet import Batch
from gridhall.registry import queries
from gridhall.registry.models import Household, Membership, Person
from gridhall.registry.sheets.entries import imported_entries
from gridhall.registry.sheets.households import (
    HOUSEHOLD,
    Settled,
    first_free_id,
    settle_households,
)
from gridhall.registry.sheets.ready import (
    CARD_COLUMNS,
    NO_CARD,
    Home,
    PersonFacts,
    ReadyPerson,
)
from gridhall.registry.sheets.store_facts import store_guardians, store_tags

_PARTS = 4
_PERSON: Any = Person.__table__
_MEMBERSHIP: Any = Membership.__table__
_ALWAYS = ("name", "sex", "id_kind", "id_number", "hukou_kind")  # of PersonFacts
_TEXTS = tuple(
    name for name in PersonFacts._fields if name not in (*_ALWAYS, "birth_date")
)  # blank unless told
_MEMBERSHIP_COLUMNS = (
    "household_id",
    "person_id",
    "relation",
    "recorded_at",
    "clerk_name",
    "batch_id",
)


def store_people(
    session: Session, batch: Batch, ready: Sequence[ReadyPerson], progress: Progress
) -> int:
    """Places, households, people, memberships and the search index; says how many people."""
    progress.report(0, _PARTS)
    first = first_free_id(session, Person)
    search.remove_from(session, "resident", first)
    search.remove_from(session, "household", first_free_id(session, Household))
    announce(session, HOUSEHOLD, _PERSON, _MEMBERSHIP)
    with Behind(session) as behind:
        households = settle_households(session, batch, ready, behind)
        progress.report(1, _PARTS)
        told = _Told(ready, households)
        insert_behind(behind, _PERSON, told.columns, told.people(batch, first))
        progress.report(2, _PARTS)
        memberships = _memberships(batch, ready, first, households)
        insert_behind(behind, _MEMBERSHIP, _MEMBERSHIP_COLUMNS, memberships)
        progress.report(3, _PARTS)
        search.put(session, imported_entries(ready, first, households), behind)
    store_tags(session, batch, ready, first)
    store_guardians(session, batch, ready, first)
    joined = {home.id for home in households.values() if not home.is_new}
    search.put(session, queries.household_entries(session, joined))
    progress.report(_PARTS, _PARTS)
    return len(ready)


class _Told:
    """The columns of `person` this ledger fills: the fewer, the faster it comes in."""

    def __init__(self, ready: Sequence[ReadyPerson], households: Mapping[Home, Settled]) -> None:
        self._ready, self._households = ready, households
        self._cards = any(each.card is not NO_CARD for each in ready)
        self._homeless = any(each.home not in households for each in ready)
        told = [name for name in _TEXTS if any(map(attrgetter(f"person.{name}"), ready))]
        self._facts = itemgetter(*map(PersonFacts._fields.index, (*_ALWAYS, *told)))
        self.columns = (
            *("id", "birth_date", *_ALWAYS, *told),
            *("recorded_at", "batch_id", "version"),
            *(CARD_COLUMNS if self._cards else ()),
            *(("status",) if self._homeless else ()),
        )

    def people(self, batch: Batch, first: int) -> Iterator[tuple[Value, ...]]:
        """A row for everybody; who has no household yet is to be settled (待落户)."""
        common = (stored_moment(batch.at), batch.id, 1)
        more = self._more if self._cards or self._homeless else _nothing_more
        facts = self._facts
        for row_id, each in enumerate(self._ready, first):
            person = each.person
            yield row_id, _iso(person.birth_date), *facts(person), *common, *more(each)

    def _more(self, each: ReadyPerson) -> tuple[Value, ...]:
        card: tuple[Value, ...] = each.card.texts if self._cards else ()
        if not self._homeless:
            return card
        return (*card, "present" if each.home in self._households else "unsettled")


def _nothing_more(_: ReadyPerson) -> tuple[Value, ...]:
    return ()


def _memberships(
    batch: Batch, ready: Sequence[ReadyPerson], first: int, households: Mapping[Home, Settled]
) -> Iterator[tuple[Value, ...]]:
    """Since when is not known: the register begins with them."""
    common = (stored_moment(batch.at), batch.clerk.name, batch.id)
    for row_id, each in enumerate(ready, first):
        if each.home in households:
            yield households[each.home].id, row_id, each.relation, *common


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
