"""A hall with a community, two reporting units, a grid; acts by short names."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.organisation.models import Organisation, PartnerUnit
from gridhall.pledges.models import Claim, ListItem
from gridhall.pledges.rules.drafts import ClaimDraft, Confirmation, Delivery, ItemDraft
from gridhall.pledges.service import claims, items
from gridhall.pledges.service.items import Done
from tests.factories import TODAY, make_dwelling, make_grid

SUPERVISOR = Clerk(3, "高明", Role.SUPERVISOR, "1号窗口")
FOUNDED = date(2020, 3, 20)


@dataclass
class Desk:
    """A session with a clerk at it."""

    session: Session
    clerk: Clerk
    community: int
    tax: int  # 区税务局, reporting
    hospital: int  # 市二院, both
    shop: int  # 惠民商贸, only lies here
    grid: int

    def add(self, title: str = "为独居老人量血压", kind: str = "demand", **given: Any) -> int:
        return self.added(ItemDraft(kind, title, **given)).row_id

    def added(self, draft: ItemDraft) -> Done:
        return items.save_item(self.session, self.clerk, draft, TODAY)

    def claim(self, item_id: int, unit: int | None = None, **given: Any) -> Done:
        draft = ClaimDraft(item_id, unit_id=unit, **given)
        return claims.claim(self.session, self.clerk, draft, TODAY)

    def deliver(self, claim_id: int, **given: Any) -> Done:
        return claims.deliver(self.session, self.clerk, claim_id, Delivery(TODAY, **given), TODAY)

    def confirm(self, claim_id: int, stars: int | None = 9) -> Done:
        said = Confirmation(TODAY, "赵楼长", stars)
        return claims.confirm(self.session, self.clerk, claim_id, said, TODAY)

    def state(self, item_id: int) -> str:
        self.session.flush()
        return self.session.get_one(ListItem, item_id).state

    def claim_row(self, claim_id: int) -> Claim:
        return self.session.get_one(Claim, claim_id)

    @contextmanager
    def refused(self, words: str) -> Iterator[None]:
        """The act is refused with the sentence, and nothing of it stays."""
        nested = self.session.begin_nested()
        with pytest.raises(UserError) as refused:
            yield
        nested.rollback()
        assert words in str(refused.value), refused.value


@contextmanager
def at_desk(db: Database, clerk: Clerk) -> Iterator[Desk]:
    """The hall with its units, in one action."""
    with db.write() as session:
        yield make_desk(session, clerk)


def make_desk(session: Session, clerk: Clerk) -> Desk:
    community = Organisation(name="龙腾社区党委", kind="party_committee", founded_on=FOUNDED)
    session.add(community)
    session.flush()
    units = [
        PartnerUnit(
            name=name, short_name=short, kind=kind, organisation_id=community.id,
            contact="王强", phone="13812345678",
        )
        for name, short, kind in (
            ("示例区税务局", "区税务局", "reporting"),
            ("示例市第二人民医院", "市二院", "both"),
            ("惠民商贸有限公司", "惠民商贸", "resident"),
        )
    ]  # fmt: skip
    session.add_all(units)
    session.flush()
    grid = make_grid(session)
    make_dwelling(session, grid=grid)
    return Desk(session, clerk, community.id, *(one.id for one in units), grid.id)
