from datetime import date, datetime, time

import pytest

from gridhall.exchange.rules.cells import cell_day, cell_months, cell_text, is_blank, is_inexact


@pytest.mark.parametrize(
    "cell",
    [
        "1990.5.6", "1990年5月6日", "19900506", "1990-05-06", "1990/5/6", " 1990 年 5 月 6 日 ",
        "１９９０．５．６", "1990-05-06 00:00:00", date(1990, 5, 6), datetime(1990, 5, 6, 8, 30),
        19900506.0, 32999.0, "32999", 19900506,
    ],
)  # fmt: skip
def test_every_way_a_ledger_writes_a_day_is_that_day(cell: object) -> None:
    assert cell_day(cell) == date(1990, 5, 6)


@pytest.mark.parametrize(
    "cell", ["1990.2.30", "19901332", "五月六日", "1990", 5.0, True, "", time(8, 30), "90.5.6"]
)
def test_what_is_no_day_is_none(cell: object) -> None:
    assert cell_day(cell) is None


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (5.0, "5"), (5.5, "5.5"), (" 张\u200b三 ", "张三"), (date(1990, 5, 6), "1990-05-06"),
        (datetime(2026, 1, 15), "2026-01-15"), (datetime(2026, 1, 15, 9, 5), "2026-01-15 09:05"),
        (time(9, 30), "09:30"), (True, "是"), ("", ""), (13712345521.0, "13712345521"),
        (5.3052420061103e17, "530524200611030000"), (0.1, "0.1"), (-3.0, "-3"),
    ],
)  # fmt: skip
def test_a_cell_reads_as_a_clerk_would_type_it(cell: object, text: str) -> None:
    assert cell_text(cell) == text


def test_only_numbers_beyond_fifteen_digits_are_inexact() -> None:
    assert is_inexact(3.70686198502310e17)
    assert not is_inexact(370686850231002.0)
    assert not is_inexact("370686198502310027")


def test_a_cell_of_invisible_marks_is_blank() -> None:
    assert is_blank("\u3000\u200b\t")
    assert not is_blank(0.0)


def test_a_month_alone_is_known_for_what_it_is() -> None:
    for cell in ("1990.05", "199005", "1990年5月", "1990-5"):
        assert cell_months(cell) == {(1990, 5)}
    assert cell_months(1990.1) == {(1990, 1), (1990, 10)}
    assert cell_months("1990.5.6") == frozenset()
