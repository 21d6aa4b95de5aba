"""What became of loss and damage (赔偿): paid, replaced, repaired, waived, come back."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridhall.clerks.rules import require
from gridhall.clerks.service import record
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.core.money import say_money
from gridhall.core.text import clean
from gridhall.lending.labels import CONDITIONS, SETTLEMENTS
from gridhall.lending.models import Loan, StockEntry, Thing
from gridhall.lending.rules.drafts import MOST_FEN, refusal
from gridhall.lending.service.acts import Done, LendingActs
from gridhall.lending.service.loans import standing_loan

_MENDING = {"damaged": ("repaired", "replaced"), "lost": ("came_back", "replaced")}


class Settlement(NamedTuple):
    """How it was settled, for how much, in words; with the deposit given back or kept."""

    how: str
    money_fen: int | None = None
    note: str = ""
    deposit_back: bool = False


def settle(session: Session, clerk: Clerk, loan_id: int, told: Settlement, today: date) -> Done:
    """Settle what was damaged or lost; a mended or replaced thing may be lent again."""
    require(clerk, Role.SUPERVISOR, "处理赔偿")
    loan, note = standing_loan(session, loan_id), clean(told.note)
    _check(loan, told, note)
    acts = LendingActs(session, clerk, "settle", ("loan", loan.id))
    values = {"settled": told.how, "settled_on": today, "settled_fen": told.money_fen}
    if told.deposit_back and loan.deposit_fen and loan.deposit_back_on is None:
        acts.change(loan, deposit_back_on=today)
    acts.change(loan, settled_note=note, **values)
    if told.how in _MENDING[loan.trouble]:
        _make_whole(acts, loan, told, today)
    said = {"after": {"number": loan.number, "act": SETTLEMENTS[told.how]}}
    record(session, clerk, "lending.settle", ("loan", loan.id), said)
    how = f"{SETTLEMENTS[told.how]}{say_money(told.money_fen)}"
    return acts.done(f"{loan.number} {CONDITIONS[loan.trouble]}：{how}")


def _check(loan: Loan, told: Settlement, note: str) -> None:
    if not loan.trouble:
        raise UserError(f"{loan.number} 没有登记损坏或丢失，不用处理。请先登记归还情况")
    if loan.settled:
        raise UserError(f"{loan.number} 已经处理过（{SETTLEMENTS[loan.settled]}），不用再办")
    if told.how not in SETTLEMENTS:
        raise refusal("settled", "请选怎么处理的")
    other = "came_back" if loan.trouble == "damaged" else "repaired"
    if told.how == other:
        words = CONDITIONS[loan.trouble]
        raise refusal("settled", f"登记的是{words}，不能选“{SETTLEMENTS[other]}”。请核对")
    if told.how == "paid" and not told.money_fen:
        raise refusal("money", "照价赔偿要写收了多少钱，例如 20")
    if told.money_fen is not None and not 0 <= told.money_fen <= MOST_FEN:
        raise refusal("money", "金额要在 0 到 10 万元之间，请核对")
    if len(note) > 100:
        raise refusal("note", f"备注最长 100 个字，现在是 {len(note)} 个字")


def _make_whole(acts: LendingActs, loan: Loan, told: Settlement, today: date) -> None:
    """The thing is on the shelf again, or the stock has as many as before."""
    if loan.thing_id is not None:
        thing = acts.session.get_one(Thing, loan.thing_id)
        if thing.state in ("repair", "lost"):
            acts.change(thing, state="ready")
        return
    many = loan.lost if loan.trouble == "lost" else _broken(acts.session, loan)
    if many:
        acts.add(
            StockEntry(
                kind_id=loan.kind_id,
                quantity=many,
                reason="returned",
                happened_on=today,
                note=loan.number,
                clerk_name=acts.clerk.name,
            )
        )


def _broken(session: Session, loan: Loan) -> int:
    """How many of a loan came back damaged, as its own entries of the stock say."""
    mine = (StockEntry.kind_id == loan.kind_id, StockEntry.note == loan.number)
    gone = select(-func.sum(StockEntry.quantity)).where(*mine, StockEntry.reason == "broken")
    return int(session.scalar(gone) or 0)
