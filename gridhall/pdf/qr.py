"""QR codes for paper (二维码): the modules as one row of bits, ready for an image mask."""

from functools import lru_cache
from typing import Final, NamedTuple

import segno

VERIFICATION_SIDE: Final = 30.0  # mm with the quiet zone; a smaller code is read too seldom
_QUIET = 4  # modules of white on each side (ISO/IEC 18004, 9.1)
_SMALLEST_MODULE = 0.3  # mm; below this a 300 dpi printer blurs the modules
_MASK = 2  # fixed: choosing the best of eight takes four times as long and reads no better


class Symbol(NamedTuple):
    """A code's modules: `size` rows, each padded to whole bytes, 1 is black, in hex digits."""

    size: int
    bits: str

    def quiet(self, side: float) -> float:
        """The white border inside a code printed with this side, in the unit of `side`."""
        return side * _QUIET / (self.size + 2 * _QUIET)


@lru_cache(maxsize=2048)
def symbol(payload: str) -> Symbol:
    """The code for `payload`, error correction M."""
    code = segno.make_qr(
        payload, error="m", mode=None, encoding=_encoding(payload), mask=_MASK, boost_error=False
    )
    return Symbol(len(code.matrix), "".join(map(_row_bits, code.matrix)))


def readable_symbol(payload: str, side: float) -> Symbol:
    """The code for `payload`, provided that a scanner can read it at `side` mm (ValueError)."""
    code = symbol(payload)
    if side / (code.size + 2 * _QUIET) < _SMALLEST_MODULE:
        raise ValueError(f"a code of {code.size} modules cannot be read at {side:g} mm")
    return code


def _encoding(payload: str) -> str | None:
    return None if payload.isascii() else "utf-8"


def _row_bits(row: bytearray) -> str:
    padded = (len(row) + 7) // 8 * 8
    bits = "".join("1" if module else "0" for module in row).ljust(padded, "0")
    return f"{int(bits, 2):0{padded // 4}X}"
