import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridhall.core.mask import mask_id_number, mask_name, mask_phone


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("370686198502310027", "370686********0027"),
        ("37068619850231002X", "370686********002X"),
        ("370686850231002", "370686*****1002"),
        ("E12345678", "E1*****78"),
        ("12345", "*****"),
        ("", ""),
    ],
)
def test_id_numbers(number: str, shown: str) -> None:
    assert mask_id_number(number) == shown


@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        ("13812345678", "138****5678"),
        ("0536-8888123", "0536-****123"),
        ("82345678", "*****678"),
        ("+85261234567", "*********567"),
        ("110", "**0"),
        ("", ""),
    ],
)
def test_phones(phone: str, shown: str) -> None:
    assert mask_phone(phone) == shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("张三", "张*"),
        ("张小三", "张*三"),
        ("欧阳华", "欧阳*"),
        ("欧阳娜娜", "欧阳*娜"),
        ("诸葛孔明", "诸葛*明"),
        ("张王小三", "张**三"),
        ("阿依古丽·买买提", "阿******提"),
        ("John Smith", "J*** S****"),
        ("𬭎小龙", "𬭎*龙"),
        ("李", "*"),
        ("", "*"),
    ],
)
def test_names_on_public_notices(name: str, shown: str) -> None:
    assert mask_name(name) == shown


@given(st.text("张欧阳小三龙凤丽", min_size=1, max_size=6))
def test_no_name_is_ever_shown_whole(name: str) -> None:
    assert "*" in mask_name(name)
    assert len(mask_name(name)) == len(name)
