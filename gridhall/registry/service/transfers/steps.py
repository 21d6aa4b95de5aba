"""A transfer on its way: states, materials that come in, the hand-over to the police station."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.text import clean
from gridhall.registry.labels import TRANSFER_STATES
from gridhall.registry.models import HukouTransfer, TransferMaterial
from gridhall.registry.queries.transfers import (
    SUBJECT,
    TransferCard,
    last_step_on,
    materials,
    transfer_card,
    without_permit,
)
from gridhall.registry.rules.transfers import (
    HANDABLE,
    OPEN,
    MaterialSpec,
    Step,
    check_expired,
    check_not_expired,
    check_step,
    check_step_day,
    clock,
    missing_sentence,
)
from gridhall.registry.service.transfers.opening import write_step
from gridhall.registry.service.transfers.settling import settle_transfer


def step_transfer(
    session: Session, clerk: Clerk, transfer_id: int, step: Step, today: date
) -> TransferCard:
    """Write down that a transfer came into a state (登记进度); 落户 changes the register.

    Raises UserError: a step that is not open now, a day out of order, missing materials, a paper
    that has run out.
    """
    if step.state == "settled":
        return settle_transfer(session, clerk, transfer_id, step.happened_on, today)
    kept = session.get_one(HukouTransfer, transfer_id)
    check_may_step(session, kept, step, today)
    before, kept.state = kept.state, step.state
    for column, value in _said_with(step).items():
        setattr(kept, column, value)
    session.flush()
    write_step(session, clerk, kept.id, (step.state, step.happened_on, step.note))
    words = [TRANSFER_STATES.get(one, one) for one in (before, step.state)]
    after = {"number": kept.number, "state": words[1], "note": clean(step.note)}
    said = {"before": {"state": words[0]}, "after": after}
    record(session, clerk, "transfer.step", (SUBJECT, kept.id), said)
    return transfer_card(session, kept.id, today)


def receive_material(
    session: Session,
    clerk: Clerk,
    transfer_id: int,
    places: Iterable[int],
    today: date,
) -> TransferCard:
    """Materials have come in (收材料), by their places in the list."""
    kept = session.get_one(HukouTransfer, transfer_id)
    if kept.state not in OPEN:
        raise UserError(f"{kept.number} 已经办完或不办了，不用再收材料")
    wanted = set(places)
    query = select(TransferMaterial).where(TransferMaterial.transfer_id == transfer_id)
    found = {one.place: one for one in session.scalars(query)}
    unknown = sorted(wanted - set(found))
    if unknown:
        raise UserError(f"这件迁移没有第 {unknown[0]} 样材料，共 {len(found)} 样")
    new = [found[place] for place in sorted(wanted) if found[place].received_on is None]
    for one in new:
        one.received_on = today
    session.flush()
    if new:
        said = {"after": {"number": kept.number, "received": [one.name for one in new]}}
        record(session, clerk, "transfer.receive", (SUBJECT, transfer_id), said)
    return transfer_card(session, transfer_id, today)


def hand_over(
    session: Session, clerk: Clerk, transfer_ids: Sequence[int], step: Step, today: date
) -> list[TransferCard]:
    """Hand several transfers over to the police station (移交); `step.number` is the list's number.

    All or none: the first that cannot go is told.
    """
    if not transfer_ids:
        raise UserError("请先选要移交的迁移，可以选几件一起移交")
    step = replace(step, state="submitted")
    return [step_transfer(session, clerk, one, step, today) for one in transfer_ids]


def check_may_step(session: Session, kept: HukouTransfer, step: Step, today: date) -> None:
    """Everything that a step asks for; raises UserError with the first that is not so."""
    if kept.reverses_id is not None:
        raise UserError(f"{kept.number} 是撤回的记录，不用再登记进度")
    running = clock(kept.state, kept.permit_issued_on, kept.certificate_issued_on, today)
    if step.state == "moved_out":
        check_not_expired(running, step.happened_on)
    check_step(kept.state, step.state, without_permit(session, kept), kept.number)
    check_step_day(step, last_step_on(session, kept.id), today)
    if step.state == "expired":
        check_expired(running, step.happened_on)
    _check_materials(session, kept, step)


def _check_materials(session: Session, kept: HukouTransfer, step: Step) -> None:
    """受理 needs every required material but on the 绿色通道 (容缺); 移交 needs them all."""
    rows = [one for one in materials(session, kept.id) if one.required and not one.received_on]
    lacking = [MaterialSpec(one.name) for one in rows]
    if step.state == "material_notice" and not lacking:
        raise UserError("必备材料已经齐了，不用一次性告知，请直接受理")
    strict = step.state == "submitted" or (step.state == "accepted" and not kept.green_channel)
    if strict and lacking:
        raise UserError(missing_sentence(lacking))


def check_may_hand_over(card: TransferCard) -> None:
    """Only what has been checked goes to the police, and only once."""
    if card.state not in HANDABLE:
        now = TRANSFER_STATES[card.state]
        raise UserError(f"{card.number} 现在是“{now}”，核验过的才能移交；请把它从清单里去掉")
    if card.missing:
        lacking = [MaterialSpec(one.name) for one in card.missing]
        raise UserError(f"{card.number} {missing_sentence(lacking)}")


def _said_with(step: Step) -> dict[str, Any]:
    """What a step leaves beside the state: numbers and days of the police's papers."""
    number = clean(step.number)[:40]
    if step.state == "permit_issued":
        return {"permit_number": number, "permit_issued_on": step.happened_on}
    if step.state == "moved_out":
        return {"certificate_number": number, "certificate_issued_on": step.happened_on}
    if step.state == "received":  # was only asked for until now
        return {"received_on": step.happened_on}
    return {"handover_number": number} if step.state == "submitted" and number else {}
