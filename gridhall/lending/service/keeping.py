"""What the counter keeps of people: for their own copy, and until its term is over."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from gridhall.lending.labels import act_label
from gridhall.lending.models import Deposit, LendingAction, Loan, LoanCall
from gridhall.lending.queries.loans import loans_of_person
from gridhall.registry.queries.personal import Section
from gridhall.registry.queries.retention import DueItem
from gridhall.registry.rules.retention import ANONYMOUS, scrubbed

_HEADINGS = ("编号", "东西", "借出或寄存", "应还或期限", "了结", "备注", "经办")


def personal_lending(session: Session, person_id: int) -> Section:
    """What a person borrowed and left, for the copy of what is kept of them."""
    lent = [
        (
            one.number,
            one.what,
            str(one.lent_on),
            str(one.due_on),
            str(one.closed_on or "没有还"),
            "；".join(filter(None, (one.note, one.return_note))),
            one.clerk_name,
        )
        for one in loans_of_person(session, person_id, 1000)
    ]
    mine = select(Deposit).where(Deposit.person_id == person_id).order_by(Deposit.id)
    kept = [
        (
            one.number,
            one.what,
            str(one.left_on),
            str(one.until),
            str(one.taken_on or "没有取"),
            one.note,
            one.clerk_name,
        )
        for one in session.scalars(mine)
    ]
    return Section("便民借用和寄存", _HEADINGS, (*lent, *kept))


class LendingKeeper:
    """What a loan says of its borrower follows their own term: nothing is due by itself."""

    key = "left"

    def due(self, session: Session, before: date) -> Sequence[DueItem]:
        """Nothing: who left is due as a person, with everything they borrowed."""
        return ()

    def discard(self, session: Session, ids: Sequence[int]) -> None:
        """Nothing is due by itself."""

    def forget(self, session: Session, person_id: int) -> None:
        """A loan stays as a figure, without who borrowed and what was said of them."""
        loans = set(session.scalars(select(Loan.id).where(Loan.person_id == person_id)))
        kept = set(session.scalars(select(Deposit.id).where(Deposit.person_id == person_id)))
        called = set(session.scalars(select(LoanCall.id).where(LoanCall.loan_id.in_(loans))))
        _scrub_acts(session, {"loan": loans, "deposit": kept, "loan_call": called})
        blank = {"borrower": ANONYMOUS, "phone": "", "address": "", "note": "", "person_id": None}
        more = {"return_note": "", "settled_note": ""}
        session.execute(update(Loan).where(Loan.id.in_(loans)).values(**blank, **more))
        session.execute(update(LoanCall).where(LoanCall.id.in_(called)).values(note=""))
        left = {"owner": ANONYMOUS, "phone": "", "note": "", "person_id": None, "taken_proof": ""}
        session.execute(update(Deposit).where(Deposit.id.in_(kept)).values(**left))
        taken = Deposit.id.in_(kept) & (Deposit.taken_by != "")
        session.execute(update(Deposit).where(taken).values(taken_by=ANONYMOUS))
        session.expire_all()


def _scrub_acts(session: Session, rows: dict[str, set[int]]) -> None:
    """Acts keep rows as they were and say the name: both are emptied."""
    marks = list(_marks(rows))
    images = LendingAction.images
    for start in range(0, len(marks), 50):
        some = (images.contains(mark, autoescape=True) for mark in marks[start : start + 50])
        for act in session.scalars(select(LendingAction).where(or_(*some))).all():
            act.images = scrubbed(act.images, rows)
            act.detail = f"{act_label(act.kind)}（{ANONYMOUS}）"
    session.flush()


def _marks(rows: dict[str, set[int]]) -> Iterator[str]:
    """As db.images writes which row it is."""
    for table, ids in rows.items():
        for row_id in sorted(ids):
            yield f'"table": "{table}", "id": {row_id}, '
