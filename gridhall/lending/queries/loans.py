"""Loans as lists and cards show them; phones masked, homes by building."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from gridhall.core.errors import UserError
from gridhall.core.mask import mask_phone
from gridhall.lending.labels import ANSWERS
from gridhall.lending.models import Loan, LoanCall, Thing, ThingKind
from gridhall.lending.rules.due import days_late
from gridhall.registry.models import Person
from gridhall.registry.queries import people


@dataclass(frozen=True, slots=True)
class CallRow:
    """A call about a loan."""

    called_on: date
    answer: str
    promised_on: date | None
    note: str
    clerk_name: str

    @property
    def words(self) -> str:
        """What was said, in one line."""
        promised = f"，{self.promised_on} 以前" if self.promised_on else ""
        return "；".join(
            filter(None, (f"{ANSWERS.get(self.answer, self.answer)}{promised}", self.note))
        )


@dataclass(frozen=True, slots=True)
class LoanRow:
    """A loan as the list shows it."""

    id: int
    number: str
    kind_id: int
    kind: str
    subject: str
    measure: str
    thing_id: int | None
    code: str
    name: str
    quantity: int
    out: int
    person_id: int | None
    borrower: str
    masked_phone: str
    address: str
    building: str
    lent_on: date
    due_on: date
    renewed: int
    deposit_fen: int | None
    deposit_back_on: date | None
    note: str
    clerk_name: str
    returned_on: date | None
    closed_on: date | None
    trouble: str
    return_note: str
    settled: str
    settled_on: date | None
    settled_fen: int | None
    settled_note: str
    has_died: bool
    calls: int
    last_call: str

    @property
    def is_open(self) -> bool:
        """Whether something is still out."""
        return self.closed_on is None

    @property
    def what(self) -> str:
        """轮椅 LY-001; 马甲 3 件."""
        if self.code:
            return f"{self.name or self.kind} {self.code}"
        return f"{self.kind} {self.out or self.quantity} {self.measure}"

    def late(self, today: date) -> int:
        """How many days it is overdue; 0 while it is not, or back."""
        return days_late(self.due_on, today) if self.is_open else 0


def loans(session: Session, which: str, today: date, limit: int = 500) -> list[LoanRow]:
    """`open`, `overdue`, `today` (due today), `trouble` (not settled), `closed`, `all`."""
    conditions: dict[str, tuple[ColumnElement[bool], ...]] = {
        "open": (Loan.closed_on.is_(None),),
        "overdue": (Loan.closed_on.is_(None), Loan.due_on < today),
        "today": (Loan.closed_on.is_(None), Loan.due_on == today),
        "trouble": (Loan.trouble != "", Loan.settled == ""),
        "closed": (Loan.closed_on.is_not(None),),
        "all": (),
    }
    latest_first = which in ("closed", "all", "trouble")
    order = (Loan.id.desc(),) if latest_first else (Loan.due_on, Loan.id)
    return _rows(session, _query().where(*conditions[which]).order_by(*order).limit(limit))


def loan(session: Session, loan_id: int) -> LoanRow:
    """One loan; UserError if there is none."""
    found = _rows(session, _query().where(Loan.id == loan_id))
    if not found:
        raise UserError("没有这笔借用，可能刚被撤回。请按 F5 看最新内容")
    return found[0]


def loans_of_thing(session: Session, thing_id: int, limit: int = 50) -> list[LoanRow]:
    """Who had a thing, the latest first."""
    mine = _query().where(Loan.thing_id == thing_id).order_by(Loan.id.desc()).limit(limit)
    return _rows(session, mine)


def loans_of_kind(session: Session, kind_id: int) -> list[LoanRow]:
    """Who has some of a counted kind, the first due first."""
    mine = (Loan.kind_id == kind_id, Loan.closed_on.is_(None))
    return _rows(session, _query().where(*mine).order_by(Loan.due_on, Loan.id))


def loans_of_person(session: Session, person_id: int, limit: int = 50) -> list[LoanRow]:
    """What a resident has or had, what is out first."""
    mine = _query().where(Loan.person_id == person_id)
    return _rows(session, mine.order_by(Loan.closed_on.is_not(None), Loan.id.desc()).limit(limit))


def owed(session: Session, person_id: int | None, phone: str = "") -> list[LoanRow]:
    """What a resident, or who leaves this phone, has not brought back; the first due first."""
    theirs = [Loan.person_id == person_id] if person_id is not None else []
    theirs += [Loan.phone == phone] if phone else []
    if not theirs:
        return []
    mine = _query().where(Loan.closed_on.is_(None), or_(*theirs))
    return _rows(session, mine.order_by(Loan.due_on, Loan.id).limit(20))


def calls(session: Session, loan_id: int) -> list[CallRow]:
    """The calls about a loan, the latest first."""
    one = LoanCall
    query = (
        select(one.called_on, one.answer, one.promised_on, one.note, one.clerk_name)
        .where(one.loan_id == loan_id)
        .order_by(one.id.desc())
    )
    return [CallRow(*row) for row in session.execute(query)]


def counts(session: Session, today: date) -> dict[str, int]:
    """How many loans are out, overdue, due today, waiting to be settled."""
    is_open, one = Loan.closed_on.is_(None), func.count()
    found = {"open": session.scalar(select(one).where(is_open))}
    found["overdue"] = session.scalar(select(one).where(is_open, Loan.due_on < today))
    found["today"] = session.scalar(select(one).where(is_open, Loan.due_on == today))
    trouble = select(one).where(Loan.trouble != "", Loan.settled == "")
    found["trouble"] = session.scalar(trouble)
    return {name: many or 0 for name, many in found.items()}


def loan_named(session: Session, text: str) -> int:
    """The loan of a number (借〔2026〕0001) or an id; UserError otherwise."""
    typed = text.strip()
    by_id = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0
    found = session.scalar(select(Loan.id).where(or_(Loan.number == typed, Loan.id == by_id)))
    if found is None:
        raise UserError(f"没有借用单“{typed[:30]}”。请核对单号，或扫描物品的条码")
    return found


def _query() -> Select[Any]:
    query: Select[Any] = (
        select(Loan, ThingKind, Thing)
        .add_columns(Person.status)
        .join(ThingKind, ThingKind.id == Loan.kind_id)
        .outerjoin(Thing, Thing.id == Loan.thing_id)
        .outerjoin(Person, Person.id == Loan.person_id)
    )
    return query


def _rows(session: Session, query: Select[Any]) -> list[LoanRow]:
    found = list(session.execute(query))
    homes = _homes(session, {row[0].person_id for row in found})
    called = _called(session, {row[0].id for row in found})
    return [_row(row, homes, called) for row in found]


def _row(
    row: Any, homes: dict[int, tuple[str, str]], called: dict[int, tuple[int, str]]
) -> LoanRow:
    one, kind, thing, status = row
    home, building = homes.get(one.person_id, (one.address, ""))
    many, last = called.get(one.id, (0, ""))
    return LoanRow(
        one.id, one.number, kind.id, kind.name, kind.subject, kind.measure, one.thing_id,
        thing.code if thing else "", thing.name if thing else "", one.quantity,
        one.quantity - one.returned - one.lost, one.person_id, one.borrower,
        mask_phone(one.phone), home or one.address, building, one.lent_on, one.due_on,
        one.renewed, one.deposit_fen, one.deposit_back_on, one.note, one.clerk_name,
        one.returned_on, one.closed_on, one.trouble, one.return_note, one.settled,
        one.settled_on, one.settled_fen, one.settled_note, status == "died", many, last,
    )  # fmt: skip


def _homes(session: Session, ids: Iterable[int | None]) -> dict[int, tuple[str, str]]:
    """Where residents live: the door, and the building the overdue list goes by."""
    known = people(session, [one for one in ids if one is not None])
    return {
        one.id: (
            one.home,
            f"{one.address.compound} {one.address.building}号楼" if one.address else "",
        )
        for one in known
    }


def _called(session: Session, ids: set[int]) -> dict[int, tuple[int, str]]:
    """How often somebody was called about a loan, and the last answer."""
    found: dict[int, tuple[int, str]] = {}
    query = select(LoanCall).where(LoanCall.loan_id.in_(ids)).order_by(LoanCall.id)
    for one in session.scalars(query):
        row = CallRow(one.called_on, one.answer, one.promised_on, one.note, one.clerk_name)
        many = found.get(one.loan_id, (0, ""))[0] + 1
        found[one.loan_id] = (many, f"{one.called_on:%m-%d} {row.words}")
    return found
