"""Lists: who is on them, in which order, as at a day; kept by name; taken out as a workbook."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert, select, update

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.pinyin import sort_key
from gridhall.core.progress import Silent
from gridhall.db.database import Database
from gridhall.registry.models import Membership, PastAddress, PastValue, Person
from gridhall.registry.queries.lists import Reading, list_rows, names_of_places
from gridhall.registry.rules import age_on
from gridhall.registry.rules.lists import Flow, Wanted
from gridhall.registry.service import lists
from gridhall.registry.service.tags import set_tag
from tests.factories import NOW, TODAY, make_dwelling, make_grid
from tests.registry.list_hall import EARLIER, hall, listed_names

__all__ = ["hall"]


def test_everybody_in_the_register_by_sound(
    db: Database, clerk: Clerk, hall: dict[str, int]
) -> None:
    assert listed_names(db, clerk) == ["李建军", "李思涵", "单雄信", "王晓燕", "张桂花", "章子怡"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"sexes": ("1",)}, ["李建军", "单雄信"]),
        ({"youngest": 60}, ["张桂花", "章子怡"]),
        ({"oldest": 9}, ["李思涵"]),
        ({"ageless": True}, ["单雄信"]),
        ({"ethnicities": ("03",)}, ["章子怡"]),
        ({"ethnicities": ("",)}, ["单雄信"]),
        ({"politicals": ("01", "02")}, ["章子怡"]),
        ({"hukou": ("outside",)}, ["李建军", "李思涵", "王晓燕", "张桂花"]),
        ({"name": "雄"}, ["单雄信"]),
        ({"name": "%"}, []),
        ({"heads": True}, ["张桂花", "章子怡"]),
        ({"smallest": 3}, ["李建军", "李思涵", "王晓燕", "张桂花"]),
        ({"largest": 2, "sexes": ("2",)}, ["章子怡"]),
        ({"grids": (0,)}, ["单雄信", "章子怡"]),
        ({"status": "died"}, ["老去"]),
        ({"status": "left"}, ["迁走"]),
        ({"status": "unsettled"}, ["独行"]),
        ({"registered_from": TODAY}, ["李建军", "李思涵", "单雄信", "王晓燕", "张桂花", "章子怡"]),
        ({"registered_to": EARLIER}, []),
        (
            {"order": "address"},
            ["张桂花", "李建军", "王晓燕", "李思涵", "章子怡", "单雄信"],
        ),
        ({"order": "age", "youngest": 0}, ["张桂花", "章子怡", "李建军", "王晓燕", "李思涵"]),
    ],
)
def test_each_filter_finds_its_people(
    db: Database, clerk: Clerk, hall: dict[str, int], asked: dict[str, Any], found: list[str]
) -> None:
    assert listed_names(db, clerk, **asked) == found


def test_a_building_and_a_grid(db: Database, clerk: Clerk, hall: dict[str, int]) -> None:
    with db.read() as session:
        names = names_of_places(session, clerk)
    assert list(names.buildings.values()) == ["御景小区 3号楼", "御景小区 10号楼"]
    third = next(iter(names.buildings))
    assert len(listed_names(db, clerk, buildings=(third,))) == 4
    assert len(listed_names(db, clerk, grids=tuple(names.grids))) == 4


def test_as_at_a_day_everything_is_as_it_was(
    db: Database, clerk: Clerk, hall: dict[str, int]
) -> None:
    """Who was there, their hukou, their home and their age."""
    day = date(2026, 2, 1)
    with db.write() as session:
        who = hall["张桂花"]
        session.add(
            PastValue(person_id=who, field="hukou_kind", value="local", until=date(2026, 4, 1))
        )
        session.add(
            PastValue(person_id=who, field="hukou_kind", value="unknown", until=date(2025, 4, 1))
        )
        home = session.scalars(select(Membership).where(Membership.person_id == who)).one()
        was = make_dwelling(session, "都市春天 1-1-101", make_grid(session, "G02", "第2网格"))
        session.add(
            PastAddress(household_id=home.household_id, dwelling_id=was.id, until=date(2026, 5, 1))
        )
    assert sorted(listed_names(db, clerk, as_at=day)) == sorted(
        [*listed_names(db, clerk), "老去", "迁走", "并了"]
    )
    assert listed_names(db, clerk, as_at=day, hukou=("local",), name="张") == ["张桂花"]
    assert listed_names(db, clerk, hukou=("local",), name="张") == []
    assert listed_names(db, clerk, as_at=day, youngest=67) == []
    assert "张桂花" in listed_names(db, clerk, youngest=67)
    with db.read() as session:
        row = list_rows(session, clerk, [who], Reading(day, TODAY))[who]
        second = {name: one for one, name in names_of_places(session, clerk).grids.items()}
    assert (row.hukou, row.address, row.grid, row.age) == (
        "本地户籍", "都市春天 1-1-101", "第2网格", 66,
    )  # fmt: skip
    assert len(listed_names(db, clerk, as_at=day, grids=(second["第2网格"],))) == 4
    assert listed_names(db, clerk, grids=(second["第2网格"],)) == []
    assert listed_names(db, clerk, as_at=EARLIER, status="died") == []
    assert listed_names(db, clerk, as_at=date(2026, 3, 1), status="died") == ["老去"]
    assert listed_names(db, clerk, as_at=date(2026, 3, 1), status="left") == ["迁走"]
    assert listed_names(db, clerk, as_at=day, status="left") == []


def test_tags_find_only_what_the_clerk_may_see(
    db: Database, clerk: Clerk, supervisor: Clerk, hall: dict[str, int]
) -> None:
    from gridhall.registry.rules.tags import TagDraft

    with db.write() as session:
        set_tag(session, supervisor, hall["单雄信"], TagDraft("disabled"), TODAY)
        set_tag(session, clerk, hall["章子怡"], TagDraft("volunteer"), TODAY)
    assert listed_names(db, supervisor, tags=("disabled", "volunteer")) == ["单雄信", "章子怡"]
    assert listed_names(db, clerk, tags=("disabled", "volunteer")) == ["章子怡"]
    ids = list(hall.values())
    with db.read() as session:
        seen = list_rows(session, clerk, ids, Reading(None, TODAY, tags=True))
        all_of_it = list_rows(session, supervisor, ids, Reading(None, TODAY, tags=True))
    assert seen[hall["单雄信"]].tags == ""
    assert all_of_it[hall["单雄信"]].tags == "残疾"
    assert "disabled" not in _offered(db, clerk)
    assert "disabled" in _offered(db, supervisor)
    with db.read() as session, pytest.raises(UserError, match="只有主管能看的标签"):
        lists.check_tags(session, clerk, Wanted(tags=("disabled",)), TODAY)


def _offered(db: Database, clerk: Clerk) -> Sequence[str]:
    with db.read() as session:
        return list(names_of_places(session, clerk).tags)


@given(st.dates(date(1900, 1, 1), TODAY), st.dates(date(1990, 1, 1), TODAY), st.integers(0, 100))
def test_an_age_range_is_what_ages_say(born: date, day: date, age: int) -> None:
    """The filter's dates against the age itself, 29 February included."""
    from gridhall.registry.rules import born_before

    is_in = born <= born_before(age, day) and born > born_before(age + 1, day)
    assert is_in == (age_on(born, day) == age)


def test_people_of_a_bulk_insert_get_their_place(
    db: Database, clerk: Clerk, hall: dict[str, int]
) -> None:
    with db.write() as session:
        rows = [{"name": name, "recorded_at": NOW} for name in ("阿依古丽", "卓玛")]
        session.execute(insert(Person.__table__), rows)  # type: ignore[arg-type]  # a Table
        session.execute(update(Person).where(Person.name == "章子怡").values(name_sort=None))
    assert listed_names(db, clerk)[0] == "章子怡"  # nothing is lost meanwhile
    assert lists.sort_names(db, Silent()) == 3
    assert lists.sort_names(db, Silent()) == 0
    assert listed_names(db, clerk)[-1] == "章子怡"
    with db.read() as session:
        assert all(one.name_sort == sort_key(one.name) for one in session.scalars(select(Person)))


def test_another_name_is_another_place(db: Database, clerk: Clerk, hall: dict[str, int]) -> None:
    with db.write() as session:
        session.get_one(Person, hall["张桂花"]).name = "安桂花"
    assert listed_names(db, clerk)[0] == "安桂花"


# Kept by name


def test_those_who_came_in_a_month_are_listed_once_an_event(
    db: Database, clerk: Clerk, hall: dict[str, int]
) -> None:
    from gridhall.registry.models import PersonEvent

    with db.write() as session:
        home = session.scalars(select(Membership.household_id)).first()
        for kind, there in (
            ("born", (None, home)),
            ("moved_out", (home, None)),
            ("moved_in", (None, home)),
        ):
            session.add(
                PersonEvent(
                    person_id=hall["李思涵"], kind=kind, happened_on=date(2026, 3, 9),
                    recorded_at=datetime.now(UTC), clerk_name="王芳",
                    from_household_id=there[0], to_household_id=there[1],
                )
            )  # fmt: skip
    march = Flow(date(2026, 3, 1), date(2026, 3, 31), "gain")
    assert listed_names(db, clerk, flow=march) == ["李思涵", "李思涵"]
    assert listed_names(db, clerk, flow=replace(march, kinds=("born",))) == ["李思涵"]
    assert listed_names(db, clerk, flow=replace(march, side="loss")) == ["李思涵"]
