"""Lists kept by name: as they were, replaced when asked; filters checked and put in words."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from gridhall.clerks.models import AuditEntry
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.db.database import Database
from gridhall.registry.queries.lists import saved_lists
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
from tests.factories import TODAY
from tests.registry.list_hall import EARLIER, hall

__all__ = ["hall"]


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
