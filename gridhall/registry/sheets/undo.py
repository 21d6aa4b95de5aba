"""Takes an imported batch of residents back, unless something rests on it by now."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import (
    ColumnClause,
    Table,
    TableClause,
    column,
    delete,
    exists,
    func,
    inspect,
    select,
    table,
)
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.db import search
from gridhall.exchange.service.sheet import Batch
from gridhall.places.models import Building, Compound, Dwelling, Entrance
from gridhall.registry import service
from gridhall.registry.models import Household, Membership, Person

_USED = (
    "批次“{name}”不能撤回：其中 {count} 条资料导入后又在{where}里用到了。"
    "请先处理那些资料，或在居民卡上一个一个地改，什么都没有撤"
)
_CHANGED = (
    "批次“{name}”不能撤回：其中 {count} 条资料导入后改过。请在居民卡上一个一个地改，什么都没有撤"
)
_WORDS = {
    "membership": "另外登记的户内成员",
    "person_event": "居民的变动记录",
    "service_case": "办件",
    "household": "另外登记的户",
}
_OWN: tuple[Any, ...] = (Membership.__table__, Person.__table__, Household.__table__)
_PLACES: tuple[Any, ...] = (
    Dwelling.__table__,
    Entrance.__table__,
    Building.__table__,
    Compound.__table__,
)


def undo_people(session: Session, batch: Batch) -> int:
    """Remove the batch's people, households and memberships, and the places nobody else uses."""
    for own in (Person.__table__, Household.__table__):
        _refuse_changed(session, batch, own)
        _refuse_used(session, batch, own)
    ids = list(session.scalars(select(Person.id).where(Person.batch_id == batch.id)))
    search.remove(session, "resident", ids)
    homes = select(Household.id).where(Household.batch_id == batch.id)
    search.remove(session, "household", list(session.scalars(homes)))
    joined = _joined_households(session, batch)
    for own in _OWN:
        session.execute(delete(own).where(own.c.batch_id == batch.id))
    for place in _PLACES:
        _drop_unused(session, batch, place)
    service.index_households(session, joined)
    return len(ids)


def _joined_households(session: Session, batch: Batch) -> list[int]:
    """Households of others that people of the batch had joined."""
    found = (
        select(Household.id)
        .join(Membership, Membership.household_id == Household.id)
        .where(Membership.batch_id == batch.id, Household.batch_id.is_distinct_from(batch.id))
        .distinct()
    )
    return list(session.scalars(found))


def _refuse_changed(session: Session, batch: Batch, own: Any) -> None:
    changed = select(func.count()).where(own.c.batch_id == batch.id, own.c.version > 1)
    if count := session.scalars(changed).one():
        raise UserError(_CHANGED.format(name=batch.name, count=count))


def _refuse_used(session: Session, batch: Batch, own: Any) -> None:
    """Whatever table of whatever subject refers to a row of the batch, from outside the batch."""
    mine = select(own.c.id).where(own.c.batch_id == batch.id)
    for other, refers in _references(session, own):
        uses = select(func.count()).where(refers.in_(mine))
        if "batch_id" in other.c:
            uses = uses.where(other.c.batch_id.is_distinct_from(batch.id))
        if count := session.scalars(uses.select_from(other)).one():
            where = _WORDS.get(other.name, "别处")
            raise UserError(_USED.format(name=batch.name, count=count, where=where))


def _drop_unused(session: Session, batch: Batch, place: Any) -> None:
    unused = [~exists().where(refers == place.c.id) for _, refers in _references(session, place)]
    session.execute(delete(place).where(place.c.batch_id == batch.id, *unused))


def _references(session: Session, target: Table) -> Iterator[tuple[TableClause, ColumnClause[Any]]]:
    """Every column of the file that refers to this table: subjects above ours are not imported."""
    about = inspect(session.connection())
    for name in about.get_table_names():
        keys = about.get_foreign_keys(name)
        columns = [str(each["name"]) for each in about.get_columns(name)]
        other = table(name, *map(column, columns))
        for key in keys:
            if key["referred_table"] == target.name:
                yield other, other.c[key["constrained_columns"][0]]
