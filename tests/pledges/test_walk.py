"""Acts in any order, taken back in any order: the hall stays sound after each."""

from dataclasses import replace
from random import Random

import pytest
from sqlalchemy import select

from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.pledges.models import Claim, ListItem
from gridhall.pledges.queries.checks import problems
from gridhall.pledges.queries.items import item_draft, items
from gridhall.pledges.rules.drafts import ClaimDraft
from gridhall.pledges.service import claims
from gridhall.pledges.service import items as service
from gridhall.volunteering.service.taking_back import take_back
from tests.factories import TODAY
from tests.pledges.pledge_hall import SUPERVISOR, Desk, at_desk

_STEPS = 60


class Walk:
    """Does something at random; a refusal is as good as an act."""

    def __init__(self, desk: Desk, seed: int) -> None:
        self.desk, self.rng, self.done = desk, Random(seed), list[int]()
        self.refusals = 0
        for at in range(3):
            desk.add(f"需求{at}", quantity=self.rng.randint(1, 6), measure="场")
            unit = self.rng.choice((desk.tax, desk.hospital))
            measure = self.rng.choice(("场", "次"))
            desk.add(f"资源{at}", "resource", quantity=4, measure=measure, unit_id=unit)

    def step(self) -> None:
        acts = (
            self.claim, self.claim, self.claim, self.match, self.match, self.begin, self.deliver,
            self.confirm, self.give_up, self.send_back, self.change, self.change_claim,
            self.withdraw, self.restore, self.undo, self.undo,
        )  # fmt: skip
        nested = self.desk.session.begin_nested()
        try:
            self.rng.choice(acts)()
            nested.commit()
        except UserError:
            self.refusals += 1
            nested.rollback()

    def item(self, kind: str = "") -> int:
        query = select(ListItem.id).where(ListItem.kind == kind) if kind else select(ListItem.id)
        return self.rng.choice(list(self.desk.session.scalars(query)))

    def taken(self) -> int:
        ids = list(self.desk.session.scalars(select(Claim.id)))
        if not ids:
            raise UserError("没有认领")
        return self.rng.choice(ids)

    def claim(self) -> None:
        desk = self.desk
        unit = self.rng.choice((desk.tax, desk.hospital, desk.shop))
        many = self.rng.choice((None, 1, 2, 3))
        given = {"organisation_id": desk.community, "quantity": many}
        self.done.append(desk.claim(self.item(), unit, **given).action_id)

    def match(self) -> None:
        draft = ClaimDraft(
            self.item("demand"), self.rng.choice((None, 1, 2)), matched_id=self.item("resource")
        )
        done = claims.claim(self.desk.session, SUPERVISOR, draft, TODAY)
        self.done.append(done.action_id)

    def begin(self) -> None:
        self.done.append(claims.begin(self.desk.session, SUPERVISOR, self.taken()).action_id)

    def deliver(self) -> None:
        self.done.append(self.desk.deliver(self.taken()).action_id)

    def confirm(self) -> None:
        self.done.append(self.desk.confirm(self.taken()).action_id)

    def give_up(self) -> None:
        done = claims.give_up(self.desk.session, SUPERVISOR, self.taken(), "忙")
        self.done.append(done.action_id)

    def send_back(self) -> None:
        done = claims.send_back(self.desk.session, SUPERVISOR, self.taken(), "没有做完")
        self.done.append(done.action_id)

    def change_claim(self) -> None:
        row = self.desk.claim_row(self.taken())
        wanted = (self.rng.randint(1, 5), None)
        done = claims.change_claim(self.desk.session, SUPERVISOR, row.id, wanted, row.version)
        self.done.append(done.action_id)

    def change(self) -> None:
        draft = item_draft(self.desk.session, self.item())
        done = self.desk.added(replace(draft, quantity=self.rng.randint(1, 7)))
        self.done.append(done.action_id)

    def withdraw(self) -> None:
        done = service.withdraw_item(self.desk.session, SUPERVISOR, self.item(), "不用了", TODAY)
        self.done.append(done.action_id)

    def restore(self) -> None:
        self.done.append(service.restore_item(self.desk.session, SUPERVISOR, self.item()).action_id)

    def undo(self) -> None:
        if not self.done:
            raise UserError("没有")
        one = self.rng.choice(self.done)
        take_back(self.desk.session, SUPERVISOR, one)
        self.done.remove(one)


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_done_nothing_is_claimed_twice(db: Database, seed: int) -> None:
    with at_desk(db, SUPERVISOR) as desk:
        walk = Walk(desk, seed)
        for _ in range(_STEPS):
            walk.step()
            desk.session.expire_all()
            found = {one.rule: one.count for one in problems(desk.session) if one.count}
            assert found == {}, found
        assert 5 < walk.refusals < _STEPS - 15
        for row in items(desk.session, TODAY):
            assert row.taken + row.left == (row.quantity if row.state != "withdrawn" else 0)
