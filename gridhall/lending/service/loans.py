"""Lending, renewing, taking back from the borrower, calls; loss and damage are in settling."""

from datetime import UTC, date, datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.clerks.service import record
from gridhall.core.calendar import WorkCalendar
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.text import clean
from gridhall.lending.labels import ANSWERS, CONDITIONS, STATES
from gridhall.lending.models import Loan, LoanCall, StockEntry, Thing, ThingKind
from gridhall.lending.queries.stock import stock_of
from gridhall.lending.rules.drafts import (
    LendDraft,
    ReturnDraft,
    check_lend,
    check_return,
    refusal,
    refuse_identity,
)
from gridhall.lending.rules.due import check_due, days_late, due_day
from gridhall.lending.service.acts import Done, LendingActs, done_again
from gridhall.papers.service import next_number
from gridhall.registry.models import Person


class _Borrower(NamedTuple):
    person_id: int | None
    name: str
    phone: str


def lend(
    session: Session, clerk: Clerk, draft: LendDraft, calendar: WorkCalendar, today: date
) -> Done:
    """Lend a thing, or some of a counted kind; the loan."""
    again = done_again(session, draft.request_key)
    if again is not None:
        return again
    kept = check_lend(draft, today)
    lent_on = kept.lent_on or today
    kind, thing = _lendable(session, kept)
    who = _borrower(session, kept)
    due_on = kept.due_on or due_day(calendar, lent_on, kind.usual_days)
    check_due(calendar, lent_on, due_on)
    acts = LendingActs(session, clerk, "lend", ("loan", None), kept.request_key)
    loan = acts.add(
        Loan(
            number=_number(session, lent_on.year),
            kind_id=kind.id,
            thing_id=None if thing is None else thing.id,
            quantity=kept.quantity,
            person_id=who.person_id,
            borrower=who.name,
            phone=who.phone,
            address=kept.address,
            lent_on=lent_on,
            lent_at=datetime.now(UTC),
            due_on=due_on,
            deposit_fen=kept.deposit_fen,
            note="；".join(filter(None, (kept.pledge and f"押：{kept.pledge}", kept.note))),
            clerk_name=clerk.name,
        )
    )
    acts.is_about(loan.id)
    said = {"number": loan.number, "what": _what(kind, thing), "due_on": due_on}
    record(session, clerk, "lending.lend", ("loan", loan.id), {"after": said})
    return acts.done(f"借出{say_amount(kind, thing, kept.quantity)}给{who.name}")


def _lendable(session: Session, kept: LendDraft) -> tuple[ThingKind, Thing | None]:
    """What may be lent now; UserError says why not."""
    if kept.thing_id is not None:
        thing = standing_thing(session, kept.thing_id)
        kind = session.get_one(ThingKind, thing.kind_id)
        if kept.quantity != 1:
            raise refusal("quantity", f"{thing.code} 只有一{kind.measure}，数量请写 1")
        _refuse_not_ready(session, thing, kind)
        return kind, thing
    kind = standing_kind(session, kept.kind_id or 0)
    if kind.way == "given":
        raise UserError(f"{kind.name}用完不还，请按“发放”登记，不用借出")
    if kind.way != "counted":
        raise UserError(f"{kind.name}一件一码，请扫描或输入是哪一{kind.measure}")
    left = stock_of(session, kind.id).left
    if kept.quantity > left:
        raise refusal(
            "quantity",
            f"{kind.name}只剩 {left} {kind.measure}，不够借 {kept.quantity} 的。请改数量",
        )
    return kind, None


def _refuse_not_ready(session: Session, thing: Thing, kind: ThingKind) -> None:
    if kind.way == "slot":
        raise UserError(f"{thing.code} 是寄存格，不外借。请用“寄存”登记")
    loan = open_loan(session, thing.id)
    if loan is not None:
        raise UserError(
            f"{thing.code} 已经借给{loan.borrower}，{loan.due_on} 应还。请先登记归还，再借出"
        )
    if thing.state == "retired":
        raise UserError(f"{thing.code} 已于 {thing.ended_on} 停用，不能借出。请换一{kind.measure}")
    if thing.state != "ready":
        raise UserError(f"{thing.code} {STATES[thing.state]}，不能借出。请换一{kind.measure}")


def _borrower(session: Session, kept: LendDraft) -> _Borrower:
    """Who borrows; a resident's own name and phone unless others were written."""
    if kept.person_id is None:
        return _Borrower(None, kept.borrower, kept.phone)
    person = living(session, kept.person_id, "再用这个名字借")
    phone = kept.phone or person.phone
    if not phone:
        raise refusal("phone", f"{person.name}没有登记电话，请问一个，过期才能联系上")
    return _Borrower(person.id, person.name, phone)


def living(session: Session, person_id: int, act: str) -> Person:
    """A resident the counter may deal with; one merged into another is the other."""
    person = session.get(Person, person_id)
    while person is not None and person.merged_into is not None:
        person = session.get(Person, person.merged_into)
    if person is None:
        raise UserError("没有这位居民，可能刚被撤回。请重新选")
    if person.status == "died":
        when = f"已于 {person.died_on} 去世" if person.died_on else "已经去世"
        raise UserError(f"{person.name}{when}，不能{act}。请核对是不是同名的人，写实际来的人")
    if person.status == "void":
        raise UserError(f"{person.name}的登记已经作废，不能{act}。请重新选，或写姓名和电话")
    return person


def renew(
    session: Session, clerk: Clerk, loan_id: int, due_on: date | None, calendar: WorkCalendar
) -> Done:
    """Let somebody keep a thing longer (续借), by the usual days from the day it is due."""
    loan = standing_loan(session, loan_id)
    _refuse_closed(loan)
    kind = session.get_one(ThingKind, loan.kind_id)
    if loan.renewed >= kind.renewals:
        times = f"只能续 {kind.renewals} 次，已经续过" if kind.renewals else "不能续借"
        raise UserError(f"{kind.name}{times}。请先归还，再另外借")
    until = due_on or due_day(calendar, loan.due_on, max(kind.usual_days, 1))
    if until <= loan.due_on:
        raise refusal("due_on", f"续借要比原来的 {loan.due_on} 晚，请往后改")
    check_due(calendar, loan.lent_on, until)
    acts = LendingActs(session, clerk, "renew", ("loan", loan.id))
    before = {"due_on": loan.due_on}
    acts.change(loan, due_on=until, renewed=loan.renewed + 1)
    said = {"before": before, "after": {"due_on": until}}
    record(session, clerk, "lending.renew", ("loan", loan.id), said)
    return acts.done(f"续借{loan.borrower}的{_named(session, loan)}到 {until}")


def take_in(session: Session, clerk: Clerk, draft: ReturnDraft, today: date) -> Done:
    """What came back (归还): whole or in part, good, damaged, or only the word that it is lost."""
    again = done_again(session, draft.request_key)
    if again is not None:
        return again
    loan = standing_loan(session, draft.loan_id)
    _refuse_closed(loan)
    kept = check_return(draft, loan.lent_on, today)
    day, out = kept.returned_on or today, still_out(loan)
    quantity = out if kept.quantity is None else kept.quantity
    if not 1 <= quantity <= out:
        raise refusal("quantity", f"还有 {out} 件没还，不能还 {quantity} 件。请核对数量")
    acts = LendingActs(session, clerk, "return", ("loan", loan.id), kept.request_key)
    _write_return(acts, loan, kept, (quantity, day))
    _follow_thing(acts, loan, kept, (quantity, day))
    said = {"after": {"number": loan.number, "returned_on": day, "condition": kept.condition}}
    record(session, clerk, "lending.return", ("loan", loan.id), said)
    late = days_late(loan.due_on, day)
    words = f"（{CONDITIONS[kept.condition]}）" if kept.condition != "good" else ""
    told = f"，晚了 {late} 天" if late else ""
    return acts.done(f"归还{loan.borrower}的{_named(session, loan)}{words}{told}")


def _write_return(acts: LendingActs, loan: Loan, kept: ReturnDraft, came: tuple[int, date]) -> None:
    quantity, day = came
    lost = loan.lost + (quantity if kept.condition == "lost" else 0)
    returned = loan.returned + (0 if kept.condition == "lost" else quantity)
    closed = day if lost + returned == loan.quantity else None
    gives_back = kept.deposit_back and kept.condition == "good" and closed is not None
    acts.change(
        loan,
        lost=lost,
        returned=returned,
        returned_on=loan.returned_on if kept.condition == "lost" else day,
        closed_on=closed,
        trouble=kept.condition if kept.condition != "good" else loan.trouble,
        return_note="；".join(filter(None, (loan.return_note, kept.note)))[:100],
        taken_by=acts.clerk.name,
        deposit_back_on=day if gives_back and loan.deposit_fen else loan.deposit_back_on,
    )


def _follow_thing(acts: LendingActs, loan: Loan, kept: ReturnDraft, came: tuple[int, date]) -> None:
    """A damaged thing goes to repair, a lost one is lost; of a stock that many are gone."""
    if kept.condition == "good":
        return
    quantity, day = came
    if loan.thing_id is not None:
        thing = acts.session.get_one(Thing, loan.thing_id)
        acts.change(thing, state="repair" if kept.condition == "damaged" else "lost")
        return
    reason = "broken" if kept.condition == "damaged" else "lost"
    acts.add(
        StockEntry(
            kind_id=loan.kind_id,
            quantity=-quantity,
            reason=reason,
            happened_on=day,
            note=loan.number,
            clerk_name=acts.clerk.name,
        )
    )


class Call(NamedTuple):
    """A call about a loan, and what was said."""

    answer: str
    promised_on: date | None = None
    note: str = ""


def call(session: Session, clerk: Clerk, loan_id: int, told: Call, today: date) -> Done:
    """Write down a call about something that is out (催还)."""
    loan = standing_loan(session, loan_id)
    _refuse_closed(loan)
    note = clean(told.note)
    if told.answer not in ANSWERS:
        raise refusal("answer", "请选催还的结果")
    if len(note) > 100:
        raise refusal("note", f"备注最长 100 个字，现在是 {len(note)} 个字")
    if told.promised_on is not None and told.promised_on < today:
        raise refusal("due_on", f"答应归还的日子不能早于今天（{today}）")
    refuse_identity(note)
    acts = LendingActs(session, clerk, "call", ("loan", loan.id))
    acts.add(
        LoanCall(
            loan_id=loan.id,
            called_on=today,
            called_at=datetime.now(UTC),
            answer=told.answer,
            promised_on=told.promised_on,
            note=note,
            clerk_name=clerk.name,
        )
    )
    record(session, clerk, "lending.call", ("loan", loan.id), {"after": {"number": loan.number}})
    return acts.done(f"催还{loan.borrower}的{_named(session, loan)}：{ANSWERS[told.answer]}")


def standing_loan(session: Session, loan_id: int) -> Loan:
    """A loan by its id."""
    row = session.get(Loan, loan_id)
    if row is None:
        raise UserError("没有这笔借用，可能刚被撤回。请按 F5 看最新内容")
    return row


def standing_thing(session: Session, thing_id: int) -> Thing:
    """A thing by its id."""
    row = session.get(Thing, thing_id)
    if row is None:
        raise UserError("没有这件物品，可能刚被撤回。请按 F5 看最新内容")
    return row


def standing_kind(session: Session, kind_id: int) -> ThingKind:
    """A kind that is in use."""
    row = session.get(ThingKind, kind_id)
    if row is None:
        raise UserError("没有这种物品，可能刚被撤回。请按 F5 看最新内容")
    if row.ended_on is not None:
        raise UserError(f"“{row.name}”已于 {row.ended_on} 停用。请在物品种类里恢复，或换一种")
    return row


def open_loan(session: Session, thing_id: int) -> Loan | None:
    """Who has a thing now."""
    mine = select(Loan).where(Loan.thing_id == thing_id, Loan.closed_on.is_(None))
    return session.scalar(mine)


def still_out(loan: Loan) -> int:
    """How much of a loan is still with the borrower."""
    return loan.quantity - loan.returned - loan.lost


def say_amount(kind: ThingKind, thing: Thing | None, quantity: int) -> str:
    """轮椅 LY-001, 马甲 3 件."""
    return _what(kind, thing) if thing is not None else f"{kind.name} {quantity} {kind.measure}"


def _what(kind: ThingKind, thing: Thing | None) -> str:
    return kind.name if thing is None else f"{thing.name or kind.name} {thing.code}"


def _named(session: Session, loan: Loan) -> str:
    kind = session.get_one(ThingKind, loan.kind_id)
    thing = session.get(Thing, loan.thing_id) if loan.thing_id is not None else None
    return say_amount(kind, thing, loan.quantity)


def _number(session: Session, year: int) -> str:
    return f"借〔{year}〕{next_number(session, 'loan', str(year)):04}"


def _refuse_closed(loan: Loan) -> None:
    if loan.closed_on is not None:
        raise UserError(f"{loan.number} 没有借出在外：{loan.closed_on} 已经了结，不用再登记归还")
