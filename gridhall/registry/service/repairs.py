"""Mending what follows from other rows (安全修复), as one act that can be taken back."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.db.base import Base
from gridhall.registry.models import (
    Household,
    Membership,
    Person,
    PersonEvent,
    PersonTag,
    RegisterAction,
)
from gridhall.registry.queries.repairs import Repair, repairs
from gridhall.registry.service.changes import Done, reindex
from gridhall.registry.service.journal import Journal, open_action

_TABLES: dict[str, type[Base]] = {
    "person": Person,
    "household": Household,
    "membership": Membership,
    "person_tag": PersonTag,
}


def repair_register(session: Session, clerk: Clerk, rules: Iterable[str], today: date) -> Done:
    """Carry out what the preview shows for these rules; a supervisor's act, undone as any other.

    A repair may lead to the next (a member who died leaves, the household is empty): all of
    them are done, rule by rule.
    """
    require(clerk, Role.SUPERVISOR, "修复登记")
    journal = Journal(session, clerk, open_action("repaired", clerk, (today, today)))
    done: list[Repair] = []
    for rule in rules:
        for one in repairs(session, today, [rule]):
            _mend(journal, one)
            done.append(one)
    if not done:
        raise UserError("没有可以修复的，登记没有动")
    action = journal.close()
    said = {"after": {"rules": sorted({one.rule for one in done}), "rows": len(done)}}
    record(session, clerk, "register.repair", ("register_action", action.id), said)
    reindex(session, *_touched(session, done))
    return Done(action.id, None, ())


def _touched(session: Session, done: Iterable[Repair]) -> tuple[set[int], set[int]]:
    """Whom and which households the index must file anew."""
    people: set[int] = set()
    homes: set[int] = set()
    for one in done:
        row: Any = session.get_one(_TABLES[one.table], one.row_id)
        if one.table == "household":
            homes.add(row.id)
            continue
        people.add(row.id if one.table == "person" else row.person_id)
        if one.table == "membership":
            homes.add(row.household_id)
    return people, homes


def _mend(journal: Journal, repair: Repair) -> None:
    row = journal.session.get_one(_TABLES[repair.table], repair.row_id)
    journal.change(row, **{repair.field: repair.value})
    if isinstance(row, Membership):
        _tell_loss(journal, row)
    elif isinstance(row, Person | PersonTag):
        person_id = row.id if isinstance(row, Person) else row.person_id
        journal.tell(person_id, f"{repair.before} → {repair.after}")


def _tell_loss(journal: Journal, held: Membership) -> None:
    """Who leaves the register is counted as a loss of that day, unless that was told already."""
    loss = (
        PersonEvent.person_id == held.person_id,
        PersonEvent.from_household_id == held.household_id,
        PersonEvent.to_household_id.is_(None),
        RegisterAction.undone_by.is_(None),
    )
    told = (
        select(PersonEvent.id)
        .outerjoin(RegisterAction, RegisterAction.id == PersonEvent.action_id)
        .where(*loss)
    )
    if journal.session.scalar(told.limit(1)) is not None:
        journal.tell(held.person_id, f"{held.until} 去世离户")
        return
    assert held.until is not None
    event = PersonEvent(
        person_id=held.person_id,
        kind="died",
        happened_on=held.until,
        recorded_at=journal.action.recorded_at,
        clerk_name=journal.clerk.name,
        detail="修复：去世离户",
        action_id=journal.action.id,
        from_household_id=held.household_id,
    )
    journal.session.add(event)
