"""A counter at which transfers are taken in, for the tests of transfers."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from gridhall.core.clerk import Clerk
from gridhall.registry import queries
from gridhall.registry.models import (
    Household,
)
from gridhall.registry.queries.transfers import TransferCard
from gridhall.registry.rules.changes import NEW, Target
from gridhall.registry.rules.drafts import ResidentDraft
from gridhall.registry.rules.transfers import Step, TransferDraft
from gridhall.registry.service import transfers as service
from tests.factories import (
    TODAY,
    id_number,
    make_dwelling,
)

ALL = frozenset(range(1, 7))
DAY = timedelta(days=1)


@dataclass
class Desk:
    """A session of the register, and the clerk at the counter."""

    session: Session
    clerk: Clerk
    today: date = TODAY

    def open(self, draft: TransferDraft) -> TransferCard:
        return service.open_transfer(self.session, self.clerk, draft, self.today)

    def step(self, card: TransferCard, *states: str, **said: Any) -> TransferCard:
        for state in states:
            step = Step(state, said.get("on", self.today), said.get("note", ""), said.get("no", ""))
            card = service.step_transfer(self.session, self.clerk, card.id, step, self.today)
        return card

    def settle(self, card: TransferCard, on: date | None = None) -> TransferCard:
        return service.settle_transfer(
            self.session, self.clerk, card.id, on or self.today, self.today
        )

    def reverse(self, card: TransferCard, reason: str = "派出所退回") -> TransferCard:
        return service.reverse_transfer(self.session, self.clerk, card.id, reason, self.today)

    def home(self, household_id: int | None) -> dict[str, str]:
        """Who is in a household and as what."""
        assert household_id is not None
        home = queries.home_standing(self.session, [household_id])[household_id]
        return {one.name: one.relation for one in home.members}


def newcomers() -> dict[int, ResidentDraft]:
    """李建军, his wife and their daughter, nobody of whom the register knows."""
    father = id_number(date(1984, 5, 2), "1", 71, "370602")
    mother = id_number(date(1986, 8, 9), "2", 72, "370602")
    return {
        -1: ResidentDraft("李建军", father, phone="13712345521"),
        -2: ResidentDraft("王晓燕", mother),
        -3: ResidentDraft("李思涵", sex="2", birth_date=date(2017, 4, 1)),
    }


def family_in(desk: Desk, **said: Any) -> TransferDraft:
    dwelling = make_dwelling(desk.session, "御景小区 3-2-502")
    facts: dict[str, Any] = {
        "direction": "in",
        "category": "IN_PROPERTY",
        "applicant_id": -1,
        "effective_on": TODAY,
        "newcomers": newcomers(),
        "movers": {-1: "02", -2: "12", -3: "32"},
        "target": Target(NEW, dwelling.id, "御景小区 3-2-502"),
        "from_place": "山东省烟台市芝罘区",
        "received": ALL,
        "one_stop": True,
    }
    return TransferDraft(**facts | said)


def moving(leaving: dict[int, str], **said: Any) -> TransferDraft:
    facts: dict[str, Any] = {
        "direction": "out",
        "category": "OUT_STUDENT",
        "applicant_id": next(iter(leaving)),
        "effective_on": TODAY,
        "movers": leaving,
        "to_place": "山东省青岛市",
        "received": ALL,
    }
    return TransferDraft(**facts | said)


def by_name(desk: Desk, household: Household) -> dict[str, int]:
    home = queries.home_standing(desk.session, [household.id])[household.id]
    return {one.name: one.person_id for one in home.members}


def to_police(desk: Desk, card: TransferCard) -> TransferCard:
    return desk.step(card, "accepted", "checking", "submitted")
