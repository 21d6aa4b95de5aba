"""Characters that no font has (印不出的字), on papers about many: drawn as 〓 and told at the foot.

A paper about one person is refused instead (pdf.fonts): there the name is the paper.
"""

from collections.abc import Iterable
from typing import Final

from gridhall.core.text import clean
from gridhall.pdf.fonts import house

STAND_IN: Final = "〓"  # the printers' mark for a sort that is not in the case


def lacking(texts: Iterable[str]) -> frozenset[str]:
    """The characters among these that cannot be printed."""
    return frozenset(house().missing(texts))


def printed(text: str, missing: frozenset[str]) -> str:
    """The text as it can be printed."""
    if missing and not missing.isdisjoint(text):
        text = clean(text)
        return "".join(STAND_IN if one in missing else one for one in text)
    return text


def footnote(missing: frozenset[str]) -> tuple[str, ...]:
    """What the foot says of them; nothing when all can be printed."""
    codes = "、".join(f"U+{ord(one):04X}" for one in sorted(missing))
    return (f"“{STAND_IN}”处是字库没有的字（{codes}），请手写补上。",) if missing else ()
