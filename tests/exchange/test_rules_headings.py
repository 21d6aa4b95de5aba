import pytest

from gridhall.core.errors import UserError
from gridhall.exchange.rules.headings import (
    ColumnSpec,
    Mapping,
    SheetTable,
    guess_mapping,
    heading_texts,
    require_columns,
)

COLUMNS = (
    ColumnSpec("household", "户号", carry_down=True),
    ColumnSpec("name", "姓名", ("居民姓名",), required=True),
    ColumnSpec("number", "公民身份号码", ("身份证号",)),
    ColumnSpec("phone", "联系电话", ("手机",)),
)


def test_title_rows_are_passed_over_and_notes_in_headings_do_not_matter() -> None:
    table = SheetTable(
        "Sheet1",
        [
            ["某社区居民情况一览表"],
            ["填表人：", "", "填表日期"],
            ["序号", "姓 名*", "身份证号（18位）", "手\n机", "户号："],
        ],
    )
    assert guess_mapping([table], COLUMNS) == Mapping(
        0, 3, {"name": 1, "number": 2, "phone": 3, "household": 4}
    )


def test_the_sheet_with_the_most_known_headings_wins() -> None:
    cover = SheetTable("封面", [["说明", "姓名"]])
    ledger = SheetTable("台账", [["户号", "姓名", "身份证号"]], first_row=1)
    assert guess_mapping([cover, ledger], COLUMNS).sheet == 1


def test_without_a_heading_row_the_file_is_refused_with_what_to_add() -> None:
    table = SheetTable("Sheet1", [["000001", "张三", "370686198502310027", "13712345521"]])
    with pytest.raises(UserError, match="没有找到列名行"):
        guess_mapping([table], COLUMNS)


def test_a_mapping_without_a_needed_column_is_refused_by_name() -> None:
    with pytest.raises(UserError, match="“姓名”"):
        require_columns(Mapping(0, 1, {"number": 0}), COLUMNS)


def test_the_clerk_moves_a_column_and_no_position_is_used_twice() -> None:
    mapping = Mapping(0, 1, {"name": 0, "number": 1}).with_column("phone", 1)
    assert mapping.columns == {"name": 0, "phone": 1}
    assert mapping.with_column("phone", None).columns == {"name": 0}


def test_the_first_of_two_columns_with_one_meaning_is_taken() -> None:
    table = SheetTable("S", [["姓名", "身份证号", "手机", "姓名"]])
    assert guess_mapping([table], COLUMNS).columns["name"] == 0
    assert heading_texts(table, Mapping(0, 1)) == ["姓名", "身份证号", "手机", "姓名"]
