"""Code 128, the barcode every hand scanner reads, as strokes on a sheet."""

from reportlab.graphics.barcode.code128 import Code128

from gridhall.pdf.marks import Rule

_QUIET = 10  # modules of white on either side, as the standard asks


def bars(
    code: str, left: float, top: float, room: tuple[float, float], *, quiet: bool = True
) -> list[Rule]:
    """The strokes of a code in a room of width and height.

    The white at both sides is in the room, unless the margins beside it are white (`quiet` False).
    """
    symbol = Code128(code)
    symbol.validate()
    symbol.encode()
    symbol.decompose()
    widths = [(ord(one.lower()) - ord("a") + 1, one.isupper()) for one in symbol.decomposed]
    width, height = room
    white = _QUIET if quiet else 0
    module = width / (sum(many for many, _ in widths) + 2 * white)
    found, at = [], left + white * module
    for many, is_bar in widths:
        if is_bar:
            middle = at + many * module / 2
            found.append(Rule(middle, top, middle, top + height, many * module))
        at += many * module
    return found
