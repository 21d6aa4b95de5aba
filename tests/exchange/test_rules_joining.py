"""Sheets that belong together are one table whose rows still know where they stood."""

from gridhall.exchange.rules.headings import ColumnSpec, SheetTable, guess_mapping
from gridhall.exchange.rules.joining import joined
from gridhall.exchange.rules.rows import source_rows

COLUMNS = (
    ColumnSpec("name", "姓名", required=True),
    ColumnSpec("phone", "电话", ("手机",)),
    ColumnSpec("unit", "单位"),
    ColumnSpec("day", "日期"),
    ColumnSpec("content", "内容", ("服务内容",)),
)
PARTS = (("phone", "unit"), ("day", "content"))
PEOPLE = SheetTable(
    "名单",
    [
        ["某街道志愿者"],
        ["姓名", "手机", "单位", "备注"],
        ["甲", "1", "校", "b"],
        ["乙", "2", "院", ""],
    ],
)
NOTES = SheetTable("说明", [["填表说明"]])
SERVED = SheetTable("记录", [["序号", "姓名", "日期", "服务内容"], [1, "甲", "d1", "c1"],
                            [2, "乙", "d2", "c2"]], first_row=3)  # fmt: skip


def test_rows_of_both_stand_under_the_same_headings() -> None:
    table, *rest = joined([PEOPLE, NOTES, SERVED], COLUMNS, PARTS)
    assert rest == [NOTES]
    assert table.name == "名单、记录"
    mapping = guess_mapping([table, *rest], COLUMNS)
    rows = source_rows(table, mapping, COLUMNS)
    assert [row.cells for row in rows] == [
        ("甲", "1", "校", "", ""),
        ("乙", "2", "院", "", ""),
        ("甲", "", "", "d1", "c1"),
        ("乙", "", "", "d2", "c2"),
    ]
    assert [table.origin(row.number) for row in rows] == [
        ("名单", 3), ("名单", 4), ("记录", 4), ("记录", 5),
    ]  # fmt: skip


def test_one_sheet_or_one_that_has_both_is_left_as_it_is() -> None:
    assert joined([PEOPLE, NOTES], COLUMNS, PARTS) == (PEOPLE, NOTES)
    both = SheetTable("全", [["姓名", "电话", "单位", "日期", "内容"], ["甲", "1", "校", "d", "c"]])
    assert joined([both], COLUMNS, PARTS) == (both,)
    assert both.origin(2) == ("", 2)


def test_two_columns_of_one_heading_stay_two() -> None:
    twice = SheetTable(
        "记录", [["姓名", "日期", "内容", "备注", "备注"], ["甲", "d", "c", "x", "y"]]
    )
    table = joined([PEOPLE, twice], COLUMNS, PARTS)[0]
    assert table.rows[1].count("备注") == 2
    assert table.rows[-1][-1] == "y"
