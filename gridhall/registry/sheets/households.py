"""Which household each row joins: one of the hall's if number and address agree, or a new one."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from gridhall.db.behind import Behind
from gridhall.exchange.service.bulk import Value, insert_behind
from gridhall.exchange.service.sheet import Batch
from gridhall.papers.service import skip_numbers
from gridhall.places.queries import chunks
from gridhall.places.rules import Address
from gridhall.places.service import find_or_add_dwellings
from gridhall.registry.models import Household, Membership, Person
from gridhall.registry.rules import HEAD
from gridhall.registry.sheets.ready import Home, ReadyPerson

HOUSEHOLD: Any = Household.__table__
_COLUMNS = ("id", "number", "ledger_number", "dwelling_id", "kind", "batch_id", "version")
Dwellings = Mapping[Address, int]


class Settled(NamedTuple):
    """The household that a home of the ledger has become."""

    id: int
    number: str
    is_new: bool


class _Known(NamedTuple):
    """A household of the hall that a row might join."""

    id: int
    numbers: tuple[str, str]  # the hall's own and the old ledger's
    head_name: str


def settle_households(
    session: Session, batch: Batch, ready: Sequence[ReadyPerson], behind: Behind
) -> dict[Home, Settled]:
    """The household of every home the ledger tells; new ones get the hall's own numbers.

    They are written by `behind`, which has nothing to do until this comes back.
    """
    homes = list(dict.fromkeys(each.home for each in ready if each.home.is_told))
    doors = {home.address for home in homes if home.address.building}
    dwellings = find_or_add_dwellings(session, doors, batch.id)
    known = _known_households(session, dwellings, any(not home.address.building for home in homes))
    settled: dict[Home, Settled] = {}
    new: list[Home] = []
    for home in homes:
        there = known[dwellings.get(home.address)]
        same = [household for household in there if _agree(home, household)]
        if len(same) == 1:
            settled[home] = Settled(same[0].id, same[0].numbers[0], is_new=False)
        else:
            new.append(home)
    added = _numbered(session, new)
    insert_behind(behind, HOUSEHOLD, _COLUMNS, _rows(added, batch, dwellings))
    return settled | added


def _agree(home: Home, known: _Known) -> bool:
    """Whether a home of the ledger is this household, given that both are behind one door."""
    same_head = home.head_name != "" and home.head_name == known.head_name
    if not home.address.building:  # no door to agree on: number and head's name both have to
        return same_head and home.ledger_number in known.numbers
    if home.ledger_number:
        return home.ledger_number in known.numbers
    return same_head or not home.head_name


def _known_households(
    session: Session, dwellings: Dwellings, doorless: bool
) -> Mapping[int | None, list[_Known]]:
    found: dict[int | None, list[_Known]] = defaultdict(list)
    if session.scalar(select(Household.id).limit(1)) is None:
        return found
    wanted = [Household.dwelling_id.in_(some) for some in chunks(sorted(dwellings.values()))]
    if doorless:
        wanted.append(Household.dwelling_id.is_(None))
    for which in wanted:
        for dwelling_id, known in _households(session, which):
            found[dwelling_id].append(known)
    return found


def _households(
    session: Session, which: ColumnElement[bool]
) -> Iterator[tuple[int | None, _Known]]:
    head = (
        (Membership.household_id == Household.id)
        & (Membership.relation == HEAD)
        & Membership.until.is_(None)
    )
    query = (
        select(Household.dwelling_id, Household.id, Household.number, Household.ledger_number)
        .add_columns(Person.name)
        .outerjoin(Membership, head)
        .outerjoin(Person, Person.id == Membership.person_id)
        .where(which, Household.ended_on.is_(None))
    )
    for dwelling_id, row_id, number, ledger_number, name in session.execute(query):
        yield dwelling_id, _Known(row_id, (number, ledger_number), name or "")


def _numbered(session: Session, homes: Sequence[Home]) -> dict[Home, Settled]:
    """New households with the hall's next numbers."""
    if not homes:
        return {}
    first = first_free_id(session, Household)
    first_number = skip_numbers(session, "household", "", len(homes))
    return {
        home: Settled(first + at, f"{first_number + at:06}", is_new=True)
        for at, home in enumerate(homes)
    }


def _rows(
    added: Mapping[Home, Settled], batch: Batch, dwellings: Dwellings
) -> Iterator[tuple[Value, ...]]:
    """New households as they are kept; the ledger's number is kept as 原户号."""
    common = ("family", batch.id, 1)
    for home, row in added.items():
        yield row.id, row.number, home.ledger_number, dwellings.get(home.address), *common


def first_free_id(session: Session, table: type[Person] | type[Household]) -> int:
    """The id after the highest one in use; the writer holds the lock meanwhile."""
    return (session.scalar(select(func.max(table.id))) or 0) + 1
