"""Lists: who is on them, in which order, as at a day; kept by name; taken out as a workbook."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import python_calamine as calamine
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from gridhall.clerks.models import AuditEntry
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.pinyin import sort_key
from gridhall.core.progress import Cancelled, Silent
from gridhall.db.database import Database
from gridhall.registry.models import Membership, PastAddress, PastValue, Person
from gridhall.registry.queries.listed import listed
from gridhall.registry.queries.lists import Reading, list_rows, names_of_places, saved_lists
from gridhall.registry.rules import age_on
from gridhall.registry.rules.lists import (
    USUAL,
    Flow,
    ListDefinition,
    Names,
    Wanted,
    check_columns,
    check_wanted,
    in_words,
    read_definition,
    stored,
)
from gridhall.registry.service import lists
from gridhall.registry.service.tags import set_tag
from tests.factories import (
    NOW,
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


def _names(db: Database, clerk: Clerk, **asked: Any) -> list[str]:
    with db.read() as session:
        ids = listed(session, clerk, Wanted(**asked), TODAY)
        people = {one.id: one.name for one in session.scalars(select(Person))}
    return [people[one] for one in ids]


def test_everybody_in_the_register_by_sound(
    db: Database, clerk: Clerk, hall: dict[str, int]
) -> None:
    assert _names(db, clerk) == ["李建军", "李思涵", "单雄信", "王晓燕", "张桂花", "章子怡"]


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
    assert _names(db, clerk, **asked) == found


def test_a_building_and_a_grid(db: Database, clerk: Clerk, hall: dict[str, int]) -> None:
    with db.read() as session:
        names = names_of_places(session, clerk)
    assert list(names.buildings.values()) == ["御景小区 3号楼", "御景小区 10号楼"]
    third = next(iter(names.buildings))
    assert len(_names(db, clerk, buildings=(third,))) == 4
    assert len(_names(db, clerk, grids=tuple(names.grids))) == 4


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
    assert sorted(_names(db, clerk, as_at=day)) == sorted(
        [*_names(db, clerk), "老去", "迁走", "并了"]
    )
    assert _names(db, clerk, as_at=day, hukou=("local",), name="张") == ["张桂花"]
    assert _names(db, clerk, hukou=("local",), name="张") == []
    assert _names(db, clerk, as_at=day, youngest=67) == []
    assert "张桂花" in _names(db, clerk, youngest=67)
    with db.read() as session:
        row = list_rows(session, clerk, [who], Reading(day, TODAY))[who]
        second = {name: one for one, name in names_of_places(session, clerk).grids.items()}
    assert (row.hukou, row.address, row.grid, row.age) == (
        "本地户籍", "都市春天 1-1-101", "第2网格", 66,
    )  # fmt: skip
    assert len(_names(db, clerk, as_at=day, grids=(second["第2网格"],))) == 4
    assert _names(db, clerk, grids=(second["第2网格"],)) == []
    assert _names(db, clerk, as_at=EARLIER, status="died") == []
    assert _names(db, clerk, as_at=date(2026, 3, 1), status="died") == ["老去"]
    assert _names(db, clerk, as_at=date(2026, 3, 1), status="left") == ["迁走"]
    assert _names(db, clerk, as_at=day, status="left") == []


def test_tags_find_only_what_the_clerk_may_see(
    db: Database, clerk: Clerk, supervisor: Clerk, hall: dict[str, int]
) -> None:
    from gridhall.registry.rules.tags import TagDraft

    with db.write() as session:
        set_tag(session, supervisor, hall["单雄信"], TagDraft("disabled"), TODAY)
        set_tag(session, clerk, hall["章子怡"], TagDraft("volunteer"), TODAY)
    assert _names(db, supervisor, tags=("disabled", "volunteer")) == ["单雄信", "章子怡"]
    assert _names(db, clerk, tags=("disabled", "volunteer")) == ["章子怡"]
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
    assert _names(db, clerk)[0] == "章子怡"  # nothing is lost meanwhile
    assert lists.sort_names(db, Silent()) == 3
    assert lists.sort_names(db, Silent()) == 0
    assert _names(db, clerk)[-1] == "章子怡"
    with db.read() as session:
        assert all(one.name_sort == sort_key(one.name) for one in session.scalars(select(Person)))


def test_another_name_is_another_place(db: Database, clerk: Clerk, hall: dict[str, int]) -> None:
    with db.write() as session:
        session.get_one(Person, hall["张桂花"]).name = "安桂花"
    assert _names(db, clerk)[0] == "安桂花"


# Kept by name


def test_a_definition_comes_back_as_it_was() -> None:
    asked = Wanted(
        as_at=EARLIER, sexes=("2",), youngest=60, tags=("disabled",), grids=(0, 3), heads=True,
        registered_from=EARLIER, flow=Flow(EARLIER, TODAY, "gain", ("born",)), order="address",
    )  # fmt: skip
    definition = ListDefinition(asked, ("name", "phone"))
    assert read_definition(stored(definition)) == definition
    assert read_definition(stored(ListDefinition())) == ListDefinition(Wanted(), USUAL)


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"columns": ["name"], "moon": 1}', '{"columns": 3}']
)
def test_a_definition_of_another_version_is_told(text: str) -> None:
    with pytest.raises(UserError, match="别的版本存的"):
        read_definition(text)


def test_a_list_is_kept_replaced_only_when_asked_and_removed(
    db: Database, clerk: Clerk, supervisor: Clerk
) -> None:
    old = ListDefinition(Wanted(youngest=80))
    with db.write() as session:
        lists.save_list(session, clerk, " 高龄  名单 ", old)
    with (
        db.write() as session,
        pytest.raises(lists.NameTaken, match="已有常用名单“高龄 名单”（王芳存的）"),
    ):
        lists.save_list(session, supervisor, "高龄 名单", ListDefinition())
    with db.read() as session:
        assert [one.definition for one in saved_lists(session)] == [old]
    with db.write() as session:
        kept = lists.save_list(session, supervisor, "高龄 名单", ListDefinition(), replace=True)
    with db.write() as session:
        assert lists.remove_list(session, clerk, kept.id).definition == ListDefinition()
    with db.write() as session, pytest.raises(UserError, match="已经不在了"):
        lists.remove_list(session, clerk, kept.id)
    with db.read() as session:
        actions = list(session.scalars(select(AuditEntry.action)))
    assert actions == ["list.save", "list.save", "list.remove"]


@pytest.mark.parametrize(
    ("name", "said"), [("  ", "请给这份名单起个名字"), ("长" * 41, "最多 40 个字，现在是 41 个")]
)
def test_a_list_needs_a_name(db: Database, clerk: Clerk, name: str, said: str) -> None:
    with db.write() as session, pytest.raises(UserError, match=said):
        lists.save_list(session, clerk, name, ListDefinition())


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"as_at": date(2027, 1, 1)}, "截至日期不能晚于今天"),
        ({"youngest": 60, "oldest": 50}, "年龄从 60 到 50 反了"),
        ({"youngest": 200}, "年龄要在 0 到 150 之间，现在是 200"),
        ({"smallest": 5, "largest": 2}, "每户人数从 5 到 2 反了"),
        (
            {"registered_from": TODAY, "registered_to": EARLIER},
            "登记日期从 2026-11-24 到 2025-01-01 反了",
        ),
        ({"status": "merged"}, "没有这种在册状态"),
        ({"status": "died", "heads": True}, "只能查在册的人"),
    ],
)
def test_filters_that_contradict_themselves_are_refused(asked: dict[str, Any], said: str) -> None:
    with pytest.raises(UserError, match=said):
        check_wanted(Wanted(**asked), TODAY)


def test_no_column_is_no_list() -> None:
    with pytest.raises(UserError, match="至少选一列"):
        check_columns(["moon"])


def test_filters_in_words() -> None:
    names = Names({3: "第3网格"}, {7: "御景小区 3号楼"}, {"disabled": "残疾"})
    asked = Wanted(
        as_at=EARLIER, name="张", sexes=("2",), youngest=60, hukou=("local",), grids=(3, 0),
        buildings=(7,), tags=("disabled",), educations=("",), smallest=2, largest=2, heads=True,
    )  # fmt: skip
    assert in_words(asked, names) == [
        "截至 2025-01-01", "姓名含“张”", "60 岁以上", "每户 2 人", "女", "本地户籍", "未登记",
        "第3网格、没划进网格", "御景小区 3号楼", "残疾", "户主",
    ]  # fmt: skip
    assert in_words(Wanted(), names) == []
    gained = Wanted(flow=Flow(date(2026, 3, 1), date(2026, 3, 31), "gain", ("born",)))
    assert in_words(gained, names) == ["2026年03月出生"]


# Taken out


def _takeout(session: Session, clerk: Clerk, **more: Any) -> lists.Takeout:
    wanted = Wanted(youngest=60)
    ids = listed(session, clerk, wanted, TODAY)
    return lists.Takeout(wanted, ids, ("name", "id_number", "phone", "age"), **more)


def _sheet(path: Path) -> list[list[Any]]:
    return calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


def test_a_list_goes_out_masked_as_text_and_is_logged(
    db: Database, clerk: Clerk, hall: dict[str, int], tmp_path: Path
) -> None:
    with db.read() as session:
        takeout = _takeout(session, clerk)
        number = session.get_one(Person, hall["张桂花"]).id_number or ""
    out = tmp_path / "名单.xlsx"
    assert lists.export_list(db, clerk, takeout, (out, TODAY), Silent()) == 2
    head, first, second = _sheet(out)
    assert head == ["姓名", "证件号", "电话", "年龄"]
    assert first == ["张桂花", f"{number[:6]}********{number[-4:]}", "137****5521", "67"]
    assert second[0] == "章子怡"
    assert [one.name for one in tmp_path.glob("*.xlsx")] == ["名单.xlsx"]
    with db.read() as session:
        entry = session.scalars(select(AuditEntry)).all()[-1]
    assert entry.action == "export"
    assert '"60 岁以上"' in entry.detail
    assert "reason" not in entry.detail


def test_whole_numbers_want_a_supervisor_and_a_reason(
    db: Database, clerk: Clerk, supervisor: Clerk, hall: dict[str, int], tmp_path: Path
) -> None:
    out = tmp_path / "名单.xlsx"
    with db.read() as session:
        plain, empty = (_takeout(session, clerk, reason=why) for why in ("核对", " "))
        number = session.get_one(Person, hall["张桂花"]).id_number
    with pytest.raises(UserError, match="导出完整号码要主管来做"):
        lists.export_list(db, clerk, plain, (out, TODAY), Silent())
    with pytest.raises(UserError, match="请写明查看原因"):
        lists.export_list(db, supervisor, empty, (out, TODAY), Silent())
    assert not out.exists()
    lists.export_list(db, supervisor, plain, (out, TODAY), Silent())
    assert _sheet(out)[1][1:3] == [number, "13712345521"]
    with db.read() as session:
        assert '"reason": "核对"' in session.scalars(select(AuditEntry)).all()[-1].detail


def test_stopping_an_export_leaves_neither_file_nor_log(
    db: Database, clerk: Clerk, hall: dict[str, int], tmp_path: Path
) -> None:
    class Stopping:
        def report(self, done: int, total: int) -> None:
            raise Cancelled

    with db.read() as session:
        takeout = _takeout(session, clerk)
    with pytest.raises(Cancelled):
        lists.export_list(db, clerk, takeout, (tmp_path / "x.xlsx", TODAY), Stopping())
    with pytest.raises(UserError):
        lists.export_list(db, clerk, takeout, (tmp_path / "no" / "x.xlsx", TODAY), Silent())
    assert list(tmp_path.glob("*xlsx*")) == []
    with db.read() as session:
        assert session.scalars(select(AuditEntry)).all() == []


def test_too_long_a_list_is_told_to_go_out_in_parts(clerk: Clerk) -> None:
    takeout = lists.Takeout(Wanted(), range(200_001), USUAL)
    with pytest.raises(UserError, match="这份名单有 200,001 人"):
        lists.may_take_out(clerk, takeout)


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
    assert _names(db, clerk, flow=march) == ["李思涵", "李思涵"]
    assert _names(db, clerk, flow=replace(march, kinds=("born",))) == ["李思涵"]
    assert _names(db, clerk, flow=replace(march, side="loss")) == ["李思涵"]
