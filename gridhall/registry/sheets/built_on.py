"""What has come to rest on an imported batch since: whom it concerns and what was done.

What does not matter is left out: acts that were taken back, a status put right, a sort key, a
reveal, a print, two people told apart.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnClause,
    ColumnElement,
    Select,
    Table,
    TableClause,
    and_,
    column,
    func,
    inspect,
    literal,
    or_,
    select,
    table,
)
from sqlalchemy.orm import Session

from gridhall.exchange.models import ImportBatch
from gridhall.exchange.service.sheet import Batch
from gridhall.registry.labels import event_label
from gridhall.registry.models import (
    Guardian,
    Household,
    Membership,
    Person,
    PersonEvent,
    PersonTag,
    RegisterAction,
)
from gridhall.registry.service.merging import TABLES

_OWN: tuple[Any, ...] = (Person, Household, Membership, PersonTag)
_JOURNALED = frozenset({
    "membership", "person_event", "person_tag", "person_place", "guardian", "past_value",
    "past_address",
})  # fmt: skip
_WORDS = TABLES | {
    "membership": "另外登记的户内成员",
    "person_event": "变动记录",
    "past_value": "改过的资料",
    "past_address": "搬迁记录",
    "person": "并过来的档案",
}
_SWEPT = frozenset({"not_same"})
_NO_MATTER = frozenset({"status", "name_sort"})  # of a person: what follows from other rows
_EACH = func.json_each(RegisterAction.images).table_valued("value")
_TOUCHED = func.json_extract(_EACH.c.value, "$.table")
_ROW = func.json_extract(_EACH.c.value, "$.id")
_AFTER = func.json_extract(_EACH.c.value, "$.after")


def built_on(session: Session, batch: Batch) -> list[str]:
    """Every act since, e.g. 李建军 2026-11-20 迁出; nothing if the batch can be taken back."""
    acts = dict.fromkeys([*_acts(session, batch), *_events(session, batch)])
    used = dict.fromkeys(_references_to(session, batch, journaled=False))
    if not acts:
        used |= dict.fromkeys(_references_to(session, batch, journaled=True))
        used |= dict.fromkeys(_edited(session, batch))
    return [*acts, *used]


def mine(own: Any, batch: Batch) -> Select[Any]:
    """The ids of the batch's rows in one table."""
    return select(own.id).where(own.batch_id == batch.id)


def references(session: Session, target: Table) -> Iterator[tuple[TableClause, ColumnClause[Any]]]:
    """Every column of the file that refers to this table: subjects above ours are not imported."""
    about = inspect(session.connection())
    for name in about.get_table_names():
        keys = about.get_foreign_keys(name)
        columns = [str(each["name"]) for each in about.get_columns(name)]
        other = table(name, *map(column, columns))
        for key in keys:
            if key["referred_table"] == target.name:
                yield other, other.c[key["constrained_columns"][0]]


def _standing(session: Session, batch: Batch) -> ColumnElement[bool]:
    """Acts after the batch that have not been taken back."""
    since = session.get_one(ImportBatch, batch.id).created_at
    return and_(
        RegisterAction.recorded_at >= since,
        RegisterAction.undone_by.is_(None),
        RegisterAction.undo_of.is_(None),
    )


def _acts(session: Session, batch: Batch) -> Iterator[str]:
    """Acts that changed rows of the batch."""
    for own in _OWN:
        touched = (
            select(RegisterAction.kind, RegisterAction.happened_on, _AFTER, _who(own))
            .select_from(RegisterAction)
            .join(_EACH, literal(True))
            .join(own, own.id == _ROW)
            .where(_standing(session, batch), literal(own.__tablename__) == _TOUCHED)
            .where(own.batch_id == batch.id)
            .order_by(RegisterAction.id)
        )
        for kind, day, after, who in session.execute(touched):
            if own is not Person or set(json.loads(after or "{}")) - _NO_MATTER:
                yield f"{who} {day} {event_label(kind)}"


def _who(own: Any) -> ColumnElement[str]:
    """Whose row it is: a person's name, a household's number."""
    if own is Person:
        return Person.name.expression
    if own is Household:
        return literal("户号 ") + Household.number
    return select(Person.name).where(Person.id == own.person_id).correlate(own).scalar_subquery()


def _events(session: Session, batch: Batch) -> Iterator[str]:
    """What happened to the batch's people or in its households, whoever it concerned."""
    people, homes = mine(Person, batch), mine(Household, batch)
    concerned = or_(
        PersonEvent.person_id.in_(people),
        PersonEvent.from_household_id.in_(homes),
        PersonEvent.to_household_id.in_(homes),
    )
    counts = or_(
        PersonEvent.action_id.is_(None),
        and_(_standing(session, batch), RegisterAction.kind != "repaired"),
    )
    query = (
        select(Person.name, PersonEvent.happened_on, PersonEvent.kind)
        .select_from(PersonEvent)
        .join(Person, Person.id == PersonEvent.person_id)
        .outerjoin(RegisterAction, RegisterAction.id == PersonEvent.action_id)
        .where(concerned, counts, PersonEvent.kind != "imported")
        .order_by(PersonEvent.id)
    )
    for name, day, kind in session.execute(query):
        yield f"{name} {day} {event_label(kind)}"


def _references_to(session: Session, batch: Batch, *, journaled: bool) -> Iterator[str]:
    """Rows of whatever table of whatever subject that refer to the batch from outside it."""
    created = session.get_one(ImportBatch, batch.id).created_at
    for own in (Person, Household):
        for other, refers in references(session, own.__table__):  # type: ignore[arg-type]
            if (other.name in _JOURNALED) is not journaled or other.name in _SWEPT:
                continue
            uses = _naming(own, other, refers).where(refers.in_(mine(own, batch)))
            if "batch_id" in other.c:
                uses = uses.where(other.c.batch_id.is_distinct_from(batch.id))
            for who, number in session.execute(uses.where(_by_hand(other, created))):
                word = _WORDS.get(other.name, "别处的资料")
                yield " ".join(filter(None, (who, word, number)))


def _naming(own: Any, other: TableClause, refers: ColumnClause[Any]) -> Select[Any]:
    """Whom it concerns, and the number of what refers to them, if it has one."""
    number = other.c.number if "number" in other.c else literal("")
    if "person_id" in other.c:
        who = select(Person.name).where(Person.id == other.c.person_id).correlate(other)
        return select(who.scalar_subquery(), number)
    name = Person.name if own is Person else literal("户号 ") + Household.number
    held = select(name).where(own.id == refers).correlate(other)
    return select(held.scalar_subquery(), number)


def _by_hand(other: TableClause, created: datetime) -> ColumnElement[bool]:
    """Not written by the import: guardians bear its moment; events are told apart elsewhere."""
    if other.name == "person_event":
        return literal(False)
    if other.name != "guardian":
        return literal(True)
    imported = select(Guardian.id).where(Guardian.recorded_at == created)
    return other.c.id.not_in(imported)


def _edited(session: Session, batch: Batch) -> Iterator[str]:
    """Rows that were changed by no act there is a record of."""
    for own in (Person, Household):
        noted = (
            select(_ROW)
            .select_from(RegisterAction)
            .join(_EACH, literal(True))
            .where(literal(own.__tablename__) == _TOUCHED)
        )
        changed = select(_who(own)).where(
            own.batch_id == batch.id, own.version > 1, own.id.not_in(noted)
        )
        for who in session.scalars(changed):
            yield f"{who} 改过的资料"
