"""What is done about a transfer from the dialog: kept as a draft, taken in, printed."""

from dataclasses import replace
from datetime import datetime

from gridhall.places import service as places
from gridhall.places.rules import parse_address
from gridhall.qt.context import Context
from gridhall.registry.dialogs.transfer.form import Form
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


def open_transfer(context: Context, form: Form) -> tuple[int, str]:
    """收件, in one transaction: the door if it is new, the newcomers' cards, the transfer.

    The id and the number; raises UserError with what speaks against it.
    """
    today, draft = context.today(), form.draft()
    with context.db.write() as session:
        target = draft.target
        if target is not None and target.household_id == NEW and target.dwelling_id is None:
            address = parse_address(target.address)
            door = places.find_or_add_dwelling(session, context.clerk, address)
            there = Target(NEW, door.id, door.address.short, target.kind)
            draft = replace(draft, target=there, to_place=there.address)
        card = service.open_transfer(session, context.clerk, draft, today)
        return card.id, card.number
