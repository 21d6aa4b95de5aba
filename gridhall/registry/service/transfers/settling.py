"""落户: everybody's events at once; afterwards only a reversing transfer with its reason."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.registry.labels import transfer_state_label
from gridhall.registry.models import HukouTransfer, RegisterAction, TransferPerson
from gridhall.registry.queries.transfers import (
    SUBJECT,
    TransferCard,
    change_on_register,
    draft_plan,
    kept_draft,
    last_step_on,
    transfer_card,
    without_permit,
)
from gridhall.registry.rules.changes import Refused
from gridhall.registry.rules.transfers import (
    DONE,
    Step,
    check_not_expired,
    check_reason,
    check_step,
    check_step_day,
    clock,
    settled_draft,
)
from gridhall.registry.service.changes import Done, carry_out, take_back
from gridhall.registry.service.index import index_transfers
from gridhall.registry.service.transfers.opening import take_number, write_step


def settle_transfer(
    session: Session, clerk: Clerk, transfer_id: int, settled_on: date, today: date
) -> TransferCard:
    """Settle a transfer (办结落户): the register changes now, for everybody concerned at once.

    The plan is checked again on the register as it is. Raises Refused, or UserError when a paper
    has run out or the transfer is not so far. Done twice, it is done once.
    """
    kept = session.get_one(HukouTransfer, transfer_id)
    if kept.state in DONE and kept.settled_on == settled_on and kept.reverses_id is None:
        return transfer_card(session, transfer_id, today)
    _check_may_settle(session, kept, settled_on, today)
    done = _carry_out(session, clerk, kept, settled_on, today)
    before, kept.state = kept.state, "settled"
    kept.settled_on, kept.action_id = settled_on, done.action_id
    kept.to_household_id = done.household_id or kept.to_household_id
    session.flush()
    write_step(session, clerk, kept.id, ("settled", settled_on, ""))
    words = [transfer_state_label(one, kept.direction) for one in (before, "settled")]
    after = {"number": kept.number, "state": words[1], "settled_on": settled_on}
    said: dict[str, dict[str, Any]] = {"before": {"state": words[0]}, "after": after}
    record(session, clerk, "transfer.settle", (SUBJECT, kept.id), said)
    return transfer_card(session, kept.id, today)


def reverse_transfer(
    session: Session, clerk: Clerk, transfer_id: int, reason: str, today: date
) -> TransferCard:
    """Take a settled transfer back (撤回迁移): a reversing transfer, which undoes its change.

    The card of the reversing one is given back. Raises UserError, among others what has been built
    on the transfer since.
    """
    kept = session.get_one(HukouTransfer, transfer_id)
    reason = check_reason(reason)
    _check_may_reverse(session, clerk, kept)
    assert kept.action_id is not None
    done = take_back(session, clerk, kept.action_id, f"{kept.number} {reason}", today)
    back = _reversing(session, clerk, kept, today)
    back.reason, back.action_id = reason, done.action_id
    back.number = take_number(session, today)
    session.add(back)
    session.flush()
    _copy_people(session, kept.id, back.id)
    write_step(session, clerk, back.id, ("settled", today, reason))
    index_transfers(session, [kept.id])
    said = {"after": {"number": back.number, "reverses": kept.number, "reason": reason}}
    record(session, clerk, "transfer.reverse", (SUBJECT, kept.id), said)
    return transfer_card(session, back.id, today)


def _check_may_settle(session: Session, kept: HukouTransfer, settled_on: date, today: date) -> None:
    running = clock(kept.state, kept.permit_issued_on, kept.certificate_issued_on, today)
    check_not_expired(running, settled_on)
    check_step(kept.state, "settled", without_permit(session, kept), kept.number)
    check_step_day(Step("settled", settled_on), last_step_on(session, kept.id), today)


def _carry_out(
    session: Session, clerk: Clerk, kept: HukouTransfer, settled_on: date, today: date
) -> Done:
    """One change of the register for everybody, with the transfer's number as its paper."""
    draft = settled_draft(kept_draft(session, kept.plan), settled_on)
    plan = draft_plan(session, draft, today, kept.id)
    if plan.hard:
        raise Refused(plan.hard)
    change = change_on_register(session, draft, settled_on)
    change = replace(change, paper=kept.number, request_key=f"transfer-{kept.id}")
    return carry_out(session, clerk, change, today)


def _check_may_reverse(session: Session, clerk: Clerk, kept: HukouTransfer) -> None:
    if kept.reverses_id is not None:
        raise UserError(f"{kept.number} 本身是撤回的记录，不能再撤；要重新办理请新开一件")
    if kept.state not in DONE or kept.action_id is None:
        now = transfer_state_label(kept.state, kept.direction)
        raise UserError(f"{kept.number} 现在是“{now}”，还没有落户；不办了请登记“已撤回”")
    known = select(HukouTransfer.number).where(HukouTransfer.reverses_id == kept.id)
    other = session.scalar(known)
    if other is not None:
        raise UserError(f"{kept.number} 已经由 {other} 撤回过了，不用再撤")
    action = session.get_one(RegisterAction, kept.action_id)
    if action.undone_by is not None:
        raise UserError(f"{kept.number} 的登记变动已经撤回过了，不用再撤")
    if action.clerk_name != clerk.name:
        require(clerk, Role.SUPERVISOR, "撤回别人办的迁移")


def _reversing(session: Session, clerk: Clerk, kept: HukouTransfer, today: date) -> HukouTransfer:
    """The transfer that goes the way back."""
    return HukouTransfer(
        direction=kept.direction,
        category=kept.category,
        state="settled",
        applicant_id=kept.applicant_id,
        from_household_id=kept.to_household_id,
        to_household_id=kept.from_household_id,
        from_place=kept.to_place,
        to_place=kept.from_place,
        plan=kept.plan,
        effective_on=today,
        received_on=today,
        settled_on=today,
        green_channel=False,
        one_stop=False,
        reverses_id=kept.id,
        clerk_name=clerk.name,
        recorded_at=datetime.now(UTC),
    )


def _copy_people(session: Session, from_id: int, to_id: int) -> None:
    query = select(TransferPerson).where(TransferPerson.transfer_id == from_id)
    for one in session.scalars(query.order_by(TransferPerson.id)).all():
        copied = TransferPerson(transfer_id=to_id, person_id=one.person_id, relation=one.relation)
        session.add(copied)
    session.flush()
