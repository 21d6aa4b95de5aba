from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridhall.core.errors import UserError
from gridhall.core.identity import (
    DOCUMENT_LABELS,
    DocumentKind,
    IdNumberProblem,
    check_digit,
    check_document,
    check_uscc,
    mask_id_number,
    parse_id_number,
    temporary_number,
)

GOOD = "11010519491231002X"


def slow_check(number: str) -> bool:
    """GB 11643 by the letter, with no tables."""
    weights = [2 ** (17 - place) % 11 for place in range(17)]
    total = sum(int(digit) * weight for digit, weight in zip(number, weights, strict=False))
    return number[17] == "10X98765432"[total % 11]


BIRTHS = st.dates(date(1850, 1, 1), date.today())
AREAS = st.integers(100_000, 999_999)
SEQUENCES = st.integers(0, 999)


@st.composite
def numbers(draw: st.DrawFn) -> str:
    first = f"{draw(AREAS)}{draw(BIRTHS):%Y%m%d}{draw(SEQUENCES):03}"
    return first[:17] + next(last for last in "0123456789X" if slow_check(first + last))


@given(numbers())
def test_every_right_number_is_read(number: str) -> None:
    found = parse_id_number(number)
    assert found.number == number
    assert found.birth_date == date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    assert found.sex == ("1" if int(number[16]) % 2 else "2")
    assert check_digit(number[:17]) == number[17]


@given(numbers(), st.integers(0, 17), st.sampled_from("0123456789X"))
def test_any_one_wrong_character_is_found(number: str, place: int, char: str) -> None:
    changed = number[:place] + char + number[place + 1 :]
    if changed == number:
        assert parse_id_number(changed).number == number
    else:
        with pytest.raises(IdNumberProblem):
            parse_id_number(changed)


@given(numbers(), st.integers(0, 16))
def test_two_neighbours_exchanged_are_found(number: str, place: int) -> None:
    changed = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    if changed != number:
        with pytest.raises(IdNumberProblem):
            parse_id_number(changed)


@given(numbers(), st.sampled_from("xX×хХＸｘⅩ"), st.sampled_from([" ", "-", "\u3000", ""]))
def test_what_keyboards_make_of_a_number_is_mended(number: str, x: str, gap: str) -> None:
    typed = gap.join((number[:6], number[6:14], number[14:])).replace("X", x)
    assert parse_id_number(f" \u200b{typed}\t").number == number
    full_width = typed.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)})
    assert parse_id_number(full_width).number == number


@given(st.dates(date(1900, 1, 1), date(1999, 12, 31)), AREAS, SEQUENCES)
def test_fifteen_digits_become_the_same_person(born: date, area: int, sequence: int) -> None:
    old = f"{area}{born:%y%m%d}{sequence:03}"
    first = f"{area}{born:%Y%m%d}{sequence:03}"
    assert parse_id_number(old) == parse_id_number(first + check_digit(first))
    assert parse_id_number(float(old)).birth_date == born  # a cell keeps 15 digits


@given(st.text() | st.floats() | st.integers())
def test_nonsense_gets_a_sentence_and_never_a_crash(text: str | float) -> None:
    with suppress(IdNumberProblem):
        assert slow_check(parse_id_number(text).number)


@pytest.mark.parametrize(
    ("text", "kind", "sentence"),
    [
        ("", "length", "请填写证件号"),
        ("37068619850", "length", "证件号要 18 位，现在是 11 位"),
        ("1101051949123100211", "length", "证件号要 18 位，现在是 19 位"),
        ("11010519491231OO2X", "characters", "证件号第 15 位是“O”，这里只能是数字"),
        ("1101X519491231002X", "characters", "证件号第 5 位是 X，X 只能在最后一位"),
        ("010105194912310021", "characters", "证件号不会以 0 开头，请再核对原件"),
        ("110105194912310021", "check_digit", "证件号最后一位对不上，请再核对原件"),
        ("370686198502310027", "birth_date", "出生日期 2 月 31 日不存在，请再核对原件"),
        ("370686198513010027", "birth_date", "出生日期里没有 13 月，请再核对原件"),
        ("370686000001010027", "birth_date", "出生年份 0 不对，请再核对原件"),
        ("370686850231002", "birth_date", "出生日期 2 月 31 日不存在，请再核对原件"),
    ],
)
def test_each_problem_has_its_kind_and_sentence(text: str, kind: str, sentence: str) -> None:
    with pytest.raises(IdNumberProblem) as caught:
        parse_id_number(text)
    assert (caught.value.kind, str(caught.value)) == (kind, sentence)


@pytest.mark.parametrize(
    "text",
    [
        "3.7E+17",
        "3.70686e+17",
        "３．７Ｅ＋１７",
        "370686198502310016.0",
        "370602196409246000",
        "370602199902310000",
        3.70602196409246e17,
        370602196409246784.0,
    ],
)
def test_a_number_that_went_through_a_float_says_so(text: str | float) -> None:
    with pytest.raises(IdNumberProblem, match="表格软件") as caught:
        parse_id_number(text)
    assert caught.value.kind == "excel_ruined"


def test_a_true_number_ending_in_zeros_is_kept_and_pointed_out() -> None:
    first = next(
        f"37060219640924{sequence:03}"
        for sequence in range(0, 1000, 100)
        if check_digit(f"37060219640924{sequence:03}") == "0"
    )
    assert parse_id_number(first + "0").may_be_ruined
    assert not parse_id_number(GOOD).may_be_ruined


def test_nobody_is_born_tomorrow() -> None:
    first = f"110105{date.today() + timedelta(days=1):%Y%m%d}002"
    with pytest.raises(IdNumberProblem, match="还没有到"):
        parse_id_number(first + check_digit(first))
    first = f"110105{date.today():%Y%m%d}002"
    assert parse_id_number(first + check_digit(first)).birth_date == date.today()


@pytest.mark.parametrize(
    ("area", "kind"),
    [
        ("810000", DocumentKind.HMT_RESIDENCE),
        ("820000", DocumentKind.HMT_RESIDENCE),
        ("830000", DocumentKind.HMT_RESIDENCE),
        ("911156", DocumentKind.FOREIGN_RESIDENCE),
        ("370611", DocumentKind.RESIDENT_ID),  # a county younger than most who have its code
        ("419001", DocumentKind.RESIDENT_ID),
    ],
)
def test_the_area_tells_the_card_and_refuses_nobody(area: str, kind: DocumentKind) -> None:
    first = f"{area}19491231002"
    assert parse_id_number(first + check_digit(first)).kind is kind


def test_documents_are_checked_by_their_kind() -> None:
    assert check_document(DocumentKind.RESIDENT_ID, GOOD.lower()) == GOOD
    assert check_document(DocumentKind.PASSPORT, " e１2345678 ") == "E12345678"
    assert check_document(DocumentKind.HMT_PERMIT, "h12345678") == "H12345678"
    assert check_document(DocumentKind.HMT_PERMIT, "M1234567802") == "M12345678"  # renewed twice
    assert check_document(DocumentKind.TAIWAN_PERMIT, "1234567801") == "12345678"
    assert check_document(DocumentKind.FOREIGN_RESIDENCE, "chn110105491231") == "CHN110105491231"
    with pytest.raises(UserError, match="港澳居民来往内地通行证的号码是H 或 M 加 8 位数字"):
        check_document(DocumentKind.HMT_PERMIT, "12345678")
    with pytest.raises(UserError, match="这是居民身份证的号码，证件类型选的是港澳台居民居住证"):
        check_document(DocumentKind.HMT_RESIDENCE, GOOD)
    assert set(DOCUMENT_LABELS) == set(DocumentKind)


def test_unit_codes_follow_gb_32100() -> None:
    assert check_uscc(" 91110000600037341l ") == "91110000600037341L"
    with pytest.raises(UserError, match="最后一位对不上"):
        check_uscc("911100006000373411")
    with pytest.raises(UserError, match="第 18 位是“I”"):
        check_uscc("91110000600037341I")
    with pytest.raises(UserError, match="要 18 位，现在是 3 位"):
        check_uscc("911")


@given(st.integers(0, 16), st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"))
def test_any_one_wrong_sign_of_a_unit_code_is_found(place: int, sign: str) -> None:
    good = "91110000600037341L"
    changed = good[:place] + sign + good[place + 1 :]
    if changed != good:
        with pytest.raises(UserError):
            check_uscc(changed)


def test_the_halls_own_number_for_somebody_without_a_paper() -> None:
    given = temporary_number(2026, 12)
    assert given == "临2026000012"
    assert check_document(DocumentKind.TEMPORARY, given) == given
    assert mask_id_number(given) == given  # it says nothing about anybody
    with pytest.raises(UserError, match="由本厅编"):
        check_document(DocumentKind.TEMPORARY, "12")
