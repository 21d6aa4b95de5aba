import pytest

from gridhall.core.codes import TableName, table
from gridhall.core.pinyin import name_keys
from gridhall.registry.dialogs.codes import code_choices

TABLES: tuple[TableName, ...] = ("relation", "ethnicity", "education", "marital", "political")


@pytest.mark.parametrize("name", TABLES)
def test_every_entry_of_a_national_table_comes_by_code_initials_and_word(name: TableName) -> None:
    for item in table(name).items:
        assert table(name).code_of(item.code) == item.code
        assert table(name).code_of(item.label) == item.code
        assert item.code in [choice.key for choice in code_choices(name, item.label)]
        assert code_choices(name, item.code)[0].key == item.code
        initials = name_keys(item.label).initials[0]
        offered = [choice.key for choice in code_choices(name, initials)]
        assert item.code in offered or len(offered) == 12
