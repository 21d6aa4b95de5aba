from gridhall.exchange.rules.cells import Grid
from gridhall.exchange.rules.headings import ColumnSpec, SheetTable, guess_mapping
from gridhall.exchange.rules.rows import SourceRow, source_rows

COLUMNS = (
    ColumnSpec("household", "户号", carry_down=True),
    ColumnSpec("compound", "小区", carry_down=True),
    ColumnSpec("building", "楼栋", carry_down=True),
    ColumnSpec("room", "室", carry_down=True),
    ColumnSpec("head", "户主姓名", carry_down=True),
    ColumnSpec("name", "姓名", required=True),
    ColumnSpec("phone", "联系电话"),
)
HEADINGS = ["户号", "小区", "楼栋", "室", "户主姓名", "姓名"]


def rows_of(*rows: list[object]) -> list[SourceRow]:
    grid: Grid = [HEADINGS, *rows]
    table = SheetTable("S", grid)
    return source_rows(table, guess_mapping([table], COLUMNS), COLUMNS)


def test_blank_total_footer_and_repeated_heading_rows_are_no_people() -> None:
    rows = rows_of(
        ["1", "御景小区", 3.0, 501.0, "张三", "张三"],
        ["", "", "", "", "", ""],
        ["", "\u3000", "", " ", "", ""],
        ["小 计", "", "", "", "", 1.0],
        HEADINGS,
        ["合计", 403.0, "", "", "", ""],
        ["总计：", 3.0, 4.0, 5.0, 6.0, 7.0],
        ["填表人：王芳", "", "", "", "填表日期：2025.3.8", ""],
        ["备注：本表由网格员填写", "", "", "", "", ""],
        ["某社区居民情况一览表（续）", "", "", "", "", ""],
        ["2", "御景小区", 3.0, 502.0, "李四", "李四"],
    )
    assert [row.number for row in rows] == [2, 12]


def test_a_row_keeps_its_own_number_and_the_columns_order() -> None:
    (row,) = rows_of(["1", "御景小区", 3.0, 501.0, "张三", "张三"])
    assert row == SourceRow(2, ("1", "御景小区", 3.0, 501.0, "张三", "张三", ""))


def test_a_nearly_empty_person_is_still_a_row() -> None:
    rows = rows_of(["", "", "", "", "", "张三"], ["", "", "", "", "", "合小平"])
    assert [row.cells[5] for row in rows] == ["张三", "合小平"]


def test_a_household_number_is_carried_down_to_its_members() -> None:
    rows = rows_of(
        ["1", "御景小区", 3.0, 501.0, "张三", "张三"],
        ["", "", "", "", "", "张小三"],
        ["2", "御景小区", 3.0, 502.0, "李四", "李四"],
    )
    assert rows[1].cells[:5] == ("1", "御景小区", 3.0, 501.0, "张三")


def test_a_new_household_takes_no_address_from_the_one_above() -> None:
    rows = rows_of(
        ["1", "御景小区", 3.0, 501.0, "张三", "张三"],
        ["2", "", "", "", "", "李四"],
    )
    assert rows[1].cells[:5] == ("2", "", "", "", "")


def test_a_compound_written_once_holds_for_the_doors_below() -> None:
    rows = rows_of(
        ["1", "御景小区", 3.0, 501.0, "张三", "张三"],
        ["2", "", 4.0, 101.0, "李四", "李四"],
        ["3", "", "", 102.0, "", "王五"],
    )
    assert rows[1].cells[:4] == ("2", "御景小区", 4.0, 101.0)
    assert rows[2].cells[:5] == ("3", "御景小区", 4.0, 102.0, "")


def test_nothing_finer_is_carried_below_a_changed_building() -> None:
    rows = rows_of(
        ["1", "御景小区", 3.0, 501.0, "张三", "张三"],
        ["1", "御景小区", 4.0, "", "张三", "张小三"],
    )
    assert rows[1].cells[3] == ""
