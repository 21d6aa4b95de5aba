from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from gridhall.core.clerk import Clerk
from gridhall.core.errors import UserError
from gridhall.core.progress import Silent
from gridhall.db.database import Database
from gridhall.exchange.queries import batch_named
from gridhall.exchange.service.workbench import (
    ImportResult,
    open_intake,
    store_intake,
    undo_batch,
)
from gridhall.exchange.service.writing import write_workbook
from gridhall.organisation.sheets.exporting import export_workbook
from gridhall.pledges.models import Claim, ListItem
from gridhall.pledges.queries.checks import problems
from gridhall.pledges.queries.claims import claims_on
from gridhall.pledges.queries.items import items
from gridhall.pledges.rules.drafts import ItemDraft
from gridhall.pledges.service import items as service
from gridhall.pledges.sheets import PledgeSheet
from gridhall.pledges.sheets.export import HEADINGS, PLEDGES, pledge_cells
from gridhall.search.queries import find
from tests.factories import TODAY
from tests.pledges.pledge_hall import SUPERVISOR, at_desk

SHORT = ("清单", "名称", "数量", "单位", "认领", "完成情况", "收集日期", "完成日期", "满意度")
SHEET = PledgeSheet(lambda: TODAY)
BOOK = ("pledges", PLEDGES)


def bring(
    db: Database, tmp_path: Path, headings: Sequence[str], rows: Sequence[Sequence[str]]
) -> ImportResult:
    path = tmp_path / "清单.xlsx"
    write_workbook(path, "三张清单", headings, [list(row) for row in rows])
    intake = open_intake(path, SHEET, Silent())
    return store_intake(db, SUPERVISOR, SHEET, intake, Silent())


def test_lists_come_in_with_their_claims_and_go_again(
    db: Database, clerk: Clerk, tmp_path: Path
) -> None:
    with at_desk(db, clerk):
        pass
    day, both = "2026-10-05", "市二院 2、区税务局 1"
    result = bring(
        db, tmp_path, SHORT,
        [
            ("需求清单", "量血压", "3 场", "", both, "已完成", day, "2026-11-02", "9"),
            ("", "理发", "2", "", "区税务局", "", day, "", ""),  # 需求, as above
            ("资源", "会议室", "4 次", "区税务局", "龙腾社区党委 1", "办理中", day, "", ""),
            ("项目", "修路灯", "1 件", "", "", "", day, "", ""),
        ],
    )  # fmt: skip
    assert (result.stored, result.errors) == (4, 0)
    with db.read() as session:
        rows = {row.title: row for row in items(session, TODAY)}
        told = [(row.number, row.state, row.taken, row.measure) for row in rows.values()]
        assert sorted(told) == [
            ("资〔2026〕001", "open", 1, "次"), ("需〔2026〕001", "confirmed", 3, "场"),
            ("需〔2026〕002", "claimed", 2, "次"), ("项〔2026〕001", "open", 0, "件"),
        ]  # fmt: skip
        assert rows["量血压"].ended_on == date(2026, 11, 2)
        mine = claims_on(session, rows["量血压"].id, TODAY)
        assert {(one.who, one.quantity, one.stars) for one in mine} == {
            ("市二院", 2, 9), ("区税务局", 1, 9),
        }  # fmt: skip
        assert [found for found in problems(session) if found.count] == []
        assert find(session, "修路灯", kinds=["pledge"])
    with db.write() as session:  # the next one typed goes on from there
        done = service.save_item(session, clerk, ItemDraft("demand", "新的"), TODAY)
        assert session.get_one(ListItem, done.row_id).number == "需〔2026〕003"
        batch = batch_named(session, result.batch)
        undo_batch(session, SUPERVISOR, SHEET, batch.id)
        assert [row.title for row in items(session, TODAY)] == ["新的"]
        assert session.scalars(select(Claim)).all() == []
        assert find(session, "修路灯", kinds=["pledge"]) == []


def test_a_batch_that_was_built_on_stays(db: Database, clerk: Clerk, tmp_path: Path) -> None:
    with at_desk(db, clerk):
        pass
    result = bring(db, tmp_path, SHORT[:2], [("需求", "量血压")])
    with db.write() as session:
        one = items(session, TODAY)[0]
        draft = ItemDraft("demand", "量血压", 2, item_id=one.id, version=one.version)
        service.save_item(session, clerk, draft, TODAY)
        batch = batch_named(session, result.batch)
        with pytest.raises(UserError, match="导入后又办了 1 项——修改清单项目（修改“量血压”）"):
            undo_batch(session, SUPERVISOR, SHEET, batch.id)


def test_bad_rows_are_named_and_good_ones_stored(
    db: Database, clerk: Clerk, tmp_path: Path
) -> None:
    with at_desk(db, clerk) as desk:
        desk.add("已经有的", opened_on=date(2026, 10, 5))
    day = "2026-10-05"
    rows = [
        ("随便", "看不出清单", "", "", "", "", day, "", ""),
        ("需求", "数量不对", "很多", "", "", "", day, "", ""),
        ("需求", "没有这家", "3", "", "某某局 2", "", day, "", ""),
        ("需求", "太多了", "3", "", "市二院 2、区税务局 2", "", day, "", ""),
        ("需求", "没人办完", "", "", "", "已完成", day, "", ""),
        ("需求", "日子倒了", "", "", "市二院", "已完成", day, "2026-09-01", ""),
        ("需求", "还没到", "", "", "", "", "2027-01-01", "", ""),
        ("资源", "谁的都不是", "", "", "", "", day, "", ""),
        ("需求", "", "3", "", "", "", day, "", ""),
        ("需求", "星太多", "", "", "市二院", "已完成", day, "2026-11-01", "12"),
        ("需求", "已经有的", "", "", "", "", day, "", ""),
        ("需求", "好的", "", "", "", "", day, "", ""),
        ("需求", "好的", "", "", "", "", day, "", ""),
    ]
    result = bring(db, tmp_path, SHORT, rows)
    assert (result.stored, result.errors) == (1, 10)
    told = {problem.row: problem.problem for problem in result.problems}
    assert told == {
        2: "看不出是哪张清单",
        3: "看不出数量",
        4: "没有单位或组织“某某局 2”",
        5: "认领的超过了数量 3 次",
        6: "写着完成，却没有认领的单位",
        7: "完成日期不在收集日期到今天之间",
        8: "收集日期不能晚于今天（2026-11-24）",
        9: "请选提供资源的单位，社区自己的资源选所属组织",
        10: "没有名称",
        11: "满意度是 1 到 10",
        12: "清单里已经有这一项，这一行没有再存",
        14: "与第 13 行重复",
    }


def test_what_goes_out_comes_in_again_alike(db: Database, clerk: Clerk, tmp_path: Path) -> None:
    with at_desk(db, clerk) as desk:
        one = desk.add(
            "量血压", quantity=3, measure="场", content="每月\n一次", grid_id=desk.grid,
            due_on=TODAY, proposer="李楼长 13812345678",
        )  # fmt: skip
        desk.confirm(desk.deliver(desk.claim(one, desk.tax, quantity=2).row_id, served=20).row_id)
        desk.add("修路", "project", unit_id=desk.tax, is_practical=True, money_fen=1_234_500)
        before = list(pledge_cells(desk.session, TODAY))
    assert before[0][HEADINGS.index("提出人")] == "李楼长 138****5678"
    with pytest.raises(UserError, match="导出三张清单要主管来做"):
        export_workbook(db, clerk, BOOK, (tmp_path / "x.xlsx", "报街道", TODAY))
    path = tmp_path / "out.xlsx"
    assert export_workbook(db, SUPERVISOR, BOOK, (path, "报街道", TODAY))(Silent()) == 2
    with db.write() as session:
        for row in [*session.scalars(select(Claim)), *session.scalars(select(ListItem))]:
            session.delete(row)
    intake = open_intake(path, SHEET, Silent())
    result = store_intake(db, SUPERVISOR, SHEET, intake, Silent())
    assert (result.stored, [problem.problem for problem in result.problems]) == (2, [])
    with db.read() as session:
        after = list(pledge_cells(session, TODAY))
    assert [row[1:] for row in after] == [row[1:] for row in before]
