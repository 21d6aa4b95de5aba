from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridhall.core.errors import UserError
from gridhall.core.phone import check_phone, kept_phone, phone_doubt


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("13812345678", "13812345678"),
        ("138 1234 5678", "13812345678"),
        ("１３８１２３４５６７８", "13812345678"),
        ("+86 138-1234-5678", "13812345678"),
        ("008613812345678", "13812345678"),
        ("'13812345678", "13812345678"),
        ("15561204577.0", "15561204577"),
        (15561204577.0, "15561204577"),
        ("05368888888", "0536-8888888"),
        ("(0536) 888 8888", "0536-8888888"),
        ("010-82345678", "010-82345678"),
        ("8882345", "8882345"),
        ("0536-8888888转801", "0536-8888888-801"),
        ("82345678-801", "82345678-801"),
        ("400-820-8820", "4008208820"),
        ("12345", "12345"),
        ("110", "110"),
        ("95588", "95588"),
        ("+852 6123 4567", "+85261234567"),
    ],
)
def test_numbers_people_give_are_kept_in_one_form(typed: str | float, kept: str) -> None:
    assert check_phone(typed) == kept
    assert check_phone(kept) == kept


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "请填写电话"),
        ("1380001", "手机号要 11 位，现在是 7 位"),
        ("138000011112", "手机号要 11 位，现在是 12 位"),
        ("1380000111a", "电话里有“a”，只填数字，分机写在“转”后面"),
        ("01012", "固定电话写成“区号-号码”，例如 0536-8888888，请再核对"),
        ("13812345678/0536-8888888", "一栏只填一个电话，其余的写在备注里"),
        ("345", "电话号码的位数不对，现在是 3 位，请再核对"),
        ("١٣٨١٢٣٤٥٦٧٨", "电话里有“١”，只填数字，分机写在“转”后面"),
    ],
)
def test_what_cannot_ring_is_said(typed: str, sentence: str) -> None:
    with pytest.raises(UserError) as caught:
        check_phone(typed)
    assert str(caught.value) == sentence


def test_a_new_mobile_range_is_only_doubted() -> None:
    assert check_phone("12012345678") == "12012345678"
    assert "12 开头" in phone_doubt("12012345678")
    assert phone_doubt("19912345678") == ""
    assert phone_doubt("0536-8888888") == ""


@given(st.text() | st.floats(allow_nan=True))
def test_nonsense_gets_a_sentence_and_never_a_crash(text: str | float) -> None:
    with suppress(UserError):
        kept = check_phone(text)
        assert check_phone(kept) == kept


@pytest.mark.parametrize(
    ("typed", "kept", "doubt"),
    [
        ("138 1234 5678", "13812345678", ""),
        ("1371234", "1371234", "手机号要 11 位，现在是 7 位"),
        ("12012345678", "12012345678", "手机号很少以 12 开头，请再核对"),
        ("找村委会", "找村委会", "电话里有“找”，只填数字，分机写在“转”后面"),
    ],
)
def test_an_odd_number_is_kept_and_doubted(typed: str, kept: str, doubt: str) -> None:
    assert kept_phone(typed) == (kept, doubt)
