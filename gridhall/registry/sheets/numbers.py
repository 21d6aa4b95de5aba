"""Ids and household numbers for many new rows at once; the writer holds the lock meanwhile."""

from collections.abc import Iterator
from itertools import islice

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.registry.models import Household, Membership, Person

_WIDTH = 6


def first_free_id(
    session: Session, table: type[Person] | type[Household] | type[Membership]
) -> int:
    """The id after the highest one in use."""
    return (session.scalar(select(func.max(table.id))) or 0) + 1


def household_numbers(session: Session, count: int) -> list[str]:
    """The hall's next household numbers (户号), e.g. 000437; numbers in use are passed over."""
    taken = set(session.scalars(select(Household.number)))
    return list(islice(_free_numbers(taken), count))


def _free_numbers(taken: set[str]) -> Iterator[str]:
    last = max((int(number) for number in taken if _is_own(number)), default=0)
    while True:
        last += 1
        if (number := f"{last:0{_WIDTH}}") not in taken:
            yield number


def _is_own(number: str) -> bool:
    return number.isascii() and number.isdigit() and len(number) == _WIDTH
