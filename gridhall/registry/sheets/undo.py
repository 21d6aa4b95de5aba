"""Takes an imported batch of the register back, unless something rests on it by now."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, exists, func, or_, select, update
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.db import search
from gridhall.exchange.service.sheet import Batch
from gridhall.places.models import Building, Compound, Dwelling, Entrance
from gridhall.places.queries import chunks
from gridhall.registry import service
from gridhall.registry.models import (
    Guardian,
    Household,
    Membership,
    NotSame,
    Person,
    PersonEvent,
    PersonTag,
    RegisterAction,
)
from gridhall.registry.service.changes import take_back
from gridhall.registry.sheets.built_on import built_on, mine, references

_USED = (
    "批次“{name}”不能撤回：导入后又办了 {count} 项——{acts}。请先撤回这些，再撤这一批；什么都没有撤"
)
_ACT = "批次“{name}”不能撤回，{who}的这一项后来又动过：{why}。什么都没有撤"
_TOLD = 5  # acts named in the sentence
_OWN: tuple[Any, ...] = (PersonTag, Membership, Person, Household)
_PLACES: tuple[Any, ...] = (
    Dwelling.__table__,
    Entrance.__table__,
    Building.__table__,
    Compound.__table__,
)


def act_key(batch: Batch, number: int) -> str:
    """The request key of an act that is part of a batch; they count from 1."""
    return f"batch-{batch.id}-{number}"


def undo_people(session: Session, batch: Batch) -> int:
    """Take back what the batch changed, remove what it brought; says how many people."""
    changed = _take_back_acts(session, batch)
    _refuse_used(session, batch)
    ids = list(session.scalars(mine(Person, batch)))
    search.remove(session, "resident", ids)
    search.remove(session, "household", list(session.scalars(mine(Household, batch))))
    joined = _joined_households(session, batch)
    _sweep(session, batch)
    _keep_told_homes(session, batch)
    for own in _OWN:
        session.execute(delete(own).where(own.batch_id == batch.id))
    for place in _PLACES:
        _drop_unused(session, batch, place)
    service.index_households(session, joined)
    return len(ids) + changed


def _take_back_acts(session: Session, batch: Batch) -> int:
    """The changes that were part of the batch, the last first; who took one back already did."""
    acts = (
        select(RegisterAction.id)
        .where(RegisterAction.request_key.startswith(f"batch-{batch.id}-", autoescape=True))
        .where(RegisterAction.undone_by.is_(None))
        .order_by(RegisterAction.id.desc())
    )
    ids = list(session.scalars(acts))
    homes = list(session.scalars(mine(Household, batch))) if ids else []
    _mark(session, homes, None)  # the acts that opened them know nothing of a batch
    today = batch.at.astimezone().date()
    for action_id in ids:
        try:
            take_back(session, batch.clerk, action_id, f"撤销批次 {batch.name}", today)
        except UserError as problem:
            why, who = str(problem).rstrip("。"), _whose(session, action_id)
            raise UserError(_ACT.format(name=batch.name, who=who, why=why)) from None
    _mark(session, homes, batch.id)
    service.index_households(session, _households_of(session, ids))
    return len(ids)


def _mark(session: Session, household_ids: Sequence[int], batch_id: int | None) -> None:
    for some in chunks(household_ids):
        marked = update(Household).where(Household.id.in_(some))
        session.execute(marked.values(batch_id=batch_id))


def _households_of(session: Session, action_ids: Sequence[int]) -> set[int]:
    """Where those concerned live: a household is found by its head's name."""
    found: set[int] = set()
    for some in chunks(action_ids):
        living = (
            select(Membership.household_id)
            .join(PersonEvent, PersonEvent.person_id == Membership.person_id)
            .where(PersonEvent.action_id.in_(some), Membership.until.is_(None))
        )
        found.update(session.scalars(living))
    return found


def _whose(session: Session, action_id: int) -> str:
    names = (
        select(Person.name)
        .join(PersonEvent, PersonEvent.person_id == Person.id)
        .where(PersonEvent.action_id == action_id)
    )
    return "、".join(dict.fromkeys(session.scalars(names))) or "其中"


def _refuse_used(session: Session, batch: Batch) -> None:
    found = built_on(session, batch)
    if found:
        told = "、".join(found[:_TOLD]) + (" 等" if len(found) > _TOLD else "")
        raise UserError(_USED.format(name=batch.name, count=len(found), acts=told))


def _joined_households(session: Session, batch: Batch) -> list[int]:
    """Households of others that people of the batch had joined."""
    found = (
        select(Household.id)
        .join(Membership, Membership.household_id == Household.id)
        .where(Membership.batch_id == batch.id, Household.batch_id.is_distinct_from(batch.id))
        .distinct()
    )
    return list(session.scalars(found))


def _sweep(session: Session, batch: Batch) -> None:
    """What is left beside people who go: acts that were taken back, guardians, 不是同一人."""
    people = mine(Person, batch)
    session.execute(delete(PersonEvent).where(PersonEvent.person_id.in_(people)))
    session.execute(delete(Guardian).where(Guardian.person_id.in_(people)))
    pair = or_(NotSame.person_id.in_(people), NotSame.other_id.in_(people))
    session.execute(delete(NotSame).where(pair))


def _keep_told_homes(session: Session, batch: Batch) -> None:
    """A household that the history of others tells of stays, ended; it is nobody's any more."""
    for home in (PersonEvent.from_household_id, PersonEvent.to_household_id):
        told = select(home).where(home.in_(mine(Household, batch)))
        ended = func.coalesce(
            Household.ended_on, Household.established_on, batch.at.astimezone().date()
        )
        kept = update(Household).where(Household.id.in_(told))
        session.execute(kept.values(ended_on=ended, batch_id=None))


def _drop_unused(session: Session, batch: Batch, place: Any) -> None:
    unused = [~exists().where(refers == place.c.id) for _, refers in references(session, place)]
    session.execute(delete(place).where(place.c.batch_id == batch.id, *unused))
