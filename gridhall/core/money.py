"""Amounts of money as people type and read them; kept in fen."""

import re

from gridhall.core.errors import UserError
from gridhall.core.text import half_width

_MONEY = re.compile(r"(\d{1,10})(?:\.(\d{1,2}))?元?")
_WAN = re.compile(r"(\d{1,6})(?:\.(\d{1,6}))?万元?")


def parse_money(text: str) -> int | None:
    """Fen of `12000`, `12,000.50 元` or `10.5万`; None for nothing typed."""
    typed = re.sub(r"[\s,，￥¥]", "", half_width(text))
    if not typed:
        return None
    wan = _WAN.fullmatch(typed)
    if wan is not None:
        return int(wan[1]) * 1_000_000 + int((wan[2] or "").ljust(6, "0"))
    found = _MONEY.fullmatch(typed)
    if found is None:
        raise UserError(f"“{text.strip()[:20]}”不是金额，请写成 12000、12000.50 或 10.5万")
    return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))


def say_money(fen: int | None) -> str:
    """`12,000 元`, `10.50 元`; "" if nothing is known."""
    if fen is None:
        return ""
    return f"{fen // 100:,} 元" if fen % 100 == 0 else f"{fen / 100:,.2f} 元"
