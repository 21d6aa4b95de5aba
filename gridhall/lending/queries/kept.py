"""Parcels that wait to be picked up, and lost property; phones masked."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.core.mask import mask_phone
from gridhall.lending.labels import FOUND_STATES
from gridhall.lending.models import Deposit, FoundItem, Thing


@dataclass(frozen=True, slots=True)
class DepositRow:
    """A parcel as the list shows it; the pick-up code stands on the slip only."""

    id: int
    number: str
    what: str
    owner: str
    person_id: int | None
    masked_phone: str
    slot: str
    left_on: date
    until: date
    note: str
    clerk_name: str
    taken_on: date | None
    taken_by: str
    taken_proof: str
    handed_by: str

    def is_late(self, today: date) -> bool:
        """Whether it should have been picked up."""
        return self.taken_on is None and self.until < today


@dataclass(frozen=True, slots=True)
class FoundRow:
    """Lost property as the list shows it."""

    id: int
    number: str
    what: str
    marks: str
    spot: str
    found_on: date
    finder: str
    masked_phone: str
    kept_at: str
    clerk_name: str
    posted_on: date | None
    keep_until: date
    state: str
    closed_on: date | None
    claimant: str
    masked_claimant_phone: str
    proof: str
    closed_by: str

    @property
    def state_label(self) -> str:
        """What became of it."""
        return FOUND_STATES[self.state]

    def is_over(self, today: date) -> bool:
        """Whether its year is over and nobody came."""
        return self.state == "kept" and self.posted_on is not None and self.keep_until < today


def deposits(session: Session, taken: bool = False) -> list[DepositRow]:
    """What waits, what should have gone first; with `taken` what was picked up too."""
    query = _deposits().order_by(Deposit.taken_on.is_not(None), Deposit.until, Deposit.id)
    if not taken:
        query = query.where(Deposit.taken_on.is_(None))
    return [_deposit(*row) for row in session.execute(query.limit(500))]


def deposit(session: Session, deposit_id: int) -> DepositRow:
    """One parcel; UserError if there is none."""
    row = session.execute(_deposits().where(Deposit.id == deposit_id)).first()
    if row is None:
        raise UserError("没有这件寄存，可能刚被撤回。请按 F5 看最新内容")
    return _deposit(*row)


def deposit_code(session: Session, deposit_id: int) -> str:
    """The pick-up code, for the slip that goes to the owner."""
    return session.get_one(Deposit, deposit_id).code


def deposit_named(session: Session, text: str) -> int:
    """The parcel of a number or of a pick-up code that is in use."""
    typed = text.strip()
    found = session.scalar(
        select(Deposit.id).where(
            or_(Deposit.number == typed, (Deposit.code == typed) & Deposit.taken_on.is_(None))
        )
    )
    if found is None:
        raise UserError(f"没有寄存“{typed[:30]}”，可能已经取走。请核对编号或取件码")
    return found


def found_items(session: Session, closed: bool = False) -> list[FoundRow]:
    """What is kept, the oldest first; with `closed` what was handed over too."""
    one = FoundItem
    query = select(one).order_by(one.state != "kept", one.keep_until, one.id).limit(500)
    if not closed:
        query = query.where(one.state == "kept")
    return [_found(row) for row in session.scalars(query)]


def found_item(session: Session, found_id: int) -> FoundRow:
    """One found thing; UserError if there is none."""
    row = session.get(FoundItem, found_id)
    if row is None:
        raise UserError("没有这件失物，可能刚被撤回。请按 F5 看最新内容")
    return _found(row)


def found_named(session: Session, text: str) -> int:
    """The lost property of a number."""
    found = session.scalar(select(FoundItem.id).where(FoundItem.number == text.strip()))
    if found is None:
        raise UserError(f"没有失物“{text.strip()[:30]}”。请核对编号，例如 失〔2026〕001")
    return found


def _deposits() -> Select[Any]:
    query: Select[Any] = select(Deposit).add_columns(Thing.code)
    return query.outerjoin(Thing, Thing.id == Deposit.slot_id)


def _deposit(one: Deposit, slot: str | None) -> DepositRow:
    return DepositRow(
        one.id, one.number, one.what, one.owner, one.person_id, mask_phone(one.phone), slot or "",
        one.left_on, one.until, one.note, one.clerk_name, one.taken_on, one.taken_by,
        one.taken_proof, one.handed_by,
    )  # fmt: skip


def _found(one: FoundItem) -> FoundRow:
    return FoundRow(
        one.id, one.number, one.what, one.marks, one.spot, one.found_on, one.finder,
        mask_phone(one.finder_phone), one.kept_at, one.clerk_name, one.posted_on, one.keep_until,
        one.state, one.closed_on, one.claimant, mask_phone(one.claimant_phone), one.proof,
        one.closed_by,
    )  # fmt: skip
