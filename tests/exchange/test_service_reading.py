import codecs
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest

from gridhall.core.errors import UserError
from gridhall.core.progress import Cancelled, Silent
from gridhall.exchange.service import reading
from gridhall.exchange.service.reading import read_ledger
from tests.exchange.workbooks import make_ods, make_raw_xlsx, make_xls, make_xlsx, sheet_of

ROWS = [["姓名", "身份证号"], ["张𬭎", "370686198502310027"]]
TEXT = "姓名,身份证号\r\n张𬭎,370686198502310027\r\n"


def grid_of(path: Path) -> list[list[object]]:
    return [list(row) for row in read_ledger(path, Silent()).tables[0].rows]


@pytest.mark.parametrize(
    ("name", "make"), [("a.xlsx", make_xlsx), ("a.xls", make_xls), ("a.ods", make_ods)]
)
def test_every_kind_of_workbook_gives_the_same_grid(
    name: str, make: object, tmp_path: Path
) -> None:
    assert grid_of(make(tmp_path / name, ROWS)) == ROWS  # type: ignore[operator]


def test_a_workbook_is_known_by_its_bytes_not_its_name(tmp_path: Path) -> None:
    assert grid_of(make_xls(tmp_path / "really_xls.xlsx", ROWS)) == ROWS


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "，"])
def test_text_ledgers_in_every_encoding(encoding: str, delimiter: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(TEXT.replace(",", delimiter).encode(encoding))
    ledger = read_ledger(path, Silent())
    assert ledger.tables[0].rows == ROWS
    assert ledger.tables[0].encoding == encoding


def test_big_endian_utf_16_is_read_by_its_mark(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"))
    assert grid_of(path) == ROWS


def test_characters_of_the_old_private_area_come_out_as_they_are_now(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("姓名,年\n".encode("gb18030") + b"\xd5\xc5\xfe\x59,1\n")
    assert grid_of(path)[1][0] == "张\u9fb4"


def test_quoted_cells_may_hold_delimiters_and_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('姓名,备注\n张三,"住3楼,\n靠东"\n', "utf-8")
    assert grid_of(path)[1] == ["张三", "住3楼,\n靠东"]


def test_days_and_numbers_keep_their_kind(tmp_path: Path) -> None:
    path = make_xlsx(tmp_path / "a.xlsx", [["日", "数"], [date(1990, 5, 6), 5.0]])
    day, number = grid_of(path)[1]
    assert day in (date(1990, 5, 6), datetime(1990, 5, 6))
    assert number == 5.0


def test_cells_merged_over_rows_are_filled_and_over_columns_left_alone(tmp_path: Path) -> None:
    rows = [["标题", "", ""], ["1", "甲", "x"], ["", "乙", "y"], ["", "丙", "z"]]
    path = make_xlsx(tmp_path / "a.xlsx", rows, merged=["A1:C1", "A2:A4"])
    assert grid_of(path) == [["标题", "", ""], ["1", "甲", "x"], ["1", "乙", "y"], ["1", "丙", "z"]]


def test_rows_above_and_columns_before_the_first_cell_are_counted(tmp_path: Path) -> None:
    path = make_xlsx(tmp_path / "a.xlsx", [[], [], ["", "姓名"], ["", "张三"]])
    grid = grid_of(path)
    assert grid[2] == ["", "姓名"]
    assert grid[3] == ["", "张三"]


def test_two_hundred_blank_rows_end_a_sheet(tmp_path: Path) -> None:
    rows = [["姓名"], ["张三"], *[[""] for _ in range(250)], ["李四"]]
    assert ["李四"] not in grid_of(make_xlsx(tmp_path / "a.xlsx", rows))


def refused(path: Path) -> str:
    with pytest.raises(UserError) as caught:
        read_ledger(path, Silent())
    return str(caught.value)


def test_an_encrypted_xlsx_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    directory = "EncryptedPackage".encode("utf-16-le").ljust(128, b"\0")
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1").ljust(1024, b"\0") + directory)
    assert "打开密码" in refused(path)


def test_an_encrypted_xls_is_refused_with_what_to_do(tmp_path: Path) -> None:
    assert "打开密码" in refused(make_xls(tmp_path / "a.xls", ROWS, password=True))


def test_an_encrypted_zip_entry_is_refused(tmp_path: Path) -> None:
    path = make_xlsx(tmp_path / "a.xlsx", ROWS)
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1  # the flag of an encrypted entry, in the directory
    path.write_bytes(data)
    assert "打开密码" in refused(path)


def test_a_text_file_renamed_to_a_workbook_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "名册.xlsx"
    path.write_text(TEXT, "utf-8")
    assert "里面却只是文字" in refused(path)
    assert ".csv" in refused(path)


def test_a_web_page_saved_as_xls_is_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "导出.xls"
    path.write_text("<html><table><tr><td>姓名</td></tr></table></html>", "utf-8")
    assert "里面却是网页" in refused(path)


def test_a_zip_bomb_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    blocks = (b"A" * 2**20 for _ in range(250))
    path = make_raw_xlsx(tmp_path / "bomb.xlsx", blocks)
    assert path.stat().st_size < 2**20
    assert "展开后太大" in refused(path)


def test_a_zip_whose_directory_lies_about_sizes_is_refused(tmp_path: Path) -> None:
    path = make_raw_xlsx(tmp_path / "liar.xlsx", (b"A" * 2**20 for _ in range(250)))
    data = path.read_bytes()
    data = data.replace((250 * 2**20).to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    path.write_bytes(data)
    assert "什么都没有存" in refused(path)


def test_a_zip_with_thousands_of_entries_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "many.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        for number in range(2_001):
            archive.writestr(f"{number}.xml", "")
    assert "展开后太大" in refused(path)


def test_a_sheet_that_claims_billions_of_cells_ends_only_its_own_process(tmp_path: Path) -> None:
    cells = '<row r="1"><c r="A1"><v>1</v></c></row>'
    cells += '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    path = make_raw_xlsx(tmp_path / "wide.xlsx", [sheet_of(cells)])
    assert "展开后太大" in refused(path)


def test_entities_of_a_hostile_sheet_are_not_expanded(tmp_path: Path) -> None:
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    doctype = f'<!DOCTYPE l [<!ENTITY a0 "哈"><!ENTITY f SYSTEM "file:///etc/hostname">{laughs}]>'
    cells = '<row r="1"><c r="A1" t="inlineStr"><is><t>[&a8;&f;]</t></is></c></row>'
    path = make_raw_xlsx(tmp_path / "lol.xlsx", [doctype.encode(), sheet_of(cells)])
    assert "什么都没有存" in refused(path)


@pytest.mark.parametrize("data", [b"", b"   \r\n\r\n"])
@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_an_empty_file_is_refused(data: bytes, name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    assert "空的" in refused(tmp_path / name)


def test_a_workbook_without_any_cell_is_refused(tmp_path: Path) -> None:
    assert "空的" in refused(make_xlsx(tmp_path / "a.xlsx", []))


def test_a_workbook_cut_short_is_refused(tmp_path: Path) -> None:
    path = make_xlsx(tmp_path / "a.xlsx", ROWS)
    path.write_bytes(path.read_bytes()[:-300])
    assert "打不开" in refused(path)


def test_a_zip_without_a_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("名册.csv", TEXT)
    assert "没有工作簿" in refused(path)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"\xff\x00\x80,\x81\xff\n" * 20)
    assert "编码" in refused(path)


def test_a_file_that_is_gone_is_told_so(tmp_path: Path) -> None:
    assert "找不到" in refused(tmp_path / "a.xlsx")


def test_more_rows_than_the_workbench_takes_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MAX_ROWS", 5)
    path = make_xlsx(tmp_path / "a.xlsx", [["张三"]] * 6)
    assert "超过 300,000 行" not in refused(path)
    assert "超过 5 行" in refused(path)


def test_the_clock_ends_a_workbook_that_takes_too_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "TIME_LIMIT", 0.0)
    assert "什么都没有存" in refused(make_xlsx(tmp_path / "a.xlsx", ROWS))


def test_cancelling_ends_the_reading(tmp_path: Path) -> None:
    class Impatient:
        def report(self, done: int, total: int) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        read_ledger(make_xlsx(tmp_path / "a.xlsx", ROWS), Impatient())
