"""What is done about a transfer from the dialog: kept as a draft, taken in, printed."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from gridhall.places import service as places
from gridhall.places.rules import parse_address
from gridhall.qt.context import Context
from gridhall.registry.dialogs.transfer.form import Form
from gridhall.registry.queries.transfers import TransferCard
from gridhall.registry.rules.changes import NEW, Target
from gridhall.registry.rules.transfers import TransferDraft
from gridhall.registry.service import transfers as service


def clock_time() -> str:
    """The time on the wall, as 09:41."""
    return f"{datetime.now():%H:%M}"


def keep_draft(context: Context, draft: TransferDraft) -> None:
    """Store what is filled in so far; raises UserError when the disk is full."""
    with context.db.write() as session:
        service.keep_draft(session, context.clerk, draft)


def forget_draft(context: Context) -> None:
    """Throw away what was filled in."""
    with context.db.write() as session:
        service.forget_draft(session, context.clerk)


def open_transfer(context: Context, form: Form) -> tuple[int, str]:
    """收件, in one transaction: the door if it is new, the newcomers' cards, the transfer.

    The id and the number; raises UserError with what speaks against it.
    """
    with context.db.write() as session:
        draft = _with_door(session, context, form.draft())
        card = service.open_transfer(session, context.clerk, draft, context.today())
        return card.id, card.number


def amend_transfer(
    context: Context, transfer_id: int, draft: TransferDraft, version: int
) -> TransferCard:
    """Change what an open transfer is going to do; raises UserError like opening does."""
    today = context.today()
    with context.db.write() as session:
        change = (_with_door(session, context, draft), version)
        return service.amend_transfer(session, context.clerk, transfer_id, change, today)


def _with_door(session: Any, context: Context, draft: TransferDraft) -> TransferDraft:
    """The draft with its door in the register, opened now if it was not there."""
    target = draft.target
    if target is None or target.household_id != NEW or target.dwelling_id is not None:
        return draft
    address = parse_address(target.address)
    door = places.find_or_add_dwelling(session, context.clerk, address)
    there = Target(NEW, door.id, door.address.short, target.kind)
    return replace(draft, target=there, to_place=there.address)
