import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridhall.core.errors import UserError
from gridhall.organisation.rules.credit_code import check_credit_code

SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100-2015, table 4
REAL = "91110000600037341L"


def slow_check(first_17: str) -> str:
    """GB 32100-2015 5.2: C18 = 31 - MOD(sum of Ci * 3^(i-1), 31), 31 as 0."""
    total = sum(SIGNS.index(char) * 3**place for place, char in enumerate(first_17))
    return SIGNS[(31 - total % 31) % 31]


@given(st.text(SIGNS, min_size=17, max_size=17), st.sampled_from(SIGNS))
def test_only_the_character_of_the_standard_fits(first_17: str, last: str) -> None:
    right = slow_check(first_17)
    assert check_credit_code(first_17 + right) == first_17 + right
    if last != right:
        with pytest.raises(UserError, match="第18位校验码不对，请对照营业执照/法人证书核对"):
            check_credit_code(first_17 + last)


@given(st.integers(0, 16), st.sampled_from(SIGNS))
def test_one_wrong_character_never_passes(place: int, char: str) -> None:
    changed = REAL[:place] + char + REAL[place + 1 :]
    if changed != REAL:
        with pytest.raises(UserError, match="校验码"):
            check_credit_code(changed)


def test_typed_with_blanks_in_small_or_wide_letters() -> None:
    assert check_credit_code(" 91110000 60003734 1l ") == REAL
    assert check_credit_code("９１１１００００６０００３７３４１Ｌ") == REAL
    assert check_credit_code("  ") == ""


@pytest.mark.parametrize("letter", "IOZSV")
def test_a_letter_the_standard_leaves_out_is_named(letter: str) -> None:
    with pytest.raises(UserError, match=f"第 18 位是字母 {letter}"):
        check_credit_code(REAL[:17] + letter)


def test_too_short_too_long_and_signs() -> None:
    with pytest.raises(UserError, match="要 18 位，现在是 17 位"):
        check_credit_code(REAL[:17])
    with pytest.raises(UserError, match="要 18 位，现在是 19 位"):
        check_credit_code(REAL + "1")
    with pytest.raises(UserError, match="第 3 位是“网”"):
        check_credit_code("91网10000600037341L")
