"""Two desks at one thing; what is kept of people who are not of the register."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import select

from gridhall.clerks.models import AuditEntry
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.lending.models import Deposit, FoundItem, LendingAction, Loan, LoanCall
from gridhall.lending.queries import checks
from gridhall.lending.queries.loans import loans
from gridhall.lending.queries.stock import stock_of
from gridhall.lending.rules.drafts import DepositDraft, FoundDraft
from gridhall.lending.service import loans as service
from gridhall.lending.service.keeping import OutsiderKeeper
from gridhall.lending.service.keeping_things import (
    Closing,
    Taken,
    close_found,
    hand_out,
    leave,
    note_found,
)
from gridhall.lending.service.taking_back import take_back
from gridhall.photos.models import Photo, PhotoFile
from gridhall.photos.service import PhotoDraft, Shrunk, add_photo
from gridhall.registry.service.retention import discard
from tests.factories import TODAY
from tests.lending.conftest import Counter
from tests.lending.test_lending import refused

DAY = timedelta(days=1)
OLD = "13711112222"
KEEPERS = tuple(OutsiderKeeper(one) for one in (Loan, Deposit, FoundItem))


@pytest.mark.parametrize(("code", "quantity"), [("YS-001", 1), ("MJ-ZY", 6)])
def test_two_desks_lend_the_same_at_once(counter: Counter, code: str, quantity: int) -> None:
    """Ten vests, six to each: one desk gets them, the other one's sentence says what is left."""
    start = Barrier(2)

    def desk(name: str) -> str:
        start.wait()
        try:
            counter.lend(code, borrower=name, quantity=quantity)
        except UserError as error:
            return str(error)
        return ""

    with ThreadPoolExecutor(2) as pool:
        told = sorted(pool.map(desk, ("李四", "王五")))
    (row,) = counter.read(loans, "open", TODAY)
    said = f"已经借给{row.borrower}" if code == "YS-001" else "志愿者马甲只剩 4 件，不够借 6 的"
    assert told[0] == ""
    assert said in told[1]
    with counter.db.read() as session:
        assert [one for one in checks.problems(session) if one.count] == []


def test_two_desks_take_the_same_back_at_once(counter: Counter) -> None:
    done, start = counter.lend("MJ-ZY", quantity=3), Barrier(2)

    def desk(_name: str) -> str:
        start.wait()
        try:
            counter.take_in(done.row_id)
        except UserError as error:
            return str(error)
        return ""

    with ThreadPoolExecutor(2) as pool:
        told = sorted(pool.map(desk, ("1", "2")))
    assert told[0] == ""
    assert "没有借出在外" in told[1]
    assert counter.read(stock_of, counter.kinds["MJ-ZY"]).left == 10


def _years_ago(counter: Counter) -> dict[str, int]:
    """A loan with a call, a parcel, lost property with a photo, all ended four years ago."""
    then = TODAY - timedelta(days=4 * 366)
    lent = counter.lend("YS-001", then, borrower="老钱", phone=OLD, note="过路")
    counter.do(service.call, lent.row_id, service.Call("promised", None, "老钱说明天"), then)
    counter.take_in(lent.row_id, then)
    kept = counter.do(leave, DepositDraft("包裹", "老钱", OLD), then)
    counter.do(hand_out, kept.row_id, Taken(proof="老钱报了电话"), then)
    told = FoundDraft("手机", "北门", then, "裂屏", "老钱", OLD)
    found = counter.do(note_found, told, then)
    counter.do(add_photo, ("found_item", found.row_id), PhotoDraft(Shrunk(b"jpeg", 1, 1), then))
    closing = Closing("claimed", "老钱", OLD, "老钱说出了裂屏")
    counter.do(close_found, found.row_id, closing, then)
    return {"loan": lent.row_id, "deposit": kept.row_id, "found": found.row_id}


def test_outsiders_are_forgotten_after_the_term(counter: Counter, administrator: Clerk) -> None:
    _years_ago(counter)
    recent = counter.lend("YS-002", borrower="钱新")
    counter.take_in(recent.row_id)
    open_one = counter.lend("LY-001", TODAY - timedelta(days=4 * 366), borrower="钱在外")
    with counter.db.write() as session:
        assert discard(session, administrator, "lending", ("到期清理", TODAY), KEEPERS) == 3
    with counter.db.read() as session:
        rows = {one.id: one for one in session.scalars(select(Loan))}
        assert rows[recent.row_id].borrower == "钱新"
        assert rows[open_one.row_id].borrower == "钱在外"
        left = [*session.scalars(select(Deposit)), *session.scalars(select(FoundItem))]
        left += [*session.scalars(select(LoanCall)), *session.scalars(select(LendingAction))]
        left += [one for one in rows.values() if one.id not in (recent.row_id, open_one.row_id)]
        said = " ".join(str(value) for one in left for value in vars(one).values())
        assert "老钱" not in said
        assert OLD not in said
        assert session.scalar(select(Photo.void_reason)) == "保存期满"
        assert session.scalar(select(PhotoFile.photo_id)) is None
        assert [one for one in checks.problems(session) if one.count] == []
        assert all(one.due(session, TODAY - timedelta(days=3 * 366)) == [] for one in KEEPERS)
    assert "没有到期的记录" in _discard_again(counter, administrator)


def test_damage_that_is_not_settled_is_kept(counter: Counter) -> None:
    then = TODAY - timedelta(days=4 * 366)
    lent = counter.lend("LY-001", then)
    counter.take_in(lent.row_id, then, condition="damaged", note="轮胎瘪了")
    assert counter.read(OutsiderKeeper(Loan).due, TODAY) == []


def test_the_trail_names_no_borrower(counter: Counter) -> None:
    done = counter.lend("YS-001", borrower="钱多多")
    counter.do(take_back, done.action_id)
    with counter.db.read() as session:
        told = session.scalars(select(AuditEntry).order_by(AuditEntry.seq)).all()
        assert told[-1].action == "lending.undo"
        assert not any("钱多多" in str(vars(one)) for one in told)


def _discard_again(counter: Counter, administrator: Clerk) -> str:
    with counter.db.write() as session:
        return refused(discard, session, administrator, "lending", ("再清一次", TODAY), KEEPERS)
