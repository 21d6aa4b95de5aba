"""Carrying out a change of the register, and taking one back."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.registry import queries
from gridhall.registry.labels import EVENTS, event_label
from gridhall.registry.models import HukouTransfer, Membership, PersonEvent, RegisterAction
from gridhall.registry.queries.tags import circles_of
from gridhall.registry.rules.changes import NEW, Change, Plan, Refused
from gridhall.registry.rules.drafts import undo_reason
from gridhall.registry.rules.tags import may_see
from gridhall.registry.service.index import index_households, index_people, index_transfers_of
from gridhall.registry.service.journal import (
    Journal,
    action_of,
    open_action,
    put_back,
    refuse_broken,
    rows_of,
)
from gridhall.registry.service.writing import write_change

# Whoever takes an act back may do it themselves; what is not here, every counter does.
_DOERS = {
    "people_merged": Role.SUPERVISOR,
    "repaired": Role.SUPERVISOR,
    "kept": Role.ADMINISTRATOR,
}


@dataclass(frozen=True, slots=True)
class Done:
    """A change that was carried out: its action, and the household people came to, if any."""

    action_id: int
    household_id: int | None
    doubts: tuple[str, ...]


def carry_out(session: Session, clerk: Clerk, change: Change, today: date) -> Done:
    """Carry a change out at once for everybody concerned; the same request key does it once.

    Raises Refused with every hard doubt; soft doubts are kept with the action.
    """
    again = _done_before(session, change.request_key)
    if again is not None:
        return again
    plan = queries.planned(session, change, today)
    if plan.hard:
        raise Refused(plan.hard)
    journal = Journal(session, clerk, _action(clerk, change, plan))
    target = write_change(journal, change, plan)
    action = journal.close()
    said = {"after": {"kind": change.kind, "people": sorted(_concerned(change))}}
    record(session, clerk, "register.change", ("register_action", action.id), said)
    reindex(session, _concerned(change), _homes(plan, target))
    return Done(action.id, target, tuple(one.sentence for one in plan.soft))


def undo(session: Session, clerk: Clerk, action_id: int, reason: str, today: date) -> Done:
    """Take a change back (撤回): every row is again what it was; the change stays on record.

    Raises UserError when it was taken back already, or says what has been built on it. What a
    transfer settled is taken back by a reversing transfer only, what a supervisor does by one.
    """
    _refuse_others(session, clerk, action_id)
    reason = undo_reason(reason)
    settled = select(HukouTransfer.number).where(
        HukouTransfer.action_id == action_id, HukouTransfer.reverses_id.is_(None)
    )
    number = session.scalar(settled)
    if number is not None:
        raise UserError(f"这一项是迁移 {number} 落户时登记的，请到“户籍迁移”里撤回那一件")
    return take_back(session, clerk, action_id, reason, today)


def take_back(session: Session, clerk: Clerk, action_id: int, reason: str, today: date) -> Done:
    """Take a change back whatever it came from; for undo() and for reversing transfers."""
    action = session.get(RegisterAction, action_id)
    if action is None:
        raise UserError(f"没有变动号 {action_id}，请在变动经过里核对")
    if action.undone_by is not None or action.undo_of is not None:
        raise UserError("这一项已经撤回过，不用再撤")
    if action.kind == "anonymised":
        raise UserError("匿名处理清掉的内容哪里都不再有，不能撤回")
    back = open_action(
        "undone", clerk, (action.happened_on, today), reason=reason, undo_of=action.id
    )
    journal = Journal(session, clerk, back)
    touched = put_back(session, action, journal)
    homes = _homes_of(session, action.id)
    homes |= {row_id for table_name, row_id in touched if table_name == "household"}
    if action.kind != "repaired":  # a repair is undone into whatever was wrong before
        refuse_broken(session, action, homes)
    action.undone_by = back.id
    concerned = _people_of(session, action.id)
    for person_id in concerned:
        journal.tell(person_id, f"撤回“{EVENTS.get(action.kind, action.kind)}”：{reason}")
    journal.close()
    said = {"before": {"kind": action.kind}, "after": {"reason": reason}}
    record(session, clerk, "register.undo", ("register_action", action.id), said)
    people = {row_id for table_name, row_id in touched if table_name == "person"}
    homes |= _homes_now(session, {*concerned, *people})  # a head's name is the household's title
    reindex(session, {*concerned, *people}, homes)
    return Done(back.id, None, ())


def _refuse_others(session: Session, clerk: Clerk, action_id: int) -> None:
    """Acts of a higher role, and sensitive tags others noted down, are not the counter's."""
    action = session.get(RegisterAction, action_id)
    if action is None:
        return  # told by take_back()
    require(clerk, _DOERS.get(action.kind, Role.COUNTER), f"撤回{event_label(action.kind)}")
    for visible_to, noted_by in circles_of(session, rows_of(action, "person_tag")):
        if not may_see(clerk, visible_to, noted_by):
            require(clerk, Role(visible_to), "撤回别人登记的敏感标签")


def reindex(session: Session, person_ids: Iterable[int], household_ids: Iterable[int]) -> None:
    """File these people and households anew, and whoever lives in these households."""
    homes = set(household_ids)
    living = select(Membership.person_id).where(
        Membership.household_id.in_(homes), Membership.until.is_(None)
    )
    people = {*person_ids, *session.scalars(living)}
    index_people(session, people)
    index_households(session, homes)
    index_transfers_of(session, people)


def _done_before(session: Session, request_key: str) -> Done | None:
    action_id = action_of(session, request_key)
    if action_id is None:
        return None
    went = select(PersonEvent.to_household_id).where(PersonEvent.action_id == action_id)
    return Done(action_id, next(iter(session.scalars(went)), None), ())


def _action(clerk: Clerk, change: Change, plan: Plan) -> RegisterAction:
    return open_action(
        change.kind,
        clerk,
        (change.happened_on, change.reported_on),
        reason=change.reason,
        paper=change.paper,
        doubts="\n".join(one.sentence for one in plan.soft),
        request_key=change.request_key or None,
    )


def _concerned(change: Change) -> set[int]:
    return {*change.movers, *change.relations, *change.facts}


def _homes(plan: Plan, target: int | None) -> set[int]:
    return {home.id for home in plan.after if home.id != NEW} | ({target} if target else set())


def _people_of(session: Session, action_id: int) -> list[int]:
    told = select(PersonEvent.person_id).where(PersonEvent.action_id == action_id)
    return list(session.scalars(told.distinct()))


def _homes_now(session: Session, person_ids: Collection[int]) -> set[int]:
    held = (Membership.person_id.in_(person_ids), Membership.until.is_(None))
    return set(session.scalars(select(Membership.household_id).where(*held)))


def _homes_of(session: Session, action_id: int) -> set[int]:
    told = select(PersonEvent.from_household_id, PersonEvent.to_household_id)
    rows = session.execute(told.where(PersonEvent.action_id == action_id))
    return {one for row in rows for one in row if one is not None}
