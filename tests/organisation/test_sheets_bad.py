"""Bad workbooks of the organisation: row, column, what is wrong, what to do; good rows go in."""

import pytest
from sqlalchemy import func, select

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.progress import Silent
from gridhall.exchange.service.reading import read_ledger
from gridhall.organisation.models import Organisation, Outsider, Seat, Tenure
from gridhall.organisation.queries.seats import seats_of, seats_of_grid
from gridhall.organisation.queries.tree import tree
from gridhall.organisation.rules.members import MemberDraft
from gridhall.organisation.rules.seats import Holder
from gridhall.organisation.service.members import add_member
from gridhall.organisation.service.tree import move
from gridhall.places.models import Entrance
from gridhall.registry.models import Person
from tests.factories import TODAY, make_dwelling, make_grid
from tests.organisation.sheet_hall import Hall, grid, one, seat, the_one, told
from tests.organisation.tree_hall import ADMIN, TreeHall

CODE = "91350100M000100Y43"


def _names(hall: Hall) -> dict[str, str]:
    with hall.db.read() as session:
        now = tree(session)
    return {
        node.name: now.nodes[node.parent_id].name if node.parent_id else ""
        for node in now.nodes.values()
    }


# Organisations


def test_rows_in_any_order_kinds_and_levels_by_the_names(hall: Hall) -> None:
    result = hall.bring(
        "organisations",
        one("3号楼党小组", "御景小区党支部"),
        one("御景小区党支部", "龙腾社区党委", 成立时间="2018.3.20"),
        one("御景小区业委会", "御景小区党支部"),
        one("中心户 3-1-202", "3号楼党小组"),
        one("龙腾社区党委", "翠屏街道党工委"),
        one("翠屏街道党工委"),
        one("龙腾社区大党委", "龙腾社区党委"),
    )
    assert (result.stored, result.errors, result.warnings) == (7, 0, 0), told(result)
    with hall.db.read() as session:
        rows = session.execute(select(Organisation.name, Organisation.kind, Organisation.level))
        assert {row[0]: (row[1], row[2]) for row in rows} == {
            "翠屏街道党工委": ("party_work_committee", 1),
            "龙腾社区党委": ("party_committee", 2),
            "御景小区党支部": ("branch", 3),
            "3号楼党小组": ("group", 4),
            "中心户 3-1-202": ("center_household", 5),
            "御景小区业委会": ("owners_committee", None),
            "龙腾社区大党委": ("joint_committee", None),
        }
        branch = session.scalar(
            select(Organisation.id).where(Organisation.name == "御景小区党支部")
        )
        assert [row.title for row in seats_of(session, branch or 0, TODAY)] == [
            "secretary", "deputy_secretary", "member", "member",
        ]  # fmt: skip
    assert _names(hall)["3号楼党小组"] == "御景小区党支部"


def test_a_parent_by_path_and_by_the_ledgers_own_code(hall: Hall) -> None:
    result = hall.bring(
        "organisations",
        one("街道党工委", 编号="A1"),
        one("甲社区党委", "A1", 编号="A2"),
        one("乙社区党委", "A1", 编号="A3"),
        one("第一党支部", "甲社区党委"),
        one("第一党支部", "乙社区党委"),
        one("一组党小组", "街道党工委/乙社区党委/第一党支部"),
        one("二组党小组", "第一党支部"),
    )
    wrong = the_one(result)
    assert (wrong.row, wrong.column, wrong.value) == (8, "上级组织", "第一党支部")
    assert wrong.problem.startswith("叫“第一党支部”的组织有 2 个")
    assert "从上往下写" in wrong.fix
    with hall.db.read() as session:
        now = tree(session)
        group = next(node for node in now.nodes.values() if node.name == "一组党小组")
        assert [now.nodes[up].name for up in now.path(group.id)][1:3] == [
            "乙社区党委", "第一党支部",
        ]  # fmt: skip


def test_a_circle_is_told_and_nothing_of_it_stored(hall: Hall) -> None:
    result = hall.bring(
        "organisations",
        one("甲党委", "丙党支部"),
        one("乙党支部", "甲党委"),
        one("丙党支部", "乙党支部"),
        one("丁党小组", "丙党支部"),
        one("戊党委"),
    )
    assert told(result)[:3] == [
        (2, "error", "上级绕成了一个圈：甲党委→丙党支部→乙党支部→甲党委"),
        (3, "error", "上级绕成了一个圈：甲党委→丙党支部→乙党支部→甲党委"),
        (4, "error", "上级绕成了一个圈：甲党委→丙党支部→乙党支部→甲党委"),
    ]
    assert (5, "error", "上级（第 4 行）没有存，这一行也不能存") in told(result)
    assert set(_names(hall)) == {"戊党委"}


def test_a_row_that_is_there_twice_has_its_children_once(hall: Hall) -> None:
    twice = one("甲街道党工委")
    result = hall.bring("organisations", twice, one("乙社区党委", "甲街道党工委"), twice)
    assert told(result) == [(4, "warning", "与第 2 行重复：同一个上级下面的同一个名称")]
    assert _names(hall) == {"甲街道党工委": "", "乙社区党委": "甲街道党工委"}


def test_founded_after_its_child(hall: Hall, grown: TreeHall) -> None:
    result = hall.bring(
        "organisations",
        one("新社区党委", "翠屏街道党工委", 成立时间="2022-01-01"),
        one("新小区党支部", "新社区党委", 成立时间="2021-05-01"),
        one("老支部", "龙腾社区党委", 成立时间="2010-05-01"),
    )
    assert told(result) == [
        (3, "error", "2021-05-01 那天上级“新社区党委”还没有成立"),
        (4, "error", "2010-05-01 那天上级“龙腾社区党委”还没有成立"),
    ]
    assert {problem.column for problem in result.problems} == {"成立日期"}


@pytest.mark.parametrize(
    ("row", "column", "problem"),
    [
        (one("", "翠屏街道党工委"), "组织名称", "没有组织名称"),
        (one("甲党支部", "没有的党委"), "上级组织", "没有“没有的党委”这个组织"),
        (one("甲党支部", "甲党支部"), "上级组织", "上级写的是它自己"),
        (one("甲党支部", 成立时间="2026-12-30"), "成立日期", "成立日期不能晚于今天（2026-11-24）"),
        (
            one("甲党支部", 成立时间="2024-01-01", 届满日期="2023-01-01"),
            "本届届满",
            "本届届满要晚于成立日期（2024-01-01）",
        ),
        (one("甲" * 81), "组织名称", "名称最长 80 个字，现在是 81 个字"),
    ],
)
def test_one_bad_cell(
    hall: Hall, grown: TreeHall, row: dict[str, str], column: str, problem: str
) -> None:
    result = hall.bring("organisations", {"备注": "在", **row})
    errors = [each for each in result.problems if each.kind == "error"]
    assert [(each.column, each.problem) for each in errors] == [(column, problem)], told(result)
    assert errors[0].fix
    assert result.stored == 0


def test_two_hundred_levels_come_in_and_are_told(hall: Hall) -> None:
    rows = [one("第1层")] + [one(f"第{n}层", f"第{n - 1}层") for n in range(2, 201)]
    result = hall.bring("organisations", *(row | {"类别": "其他组织"} for row in rows[::-1]))
    assert result.stored == 200
    assert the_one(result).problem == "这一行在第 200 层，这张表很深"
    with hall.db.read() as session:
        assert tree(session).levels == 200


def test_a_dry_run_stores_nothing_and_the_mending_book_comes_back(
    hall: Hall, grown: TreeHall
) -> None:
    rows = (one("新支部", "没有的党委"), one("好支部", "龙腾社区党委"))
    assert hall.dry("organisations", *rows).ready == 1
    assert "好支部" not in _names(hall)
    mending = hall.mending("organisations", *rows)
    table = read_ledger(mending, Silent()).tables[0]
    assert [str(cell) for cell in table.rows[1][:4]] == [
        "2", "上级组织：没有“没有的党委”这个组织",
        "写全称；有重名的从上往下写，如 翠屏街道党工委/龙腾社区党委", "新支部",
    ]  # fmt: skip


def test_a_batch_with_something_built_on_it_stays(hall: Hall, grown: TreeHall) -> None:
    result = hall.bring("organisations", one("新支部", "龙腾社区党委"))
    with hall.db.write() as session:
        new = session.scalar(select(Organisation.id).where(Organisation.name == "新支部"))
        act = move(session, ADMIN, [new or 0], grown.sunset, TODAY, TODAY)
    with pytest.raises(UserError, match="导入后又办了 1 项——2026-11-24 移动"):
        hall.undo("organisations", result.batch)
    from gridhall.organisation.service.tree import take_back

    with hall.db.write() as session:
        take_back(session, ADMIN, act, TODAY)
    assert hall.undo("organisations", result.batch) == 1
    assert "新支部" not in _names(hall)


def test_a_counter_clerk_does_not_import_the_tree(hall: Hall, clerk: Clerk) -> None:
    with pytest.raises(UserError, match="导入组织"):
        Hall(hall.db, clerk, hall.folder).bring("organisations", one("甲党委"))
    assert not _names(hall)


# Seats


def test_holders_by_number_by_name_and_phone_and_from_outside(hall: Hall, grown: TreeHall) -> None:
    with hall.db.read() as session:
        number = session.scalar(select(Person.id_number).where(Person.name == "李建军")) or ""
    result = hall.bring(
        "seats",
        seat("书记", "李建军", 身份证号=number),
        seat("组织委员", "张桂花", 联系电话="137-1234-5521"),
        seat("副书记", "王晓燕", 家庭住址="御景小区 3-2-501"),
        seat("宣传委员", "周明", 联系电话="13900000001", 工作单位="区税务局", 是否党员="是"),
        seat("纪检委员", "周明", 联系电话="13900000001"),
    )
    assert (result.stored, result.errors) == (5, 0), told(result)
    with hall.db.read() as session:
        rows = {row.name: row for row in seats_of(session, grown.branch, TODAY)}
        assert {name: row.holder_name for name, row in rows.items() if row.holder_name} == {
            "书记": "李建军", "组织委员": "张桂花", "副书记": "王晓燕", "宣传委员": "周明",
            "纪检委员": "周明",
        }  # fmt: skip
        assert rows["书记"].person_id is not None
        assert rows["组织委员"].person_id is not None
        assert rows["副书记"].person_id is not None
        assert session.scalar(select(func.count()).select_from(Outsider)) == 1
        ours = select(func.count()).select_from(Seat).where(Seat.title == "secretary")
        assert session.scalar(ours.where(Seat.organisation_id == grown.branch)) == 1


def test_two_holders_of_a_single_seat(hall: Hall, grown: TreeHall) -> None:
    result = hall.bring("seats", seat("书记", "周明"), seat("书记", "吴刚", 任职时间="2025-03-01"))
    wrong = [each for each in result.problems if each.kind == "error"]
    assert [(each.row, each.column, each.problem) for each in wrong] == [
        (3, "任职人", "“书记”由周明担任（2024-03-01 起），一个席位同一天只能一个人")
    ]
    assert "先登记周明离任" in wrong[0].fix


def test_a_rotation_is_one_seat(hall: Hall, grown: TreeHall) -> None:
    result = hall.bring(
        "seats",
        seat("第一书记", "周明", 离任日期="2025-03-01"),
        seat("第一书记", "吴刚", 任职时间="2025-03-01"),
    )
    assert (result.stored, result.errors) == (2, 0), told(result)
    with hall.db.read() as session:
        first = next(
            row for row in seats_of(session, grown.branch, TODAY) if row.title == "first_secretary"
        )
        assert first.holder_name == "吴刚"
        held = select(func.count()).select_from(Tenure).where(Tenure.seat_id == first.id)
        assert session.scalar(held) == 2


def test_a_member_of_another_branch_is_told_and_stored(hall: Hall, grown: TreeHall) -> None:
    with hall.db.write() as session:
        person = session.scalars(select(Person).where(Person.name == "李建军")).one()
        other = Organisation(name="别处党支部", kind="branch", parent_id=grown.sunset)
        session.add(other)
        session.flush()
        draft = MemberDraft(Holder(person_id=person.id), other.id)
        add_member(session, ADMIN, draft, TODAY)
        number = person.id_number or ""
    result = hall.bring("seats", seat("副书记", "李建军", 身份证号=number))
    assert result.stored == 1
    said = the_one(result)
    assert (said.kind, said.problem) == (
        "warning", "李建军的组织关系在“别处党支部”，不在“御景小区党支部”",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("row", "column", "problem"),
    [
        (
            seat("书记", "周明", 任期至="2023-01-01"),
            "任期至",
            "任期至 2023-01-01 早于或等于任职日期 2024-03-01",
        ),
        (seat("大总管", "周明"), "职务", "没有这种职务"),
        (seat("网格员", "周明"), "所属网格", "“网格员”是网格的席位"),
        (seat("网格员", "周明", 所属网格="G99"), "所属网格", "没有“G99”这个网格"),
        (
            seat("书记", "周明", 任职时间="2001-03-01"),
            "任职日期",
            "“御景小区党支部”2020-03-20 才设立",
        ),
        (seat("书记", "周明", 任职时间="明年"), "任职日期", "看不出是哪一天"),
        (seat("书记", "周明", 所属党组织="没有的"), "所属组织", "没有“没有的”这个组织"),
    ],
)
def test_a_seat_that_cannot_be(
    hall: Hall, grown: TreeHall, row: dict[str, str], column: str, problem: str
) -> None:
    result = hall.bring("seats", row)
    wrong = the_one(result)
    assert (wrong.kind, wrong.column, wrong.problem) == ("error", column, problem)
    assert wrong.fix
    assert result.stored == 0


def test_somebody_elses_number_and_the_dead(hall: Hall, grown: TreeHall) -> None:
    with hall.db.write() as session:
        person = session.scalars(select(Person).where(Person.name == "李建军")).one()
        number = person.id_number or ""
    assert the_one(hall.bring("seats", seat("书记", "周明", 身份证号=number))).problem == (
        "这个证件号是李建军的"
    )
    with hall.db.write() as session:
        person = session.scalars(select(Person).where(Person.name == "李建军")).one()
        person.status, person.died_on = "died", TODAY
    gone = the_one(hall.bring("seats", seat("书记", "李建军", 身份证号=number)))
    assert gone.problem == "李建军已于 2026-11-24 去世，不能任职"


# Grids


def test_grids_with_their_entrances(hall: Hall, grown: TreeHall) -> None:
    result = hall.bring(
        "grids",
        grid("G01", "御景小区 3号楼", 所属组织="御景小区党支部", 目标户数="280"),
        grid("G02", "御景小区 4-1"),
    )
    assert result.stored == 2
    said = the_one(result)
    assert (said.row, said.kind, said.problem) == (3, "warning", "这个网格里没有住户")
    with hall.db.read() as session:
        assert None not in set(session.scalars(select(Entrance.grid_id)))


@pytest.mark.parametrize(
    ("second", "problem"),
    [
        (grid("G02", "御景小区 3-2"), "御景小区 3号楼2单元已经在网格 G01"),
        (grid("G02", "御景小区 9-1"), "没有“御景小区 9-1”"),
        (grid("G02", "门口那栋"), "看不出“门口那栋”是哪个单元"),
        (grid("", "御景小区 4-1"), "编号 G01 在第 2 行是“G01网格”"),
        (
            grid("G02", "御景小区 4-1", 目标户数="0"),
            "每个网格的目标户数要在 1 到 5000 之间，现在写的是 0",
        ),
        (grid("G02", "御景小区 4-1", 网格名称="G01网格"), "名称已经给了网格 G01"),
    ],
)
def test_a_grid_that_cannot_be(
    hall: Hall, grown: TreeHall, second: dict[str, str], problem: str
) -> None:
    first = grid("G01", "御景小区 3-2") | {"目标户数": ""}
    result = hall.bring("grids", first, second)
    assert the_one(result).problem == problem
    assert (result.stored, result.errors) == (1, 1)


def test_an_entrance_of_a_grid_that_is_there(hall: Hall, grown: TreeHall) -> None:
    with hall.db.write() as session:
        make_dwelling(session, "御景小区 3-2-501", make_grid(session, "G07", "老网格"))
    result = hall.bring("grids", grid("G01", "御景小区 3-2"))
    assert the_one(result).problem == "御景小区 3号楼2单元已经在网格 老网格"
    again = hall.bring("seats", seat("网格员", "周明", 所属网格="G07"))
    assert again.stored == 1
    with hall.db.read() as session:
        one_grid = session.scalars(select(Entrance.grid_id).where(Entrance.grid_id > 0)).one()
        assert [row.holder_name for row in seats_of_grid(session, one_grid or 0, TODAY)] == ["周明"]


# Units


def test_units_and_their_codes(hall: Hall, grown: TreeHall) -> None:
    row = {
        "单位名称": "区税务局",
        "类型": "双报到单位",
        "信用代码": CODE,
        "所属社区": "龙腾社区党委",
    }
    result = hall.bring(
        "units",
        row,
        row | {"单位名称": "区医院", "信用代码": "91350100M000100Y44"},
        row | {"单位名称": "区学校"},
        row | {"单位名称": "区法院", "信用代码": "", "所属社区": "没有的社区"},
        row,
    )
    assert told(result) == [
        (3, "error", "信用代码第18位校验码不对"),
        (4, "error", "与第 2 行重复：同一个信用代码"),
        (5, "error", "没有“没有的社区”这个组织"),
        (6, "warning", "与第 2 行重复"),
    ]
    assert result.stored == 1
    assert hall.undo("units", result.batch) == 1
