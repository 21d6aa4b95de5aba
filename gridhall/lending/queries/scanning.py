"""What a scan or a typed code means (扫码决定): a thing that is out comes back, one in goes out."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from gridhall.clerks.queries import slip_mark
from gridhall.core.errors import UserError
from gridhall.core.slips import scanned_code
from gridhall.lending.labels import STATES
from gridhall.lending.models import Deposit, FoundItem, Loan, Thing, ThingKind
from gridhall.lending.rules.codes import DEPOSIT, read_slip

RETURN, LEND, GIVE, HAND_OUT, KEEP, FOUND, CHOOSE = (
    "return", "lend", "give", "hand_out", "keep", "found", "choose",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scan:
    """What to do with what was scanned; the id is of a loan, thing, kind, deposit or found item.

    kind: return (a loan), lend (a thing, or a kind by `kind_id`), give (a consumable), hand_out
    (a parcel), keep (an empty slot), found, choose (several loans of a counted kind are out).
    """

    act: str
    loan_id: int | None = None
    thing_id: int | None = None
    kind_id: int | None = None
    row_id: int | None = None
    words: str = ""


def decide(session: Session, text: str, today: date) -> Scan:
    """What a scan means; UserError for an unknown code, another hall's slip, a retired thing."""
    code = scanned_code(text)
    if not code:
        raise UserError("没有读到编号，请再扫一次，或手工输入")
    slip = read_slip(code, slip_mark(session))
    if slip is not None and slip.kind == DEPOSIT:
        return _deposit(session, Deposit.id == slip.row_id, code)
    if slip is not None:
        return _slip_loan(session, slip.row_id, code)
    thing = session.scalar(select(Thing).where(Thing.code == code))
    if thing is not None:
        return _thing(session, thing)
    return _other(session, code, text)


def _other(session: Session, code: str, text: str) -> Scan:
    """A kind's code or name, a pick-up code, a number of the registers."""
    if len(code) == 6 and code.isdigit():
        return _deposit(session, (Deposit.code == code) & Deposit.taken_on.is_(None), code)
    kind = session.scalar(
        select(ThingKind).where(or_(ThingKind.code == code, ThingKind.name == text.strip()))
    )
    if kind is not None:
        return _kind(session, kind)
    typed = text.strip()
    loan_id = session.scalar(select(Loan.id).where(Loan.number == typed))
    if loan_id is not None:
        return _slip_loan(session, loan_id, code)
    found_id = session.scalar(select(FoundItem.id).where(FoundItem.number == typed))
    if found_id is not None:
        return Scan(FOUND, row_id=found_id, words=typed)
    number = session.scalar(select(Deposit.id).where(Deposit.number == typed))
    if number is not None:
        return _deposit(session, Deposit.id == number, code)
    raise UserError(
        f"没有编号“{text.strip()[:30]}”的物品。请核对标签再扫一次；新物品请先按 Ctrl+N 登记"
    )


def _slip_loan(session: Session, loan_id: int, code: str) -> Scan:
    loan = session.get(Loan, loan_id)
    if loan is None:
        raise UserError(f"没有借用单“{code}”，可能已经撤回。请扫描物品上的条码")
    if loan.closed_on is not None:
        raise UserError(f"{loan.number} 已于 {loan.closed_on} 了结，没有借出在外，不用再还")
    return Scan(RETURN, loan.id, loan.thing_id, loan.kind_id, words=loan.number)


def _thing(session: Session, thing: Thing) -> Scan:
    kind = session.get_one(ThingKind, thing.kind_id)
    loan = session.scalar(select(Loan).where(Loan.thing_id == thing.id, Loan.closed_on.is_(None)))
    if loan is not None:
        return Scan(RETURN, loan.id, thing.id, kind.id, words=thing.code)
    if kind.way == "slot":
        kept = Deposit.taken_on.is_(None) & (Deposit.slot_id == thing.id)
        inside = session.scalars(select(Deposit).where(kept).order_by(Deposit.id)).first()
        if inside is not None and kind.subject != "shelf":
            return Scan(HAND_OUT, thing_id=thing.id, row_id=inside.id, words=thing.code)
        return Scan(KEEP, thing_id=thing.id, kind_id=kind.id, words=thing.code)
    if thing.state == "retired":
        raise UserError(f"{thing.code} 已于 {thing.ended_on} 停用，不能借出。请把标签撕掉")
    if thing.state != "ready":
        words = STATES[thing.state]
        raise UserError(f"{thing.code} 登记的是“{words}”，不能借出。找回或修好了请先改为在架")
    return Scan(LEND, thing_id=thing.id, kind_id=kind.id, words=thing.code)


def _kind(session: Session, kind: ThingKind) -> Scan:
    """The code of a counted kind: it goes out; what is out of it can be chosen to come back."""
    if kind.ended_on is not None:
        raise UserError(f"“{kind.name}”已于 {kind.ended_on} 停用，不能借出。请换一种")
    if kind.way == "given":
        return Scan(GIVE, kind_id=kind.id, words=kind.name)
    if kind.way == "slot":
        return Scan(KEEP, kind_id=kind.id, words=kind.name)
    if kind.way == "single":
        return Scan(LEND, thing_id=_first_ready(session, kind), kind_id=kind.id, words=kind.name)
    away = session.scalar(
        select(Loan.id).where(Loan.kind_id == kind.id, Loan.closed_on.is_(None)).limit(1)
    )
    return Scan(LEND if away is None else CHOOSE, kind_id=kind.id, words=kind.name)


def _first_ready(session: Session, kind: ThingKind) -> int:
    """The first of a kind that is on the shelf, for somebody who asks for any umbrella."""
    out = select(Loan.thing_id).where(Loan.closed_on.is_(None), Loan.thing_id.is_not(None))
    query = (
        select(Thing.id)
        .where(Thing.kind_id == kind.id, Thing.state == "ready", Thing.id.not_in(out))
        .order_by(Thing.code)
        .limit(1)
    )
    found = session.scalar(query)
    if found is None:
        raise UserError(f"{kind.name}都借出去了，没有在架的。请看谁快到期")
    return found


def _deposit(session: Session, which: ColumnElement[bool], code: str) -> Scan:
    row = session.scalar(select(Deposit).where(which))
    if row is None:
        raise UserError(f"没有取件码“{code}”，可能已经取走。请核对凭条，或在寄存里按姓名找")
    if row.taken_on is not None:
        raise UserError(f"{row.number} 已于 {row.taken_on} 由{row.taken_by}取走")
    return Scan(HAND_OUT, thing_id=row.slot_id, row_id=row.id, words=row.number)
