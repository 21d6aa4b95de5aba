import pytest

from gridhall.core.surnames import surname_of, surname_readings


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        ("欧阳娜娜", "欧阳"),
        ("欧阳华", "欧阳"),
        ("司马", "司"),
        ("张三", "张"),
        ("长孙无忌", "长孙"),
        ("", ""),
    ],
)
def test_where_the_surname_ends(name: str, surname: str) -> None:
    assert surname_of(name) == surname


def test_the_table_is_plain_letters() -> None:
    for surname, readings in surname_readings().items():
        assert 1 <= len(surname) <= 2
        assert len(set(readings)) == len(readings)
        assert all(reading.isascii() and reading.isalpha() for reading in readings)
