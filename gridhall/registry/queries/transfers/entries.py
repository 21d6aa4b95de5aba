"""How the one search finds transfers: by number, by whoever applied and by whoever it is about."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from gridhall.db.search import SearchEntry
from gridhall.places.queries import chunks
from gridhall.registry.labels import transfer_told
from gridhall.registry.models import (
    HukouTransfer,
    Person,
    RegisterAction,
    TransferCategory,
    TransferPerson,
)

_Mover = aliased(Person)
_reversing = aliased(HukouTransfer)
_MOVERS = (
    select(func.group_concat(_Mover.name, "\n"))
    .join(TransferPerson, TransferPerson.person_id == _Mover.id)
    .where(TransferPerson.transfer_id == HukouTransfer.id)
    .correlate(HukouTransfer)
    .scalar_subquery()
)
_ROWS = (
    select(HukouTransfer.id, HukouTransfer.number, HukouTransfer.direction, HukouTransfer.state)
    .add_columns(TransferCategory.name, Person.name, _MOVERS)
    .add_columns(HukouTransfer.reverses_id, _reversing.id, RegisterAction.undone_by)
    .join(Person, Person.id == HukouTransfer.applicant_id)
    .join(TransferCategory, TransferCategory.code == HukouTransfer.category)
    .outerjoin(_reversing, _reversing.reverses_id == HukouTransfer.id)
    .outerjoin(RegisterAction, RegisterAction.id == HukouTransfer.action_id)
    .order_by(HukouTransfer.id)
)


def all_transfer_entries(session: Session) -> Iterator[SearchEntry]:
    """Everything the index should hold of transfers, for a rebuild."""
    for row in session.execute(_ROWS):
        yield _entry(tuple(row))


def transfer_entries(session: Session, transfer_ids: Iterable[int]) -> Iterator[SearchEntry]:
    """What the index should hold of these transfers."""
    for some in chunks(sorted(set(transfer_ids))):
        for row in session.execute(_ROWS.where(HukouTransfer.id.in_(some))):
            yield _entry(tuple(row))


def transfers_about(session: Session, person_ids: Iterable[int]) -> set[int]:
    """The transfers somebody of these applied for, or is among the people of."""
    found: set[int] = set()
    for some in chunks(sorted(set(person_ids))):
        moved = select(TransferPerson.transfer_id).where(TransferPerson.person_id.in_(some))
        asked = select(HukouTransfer.id).where(HukouTransfer.applicant_id.in_(some))
        found.update(session.scalars(moved.union(asked)))
    return found


def _entry(row: tuple[Any, ...]) -> SearchEntry:
    transfer_id, number, direction, state, category, applicant, movers, *undone = row
    reverses, *taken_back = (one is not None for one in undone)
    said = transfer_told(state, direction, reverses=reverses, undone=any(taken_back))
    return SearchEntry(
        kind="transfer",
        record_id=transfer_id,
        title=category,
        detail=f"{applicant} · {said}",
        number=number,
        names=tuple(dict.fromkeys([applicant, *filter(None, (movers or "").split("\n"))])),
    )
