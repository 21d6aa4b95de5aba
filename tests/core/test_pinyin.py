import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridhall.core.pinyin import CAP, name_keys, readings, sort_key
from gridhall.core.surnames import surname_readings


@pytest.mark.parametrize(
    ("surname", "reading"),
    [
        ("单", "shan"),
        ("仇", "qiu"),
        ("曾", "zeng"),
        ("解", "xie"),
        ("缪", "miao"),
        ("翟", "zhai"),
        ("员", "yun"),
        ("盖", "gai"),
        ("区", "ou"),
        ("朴", "piao"),
        ("种", "chong"),
        ("繁", "po"),
        ("秘", "bi"),
        ("折", "she"),
        ("召", "shao"),
        ("查", "zha"),
        ("乐", "yue"),
        ("吕", "lv"),
        ("覃", "qin"),
        ("任", "ren"),
        ("华", "hua"),
        ("尉迟", "yuchi"),
        ("万俟", "moqi"),
        ("欧阳", "ouyang"),
        ("上官", "shangguan"),
        ("司马", "sima"),
        ("诸葛", "zhuge"),
        ("长孙", "zhangsun"),
        ("单于", "chanyu"),
        ("澹台", "tantai"),
    ],
)
def test_a_surname_is_read_as_a_surname_first(surname: str, reading: str) -> None:
    keys = name_keys(surname + "红")
    assert keys.full[0] == reading + "hong"


@pytest.mark.parametrize(
    ("name", "full", "initials"),
    [
        ("张三", ("zhangsan",), ("zs",)),
        ("单雪", ("shanxue", "danxue", "chanxue"), ("sx", "dx", "cx")),
        ("吕布", ("lvbu", "lubu"), ("lb",)),
        ("王女略", ("wangnvlve", "wangnvlue", "wangnulve", "wangnulue"), ("wnl",)),
        ("王平", ("wangping",), ("wp",)),
        ("李𬭎", ("lihong",), ("lh",)),
        ("龚䶮", ("gongyan",), ("gy",)),
        ("张\U0002ebf0", ("zhang",), ("z",)),
        ("买买提·古丽", ("maimaitiguli",), ("mmtgl",)),
        ("John", ("john",), ("john",)),
        ("李A宝", ("liabao",), ("lab",)),
        ("", (), ()),
        ("·", (), ()),
    ],
)
def test_keys(name: str, full: tuple[str, ...], initials: tuple[str, ...]) -> None:
    assert name_keys(name) == (full, initials)


def test_initials_are_one_letter_for_each_syllable() -> None:
    assert name_keys("石长虹").initials[:2] == ("sch", "scj")
    assert set(name_keys("石长虹").initials) == {"sch", "scj", "szh", "szj"}


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=8))
def test_keys_are_few_typable_and_different(name: str) -> None:
    keys = name_keys(name)
    for typed in keys:
        assert len(typed) <= CAP
        assert len(set(typed)) == len(typed)
        assert all(key.isascii() and key.isalpha() and key.islower() for key in typed)
    assert {key[0] for key in keys.full} == {key[0] for key in keys.initials} or len(keys.full) == 8


@given(st.text(max_size=20))
def test_any_text_has_keys(name: str) -> None:
    assert len(name_keys(name).full) <= CAP
    assert name_keys(name) == name_keys(name)


def test_a_compatibility_character_sounds_like_its_double() -> None:
    assert readings("\uf900") == readings("\u8c48") != ()


def test_a_long_name_of_many_readings_stays_cheap_and_keeps_the_likeliest_first() -> None:
    keys = name_keys("长" * 60)
    assert len(keys.full) == CAP
    assert keys.full[0] == "zhang" + "chang" * 59
    assert all(key.count("zhang") <= 2 for key in keys.full)


def test_nearly_every_character_of_the_table_of_common_characters_has_a_reading() -> None:
    known = [char for char in map(chr, range(0x4E00, 0x9FA6)) if readings(char)]
    assert len(known) > 20_890
    assert readings("a") == ()


def test_the_workshop_package_is_not_loaded_to_read_names() -> None:
    code = (
        "import sys; from gridhall.core.pinyin import name_keys; name_keys('张三'); "
        "raise SystemExit('pypinyin' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_every_surname_is_indexed_under_each_of_its_readings() -> None:
    for surname, typed in surname_readings().items():
        found = {key.removesuffix("san") for key in name_keys(surname + "三").full}
        assert set(typed) <= found


def test_lists_are_sorted_by_sound_and_then_by_character() -> None:
    names = ["章三", "张三丰", "展昭", "张三", "欧阳修", "欧文", "单雄信", "Smith", "吕布", "鲁肃"]
    assert sorted(names, key=sort_key) == [
        "鲁肃", "吕布", "欧文", "欧阳修", "Smith", "单雄信", "展昭", "张三", "张三丰", "章三",
    ]  # fmt: skip
    assert sort_key("") == ""
    assert sort_key("☃") > sort_key("祖祖")  # what cannot be read comes last
