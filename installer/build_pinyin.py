"""Make resources/pinyin/readings.txt from the pypinyin package (MIT), a tool of the workshop only.

`python installer/build_pinyin.py` writes the file; with `--check` it only compares.
"""

import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

TABLE = Path(__file__).resolve().parents[1] / "resources" / "pinyin" / "readings.txt"
HEAD = "# Toneless readings of characters, the usual one first; ü is v. Made from pypinyin.\n"


def toneless(reading: str) -> str:
    """`lǘ` -> `lv`: no tone marks, and v for ü, as keyboards type it."""
    plain = unicodedata.normalize("NFD", reading.lower())
    with_v = plain.replace("u\u0308", "v")
    return "".join(char for char in with_v if "a" <= char <= "z")


def readings_of(listed: str) -> tuple[str, ...]:
    """pypinyin's `lǚ,lǘ` as toneless readings, each once, in its order."""
    found = (toneless(reading) for reading in listed.split(","))
    return tuple(dict.fromkeys(reading for reading in found if _has_vowel(reading)))


def _has_vowel(reading: str) -> bool:
    # ḿ, ń, hm and hng are grunts of interjections, never asked for in a name.
    return any(vowel in reading for vowel in "aeiouv")


def table_text(listed: dict[int, str]) -> str:
    """The whole file: one line for each set of readings, then the characters that share it."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for code, readings in sorted(listed.items()):
        if found := readings_of(readings):
            groups[",".join(found)].append(chr(code))
    return HEAD + "".join(_lines(groups))


def _lines(groups: dict[str, list[str]]) -> Iterable[str]:
    return (f"{readings} {''.join(groups[readings])}\n" for readings in sorted(groups))


def main(words: list[str]) -> int:
    """Write the table, or with `--check` say whether the committed one is what we would write."""
    from pypinyin.constants import PINYIN_DICT

    text = table_text(PINYIN_DICT)
    if "--check" not in words:
        TABLE.write_text(text, "utf-8", newline="\n")
        return 0
    same = TABLE.read_text("utf-8") == text
    print("readings.txt is up to date" if same else "readings.txt differs: run build_pinyin.py")
    return 0 if same else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
