"""What the counter keeps of people: for their own copy, and until its term is over."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import and_, delete, func, or_, select, update
from sqlalchemy.orm import Session

from gridhall.lending.labels import act_label
from gridhall.lending.models import Deposit, FoundItem, LendingAction, Loan, LoanCall
from gridhall.lending.queries.loans import loans_of_person
from gridhall.photos.models import Photo, PhotoFile
from gridhall.places.queries import chunks
from gridhall.registry.queries.personal import Section
from gridhall.registry.queries.retention import DueItem
from gridhall.registry.rules.retention import ANONYMOUS, scrubbed

_HEADINGS = ("编号", "东西", "借出或寄存", "应还或期限", "了结", "备注", "经办")


# The day the years count from, and whether somebody is still named.
_ENDED: Final[dict[Any, tuple[Any, Any]]] = {
    Loan: (
        func.max(Loan.closed_on, func.coalesce(Loan.settled_on, Loan.closed_on)),
        and_(
            Loan.person_id.is_(None),
            Loan.borrower != ANONYMOUS,
            or_(Loan.trouble == "", Loan.settled != ""),
        ),
    ),
    Deposit: (Deposit.taken_on, and_(Deposit.person_id.is_(None), Deposit.owner != ANONYMOUS)),
    FoundItem: (
        FoundItem.closed_on,
        or_(
            FoundItem.finder.not_in(("", ANONYMOUS)),
            FoundItem.claimant.not_in(("", ANONYMOUS)),
            *(one != "" for one in (FoundItem.finder_phone, FoundItem.proof, FoundItem.marks)),
        ),
    ),
}
_BLANK: Final[dict[Any, dict[str, str]]] = {
    Loan: {
        "borrower": ANONYMOUS,
        **dict.fromkeys(("phone", "address", "note", "return_note", "settled_note"), ""),
    },
    Deposit: {
        "owner": ANONYMOUS,
        "taken_by": ANONYMOUS,
        **dict.fromkeys(("phone", "note", "taken_proof"), ""),
    },
    FoundItem: {
        "finder": ANONYMOUS,
        "claimant": ANONYMOUS,
        **dict.fromkeys(("finder_phone", "claimant_phone", "proof", "marks"), ""),
    },
}


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


class OutsiderKeeper:
    """Who is not of the register and borrowed, left or found something: no longer than the term.

    A resident's own things follow the resident's term; loss and damage wait to be settled.
    """

    key = "lending"

    def __init__(self, table: type[Loan] | type[Deposit] | type[FoundItem]) -> None:
        self._table: Any = table

    def due(self, session: Session, before: date) -> Sequence[DueItem]:
        """What ended on this day or before and still names somebody."""
        table, ended, named = self._table, *_ENDED[self._table]
        query = select(table.id, table.number, ended.label("since")).where(ended <= before, named)
        return [DueItem(row.id, row.number, row.since) for row in session.execute(query)]

    def discard(self, session: Session, ids: Sequence[int]) -> None:
        """Names, phones and what was said go; number, thing and days stay as figures."""
        name, kept = self._table.__tablename__, set(ids)
        calls = select(LoanCall.id).where(LoanCall.loan_id.in_(kept))
        called = set(session.scalars(calls)) if name == "loan" else set[int]()
        _scrub_acts(session, {name: kept, "loan_call": called})
        for some in chunks(sorted(kept)):
            mine = update(self._table).where(self._table.id.in_(some))
            session.execute(mine.values(**_BLANK[self._table]))
            if name == "loan":
                noted = update(LoanCall).where(LoanCall.loan_id.in_(some))
                session.execute(noted.values(note=""))
        if name == "found_item":
            _drop_photos(session, kept)
        session.expire_all()

    def forget(self, session: Session, person_id: int) -> None:
        """Nothing: these are nobody's of the register."""


def _drop_photos(session: Session, ids: set[int]) -> None:
    """Pictures of lost property go with it; that they were there stays on record."""
    mine = select(Photo).where(Photo.subject == "found_item", Photo.subject_id.in_(ids))
    for photo in session.scalars(mine):
        photo.void_reason = photo.void_reason or "保存期满"
        session.execute(delete(PhotoFile).where(PhotoFile.photo_id == photo.id))


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
