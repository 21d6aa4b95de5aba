"""The search index's quick ways through tidy addresses and numbers say what the slow ones say."""

from hypothesis import given
from hypothesis import strategies as st

from gridhall.db.search.terms import _number_terms, _word_terms, digits_of
from gridhall.db.search.words import _door_key, _split, key, place_and_door

# All that a door is written with, and letters that mean nothing.
_PLACE = st.text("都市春天里甲乙丁一二十区号楼单元栋幢座门室户房0379", max_size=8)
_DOOR = st.from_regex(r"[0-9]{1,4}(-[0-9]{1,4}){0,3}", fullmatch=True)


@given(_PLACE, st.sampled_from(("", " ", "  ")), _DOOR)
def test_a_tidy_address_is_split_as_any_other(place: str, blank: str, door: str) -> None:
    address = f"{place}{blank}{door}"
    assert place_and_door(address) == _split(_door_key(key(address)))[:2]


@given(st.text("0123456789xX１x٣ -", min_size=16, max_size=20))
def test_a_number_in_order_is_filed_as_any_other(number: str) -> None:
    folded = key(number)
    assert _number_terms(number) == _number_terms(folded)
    if len(folded) != 18:
        assert _number_terms(number) == _word_terms(number)


@given(st.text("0123456789１٣ -()x", max_size=14))
def test_a_phone_is_its_digits(phone: str) -> None:
    folded = key(phone)
    assert phone.isdigit() or digits_of(phone) == "".join(c for c in folded if c in "0123456789")
