"""A hall whose people the tests of lists look for."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select, update

from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.registry.models import Membership, Person
from gridhall.registry.queries.listed import listed
from gridhall.registry.rules.lists import Wanted
from tests.factories import (
    TODAY,
    make_dwelling,
    make_family,
    make_grid,
    make_household,
    make_person,
)

EARLIER = date(2025, 1, 1)


@pytest.fixture
def hall(db: Database) -> dict[str, int]:
    """Two families behind two doors, one alone without a home, one gone, one dead; ids by name."""
    with db.write() as session:
        make_dwelling(session, "御景小区 3-2-501", make_grid(session))
        make_family(session)
        zhang = make_person(session, "章子怡", ethnicity="03", political_status="01")
        shan = make_person(session, "单雄信", sex="1", birth_date=None, ethnicity="")
        make_household(session, [(zhang, "02"), (shan, "11")], "御景小区 10-1-101")
        make_person(session, "独行", status="unsettled")
        for name, status in (("老去", "died"), ("迁走", "left"), ("并了", "merged")):
            gone = make_person(session, name, status=status)
            home = make_household(session, [(gone, "02")], None)
            session.execute(
                update(Membership)
                .where(Membership.household_id == home.id)
                .values(until=date(2026, 3, 1))
            )
            if status == "died":
                gone.died_on = date(2026, 3, 1)
        return {one.name: one.id for one in session.scalars(select(Person))}


def listed_names(db: Database, clerk: Clerk, **asked: Any) -> list[str]:
    with db.read() as session:
        ids = listed(session, clerk, Wanted(**asked), TODAY)
        people = {one.id: one.name for one in session.scalars(select(Person))}
    return [people[one] for one in ids]
