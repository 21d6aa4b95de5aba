"""Rosters and figures on paper, read back."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pdfplumber
import pytest

from gridhall.clerks.rules import Anchor
from gridhall.core.errors import UserError
from gridhall.registry.documents.roster import Roster, roster_order, roster_paper
from gridhall.registry.documents.statistics import statistics_order, statistics_paper
from gridhall.registry.queries.figure_rows import Figure, FigureRow, Series, drawing
from gridhall.registry.queries.lists import ListRow
from gridhall.registry.rules.lists import Flow, Wanted
from tests.conftest import HALL
from tests.factories import TODAY

ANCHOR = Anchor(12, "9f86d081" * 8)
ROW = ListRow(
    id=1, name="𬭎<b>花", sex="女", birth_date=date(1959, 3, 12), id_number="370686********0027",
    phone="137****5521", address="御景小区 3-2-501", grid="第1网格", relation="户主",
    household_number="000001", hukou="外地户籍", hukou_address="", ethnicity="汉族", education="",
    marital="", political="", workplace="", status="在册", registered=TODAY, age=67,
)  # fmt: skip


def _text(pdf: bytes) -> list[str]:
    with pdfplumber.open(BytesIO(pdf)) as book:
        return [page.extract_text() for page in book.pages]


def _roster(count: int) -> Roster:
    rows = [replace(ROW, id=n, household_number=f"{n // 3:06}") for n in range(count)]
    return Roster(7, "御景小区 3号楼", rows, "60 岁以上", "入户走访", TODAY, TODAY)


def test_a_roster_names_its_building_people_and_purpose() -> None:
    (page,) = _text(roster_paper(_roster(4), HALL, "龙腾册字〔2026〕第0001号", ANCHOR))
    for words in (
        "居 民 花 名 册", "龙腾册字〔2026〕第0001号", "御景小区 3号楼", "60 岁以上", "4 人，2 户",
        "2026年11月24日", "入户走访", "3-2-501", "𬭎<b>花", "外地", "137****5521", "12-9f86d081",
    ):  # fmt: skip
        assert words in page, words
    assert "370686" not in page  # no ID number leaves on a roster


def test_a_long_roster_goes_on_with_its_headings() -> None:
    pages = _text(roster_paper(_roster(140), HALL, "1", None))
    assert len(pages) > 2
    assert all("与户主关系" in page for page in pages[:-1])
    assert "第 2 页" in pages[1]


def test_an_empty_roster_is_refused() -> None:
    with pytest.raises(UserError, match="御景小区 3号楼没有符合条件的人"):
        roster_order(_roster(0), HALL, "k")


def test_the_same_roster_is_the_same_paper() -> None:
    first, again = (roster_order(_roster(3), HALL, key) for key in ("a", "b"))
    assert first.content_sha256 == again.content_sha256
    assert first.content_sha256 != roster_order(_roster(4), HALL, "c").content_sha256


def _figure(shape: str = "bars", count: int = 3) -> Figure:
    series = {
        "bars": (Series("people", "人数"), Series("households", "户数", "户")),
        "pyramid": (Series("male", "男"), Series("female", "女")),
    }[shape]
    rows = tuple(
        FigureRow(f"御景小区 {n}号楼", (1200 + n, 400 + n), (Wanted(), Wanted()))
        for n in range(count)
    )
    return Figure("buildings", "楼栋人口", shape, series, rows, 3603, TODAY)


def test_a_figure_has_its_bars_and_every_number() -> None:
    pdf = statistics_paper(_figure(), HALL, TODAY, ("龙腾统字〔2026〕第0001号", ANCHOR))
    with pdfplumber.open(BytesIO(pdf)) as book:
        page = book.pages[0]
        text, bars = page.extract_text(), [one for one in page.lines if one["linewidth"] > 5]
    for words in (
        "楼栋人口统计表",
        "龙腾社区",
        "3,603 人",
        "1,202",
        "402",
        "合计",
        "3,603",
        "1,203",
    ):
        assert words in text, words
    assert len(bars) == 3
    longest, shortest = max(one["width"] for one in bars), min(one["width"] for one in bars)
    assert shortest / longest == pytest.approx(1200 / 1202, abs=0.002)


def test_a_pyramid_grows_to_both_sides() -> None:
    pdf = statistics_paper(_figure("pyramid"), HALL, TODAY, ("1", None))
    with pdfplumber.open(BytesIO(pdf)) as book:
        page = book.pages[0]
        filled = [one for one in page.lines if one["linewidth"] > 5]
        hollow = [one for one in page.rects if abs(one["height"] - 9.6) < 1]
    assert len(filled) == len(hollow) == 3
    assert max(one["x1"] for one in hollow) < min(one["x0"] for one in filled)


def test_a_long_figure_goes_on_overleaf_to_its_end() -> None:
    pages = _text(statistics_paper(_figure(count=120), HALL, TODAY, ("1", None)))
    assert len(pages) > 3
    assert sum(page.count("御景小区 119号楼") for page in pages) == 2  # its bar and its line
    assert "合计" in "".join(pages)


def test_the_same_numbers_of_the_same_day_are_one_paper() -> None:
    orders = [statistics_order(_figure(), HALL, TODAY, key) for key in "ab"]
    assert orders[0].content_sha256 == orders[1].content_sha256
    other = statistics_order(_figure(), HALL, date(2026, 11, 25), "c")
    assert other.content_sha256 != orders[0].content_sha256


def test_what_is_drawn_of_the_months_is_who_went_and_who_came() -> None:
    gain, loss = Flow(TODAY, TODAY, "gain", ("born",)), Flow(TODAY, TODAY, "loss", ("died",))
    lists = (Wanted(), Wanted(flow=gain), Wanted(flow=gain), Wanted(flow=loss), Wanted(flow=loss))
    row = FigureRow("2026年11月", (90, 3, 4, 1, 2, 94), (*lists, Wanted()))
    series = tuple(Series(key, key) for key in "abcdef")
    drawn = drawing(Figure("months", "人口变动", "months", series, (row,), 94, TODAY))
    assert drawn.rows[0].values == (3, 7)
    assert drawn.rows[0].lists[0].flow == replace(loss, kinds=())
    assert drawn.rows[0].lists[1].flow == replace(gain, kinds=())
