"""What people type and paste: made safe to keep, and folded for searching."""

import re
import unicodedata
from bisect import bisect_right
from typing import NamedTuple

# Invisible code points that a name or an address never needs: NUL and other controls, zero-width
# and bidirectional marks, variation selectors, Hangul fillers, tags, lone surrogates, and the
# noncharacters. Two texts that look the same must be the same.
_INVISIBLE = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff"
    "\uffa0\ufff0-\ufffb\ufffe\uffff\U0001fffe\U0001ffff\U000e0000-\U000e0fff"
)
_BLANKS = "\t\n\x0b\x0c\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u2800\u3000"
_DROPPED = re.compile(f"[{_INVISIBLE}]+")
_BLANK = re.compile(f"[{_BLANKS}]+")
_UNCLEAN = re.compile(f"[{_INVISIBLE}]|(?! )[{_BLANKS}]|  |^ | $")
_NOT_KEPT = re.compile(f"[{_INVISIBLE}{_BLANKS}]+")

_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}

# The dot between the parts of a name (间隔号) is U+00B7; keyboards and old files have others.
_DOTS = "·\u0387\u2022\u2024\u2027\u2219\u22c5\u2e31\u30fb\u318d\uff65\u16eb\u1427\ua78f"
_DOT = re.compile(f"[{_DOTS}.．]")
_SPACE = re.compile(" ")
# First and one-past-last of each block of Chinese characters, 〇 and made-up ones (造字) included.
_HAN_EDGES = (
    *(0x2E80, 0x2FE0, 0x3005, 0x3008, 0x3021, 0x302A, 0x3400, 0x4DC0, 0x4E00, 0xA000),
    *(0xE000, 0xFB00, 0x20000, 0x3FFFE, 0xF0000, 0xFFFFE),
)
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
_ROUGH_NAME = re.compile(f"[{_DOTS[1:]}.．{_INVISIBLE}{_BLANKS}]")

# Old GBK files put these characters into the private use area (码位 FE50-FEA0, and a few signs):
# most moved out in 2000 and 2005, the last 18 in GB 18030-2022. Python's codec still has 2000.
_MOVED = {
    **dict(enumerate("\ufe10\ufe12\ufe11\ufe13\ufe14\ufe15\ufe16\ufe17\ufe18\ufe19", 0xE78D)),
    0xE7C7: "\u1e3f",
    0xE7C8: "\u01f9",
    **{0xE7E7 + step: code for step, code in enumerate((0x303E, *range(0x2FF0, 0x2FFC)))},
    **dict(
        enumerate(
            "⺁𠂇𠂉𠃌⺄㑳㑇⺈⺋龴㖞㘚㘎⺌⺗㥮㤘龵㧏㧟㩳㧐龶龷㭎㱮㳠⺧𡗗龸⺪䁖䅟⺮䌷⺳⺶⺷𢦏䎱"
            "䎬⺻䏝䓖䙡䙌龹䜣䜩䝼䞍⻊䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶龺𤇾䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮龻",
            0xE815,
        )
    ),
}


def clean(text: str) -> str:
    """The text as it may be stored: no invisible marks, blanks run together, else as typed."""
    if _UNCLEAN.search(text) is None:
        return text
    return _BLANK.sub(" ", _DROPPED.sub("", text)).strip(" ")


def clean_lines(text: str) -> str:
    """A remark of several lines: each line cleaned, empty lines at either end dropped."""
    return "\n".join(clean(line) for line in text.splitlines()).strip("\n")


def clean_name(text: str) -> str:
    """A person's name: "张 三" is 张三, "John Smith" keeps its space, the dot is U+00B7."""
    if _ROUGH_NAME.search(text) is None:
        return text
    return _SPACE.sub(_space_in_name, _DOT.sub(_dot_in_name, clean(text)))


def half_width(text: str) -> str:
    """Full-width letters, digits and signs (全角) turned into their half-width forms."""
    return text if text.isascii() else text.translate(_HALF_WIDTH)


def search_key(text: str) -> str:
    """The text folded for comparing only: lower case, half width, no blanks, variants joined."""
    folded = _NOT_KEPT.sub("", unicodedata.normalize("NFKC", text).lower())
    return _DOT.sub(_dot_in_name, unicodedata.normalize("NFKC", folded))


def is_han(char: str) -> bool:
    """Whether this one character is Chinese, made-up ones in the private use area included."""
    return bisect_right(_HAN_EDGES, ord(char)) % 2 == 1


def _neighbours(found: re.Match[str]) -> str:
    """The characters before and after what was found, those that there are."""
    start, end = found.span()
    return found.string[max(start - 1, 0) : start] + found.string[end : end + 1]


def _dot_in_name(found: re.Match[str]) -> str:
    """Any middle dot is U+00B7; a full stop is one only between two Chinese characters."""
    around = _neighbours(found)
    if found[0] not in ".．" or (len(around) == 2 and all(map(is_han, around))):
        return "·"
    return found[0]


def _space_in_name(found: re.Match[str]) -> str:
    """A blank beside a Chinese character or the dot is a ledger's, between words it is theirs."""
    return "" if any(char == "·" or is_han(char) for char in _neighbours(found)) else " "


class MappedText(NamedTuple):
    """A text out of an old Chinese encoding, and the made-up characters nobody can map."""

    text: str
    left: str


def map_private_use(text: str) -> MappedText:
    """Turn the private code points of old GBK and GB 18030 files into what they became."""
    if _PRIVATE.search(text) is None:
        return MappedText(text, "")
    mapped = text.translate(_MOVED)
    return MappedText(mapped, "".join(dict.fromkeys(_PRIVATE.findall(mapped))))
