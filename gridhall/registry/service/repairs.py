"""Mending what follows from other rows (安全修复), as one act that can be taken back."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.db.base import Base
from gridhall.registry.models import Household, Membership, Person, PersonTag
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
    people = {one.row_id for one in done if one.table == "person"}
    homes = {one.row_id for one in done if one.table == "household"}
    reindex(session, people, homes)
    return Done(action.id, None, ())


def _mend(journal: Journal, repair: Repair) -> None:
    row = journal.session.get_one(_TABLES[repair.table], repair.row_id)
    journal.change(row, **{repair.field: repair.value})
    if isinstance(row, Person | Membership | PersonTag):
        person_id = row.id if isinstance(row, Person) else row.person_id
        journal.tell(person_id, f"{repair.before} → {repair.after}")
