"""Ctrl+K finds an agency's number by initials or by the number, and leads to it."""

from typing import Any

import pytest

from gridhall import parts
from gridhall.app.finding import Finder
from gridhall.app.menu import COMMANDS, initials
from gridhall.core.clerk import Clerk
from gridhall.db import search
from gridhall.db.database import Database
from gridhall.organisation.queries.agencies import find_agency
from gridhall.organisation.service.agency_list import install_agencies


@pytest.fixture(autouse=True)
def hall(db: Database, administrator: Clerk) -> None:
    with db.write() as session:
        install_agencies(session, administrator)
        search.rebuild(session, parts.entries(session))  # as after a repair


@pytest.mark.parametrize("typed", ["gdf", "供电", "95598"])
def test_the_number_stands_beside_the_name(context: Any, db: Database, typed: str) -> None:
    found = Finder(context).find(typed)
    with db.read() as session:
        power = find_agency(session, "供电服务")
    first = next(one for one in found if one.title == "供电服务")
    assert (first.right, first.group) == ("95598", "办事机构")
    Finder(context).open(first.key)
    assert context.desk.opened == [("agency", power.id)]


def test_the_view_has_a_command() -> None:
    (entry,) = [one for one in COMMANDS if one.words == "办事机构"]
    assert initials(entry) == "bsjg"
