"""The fictional lending counter: things, a year of loans, some overdue, parcels, lost property."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.core.calendar import shipped_calendar
from gridhall.lending.models import (
    Deposit,
    FoundItem,
    KitItem,
    Loan,
    LoanCall,
    StockEntry,
    Thing,
    ThingKind,
)
from gridhall.lending.rules.codes import pick_up_code
from gridhall.lending.rules.due import due_day, year_after
from gridhall.lending.service.install import shipped
from gridhall.papers.service import skip_numbers
from gridhall.registry.models import Person

_MANY = {
    "YS": 12, "LY": 4, "GZ": 4, "ZXY": 2, "XYJ": 2, "CDB": 6, "CDX": 4, "YX": 2, "GJX": 3, "TZ": 1,
    "DZ": 1, "DQT": 2, "XLC": 2, "QP": 2, "YMQ": 3, "GM": 12, "HJ": 3,
}  # fmt: skip
_COUNTED = {"MJ-DW": 12, "MJ-ZB": 20, "MJ-XZ": 30, "MJ-ZY": 40, "ZDY": 50, "KZ": 200, "ZB": 80}
_BOOKS = ("民法典", "老年人防诈骗手册", "家庭急救手册", "西游记", "骆驼祥子", "百年孤独")
_FOUND = (
    ("黑色双肩包", "3 号楼北门", "内有蓝色水杯"),
    ("钥匙一串，带小熊挂件", "大厅门口", "四把钥匙"),
    ("儿童自行车", "健身广场", "车座有贴纸"),
)
_KEPT = ("快递 1 件", "行李箱", "快递 2 件", "一袋米", "自行车头盔")
_CLERKS = ("王芳", "高明")
LOANS = 120


class LendingMaker:
    """Writes the counter down as a hall has it after a year."""

    def __init__(self, session: Session, rng: Random, today: date) -> None:
        self._session, self._rng, self._today = session, rng, today
        self._calendar = shipped_calendar()
        self._kinds = {one.code: one for one in session.scalars(select(ThingKind))}
        living = select(Person).where(Person.status == "present", Person.phone != "")
        self._people = list(session.scalars(living.order_by(Person.id).limit(200)))

    def make(self) -> None:
        """Things first, then who has them."""
        things = self._things()
        self._kits([one for one in things if one.code.startswith("YX")])
        if self._people:
            self._loans([one for one in things if self._way(one) == "single"])
            self._vests()
            self._keep([one for one in things if one.code.startswith("GM")])
        self._find()
        self._session.flush()

    def _way(self, thing: Thing) -> str:
        return next(one.way for one in self._kinds.values() if one.id == thing.kind_id)

    def _things(self) -> list[Thing]:
        made = [
            Thing(kind_id=self._kinds[code].id, code=f"{code}-{place:03}", name="",
                  got_on=self._today - timedelta(days=400), checked_on=None)
            for code, many in _MANY.items()
            for place in range(1, many + 1)
        ]  # fmt: skip
        books = enumerate(_BOOKS, 1)
        made += [
            Thing(kind_id=self._kinds["TS"].id, code=f"TS-{place:03}", name=name)
            for place, name in books
        ]
        self._session.add_all(made)
        self._session.add_all(
            StockEntry(kind_id=self._kinds[code].id, quantity=many, reason="bought",
                       happened_on=self._today - timedelta(days=300), clerk_name=_CLERKS[1])
            for code, many in _COUNTED.items()
        )  # fmt: skip
        self._session.flush()
        return made

    def _kits(self, kits: list[Thing]) -> None:
        for place, kit in enumerate(kits):
            kit.checked_on = self._today - timedelta(days=12 + 30 * place)
            for at, item in enumerate(shipped()["kit"]):
                left = -5 if (place, at) == (1, 5) else 20 if at == 3 else 200 + 30 * at
                expires = self._today + timedelta(days=left)
                put_on = self._today - timedelta(days=180)
                self._session.add(
                    KitItem(thing_id=kit.id, put_on=put_on, expires_on=expires, **item)
                )

    def _loans(self, things: list[Thing]) -> None:
        """The past ones are back; the last twelve are out, some of them overdue."""
        days = sorted(self._rng.randint(8, 330) for _ in range(LOANS))
        for back in reversed(days):
            self._loan(self._rng.choice(things), self._today - timedelta(days=back), closed=True)
        out = self._rng.sample(things, 12)
        for place, thing in enumerate(out):
            ago = (20, 12, 9, 6, 4, 2, 1, 1, 0, 0, 0, 0)[place]
            loan = self._loan(thing, self._today - timedelta(days=ago), closed=False)
            if loan.due_on < self._today and place < 2:
                self._session.flush()
                self._call(loan, place)

    def _loan(self, thing: Thing, day: date, *, closed: bool) -> Loan:
        kind = next(one for one in self._kinds.values() if one.id == thing.kind_id)
        who = self._rng.choice(self._people)
        day = day if self._calendar.is_working(day) else self._calendar.next_working_day(day)
        day = min(day, self._today)
        due_on = due_day(self._calendar, day, kind.usual_days)
        back = min(due_on + timedelta(days=self._rng.choice((-1, 0, 0, 0, 2))), self._today)
        loan = Loan(
            number=self._number(day.year), kind_id=kind.id, thing_id=thing.id,
            person_id=who.id, borrower=who.name, phone=who.phone, lent_on=day,
            lent_at=_at(day), due_on=due_on, clerk_name=self._rng.choice(_CLERKS),
            deposit_fen=kind.deposit_fen,
        )  # fmt: skip
        if closed:
            loan.returned, loan.returned_on = 1, max(back, day)
            loan.closed_on, loan.taken_by = loan.returned_on, _CLERKS[0]
            loan.deposit_back_on = loan.closed_on if kind.deposit_fen else None
        self._session.add(loan)
        return loan

    def _vests(self) -> None:
        """A squad has vests out for the next service day."""
        kind, who = self._kinds["MJ-ZY"], self._people[0]
        due_on = due_day(self._calendar, self._today, 3)
        self._session.add(
            Loan(number=self._number(self._today.year), kind_id=kind.id, quantity=8,
                 person_id=who.id, borrower=who.name, phone=who.phone, lent_on=self._today,
                 lent_at=_at(self._today), due_on=due_on, clerk_name=_CLERKS[0], note="服务日用")
        )  # fmt: skip

    def _call(self, loan: Loan, place: int) -> None:
        answer, note = (("promised", "明天送来"), ("no_answer", ""))[place]
        on = self._today - timedelta(days=1)
        self._session.add(
            LoanCall(loan_id=loan.id, called_on=on, called_at=_at(on), answer=answer, note=note,
                     promised_on=self._today if answer == "promised" else None,
                     clerk_name=_CLERKS[0])
        )  # fmt: skip

    def _keep(self, slots: list[Thing]) -> None:
        first = skip_numbers(self._session, "deposit", str(self._today.year), len(_KEPT))
        for place, what in enumerate(_KEPT):
            who, day = self._rng.choice(self._people), self._today - timedelta(days=2 * place)
            taken = place == len(_KEPT) - 1
            self._session.add(
                Deposit(number=f"存〔{self._today.year}〕{first + place:04}",
                        code=pick_up_code(first + place, ()), slot_id=slots[place].id, what=what,
                        person_id=who.id, owner=who.name, phone=who.phone, left_on=day,
                        left_at=_at(day), until=day + timedelta(days=5), clerk_name=_CLERKS[0],
                        taken_on=self._today if taken else None,
                        taken_by=who.name if taken else "", taken_proof="取件码" if taken else "")
            )  # fmt: skip

    def _find(self) -> None:
        first = skip_numbers(self._session, "found", str(self._today.year), len(_FOUND))
        for place, (what, spot, marks) in enumerate(_FOUND):
            newest = place == len(_FOUND) - 1
            day = self._today - timedelta(days=6 * (len(_FOUND) - 1 - place) + 1)
            posted = None if newest else day + timedelta(days=1)
            self._session.add(
                FoundItem(number=f"失〔{self._today.year}〕{first + place:03}", what=what,
                          marks=marks, spot=spot, found_on=day, noted_at=_at(day),
                          clerk_name=_CLERKS[0], posted_on=posted,
                          keep_until=year_after(posted or day), kept_at=f"失物柜第 {place + 1} 格")
            )  # fmt: skip

    def _number(self, year: int) -> str:
        return f"借〔{year}〕{skip_numbers(self._session, 'loan', str(year), 1):04}"


def _at(day: date) -> datetime:
    """Ten in the morning of a day, in China."""
    return datetime.combine(day, time(2), UTC)
