"""Doors of a building: floor by room number, state by the people behind them, one's household."""

from datetime import date

import pytest

from gridhall.core.clerk import Clerk
from gridhall.db.database import Database
from gridhall.places.models import Dwelling
from gridhall.registry import service
from gridhall.registry.columns.homes import drawing
from gridhall.registry.models import Household, PersonTag, TagKind
from gridhall.registry.queries import buildings
from gridhall.registry.queries.buildings import building_view, door_card
from gridhall.registry.queries.home_story import home_story
from gridhall.registry.rules.changes import Change, Target
from gridhall.registry.rules.doors import Behind, door_state, floor_label, floor_of
from gridhall.registry.service.places_of_people import PlaceDraft, add_property, set_residence
from tests.factories import (
    NOW,
    TODAY,
    make_dwelling,
    make_family,
    make_grid,
    make_household,
    make_person,
)

LONG_AGO = date(2025, 3, 1)


@pytest.mark.parametrize(
    ("room", "floor"),
    [
        ("501", 5),
        ("1202", 12),
        ("3301", 33),
        ("501A", 5),
        ("A501", 5),
        ("501东", 5),
        ("负101", -1),
        ("甲", None),
        ("2", None),
        ("12", None),
        ("10201", None),
        ("", None),
        ("<b>", None),
    ],
)
def test_the_floor_is_in_the_room_number_or_nowhere(room: str, floor: int | None) -> None:
    assert floor_of(room) == floor


def test_floors_are_said_as_people_say_them() -> None:
    assert [floor_label(one) for one in (12, -1, None)] == ["12层", "负1层", "其他"]


HERE, AWAY = "consistent", "hukou_not_resident"


@pytest.mark.parametrize(
    ("behind", "state"),
    [
        ([], "vacant"),
        ([Behind(HERE, False, True)], "usual"),
        ([Behind(HERE, False, True), Behind(AWAY, True, False)], "apart"),
        ([Behind(HERE, False, True), Behind(AWAY, False, False)], "usual"),
        ([Behind(AWAY, False, False)], "apart"),
        ([Behind("resident_no_hukou", True, True)], "outside"),
        ([Behind("property_no_hukou", False, True)], "outside"),
        ([Behind("unknown", False, True)], "unchecked"),
        ([Behind(HERE, False, True, cared=True), Behind(AWAY, True, False)], "care"),
        ([Behind(HERE, False, False, cared=True)], "apart"),
    ],
)
def test_a_door_is_the_first_that_holds(behind: list[Behind], state: str) -> None:
    assert door_state(behind) == state


def _states(db: Database, clerk: Clerk) -> dict[str, str]:
    with db.read() as session:
        row = buildings.buildings(session)[0]
        view = building_view(session, clerk, row.id, TODAY)
    return {door.room: door.state for part in view.entrances for door in part.doors}


def test_a_building_with_every_kind_of_door(db: Database, clerk: Clerk, supervisor: Clerk) -> None:
    with db.write() as session:
        for room in ("501", "502", "601", "甲", "2"):
            make_dwelling(session, f"御景小区 3-2-{room}", make_grid(session))
        make_family(session, "御景小区 3-2-501")
        old = make_person(session, "孙奶奶")
        make_household(session, [(old, "02")], "御景小区 3-2-502")
        gone = make_person(session, "李建军", sex="1")
        make_household(session, [(gone, "02")], "御景小区 3-2-601")
        set_residence(session, clerk, PlaceDraft(gone.id, LONG_AGO, address="大理市"), TODAY)
        kept = TagKind(code="dementia", name="失智失能", visible_to="supervisor")
        session.add_all([kept])
        session.flush()
        tag = PersonTag(person_id=old.id, tag="dementia", recorded_at=NOW, clerk_name="高明")
        session.add(tag)
    seen = {"501": "outside", "502": "usual", "601": "apart", "甲": "vacant", "2": "vacant"}
    assert _states(db, clerk) == seen
    assert _states(db, supervisor) == {**seen, "502": "care"}
    with db.read() as session:
        row = buildings.buildings(session)[0]
        assert (row.title, row.doors, row.households) == ("御景小区 3号楼", 5, 3)
        names, blocks = drawing(building_view(session, clerk, row.id, TODAY))
    assert names == ["6层", "5层", "其他"]
    assert [[one.title for one in line] for line in blocks[0].rows] == [
        ["601"],
        ["501", "502"],
        ["2", "甲"],
    ]
    assert blocks[0].note == "第1网格"


def test_who_only_lives_or_owns_there_is_behind_the_door_too(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        at = make_dwelling(session, "御景小区 3-2-502").id
        lodger, owner = make_person(session), make_person(session, "李建军", sex="1")
        make_household(session, [(lodger, "02"), (owner, "20")], "御景小区 3-2-501")
        set_residence(session, clerk, PlaceDraft(lodger.id, LONG_AGO, at), TODAY)
        add_property(session, clerk, PlaceDraft(owner.id, LONG_AGO, at), TODAY)
    assert _states(db, clerk) == {"501": "usual", "502": "usual"}
    with db.read() as session:
        card = door_card(session, at, TODAY)
    assert [(one.name, one.aspect) for one in card.others] == [
        ("张桂花", "residence"),
        ("李建军", "property"),
    ]
    assert card.households == ()
    assert {one.state for one in card.standings.values()} == {"consistent"}


def test_buildings_count_their_households_in_the_order_of_numbers(db: Database) -> None:
    with db.write() as session:
        for number in ("10", "2", "甲3"):
            make_household(session, [], f"御景小区 {number}-1-101")
        ended = make_household(session, [], "御景小区 2-1-102")
        ended.ended_on = LONG_AGO
    with db.read() as session:
        rows = buildings.buildings(session)
    assert [(row.number, row.doors, row.households) for row in rows] == [
        ("2", 2, 1),
        ("10", 1, 1),
        ("甲3", 1, 1),
    ]


def test_a_house_without_rooms_does_not_break_the_drawing(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        at = make_dwelling(session, "龙腾村 12--x")
        session.get_one(Dwelling, at.id).room = ""
    with db.read() as session:
        row = buildings.buildings(session)[0]
        names, blocks = drawing(building_view(session, clerk, row.id, TODAY))
    assert names == ["其他"]
    assert (blocks[0].title, blocks[0].rows[0][0].title) == ("不分单元", "整栋")


def test_a_household_tells_its_story_as_at_any_day(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        home = make_household(
            session,
            [(make_person(session), "02"), (make_person(session, "李建军", sex="1"), "20")],
        )
        members = [one.person_id for one in home_story(session, home.id, TODAY).members]
        moved = Change(
            kind="moved_out",
            happened_on=LONG_AGO,
            reported_on=TODAY,
            movers={members[1]: ""},
            target=None,
        )
        done = service.carry_out(session, clerk, moved, TODAY)
        story = home_story(session, home.id, TODAY)
        assert [one.name for one in story.members] == ["张桂花"]
        assert [(one.name, one.until) for one in story.former] == [("李建军", LONG_AGO)]
        assert [(one.label, one.names) for one in story.events] == [
            ("迁出", "李建军"),
            ("立户", ""),
        ]
        before = home_story(session, home.id, date(2025, 2, 28))
        assert [one.name for one in before.members] == ["张桂花", "李建军"]
        assert before.former == ()
        assert [one.label for one in before.events] == ["立户"]
        service.undo(session, clerk, done.action_id, "登记错了", TODAY)
        story = home_story(session, home.id, TODAY)
        assert len(story.members) == 2
        assert [one.label for one in story.events] == ["立户"]


def test_a_household_that_moved_says_where_it_was(db: Database, clerk: Clerk) -> None:
    with db.write() as session:
        home = make_household(session, [(make_person(session), "02")])
        there = make_dwelling(session, "御景小区 5-1-301").id
        change = Change(
            kind="moved",
            happened_on=LONG_AGO,
            reported_on=TODAY,
            moves={home.id: Target(home.id, dwelling_id=there, address="御景小区 5-1-301")},
        )
        service.carry_out(session, clerk, change, TODAY)
        assert session.get_one(Household, home.id).dwelling_id == there
        said = [(one.label, one.names) for one in home_story(session, home.id, TODAY).events]
    assert ("搬离", "御景小区 3-2-501") in said
    assert ("整户搬迁", "张桂花") in said
