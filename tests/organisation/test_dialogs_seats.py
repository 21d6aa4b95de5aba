"""The sheets about seats: appointing, leaving, elections, rotations, lists, what is to be done."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.organisation.columns.seats import MEMBERS, seat_state
from gridhall.organisation.dialogs.appoint import AppointSheet, PhoneSheet, RelieveSheet
from gridhall.organisation.dialogs.election import ElectionSheet
from gridhall.organisation.dialogs.rotation import RotationSheet
from gridhall.organisation.dialogs.seat import SeatSheet
from gridhall.organisation.dialogs.seat_lists import Listing, ListSheet
from gridhall.organisation.dialogs.todo import TodoSheet
from gridhall.organisation.queries.seats import SeatRow, seats_of, todo
from gridhall.organisation.queries.tree import organisation
from gridhall.qt.choice import Choice
from gridhall.qt.context import Context
from gridhall.registry.models import Person
from tests.factories import TODAY
from tests.modal import opened, window  # noqa: F401 - a fixture
from tests.organisation.tree_hall import (
    TreeHall,
    appoint_outsider,
    appoint_resident,
    make_tree,
)


@pytest.fixture
def hall(db: Database, context: Context, supervisor: Clerk) -> TreeHall:
    context.clerk = supervisor
    with db.write() as session:
        made = make_tree(session)
        appoint_outsider(session, made.branch, 0, "柳建平")
        appoint_resident(session, made.home, 0, "刘凤英")
    return made


@pytest.fixture
def seat(db: Database, hall: TreeHall) -> Callable[..., SeatRow]:
    def one(place: int, owner: int | None = None) -> SeatRow:
        with db.read() as session:
            return seats_of(session, owner or hall.branch, TODAY)[place]

    return one


def new_one(sheet: Any, name: str) -> None:
    sheet.holder.who.choose(Choice(("new", name), name))
    sheet.holder._follow()


def test_appointing_somebody_new_from_outside(
    qtbot: QtBot,
    context: Context,
    seat: Callable[..., SeatRow],
    window: QWidget,  # noqa: F811
) -> None:
    sheet = opened(qtbot, AppointSheet(window, context, seat(1)))
    sheet.save()
    assert sheet.banner.text() == "请选人选"
    new_one(sheet, "周丽华")
    sheet.holder.phone.setText("13987655523")
    sheet.source.setCurrentText("业委会主任")
    sheet.save()
    if sheet.isVisible():  # a doubt is said first
        assert "再按一次“任命”" in sheet.banner.text()
        sheet.save()
    row = seat(1)
    assert (row.holder_name, row.phone_masked, row.source) == (
        "周丽华", "139****5523", "业委会主任"
    )  # fmt: skip


def test_a_typed_name_that_was_not_chosen_is_refused(
    qtbot: QtBot,
    context: Context,
    seat: Callable[..., SeatRow],
    window: QWidget,  # noqa: F811
) -> None:
    sheet = opened(qtbot, AppointSheet(window, context, seat(1)))
    sheet.holder.who.setText("没有这人")
    sheet.save()
    assert "没有选中“没有这人”" in sheet.banner.text()
    sheet.reject()


def test_who_follows_takes_the_seat_and_both_acts_are_told(
    qtbot: QtBot,
    context: Context,
    seat: Callable[..., SeatRow],
    window: QWidget,  # noqa: F811
) -> None:
    sheet = opened(qtbot, AppointSheet(window, context, seat(0)))
    told: list[Any] = []
    sheet.carried.connect(told.append)
    new_one(sheet, "韩冰")
    sheet.save()
    if not told:
        sheet.save()
    assert seat(0).holder_name == "韩冰"
    assert len(told[0].also) == 1  # 柳建平 left, in the same transaction


def test_a_term_that_ends_before_it_begins_is_refused(
    qtbot: QtBot,
    context: Context,
    seat: Callable[..., SeatRow],
    window: QWidget,  # noqa: F811
) -> None:
    sheet = opened(qtbot, AppointSheet(window, context, seat(1)))
    new_one(sheet, "周丽华")
    sheet.term.set_value(date(2026, 1, 1), TODAY)
    sheet.save()
    assert "早于或等于任职日期" in sheet.banner.text()
    assert seat(1).is_vacant
    sheet.reject()


def test_leaving_a_seat_leaves_it_vacant(
    qtbot: QtBot,
    context: Context,
    seat: Callable[..., SeatRow],
    window: QWidget,  # noqa: F811
) -> None:
    sheet = opened(qtbot, RelieveSheet(window, context, seat(0)))
    sheet.day.set_value(date(2026, 10, 9))
    sheet.why.setCurrentText("工作调动")
    sheet.save_button.click()
    row = seat(0)
    assert row.is_vacant
    assert seat_state(row, TODAY) == "待选任 46 天"


def test_an_election_keeps_fills_and_empties(
    qtbot: QtBot,
    context: Context,
    hall: TreeHall,
    seat: Callable[..., SeatRow],
    window: QWidget,  # noqa: F811
) -> None:
    with context.db.read() as session:
        row = organisation(session, hall.branch)
    sheet = opened(qtbot, ElectionSheet(window, context, row))
    parts = list(sheet.choices.values())
    assert parts[0].name() == "柳建平"
    parts[1].who.choose(Choice(("new", "周丽华"), "周丽华"))
    sheet.term.set_value(date(2029, 11, 23))
    sheet.save()
    if sheet.isVisible():
        sheet.save()
    assert [seat(place).holder_name for place in range(4)] == ["柳建平", "周丽华", "", ""]
    with context.db.read() as session:
        assert organisation(session, hall.branch).term_until == date(2029, 11, 23)


def test_a_rotation_refuses_two_at_once_and_plans_ahead(
    qtbot: QtBot,
    context: Context,
    seat: Callable[..., SeatRow],
    window: QWidget,  # noqa: F811
) -> None:
    sheet = opened(qtbot, RotationSheet(window, context, seat(1)))
    for (who, _, _), name in zip(sheet.turns, ("韩冰", "于海涛"), strict=True):
        who.who.choose(Choice(("new", name), name))
    good = sheet.turns[1][1].value()
    sheet.turns[1][1].set_value(TODAY)
    sheet.save()
    assert "同一天只能一个人" in sheet.banner.text()
    sheet.turns[1][1].set_value(good)
    sheet.save()
    row = seat(1)
    assert (row.holder_name, row.planned_name, row.planned_since) == ("韩冰", "于海涛", good)


def test_a_seat_is_added_and_renamed(
    qtbot: QtBot,
    context: Context,
    hall: TreeHall,
    seat: Callable[..., SeatRow],
    window: QWidget,  # noqa: F811
) -> None:
    owner = (hall.branch, "御景小区党支部")
    sheet = opened(qtbot, SeatSheet(window, context, owner))
    sheet.title_of.setCurrentIndex(sheet.title_of.findData("part_time_member"))
    sheet.save_button.click()
    assert seat(4).name == "兼职委员"
    again = opened(qtbot, SeatSheet(window, context, owner, seat(4)))
    again.name.setText("兼职宣传委员")
    again.save_button.click()
    assert seat(4).name == "兼职宣传委员"


def test_any_counter_notes_an_outsiders_phone(
    qtbot: QtBot,
    context: Context,
    hall: TreeHall,
    clerk: Clerk,
    seat: Callable[..., SeatRow],
    window: QWidget,  # noqa: F811
) -> None:
    context.clerk = clerk
    sheet = opened(qtbot, PhoneSheet(window, context, seat(0)))
    sheet.phone.setText("13900001234")
    sheet.save_button.click()
    assert seat(0).phone_masked == "139****1234"
    resident = opened(qtbot, PhoneSheet(window, context, seat(0, hall.home)))
    resident.save()
    assert "电话请到居民登记里改" in resident.banner.text()
    resident.reject()


def test_a_death_is_a_vacancy_and_something_to_do(
    qtbot: QtBot,
    context: Context,
    hall: TreeHall,
    seat: Callable[..., SeatRow],
    window: QWidget,  # noqa: F811
) -> None:
    with context.db.write() as session:
        person = session.get_one(Person, seat(0, hall.home).person_id)
        person.status, person.died_on = "died", date(2026, 11, 1)
    assert seat(0, hall.home).is_vacant
    with context.db.read() as session:
        rows = todo(session, TODAY)
    sheet = opened(qtbot, TodoSheet(window, context, rows))
    told: list[str] = []
    sheet.wanted.connect(lambda act, _row: told.append(act))
    words = [
        made.accessibleName()
        for made in sheet.findChildren(QWidget)
        if made.inherits("QPushButton")
    ]
    assert any(name.startswith("离任 ") and "刘凤英" in name for name in words)
    assert not any(name.startswith("留任 ") for name in words)  # who died cannot stay
    sheet.reject()


def test_a_list_is_narrowed_by_initials(
    qtbot: QtBot,
    context: Context,
    window: QWidget,  # noqa: F811
) -> None:
    class Row:
        def __init__(self, name: str) -> None:
            self.id, self.name = name, name

    rows = [Row("刘凤英"), Row("孙立新")]
    columns = MEMBERS[:1]
    listing = Listing("党员名单", "group", columns, rows, ("没有", ""), name=lambda row: row.name)
    sheet = opened(qtbot, ListSheet(window, context, listing))
    sheet.filter.setText("slx")
    assert [row.name for row in sheet.model.rows] == ["孙立新"]
    with qtbot.waitSignal(sheet.row_wanted):
        sheet.table._open()


def test_an_organisation_without_seats_is_not_elected(
    context: Context,
    hall: TreeHall,
    window: QWidget,  # noqa: F811
) -> None:
    from gridhall.organisation.queries.seats import seats_of as read
    from gridhall.organisation.service.seats import end_seat

    with context.db.write() as session:
        for row in read(session, hall.group, TODAY):
            end_seat(session, context.clerk, row.id, TODAY, TODAY)
        group = organisation(session, hall.group)
    with pytest.raises(UserError, match="还没有席位"):
        ElectionSheet(window, context, group)
