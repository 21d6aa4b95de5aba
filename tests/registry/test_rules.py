from dataclasses import replace
from datetime import date

import pytest

from gridhall.core.errors import UserError
from gridhall.registry.rules import (
    DraftProblems,
    Kin,
    ResidentDraft,
    age_on,
    born_before,
    check_draft,
    draft_from_search,
    new_relations,
    parse_birth,
    relation_doubts,
    reveal_reason,
)
from tests.factories import TODAY, id_number

HER = id_number(date(1959, 3, 12), "2")
DRAFT = ResidentDraft("张桂花", HER, address="御景小区 3-2-501", relation="02")
HEAD = Kin("张桂花", "2", date(1959, 3, 12))


def _problems(draft: ResidentDraft) -> dict[str, str]:
    with pytest.raises(DraftProblems) as refused:
        check_draft(draft, TODAY)
    return {problem.field: problem.sentence for problem in refused.value.problems}


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(1959, 3, 12), date(2026, 3, 11), 66),
        (date(1959, 3, 12), date(2026, 3, 12), 67),
        (date(2024, 2, 29), date(2025, 2, 28), 0),
        (date(2024, 2, 29), date(2025, 3, 1), 1),
    ],
)
def test_age_is_full_years(born: date, day: date, age: int) -> None:
    assert age_on(born, day) == age


@pytest.mark.parametrize("today", [date(2026, 11, 24), date(2028, 2, 29), date(2024, 2, 29)])
@pytest.mark.parametrize("age", [14, 60])
def test_the_oldest_birthday_of_an_age_agrees_with_the_age(today: date, age: int) -> None:
    last = born_before(age, today)
    assert age_on(last, today) == age
    assert age_on(date.fromordinal(last.toordinal() + 2), today) == age - 1


def test_the_number_tells_sex_and_birth_date() -> None:
    known = check_draft(replace(DRAFT, name="张　桂花", phone="+86 137-1234-5521"), TODAY)
    assert (known.name, known.sex, known.birth_date) == ("张桂花", "2", date(1959, 3, 12))
    assert known.phone == "13712345521"
    assert known.id_kind == "resident_id"


def test_a_birth_date_that_contradicts_the_number_is_told_at_its_field() -> None:
    said = _problems(replace(DRAFT, birth_date=date(1959, 3, 13), sex="1"))
    assert said["birth_date"].startswith("证件号里的出生日期是 1959-03-12")
    assert said["sex"].startswith("证件号里的性别是女")


def test_without_a_number_sex_and_birth_date_are_needed() -> None:
    assert "填性别和出生日期" in _problems(replace(DRAFT, id_number=""))["id_number"]
    newborn = replace(DRAFT, id_number="", sex="1", birth_date=date(2026, 11, 1), relation="21")
    known = check_draft(newborn, TODAY)
    assert (known.id_number, known.id_kind) == (None, "temporary")
    assert "还没有到" in _problems(replace(newborn, birth_date=date(2026, 12, 1)))["birth_date"]


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "  \u200b", "请填写姓名"),
        ("name", "张3", "姓名里有数字"),
        ("name", "王" * 101, "最多 100 个字，现在是 101 个"),
        ("phone", "1" * 31, "电话最多 30 个字"),
        ("occupation", "农" * 61, "最多 60 个字，现在是 61 个"),
        ("came_here", "迁" * 201, "最多 200 个字"),
        ("address", "", "例如 御景小区 3-2-501"),
        ("relation", "", "一户的第一位是户主"),
        ("relation", "长工", "请从列表里选"),
        ("hukou_kind", "moon", "请选户籍状态"),
        ("ethnicity", "88", "没有这种民族"),
        ("hukou_address", "x" * 201, "最多 200 个字"),
    ],
)
def test_each_mistake_has_its_sentence(field: str, value: str, sentence: str) -> None:
    said = _problems(replace(DRAFT, **{field: value}))
    assert list(said) == ["hukou_kind" if field == "hukou_address" else field]
    assert sentence in next(iter(said.values()))


def test_other_papers_keep_their_own_form() -> None:
    passport = replace(
        DRAFT, id_number="e 1234567", id_kind="passport", sex="1", birth_date=date(1980, 1, 1)
    )
    assert check_draft(passport, TODAY).id_number == "E1234567"


def test_a_number_on_a_card_replaces_the_halls_own() -> None:
    had = replace(DRAFT, id_kind="temporary", id_number="临2026000012")
    kept = check_draft(replace(had, sex="2", birth_date=date(1959, 3, 12)), TODAY)
    assert (kept.id_kind, kept.id_number) == ("temporary", "临2026000012")
    got = check_draft(replace(DRAFT, id_kind="temporary"), TODAY)
    assert (got.id_kind, got.id_number) == ("resident_id", DRAFT.id_number)


@pytest.mark.parametrize(
    "name",
    ["丁", "阿卜杜热合曼·买买提吐尔逊江·图尔荪尼亚孜艾合麦提", "张𬫲", "<b>张三</b>"],
)
def test_any_name_a_paper_bears_is_taken_as_it_stands(name: str) -> None:
    assert check_draft(replace(DRAFT, name=name), TODAY).name == name


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("1371234", "1371234"), ("找他儿子", "找他儿子"), ("137 1234 5521", "13712345521")],
)
def test_a_phone_warns_and_never_blocks(typed: str, kept: str) -> None:
    assert check_draft(replace(DRAFT, phone=typed), TODAY).phone == kept


def test_no_phone_may_be_said_in_words() -> None:
    assert check_draft(replace(DRAFT, phone="无"), TODAY).phone == ""


@pytest.mark.parametrize(
    ("relation", "who", "doubt"),
    [
        ("20", Kin("李建军", "1", date(1984, 5, 2)), ""),
        ("20", Kin("李建军", "2", date(1984, 5, 2)), "性别是女，关系却是“子”"),
        ("30", Kin("李娟", "2", date(1960, 5, 2)), "只比户主小 1 岁"),
        ("51", Kin("张老", "1", date(1990, 5, 2)), "只比户主小 31 岁"),
        ("52", Kin("张母", "2", date(1930, 5, 2)), ""),
        ("10", Kin("王五", "2", date(1960, 1, 1)), "与户主张桂花同性"),
        ("99", Kin("租客", "1", date(1900, 1, 1)), ""),
    ],
)
def test_contradictions_in_a_family_are_doubted(relation: str, who: Kin, doubt: str) -> None:
    said = relation_doubts(relation, who, HEAD)
    assert (doubt in said[0]) if doubt else not said


def test_a_son_as_head_moves_everybody_one_generation() -> None:
    family = {1: ("02", "2"), 2: ("20", "1"), 3: ("38", "2"), 4: ("42", "2"), 5: ("30", "2")}
    assert new_relations(family, 2) == {1: "52", 2: "02", 3: "12", 4: "30", 5: "70"}


def test_a_wife_as_head_keeps_the_children() -> None:
    family = {1: ("02", "1"), 2: ("12", "2"), 3: ("21", "1"), 4: ("52", "2"), 5: ("99", "1")}
    assert new_relations(family, 2) == {1: "11", 2: "02", 3: "21", 4: "54", 5: ""}


@pytest.mark.parametrize(
    "typed", ["1990-5-6", "1990.05.06", "1990年5月6日", "１９９００５０６", "1990/5/6"]
)
def test_birth_dates_as_people_type_them(typed: str) -> None:
    assert parse_birth(typed) == date(1990, 5, 6)


def test_no_birth_date_and_impossible_ones() -> None:
    assert parse_birth(" ") is None
    with pytest.raises(UserError, match="出生日期 2 月 31 日不存在"):
        parse_birth("1990-2-31")
    with pytest.raises(UserError, match="例如 1990-05-06"):
        parse_birth("九零年")


@pytest.mark.parametrize(
    ("typed", "field", "value"),
    [
        ("欧阳", "name", "欧阳"),
        (HER.lower(), "id_number", HER),
        ("138 1234 5678", "phone", "13812345678"),
        ("御景小区 3-2-501", "address", "御景小区 3-2-501"),
        ("zgh", "name", ""),
    ],
)
def test_what_was_looked_for_goes_where_it_belongs(typed: str, field: str, value: str) -> None:
    assert getattr(draft_from_search(typed), field) == value


def test_reasons_carry_no_numbers_of_people() -> None:
    kept = reveal_reason(f" 核对 {HER} 和 13812345678，SL20261124-012 ")
    assert HER not in kept
    assert "13812345678" not in kept
    assert "SL20261124-012" in kept
    assert "，SL" in kept  # only figures are put into another form
    assert "１３８" not in reveal_reason("电话１３８１２３４５６７８，核对")
    with pytest.raises(UserError, match="请写明查看原因"):
        reveal_reason("?")
