"""Matters change from a day on; cases keep what they were taken in under."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from gridhall import parts
from gridhall.clerks.queries import record_history
from gridhall.core.clerk import Clerk, Role
from gridhall.core.errors import UserError
from gridhall.db import search
from gridhall.db.database import Database
from gridhall.service_desk.models import ItemVersion, ServiceItem
from gridhall.service_desk.queries.catalogue import matter_by_id, matter_version, matters
from gridhall.service_desk.queries.catalogue_history import listing, matter_card, preview, versions
from gridhall.service_desk.rules.catalogue import (
    MaterialSpec,
    MatterSpec,
    differences,
    in_force,
)
from gridhall.service_desk.service.catalogue_versions import (
    MatterChange,
    retire,
    save_matter,
    take_up,
    withdraw_version,
)
from gridhall.service_desk.service.pins import set_pin
from gridhall.service_desk.sheets.catalogue import install_catalogue
from tests.conftest import KEY
from tests.service_desk.conftest import Desk

TODAY = date(2026, 11, 24)
NEXT = TODAY + timedelta(days=7)
CARD = MaterialSpec("居民身份证", 1, 1, True, "公安机关", "")
SPEC = MatterSpec(
    "QQ01", "遗失物登记", "便民服务", "promised", 3, "", "社区", "不收费", "登记回执", (CARD,)
)


@pytest.fixture
def hall(db: Database, administrator: Clerk) -> Database:
    with db.write() as session:
        install_catalogue(session, administrator)
    return db


def add(db: Database, clerk: Clerk, said: MatterSpec = SPEC, since: date = TODAY) -> int:
    with db.write() as session:
        return save_matter(session, clerk, MatterChange(said, since), TODAY)


def change(db: Database, clerk: Clerk, item_id: int, since: date, **said: object) -> None:
    with db.write() as session:
        row = matter_by_id(session, item_id, since)
        asked = replace(row.said, **said)  # type: ignore[arg-type]  # by name
        save_matter(session, clerk, MatterChange(asked, since, item_id, row.version), TODAY)


def limit(db: Database, item_id: int, on: date) -> int:
    with db.read() as session:
        return matter_by_id(session, item_id, on).limit_days


def found(db: Database, typed: str) -> list[str]:
    with db.read() as session:
        return [hit.title for hit in search.search(session, typed, 20)]


class _Version(NamedTuple):
    id: int
    since: date


@given(st.lists(st.integers(0, 40), max_size=12), st.integers(-2, 45))
def test_the_version_in_force_is_that_of_a_slow_walk_day_by_day(
    starts: list[int], asked: int
) -> None:
    written = [_Version(n, TODAY + timedelta(days=start)) for n, start in enumerate(starts, 1)]
    now: _Version | None = None
    for day in range(-3, asked + 1):
        for one in written:  # in the order of writing: the later of a day wins
            if one.since == TODAY + timedelta(days=day):
                now = one
    assert in_force(written, TODAY + timedelta(days=asked)) == now


@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_random_changes_are_found_again_on_any_day(
    data: st.DataObject, fresh_item: tuple[Database, int, Clerk]
) -> None:
    db, item_id, clerk = fresh_item
    with db.write() as session:  # what the last example left
        for version in session.scalars(select(ItemVersion).where(ItemVersion.since > TODAY)):
            if version.item_id == item_id:
                withdraw_version(session, clerk, version.id, TODAY)
    base, written = limit(db, item_id, TODAY), dict[int, int]()
    for offset, days in data.draw(
        st.lists(st.tuples(st.integers(1, 30), st.integers(1, 99)), max_size=6)
    ):
        since = TODAY + timedelta(days=offset)
        if limit(db, item_id, since) != days:
            change(db, clerk, item_id, since, limit_days=days)
            written[offset] = days
    for offset in range(0, 32):
        come = [start for start in written if start <= offset]
        expected = written[max(come)] if come else base
        assert limit(db, item_id, TODAY + timedelta(days=offset)) == expected


@pytest.fixture(scope="module")
def fresh_item(
    _hall_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Database, int, Clerk]]:
    path = tmp_path_factory.mktemp("versions") / "hall.db"
    shutil.copy(_hall_template, path)
    db, boss = Database(path, KEY), Clerk(1, "管理员", Role.ADMINISTRATOR)
    yield db, add(db, boss), boss
    db.close()


def test_a_change_of_a_coming_day_counts_from_it_and_the_search_follows(
    hall: Database, administrator: Clerk
) -> None:
    item_id = add(hall, administrator)
    change(hall, administrator, item_id, NEXT, name="拾得物登记", limit_days=5)
    assert (limit(hall, item_id, NEXT - timedelta(days=1)), limit(hall, item_id, NEXT)) == (3, 5)
    assert "遗失物登记" in found(hall, "QQ01")
    assert parts.follow(hall, NEXT) == 1
    assert "拾得物登记" in found(hall, "QQ01")
    assert parts.follow(hall, NEXT) == 0


def test_a_new_matter_of_a_coming_day_is_not_taken_in_before(
    hall: Database, administrator: Clerk
) -> None:
    item_id = add(hall, administrator, since=NEXT)
    with hall.read() as session:
        assert item_id not in [row.id for row in matters(session, TODAY)]
        row = next(one for one in listing(session, TODAY) if one.id == item_id)
    assert (row.standing, row.coming_on) == ("coming", NEXT)
    assert "遗失物登记" not in found(hall, "QQ01")
    parts.follow(hall, NEXT)
    assert "遗失物登记" in found(hall, "QQ01")


def test_of_two_changes_on_one_day_the_later_wins_and_the_history_says_so(
    hall: Database, administrator: Clerk
) -> None:
    item_id = add(hall, administrator)
    change(hall, administrator, item_id, NEXT, limit_days=5)
    change(hall, administrator, item_id, NEXT, limit_days=7)
    assert limit(hall, item_id, NEXT) == 7
    with hall.read() as session:
        rows = versions(session, item_id, NEXT)
    assert [row.standing for row in rows] == ["now", "replaced", "past"]
    assert rows[0].changed[0] == ("承诺时限", "5 个工作日", "7 个工作日")


def test_retired_it_is_gone_from_lists_and_search_until_it_is_taken_up(
    hall: Database, administrator: Clerk
) -> None:
    item_id = add(hall, administrator)
    with hall.write() as session:
        row = matter_by_id(session, item_id, TODAY)
        retire(session, administrator, (item_id, row.version, TODAY), TODAY)
    assert "遗失物登记" not in found(hall, "QQ01")
    with hall.write() as session:
        row = matter_by_id(session, item_id, TODAY)
        assert not row.active
        take_up(session, administrator, (item_id, row.version, NEXT), TODAY)
    with hall.read() as session:
        assert item_id not in [one.id for one in matters(session, TODAY)]
        assert item_id in [one.id for one in matters(session, NEXT)]


def test_a_coming_version_is_withdrawn_and_a_matter_of_it_alone_goes(
    hall: Database, administrator: Clerk
) -> None:
    item_id = add(hall, administrator, since=NEXT)
    with hall.write() as session:
        row = matter_card(session, item_id, TODAY).versions[0]
        withdraw_version(session, administrator, row.id, TODAY)
        assert session.get(ServiceItem, item_id) is None
    with hall.read() as session:
        entries = record_history(session, "service_item", item_id)
    assert len(entries) == 2


def test_open_cases_keep_their_version_and_the_preview_names_them(
    hall_at_work: Desk, administrator: Clerk
) -> None:
    case = hall_at_work.accept("MZ01")
    db, today = hall_at_work.db, case.taken_in.date()
    with db.write() as session:
        row = matter_by_id(session, case.item_id, today)
        said = replace(row.said, limit_days=row.limit_days + 1)
        told = preview(session, row.id, said, today)
        save_matter(session, administrator, MatterChange(said, today, row.id, row.version), today)
    assert (told.open_cases, told.numbers) == (1, (case.number,))
    assert [one.title for one in told.changed] == ["承诺时限"]
    with db.read() as session:
        assert matter_version(session, case.item_version_id).limit_days == row.limit_days
        assert matter_by_id(session, row.id, today).limit_days == row.limit_days + 1


def refused(act: object) -> str:
    with pytest.raises(UserError) as wrong:
        act()  # type: ignore[operator]
    return str(wrong.value)


def test_history_does_not_move(hall: Database, administrator: Clerk) -> None:
    said = refused(lambda: add(hall, administrator, since=TODAY - timedelta(days=1)))
    assert "2026-11-23 已经过去了" in said
    assert "三年以后" in refused(lambda: add(hall, administrator, since=date(2036, 1, 1)))


def test_a_taken_name_or_code_is_refused(hall: Database, administrator: Clerk) -> None:
    taken = replace(SPEC, code="HJ01")
    assert refused(lambda: add(hall, administrator, taken)).startswith("编号“HJ01”已有别的事项在用")
    item_id = add(hall, administrator)
    change(hall, administrator, item_id, NEXT, name="拾得物登记")
    later = replace(SPEC, code="QQ02", name="拾得物登记")
    assert "在目录里已有编号 QQ01" in refused(lambda: add(hall, administrator, later))


def test_who_looks_at_an_older_state_is_refused_and_so_is_no_change(
    hall: Database, administrator: Clerk
) -> None:
    item_id = add(hall, administrator)
    with hall.read() as session:
        old = matter_by_id(session, item_id, TODAY)
    change(hall, administrator, item_id, TODAY, limit_days=4)

    def save(version: int, days: int) -> None:
        with hall.write() as session:
            asked = MatterChange(replace(old.said, limit_days=days), TODAY, item_id, version)
            save_matter(session, administrator, asked, TODAY)

    assert "刚才被别人改过了" in refused(lambda: save(old.version, 6))
    with hall.read() as session:
        now = matter_by_id(session, item_id, TODAY)
    assert "没有要改的" in refused(lambda: save(now.version, 4))


def test_retiring_with_a_version_ahead_is_refused_and_twice_too(
    hall: Database, administrator: Clerk
) -> None:
    item_id = add(hall, administrator)
    change(hall, administrator, item_id, NEXT, limit_days=9)

    def stop() -> None:
        with hall.write() as session:
            row = matter_by_id(session, item_id, TODAY)
            retire(session, administrator, (item_id, row.version, TODAY), TODAY)

    assert f"还有 {NEXT} 起的版本" in refused(stop)
    with hall.write() as session:
        withdraw_version(session, administrator, versions(session, item_id, TODAY)[0].id, TODAY)
    stop()
    assert "已经是停用的" in refused(stop)
    with hall.read() as session:
        last = versions(session, item_id, TODAY)[0]

    def back() -> None:
        with hall.write() as session:
            withdraw_version(session, administrator, last.id, TODAY)

    assert "已经生效，不能撤回" in refused(back)


def test_only_an_administrator_changes_it(hall: Database, supervisor: Clerk) -> None:
    assert "改事项目录要管理员来做" in refused(lambda: add(hall, supervisor))


def test_differences_tell_fields_and_materials_in_words() -> None:
    photo = MaterialSpec("一寸照片", 2, 0, True, "", "")
    after = replace(
        SPEC, kind="instant", limit_days=0, audience="1,2",
        materials=(replace(CARD, copies=2, deferrable=True), photo),
    )  # fmt: skip
    assert differences(SPEC, after) == (
        ("办件类型", "承诺件", "即办件"),
        ("承诺时限", "3 个工作日", "当日办结"),
        ("服务对象", "自然人", "自然人、企业法人"),
        ("材料“居民身份证”", "复印件份数 1，可容缺 否", "复印件份数 2，可容缺 是"),
        ("增加材料", "", "一寸照片（原件 2 份，必备）"),
    )
    turned = replace(after, materials=(photo, after.materials[0]))
    assert [one.title for one in differences(after, turned)] == ["材料顺序"]


def test_the_list_says_how_often_it_is_used_and_which_key_it_has(hall_at_work: Desk) -> None:
    case = hall_at_work.accept("MZ01", days_ago=8)
    hall_at_work.accept("MZ01", days_ago=9)
    db, item_id = hall_at_work.db, case.item_id
    with db.write() as session:
        other = next(row.id for row in matters(session, TODAY) if row.code == "HJ05")
        set_pin(session, hall_at_work.clerk, 3, other)
    with db.read() as session:
        rows = {row.id: row for row in listing(session, TODAY)}
        card = matter_card(session, item_id, TODAY)
    assert (rows[item_id].used, rows[item_id].pin, rows[item_id].pin_fixed) == (2, 1, False)
    assert (rows[other].used, rows[other].pin, rows[other].pin_fixed) == (0, 3, True)
    assert (card.open_cases, card.all_cases) == (2, 2)
