from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridhall.core.errors import UserError
from gridhall.papers.rules import (
    BUSINESS,
    OFFICIAL,
    PATTERNS,
    PaperOrder,
    check_pattern,
    reprint_mark,
    spell_number,
)

DAY = date(2026, 11, 24)


def test_official_letters_have_no_leading_zeros() -> None:
    assert spell_number(OFFICIAL, "龙腾函", DAY, 1) == "龙腾函〔2026〕1号"


def test_business_papers_have_the_local_scheme() -> None:
    assert spell_number(BUSINESS, "龙腾", DAY, 1) == "龙腾受字〔2026〕第0001号"
    assert spell_number(BUSINESS, "龙腾", DAY, 12345) == "龙腾受字〔2026〕第12345号"


def test_every_shipped_pattern_passes_its_own_check() -> None:
    assert [check_pattern(p) for p in PATTERNS.values()] == list(PATTERNS.values())


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "第{n}号",
        "〔{year}〕",
        "{year}{n}{n}",
        "{year}{n}{x}",
        "{year}{n!r}",
        "{year}{n:9999}",
        "{",
    ],
)
def test_a_pattern_that_cannot_number_is_refused(pattern: str) -> None:
    with pytest.raises(UserError, match="编号规则"):
        check_pattern(pattern)


@given(st.text(max_size=30), st.integers(1, 10**6))
def test_what_passes_the_check_can_be_spelled(office: str, ordinal: int) -> None:
    assert str(ordinal) in spell_number(
        check_pattern("{office}〔{year}〕{n:03}"), office, DAY, ordinal
    )


def test_the_office_is_data_not_a_pattern() -> None:
    assert spell_number("{office}{year}{n}", "{n}{year}", DAY, 7) == "{n}{year}20267"


def test_the_same_content_is_the_same_paper() -> None:
    one = PaperOrder("acceptance", "service_case", 1, {"a": 1, "b": "张"}, "k1")
    same = PaperOrder("acceptance", "service_case", 1, {"b": "张", "a": 1}, "k2")
    other = PaperOrder("acceptance", "service_case", 2, {"a": 1, "b": "张"}, "k1")
    assert one.content_sha256 == same.content_sha256 != other.content_sha256


def test_the_order_keeps_what_it_says_out_of_logs() -> None:
    assert "张桂花" not in repr(PaperOrder("acceptance", "case", 1, {"name": "张桂花"}, "k"))


def test_only_a_second_printing_is_a_reprint() -> None:
    assert [reprint_mark(n) for n in (1, 2, 3)] == ["", "补打（第 2 次）", "补打（第 3 次）"]
