import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridhall.core.mask import Level, lists_show, mask_id_number, mask_name, mask_phone


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


def test_a_number_at_each_level() -> None:
    number = "370686199001011234"
    assert mask_id_number(number, Level.FULL) == number
    assert mask_id_number(number, Level.LIST) == "370686********1234"
    assert mask_id_number(number, Level.PUBLICATION) == "3706" + "*" * 12 + "34"
    assert mask_id_number(number, Level.NONE) == mask_phone("13812345678", Level.NONE) == "****"
    assert mask_phone("13812345678", Level.FULL) == "13812345678"
    assert mask_phone("13812345678", Level.PUBLICATION) == "138****5678"


def test_nothing_kept_shows_as_nothing_and_the_halls_own_number_stays() -> None:
    for level in Level:
        assert mask_id_number("", level) == mask_phone("", level) == ""
        assert mask_id_number("临2026000012", level) == "临2026000012"


def test_a_strict_hall_shows_nothing_of_a_number() -> None:
    lists_show(Level.NONE)
    try:
        assert mask_id_number("370686199001011234") == mask_phone("13812345678") == "****"
    finally:
        lists_show(Level.LIST)
    assert mask_id_number("370686199001011234") == "370686********1234"
    with pytest.raises(ValueError, match="full"):
        lists_show(Level.FULL)


@given(st.text(alphabet="0123456789X", min_size=6, max_size=18), st.sampled_from(list(Level)))
def test_each_level_hides_what_the_one_before_hid(number: str, level: Level) -> None:
    shown = mask_id_number(number, level)
    if level is Level.FULL:
        assert shown == number
    else:
        assert shown != number
        assert set(shown) <= set(number) | {"*"}
