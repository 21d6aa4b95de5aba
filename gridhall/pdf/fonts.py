"""The house's fonts (字库): families, and which font draws which character."""

import threading
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

from gridhall.core.errors import UserError
from gridhall.core.resources import resource
from gridhall.core.text import clean
from gridhall.pdf.truetype import TrueType

SONG: Final = "Song-Regular"  # 宋体, every character of GB 18030-2022 level 2
SONG_BOLD: Final = "Song-Bold"
HEI: Final = "Hei-Regular"  # 黑体
HEI_BOLD: Final = "Hei-Bold"
KAI: Final = "Kai-Regular"  # 楷体, for certificates
_PREFIX = "GridHall"

# Where a hall may have put a font with the rarest characters (Extension B and beyond).
_PACKS = (
    Path("/usr/share/fonts/truetype/hanazono/HanaMinB.ttf"),
    Path("/usr/share/fonts/truetype/hanazono/HanaMinA.ttf"),
    Path("C:/Windows/Fonts/simsunb.ttf"),
    Path("C:/Windows/Fonts/SimsunExtG.ttf"),
)

_ADVICE = "请核对是否录入有误；确为姓名用字的，请管理员{pack}，然后再打印。已填的内容都还在。"
_PACK = "安装生僻字库（Debian 软件包 fonts-hanazono，或把字库文件放进 resources/fonts）"
_NEWER_PACK = "把含这个字的新字库文件（扩展 G 区以后）放进 resources/fonts"
_LAST_OF_HANAZONO = "\U0002ebe0"  # the end of extension F


class _Widths(dict[str, int]):
    """Advances of characters in thousandths of an em, found through the fallback chain."""

    def __init__(self, fonts: "FontHouse", name: str) -> None:
        super().__init__()
        self._fonts, self._name = fonts, name

    def __missing__(self, character: str) -> int:
        name = self._fonts.font_for(character, self._name)
        self[character] = width = self._fonts.face(name).width(ord(character)) if name else 1000
        return width


class FontHouse:
    """The shipped fonts and the rare packs, each opened once, when first needed."""

    def __init__(self, folder: Path | None = None, packs: Sequence[Path] | None = None) -> None:
        folder = folder or resource("fonts")
        extras = [file for file in sorted(folder.glob("*.ttf")) if file.stem[:8] != _PREFIX]
        candidates = [*extras, *(_PACKS if packs is None else packs)]
        self._files = {file.stem: file for file in candidates if file.is_file()}
        self._packs = tuple(self._files)
        shipped = (SONG, SONG_BOLD, HEI, HEI_BOLD, KAI)
        self._files |= {name: folder / f"{_PREFIX}{name}.ttf" for name in shipped}
        self._faces: dict[str, TrueType] = {}
        self._widths: dict[str, _Widths] = {}
        self._printable: set[str] = set()
        self._lock = threading.RLock()

    def face(self, name: str) -> TrueType:
        """The font of this name, opened at its first use."""
        face = self._faces.get(name)
        if face is None:
            with self._lock:
                face = self._faces.setdefault(name, self._faces.get(name) or self._open(name))
        return face

    def _open(self, name: str) -> TrueType:
        return TrueType(self._files[name])

    def own(self, *words: str) -> str | None:
        """A font that the hall has added, by a word in its file's name; None if none is usable."""
        found = (name for name in self._packs if any(w.lower() in name.lower() for w in words))
        return next(filter(self._opens, found), None)

    def _opens(self, name: str) -> bool:
        try:
            self.face(name)
        except (ValueError, OSError):
            return False
        return True

    def font_for(self, character: str, name: str) -> str | None:
        """The font that draws a character asked for in `name`: that one, Song, or a rare pack."""
        code = ord(character)
        chain = (name, SONG, *self._packs)
        return next((font for font in chain if code in self.face(font).glyphs), None)

    def runs(self, text: str, name: str) -> list[tuple[str, str]]:
        """`text` cut into (font, piece); raises UserError for a character that no font has."""
        pieces: list[tuple[str, str]] = []
        for character in text:
            font = self.font_for(character, name)
            if font is None:
                raise UserError(_refusal([character]))
            if pieces and pieces[-1][0] == font:
                pieces[-1] = (font, pieces[-1][1] + character)
            else:
                pieces.append((font, character))
        return pieces

    def widths(self, name: str) -> dict[str, int]:
        """Each character's advance in thousandths of an em when asked for in this font."""
        widths = self._widths.get(name)
        return self._widths.setdefault(name, _Widths(self, name)) if widths is None else widths

    def width(self, text: str, name: str, size: float) -> float:
        """How wide `text` is in points."""
        return sum(map(self.widths(name).__getitem__, text)) * size / 1000

    def missing(self, texts: Iterable[str]) -> list[str]:
        """The characters that no font has, each once, in order of code point."""
        unknown = set().union(*texts) - self._printable
        lacking = {character for character in unknown if not self._can_print(character)}
        self._printable |= unknown - lacking
        return sorted(lacking)

    def _can_print(self, character: str) -> bool:
        """Invisible marks that `clean` drops never reach paper, even where a font has them."""
        visible = clean(character) or character.isspace()
        return bool(visible) and self.font_for(character, SONG) is not None

    def require_glyphs(self, texts: Iterable[str]) -> None:
        """Refuse with a UserError that names every character which no font has (印不出的字)."""
        lacking = self.missing(texts)
        if lacking:
            raise UserError(_refusal(lacking))


def _refusal(lacking: Sequence[str]) -> str:
    named = "、".join(f"“{character}”（U+{ord(character):04X}）" for character in lacking)
    pack = _NEWER_PACK if max(lacking) > _LAST_OF_HANAZONO else _PACK
    return f"字库里没有{named}，这份文书印不出这个字。{_ADVICE.format(pack=pack)}"


@lru_cache(maxsize=1)
def house() -> FontHouse:
    """The fonts of this process."""
    return FontHouse()
