"""Takes an imported batch of the register back, unless something rests on it by now."""

from typing import Any

from sqlalchemy import delete, exists, or_, select, update
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.db import search
from gridhall.exchange.service.sheet import Batch
from gridhall.places.models import Building, Compound, Dwelling, Entrance
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
    today = batch.at.astimezone().date()
    for action_id in ids:
        try:
            take_back(session, batch.clerk, action_id, f"撤销批次 {batch.name}", today)
        except UserError as problem:
            why, who = str(problem).rstrip("。"), _whose(session, action_id)
            raise UserError(_ACT.format(name=batch.name, who=who, why=why)) from None
    return len(ids)


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
    people, homes = mine(Person, batch), mine(Household, batch)
    session.execute(delete(PersonEvent).where(PersonEvent.person_id.in_(people)))
    for home in (PersonEvent.from_household_id, PersonEvent.to_household_id):
        session.execute(update(PersonEvent).where(home.in_(homes)).values({home.key: None}))
    session.execute(delete(Guardian).where(Guardian.person_id.in_(people)))
    pair = or_(NotSame.person_id.in_(people), NotSame.other_id.in_(people))
    session.execute(delete(NotSame).where(pair))


def _drop_unused(session: Session, batch: Batch, place: Any) -> None:
    unused = [~exists().where(refers == place.c.id) for _, refers in references(session, place)]
    session.execute(delete(place).where(place.c.batch_id == batch.id, *unused))
