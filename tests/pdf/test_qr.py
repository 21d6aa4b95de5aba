import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gridhall.pdf.qr import VERIFICATION_SIDE, readable_symbol, symbol


def test_bits_are_the_modules_with_the_three_finders() -> None:
    code = symbol("GH:SL1123-015/核验")
    digits = len(code.bits) // code.size
    first_row = f"{int(code.bits[:digits], 16):0{digits * 4}b}"
    assert code.size == 25
    assert first_row.startswith("11111110")
    assert first_row[code.size - 8 : code.size] == "01111111"
    assert set(first_row[code.size :]) == {"0"}


def test_the_quiet_zone_is_four_modules() -> None:
    code = symbol("GH:1")
    assert code.quiet(code.size + 8) == pytest.approx(4)


def test_a_code_too_fine_to_scan_is_refused() -> None:
    payload = "A" * 211  # a signed certificate in base45
    assert readable_symbol(payload, VERIFICATION_SIDE)
    with pytest.raises(ValueError, match="cannot be read at 15 mm"):
        readable_symbol(payload, 15)


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=60).filter(lambda t: t.encode("utf-8", "ignore").decode() == t))
def test_every_payload_has_a_code(payload: str) -> None:
    code = symbol(payload)
    rows = (code.size + 7) // 8 * 2
    assert len(code.bits) == rows * code.size
