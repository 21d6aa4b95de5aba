import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridhall.core.text import (
    clean,
    clean_lines,
    clean_name,
    half_width,
    is_han,
    map_private_use,
    search_key,
)

ANY_TEXT = st.text(st.characters(exclude_categories=()))  # lone surrogates too


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  张三\n", "张三"),
        ("张\u3000\t三", "张 三"),
        ("张\x00三", "张三"),
        ("张\u200b三\ufeff", "张三"),
        ("张\u202e三\u202c\u2066", "张三"),
        ("张\ud800三", "张三"),
        ("葛\U000e0100", "葛"),
        ("\u3164", ""),
        ("\x85龙腾 \xa0 社区\u2028", "龙腾 社区"),
        ("<b>&amp;</b>%_\\", "<b>&amp;</b>%_\\"),
        ("\uf900更", "\uf900更"),  # a compatibility character stays what it is
        ("e\u0301", "e\u0301"),
        ("\U00020bb7野 𬭎 \U0002ebf0", "\U00020bb7野 𬭎 \U0002ebf0"),
    ],
)
def test_clean_takes_away_only_what_nobody_sees(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@given(ANY_TEXT)
def test_cleaned_text_can_be_stored_compared_and_cleaned_again(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode("utf-8")
    assert clean(cleaned) == cleaned
    assert "\x00" not in cleaned
    assert cleaned == cleaned.strip()
    assert not any(unicodedata.category(char) in ("Cc", "Cs") for char in cleaned)


@given(ANY_TEXT)
def test_clean_adds_nothing_and_keeps_every_letter(text: str) -> None:
    visible = [char for char in text if unicodedata.category(char)[0] in "NPS" or is_han(char)]
    kept = iter(clean(text))
    assert all(char in kept for char in visible if char not in "\ufffc\ufffd\u2800")


def test_a_remark_keeps_its_lines() -> None:
    assert clean_lines("\n 一楼\u200b \r\n\r\n 二楼  东 \n") == "一楼\n\n二楼 东"


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("张 三", "张三"),
        ("欧\u3000阳\u3000 娜 娜", "欧阳娜娜"),
        ("John  Smith", "John Smith"),
        ("王 John Smith", "王John Smith"),
        ("买买提•艾力", "买买提·艾力"),
        ("买买提 ．艾力", "买买提．艾力"),
        ("买买提.艾力", "买买提·艾力"),
        ("阿依古丽 ・ 买买提", "阿依古丽·买买提"),
        ("J.Smith", "J.Smith"),
        ("䶮\ue000 三", "䶮\ue000三"),
        ("<b>张三</b>", "<b>张三</b>"),
    ],
)
def test_names_lose_the_blanks_of_ledgers(typed: str, name: str) -> None:
    assert clean_name(typed) == name


@given(ANY_TEXT)
def test_a_clean_name_is_settled(text: str) -> None:
    assert clean_name(clean_name(text)) == clean_name(text)


def test_half_width_turns_signs_and_leaves_characters() -> None:
    assert half_width("１２３－ＡｂＸ　（三单元）") == "123-AbX (三单元)"
    assert half_width("张三 12") == "张三 12"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("３号楼 2 单元", "3号楼2单元"),
        ("ABC", "ａｂｃ"),
        ("\uf900", "\u8c48"),
        ("买买提・艾力", "买买提·艾力"),
        ("金\u200b龙", "金龙"),
        ("⼀", "一"),
    ],
)
def test_what_people_take_for_the_same_is_found(one: str, other: str) -> None:
    assert search_key(one) == search_key(other)


@given(ANY_TEXT)
def test_a_search_key_is_settled(text: str) -> None:
    key = search_key(text)
    assert search_key(key) == key
    assert not any(char.isspace() for char in key)


def test_the_eighteen_positions_of_2022_leave_the_private_area() -> None:
    codes = (
        "A6D9 A6DA A6DB A6DC A6DD A6DE A6DF A6EC A6ED A6F3 FE59 FE61 FE66 FE67 FE6D FE7E FE90 FEA0"
    )
    mapped = map_private_use(bytes.fromhex(codes).decode("gb18030"))
    assert mapped.left == ""
    assert (
        mapped.text
        == "\ufe10\ufe12\ufe11\ufe13\ufe14\ufe15\ufe16\ufe17\ufe18\ufe19龴龵龶龷龸龹龺龻"
    )


def test_the_old_windows_block_agrees_with_the_codec_where_it_knows_better() -> None:
    rows = [*range(0x50, 0x7F), *range(0x80, 0xA1)]
    for code, row in enumerate(rows, start=0xE815):
        known = bytes((0xFE, row)).decode("gb18030")
        mapped = map_private_use(chr(code))
        assert mapped.left == ""
        if not "\ue000" <= known <= "\uf8ff":
            assert mapped.text == known
    assert map_private_use("\ue863").text == "䶮"


def test_made_up_characters_are_named_once_each() -> None:
    assert map_private_use("张\ue000\ue001\ue000") == ("张\ue000\ue001\ue000", "\ue000\ue001")
    assert map_private_use("张三") == ("张三", "")
