"""A small hall for the tests of lists: two grids of a street, a unit, members of a branch."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from gridhall.organisation.pages.listed import ListedPage
from gridhall.organisation.rules.members import MemberDraft, ReportDraft
from gridhall.organisation.rules.seats import Holder, OutsiderDraft, SeatDraft
from gridhall.organisation.rules.units import UnitDraft
from gridhall.organisation.service import members, seats, units
from gridhall.organisation.service.grids import hold
from gridhall.places.models import Entrance
from gridhall.qt.context import Context
from tests.factories import TODAY, make_dwelling, make_grid, make_household, make_person
from tests.organisation.tree_hall import ADMIN, TreeHall, make_tree

JOINED, SINCE = date(2010, 7, 1), date(2020, 7, 1)
CODE = "91370686R6HHNCJF96"


@dataclass(frozen=True)
class ListedHall:
    """Ids: the tree, both grids, their six entrances, the unit, a member's relation."""

    tree: TreeHall
    first: int
    second: int
    entrances: tuple[int, ...]
    unit: int
    relation: int
    person: int


def make_lists(session: Session) -> ListedHall:
    """G01 has four entrances of four or five households, G02 two of one; ten are meant for each."""
    tree = make_tree(session)
    one, two = make_grid(session), make_grid(session, "G02", "第2网格")
    one.household_target = two.household_target = 10
    for place, door in enumerate(("1-1", "1-2", "2-1", "2-2", "3-1", "3-2")):
        grid = one if place < 4 else two
        for room in range(101, 105 if place < 4 else 102):
            address = f"御景小区 {door}-{room}"
            make_dwelling(session, address, grid)
            make_household(session, [(make_person(session), "02")], address)
    hold(session, ADMIN, one.id, tree.branch, SINCE, TODAY)
    seats.add_seat(session, ADMIN, SeatDraft("grid_main", grid_id=one.id, created_on=SINCE), TODAY)
    unit = units.save_unit(
        session,
        ADMIN,
        UnitDraft("翠屏小学", "both", CODE, tree.dragon, resources="操场", phone="13812347740"),
        TODAY,
    ).row_id
    person = make_person(session, "柳建平")
    make_household(session, [(person, "02")], "御景小区 1-1-105")
    relation = members.add_member(
        session,
        ADMIN,
        MemberDraft(
            Holder(person_id=person.id), tree.branch, SINCE, JOINED, JOINED.replace(year=2011)
        ),
        TODAY,
    ).row_id
    teacher = Holder(outsider=OutsiderDraft("张老师", phone="13900001111", is_party=True))
    members.report_in(session, ADMIN, ReportDraft(teacher, tree.branch, unit, SINCE), TODAY)
    entrances = tuple(session.scalars(select(Entrance.id).order_by(Entrance.id)))
    return ListedHall(tree, one.id, two.id, entrances, unit, relation, person.id)


def shown(qtbot: QtBot, context: Context, page: ListedPage) -> Any:
    """The page on show, read."""
    qtbot.addWidget(page)
    for action in page.actions_above():  # type: ignore[attr-defined]
        action.setParent(page)
    page.resize(1366, 690)
    page.show()
    desk: Any = context.desk
    qtbot.waitUntil(lambda: page.is_read or bool(desk.errors))
    assert not desk.errors
    return page


def settled(qtbot: QtBot, page: Any) -> None:
    """What an act changed has been read anew."""
    before = page.told
    qtbot.waitUntil(lambda: page.told is not before)
