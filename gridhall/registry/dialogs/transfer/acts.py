"""What is done about a transfer from the dialog: kept as a draft, taken in, printed."""

from dataclasses import replace
from datetime import datetime

from gridhall.places import service as places
from gridhall.places.rules import parse_address
from gridhall.qt.context import Context
from gridhall.registry.dialogs.transfer.form import Form
from gridhall.registry.rules.changes import NEW, Target
from gridhall.registry.rules.transfers import Step, TransferDraft
from gridhall.registry.service import transfers as service


def clock_time() -> str:
    """The time on the wall, as 09:41."""
    return f"{datetime.now():%H:%M}"


def keep_draft(context: Context, draft: TransferDraft) -> None:
    """Store what is filled in so far; raises UserError when the disk is full."""
    with context.db.write() as session:
        service.keep_draft(session, context.clerk, draft)


def open_transfer(context: Context, form: Form, *, notice: bool = False) -> tuple[int, str]:
    """收件, in one transaction: the door if it is new, the newcomers' cards, the transfer.

    With `notice` it waits for its materials from now on (一次性告知). The id and the number; raises
    UserError with what speaks against it.
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
        if notice and card.state == "received":
            step = Step("material_notice", today)
            card = service.step_transfer(session, context.clerk, card.id, step, today)
        return card.id, card.number
