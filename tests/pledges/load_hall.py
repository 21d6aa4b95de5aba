"""A hall as S2 and S4 have it: 87 units, 2,600 members, 6,600 services, 1,300 pledges."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from random import Random
from typing import Any

from sqlalchemy import event, func, insert, select
from sqlalchemy.orm import Session

from gridhall.clerks.rules import GENESIS
from gridhall.db import search
from gridhall.db.database import Database
from gridhall.demo.pledges import PledgeMaker
from gridhall.organisation.models import (
    Organisation,
    Outsider,
    PartnerUnit,
    PartyMember,
    PartyRelation,
)
from gridhall.pledges.models import Claim
from gridhall.pledges.queries.entries import all_entries
from gridhall.pledges.service.categories import install_item_categories
from gridhall.volunteering.models import HoursEntry, Volunteer
from tests.factories import NOW, TODAY, make_grid, make_person
from tests.pledges.pledge_hall import FOUNDED, SUPERVISOR

UNITS, MEMBERS, SERVICES, SCALE = 87, 2600, 6600, 13


def fill(session: Session, share: float = 1.0) -> None:
    """The hall at a share of its size; rows at once, for only what is read of them matters."""
    units, members = round(UNITS * share), round(MEMBERS * share)
    community = Organisation(name="田园社区党委", kind="party_committee", founded_on=FOUNDED)
    session.add(community)
    session.flush()
    install_item_categories(session, SUPERVISOR)
    for at in range(1, 5):
        make_grid(session, f"G{at:02}", f"第{at}网格")
        make_person(session, f"张桂{at}")
    rows: list[dict[str, Any]] = [
        {"name": f"报到单位{at:03}", "short_name": f"单位{at:03}", "kind": "reporting",
         "organisation_id": community.id, "active_from": FOUNDED}
        for at in range(units)
    ]  # fmt: skip
    session.execute(insert(PartnerUnit), rows)
    _members(session, members, units, community.id)
    _services(session, round(SERVICES * share), members)
    PledgeMaker(session, Random(7), TODAY).make(max(1, round(SCALE * share)))
    search.put(session, all_entries(session))


def _members(session: Session, many: int, units: int, community: int) -> None:
    ids = range(1, many + 1)
    unit = {one: one % units + 1 for one in ids}
    session.execute(
        insert(Outsider), [{"name": f"党员{one:04}", "unit_id": unit[one]} for one in ids]
    )
    session.execute(insert(PartyMember), [{"outsider_id": one} for one in ids])
    session.execute(
        insert(PartyRelation),
        [
            {"member_id": one, "organisation_id": community, "kind": "reported",
             "unit_id": unit[one], "since": date(2026, 1, 1) + timedelta(days=one % 200),
             "recorded_at": NOW, "clerk_name": "高明"}
            for one in ids
        ],
    )  # fmt: skip
    session.execute(insert(Volunteer), [{"outsider_id": one, "number": ""} for one in ids])


def _services(session: Session, many: int, members: int) -> None:
    """Rows of the ledger; their chain is not what is measured here."""
    session.execute(
        insert(HoursEntry),
        [
            {"seq": seq, "volunteer_id": seq % members + 1, "activity": "集中服务日",
             "served_on": date(2026, 1, 15) + timedelta(days=seq % 310), "spot": "",
             "content": "义诊",
             "starts": 540, "ends": 660, "minutes": 120, "organiser": "田园", "is_own": True,
             "leader": "", "quality": "", "reason": "", "source": "day",
             "recorded_on": TODAY, "recorded_at": NOW, "clerk_name": "高明",
             "prev_hash": GENESIS, "hash": f"{seq:064}"}
            for seq in range(1, many + 1)
        ],
    )  # fmt: skip


def pledges(session: Session) -> int:
    """How much was promised in public."""
    return session.scalar(select(func.count()).select_from(Claim)) or 0


@contextmanager
def counted(db: Database) -> Iterator[list[str]]:
    """The statements that are run meanwhile."""
    found: list[str] = []

    def note(*told: Any) -> None:
        found.append(told[2])

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
