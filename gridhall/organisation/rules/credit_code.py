"""A unit's 统一社会信用代码 (GB 32100-2015): 18 characters, the last a check on the others.

The table of characters (4.2: no I O Z S V), the weights 3^(i-1) mod 31 and C18 = 31 - sum mod 31
(5.2) stand in core.identity, which checks the codes of all papers; here are the sentences.
"""

from gridhall.core.errors import UserError
from gridhall.core.identity import check_uscc
from gridhall.core.text import clean, half_width

_LEFT_OUT = "IOZSV"
_LENGTH = 18


def check_credit_code(text: str) -> str:
    """The code in capitals without blanks; "" stays "". Raises UserError with the remedy."""
    code = "".join(char for char in half_width(clean(text)).upper() if char not in " -")
    if not code:
        return ""
    for place, char in enumerate(code, 1):
        if char in _LEFT_OUT:
            raise UserError(
                f"信用代码第 {place} 位是字母 {char}，代码里不用 I O Z S V，"
                "请核对是不是 1、0、2、5、U"
            )
        if not (char.isascii() and char.isalnum()):
            raise UserError(f"信用代码第 {place} 位是“{char}”，只能是数字和大写字母，请核对")
    if len(code) != _LENGTH:
        raise UserError(f"信用代码要 {_LENGTH} 位，现在是 {len(code)} 位，请对照证照补全")
    try:
        return check_uscc(code)
    except UserError:
        raise UserError("信用代码第18位校验码不对，请对照营业执照/法人证书核对") from None
