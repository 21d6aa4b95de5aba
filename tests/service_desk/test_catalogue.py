"""Catalogue files: the shipped ones, and what is refused with file, entry and field."""

import json
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from gridhall.clerks.queries import record_history
from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.resources import resource
from gridhall.db.database import Database
from gridhall.service_desk.models import ServiceItem
from gridhall.service_desk.queries import reads as queries
from gridhall.service_desk.rules import negative
from gridhall.service_desk.rules.catalogue import (
    CatalogueProblem,
    catalogue_json,
    read_catalogue,
)
from gridhall.service_desk.service import store_catalogue
from gridhall.service_desk.sheets import catalogue as sheets

DAY = date(2026, 11, 24)
FILE = json.loads(resource("catalogue", "welfare.json").read_text("utf-8"))


def _changed(path: tuple[Any, ...], value: Any = None) -> bytes:
    """The welfare file with one place set to a value, or without it."""
    stored = deepcopy(FILE)
    at = stored
    for step in path[:-1]:
        at = at[step]
    if value is None:
        del at[path[-1]]
    else:
        at[path[-1]] = value
    return json.dumps(stored, ensure_ascii=False).encode()


def test_the_shipped_catalogue_is_of_real_size_and_names_no_forbidden_certificate() -> None:
    specs = sheets.shipped_catalogue()
    assert len(specs) >= 24
    assert len({spec.code for spec in specs}) == len(specs)
    assert len({spec.name for spec in specs}) == len(specs)
    assert [spec.name for spec in specs if negative.blocked_by(spec.name)] == []
    assert {spec.kind for spec in specs} == {"instant", "promised"}


def test_every_shipped_file_is_part_of_the_catalogue() -> None:
    files = {path.stem for path in resource("catalogue").glob("*.json")}
    assert files - {"negative_list", "transfers", "agencies"} == set(sheets.SHIPPED)


MATTER_FIELDS = [
    ("code", "编号"),
    ("name", "名称"),
    ("category", "类别"),
    ("kind", "办件类型"),
    ("limit_days", "承诺时限"),
    ("basis", "设定依据"),
    ("authority", "实施主体"),
    ("fee", "收费"),
    ("result", "办理结果"),
    ("materials", "材料"),
]


@pytest.mark.parametrize(("field", "label"), MATTER_FIELDS)
def test_a_missing_field_is_told_with_file_entry_and_field(field: str, label: str) -> None:
    with pytest.raises(CatalogueProblem) as refused:
        read_catalogue("我的目录.json", _changed(("matters", 1, field)))
    named = "" if field == "name" else "“老年人优待证办理”"
    assert f"“我的目录.json”第 2 项{named}缺“{label}（{field}）”" in str(refused.value)


@pytest.mark.parametrize("field", ["name", "originals", "copies", "required", "issuer", "note"])
def test_a_missing_field_of_a_material_is_told_too(field: str) -> None:
    with pytest.raises(CatalogueProblem) as refused:
        read_catalogue("c.json", _changed(("matters", 0, "materials", 2, field)))
    said = str(refused.value)
    assert "第 1 项“高龄津贴初审”的第 3 份材料" in said
    assert f"（{field}）”" in said


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (("matters", 0, "limit_days"), "十天", "“承诺时限（limit_days）”应为数字"),
        (("matters", 0, "limit_days"), True, "“承诺时限（limit_days）”应为数字"),
        (("matters", 0, "limit_days"), -1, "应在 0 到 365 之间，现在是 -1"),
        (("matters", 0, "limit_days"), 0, "承诺件至少 1 个工作日"),
        (("matters", 0, "kind"), "soon", "应为 instant（即办件）或 promised（承诺件）"),
        (("matters", 0, "code"), "高龄", "只用字母、数字和短横"),
        (("matters", 0, "code"), "MZ02", "“编号（code）”MZ02出现了 2 次"),
        (("matters", 0, "name"), " \u200b", "“名称（name）”是空的"),
        (("matters", 0, "name"), "单身证明", "是社区不出具的“婚姻状况证明”"),
        (("matters", 0, "name"), "长" * 201, "最长 200，现在是 201"),
        (("matters", 0, "legal_days"), 1, "比法定时限 1 个工作日还长"),
        (("matters", 0, "legal_days"), 366, "“法定时限（legal_days）”应在 0 到 365 之间"),
        (("matters", 0, "basic_code"), "1" * 11, "“基本编码（basic_code）”最长 10，现在是 11"),
        (("matters", 0, "implementation_code"), "1" * 25, "最长 24，现在是 25"),
        (("matters", 0, "implementation_code"), "实施一", "只用字母、数字和短横"),
        (("matters", 0, "authority_code"), "91350100M000100Y44", "末位是校验码"),
        (("matters", 0, "item_type"), "21", "“事项类型（item_type）”里没有“21”"),
        (("matters", 0, "level"), "8", "“行使层级（level）”里没有“8”"),
        (("matters", 0, "audience"), "1,9", "“服务对象（audience）”里没有“9”"),
        (("matters", 0, "ways"), "1,1", "“办理形式（ways）”里有重复的"),
        (("matters", 0, "condition"), "年满", "“condition（condition）”不是目录里的字段"),
        (("matters", 0, "active"), "是", "“启用（active）”应为true 或 false"),
        (("matters", 0, "steps"), "步" * 2001, "“办理流程（steps）”最长 2000"),
        (("matters", 0, "materials", 0, "issued_within"), "近" * 61, "最长 60，现在是 61"),
        (("matters", 0, "materials", 0, "deferrable"), 1, "应为true 或 false"),
        (("matters", 0, "materials", 0, "copies"), 0, ""),
        (("matters", 0), "高龄津贴", "第 1 项应为一组字段"),
        (("catalogue",), 2, "目录格式（catalogue）"),
        (("matters",), [], "事项（matters）"),
    ],
)
def test_what_makes_no_sense_is_told(path: tuple[Any, ...], value: Any, said: str) -> None:
    if not said:
        assert read_catalogue("c.json", _changed(path, value))
        return
    with pytest.raises(CatalogueProblem) as refused:
        read_catalogue("c.json", _changed(path, value))
    assert said in str(refused.value)


@pytest.mark.parametrize("data", [b"", b"\xff\xfe1", b"{", b"[" * 100_000, b"[1, 2]", b"null"])
def test_what_is_no_catalogue_is_told(data: bytes) -> None:
    with pytest.raises(CatalogueProblem, match="现有的事项目录没有改动"):
        read_catalogue("c.json", data)


def test_many_faults_are_counted_not_listed() -> None:
    stored = deepcopy(FILE)
    for matter in stored["matters"]:
        del matter["kind"]
    with pytest.raises(CatalogueProblem) as refused:
        read_catalogue("c.json", json.dumps(stored).encode())
    assert len(refused.value.faults) == len(FILE["matters"])
    assert f"另外还有 {len(FILE['matters']) - 3} 处" in str(refused.value)


def test_a_written_catalogue_reads_back_the_same() -> None:
    specs = sheets.shipped_catalogue()
    assert read_catalogue("c.json", catalogue_json(specs).encode()) == specs


def _count(db: Database) -> int:
    with db.read() as session:
        return session.scalar(select(func.count()).select_from(ServiceItem)) or 0


def test_a_refused_file_stores_nothing(db: Database, administrator: Clerk, tmp_path: Path) -> None:
    file = tmp_path / "目录.json"
    file.write_bytes(_changed(("matters", 5, "basis")))
    with pytest.raises(CatalogueProblem, match=r"目录\.json"), db.write() as session:
        sheets.import_catalogue(session, administrator, file, DAY)
    assert _count(db) == 0


def test_a_file_that_is_not_there_is_told(db: Database, administrator: Clerk) -> None:
    with pytest.raises(UserError, match=r"打不开“目录\.json”"), db.write() as session:
        sheets.import_catalogue(session, administrator, Path("/没有/目录.json"), DAY)


def test_only_an_administrator_changes_the_catalogue(db: Database, clerk: Clerk) -> None:
    with pytest.raises(UserError, match="改事项目录要管理员来做"), db.write() as session:
        sheets.install_catalogue(session, clerk)
    assert _count(db) == 0


def test_importing_again_changes_nothing(db: Database, administrator: Clerk) -> None:
    with db.write() as session:
        first = sheets.install_catalogue(session, administrator)
    with db.write() as session:
        stored = sheets.export_catalogue(session, DAY)
        again = store_catalogue(session, administrator, read_catalogue("x", stored.encode()), DAY)
    assert first.added == _count(db) == again.unchanged
    assert (again.added, again.changed) == (0, 0)


def test_a_change_makes_a_new_version_and_an_audit_row(
    db: Database, administrator: Clerk, tmp_path: Path
) -> None:
    with db.write() as session:
        sheets.install_catalogue(session, administrator)
    file = tmp_path / "c.json"
    file.write_bytes(_changed(("matters", 0, "materials", 0, "copies"), 3))
    with db.write() as session:
        change = sheets.import_catalogue(session, administrator, file, DAY)
    assert (change.added, change.changed, change.unchanged) == (0, 1, len(FILE["matters"]) - 1)
    with db.read() as session:
        row = queries.find_matter(session, "MZ01", DAY)
        assert (row.version, row.materials[0].copies) == (2, 3)
        history = record_history(session, "service_item", row.id)
    assert [entry.action for entry in history] == ["catalogue.change", "catalogue.change"]
    assert set(history[1].after) == {"materials", "since"}


def test_a_withdrawn_matter_is_no_longer_offered(
    db: Database, administrator: Clerk, tmp_path: Path
) -> None:
    with db.write() as session:
        sheets.install_catalogue(session, administrator)
    file = tmp_path / "c.json"
    file.write_bytes(_changed(("matters", 0, "active"), False))
    with db.write() as session:
        sheets.import_catalogue(session, administrator, file, DAY)
    with db.read() as session:
        assert "MZ01" not in [row.code for row in queries.matters(session, DAY)]
        assert '"active": false' in sheets.export_catalogue(session, DAY)
    with db.write() as session:
        assert sheets.install_catalogue(session, administrator).added == 0


def test_a_name_under_another_code_is_told(
    db: Database, administrator: Clerk, tmp_path: Path
) -> None:
    with db.write() as session:
        sheets.install_catalogue(session, administrator)
    file = tmp_path / "c.json"
    file.write_bytes(_changed(("matters", 0, "code"), "GL99"))
    with (
        pytest.raises(UserError, match="目录里已有编号 MZ01"),
        db.write() as session,
    ):
        sheets.import_catalogue(session, administrator, file, DAY)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("亲属关系证明", "社区不出具“亲属关系证明”"),
        ("户籍", "对得上"),
        ("办护照", "事项目录里没有“办护照”"),
        ("", "事项目录里没有“”"),
    ],
)
def test_a_matter_that_cannot_be_found_is_told(
    db: Database, administrator: Clerk, typed: str, said: str
) -> None:
    with db.write() as session:
        sheets.install_catalogue(session, administrator)
    with db.read() as session, pytest.raises(UserError, match=said):
        queries.find_matter(session, typed, DAY)


def test_a_matter_is_found_by_code_name_or_a_word_of_its_own(
    db: Database, administrator: Clerk
) -> None:
    with db.write() as session:
        sheets.install_catalogue(session, administrator)
    with db.read() as session:
        found = {
            queries.find_matter(session, typed, DAY).code
            for typed in ("mz01", "高龄津贴初审", "高龄")
        }
    assert found == {"MZ01"}


def test_a_promise_within_the_law_and_every_code_of_the_tables_are_taken() -> None:
    from gridhall.service_desk.labels import AUDIENCES, ITEM_TYPES, LEVELS

    stored = deepcopy(FILE)
    for place, (kind, level) in enumerate(zip(ITEM_TYPES, [*LEVELS] * 2, strict=False)):
        if place < len(stored["matters"]):
            days = stored["matters"][place]["limit_days"]
            more = {"legal_days": days, "item_type": kind, "level": level}
            stored["matters"][place] |= more | {"audience": ",".join(AUDIENCES)}
    specs = read_catalogue("c.json", json.dumps(stored).encode())
    assert specs[1].item_type == list(ITEM_TYPES)[1]
    assert specs[0].legal_days == specs[0].limit_days


def test_lines_stay_lines_and_blank_ones_go() -> None:
    specs = read_catalogue("c.json", _changed(("matters", 0, "steps"), " 申请 \n\n 受理\r\n办结"))
    assert specs[0].steps == "申请\n受理\n办结"
