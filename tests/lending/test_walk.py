"""The counter walked at random: whatever is tried, the books agree with a plain count."""

from random import Random
from typing import Any

import pytest

from gridhall.core.errors import UserError
from gridhall.lending.queries import checks
from gridhall.lending.queries.loans import loans
from gridhall.lending.queries.stock import stock_of
from gridhall.lending.queries.things import things
from gridhall.lending.service.taking_back import take_back
from gridhall.lending.service.things import StockChange, change_stock
from tests.factories import TODAY
from tests.lending.conftest import Counter


@pytest.mark.parametrize("seed", range(4))
def test_the_books_agree_after_any_acts(counter: Counter, seed: int) -> None:
    rng, acts = Random(seed), list[int]()
    done = 0
    for _ in range(60):
        try:
            action = _step(counter, rng, acts)
        except UserError:
            continue
        acts.append(action)
        done += 1
    assert done > 15, "a walk that is refused everything shows nothing"
    vests = counter.kinds["MJ-ZY"]
    out = sum(one.out for one in counter.read(loans, "open", TODAY) if one.kind_id == vests)
    stock = counter.read(stock_of, vests)
    assert (stock.out, stock.left >= 0) == (out, True)
    lent = {one.code for one in counter.read(loans, "open", TODAY) if one.code}
    assert lent == {one.code for one in counter.read(things) if one.state == "out"}
    with counter.db.read() as session:
        assert [one for one in checks.problems(session) if one.count] == []


def _step(counter: Counter, rng: Random, acts: list[int]) -> int:
    """One act somebody might try; the act's id, or UserError."""
    act = rng.choice(("lend", "vests", "back", "back", "buy", "undo"))
    if act == "lend":
        return counter.lend(rng.choice(("YS-001", "YS-002", "LY-001"))).action_id
    if act == "vests":
        return counter.lend("MJ-ZY", quantity=rng.randint(1, 6)).action_id
    if act == "back":
        row: Any = rng.choice(counter.read(loans, "all", TODAY) or [None])
        if row is None:
            raise UserError("nothing was lent yet")
        how = rng.choice(("good", "good", "good", "damaged", "lost"))
        many = rng.randint(1, 3)
        more = {"quantity": many, "condition": how, "note": "碰坏了"}
        return counter.take_in(row.id, **more).action_id
    if act == "buy":
        many = rng.choice((-3, 2, 5))
        told = StockChange(counter.kinds["MJ-ZY"], many, "bought" if many > 0 else "given")
        action: int = counter.do(change_stock, told, TODAY).action_id
        return action
    back: int = counter.do(take_back, rng.choice(acts or [0])).action_id
    return back
