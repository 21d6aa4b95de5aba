"""The code on a certificate: what is written is read; whatever is altered is never taken."""

import hashlib
from dataclasses import replace
from datetime import date
from typing import Any

import cbor2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gridhall.pdf.qr import symbol
from gridhall.volunteering.rules.codes import (
    LONGEST,
    PREFIX,
    Claims,
    NotACode,
    base45,
    from_base45,
    holds,
    public_half,
    read_code,
    write_code,
)

KEY, OTHER = bytes(range(32)), bytes(range(1, 33))
CLAIMS = Claims(
    "龙腾志证字〔2026〕第0001号",
    "张桂花",
    2190,
    date(2025, 1, 15),
    date(2026, 11, 21),
    date(2026, 11, 21),
    12345,
    b"\x9f\x86\xd0\x81",
)
TEXT = write_code(CLAIMS, KEY)
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"


def accepted(text: str) -> bool:
    """Whether a text counts as signed with KEY."""
    try:
        return holds(read_code(text), public_half(KEY))
    except NotACode:
        return False


def framed(message: bytes) -> str:
    """A message with check bytes that fit, as a forger could make them."""
    return PREFIX + base45(message + hashlib.sha256(message).digest()[:4])


def parts(text: str = TEXT) -> list[Any]:
    """The four parts of the COSE_Sign1 in a code."""
    decoded: list[Any] = cbor2.loads(from_base45(text.removeprefix(PREFIX))[:-4])
    return decoded


days = st.dates(date(1970, 1, 1), date(2199, 12, 31))
words = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1)
claims = st.builds(
    Claims,
    words.map(lambda said: said[:80]),
    words.map(lambda said: said[:100]),
    st.integers(1, 10**7),
    st.none() | days,
    days,
    days,
    st.integers(0, 2**40),
    st.binary(min_size=4, max_size=4),
)


@given(claims)
def test_what_is_written_is_read(said: Claims) -> None:
    text = write_code(said, KEY)
    code = read_code(text)
    assert code.claims == said
    assert holds(code, public_half(KEY))
    assert not holds(code, public_half(OTHER))


@given(st.binary(max_size=300))
def test_base45_is_the_standards(data: bytes) -> None:
    assert from_base45(base45(data)) == data
    assert set(base45(data)) <= set(ALPHABET)


def test_base45_of_the_standards_examples() -> None:
    for plain, text in ((b"AB", "BB8"), (b"Hello!!", "%69 VD92EX0"), (b"base-45", "UJCLQE7W581")):
        assert base45(plain) == text
        assert from_base45(text) == plain
    for wrong in ("GGW", ":::", "::", "A", "ab8", "BB8 "):
        with pytest.raises(NotACode):
            from_base45(wrong)


def test_the_code_is_small_and_all_of_the_dense_alphabet() -> None:
    assert set(TEXT) <= set(ALPHABET)
    assert not TEXT.startswith("-")
    assert TEXT.strip() == TEXT
    assert len(from_base45(TEXT.removeprefix(PREFIX))) < 170
    assert symbol(TEXT).size <= 53  # version 9: 0.49 mm a module at 30 mm


@given(st.integers(0, len(TEXT) - 1), st.sampled_from(ALPHABET + "a张\x00\n"))
def test_a_changed_character_is_never_taken(at: int, by: str) -> None:
    assert accepted(TEXT[:at] + by + TEXT[at + 1 :]) is (TEXT[at] == by)


@given(st.integers(0, len(TEXT)), st.text(min_size=1, max_size=40))
def test_inserted_text_is_never_taken(at: int, more: str) -> None:
    assert not accepted(TEXT[:at] + more + TEXT[at:])


@given(st.integers(0, len(TEXT)), st.integers(1, len(TEXT)))
def test_cut_text_is_never_taken(at: int, count: int) -> None:
    rest = TEXT[:at] + TEXT[at + count :]
    assert accepted(rest) is (rest == TEXT)


def test_every_single_bit_counts() -> None:
    data = from_base45(TEXT.removeprefix(PREFIX))
    message = data[:-4]
    for at in range(8 * len(message)):
        changed = bytearray(message)
        changed[at // 8] ^= 1 << at % 8
        assert not accepted(framed(bytes(changed)))
        assert not accepted(PREFIX + base45(bytes(changed) + data[-4:]))


@settings(max_examples=300)
@given(st.text(max_size=60) | st.text(ALPHABET, max_size=400).map(PREFIX.__add__))
def test_any_text_is_read_or_refused(text: str) -> None:
    assert not accepted(text)


@settings(max_examples=300)
@given(st.binary(max_size=400))
def test_any_bytes_with_right_check_bytes_are_refused(message: bytes) -> None:
    assert not accepted(framed(message))


plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**64), 2**64 - 1)
    | st.floats()
    | st.binary(max_size=9)
    | st.text(max_size=9),
    lambda some: st.lists(some, max_size=5) | st.dictionaries(st.integers(0, 9), some, max_size=5),
    max_leaves=20,
)


@settings(max_examples=300)
@given(plain, st.integers(0, 3))
def test_wrong_types_are_refused(value: Any, place: int) -> None:
    built = parts()
    built[place] = value if place != 2 else cbor2.dumps(value)
    text = framed(cbor2.dumps(built))
    assert accepted(text) is (text == TEXT)
    assert not accepted(framed(cbor2.dumps(value)))


@given(st.integers(1, 7), plain)
def test_claims_of_a_wrong_type_are_refused(label: int, value: Any) -> None:
    from gridhall.volunteering.rules import codes

    protected, _, payload, _ = parts()
    said = cbor2.loads(payload) | {label: value}
    changed = cbor2.dumps(said, canonical=True)
    signature = codes.signed(KEY, codes._to_be_signed(protected, changed))
    text = framed(codes.canonical([protected, {}, changed, signature]))
    try:
        read_code(text)
    except NotACode:
        return
    assert accepted(text)  # the value was of the right kind and was signed by the key


def test_another_form_of_the_same_message_is_refused() -> None:
    protected, _, payload, signature = parts()
    whole = cbor2.dumps([protected, {}, payload, signature], canonical=True)
    assert framed(whole) == TEXT
    assert not accepted(framed(b"\xd2" + whole))  # the optional tag 18
    assert not accepted(framed(b"\x9f" + whole[1:] + b"\xff"))  # of indefinite length
    assert not accepted(framed(whole + b"\x00"))  # something after the end
    assert not accepted(framed(whole[:1] + b"\x59\x00" + whole[2:]))
    wide = whole.replace(b"\x58\x40" + signature, b"\x59\x00\x40" + signature)
    assert wide != whole
    assert not accepted(framed(wide))
    assert not accepted(TEXT.lower())
    assert not accepted(TEXT + " ")
    assert not accepted(" " + TEXT)


def test_signed_by_another_key_under_this_ones_name_is_refused() -> None:
    protected, _, payload, _ = parts()
    signature = parts(write_code(CLAIMS, OTHER))[3]
    again = framed(cbor2.dumps([protected, {}, payload, signature], canonical=True))
    assert read_code(again).claims == CLAIMS
    assert not accepted(again)


def test_huge_and_nested_input_is_refused_at_once() -> None:
    for text in (
        PREFIX + "0" * 10_000_000,
        "张" * 1_000_000,
        framed(b"\x81" * 700),
        framed(b"\x9b" + b"\xff" * 8),
        framed(b"\x5b\x7f" + b"\xff" * 7),
        framed(b"\xd8\x1c\x81\xd8\x1d\x00"),  # an array that holds itself
        framed(b"\xc4\x82\x1b" + b"\xff" * 8 + b"\x01"),
    ):
        assert not accepted(text)


def test_what_no_reader_would_take_is_never_written() -> None:
    for odd in (
        replace(CLAIMS, name="张\n桂花"),
        replace(CLAIMS, minutes=0),
        replace(CLAIMS, number=""),
        replace(CLAIMS, until=date(2300, 1, 1)),
        replace(CLAIMS, name="长" * 101),
    ):
        with pytest.raises(NotACode):
            write_code(odd, KEY)
    longest = write_code(replace(CLAIMS, name="𠮷" * 100, number="号" * 80), KEY)
    assert len(longest) <= LONGEST
