import pytest

from gridhall.core.errors import UserError
from gridhall.places.rules import Address, make_address, natural_key, parse_address, place_number

HOME = Address("御景小区", "3", "2", "501")


@pytest.mark.parametrize(
    "typed",
    [
        "御景小区 3-2-501",
        "御景小区3-2-501",
        "御景小区　３－２－５０１",
        "御景小区 3号楼2单元501",
        "御景小区3号楼2单元501室",
        "御景小区 3栋 2单元 501室",
        "御景小区3幢2单元501号",
        "御景小区 3#2单元501",
        "御景小区3号楼2-501",
        "御景小区 03—02—0501",
        "御景小区，三号楼二单元501",
        "\u200b御景 小区 3/2/501 ",
    ],
)
def test_every_way_to_write_an_address_is_the_same_address(typed: str) -> None:
    assert parse_address(typed) == HOME


def test_an_address_is_said_short_and_long() -> None:
    assert (HOME.door, HOME.short) == ("3-2-501", "御景小区 3-2-501")
    assert HOME.long == "御景小区 3号楼2单元501"


def test_a_house_without_entrances() -> None:
    house = parse_address("老粮所院 甲3号楼101")
    assert house == Address("老粮所院", "甲3", "", "101")
    assert (house.short, house.long) == ("老粮所院 甲3-101", "老粮所院 甲3号楼101")
    assert parse_address(house.short) == house


def test_a_house_alone_has_only_its_number() -> None:
    house = parse_address("东关街 12号")
    assert house == Address("东关街", "12")
    assert house.short == house.long == "东关街 12号"


def test_letters_and_compounds_with_digits() -> None:
    assert parse_address("阳光100 b座1单元1202") == Address("阳光100", "B", "1", "1202")
    assert parse_address("阳光100 B座1单元1202").long == "阳光100 B座1单元1202"
    assert parse_address("龙腾花园二期 7-2-301东户").room == "301东"


def test_the_door_alone_leaves_the_compound_open() -> None:
    assert parse_address("3-2-501") == Address("", "3", "2", "501")
    assert parse_address("3-2-501").short == "3-2-501"


@pytest.mark.parametrize("typed", ["御景小区", "御景小区 3号楼", "501", "御景小区 3-", "<b>-2"])
def test_what_is_no_address_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(UserError, match="御景小区 3-2-501"):
        parse_address(typed)


def test_nothing_typed_asks_for_it() -> None:
    with pytest.raises(UserError, match="请填写"):
        parse_address(" \u3000 ")


@pytest.mark.parametrize(
    ("typed", "number"),
    [("5.0", "5"), ("０３号楼", "3"), ("十二栋", "12"), ("二十", "20"), ("a", "A"), ("0", "0")],
)
def test_a_column_of_a_ledger(typed: str, number: str) -> None:
    assert place_number(typed) == number


def test_separate_columns_make_one_address() -> None:
    assert make_address("御景 小区", "3.0", "2单元", "501室") == HOME


def test_buildings_are_walked_past_in_their_order() -> None:
    assert sorted(["10", "甲1", "2", "1"], key=natural_key) == ["1", "2", "10", "甲1"]
