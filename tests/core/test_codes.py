from typing import get_args

import pytest

from gridhall.core.codes import TableName, relation_fits, table

TABLES = get_args(TableName)


@pytest.mark.parametrize("name", TABLES)
def test_every_word_and_code_of_a_table_leads_to_one_entry(name: TableName) -> None:
    codes = table(name)
    said = [word for item in codes.items for word in (item.label, *item.aliases)]
    assert len(set(said)) == len(said)
    assert len({len(item.code) for item in codes.items}) == 1
    for item in codes.items:
        assert codes.label(item.code) == item.label
        assert [codes.code_of(word) for word in (item.code, item.label, *item.aliases)] == [
            item.code
        ] * (2 + len(item.aliases))


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("text", ["", " ", "族", "？", "不知道什么", "777", "<b>"])
def test_an_unknown_word_is_no_code(name: TableName, text: str) -> None:
    assert table(name).code_of(text) is None


def test_the_tables_are_complete() -> None:
    assert {name: len(table(name).items) for name in TABLES} == {
        "sex": 4,
        "marital": 8,
        "relation": 85,
        "ethnicity": 58,
        "education": 40,
        "political": 13,
    }
    ethnic = [item.code for item in table("ethnicity").items]
    assert ethnic == [f"{code:02}" for code in (*range(1, 57), 97, 98)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("户主", "02"),
        ("户　主", "02"),
        ("之子", "20"),
        ("儿子", "20"),
        ("子", "20"),
        ("长子", "22"),
        ("之妻", "12"),
        ("妻", "12"),
        ("老婆", "12"),
        ("丈夫", "11"),
        ("配偶", "10"),
        ("户主之母", "52"),
        ("女", "30"),
        ("闺女", "30"),
        ("外孙女", "44"),
        ("儿媳妇", "38"),
        ("2", "02"),
        ("2.0", "02"),
        ("５２", "52"),
    ],
)
def test_relations_as_ledgers_write_them(text: str, code: str) -> None:
    assert table("relation").code_of(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("汉", "01"),
        ("“汉族”", None),
        ("汉族", "01"),
        ("汉 族", "01"),
        ("毛难", "36"),
        ("毛难族", "36"),
        ("崩龙族", "46"),
        ("土", "30"),
        ("土家", "15"),
        ("1", "01"),
        ("蒙古族", "02"),
        ("维吾尔", "05"),
    ],
)
def test_ethnic_groups_with_and_without_their_ending(text: str, code: str | None) -> None:
    assert table("ethnicity").code_of(text) == code


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("political", "党员", "01"),
        ("political", "中共党员", "01"),
        ("political", "预备党员", "02"),
        ("political", "团员", "03"),
        ("political", "群众", "13"),
        ("education", "本科", "20"),
        ("education", "本科学历", "20"),
        ("education", "高中文化", "60"),
        ("education", "文盲", "90"),
        ("marital", "离异", "40"),
        ("sex", "男性", "1"),
        ("sex", "女", "2"),
        ("sex", "1.0", "1"),
    ],
)
def test_other_words_of_ledgers(name: TableName, text: str, code: str) -> None:
    assert table(name).code_of(text) == code


def test_an_unknown_code_is_shown_as_it_is() -> None:
    assert table("ethnicity").label("77") == "77"
    assert "77" not in table("ethnicity")
    assert "01" in table("ethnicity")


@pytest.mark.parametrize(
    ("sex", "relation", "fits"),
    [
        ("1", "20", True),
        ("2", "20", False),
        ("1", "30", False),
        ("2", "12", True),
        ("1", "12", False),
        ("1", "10", True),
        ("2", "02", True),
        ("0", "20", True),
        ("9", "12", True),
        ("1", "no such code", True),
    ],
)
def test_a_relation_may_contradict_the_sex(sex: str, relation: str, fits: bool) -> None:
    assert relation_fits(sex, relation) is fits
