"""Which household each row joins: one of the hall's if number and address agree, or a new one."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, insert, select
from sqlalchemy.orm import Session

from gridhall.exchange.service.sheet import Batch
from gridhall.places.queries import chunks
from gridhall.places.rules import Address
from gridhall.places.service import find_or_add_dwellings
from gridhall.registry.models import Household, Membership, Person
from gridhall.registry.sheets.numbers import first_free_id, household_numbers
from gridhall.registry.sheets.ready import Home, ReadyPerson

_HEAD = "02"
HomeKey = tuple[str, str, Address]
Dwellings = Mapping[Address, int]


class _Known(NamedTuple):
    """A household of the hall that a row might join."""

    id: int
    numbers: tuple[str, str]  # the hall's own and the old ledger's
    head_name: str


def settle_households(
    session: Session, batch: Batch, ready: Sequence[ReadyPerson]
) -> dict[HomeKey, int]:
    """The household of every home the ledger tells; new ones get the hall's own numbers."""
    homes = {each.home.key: each.home for each in ready if each.home.is_told}
    doors = {home.address for home in homes.values() if home.address.building}
    dwellings = find_or_add_dwellings(session, doors, batch.id)
    known = _known_households(session, dwellings, any(not key[2].building for key in homes))
    settled: dict[HomeKey, int] = {}
    new: list[Home] = []
    for key, home in homes.items():
        there = known[dwellings.get(home.address)]
        same = [household for household in there if _agree(home, household)]
        if len(same) == 1:
            settled[key] = same[0].id
        else:
            new.append(home)
    return settled | _added(session, batch, new, dwellings)


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
        & (Membership.relation == _HEAD)
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


def _added(
    session: Session, batch: Batch, homes: Sequence[Home], dwellings: Dwellings
) -> dict[HomeKey, int]:
    """New households; the ledger's number is kept as 原户号."""
    if not homes:
        return {}
    first = first_free_id(session, Household)
    numbers = household_numbers(session, len(homes))
    rows = [
        {
            "id": row_id,
            "number": number,
            "ledger_number": home.ledger_number,
            "kind": "family",
            "dwelling_id": dwellings.get(home.address),
            "batch_id": batch.id,
            "version": 1,
        }
        for row_id, number, home in zip(
            range(first, first + len(homes)), numbers, homes, strict=True
        )
    ]
    session.execute(insert(Household.__table__), rows)  # type: ignore[arg-type]
    return {home.key: first + at for at, home in enumerate(homes)}
