"""The search index kept in step with the register, in the same transaction."""

from collections.abc import Callable, Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.db import search
from gridhall.registry import queries
from gridhall.registry.models import Membership, Person
from gridhall.registry.queries.transfers import transfer_entries, transfers_about

UNFILED = ("merged", "void")  # their card is another one, or none
# Subjects above that file residents too: called with those who were filed anew.
FOLLOWERS: list[Callable[[Session, Collection[int]], None]] = []


def index_people(session: Session, person_ids: Collection[int]) -> None:
    """File these people anew, with their name, number, phone, address and household."""
    gone = select(Person.id).where(Person.id.in_(person_ids), Person.status.in_(UNFILED))
    search.remove(session, "resident", list(session.scalars(gone)))
    search.put(session, queries.person_entries(session, person_ids))
    for follow in FOLLOWERS:
        follow(session, person_ids)


def index_households(session: Session, household_ids: Collection[int]) -> None:
    """File these households anew, named by their head."""
    search.put(session, queries.household_entries(session, household_ids))


def index_transfers(session: Session, transfer_ids: Collection[int]) -> None:
    """File these transfers anew, with everybody they are about."""
    search.put(session, transfer_entries(session, transfer_ids))


def index_transfers_of(session: Session, person_ids: Collection[int]) -> None:
    """File anew the transfers these people are or were in: they are found by their names."""
    index_transfers(session, transfers_about(session, person_ids))


def index_home(session: Session, household_id: int) -> None:
    """File a household anew, and everybody who lives in it."""
    living = (Membership.household_id == household_id, Membership.until.is_(None))
    index_people(session, list(session.scalars(select(Membership.person_id).where(*living))))
    index_households(session, [household_id])
